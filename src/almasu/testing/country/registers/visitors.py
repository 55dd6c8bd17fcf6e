"""Registers of foreigners: their crossings, stays, permits and invitations (24, 31, 44, 45, 46, 48)."""

from __future__ import annotations

import re

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.businesses import ACTIVE, BANKS, BODIES
from almasu.testing.country.days import TODAY, moment, past, written
from almasu.testing.country.dice import Draw, Index, Numbering, stream
from almasu.testing.country.foreigners import HOME_WORKER, RESIDENT, VISITOR, WORKER
from almasu.testing.country.land import Land
from almasu.testing.country.register import RecordNumbers, Register, kinds, record
from almasu.testing.country.registers.movement import ABROAD, FLIGHTS

FOREIGN_PLATES = Numbering(720_000, 444_961, 71_717)
VISAS = RecordNumbers("V", 10**7, 7, 2_222_221)
POSITIONS = ("Инженер", "Сварщик", "Бурильщик", "Главный технолог", "Шеф-повар", "Переводчик", "Директор", "Монтажник")


def country_of(land: Land, foreigner: int) -> str:
    """Return the citizenship of a foreigner."""
    return land.names.foreign[int(land.foreigners.country[foreigner])][0]


def _entry_day(land: Land, foreigner: int) -> int:
    return TODAY - Draw(land.seed, 2401, foreigner).between(3, 900)


def _stay(land: Land, foreigner: int) -> int:
    return Draw(land.seed, 2402, foreigner).between(3, 85)


def border_foreigners(land: Land) -> Register:
    """24: every foreigner came in; those who did not settle or still stay went out again."""
    everyone = np.arange(land.foreigners.size, dtype=np.int32)
    leaving = [row for row in everyone.tolist() if land.foreigners.kind[row] == VISITOR]
    gone = np.array([row for row in leaving if _entry_day(land, row) + _stay(land, row) < TODAY], dtype=np.int32)
    foreigner = np.concatenate([everyone, gone])
    numbers = RecordNumbers("FC-", len(foreigner), 9)

    def render(row: int) -> Record:
        who, out = int(foreigner[row]), row >= len(everyone)
        day = _entry_day(land, who) + (_stay(land, who) if out else 0)
        return _crossing(land, who, day, out, numbers.of(row))

    of_foreigner = Index(foreigner)

    def by_plate(no: str) -> list[int]:
        who = foreign_plate_row(no)
        return [row for row in of_foreigner.rows(who) if render(row)["vehicle_plate"] == no] if who >= 0 else []

    def by_number(no: str) -> list[int]:
        with_visa = (row for who in VISAS.rows(no) for row in of_foreigner.rows(who))
        return numbers.rows(no) or [row for row in with_visa if render(row)["visa_no"] == no]

    finders = {KeyKind.PLATE: by_plate, KeyKind.OTHER_NO: by_number}
    indexes = (Index(foreigner + land.foreign_party(0)),)
    words = "document_no person_name plate other_no"
    return Register(24, len(foreigner), kinds(words), render, indexes, finders)


def foreign_plate(foreigner: int) -> str:
    """Return the plate of a foreigner's own car."""
    number = FOREIGN_PLATES.of(foreigner)
    return f"{number // 1000 % 90 + 10}{'ABCDEFGH'[number // 90_000 % 8]}{number % 1000:03d}BA"


def foreign_plate_row(written_no: str) -> int:
    """Return the foreigner whose car may have this plate, -1 for other patterns."""
    found = re.fullmatch(r"([1-9]\d)([A-H])(\d{3})BA", written_no)
    if found is None:
        return -1
    return FOREIGN_PLATES.row("ABCDEFGH".index(found[2]) * 90_000 + (int(found[1]) - 10) * 1000 + int(found[3]))


def _visa(land: Land, foreigner: int) -> str | None:
    return VISAS.of(foreigner) if country_of(land, foreigner) in {"CN", "IN"} else None


def _crossing(land: Land, who: int, day: int, out: bool, number: str) -> Record:
    draw = Draw(land.seed, 24, who)
    _, checkpoint, kind = draw.one(ABROAD)
    carrier = FLIGHTS.get(kind)
    surname, given = land.foreign_name(who)
    country = country_of(land, who)
    return record(
        crossing_id=number,
        passport_no=land.passport(land.foreign_party(who)),
        surname_latin=surname,
        given_name_latin=given,
        birth_date=written(int(land.foreigners.born[who])),
        sex="female" if land.foreigners.woman[who] else "male",
        citizenship=country,
        direction="exit" if out else "entry",
        crossed_at=moment(day, draw.between(10, 1400)),
        checkpoint_code=checkpoint,
        transport_kind=kind,
        flight_or_train_no=f"{draw.one(carrier)}{draw.between(100, 999)}" if carrier else None,
        vehicle_plate=foreign_plate(who) if kind == "road" and draw.chance(60) else None,
        visa_no=_visa(land, who),
    )


def foreigners_staying(land: Land) -> Register:
    """44: where visitors stay and with whom."""
    staying = np.flatnonzero(land.foreigners.kind == VISITOR).astype(np.int32)
    dice = stream(land.seed, "hosts")
    adults = land.people.adults(80)
    host = adults[dice.integers(0, len(adults), len(staying))]
    host = np.where(dice.random(len(staying)) < 0.25, land.people.size + dice.integers(
        BANKS + BODIES, land.businesses.size, len(staying)), host)  # fmt: skip
    numbers = RecordNumbers("UV-", len(staying))
    at_home = Index(np.where(host < land.people.size, land.people.home[np.minimum(host, land.people.size - 1)], -2))
    crossings = RecordNumbers("FC-", land.foreigners.size, 9)

    def render(row: int) -> Record:
        who, at, draw = int(staying[row]), int(host[row]), Draw(land.seed, 44, row)
        surname, given = land.foreign_name(who)
        since = _entry_day(land, who)
        until = since + _stay(land, who)
        firm = land.is_company(at)
        return record(
            notice_no=numbers.of(row),
            passport_no=land.passport(land.foreign_party(who)),
            surname_latin=surname,
            given_name_latin=given,
            birth_date=written(int(land.foreigners.born[who])),
            citizenship=country_of(land, who),
            host_iin_bin=land.id(at),
            address_rca=land.office_rca(land.company_row(at)) if firm else land.home_rca(land.home_of(at)),
            stay_from=written(since),
            stay_until=written(until),
            stay_purpose=draw.one(("business", "work") if firm else ("private", "private", "tourism", "study")),
            entry_crossing_id=crossings.of(who),
            overstay_flag=until >= TODAY and draw.chance(10),
        )

    def by_number(no: str) -> list[int]:
        home = land.home_with_rca(no)
        if home is not None:
            return at_home.rows(home)
        at_office = [
            row for company in land.companies_with_rca(no) for row in of_host.rows(land.company_party(company))
        ]
        return numbers.rows(no) or at_office

    of_host = Index(host)
    indexes = (Index(staying + land.foreign_party(0)), of_host)
    words = "document_no person_name iin bin other_no"
    return Register(44, len(staying), kinds(words), render, indexes, {KeyKind.OTHER_NO: by_number})


def foreign_workers(land: Land) -> Register:
    """31: foreigners whom companies were permitted to employ."""
    workers = np.flatnonzero(land.foreigners.kind == WORKER).astype(np.int32)
    open_now = np.flatnonzero((land.businesses.status == ACTIVE) & (np.arange(land.businesses.size) >= BANKS + BODIES))
    dice = stream(land.seed, "foreign workers")
    employer = open_now[(dice.random(len(workers)) ** 2 * len(open_now)).astype(np.int64)]
    numbers = RecordNumbers("IRS-", len(workers))

    def render(row: int) -> Record:
        who, firm, draw = int(workers[row]), int(employer[row]), Draw(land.seed, 31, row)
        surname, given = land.foreign_name(who)
        issued = TODAY - draw.between(20, 1200)
        until = issued + draw.one((365, 1095))
        return record(
            permit_no=numbers.of(row),
            employer_bin=land.bin(firm),
            worker_passport_no=land.passport(land.foreign_party(who)),
            worker_iin=land.id(land.foreign_party(who)),
            surname_latin=surname,
            given_name_latin=given,
            citizenship=country_of(land, who),
            position=draw.one(POSITIONS),
            work_category=draw.one(("first", "second", "third", "fourth")),
            issued_on=written(issued),
            valid_until=written(until),
            region_kato=land.kato(land.office_region(firm)),
            status="expired" if until < TODAY else draw.one(("valid",) * 9 + ("cancelled",)),
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    indexes = (Index(workers + land.foreign_party(0)), Index(employer + land.people.size))
    words = "bin iin document_no person_name other_no"
    return Register(31, len(workers), kinds(words), render, indexes, finders)


def residence_permits(land: Land) -> Register:
    """45: foreigners who settled here for good, some of them with a sponsor."""
    settled = np.flatnonzero(land.foreigners.kind == RESIDENT).astype(np.int32)
    adults = land.people.adults(80)
    dice = stream(land.seed, "sponsors")
    sponsor = np.where(dice.random(len(settled)) < 0.5, adults[dice.integers(0, len(adults), len(settled))], -2)
    numbers = RecordNumbers("PMZ-", len(settled))

    def render(row: int) -> Record:
        who, draw = int(settled[row]), Draw(land.seed, 101, int(settled[row]))
        # The first draws are those of register 1, so that dates and addresses agree.
        issued = TODAY - draw.between(60, 3000)
        home = draw.below(len(land.homes.size))
        surname, given = land.foreign_name(who)
        return record(
            permit_no=numbers.of(row),
            iin=land.id(land.foreign_party(who)),
            passport_no=land.passport(land.foreign_party(who)),
            surname=surname,
            given_name=given,
            birth_date=written(int(land.foreigners.born[who])),
            citizenship=country_of(land, who),
            residence_ground="family" if sponsor[row] >= 0 else draw.one(("ethnic_return", "work", "investment")),
            issued_on=written(issued),
            valid_until=written(issued + 3652),
            address_rca=land.home_rca(home),
            sponsor_iin=land.id_or_none(int(sponsor[row])),
            status="valid",
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    indexes = (Index(settled + land.foreign_party(0)), Index(sponsor))
    return Register(45, len(settled), kinds("iin document_no other_no"), render, indexes, finders)


def home_work_permits(land: Land) -> Register:
    """46: foreigners who may work for individuals."""
    workers = np.flatnonzero(land.foreigners.kind == HOME_WORKER).astype(np.int32)
    adults = land.people.adults(80)
    dice = stream(land.seed, "home employers")
    employer = adults[(dice.random(len(workers)) ** 1.6 * len(adults)).astype(np.int64)]
    numbers = RecordNumbers("RTD-", len(workers))

    def render(row: int) -> Record:
        who, at, draw = int(workers[row]), int(employer[row]), Draw(land.seed, 46, row)
        months, issued = draw.one((1, 2, 3, 12)), TODAY - draw.between(5, 700)
        until = issued + months * 30
        extended = draw.chance(30)
        return record(
            permit_no=numbers.of(row),
            worker_iin=land.id(land.foreign_party(who)),
            worker_passport_no=land.passport(land.foreign_party(who)),
            citizenship=country_of(land, who),
            employer_iin=land.id(at),
            work_address_rca=land.home_rca(land.home_of(at)),
            months=months,
            issued_on=written(issued),
            valid_until=written(until),
            extended_on=past(until - 3) if extended else None,
            revoked_on=past(issued + 12) if draw.chance(4) else None,
            tax_prepaid_flag=draw.chance(94),
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    indexes = (Index(workers + land.foreign_party(0)), Index(employer))
    return Register(46, len(workers), kinds("iin document_no other_no"), render, indexes, finders)


def invitations(land: Land) -> Register:
    """48: visitors whom somebody here invited."""
    visitors = np.flatnonzero(land.foreigners.kind == VISITOR).astype(np.int32)[::5]
    adults = land.people.adults(80)
    dice = stream(land.seed, "inviters")
    inviter = adults[(dice.random(len(visitors)) ** 1.8 * len(adults)).astype(np.int64)]
    numbers = RecordNumbers("PRG-", len(visitors))

    def render(row: int) -> Record:
        who, by, draw = int(visitors[row]), int(inviter[row]), Draw(land.seed, 48, row)
        surname, given = land.foreign_name(who)
        decision = draw.one(("permitted",) * 8 + ("refused", "waiting"))
        return record(
            invitation_no=numbers.of(row),
            inviter_iin=land.id(by),
            inviter_address_rca=land.home_rca(land.home_of(by)),
            invitee_surname_latin=surname,
            invitee_given_name_latin=given,
            invitee_birth_date=written(int(land.foreigners.born[who])),
            invitee_passport_no=land.passport(land.foreign_party(who)),
            citizenship=country_of(land, who),
            applied_on=written(_entry_day(land, who) - draw.between(10, 60)),
            application_decision=decision,
            stay_days=draw.one((30, 60, 90)),
            visa_no=_visa(land, who) if decision == "permitted" else None,
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    indexes = (Index(visitors + land.foreign_party(0)), Index(inviter))
    return Register(48, len(visitors), kinds("iin document_no other_no"), render, indexes, finders)
