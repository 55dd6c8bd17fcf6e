"""Twelve kinds of misuse as they are known from other countries' findings, planted with who did it and when.

How long, how often and how much are drawn from what such cases look like; mild ones are among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from almasu.kernel.control.facts import CopyFact, Surroundings, TaskFact, Tie
from almasu.kernel.control.oddity import OddityKind
from almasu.testing.misuse.work import (
    DAYS,
    FIRST_DAY,
    SPECIAL,
    Officer,
    Year,
    hour_of,
    person,
    reason,
    task_of,
    working_year,
)

EACH = 5
RELATIONS = ("spouse", "parent", "sibling", "self")


@dataclass(frozen=True, slots=True)
class Story:
    """What was planted: the kind, who did it (empty: several), about whom (empty: many), from when to when."""

    kind: OddityKind
    account: str
    subject: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class MadeYear:
    """A year with its stories."""

    year: Year
    surroundings: Surroundings
    stories: tuple[Story, ...]


def year_with_misuse(seed: int, officers: int, each: int = EACH) -> MadeYear:
    """Return a year of so many officers with so many stories of each kind; the same for the same numbers."""
    year = working_year(seed, officers)
    ties = [Tie(one.account, person(year.dice), relation) for one in year.officers for relation in RELATIONS]
    wicked = year.dice.sample(year.officers, min(len(year.officers), each * len(_TELL)))
    by_day = [one for one in wicked if not one.nights]
    stories = []
    for number, (kind, tell) in enumerate(_TELL.items()):
        for place in range(each):
            among = by_day if kind is OddityKind.ODD_HOURS else wicked
            officer = among[(number * each + place) % len(among)]
            stories.append(_told(year, officer, kind, tell, ties))
    known = replace(year.surroundings(), ties=tuple(ties))
    year.facts.sort(key=lambda fact: fact.asked)
    return MadeYear(year, known, tuple(stories))


Teller = Callable[[Year, Officer, datetime, list[Tie]], str]


def _told(year: Year, officer: Officer, kind: OddityKind, tell: Teller, ties: list[Tie]) -> Story:
    begin = FIRST_DAY + timedelta(days=year.dice.randrange(15, DAYS - 130))
    before = len(year.facts)
    subject = tell(year, officer, begin, ties)
    times = [fact.asked for fact in year.facts[before:]]
    several = kind is OddityKind.MANY_OFFICERS
    return Story(kind, "" if several else officer.account, subject, min(times), max(times))


def _day(year: Year, officer: Officer, begin: datetime, spread: float) -> datetime:
    """Return a moment at work some days after a begin, not while on leave."""
    at = hour_of(year.dice, officer, begin + timedelta(days=year.dice.uniform(0, spread)))
    return at + timedelta(days=28) if officer.away(at) else at


def _family(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    subject = year.dice.choice([tie.subject for tie in ties if tie.account == officer.account])
    for _ in range(year.dice.randrange(1, 7)):
        at = _day(year, officer, begin, 40)
        year.add(officer, at, task_of(year, officer, at), subject)
    return subject


def _gossip(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    subject = person(year.dice)
    for one in year.dice.sample(year.officers, min(len(year.officers), year.dice.randrange(4, 10))):
        at = hour_of(year.dice, one, begin + timedelta(days=year.dice.expovariate(0.5)))
        if not one.away(at):
            year.add(one, at, task_of(year, one, at), subject)
    return subject


def _following(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    subject, habit = person(year.dice), year.dice.sample((23, 36, 40, 41), 2)
    for week in range(year.dice.randrange(6, 18)):
        for _ in range(year.dice.randrange(1, 4)):
            at = _day(year, officer, begin + timedelta(weeks=week), 5)
            resources = tuple(sorted({habit[0], year.dice.choice(habit)}))
            year.add(officer, at, task_of(year, officer, at), subject, resources=resources, sensitive=False)
    return subject


def _nights(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    for week in range(year.dice.randrange(4, 12)):
        for _ in range(year.dice.randrange(2, 6)):
            night = begin + timedelta(weeks=week, days=year.dice.randrange(7))
            at = night.replace(hour=17) + timedelta(hours=year.dice.uniform(0, 6))
            for number in range(year.dice.randrange(1, 5)):
                if not officer.away(at):
                    year.add(officer, at + timedelta(minutes=7 * number), task_of(year, officer, at), person(year.dice))
    return ""


def _lifted(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    at = _day(year, officer, begin, 5)
    task = task_of(year, officer, at)
    for _ in range(year.dice.randrange(35, 110)):
        at += timedelta(seconds=year.dice.uniform(20, 90))
        year.add(officer, at, task, person(year.dice))
    return ""


def _row_of_numbers(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    at, number = _day(year, officer, begin, 5), int(person(year.dice))
    task = task_of(year, officer, at)
    for _ in range(year.dice.randrange(6, 30)):
        at += timedelta(seconds=year.dice.uniform(30, 150))
        number += year.dice.choice((1, 1, 9, 10, 11))
        year.add(officer, at, task, f"{number:012d}")
    return ""


def _one_text(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    text = reason(year.dice).rsplit("№", 1)[0]
    for number in range(year.dice.randrange(9, 25)):
        at = _day(year, officer, begin, 40)
        task = task_of(year, officer, at, among=30)
        year.add(officer, at, task, person(year.dice), justification=f"{text}№ {number}")
    return ""


def _no_end(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    task, subject = f"{officer.account[-3:]}/x{year.dice.randrange(1000)}", person(year.dice)
    for _ in range(year.dice.randrange(3, 15)):
        year.add(officer, _day(year, officer, begin, 12), task, subject)
    year.tasks[task] = TaskFact(task, None)
    return ""


def _for_others(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    for _ in range(year.dice.randrange(12, 40)):
        at = _day(year, officer, begin, 35)
        year.add(officer, at, task_of(year, officer, at), person(year.dice), viewed_at=None)
    return ""


def _kept(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    for _ in range(year.dice.randrange(4, 15)):
        at = _day(year, officer, begin, 40)
        fact = year.add(officer, at, task_of(year, officer, at), person(year.dice))
        ended = None if year.dice.random() < 0.6 else at + timedelta(days=year.dice.uniform(2, 30))
        year.copies.append(CopyFact(fact.request, officer.account, at, ended))
    return ""


def _curious(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    for _ in range(year.dice.randrange(12, 40)):
        at, number = _day(year, officer, begin, 40), year.dice.choice(SPECIAL)
        year.add(officer, at, task_of(year, officer, at), person(year.dice), resources=(number,), sensitive=True)
    return ""


def _on_leave(year: Year, officer: Officer, begin: datetime, ties: list[Tie]) -> str:
    since, until = officer.leave
    for _ in range(year.dice.randrange(1, 6)):
        at = since + (until - since) * year.dice.uniform(0.1, 0.9)
        year.add(officer, at, task_of(year, officer, at), person(year.dice))
    return ""


_TELL: Mapping[OddityKind, Teller] = {
    OddityKind.CLOSE_PERSON: _family,
    OddityKind.MANY_OFFICERS: _gossip,
    OddityKind.SAME_SUBJECT_AGAIN: _following,
    OddityKind.ODD_HOURS: _nights,
    OddityKind.BURST: _lifted,
    OddityKind.ENUMERATION: _row_of_numbers,
    OddityKind.COPIED_JUSTIFICATION: _one_text,
    OddityKind.TASK_LEFT_OPEN: _no_end,
    OddityKind.NEVER_VIEWED: _for_others,
    OddityKind.COPY_KEPT: _kept,
    OddityKind.SENSITIVE_SHARE: _curious,
    OddityKind.AWAY_OR_BLOCKED: _on_leave,
}
