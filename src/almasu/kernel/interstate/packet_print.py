"""What a packet says as a document on paper, in Russian, the working language of the Agreement (CIS-8.1a, CIS-19.1).

A form for people: the numbers by which the other side finds its own case again stand in it, and the marks unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from almasu.kernel.interstate.answering import Conditional, Done, Ground, Outcome, Postponed, Refused
from almasu.kernel.interstate.asking import Asked, Matter, Missing, Subject, Way
from almasu.kernel.interstate.parcels import Accepts, Arrived, Asks, Consents, Parcel, TakesBack, Tells, Withdraws
from almasu.kernel.interstate.secrecy import Stamp

Names = Callable[[str], str]
"""Returns the Russian name of a body by its id."""
SUBJECTS = {
    Subject.TERRORISM: "борьба с терроризмом",
    Subject.VIOLENT_EXTREMISM: "борьба с иными насильственными проявлениями экстремизма",
    Subject.FINANCING: "борьба с финансированием терроризма и насильственного экстремизма",
}
WAYS = {Way.ONE_TIME: "разовый", Way.STANDING: "постоянный", Way.INITIATIVE: "инициативное информирование"}
MATTERS = {
    Matter.PERSON: "лицо",
    Matter.ORGANISATION: "организация",
    Matter.THING: "предмет",
    Matter.FACT: "факт",
    Matter.EVENT: "событие",
    Matter.PHENOMENON: "явление",
    Matter.PROCESS: "процесс",
}
GROUNDS = {
    Ground.INTERESTS: "противоречит интересам государства",
    Ground.LAW: "противоречит законодательству государства",
    Ground.DUTIES: "противоречит международным обязательствам государства",
    Ground.AGREEMENT: "запрос не соответствует Соглашению",
}
LACKS = {
    Missing.BODIES: "наименования органов",
    Missing.BASIS: "предмет и основание",
    Missing.DESCRIPTION: "описание запрашиваемого",
    Missing.PURPOSE: "цель использования",
    Missing.RUSSIAN: "текст на русском языке",
    Missing.END: "срок действия и день пересмотра",
}


def printed(parcel: Parcel, own: str, other: str, number: str, names: Names) -> str:
    """Return the document: from whom to whom, its number in the outgoing register, what it says."""
    head = (f"{names(own)}", f"Кому: {names(other)}", f"Исх. № {number}", "")
    foot = ("", "Соглашение о порядке обмена информацией, 3 ноября 2017 года. Обмен безвозмездный (статья 4).", "")
    return "\n".join((*head, *_says(parcel, names), *foot))


def _says(parcel: Parcel, names: Names) -> Iterator[str]:
    match parcel:
        case Asks():
            yield from _request(parcel.asked, parcel.stamps)
        case Arrived():
            yield f"Запрос № {parcel.number} возвращается (статья 8). Недостаёт:"
            yield from (f"– {LACKS[one]}" for one in parcel.missing)
        case Tells():
            yield f"Извещение по запросу № {parcel.number} (статья 8)."
            yield from _stamps(parcel.stamps)
            for item, outcomes in sorted(parcel.told.outcomes.items()):
                yield from (line for one in outcomes for line in _outcome(item, one))
        case Accepts():
            yield f"Условия по пункту {parcel.item} запроса № {parcel.number} принимаются (статья 8)."
        case Withdraws():
            yield f"Запрос № {parcel.number} отзывается."
        case Consents():
            yield f"Согласие на раскрытие факта запроса № {parcel.consent.request} (статья 8). Кому:"
            yield from (f"– {names(one)}" for one in parcel.consent.recipients)
        case TakesBack():
            yield f"Согласие на раскрытие факта запроса № {parcel.number} отзывается на будущее."
        case _:
            yield "Документ об инициативном информировании идёт только через узел."


def _request(asked: Asked, stamps: tuple[Stamp, ...]) -> Iterator[str]:
    yield f"ЗАПРОС № {asked.number} ({WAYS[asked.way]})"
    yield from _stamps(stamps)
    yield f"Предмет: {SUBJECTS[asked.subject]}."
    yield f"Основание: {asked.basis}"
    yield "Запрашивается:"
    yield from (f"{place}. {MATTERS[item.matter]}: {item.words}" for place, item in enumerate(asked.items, 1))
    yield f"Цель использования: {asked.purpose}"
    if asked.other:
        yield f"Иные сведения: {asked.other}"
    if asked.ends_on is not None and asked.review_on is not None:
        yield f"Действует до {asked.ends_on:%d.%m.%Y}, пересмотр {asked.review_on:%d.%m.%Y}."
    yield "О результатах прошу известить не позднее тридцати дней с даты получения (статья 8)."


def _outcome(item: int, one: Outcome) -> Iterator[str]:
    yield f"Пункт {item}" + (f", {one.part}" if one.part else "") + ":"
    match one:
        case Done():
            yield f"исполнено: {one.actions}"
            yield f"результат: {one.results}"
        case Refused():
            yield f"отказано – {GROUNDS[one.ground]}: {one.reason}"
        case Postponed():
            yield f"отложено до {one.until:%d.%m.%Y}: {one.reason}"
        case Conditional():
            yield f"на условиях: {one.conditions}; причина: {one.reason}"


def _stamps(stamps: tuple[Stamp, ...]) -> Iterator[str]:
    yield from (f"Гриф или пометка: {one.original}" for one in stamps)
