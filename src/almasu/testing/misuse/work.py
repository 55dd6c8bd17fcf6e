"""Ordinary work of a body for a year: tasks with their subjects, days and hours, leave, duty, lists, forgetfulness.

How often things happen is written down here from how offices work, not from what any detector looks for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from almasu.kernel.control.facts import AbsenceFact, CopyFact, RequestFact, RosterFact, Surroundings, TaskFact

FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = 365
ORDINARY = (1, 2, 3, 4, 5, 10, 11, 13, 21, 25, 26, 27, 28, 32, 40, 41)
SPECIAL = (12, 15, 16, 19, 43)
WORDS = (
    *("счета", "нотариус", "сделка", "участок", "касса", "перевод", "учредитель", "поставщик", "груз", "договор"),
    *("залог", "аренда", "вклад", "доля", "кредит", "автомобиль", "выезд", "родственник", "подрядчик", "конкурс"),
    *("смета", "счёт-фактура", "склад", "наличность", "обмен", "агент", "филиал"),
)
_BEGIN = ("Проверяется", "Устанавливается", "Уточняется", "Необходимо выяснить", "Исследуется", "Сверяется")


@dataclass
class Officer:
    """A person of the body and their habits; shares are between 0 and 1."""

    account: str
    overtime: float
    special: float
    forgets: float
    leave: tuple[datetime, datetime]
    nights: bool

    def away(self, at: datetime) -> bool:
        """Tell whether the officer is on leave."""
        return self.leave[0] <= at < self.leave[1]


@dataclass
class Year:
    """The year as it comes out: facts and what is beside them. Stories add to it."""

    dice: random.Random
    officers: list[Officer]
    facts: list[RequestFact]
    tasks: dict[str, TaskFact]
    begun: dict[str, list[tuple[datetime, str]]]
    copies: list[CopyFact]

    def surroundings(self) -> Surroundings:
        """Return what is known beside the requests, ties excepted."""
        away = [AbsenceFact(one.account, *one.leave, "leave") for one in self.officers]
        rosters = [RosterFact(one.account) for one in self.officers if one.nights]
        return Surroundings(
            tasks=tuple(self.tasks.values()), copies=tuple(self.copies), absences=tuple(away), rosters=tuple(rosters)
        )

    def add(self, officer: Officer, at: datetime, task: str, subject: str, **told: object) -> RequestFact:
        """Write one request down; what is not told is as the officer usually does it."""
        dice = self.dice
        special = dice.random() < officer.special
        resources = (
            (dice.choice(SPECIAL),) if special else tuple(sorted(dice.sample(ORDINARY, dice.choice((1, 1, 2, 3)))))
        )
        viewed = None if dice.random() < officer.forgets else at + timedelta(hours=dice.expovariate(0.2))
        fact = RequestFact(
            request=f"{len(self.facts):08x}",
            asked=at,
            account=officer.account,
            user=officer.account,
            task=task,
            subject_kind="iin",
            subject=subject,
            ground="financial_monitoring",
            purpose="check",
            justification=reason(dice),
            resources=resources,
            sensitive=special,
            answered=len(resources),
            empty=0,
            refused=0,
            silent=0,
            viewed_at=viewed,
            edition="SIO-2025",
            leaf=f"{dice.getrandbits(256):064x}",
        )
        fact = replace(fact, **told)  # type: ignore[arg-type]
        self.facts.append(fact)
        return fact


def reason(dice: random.Random) -> str:
    """Return a justification as people write them: a beginning many share, then what the matter is about."""
    return f"{dice.choice(_BEGIN)}: {', '.join(dice.sample(WORDS, 5))}, тапсырма № {dice.randrange(1000)}"


def person(dice: random.Random) -> str:
    """Return a number in the shape of an IIN."""
    born = f"{dice.randrange(50, 100):02d}{dice.randrange(1, 13):02d}{dice.randrange(1, 29):02d}"
    return f"{born}{dice.choice('3456')}{dice.randrange(100000):05d}"


def working_year(seed: int, officers: int) -> Year:
    """Return a year of ordinary work of so many officers."""
    dice = random.Random(seed)  # noqa: S311 - made-up work, the same for a seed
    people = [_officer(dice, number) for number in range(officers)]
    year = Year(dice, people, [], {}, {one.account: [] for one in people}, [])
    sought = [person(dice) for _ in range(officers * 5)]
    for officer in people:
        for task, begin in _tasks(dice, officer):
            _work(year, officer, task, begin, sought)
    return year


def _officer(dice: random.Random, number: int) -> Officer:
    begin = FIRST_DAY + timedelta(days=dice.randrange(20, 320))
    return Officer(
        account=f"officer-{number:03d}",
        overtime=dice.betavariate(1, 40),
        special=dice.betavariate(3, 60),
        forgets=dice.betavariate(1, 40),
        leave=(begin, begin + timedelta(days=dice.randrange(10, 25))),
        nights=dice.random() < 0.08,
    )


def _tasks(dice: random.Random, officer: Officer) -> Iterator[tuple[str, datetime]]:
    for number in range(dice.randrange(35, 75)):
        yield f"{officer.account[-3:]}/{number}", FIRST_DAY + timedelta(days=dice.randrange(DAYS - 5))


def _work(year: Year, officer: Officer, task: str, begin: datetime, sought: list[str]) -> None:
    """Do one task: some subjects, some days, now and then a list handed over by others."""
    dice = year.dice
    year.begun[officer.account].append((begin, task))
    subjects = [dice.choice(sought) if dice.random() < 0.02 else person(dice) for _ in range(dice.choice((1, 1, 2, 3)))]
    last, asked = begin, set[tuple[str, int]]()
    for _ in range(dice.randrange(2, 14)):
        at = hour_of(dice, officer, begin + timedelta(days=dice.expovariate(0.12)))
        if officer.away(at) or at >= FIRST_DAY + timedelta(days=DAYS):
            continue
        fact = year.add(officer, at, task, dice.choice(subjects))
        again = {(fact.subject, number) for number in fact.resources}
        if asked & again and dice.random() < 0.8:
            year.facts.pop()  # an officer looks at the answer that is there, and asks anew only where it grew old
            continue
        asked |= again
        last = max(last, at)
        if dice.random() < 0.1:
            year.copies.append(
                CopyFact(fact.request, officer.account, at, at + timedelta(hours=dice.expovariate(0.25)))
            )
    if dice.random() < 0.02 and not officer.away(begin):
        at = hour_of(dice, officer, begin)
        for _ in range(dice.randrange(5, 16)):
            at += timedelta(minutes=dice.uniform(2, 12))
            year.add(officer, at, task, person(dice))
    year.tasks[task] = TaskFact(task, last + timedelta(days=dice.gammavariate(2, 6)))


def task_of(year: Year, officer: Officer, at: datetime, among: int = 4) -> str:
    """Return one of the tasks that the officer began last before a moment."""
    begun = sorted(one for one in year.begun[officer.account] if one[0] <= at)
    return year.dice.choice(begun[-among:])[1] if begun else f"{officer.account[-3:]}/0"


def hour_of(dice: random.Random, officer: Officer, day: datetime) -> datetime:
    """Return a moment of work on a day, or on the next working day; Astana is five hours ahead of UTC."""
    odd = dice.random() < (0.4 if officer.nights else officer.overtime)
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=5)
    if not odd:
        while (midnight + timedelta(hours=5)).weekday() > 4:
            midnight += timedelta(days=1)
    hours = dice.uniform(20, 27) if odd else min(20.5, max(8.0, dice.gauss(13.5, 2.6)))
    return midnight + timedelta(hours=hours)
