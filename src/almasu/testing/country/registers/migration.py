"""Registers of people who change country or citizenship: 47, 49."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.days import TODAY, past, written
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.foreigners import RESIDENT
from almasu.testing.country.land import Land
from almasu.testing.country.register import RecordNumbers, Register, kinds, record
from almasu.testing.country.registers.visitors import country_of


def departures(land: Land) -> Register:
    """47: people who asked to leave for good, alone or with a child."""
    dice = stream(land.seed, "departures")
    adults = land.people.adults(75)
    person = adults[dice.integers(0, len(adults), max(6, land.people.size // 1500))]
    child = np.array([next(iter(land.children_of(int(who))), -2) for who in person], dtype=np.int64)
    numbers = RecordNumbers("PMJ-", len(person), 7)

    def render(row: int) -> Record:
        draw = Draw(land.seed, 47, row)
        applied = TODAY - draw.between(10, 1500)
        decided = applied + draw.between(30, 90)
        decision = "waiting" if decided > TODAY else draw.one(("permitted",) * 7 + ("refused",))
        allowed = decision == "permitted"
        return record(
            application_no=numbers.of(row),
            iin=land.id(int(person[row])),
            destination_country=draw.one(("RU", "RU", "DE", "BY", "IL", "US")),
            applied_on=written(applied),
            application_decision=decision,
            refusal_ground=draw.one(("secrecy", "duties", "prosecution")) if decision == "refused" else None,
            permitted_on=past(decided) if allowed else None,
            left_on=past(decided + draw.between(20, 300)) if allowed else None,
            dependant_iin=land.id_or_none(int(child[row])),
            obligations_cleared_flag=allowed or draw.chance(50),
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    return Register(47, len(person), kinds("iin other_no"), render, (Index(person), Index(child)), finders)


def citizenship_changes(land: Land) -> Register:
    """49: residents who became citizens, and citizens who took another citizenship."""
    dice = stream(land.seed, "citizenship")
    settled = np.flatnonzero(land.foreigners.kind == RESIDENT)[::3]
    adults = land.people.adults(70)
    leaving = adults[dice.integers(0, len(adults), max(4, land.people.size // 1800))]
    party = np.concatenate([settled + land.foreign_party(0), leaving]).astype(np.int64)
    numbers = RecordNumbers("GR-", len(party), 7)

    def render(row: int) -> Record:
        return _change(land, int(party[row]), row, numbers.of(row))

    finders = {KeyKind.OTHER_NO: numbers.rows}
    return Register(49, len(party), kinds("iin person_name other_no"), render, (Index(party),), finders)


def _change(land: Land, party: int, row: int, number: str) -> Record:
    draw = Draw(land.seed, 49, row)
    decided = TODAY - draw.between(15, 1500)
    if land.is_person(party):
        name = land.name(party)
        surname, given, born = name.surname.ru, name.given.ru, int(land.people.born[party])
        before, after, change, ground = (
            "KZ",
            draw.one(("RU", "DE", "TR")),
            draw.one(("renounced", "lost")),
            "other_citizenship",
        )
    else:
        foreigner = land.foreign_row(party)
        surname, given = land.foreign_name(foreigner)
        born, before, after = int(land.foreigners.born[foreigner]), country_of(land, foreigner), "KZ"
        change, ground = "acquired", draw.one(("general", "simplified", "registration"))
    return record(
        decision_no=number,
        iin=land.id(party),
        surname=surname,
        given_name=given,
        birth_date=written(born),
        previous_citizenship=before,
        new_citizenship=after,
        citizenship_change=change,
        citizenship_ground=ground,
        decided_on=written(decided),
        dependant_iin=None,
        ethnic_returnee_flag=change == "acquired" and ground == "simplified",
    )
