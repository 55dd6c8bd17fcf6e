"""Companies, bodies and banks: who founded, who heads, where they sit, who works there and since when.

There is no wage anywhere in this country: the pension register could not leak one (SIO25-A2.n2).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from almasu.testing.country.days import TODAY, YEAR
from almasu.testing.country.dice import stream
from almasu.testing.country.population import Column, Homes, Population

LLP, JSC, FARM, STATE_ENTERPRISE, STATE_BODY, NON_PROFIT, BRANCH = range(7)
FORMS = ("llp", "jsc", "farm", "state_enterprise", "state_institution", "non_profit", "branch")
ACTIVE, INACTIVE, LIQUIDATING, LIQUIDATED = range(4)
STATUSES = ("active", "inactive", "liquidating", "liquidated")
OKED = ("46901", "47111", "41201", "49410", "68201", "62011", "56101", "01110", "70221", "71122", "86211", "96090")
BANKS, BODIES = 6, 40


@dataclass(slots=True)
class Businesses:
    """One row a company. The first rows are banks, then state bodies. Founders are parties: people, then companies."""

    form: Column
    registered: Column
    ended: Column
    status: Column
    activity: Column
    region: Column
    office: Column
    head: Column
    parent: Column
    capital: Column
    founder_company: Column
    founder_party: Column
    founder_share: Column
    offices: int

    @property
    def size(self) -> int:
        """Return how many companies there are."""
        return len(self.form)


@dataclass(slots=True)
class Jobs:
    """Employment: intervals only. `until` is 0 while it lasts."""

    person: Column
    company: Column
    since: Column
    until: Column


def make_businesses(seed: int, people: Population, homes: Homes) -> Businesses:
    """Return the companies of the country: 38 for every thousand people, with a heavy tail of founders."""
    dice = stream(seed, "businesses")
    count = BANKS + BODIES + max(60, people.size * 38 // 1000)
    form = dice.choice([LLP, JSC, FARM, STATE_ENTERPRISE, NON_PROFIT, BRANCH], count,
                       p=[0.76, 0.01, 0.12, 0.02, 0.05, 0.04]).astype(np.int32)  # fmt: skip
    form[:BANKS], form[BANKS : BANKS + BODIES] = JSC, STATE_BODY
    registered = (TODAY - dice.random(count) ** 1.3 * 28 * YEAR).astype(np.int32)
    registered[: BANKS + BODIES] = TODAY - int(20 * YEAR)
    status = dice.choice(4, count, p=[0.78, 0.12, 0.03, 0.07]).astype(np.int32)
    status[: BANKS + BODIES] = ACTIVE
    ended = np.where(status == LIQUIDATED, registered + (TODAY - registered) * dice.random(count), 0)
    adults = people.adults(72)
    head = adults[dice.integers(0, len(adults), count)]
    # Some people head many companies.
    again = dice.random(count) < 0.25
    head[again] = head[(dice.random(int(again.sum())) ** 2 * count).astype(np.int64)]
    region = homes.region[people.home[head]].copy()
    region[:BANKS], region[BANKS : BANKS + 20] = 1, 0
    region[BANKS + 20 : BANKS + BODIES] = np.arange(20)
    parent = np.full(count, -1, dtype=np.int32)
    branches = np.flatnonzero(form == BRANCH)
    parent[branches] = dice.integers(BANKS + BODIES, count, len(branches))
    form[branches[form[parent[branches]] == BRANCH]] = LLP
    parent[form != BRANCH] = -1
    offices = max(8, count // 3)
    founders = _found(dice, people, form, head, count)
    return Businesses(
        form, registered, ended.astype(np.int32), status, dice.integers(0, len(OKED), count, dtype=np.int32), region,
        (dice.random(count) ** 1.4 * offices).astype(np.int32), head, parent,
        (10 ** (5 + dice.random(count) * 3)).astype(np.int32), *founders, offices,
    )  # fmt: skip


def _found(
    dice: np.random.Generator, people: Population, form: Column, head: Column, count: int
) -> tuple[Column, Column, Column]:
    founded = np.isin(form, (LLP, JSC, FARM, NON_PROFIT))
    number = np.where(founded, dice.choice([1, 2, 3], count, p=[0.68, 0.24, 0.08]), 0)
    number[:BANKS] = 2
    company = np.repeat(np.arange(count, dtype=np.int32), number)
    place = np.arange(len(company)) - np.repeat(np.cumsum(number) - number, number)
    adults = people.adults(75)
    party = adults[dice.integers(0, len(adults), len(company))].astype(np.int64)
    own = (place == 0) & (dice.random(len(company)) < 0.6)
    party[own] = head[company[own]]
    corporate = (dice.random(len(company)) < 0.12) & (place > 0)
    # A founder company is an older row, so chains of owners never close into a ring.
    holder = BANKS + BODIES + (dice.random(len(company)) * np.maximum(1, company - BANKS - BODIES)).astype(np.int64)
    corporate &= holder < company
    party[corporate] = people.size + holder[corporate]
    total = number[company]
    share = np.where(place == 0, 100 - (total - 1) * (100 // (total + 1)), 100 // (total + 1))
    return company, party.astype(np.int32), share.astype(np.int32)


def make_jobs(seed: int, people: Population, businesses: Businesses) -> Jobs:
    """Return who works where: six of ten grown people now, three of ten also somewhere before."""
    dice = stream(seed, "jobs")
    adults = people.adults(64)
    now = adults[dice.random(len(adults)) < 0.62]
    before = adults[dice.random(len(adults)) < 0.30]
    weight = (1 + np.arange(businesses.size)) ** -0.6
    weight[:BANKS] = weight[3]
    open_now = (businesses.status == ACTIVE) & (businesses.registered < TODAY - 420)
    weight = np.where(open_now, weight, 0)
    weight /= weight.sum()
    where = dice.choice(businesses.size, len(now) + len(before), p=weight).astype(np.int32)
    person = np.concatenate([now, before]).astype(np.int32)
    start = np.maximum(people.born[person] + int(18 * YEAR), businesses.registered[where])
    start = np.minimum(start, TODAY - 400)
    since = start + (dice.random(len(person)) * (TODAY - 300 - start)).astype(np.int32)
    lasted = since + 90 + (dice.random(len(person)) * np.maximum(1, TODAY - since - 120)).astype(np.int32)
    until = np.where(np.arange(len(person)) < len(now), 0, lasted)
    return Jobs(person, where, since.astype(np.int32), until.astype(np.int32))


def company_names(row: int, form: int) -> tuple[str, str]:
    """Return a company's name in Kazakh and Russian."""
    first, second = FIRST[row % len(FIRST)], SECOND[row // len(FIRST) % len(SECOND)]
    number = row // (len(FIRST) * len(SECOND))
    core = f"{first} {second}" + (f" {number + 1}" if number else "")
    kk, ru = FORM_WORDS[form]
    return f"«{core}» {kk}", f"{ru} «{core}»"


FIRST = (
    "Алтын", "Ақ", "Көк", "Жаңа", "Ұлы", "Сарыарқа", "Жетісу", "Тұран", "Каспий", "Алатау", "Нұр", "Береке", "Дала",
    "Арай", "Темір", "Мұнай", "Жібек", "Самал", "Өркен", "Болашақ", "Евразия", "Самұрық", "Ордабасы", "Шаңырақ",
    "Көктем", "Меркур", "Атамекен", "Байқоңыр", "Қазына",
)  # fmt: skip
SECOND = (
    "Құрылыс", "Транс", "Логистик", "Сервис", "Трейд", "Агро", "Инвест", "Жол", "Энерго", "Фарм", "Тех", "Маркет",
    "Групп", "Дизайн", "Консалт", "Астық", "Май", "Маш", "Сүт", "Мебель", "Медиа", "Холдинг", "Импэкс",
)  # fmt: skip
FORM_WORDS = {
    LLP: ("ЖШС", "ТОО"),
    JSC: ("АҚ", "АО"),
    FARM: ("ШҚ", "КХ"),
    STATE_ENTERPRISE: ("МКК", "ГКП"),
    STATE_BODY: ("ММ", "ГУ"),
    NON_PROFIT: ("ҚҚ", "ОФ"),
    BRANCH: ("филиалы", "филиал"),
}


def heavy(dice: np.random.Generator, count: int, limit: int) -> NDArray[np.int64]:
    """Return rows below a limit, the first ones much more often."""
    found: NDArray[np.int64] = (dice.random(count) ** 3 * limit).astype(np.int64)
    return found
