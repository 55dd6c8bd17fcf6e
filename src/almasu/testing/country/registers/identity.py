"""Registers of who somebody is: 1, 19, 20, 22, 40, 52."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.days import AS_OF, TODAY, YEAR, moment, past, written, years_before
from almasu.testing.country.dice import Draw, Index
from almasu.testing.country.disagreements import home_on_form
from almasu.testing.country.foreigners import RESIDENT
from almasu.testing.country.land import OPERATORS, Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.portraits import HEIGHT, WIDTH, portrait
from almasu.testing.country.register import RecordNumbers, Register, kinds, record

BIRTH, MARRIAGE, DIVORCE, DEATH, CHANGE = range(5)
ACTS = ("birth", "marriage", "divorce", "death", "change_of_name")
UNIT = "ПО и ВК {} отдела полиции"

NOT_BY_NAME: Record = dict.fromkeys(
    ("name_likeness", "surname_agreement", "given_name_agreement", "patronymic_agreement", "others_left_out")
)
"""Fields that only the provider of search by name fills."""


def individuals(land: Land) -> Register:
    """1: everybody with an IIN who lives or lived here."""
    residents = np.flatnonzero(land.foreigners.kind == RESIDENT)
    parties = np.concatenate([np.arange(land.people.size), residents + land.foreign_party(0)]).astype(np.int32)

    def render(row: int) -> Record:
        party = int(parties[row])
        return _citizen(land, party) if land.is_person(party) else _resident(land, party)

    return Register(1, len(parties), kinds("iin person_name document_no"), render, (Index(parties),))


def _citizen(land: Land, row: int) -> Record:
    people, name = land.people, land.name(row)
    draw = Draw(land.seed, 1, row)
    home, born = land.home_of(row), int(people.born[row])
    adult = born < years_before(TODAY, 16)
    issued = max(born + int(16 * YEAR), TODAY - draw.between(30, 3500))
    return record(
        iin=land.id(row),
        surname=name.surname.kk.upper(),
        given_name=name.given.kk.upper(),
        patronymic=name.patronymic.kk.upper() or None,
        birth_date=written(born),
        birth_place_kato=land.kato(birth_region(land, row)),
        sex="female" if people.woman[row] else "male",
        ethnicity=land.names.pools[int(people.pool[row])].ethnicity_kk,
        citizenship="KZ",
        document_type="identity_card" if adult else "birth_certificate",
        document_no=land.card(row),
        document_issued_on=written(issued) if adult else written(born + 14 if born + 14 < TODAY else born),
        document_expires_on=written(issued + 3652) if adult else None,
        registered_address_rca=land.home_rca(home),
        registered_address_text=land.home_text(home, kazakh=True),
        life_status="dead" if people.died[row] else "alive",
        **NOT_BY_NAME,
    )


def _resident(land: Land, party: int) -> Record:
    row = land.foreign_row(party)
    foreigners = land.foreigners
    surname, given = land.foreign_name(row)
    draw = Draw(land.seed, 101, row)
    issued = TODAY - draw.between(60, 3000)
    home = draw.below(len(land.homes.size))
    return record(
        iin=land.id(party),
        surname=surname,
        given_name=given,
        patronymic=None,
        birth_date=written(int(foreigners.born[row])),
        birth_place_kato=None,
        sex="female" if foreigners.woman[row] else "male",
        ethnicity=None,
        citizenship=land.names.foreign[int(foreigners.country[row])][0],
        document_type="residence_permit",
        document_no=land.passport(party),
        document_issued_on=written(issued),
        document_expires_on=written(issued + 3652),
        registered_address_rca=land.home_rca(home),
        registered_address_text=land.home_text(home, kazakh=True),
        life_status="alive",
        **NOT_BY_NAME,
    )


def birth_region(land: Land, row: int) -> int:
    """Return the region a person was born in: mostly where they live."""
    draw = Draw(land.seed, 2201, row)
    return land.region_of(row) if draw.chance(75) else draw.below(len(REGIONS))


def photos(land: Land) -> Register:
    """19: one picture for everybody from 16 years up."""
    grown = np.flatnonzero(land.people.born < years_before(TODAY, 16)).astype(np.int32)

    def render(row: int) -> Record:
        person = int(grown[row])
        draw = Draw(land.seed, 19, person)
        picture, digest = portrait(land.seed, person, bool(land.people.woman[person]))
        return record(
            photo_id=photo_id(person),
            iin=land.id(person),
            document_no=land.card(person),
            taken_on=written(max(int(land.people.born[person]) + int(16 * YEAR), TODAY - draw.between(40, 3600))),
            width_px=WIDTH,
            height_px=HEIGHT,
            mime_type="image/png",
            sha256=digest,
            quality_score=draw.between(70, 99),
            photo=picture,
        )

    return Register(19, len(grown), kinds("iin document_no"), render, (Index(grown),))


def photo_id(person: int) -> str:
    """Return the number of a person's photograph, which other registers refer to."""
    return f"PH-{person + 100_000}"


def form_one(land: Land) -> Register:
    """20: the paper on which everybody from 16 up asked for an identity card."""
    grown = np.flatnonzero(land.people.born < years_before(TODAY, 16)).astype(np.int32)
    numbers = RecordNumbers("F1-", len(grown))

    def render(row: int) -> Record:
        person = int(grown[row])
        people, draw = land.people, Draw(land.seed, 20, person)
        spouse, home = int(people.spouse[person]), home_on_form(land, person)
        changed = int(people.surname[person]) != int(people.family[person])
        reason = "change_of_name" if changed else draw.one(("first_issue", "expiry", "expiry", "loss"))
        region = birth_region(land, person)
        return record(
            form_no=numbers.of(row),
            iin=land.id(person),
            document_no=land.card(person),
            previous_surname=land.maiden(person).kk.upper() if changed else None,
            birth_place_text=f"{REGIONS[region].ru}, {REGIONS[region].towns[0][1]}",
            ethnicity=land.names.pools[int(people.pool[person])].ethnicity_kk,
            marital_status=marital_status(land, person),
            spouse_name=land.line(spouse, kazakh=True).upper() if spouse >= 0 else None,
            registered_address_text=land.home_text(home, kazakh=True),
            previous_document_no=None if reason == "first_issue" else land.previous_card(person),
            application_reason=reason,
            issuing_unit=UNIT.format(draw.between(1, 9)),
            applied_on=written(max(int(people.born[person]) + int(16 * YEAR), TODAY - draw.between(60, 3600))),
            signature_image_id=f"SG-{person + 100_000}",
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    return Register(20, len(grown), kinds("iin other_no document_no"), render, (Index(grown),), finders)


def marital_status(land: Land, person: int) -> str:
    """Return married, widowed, divorced or single."""
    spouse = int(land.people.spouse[person])
    if spouse >= 0:
        return "widowed" if land.people.died[spouse] else "married"
    return "divorced" if int(land.people.former[person]) >= 0 else "single"


def civil_status(land: Land) -> Register:
    """22: births, marriages, divorces, deaths and changes of name."""
    people = land.people
    everyone = np.arange(people.size)
    wives = np.flatnonzero(people.woman & (people.spouse >= 0))
    parted = np.flatnonzero(people.woman & (people.former >= 0))
    dead = np.flatnonzero(people.died > 0)
    renamed = np.flatnonzero(people.surname != people.family)
    groups = (everyone, wives, parted, dead, renamed)
    subject = np.concatenate(groups).astype(np.int32)
    act = np.repeat(np.arange(5), [len(group) for group in groups]).astype(np.int32)
    other = np.where(act == MARRIAGE, people.spouse[subject], np.where(act == DIVORCE, people.former[subject], -1))
    birth = act == BIRTH
    columns = (
        subject,
        np.where(birth, people.father[subject], -2).astype(np.int32),
        np.where(birth, people.mother[subject], -2).astype(np.int32),
        np.where(other >= 0, other, -2).astype(np.int32),
    )
    numbers = RecordNumbers("AZ-", len(subject), 9)

    def render(row: int) -> Record:
        return _act(land, int(subject[row]), int(act[row]), int(other[row]), numbers.of(row))

    finders = {KeyKind.OTHER_NO: numbers.rows}
    return Register(22, len(subject), kinds("iin other_no"), render, tuple(Index(one) for one in columns), finders)


def _act(land: Land, subject: int, act: int, other: int, number: str) -> Record:
    people = land.people
    draw = Draw(land.seed, 22, subject)
    happened = _happened(land, subject, act, other)
    parents = act == BIRTH
    name = land.name(subject)
    return record(
        act_no=number,
        civil_act_kind=ACTS[act],
        act_date=written(min(TODAY, happened + draw.between(0, 20))),
        office_code=f"{draw.between(1000, 9999)}",
        subject_iin=land.id(subject),
        father_iin=land.id_or_none(int(people.father[subject])) if parents else None,
        mother_iin=land.id_or_none(int(people.mother[subject])) if parents else None,
        spouse_iin=land.id_or_none(other),
        previous_name=f"{land.maiden(subject).kk} {name.given.kk}" if act == CHANGE else None,
        new_name=f"{name.surname.kk} {name.given.kk}" if act == CHANGE else None,
        event_date=written(happened),
        event_place_kato=land.kato(birth_region(land, subject) if parents else land.region_of(subject)),
        court_decision_no=f"2-{draw.between(100, 9999)}" if act == DIVORCE else None,
    )


def _happened(land: Land, subject: int, act: int, other: int) -> int:
    people = land.people
    if act == BIRTH:
        return int(people.born[subject])
    if act == DEATH:
        return int(people.died[subject])
    partner = int(people.spouse[subject]) if other < 0 else other
    younger = max(int(people.born[subject]), int(people.born[max(partner, 0)]))
    wedding = min(TODAY - 200, younger + int((19 + (subject * 37 % 90) / 10) * YEAR))
    return wedding if act != DIVORCE else min(TODAY - 20, wedding + 700 + subject % 1500)


def addresses(land: Land) -> Register:
    """40: where everybody is registered, where some lived before, and by what number they are reached."""
    people = land.people
    moved = np.flatnonzero((np.arange(people.size) * 31 + land.seed) % 10 < 3).astype(np.int32)
    person = np.concatenate([np.arange(people.size, dtype=np.int32), moved])
    former = np.arange(len(person)) >= people.size
    before = ((moved.astype(np.int64) * 7919 + 13) % len(land.homes.size)).astype(np.int32)
    home = np.concatenate([people.home, before])
    at_home = Index(home)

    def render(row: int) -> Record:
        who, draw = int(person[row]), Draw(land.seed, 40, int(person[row]))
        born = int(people.born[who])
        since = max(born, TODAY - draw.between(100, 5000))
        has_phone = born < years_before(TODAY, 12) and not people.died[who]
        return record(
            iin=land.id(who),
            address_rca=land.home_rca(int(home[row])),
            address_text=land.home_text(int(home[row])),
            address_kind="former" if former[row] else "registered",
            valid_from=written(max(born, since - 2000)) if former[row] else written(since),
            valid_to=written(since) if former[row] else None,
            phone_no=land.phone(who) if has_phone and not former[row] else None,
            phone_source="mobile_base" if has_phone and not former[row] else "none",
            source_system="individuals",
            updated_at=AS_OF,
        )

    def living_at(rca: str) -> list[int]:
        found = land.home_with_rca(rca)
        return [] if found is None else at_home.rows(found)

    finders = {KeyKind.OTHER_NO: living_at}
    return Register(40, len(person), kinds("iin phone other_no"), render, (Index(person),), finders)


def mobile_citizens(land: Land) -> Register:
    """52: the mobile numbers that three of four grown people registered with the state."""
    people = land.people
    shared = np.array(sorted(land.phones_of), dtype=np.int64)
    row_hash = (np.arange(people.size, dtype=np.int64) * 2_654_435_761 + land.seed) % 100
    having = (people.born < years_before(TODAY, 16)) & (people.died == 0) & (row_hash < 76)
    having[shared] = True
    person = np.flatnonzero(having).astype(np.int32)

    def render(row: int) -> Record:
        who = int(person[row])
        draw, phone = Draw(land.seed, 52, who), land.phone(who)
        day = TODAY - draw.between(20, 2500)
        return record(
            iin=land.id(who),
            phone_no=phone,
            registered_at=moment(day, draw.between(480, 1260)),
            verified_at=moment(day, 1261) if draw.chance(90) else None,
            phone_channel=draw.one(("portal", "portal", "bank", "service_centre")),
            operator_code=OPERATORS[phone[2:5]],
            status="active" if past(day) else "blocked",
            previous_phone_no=land.previous_phone(who) if draw.chance(15) else None,
        )

    return Register(52, len(person), kinds("iin phone"), render, (Index(person),))
