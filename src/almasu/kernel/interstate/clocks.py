"""The clocks of a request or an offer between states, each with the clause it runs by and what it began with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from almasu.kernel.interstate.answering import Postponed
from almasu.kernel.interstate.asking import Way
from almasu.kernel.interstate.case import Case
from almasu.kernel.interstate.offering import Offer
from almasu.law.text import Text

ANSWER = Text(
    "Сұрау салудың орындалуы туралы хабарлау: күнтізбелік отыз күн ішінде, ұзартылмайды",
    "Извещение об исполнении запроса: в течение тридцати календарных дней, не продлевается",
    "Telling what was done on the request: within thirty calendar days, never extended",
)
RETURNED = Text(
    "Сұрау салу толық емес деп қайтарылды: мерзім жүрмейді",
    "Запрос возвращён как неполный: срок не идёт",
    "The request went back as incomplete: no term runs",
)
NOT_ARRIVED = Text(
    "Сұрау салудың жеткені әлі айтылған жоқ: мерзім жүрмейді",
    "О получении запроса ещё не сказано: срок не идёт",
    "It is not known yet that the request arrived: no term runs",
)
PUT_OFF = Text("{item}-тармақ кейінге қалдырылды", "Пункт {item} отложен", "Item {item} is put off")
REVIEW = Text("Тұрақты сұрау салуды қайта қарау", "Пересмотр постоянного запроса", "Review of the standing request")
ENDS = Text(
    "Тұрақты сұрау салудың соңғы күні", "Последний день постоянного запроса", "Last day of the standing request"
)
OFFER = Text(
    "Ұсынысқа жауап берудің соңғы күні", "Последний день ответа на предложение", "Last day to answer the offer"
)


class Clock(msgspec.Struct, frozen=True):
    """What is due: in words, from when, by which moment or through which day of Astana, by which clause.

    `started_at` is None where no event began it; both `due_at` and `day` are None where nothing runs.
    """

    says: Text
    cites: tuple[str, ...]
    started_at: datetime | None = None
    due_at: datetime | None = None
    day: date | None = None


def clocks_of(case: Case) -> tuple[Clock, ...]:
    """Return the clocks of a request as they stand, also those that ran out."""
    return tuple(_clocks(case))


def clocks_of_offer(offer: Offer) -> tuple[Clock, ...]:
    """Return the clock of an offer; of one that came without a day none."""
    return () if offer.until is None else (Clock(OFFER, ("CIS-7c",), offer.at, day=offer.until),)


def _clocks(case: Case) -> Iterator[Clock]:
    reception = case.reception
    if reception is None:
        yield Clock(NOT_ARRIVED, ("CIS-8.2",))
    elif reception.due_at is None:
        yield Clock(RETURNED, ("CIS-8.1a",), reception.received_at)
    else:
        yield Clock(ANSWER, ("CIS-8.2",), reception.received_at, reception.due_at)
    outcomes = {} if reception is None else reception.outcomes
    for item, parts in sorted(outcomes.items()):
        for one in parts.values():
            if isinstance(one, Postponed):
                yield Clock(PUT_OFF.filled(item=str(item)), ("CIS-8.2b",), day=one.until)
    if case.asked.way is Way.STANDING:
        yield Clock(REVIEW, ("CIS-7b",), day=case.look_again_on or case.asked.review_on)
        yield Clock(ENDS, ("CIS-7b",), day=case.asked.ends_on)
