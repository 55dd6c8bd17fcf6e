"""What a packet says as a document on paper, in Russian, the working language of the Agreement (CIS-8.1a, CIS-19.1).

A form for people: the numbers by which the other side finds its own case again stand in it, and the marks unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from almasu.kernel.interstate.answering import Conditional, Done, Ground, Outcome, Postponed, Refused
from almasu.kernel.interstate.asking import Asked, Missing, Way
from almasu.kernel.interstate.other_prints import MATTERS, SUBJECTS, Names, marks, of_consultation, of_offer, of_onward
from almasu.kernel.interstate.parcels import (
    Accepts,
    AnswersConsultation,
    AnswersOnward,
    Arrived,
    Asks,
    AsksOnward,
    Consents,
    GivesAct,
    HandsOver,
    Invites,
    Offers,
    OfRequest,
    Parcel,
    PassesOn,
    SettlesOffer,
    SignsMinutes,
    TakesBack,
    TakesOnwardBack,
    Tells,
    Withdraws,
)
from almasu.kernel.interstate.secrecy import Stamp

WAYS = {Way.ONE_TIME: "разовый", Way.STANDING: "постоянный", Way.INITIATIVE: "инициативное информирование"}
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


class Head(msgspec.Struct, frozen=True):
    """From whom and to whom a document goes, its number in the outgoing register, and on which of theirs it is."""

    own: str
    other: str
    number: str
    on: str = ""


def printed(parcel: Parcel, head: Head, names: Names) -> str:
    """Return the document: from whom to whom, its number in the outgoing register, what it says."""
    on = (f"На № {head.on}",) if head.on else ()
    above = (names(head.own), f"Кому: {names(head.other)}", f"Исх. № {head.number}", *on, "")
    foot = ("", "Соглашение о порядке обмена информацией, 3 ноября 2017 года. Обмен безвозмездный (статья 4).", "")
    return "\n".join((*above, *_says(parcel, names), *foot))


def _says(parcel: Parcel, names: Names) -> Iterator[str]:
    match parcel:
        case Offers() | SettlesOffer() | HandsOver():
            return of_offer(parcel, names)
        case AsksOnward() | AnswersOnward() | TakesOnwardBack() | PassesOn():
            return of_onward(parcel, names)
        case Invites() | AnswersConsultation() | SignsMinutes() | GivesAct():
            return of_consultation(parcel)
        case _:
            return _of_request(parcel, names)


def _of_request(parcel: OfRequest, names: Names) -> Iterator[str]:
    match parcel:
        case Asks():
            yield from _request(parcel.asked, parcel.stamps)
        case Arrived():
            yield f"Запрос № {parcel.number} возвращается (статья 8). Недостаёт:"
            yield from (f"– {LACKS[one]}" for one in parcel.missing)
        case Tells():
            yield f"Извещение по запросу № {parcel.number} (статья 8)."
            yield from marks(parcel.stamps)
            for item, outcomes in sorted(parcel.told.outcomes.items()):
                yield from (line for one in outcomes for line in _outcome(item, one))
        case Accepts(accepts=True):
            yield f"Условия по пункту {parcel.item} запроса № {parcel.number} принимаются (статья 8)."
        case Accepts():
            yield f"Условия по пункту {parcel.item} запроса № {parcel.number} не принимаются (статья 8)."
            yield f"Причина: {parcel.reason}"
        case Withdraws():
            yield f"Запрос № {parcel.number} отзывается."
        case Consents():
            yield f"Согласие на раскрытие факта запроса № {parcel.consent.request} (статья 8). Кому:"
            yield from (f"– {names(one)}" for one in parcel.consent.recipients)
            until = parcel.consent.until
            yield "Действует до отзыва." if until is None else f"Действует по {until:%d.%m.%Y} включительно."
        case TakesBack():
            yield f"Согласие на раскрытие факта запроса № {parcel.number} отзывается на будущее."


def _request(asked: Asked, stamps: tuple[Stamp, ...]) -> Iterator[str]:
    yield f"ЗАПРОС № {asked.number} ({WAYS[asked.way]})"
    yield from marks(stamps)
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
