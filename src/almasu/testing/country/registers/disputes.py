"""Registers of courts and notaries: 16, 21."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.businesses import BANKS
from almasu.testing.country.days import TODAY, past, written
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.plants import POWERS, planted
from almasu.testing.country.register import RecordNumbers, Register, decimal, kinds, record
from almasu.testing.country.registers.property import cadastral, plate_of

POWER, SALE, GIFT, LOAN, INHERITANCE, CONSENT = range(6)
DEALS = ("power_of_attorney", "sale", "gift", "loan", "inheritance", "spouse_consent")
ROLES = ("principal", "seller", "giver", "lender", "heir", "spouse")


def court_cases(land: Land) -> Register:
    """16: disputes between people, companies and banks."""
    dice = stream(land.seed, "court cases")
    adults = land.people.adults(80)
    count = max(60, land.people.size // 14)

    def somebody(share_of_firms: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        firms = land.people.size + (dice.random(count) ** 2 * land.businesses.size).astype(np.int64)
        person = adults[dice.integers(0, len(adults), count)]
        return np.where(dice.random(count) < share_of_firms, firms, person)

    claimant, defendant = somebody(0.55), somebody(0.25)
    defendant = np.where(defendant == claimant, land.people.size, defendant)
    third = np.where(dice.random(count) < 0.12, somebody(0.3), -2)
    agent = np.where(dice.random(count) < 0.4, adults[dice.integers(0, len(adults), count) ** 2 % len(adults)], -2)

    def number(row: int) -> str:
        return f"{_court(land, row)}-{written(_filed(land, row))[2:4]}-00-2/{row + 100}"

    def render(row: int) -> Record:
        parties = (int(claimant[row]), int(defendant[row]), int(third[row]), int(agent[row]))
        return _case(land, row, number(row), parties)

    def by_number(no: str) -> list[int]:
        serial = no.rpartition("/")[2]
        row = int(serial) - 100 if serial.isdecimal() else -1
        return [row] if 0 <= row < count and number(row) == no else []

    indexes = tuple(Index(one) for one in (claimant, defendant, third, agent))
    return Register(16, count, kinds("iin bin case_no"), render, indexes, {KeyKind.CASE_NO: by_number})


def _court(land: Land, row: int) -> str:
    return f"{71 + Draw(land.seed, 1601, row).below(len(REGIONS))}{10 + row % 12}"


def _filed(land: Land, row: int) -> int:
    return TODAY - Draw(land.seed, 1602, row).between(4, 1400)


def _case(land: Land, row: int, number: str, parties: tuple[int, int, int, int]) -> Record:
    claimant, defendant, third, agent = parties
    draw, filed = Draw(land.seed, 16, row), _filed(land, row)
    decided = filed + draw.between(30, 200)
    over = decided <= TODAY
    outcome = draw.one(("satisfied", "satisfied", "partly_satisfied", "rejected", "settled", "left_without_review"))
    firms = land.is_company(claimant) and land.is_company(defendant)
    won = over and outcome in {"satisfied", "partly_satisfied"}
    return record(
        case_no=number,
        court_code=_court(land, row),
        case_kind="economic" if firms else draw.one(("civil", "civil", "administrative")),
        instance=draw.one(("first", "first", "first", "appeal", "cassation")),
        filed_on=written(filed),
        judge_id=f"J-{draw.between(100, 999)}",
        claimant_iin_bin=land.id(claimant),
        defendant_iin_bin=land.id(defendant),
        third_party_iin_bin=land.id_or_none(third) if third not in {claimant, defendant} else None,
        representative_iin=land.id_or_none(agent) if agent not in {claimant, defendant} else None,
        claim_kzt=decimal(draw.between(10_000, 60_000_000) * 100) if draw.chance(85) else None,
        decided_on=past(decided),
        court_outcome=outcome if over else "pending",
        in_force_on=past(decided + 32) if over else None,
        writ_no=f"IL-{draw.below(10**7):07d}" if won else None,
    )


def notarial_acts(land: Land) -> Register:
    """21: powers of attorney, sales, gifts, loans, inheritance and spouses' consents."""
    dice = stream(land.seed, "notaries")
    adults = land.people.adults(88)
    count = max(60, land.people.size // 9)
    kind = dice.choice(6, count, p=[0.45, 0.22, 0.08, 0.08, 0.09, 0.08])
    party = adults[dice.integers(0, len(adults), count)].astype(np.int64)
    other = adults[dice.integers(0, len(adults), count)].astype(np.int64)
    spouse = land.people.spouse[party]
    kin = np.where(spouse >= 0, spouse, other)
    other = np.where((kind == CONSENT) | ((kind == GIFT) & (dice.random(count) < 0.5)), kin, other)
    bank = land.people.size + dice.integers(0, BANKS, count)
    other = np.where((kind == LOAN) & (dice.random(count) < 0.3), bank, other)
    other = np.where(other == party, land.people.size, other)
    other = np.where(kind == INHERITANCE, -2, other)
    kind, party, other, day = planted(
        land, POWERS, kind, party, other, TODAY - 2 - (dice.random(count) * 2500).astype(np.int64)
    )
    numbers = RecordNumbers("NA-", len(kind))

    def render(row: int) -> Record:
        return _deed(land, row, int(kind[row]), int(party[row]), int(other[row]), int(day[row]), numbers.of(row))

    finders = {KeyKind.OTHER_NO: numbers.rows}
    return Register(21, len(kind), kinds("iin bin other_no"), render, (Index(party), Index(other)), finders)


def _deed(land: Land, row: int, kind: int, party: int, other: int, day: int, number: str) -> Record:
    draw = Draw(land.seed, 21, row)
    thing, what = _thing(land, draw, kind)
    power = kind == POWER
    until = day + draw.one((365, 1095))
    return record(
        register_no=number,
        act_date=written(day),
        notarial_act_kind=DEALS[kind],
        notary_licence=f"{1_000_000 + draw.between(1, 4500)}",
        party_iin_bin=land.id(party),
        party_role=ROLES[kind],
        counterparty_iin_bin=land.id_or_none(other),
        object_kind=what,
        deal_object=thing,
        declared_price_kzt=decimal(draw.between(3, 900) * 10_000_000) if kind in {SALE, LOAN} else None,
        power_scope=draw.one(("распоряжение имуществом", "представление интересов в банках", "управление долей в ТОО",
                              "управление автомобилем")) if power else None,
        power_until=written(until) if power else None,
        revoked_on=past(day + 200) if power and draw.chance(6) else None,
        inheritance_case_no=f"ND-{draw.between(1000, 99999)}" if kind == INHERITANCE else None,
    )  # fmt: skip


def _thing(land: Land, draw: Draw, kind: int) -> tuple[str | None, str]:
    if kind == LOAN:
        return None, "money"
    if kind == POWER:
        return None, "none"
    if draw.chance(60):
        estates = land.holdings.estates
        right = draw.below(len(estates.thing))
        home, company = int(estates.home[right]), int(estates.company[right])
        region = int(land.homes.region[home]) if home >= 0 else land.office_region(company)
        return cadastral(int(estates.thing[right]), region, land_plot=False), "real_estate"
    return plate_of(land, draw.below(len(land.holdings.vehicles.owner))), "vehicle"
