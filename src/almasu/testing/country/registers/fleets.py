"""Registers of rolling stock and vessels: 7, 8, 9."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.businesses import BANKS, BODIES
from almasu.testing.country.days import TODAY, written
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.land import Land
from almasu.testing.country.register import RecordNumbers, Register, decimal, kinds, record

VESSEL_NAMES = ("Каспий", "Алатау", "Балхаш", "Жайық", "Ертіс", "Сұңқар", "Ақшағала", "Тұлпар", "Көкжиек", "Самал")


def rolling_stock(land: Land) -> Register:
    """7: wagons and locomotives of a few companies, many of them leased out."""
    dice = stream(land.seed, "wagons")
    firms = BANKS + BODIES + dice.integers(0, land.businesses.size - BANKS - BODIES, max(6, land.businesses.size // 60))
    count = max(60, land.people.size // 150)
    owner = firms[dice.integers(0, len(firms), count)]
    lessee = np.where(dice.random(count) < 0.4, firms[dice.integers(0, len(firms), count)], -1)
    lessee = np.where(lessee == owner, -1, lessee)
    operator = np.where(lessee >= 0, lessee, owner)
    bank = np.where(dice.random(count) < 0.3, dice.integers(0, BANKS, count), -1)
    numbers = RecordNumbers("", count, 8, 50_000_003)

    def render(row: int) -> Record:
        draw = Draw(land.seed, 7, row)
        built = TODAY - draw.between(300, 9000)
        return record(
            wagon_no=numbers.of(row),
            stock_type=draw.one(("gondola", "tank", "covered", "platform", "hopper", "locomotive", "passenger")),
            model=f"{draw.between(10, 19)}-{draw.between(1000, 9999)}",
            built_on=written(built),
            builder=draw.one(
                ("Тұлпар вагон зауыты", "Уралвагонзавод", "Экибастуз вагон", "Локомотив құрастыру зауыты")
            ),
            owner_bin=land.bin(int(owner[row])),
            lessee_bin=land.bin(int(lessee[row])) if lessee[row] >= 0 else None,
            operator_bin=land.bin(int(operator[row])),
            registered_on=written(min(TODAY, built + draw.between(10, 200))),
            pledge_holder_bin=land.bin(int(bank[row])) if bank[row] >= 0 else None,
            service_life_until=written(built + draw.one((8035, 11_688))),
            status=draw.one(("in_service",) * 8 + ("in_repair", "excluded")),
        )

    columns = (owner, np.where(lessee >= 0, lessee, -(10**6)), operator)
    indexes = tuple(Index(one + land.people.size) for one in columns)
    return Register(7, count, kinds("bin other_no"), render, indexes, {KeyKind.OTHER_NO: numbers.rows})


def small_vessels(land: Land) -> Register:
    """8: boats of people and small firms."""
    dice = stream(land.seed, "boats")
    adults = land.people.adults(75)
    count = max(12, land.people.size // 900)
    owner = adults[dice.integers(0, len(adults), count)]
    numbers, tickets = RecordNumbers("MS", count, 6, 11), RecordNumbers("CB-", count, 7, 23)

    def render(row: int) -> Record:
        draw = Draw(land.seed, 8, row)
        year = draw.between(1990, 2025)
        kind = draw.one(("motor_boat", "motor_boat", "cutter", "jet_ski", "yacht"))
        return record(
            registration_no=numbers.of(row),
            vessel_name=draw.one(VESSEL_NAMES) if draw.chance(60) else None,
            vessel_type=kind,
            build_year=year,
            length_m=decimal(draw.between(300, 1400)),
            hull_material=draw.one(("metal", "plastic", "rubber", "wood")),
            engine_power_kw=decimal(draw.between(300, 22_000)),
            owner_iin_bin=land.id(int(owner[row])),
            home_port=draw.one(("Балқаш", "Қапшағай", "Бұқтырма", "Атырау", "Ақтау")),
            registered_on=written(TODAY - draw.between(20, (2026 - year) * 365 + 30)),
            ticket_no=tickets.of(row),
            status=draw.one(("registered",) * 9 + ("excluded",)),
        )

    finders = {KeyKind.OTHER_NO: lambda no: numbers.rows(no) or tickets.rows(no)}
    return Register(8, count, kinds("iin bin other_no"), render, (Index(owner),), finders)


def sea_vessels(land: Land) -> Register:
    """9: ships under the flag of the Republic."""
    dice = stream(land.seed, "ships")
    count = max(16, land.people.size // 3000)
    firms = BANKS + BODIES + dice.integers(0, land.businesses.size - BANKS - BODIES, max(4, count // 3))
    owner = firms[dice.integers(0, len(firms), count)]
    charterer = np.where(dice.random(count) < 0.3, firms[dice.integers(0, len(firms), count)], -1)
    charterer = np.where(charterer == owner, -1, charterer)
    bank = np.where(dice.random(count) < 0.4, dice.integers(0, BANKS, count), -1)
    numbers, ships = RecordNumbers("KZS-", count, 5, 7), RecordNumbers("", count, 6, 900_001)

    def imo(row: int) -> str:
        digits = ships.of(row)
        return f"{digits}{sum(int(d) * weight for d, weight in zip(digits, range(7, 1, -1), strict=True)) % 10}"

    def render(row: int) -> Record:
        draw = Draw(land.seed, 9, row)
        chartered = int(charterer[row]) >= 0
        return record(
            imo_no=imo(row),
            registration_no=numbers.of(row),
            vessel_name=f"{draw.one(VESSEL_NAMES)} {row + 1}",
            vessel_type=draw.one(("tanker", "dry_cargo", "tug", "ferry", "barge")),
            call_sign=f"UN{draw.one(tuple('ABCDEF'))}{draw.between(10, 99)}",
            flag="KZ",
            port_of_registry=draw.one(("Ақтау", "Баутино", "Құрық")),
            gross_tonnage=draw.between(200, 13_000),
            build_year=draw.between(1985, 2024),
            owner_bin=land.bin(int(owner[row])),
            bareboat_charterer_bin=land.bin(int(charterer[row])) if chartered else None,
            mortgagee_bin=land.bin(int(bank[row])) if bank[row] >= 0 else None,
            class_society=draw.one(
                ("Российский морской регистр", "Bureau Veritas", "Қазақстан кеме қатынасы тіркелімі")
            ),
            register_part="bareboat" if chartered else "main",
        )

    def found(no: str) -> list[int]:
        return numbers.rows(no) or [row for row in ships.rows(no[:-1]) if imo(row) == no]

    columns = (owner, np.where(charterer >= 0, charterer, -(10**6)), np.where(bank >= 0, bank, -(10**6)))
    indexes = tuple(Index(one + land.people.size) for one in columns)
    return Register(9, count, kinds("bin other_no"), render, indexes, {KeyKind.OTHER_NO: found})
