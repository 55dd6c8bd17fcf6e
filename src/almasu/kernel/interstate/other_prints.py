"""What packets about offers, onward use and consultations say as documents on paper, in Russian (CIS-7c, CIS-12)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from almasu.kernel.interstate.asking import Matter, Subject
from almasu.kernel.interstate.consulting import Result, Topic
from almasu.kernel.interstate.legal_acts import ActKind, LegalAct
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import Declined, Granted, OnwardGround
from almasu.kernel.interstate.parcels import (
    AnswersConsultation,
    AnswersOnward,
    AsksOnward,
    GivesAct,
    HandsOver,
    Invites,
    OfConsultation,
    Offers,
    OfOffer,
    OfOnward,
    PassesOn,
    SettlesOffer,
    SignsMinutes,
    TakesOnwardBack,
)
from almasu.kernel.interstate.secrecy import Stamp

Names = Callable[[str], str]
"""Returns the Russian name of a body by its id."""
SUBJECTS = {
    Subject.TERRORISM: "борьба с терроризмом",
    Subject.VIOLENT_EXTREMISM: "борьба с иными насильственными проявлениями экстремизма",
    Subject.FINANCING: "борьба с финансированием терроризма и насильственного экстремизма",
}
MATTERS = {
    Matter.PERSON: "лицо",
    Matter.ORGANISATION: "организация",
    Matter.THING: "предмет",
    Matter.FACT: "факт",
    Matter.EVENT: "событие",
    Matter.PHENOMENON: "явление",
    Matter.PROCESS: "процесс",
}
SETTLED = {
    OfferState.OFFERED: "предложено",
    OfferState.WANTED: "предлагаемые сведения просим передать",
    OfferState.DECLINED: "предлагаемые сведения не требуются",
    OfferState.HANDED_OVER: "переданы",
    OfferState.TAKEN_BACK: "предложение отзывается",
    OfferState.LAPSED: "срок ответа истёк",
}
GROUNDS = {
    OnwardGround.OWNER: "на то нет воли собственника",
    OnwardGround.PURPOSE: "цель иная, чем та, для которой сведения переданы",
    OnwardGround.SECRECY: "сведения секретны, решения о передаче нет",
}
TOPICS = {Topic.JOINT: "совместная консультация", Topic.DISPUTE: "консультация по спорному вопросу"}
RESULTS = {
    Result.SETTLED: "урегулировано",
    Result.CONTINUED: "консультации продолжаются",
    Result.NOT_SETTLED: "не урегулировано",
}
ACTS = {
    ActKind.NATIONAL: "акт государства",
    ActKind.PROTOCOL: "протокол к Соглашению",
    ActKind.TREATY: "иной договор или акт СНГ",
}


def of_offer(parcel: OfOffer, names: Names) -> Iterator[str]:
    """Yield the lines about an offer; its content stands on paper only once it was wanted."""
    match parcel:
        case Offers():
            one = parcel.offer
            yield f"ПРЕДЛОЖЕНИЕ № {one.number} (инициативное информирование, статья 7)"
            yield f"Предмет: {SUBJECTS[one.subject]}; {MATTERS[one.matter]}."
            yield f"Цель, для которой сведения могут быть переданы: {one.purpose}"
            by = "" if one.until is None else f" не позднее {one.until:%d.%m.%Y}"
            yield f"Прошу сообщить{by}, нужны ли сведения."
        case SettlesOffer():
            yield f"По предложению № {parcel.number}: {SETTLED[parcel.state]}."
        case HandsOver():
            yield f"Сведения по предложению № {parcel.number}. Собственник: {names(parcel.owner)}."
            yield from marks(parcel.stamps)
            yield parcel.content
            yield "Сведения используются только для цели, указанной в предложении (статья 7)."


def of_onward(parcel: OfOnward, names: Names) -> Iterator[str]:
    """Yield the lines about passing information on, with the numbers by which a consent is found again."""
    match parcel:
        case AsksOnward():
            asked = parcel.asked
            part = f", пункт {asked.part}" if asked.part else ""
            yield f"ПРОСЬБА О СОГЛАСИИ № {asked.number} на передачу полученных сведений"
            yield f"Сведения: по № {asked.source}{part}; номер сведений {asked.item}."
            yield f"Кому передать: {names(asked.to)}. По какой день: {asked.until:%d.%m.%Y}."
            yield f"Цель: {asked.purpose}"
        case AnswersOnward():
            yield from _answer(parcel)
        case TakesOnwardBack():
            yield f"Согласие по просьбе № {parcel.number} отзывается на будущее."
        case PassesOn():
            received, consent = parcel.received, parcel.consent
            yield f"Передаются сведения № {consent.item}. Собственник: {names(received.owner)}."
            until = "" if consent.until is None else f", действует по {consent.until:%d.%m.%Y}"
            yield f"Согласие собственника № {consent.act}{until}."
            yield from marks(received.stamps)
            yield f"Цель использования: {received.purpose}"
            yield parcel.content


def of_consultation(parcel: OfConsultation) -> Iterator[str]:
    """Yield the lines about a consultation or a legal act."""
    match parcel:
        case Invites():
            one = parcel.consultation
            place = f", место: {one.place}" if one.place else ""
            yield f"ПРИГЛАШЕНИЕ № {one.number}: {TOPICS[one.topic]} (статьи 12 и 14)"
            yield f"О чём: {one.about}"
            yield f"День: {one.on:%d.%m.%Y}{place}"
        case AnswersConsultation():
            yield f"По приглашению № {parcel.number}: {'участвуем' if parcel.agrees else 'отказываемся'}."
            if parcel.reason:
                yield f"Причина: {parcel.reason}"
        case SignsMinutes():
            minutes = parcel.minutes
            yield f"Протокол консультации № {parcel.number} подписан."
            yield f"День проведения: {minutes.held_on:%d.%m.%Y}; итог: {RESULTS[minutes.result]}."
            yield f"SHA-256 протокола: {minutes.sha256}"
        case GivesAct():
            yield from _legal_act(parcel.act)


def marks(stamps: Iterable[Stamp]) -> Iterator[str]:
    """Yield the marks of secrecy and handling, unchanged."""
    yield from (f"Гриф или пометка: {one.original}" for one in stamps)


def _legal_act(act: LegalAct) -> Iterator[str]:
    state = f", {act.state}" if act.state else ""
    yield f"Сообщается правовой акт (статья 12): {ACTS[act.kind]}{state}."
    yield f"№ {act.number} от {act.adopted_on:%d.%m.%Y}: {act.name}"
    if act.in_force_on is not None:
        yield f"Действует с {act.in_force_on:%d.%m.%Y}."
    if act.place:
        yield f"Где прочесть: {act.place}"
    if act.sha256:
        yield f"SHA-256 текста: {act.sha256}"


def _answer(parcel: AnswersOnward) -> Iterator[str]:
    match parcel.answer:
        case Granted(purpose=purpose, until=until):
            yield f"По просьбе № {parcel.number} СОГЛАСИЕ № {parcel.attested.act} на передачу сведений."
            yield f"Только для цели: {purpose}"
            yield f"По какой день: {until:%d.%m.%Y}"
        case Declined(ground=ground, reason=reason):
            yield f"По просьбе № {parcel.number} отказ: {GROUNDS[ground]}."
            yield f"Причина: {reason}"
