"""Registers of companies: who they are, how they are taxed and licensed (2, 25, 26, 39)."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.businesses import (
    ACTIVE,
    BANKS,
    BODIES,
    BRANCH,
    FORMS,
    LIQUIDATED,
    OKED,
    STATE_BODY,
    STATUSES,
)
from almasu.testing.country.days import TODAY, YEAR, past, written, years_before
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.disagreements import trade_of_taxpayer
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.register import RecordNumbers, Register, decimal, kinds, record


def legal_entities(land: Land) -> Register:
    """2: one row for each founder of a company, and one for companies that have none."""
    firms = land.businesses
    alone = np.setdiff1d(np.arange(firms.size), firms.founder_company).astype(np.int32)
    company = np.concatenate([firms.founder_company, alone]).astype(np.int32)
    founder = np.concatenate([firms.founder_party, np.full(len(alone), -2)]).astype(np.int32)
    share = np.concatenate([firms.founder_share, np.zeros(len(alone))]).astype(np.int32)
    parent = np.where(firms.parent[company] >= 0, firms.parent[company] + land.people.size, -2)
    order = np.argsort(company, kind="stable")
    company, founder, share, parent = company[order], founder[order], share[order], parent[order]

    def render(row: int) -> Record:
        return _entity(land, int(company[row]), int(founder[row]), int(share[row]))

    columns = (company + land.people.size, founder, firms.head[company], parent)
    return Register(2, len(company), kinds("iin bin"), render, tuple(Index(one) for one in columns))


def _entity(land: Land, company: int, founder: int, share: int) -> Record:
    firms = land.businesses
    kk, ru = land.company_name(company)
    parent, ended = int(firms.parent[company]), int(firms.ended[company])
    return record(
        bin=land.bin(company),
        name_kk=kk,
        name_ru=ru,
        legal_form=FORMS[int(firms.form[company])],
        registered_on=written(int(firms.registered[company])),
        registrar_code=f"{1000 + land.office_region(company) * 10}",
        status=STATUSES[int(firms.status[company])],
        legal_address_rca=land.office_rca(company),
        legal_address_text=land.office_text(company),
        oked_code=OKED[int(firms.activity[company])] if firms.form[company] != STATE_BODY else "84111",
        head_iin=land.id(int(firms.head[company])),
        founder_iin_bin=land.id_or_none(founder),
        founder_share_pct=decimal(share * 100) if founder >= 0 else None,
        charter_capital_kzt=decimal(int(firms.capital[company]) * 100) if founder >= 0 else None,
        parent_bin=land.bin(parent) if parent >= 0 else None,
        liquidated_on=written(ended) if ended else None,
    )


def taxpayers(land: Land) -> Register:
    """25: grown people, the sole traders among them a second time, and companies."""
    grown = np.flatnonzero(land.people.born < years_before(TODAY, 18)).astype(np.int32)
    traders = grown[((grown.astype(np.int64) * 40_503 + land.seed) % 100) < 9]
    firms = np.arange(land.businesses.size, dtype=np.int32) + land.people.size
    party = np.concatenate([grown, traders, firms])
    kind = np.repeat([0, 1, 2], [len(grown), len(traders), len(firms)]).astype(np.int32)
    numbers = RecordNumbers("", len(party), 12, 60_001_000_000)

    def render(row: int) -> Record:
        return _taxpayer(land, int(party[row]), int(kind[row]), numbers.of(row))

    def of_certificate(written_no: str) -> list[int]:
        return [row for row in numbers.rows(written_no) if render(row)["vat_certificate_no"] == written_no]

    finders = {KeyKind.OTHER_NO: of_certificate}
    return Register(25, len(party), kinds("iin bin other_no"), render, (Index(party),), finders)


def _taxpayer(land: Land, party: int, kind: int, certificate: str) -> Record:
    draw = Draw(land.seed, 25 + kind * 1000, party)
    firms = land.businesses
    trade: str | None
    if kind == 2:
        company = land.company_row(party)
        since, until = int(firms.registered[company]), int(firms.ended[company])
        form, status = int(firms.form[company]), int(firms.status[company])
        named, region = ("branch" if form == BRANCH else "company"), land.office_region(company)
        activity, trade = ("active" if status == ACTIVE else "inactive"), trade_of_taxpayer(land, company)
    else:
        since = int(land.people.born[party]) + int(18 * YEAR)
        since += draw.below(max(1, TODAY - since - 30)) if kind else 0
        until = int(land.people.died[party])
        named, region = ("sole_trader" if kind else "person"), land.region_of(party)
        activity, trade = ("inactive" if until else "active"), (draw.one(OKED) if kind else None)
    payer = kind == 2 and draw.chance(45)
    idle = activity == "inactive" and not until
    return record(
        taxpayer_id=land.id(party),
        taxpayer_kind=named,
        registered_on=written(since),
        deregistered_on=written(until) if until else None,
        tax_office_code=f"{REGIONS[region].plate}{draw.between(10, 30)}",
        regime=("none", draw.one(("simplified", "patent", "retail")), draw.one(("general", "simplified")))[kind],
        vat_certificate_no=certificate if payer else None,
        vat_registered_on=written(min(TODAY, since + 200)) if payer else None,
        oked_code=trade,
        activity_status=activity,
        inactive_since=written(max(since, TODAY - draw.between(100, 1500))) if idle else None,
        risk_grade=draw.one(("low", "low", "medium", "high")) if kind else None,
        debt_flag=draw.chance(9),
    )


def licences(land: Land) -> Register:
    """26: what two of five companies, and some people, are licensed to do."""
    dice = stream(land.seed, "licences")
    firms = BANKS + BODIES + dice.integers(0, land.businesses.size - BANKS - BODIES, land.businesses.size * 2 // 5)
    adults = land.people.adults(66)
    people = adults[dice.integers(0, len(adults), max(6, land.people.size // 250))]
    party = np.concatenate([firms + land.people.size, people]).astype(np.int32)
    numbers = RecordNumbers("KZL-", len(party))

    def render(row: int) -> Record:
        holder, draw = int(party[row]), Draw(land.seed, 26, row)
        firm = land.is_company(holder)
        region = land.office_region(land.company_row(holder)) if firm else land.region_of(holder)
        earliest = int(land.businesses.registered[land.company_row(holder)]) if firm else TODAY - 4000
        issued = earliest + draw.below(max(1, TODAY - earliest - 5))
        term = issued + draw.one((1095, 1826, 3652))
        limited = draw.chance(40)
        status = "expired" if limited and term < TODAY else draw.one(("valid",) * 8 + ("suspended", "revoked"))
        later = written(min(TODAY, issued + draw.between(30, 900)))
        code = f"{draw.one(tuple('ABCDEFGHK'))}{draw.between(10, 30)}"
        return record(
            licence_no=numbers.of(row),
            holder_iin_bin=land.id(holder),
            activity_code=code,
            subactivity_code=f"{code}.{draw.between(1, 20):02d}",
            licensor_bin=land.bin(BANKS + draw.below(BODIES)),
            issued_on=written(issued),
            valid_until=written(term) if limited else None,
            status=status,
            suspended_on=later if status == "suspended" else None,
            revoked_on=later if status == "revoked" else None,
            annex_no=f"{draw.between(1, 4):03d}" if draw.chance(30) else None,
            territory_kato=land.kato(region),
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    return Register(26, len(party), kinds("iin bin other_no"), render, (Index(party),), finders)


def unreliable_suppliers(land: Land) -> Register:
    """39: one company of a hundred that failed a public customer."""
    dice = stream(land.seed, "unreliable")
    usable = np.flatnonzero(
        (land.businesses.status != LIQUIDATED) & (np.arange(land.businesses.size) >= BANKS + BODIES)
    )
    company = usable[dice.integers(0, len(usable), max(8, land.businesses.size // 100))].astype(np.int32)
    customer = (BANKS + dice.integers(0, BODIES, len(company))).astype(np.int32)
    heads = land.businesses.head[company]
    numbers = RecordNumbers("RNU-", len(company))

    def render(row: int) -> Record:
        firm, draw = int(company[row]), Draw(land.seed, 39, row)
        decided = max(int(land.businesses.registered[firm]), TODAY - draw.between(40, 1600))
        by_court = draw.chance(70)
        return record(
            record_no=numbers.of(row),
            supplier_iin_bin=land.bin(firm),
            supplier_name=land.company_name(firm)[1],
            head_iin=land.id(int(heads[row])),
            customer_bin=land.bin(int(customer[row])),
            unreliable_ground=draw.one(("evaded_signing", "not_fulfilled", "false_data")),
            court_decision_no=f"7194-{written(decided)[2:4]}-00-2/{draw.between(10, 9999)}" if by_court else None,
            decided_on=written(decided) if by_court else None,
            included_on=written(min(TODAY, decided + 12)),
            excluded_on=past(decided + 742),
        )

    columns = (company + land.people.size, heads, customer + land.people.size)
    finders = {KeyKind.OTHER_NO: numbers.rows}
    indexes = tuple(Index(one) for one in columns)
    return Register(39, len(company), kinds("iin bin other_no"), render, indexes, finders)
