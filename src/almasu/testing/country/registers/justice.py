"""Registers of offences and of people searched for: 14, 15, 17, 37, 38. One offence is one story in all of them."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.days import TODAY, moment, past, written, years_before
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.holdings import ARTICLES
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.register import RecordNumbers, Register, decimal, kinds, record
from almasu.testing.country.registers.identity import photo_id

OPEN, HIDING, CLOSED, CONVICTED = range(4)
SEVERITIES = ("minor", "medium", "medium", "grave")
MARKS = ("шрам на левой руке", "татуировка на правом предплечье", "родинка на щеке", "носит очки")
PENALTIES = {
    "fine": "штраф",
    "public_works": "общественные работы",
    "restriction": "ограничение свободы",
    "imprisonment": "лишение свободы",
}
CORRUPTION = frozenset({"366 ч.2"})


def erdr_no(land: Land, offence: int) -> str:
    """Return the number of an offence in the register of investigations."""
    day = int(land.holdings.offences.day[offence])
    person = int(land.holdings.offences.person[offence])
    return f"{written(day)[2:4]}{REGIONS[land.region_of(person)].plate}00031{offence:06d}"


def case_no(land: Land, offence: int) -> str:
    """Return the number of the court case an offence led to."""
    person, day = int(land.holdings.offences.person[offence]), int(land.holdings.offences.day[offence])
    return f"{court_of(land, person)}-{written(min(TODAY, day + 150))[2:4]}-00-1/{offence + 10}"


def court_of(land: Land, person: int) -> str:
    """Return the code of the court where a person lives."""
    return f"{71 + land.region_of(person)}{10 + land.home_of(person) % 12}"


def special_records(land: Land) -> Register:
    """14: convictions, and prosecutions that are not over."""
    offences = land.holdings.offences
    kept = np.flatnonzero(offences.stage != CLOSED).astype(np.int32)
    numbers = RecordNumbers("SU-", len(kept))

    def render(row: int) -> Record:
        return _special(land, int(kept[row]), numbers.of(row))

    finders = {KeyKind.OTHER_NO: numbers.rows}
    persons = Index(offences.person[kept])
    return Register(14, len(kept), kinds("iin person_name other_no"), render, (persons,), finders)


def _special(land: Land, offence: int, number: str) -> Record:
    offences = land.holdings.offences
    person, draw = int(offences.person[offence]), Draw(land.seed, 14, offence)
    name, article = land.name(person), ARTICLES[int(offences.article[offence])]
    convicted = offences.stage[offence] == CONVICTED
    decided = int(offences.day[offence]) + draw.between(120, 290)
    kind, term, days = _penalty(land, offence)
    jailed = convicted and kind == "imprisonment"
    return record(
        record_no=number,
        person_iin=land.id(person),
        surname=name.surname.ru,
        given_name=name.given.ru,
        patronymic=name.patronymic.ru or None,
        birth_date=written(int(land.people.born[person])),
        special_record_kind=("corruption" if article in CORRUPTION else "conviction") if convicted else "prosecution",
        article_codes=article,
        deciding_body=f"Суд {court_of(land, person)}" if convicted else f"ДП, {REGIONS[land.region_of(person)].ru}",
        decided_on=written(decided if convicted else int(offences.day[offence])),
        penalty=f"{PENALTIES[kind]}, {term}" if convicted else None,
        term_from=written(decided) if jailed else None,
        term_until=written(decided + days) if jailed else None,
        released_from_custody_on=past(decided + days) if jailed else None,
        case_no=case_no(land, offence) if convicted else None,
        expunged_on=past(decided + days + 1461) if convicted else None,
        corruption_register_flag=bool(convicted and article in CORRUPTION),
    )


def _penalty(land: Land, offence: int) -> tuple[str, str, int]:
    draw = Draw(land.seed, 1417, offence)
    kind = draw.one(("fine", "public_works", "restriction", "restriction", "imprisonment", "imprisonment"))
    months = draw.between(6, 60)
    if kind == "fine":
        return kind, f"{draw.between(2, 40) * 10} МРП", 30
    return kind, f"{months} мес.", months * 30


def investigations(land: Land) -> Register:
    """15: every offence with its suspect, its victim and where it stands."""
    offences = land.holdings.offences

    def render(row: int) -> Record:
        return _investigation(land, row)

    def by_number(no: str) -> list[int]:
        row = int(no[9:]) if len(no) == 15 and no.isdecimal() else -1
        return [row] if 0 <= row < len(offences.person) and erdr_no(land, row) == no else []

    indexes = (Index(offences.person), Index(offences.victim))
    finders = {KeyKind.CASE_NO: by_number}
    return Register(15, len(offences.person), kinds("iin bin case_no"), render, indexes, finders)


def _investigation(land: Land, row: int) -> Record:
    offences = land.holdings.offences
    draw, stage = Draw(land.seed, 15, row), int(offences.stage[row])
    day, article = int(offences.day[row]), ARTICLES[int(offences.article[row])]
    victim = int(offences.victim[row])
    decision = (
        "none",
        "suspended_wanted",
        draw.one(("closed_no_offence", "closed_reconciled")),
        "to_court",
    )[stage]
    return record(
        erdr_no=erdr_no(land, row),
        registered_at=moment(day, draw.between(400, 1380)),
        article_codes=article,
        severity=draw.one(SEVERITIES),
        body_code=f"{draw.between(1000, 1999)}",
        investigator_id=f"INV-{draw.between(100, 999)}",
        status=("open", "suspended", "closed", "to_court")[stage],
        suspect_iin=land.id(int(offences.person[row])),
        victim_iin_bin=land.id_or_none(victim),
        damage_kzt=decimal(draw.between(50_000, 90_000_000) * 100) if draw.chance(70) else None,
        decision_kind=decision,
        decided_on=None if stage == OPEN else written(min(TODAY, day + draw.between(20, 100))),
        plot_summary=f"Деяние по ст. {article} УК РК, потерпевший: {land.party_name(victim)}",
    )


def court_cards(land: Land) -> Register:
    """17: what courts decided on the offences that reached them."""
    offences = land.holdings.offences
    judged = np.flatnonzero(offences.stage == CONVICTED).astype(np.int32)
    row_of = {int(offence): row for row, offence in enumerate(judged)}
    numbers = RecordNumbers("SK-", len(judged))

    def render(row: int) -> Record:
        offence = int(judged[row])
        draw, person = Draw(land.seed, 14, offence), int(offences.person[offence])
        in_force = int(offences.day[offence]) + draw.between(120, 290) + 15
        kind, term, _ = _penalty(land, offence)
        return record(
            card_no=numbers.of(row),
            form_no=f"6.{draw.between(0, 3)}",
            case_no=case_no(land, offence),
            court_code=court_of(land, person),
            person_iin=land.id(person),
            article_codes=ARTICLES[int(offences.article[offence])],
            card_outcome="convicted",
            penalty_kind=kind,
            penalty_term=term,
            in_force_on=written(in_force),
            judge_id=f"J-{draw.between(100, 999)}",
            entered_on=written(min(TODAY, in_force + 5)),
        )

    def by_case(no: str) -> list[int]:
        serial = no.rpartition("/")[2]
        row = row_of.get(int(serial) - 10, -1) if serial.isdecimal() else -1
        return [row] if row >= 0 and case_no(land, int(judged[row])) == no else []

    finders = {KeyKind.CASE_NO: by_case, KeyKind.OTHER_NO: numbers.rows}
    persons = Index(offences.person[judged])
    return Register(17, len(judged), kinds("iin case_no other_no"), render, (persons,), finders)


def hiding_persons(land: Land) -> Register:
    """37: suspects who hide."""
    offences = land.holdings.offences
    hiding = np.flatnonzero(offences.stage == HIDING).astype(np.int32)
    numbers = RecordNumbers("RD-", len(hiding), 6)

    def render(row: int) -> Record:
        offence = int(hiding[row])
        person, draw = int(offences.person[offence]), Draw(land.seed, 37, offence)
        name = land.name(person)
        return record(
            search_case_no=numbers.of(row),
            iin=land.id(person),
            surname=name.surname.ru,
            given_name=name.given.ru,
            patronymic=name.patronymic.ru or None,
            birth_date=written(int(land.people.born[person])),
            article_codes=ARTICLES[int(offences.article[offence])],
            initiating_body=f"ДП, {REGIONS[land.region_of(person)].ru}",
            announced_on=written(min(TODAY, int(offences.day[offence]) + draw.between(30, 90))),
            search_scope=draw.one(("regional", "republic", "interstate", "international")),
            preventive_measure=draw.one(("arrest", "recognisance", "none")),
            special_marks=draw.one(MARKS) if draw.chance(50) else None,
            photo_id=photo_id(person),
            status="searched",
        )

    finders = {KeyKind.CASE_NO: numbers.rows}
    persons = Index(offences.person[hiding])
    return Register(37, len(hiding), kinds("iin person_name case_no"), render, (persons,), finders)


def missing_persons(land: Land) -> Register:
    """38: people who are looked for because nobody knows where they are."""
    dice = stream(land.seed, "missing")
    alive = np.flatnonzero((land.people.died == 0) & (land.people.born < years_before(TODAY, 6)))
    count = max(5, land.people.size // 4000)
    person = alive[dice.choice(len(alive), count, replace=False)].astype(np.int32)
    numbers = RecordNumbers("BV-", count, 6)

    def render(row: int) -> Record:
        who, draw = int(person[row]), Draw(land.seed, 38, row)
        name, region = land.name(who), REGIONS[land.region_of(who)]
        found = draw.chance(30)
        return record(
            search_case_no=numbers.of(row),
            iin=land.id(who),
            surname=name.surname.ru,
            given_name=name.given.ru,
            patronymic=name.patronymic.ru or None,
            birth_date=written(int(land.people.born[who])),
            sex="female" if land.people.woman[who] else "male",
            last_seen_on=written(TODAY - draw.between(5, 1500)),
            last_seen_place=f"г. {region.towns[0][1]}",
            circumstances=draw.one(("Вышел из дома и не вернулся", "Не вернулся с прогулки", "Пропал в степи")),
            initiating_body=f"ДП, {region.ru}",
            special_marks=draw.one(MARKS) if draw.chance(50) else None,
            photo_id=photo_id(who),
            status="found" if found else "searched",
        )

    finders = {KeyKind.CASE_NO: numbers.rows}
    return Register(38, count, kinds("iin person_name case_no"), render, (Index(person),), finders)
