"""A deadline in words: in time, due today, overdue by two days; and how it was counted, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from almasu.interfaces.portal.offices.blocks import Due, Tone, Why
from almasu.interfaces.portal.offices.counted import DAYS, HOURS, MONTHS, WORKING_DAYS, Noun
from almasu.law.deadline import Deadline
from almasu.law.moment import in_astana
from almasu.law.term import LegalTerm, Unit
from almasu.law.text import Text

HOUR = timedelta(hours=1)
LEFT = Text("{amount} қалды", "ещё {amount}", "{amount} left")
TODAY = Text("бүгін, {amount} қалды", "сегодня, ещё {amount}", "today, {amount} left")
LAST_HOUR = Text("бүгін, бір сағат қалмады", "сегодня, меньше часа", "today, less than an hour left")
OVERDUE = Text("мерзімі {amount} бұрын өтті", "просрочено на {amount}", "overdue by {amount}")
JUST_OVERDUE = Text("мерзімі жаңа өтті", "только что просрочено", "just overdue")
RAN_OUT = Text("мерзімі {amount} бұрын бітті", "срок истёк {amount} назад", "ran out {amount} ago")
JUST_RAN_OUT = Text("мерзімі жаңа бітті", "срок только что истёк", "has just run out")
DONE = Text("мерзімінде орындалды", "выполнено в срок", "done in time")
DONE_LATE = Text("кеш орындалды", "выполнено с опозданием", "done late")

NOUNS: Mapping[Unit, Noun] = MappingProxyType(
    {Unit.HOURS: HOURS, Unit.DAYS: DAYS, Unit.WORKING_DAYS: WORKING_DAYS, Unit.MONTHS: MONTHS}
)
COUNTED: Mapping[Unit, Text] = MappingProxyType(
    {
        Unit.HOURS: Text(
            "Сағатпен есептеледі: демалыс пен мереке де тоқтатпайды.",
            "Считается по часам: выходные и праздники его не останавливают.",
            "Hours run by the clock: weekends and holidays do not stop them.",
        ),
        Unit.DAYS: Text(
            "Күнтізбелік күндер, басталған күні есепке кірмейді; соңғы күннің соңына дейін.",
            "Календарные дни без дня начала; до конца последнего дня.",
            "Calendar days without the day of the start; until the end of the last day.",
        ),
        Unit.WORKING_DAYS: Text(
            "Тек жұмыс күндері, басталған күні есепке кірмейді; соңғы күннің соңына дейін.",
            "Только рабочие дни без дня начала; до конца последнего дня.",
            "Working days only, without the day of the start; until the end of the last day.",
        ),
        Unit.MONTHS: Text(
            "Айдың сол санына дейін, ондай күн болмаса, айдың соңғы күніне дейін.",
            "До того же числа месяца, а где его нет, до последнего дня месяца.",
            "Until the day of the same number, or the month's last day where there is none.",
        ),
    }
)
OF_THE_NODE = Text(
    "Заң нақты мерзім атамаған: бұл – осы тораптың бапталған мерзімі.",
    "Точного срока закон не называет: это срок, заданный на этом узле.",
    "The law names no exact term: this one is set on this node.",
)
NAMED = Text(
    "Күн құжаттың өзінде аталған.",
    "День назван в самом документе.",
    "The day is named in the paper itself.",
)


def standing(due: datetime, at: datetime, done_at: datetime | None = None) -> tuple[Tone, Text]:
    """Return how a deadline stands at a moment, by the days of Astana, or how it was met."""
    if done_at is not None:
        return (Tone.BAD, DONE_LATE) if done_at > due else (Tone.GOOD, DONE)
    return (Tone.BAD, _late(at - due, OVERDUE, JUST_OVERDUE)) if at > due else _left(due, at)


def holding(until: datetime, at: datetime) -> tuple[Tone, Text]:
    """Return how something stands that holds until a moment: nobody is late with it, it runs out."""
    return (Tone.BAD, _late(at - until, RAN_OUT, JUST_RAN_OUT)) if at > until else _left(until, at)


def _left(due: datetime, at: datetime) -> tuple[Tone, Text]:
    days = (in_astana(due).date() - in_astana(at).date()).days
    if days == 0:
        hours = (due - at) // HOUR
        return Tone.WAIT, _of(TODAY, HOURS.with_number(hours)) if hours else LAST_HOUR
    if due - at < 24 * HOUR:
        return Tone.WAIT, _of(LEFT, HOURS.with_number((due - at) // HOUR))
    return Tone.PLAIN, _of(LEFT, DAYS.with_number(days))


def _late(late: timedelta, words: Text, just: Text) -> Text:
    if late < HOUR:
        return just
    return _of(words, DAYS.with_number(late.days) if late.days else HOURS.with_number(late // HOUR))


def _of(words: Text, amount: Text) -> Text:
    """Return the words with an amount in them."""
    said = ((words.kk, amount.kk), (words.ru, amount.ru), (words.en, amount.en))
    return Text(*(word.format(amount=number) for word, number in said))


def due_by_law(told: Deadline, legal: LegalTerm, at: datetime, done_at: datetime | None = None) -> Due:
    """Return a deadline that a term of the law sets, with every day that did not count."""
    length = NOUNS[told.term.unit].with_number(told.term.amount)
    why = Why(legal.starts, told.start, length, COUNTED[told.term.unit], told.skipped)
    return Due(*standing(told.due, at, done_at), told.due, legal.cites, why)


def due_as_kept(due: datetime, began: datetime, legal: LegalTerm, at: datetime, done_at: datetime | None) -> Due:
    """Return a deadline that a term of the law sets as it was counted and kept then, by the calendar of its day."""
    why = Why(legal.starts, began, NOUNS[legal.term.unit].with_number(legal.term.amount), COUNTED[legal.term.unit])
    return Due(*standing(due, at, done_at), due, legal.cites, why)


def due_by_limit(due: datetime, starts: Text, began: datetime, at: datetime, cites: tuple[str, ...]) -> Due:
    """Return a deadline that the node's own limit sets, which serves these clauses."""
    return Due(*standing(due, at), due, cites, _by_limit(due, starts, began))


def due_by_paper(due: datetime, where: Text, at: datetime, cites: tuple[str, ...]) -> Due:
    """Return a deadline whose day a paper names outright; `where` says which paper."""
    return Due(*standing(due, at), due, cites, Why(where, None, None, NAMED))


def holds_by_limit(until: datetime, starts: Text, began: datetime, at: datetime, cites: tuple[str, ...]) -> Due:
    """Return until when something holds that the node's own limit ends."""
    return Due(*holding(until, at), until, cites, _by_limit(until, starts, began))


def holds_by_paper(until: datetime, where: Text, at: datetime, cites: tuple[str, ...]) -> Due:
    """Return until when something holds whose end a paper names; `where` says which paper."""
    return Due(*holding(until, at), until, cites, Why(where, None, None, NAMED))


def _by_limit(due: datetime, starts: Text, began: datetime) -> Why:
    hours = round((due - began) / HOUR)
    length = DAYS.with_number(hours // 24) if hours % 24 == 0 else HOURS.with_number(hours)
    return Why(starts, began, length, OF_THE_NODE)
