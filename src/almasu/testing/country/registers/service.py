"""Registers of public service: services received, civil servants, fixed lines (13, 18, 36, 41)."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.businesses import BANKS, BODIES
from almasu.testing.country.days import TODAY, YEAR, moment, written
from almasu.testing.country.dice import Draw, Index, Numbering, stream
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.register import RecordNumbers, Register, kinds, record

SERVICES = (("P01.01", "Регистрация по месту жительства"), ("P01.04", "Выдача удостоверения личности"),
            ("P02.03", "Государственная регистрация прав на недвижимость"), ("P03.02", "Регистрация юридического лица"),
            ("P04.01", "Выдача справки о наличии недвижимости"), ("P05.06", "Регистрация транспортного средства"),
            ("P06.02", "Назначение пособия"), ("P07.01", "Регистрация рождения ребёнка"))  # fmt: skip
TITLES = (
    "Главный специалист",
    "Ведущий специалист",
    "Эксперт",
    "Главный эксперт",
    "Руководитель отдела",
    "Руководитель управления",
)
UNITS = (
    "Отдел анализа",
    "Управление финансов",
    "Юридическое управление",
    "Отдел закупок",
    "Управление контроля",
    "Отдел кадров",
)
LINES = Numbering(10**6, 618_033, 123_457)


def services_received(land: Land) -> Register:
    """13: services that people got for themselves, for a company, or through somebody with a power."""
    dice = stream(land.seed, "services")
    adults = land.people.adults(90)
    count = max(80, land.people.size // 2)
    person = adults[dice.integers(0, len(adults), count)]
    firm = np.where(dice.random(count) < 0.12, dice.integers(BANKS + BODIES, land.businesses.size, count), -1)
    agent = np.where(dice.random(count) < 0.1, adults[dice.integers(0, len(adults), count)], -2)
    agent = np.where(firm >= 0, person, np.where(agent == person, -2, agent))
    applicant = np.where(firm >= 0, firm + land.people.size, person)
    numbers = RecordNumbers("CON-", count, 9)

    def render(row: int) -> Record:
        party, helper, draw = int(applicant[row]), int(agent[row]), Draw(land.seed, 13, row)
        code, name = draw.one(SERVICES)
        day = TODAY - draw.between(0, 900)
        result = "waiting" if day + 5 > TODAY else draw.one(("issued",) * 12 + ("refused", "withdrawn"))
        firm_asks = land.is_company(party)
        region = land.region_of(int(person[row]))
        return record(
            request_no=numbers.of(row),
            applicant_iin=None if firm_asks else land.id(party),
            applicant_bin=land.id(party) if firm_asks else None,
            representative_iin=land.id_or_none(helper),
            service_code=code,
            service_name=name,
            office_code=f"{REGIONS[region].plate}{draw.between(10, 40)}",
            operator_id=f"OP-{draw.between(100, 999)}",
            received_at=moment(day, draw.between(540, 1080)),
            issued_at=moment(day + draw.between(0, 5), draw.between(1081, 1180)) if result == "issued" else None,
            service_result=result,
            service_channel=draw.one(("front_office", "portal", "mobile", "mobile", "self_service")),
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    indexes = (Index(applicant), Index(agent))
    return Register(13, count, kinds("iin bin other_no"), render, indexes, finders)


def servants_of(land: Land) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], ...]:
    """Return rows of jobs at state bodies, one for each person: job, person, body."""
    jobs = land.jobs
    at_body = np.flatnonzero((jobs.company >= BANKS) & (jobs.company < BANKS + BODIES))
    order = at_body[np.lexsort((-jobs.since[at_body], jobs.person[at_body]))]
    _, first = np.unique(jobs.person[order], return_index=True)
    kept = order[first]
    return kept, jobs.person[kept].astype(np.int64), jobs.company[kept].astype(np.int64)


def _post(land: Land, person: int) -> tuple[str, str]:
    draw = Draw(land.seed, 4100, person)
    title, unit = draw.one(TITLES), draw.one(UNITS)
    return land.positions.get(person, title), unit


def civil_servant_check(land: Land) -> Register:
    """18: whether a person serves or served, where, and how it ended."""
    job, person, body = servants_of(land)

    def render(row: int) -> Record:
        who, draw = int(person[row]), Draw(land.seed, 18, int(person[row]))
        left = int(land.jobs.until[job[row]])
        ground = draw.one(("own_wish", "own_wish", "transfer", "staff_cut", "misconduct", "corruption"))
        return record(
            iin=land.id(who),
            is_civil_servant=not left,
            service_category="corpus_b",
            body_bin=land.bin(int(body[row])),
            position_title=_post(land, who)[0],
            appointed_on=written(int(land.jobs.since[job[row]])),
            dismissed_on=written(left) if left else None,
            dismissal_ground=ground if left else None,
            corruption_dismissal_flag=bool(left and ground == "corruption"),
            declaration_filed_flag=draw.chance(97),
        )

    return Register(18, len(person), kinds("iin"), render, (Index(person),))


def civil_servants(land: Land) -> Register:
    """41: the file of those who serve, and of those who left within the register's memory."""
    job, person, body = servants_of(land)
    of_body = Index(body)

    def render(row: int) -> Record:
        who, draw = int(person[row]), Draw(land.seed, 41, int(person[row]))
        title, unit = _post(land, who)
        left = int(land.jobs.until[job[row]])
        colleagues = of_body.rows(int(body[row]))
        manager = int(person[colleagues[draw.below(len(colleagues))]])
        kin = _has_kin(land, who, [int(person[one]) for one in colleagues])
        return record(
            iin=land.id(who),
            body_bin=land.bin(int(body[row])),
            unit_name=unit,
            position_title=title,
            service_category="corpus_b",
            appointed_on=written(int(land.jobs.since[job[row]])),
            rank=f"C-{draw.between(3, 5)}" if draw.chance(70) else None,
            education=draw.one(("higher", "higher", "higher", "postgraduate")),
            disciplinary_record="Замечание" if draw.chance(5) else None,
            manager_iin=land.id(manager) if manager != who else None,
            kinship_conflict_flag=kin,
            left_on=written(left) if left else None,
        )

    return Register(41, len(person), kinds("iin"), render, (Index(person),))


def _has_kin(land: Land, person: int, colleagues: list[int]) -> bool:
    people = land.people
    near = {int(people.spouse[person]), int(people.father[person]), int(people.mother[person])} - {-1}
    return not near.isdisjoint(colleagues)


def telecom_subscribers(land: Land) -> Register:
    """36: fixed lines and the services on them, of one home in three and of companies."""
    homes = np.flatnonzero((np.arange(len(land.homes.size)) * 48_271 + land.seed) % 3 == 0)
    head = land.homes.first[homes].astype(np.int64)
    grown = land.people.born[head] < TODAY - int(18 * YEAR)
    homes, head = homes[grown], head[grown]
    firms = np.flatnonzero(np.arange(land.businesses.size) % 2 == 0)
    subscriber = np.concatenate([head, firms + land.people.size])
    contracts = RecordNumbers("KT-", len(subscriber))
    of_party = Index(subscriber)
    at_home = Index(np.concatenate([homes, np.full(len(firms), -2)]))

    def line(row: int) -> str:
        # Codes 71x and 72x are geographic; past the first million of lines the code changes.
        return f"+771{row // 10**6 % 10}{row // 10**7 % 10}{LINES.of(row % 10**6):06d}"

    def render(row: int) -> Record:
        party, draw = int(subscriber[row]), Draw(land.seed, 36, row)
        firm = land.is_company(party)
        since = TODAY - draw.between(100, 6000)
        closed = draw.chance(10)
        return record(
            phone_no=line(row),
            contract_line_no=contracts.of(row),
            subscriber_iin_bin=land.id(party),
            installation_address_rca=land.office_rca(land.company_row(party))
            if firm
            else land.home_rca(int(homes[row])),
            service_kind=draw.one(("telephone", "internet", "internet", "television")),
            started_on=written(since),
            ended_on=written(since + (TODAY - since) // 2) if closed else None,
            status="closed" if closed else draw.one(("active",) * 14 + ("suspended",)),
            contact_phone_no=None if firm else land.phone(party),
        )

    def by_phone(no: str) -> list[int]:
        if len(no) != 12 or not no.startswith("+771") or not no[1:].isdecimal():
            return []
        row = LINES.row(int(no[6:])) + int(no[4]) * 10**6 + int(no[5]) * 10**7
        return [row] if row < len(subscriber) else []

    def by_number(no: str) -> list[int]:
        home = land.home_with_rca(no)
        if home is not None:
            return at_home.rows(home)
        at_office = [
            row for company in land.companies_with_rca(no) for row in of_party.rows(land.company_party(company))
        ]
        return contracts.rows(no) or at_office

    finders = {KeyKind.PHONE: by_phone, KeyKind.OTHER_NO: by_number}
    words = "iin bin phone other_no"
    return Register(36, len(subscriber), kinds(words), render, (of_party,), finders)
