"""Registers of companies' deals: procurement, customs, subsoil use, payments to the budget (27, 28, 32, 33, 34)."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.businesses import ACTIVE, BANKS, BODIES, heavy
from almasu.testing.country.days import TODAY, month, past, written
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.plants import PROCUREMENT, planted
from almasu.testing.country.register import RecordNumbers, Register, decimal, kinds, record

COUNTRIES = ("CN", "RU", "UZ", "TR", "DE", "KG", "AE", "KR")
SENDERS = (
    "Hongda Trading Co",
    "OOO Vostok Postavka",
    "Anadolu Makina AS",
    "Samarkand Export LLC",
    "Nordhandel GmbH",
    "Gulf Star FZE",
    "Hanseo Industries",
    "Osh Bazar OsOO",
)
DEPOSITS = (
    "Қаратөбе",
    "Ақшабұлақ",
    "Бестөбе",
    "Сарыбұлақ",
    "Көксай",
    "Жаңажол Солтүстік",
    "Тасқұдық",
    "Аманкелді Батыс",
    "Үшқұдық",
    "Майқайың Шығыс",
    "Қызылтас",
    "Теректі",
)


def procurement(land: Land) -> Register:
    """27: contracts of state bodies with companies."""
    dice = stream(land.seed, "procurement")
    active = _traders(land)
    count = land.businesses.size
    supplier = active[heavy(dice, count, len(active))]
    customer = BANKS + heavy(dice, count, BODIES)
    helper = np.where(dice.random(count) < 0.2, active[dice.integers(0, len(active), count)], -1)
    device = supplier.astype(np.int64) * 7 + 11
    day = TODAY - 3 - (dice.random(count) * 1500).astype(np.int64)
    columns = planted(land, PROCUREMENT, supplier, customer, helper, device, day)
    supplier, customer, helper, device, day = columns
    # Nobody wins before being registered.
    day = np.maximum(day, land.businesses.registered[supplier] + 15)
    numbers, lots = RecordNumbers("KZD-", len(supplier)), RecordNumbers("LOT-", len(supplier), 9)

    def render(row: int) -> Record:
        draw = Draw(land.seed, 27, row)
        signed, assistant = int(day[row]), int(helper[row])
        until = signed + draw.between(30, 400)
        return record(
            contract_no=numbers.of(row),
            lot_no=lots.of(row),
            announcement_no=f"{draw.between(6_000_000, 15_000_000)}-1",
            method=draw.one(("open_tender", "auction", "price_offers", "price_offers", "single_source", "e_shop")),
            customer_bin=land.bin(int(customer[row])),
            supplier_iin_bin=land.bin(int(supplier[row])),
            signed_on=written(signed),
            amount_kzt=decimal(draw.between(1, 90) * 10 ** draw.between(6, 9)),
            subject_code=f"{draw.between(100000, 999999)}.{draw.between(0, 999):03d}.{draw.between(0, 999999):06d}",
            performed_until=written(until),
            status=draw.one(("fulfilled", "fulfilled", "fulfilled", "terminated")) if until < TODAY else "signed",
            subcontractor_bin=land.bin(assistant) if assistant >= 0 and assistant != supplier[row] else None,
            bid_ip_hash=f"{(int(device[row]) * 0x9E3779B97F4A7C15) & (2**64 - 1):016x}",
        )

    def found(written_no: str) -> list[int]:
        return numbers.rows(written_no) or lots.rows(written_no)

    own = np.where(helper == supplier, -1, helper)
    parties = (supplier + land.people.size, customer + land.people.size, np.where(own >= 0, own + land.people.size, -2))
    indexes = tuple(Index(one) for one in parties)
    return Register(27, len(supplier), kinds("iin bin other_no"), render, indexes, {KeyKind.OTHER_NO: found})


def _traders(land: Land) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    open_now = land.businesses.status == ACTIVE
    open_now[: BANKS + BODIES] = False
    return np.flatnonzero(open_now)


def foreign_trade(land: Land) -> Register:
    """28: declarations of goods by companies that trade abroad."""
    dice = stream(land.seed, "foreign trade")
    traders = _traders(land)[::4]
    count = land.businesses.size
    declarant = traders[heavy(dice, count, len(traders))]
    broker = np.where(dice.random(count) < 0.5, traders[dice.integers(0, min(6, len(traders)), count)], -1)
    broker = np.where(broker == declarant, -1, broker)
    numbers = _Declarations(count, 10)

    def render(row: int) -> Record:
        draw, firm = Draw(land.seed, 28, row), int(declarant[row])
        which = draw.below(len(COUNTRIES))
        day = max(int(land.businesses.registered[firm]) + 20, TODAY - draw.between(5, 1400))
        return record(
            declaration_no=numbers.of(row, day),
            declarant_iin_bin=land.bin(firm),
            consignor_name=SENDERS[which],
            consignor_country=COUNTRIES[which],
            consignee_iin_bin=land.bin(firm),
            customs_office=numbers.office(row),
            procedure_code=draw.one(("import", "import", "import", "export", "transit", "temporary_import")),
            hs_code=f"{draw.between(10, 96)}{draw.below(10**8):08d}",
            net_weight_kg=decimal(draw.between(1000, 4_000_000)),
            value_usd=decimal(draw.between(100_000, 90_000_000)),
            contract_no=f"{draw.between(1, 300)}/{draw.between(2021, 2026)}",
            broker_bin=land.bin(int(broker[row])) if broker[row] >= 0 else None,
            transport_id=f"{draw.between(100, 999)}{draw.one(('ABC', 'KZT', 'TRN'))}{draw.between(1, 20):02d}",
            released_on=written(min(TODAY, day + 2)),
        )

    parties = (declarant + land.people.size, np.where(broker >= 0, broker + land.people.size, -2))
    finders = {KeyKind.OTHER_NO: lambda no: [row for row in numbers.rows(no) if render(row)["declaration_no"] == no]}
    indexes = tuple(Index(one) for one in parties)
    return Register(28, count, kinds("iin bin other_no"), render, indexes, finders)


class _Declarations:
    """Numbers of customs declarations: office, day, serial."""

    def __init__(self, rows: int, office: int) -> None:
        self._numbers = RecordNumbers("", rows, 8, 3_000_001)
        self._office = office

    def office(self, row: int) -> str:
        """Return the customs office of a row."""
        return f"50{self._office + row % 7:03d}"

    def of(self, row: int, day: int) -> str:
        """Return the number of a declaration made on a day."""
        text = written(day)
        return f"{self.office(row)}/{text[8:]}{text[5:7]}{text[2:4]}/{self._numbers.of(row)}"

    def rows(self, number: str) -> list[int]:
        """Return the row a number may belong to."""
        return self._numbers.rows(number.rpartition("/")[2])


def hydrocarbons(land: Land) -> Register:
    """32: contracts for oil and gas; most are shared by two companies."""
    return _subsoil(land, 32, max(14, land.people.size // 1400), "hydrocarbons")


def minerals(land: Land) -> Register:
    """33: contracts and licences for solid minerals and groundwater."""
    return _subsoil(land, 33, max(30, land.people.size // 500), "minerals")


def _subsoil(land: Land, number: int, count: int, topic: str) -> Register:
    dice = stream(land.seed, topic)
    traders = _traders(land)
    user = traders[dice.integers(0, len(traders), count)]
    partner = traders[dice.integers(0, len(traders), count)]
    shared = (np.arange(count) % 2 == 0) & (user != partner)
    company = np.concatenate([user, partner[shared]])
    deal = np.concatenate([np.arange(count), np.flatnonzero(shared)])
    share = np.where(shared[deal], 50, 100)
    operator = user[deal]
    numbers = RecordNumbers("KNT-" if number == 32 else "TPI-", count, 7)
    of_deal = Index(deal)
    build = _hydrocarbon if number == 32 else _mineral

    def render(row: int) -> Record:
        deal_row = int(deal[row])
        return build(land, deal_row, numbers.of(deal_row), int(company[row]), int(share[row]), int(operator[row]))

    finders = {KeyKind.OTHER_NO: lambda no: [row for one in numbers.rows(no) for row in of_deal.rows(one)]}
    words = "bin other_no" if number == 32 else "iin bin other_no"
    parties = (company + land.people.size, operator + land.people.size)
    indexes = tuple(Index(one) for one in (parties if number == 32 else parties[:1]))
    return Register(number, len(company), kinds(words), render, indexes, finders)


def _hydrocarbon(land: Land, deal: int, number: str, company: int, share: int, operator: int) -> Record:
    draw = Draw(land.seed, 32, deal)
    signed = TODAY - draw.between(200, 7000)
    until = signed + draw.one((5479, 9131, 10957))
    owner = land.line(int(land.businesses.head[company]))
    return record(
        contract_no=number,
        subsoil_user_bin=land.bin(company),
        share_pct=decimal(share * 100),
        deposit_name=draw.one(DEPOSITS),
        territory_kato=land.kato(draw.below(len(REGIONS))),
        subsoil_contract_kind=draw.one(("exploration", "production", "both", "sharing")),
        signed_on=written(signed),
        valid_until=written(until),
        operator_bin=land.bin(operator),
        status="ended" if until < TODAY else draw.one(("valid", "valid", "valid", "suspended")),
        transfer_permitted_on=written(signed + 150) if draw.chance(20) else None,
        beneficial_owner_name=owner if draw.chance(60) else None,
    )


def _mineral(land: Land, deal: int, number: str, company: int, share: int, operator: int) -> Record:
    draw = Draw(land.seed, 33, deal)
    issued = TODAY - draw.between(100, 5000)
    until = issued + draw.one((2191, 3652, 7305))
    kind = draw.one(("exploration_licence", "exploration_licence", "mining_licence", "contract", "groundwater"))
    mineral = (
        "water" if kind == "groundwater" else draw.one(("gold", "copper", "iron", "uranium", "coal", "zinc", "sand"))
    )
    shared = company != operator
    return record(
        contract_or_licence_no=number,
        subsoil_user_iin_bin=land.bin(company),
        share_pct=decimal(share * 100),
        mineral_code=mineral,
        deposit_name=draw.one(DEPOSITS),
        territory_kato=land.kato(draw.below(len(REGIONS))),
        area_km2=decimal(draw.between(50, 40_000)),
        mineral_right_kind=kind,
        issued_on=written(issued),
        valid_until=written(until),
        status="ended" if until < TODAY else "valid",
        transfer_permitted_on=written(issued + 150) if shared else None,
    )


def budget_receipts(land: Land) -> Register:
    """34: what companies and people paid to the budget; some pay for somebody else."""
    dice = stream(land.seed, "receipts")
    traders = _traders(land)
    firms = traders[dice.integers(0, len(traders), land.businesses.size * 4)] + land.people.size
    adults = land.people.adults(80)
    payer = np.concatenate([firms, adults[dice.integers(0, len(adults), land.people.size // 4)]])
    other = adults[dice.integers(0, len(adults), len(payer))]
    paid_for = np.where(dice.random(len(payer)) < 0.06, other, -2)
    numbers = RecordNumbers("PB-", len(payer), 10)

    def render(row: int) -> Record:
        party, draw = int(payer[row]), Draw(land.seed, 34, row)
        firm = land.is_company(party)
        region = land.office_region(land.company_row(party)) if firm else land.region_of(party)
        since = int(land.businesses.registered[land.company_row(party)]) + 30 if firm else 0
        day = min(TODAY, max(since, TODAY - draw.between(1, 1000)))
        purpose = draw.one(("tax", "tax", "tax", "penalty", "fine", "duty"))
        return record(
            payment_no=numbers.of(row),
            payer_iin_bin=land.id(party),
            paid_for_iin_bin=land.id_or_none(int(paid_for[row])),
            kbk_code=draw.one(
                ("101110", "105101", "104101", "104401", "204147") if firm else ("104302", "104402", "108126")
            ),
            tax_office_code=f"{REGIONS[region].plate}{draw.between(10, 30)}",
            period=month(day - 25),
            paid_on=past(day),
            amount_kzt=decimal(draw.between(100, 9999) * 10 ** draw.between(2, 6 if firm else 4)),
            bank_bik=f"ALMK{'KZ'}K{draw.between(1, 6)}",
            purpose_code=purpose,
            refund_flag=draw.chance(2),
            offset_flag=draw.chance(4),
        )

    finders = {KeyKind.OTHER_NO: numbers.rows}
    indexes = (Index(payer), Index(paid_for))
    return Register(34, len(payer), kinds("iin bin other_no"), render, indexes, finders)
