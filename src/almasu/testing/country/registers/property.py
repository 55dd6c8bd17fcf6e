"""Registers of what is owned: 3, 4, 5, 6, 10."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.businesses import BANKS, BODIES, FARM
from almasu.testing.country.days import TODAY, written, years_before
from almasu.testing.country.dice import Draw, Index, Numbering, stream
from almasu.testing.country.holdings import MAKES, plate, plate_row, vin, vin_row
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.register import RecordNumbers, Register, decimal, kinds, record

CADASTRE = Numbering(10**10, 6_180_339_887, 1_234_567_891)
WEAPONS = (
    ("smoothbore", "МР", "МР-155", "12/76"),
    ("smoothbore", "ИЖ", "ИЖ-27М", "12/70"),
    ("rifled", "СКС", "ОП-СКС", "7,62x39"),
    ("rifled", "Tikka", "T3x", ".308 Win"),
    ("traumatic", "Гроза", "Гроза-021", "9 P.A."),
    ("gas", "Walther", "P50", "9 P.A."),
    ("pneumatic", "Hatsan", "125", "4,5"),
)
MACHINES = (
    ("tractor", "Беларус", "82.1"),
    ("tractor", "John Deere", "8R 310"),
    ("combine", "Acros", "585"),
    ("combine", "Claas", "Tucano"),
    ("seeder", "Омичка", "СЗТС-6"),
    ("loader", "JCB", "531-70"),
    ("trailer", "2ПТС", "2ПТС-6"),
)


def cadastral(thing: int, region: int, land_plot: bool) -> str:
    """Return the cadastral number of an object: flats and buildings have a fifth part."""
    number = f"{CADASTRE.of(thing * 2 + land_plot):010d}"
    base = f"{REGIONS[region].plate}:{number[:3]}:{number[3:6]}:{number[6:]}"
    return _trimmed(base) if land_plot else f"{_trimmed(base)}:1"


def _trimmed(number: str) -> str:
    # The written form drops leading zeros of the plot beyond three digits.
    head, _, plot = number.rpartition(":")
    return f"{head}:{plot.lstrip('0').zfill(3)}"


def cadastral_thing(written_no: str, land_plot: bool) -> int:
    """Return the object a cadastral number may belong to, -1 where it is of another kind."""
    parts = written_no.split(":")
    if len(parts) != (4 if land_plot else 5) or not all(part.isdecimal() for part in parts[:4]) or len(parts[3]) > 4:
        return -1
    number = CADASTRE.row(int(f"{parts[1]}{parts[2]}{parts[3]:0>4}"))
    return number // 2 if number % 2 == land_plot else -1


def real_estate(land: Land) -> Register:
    """3: one row a right: a flat held by two spouses has two."""
    estates = land.holdings.estates
    of_thing, of_home, of_company = Index(estates.thing), Index(estates.home), Index(estates.company)
    pledged = np.where((estates.thing % 7 == 3) & (estates.company < 0), estates.thing % BANKS + land.people.size, -2)

    def render(row: int) -> Record:
        return _right(land, row, int(pledged[row]))

    def by_number(no: str) -> list[int]:
        thing = cadastral_thing(no, land_plot=False)
        return [row for row in of_thing.rows(thing) if render(row)["cadastral_no"] == no] if thing >= 0 else []

    def by_address(rca: str) -> list[int]:
        home = land.home_with_rca(rca)
        if home is not None:
            return of_home.rows(home)
        return [row for company in land.companies_with_rca(rca) for row in of_company.rows(company)]

    finders = {KeyKind.CADASTRAL_NO: by_number, KeyKind.OTHER_NO: by_address}
    indexes = (Index(estates.holder), Index(pledged))
    return Register(3, len(estates.thing), kinds("iin bin cadastral_no other_no"), render, indexes, finders)


def _right(land: Land, row: int, pledged: int) -> Record:
    estates = land.holdings.estates
    thing, home, company = int(estates.thing[row]), int(estates.home[row]), int(estates.company[row])
    draw = Draw(land.seed, 3, thing)
    at_home = home >= 0
    region = int(land.homes.region[home]) if at_home else land.office_region(company)
    house = at_home and land.homes.flat[home] == 0
    kind = ("house" if house else "flat") if at_home else draw.one(("non_residential", "building"))
    since, parts = int(estates.since[row]), int(estates.parts[row])
    arrested = pledged < 0 and draw.chance(2)
    return record(
        cadastral_no=cadastral(thing, region, land_plot=False),
        rca_code=land.home_rca(home) if at_home else land.office_rca(company),
        object_type=kind,
        address_text=land.home_text(home) if at_home else land.office_text(company),
        total_area_m2=decimal(draw.between(2800, 14_000) if at_home else draw.between(6000, 400_000)),
        property_purpose="living" if at_home else draw.one(("trade", "office", "storage", "production")),
        right_type="shared_ownership" if parts > 1 else "ownership",
        holder_iin_bin=land.id(int(estates.holder[row])),
        share_numerator=1,
        share_denominator=parts,
        basis_document=draw.one(
            ("Договор купли-продажи", "Договор приватизации", "Договор дарения", "Договор долевого участия")
        ),
        basis_date=written(since - 4),
        registered_on=written(since),
        encumbrance_type="pledge" if pledged >= 0 else "arrest" if arrested else "none",
        encumbrance_holder_bin=land.id(pledged) if pledged >= 0 else None,
    )


def land_plots(land: Land) -> Register:
    """4: plots under houses, and fields of farms."""
    dice = stream(land.seed, "plots")
    estates = land.holdings.estates
    houses = np.flatnonzero((estates.home >= 0) & (land.homes.flat[np.maximum(estates.home, 0)] == 0))
    farms = np.flatnonzero((land.businesses.form == FARM) & (np.arange(land.businesses.size) >= BANKS + BODIES))
    fields = np.repeat(farms, 1 + dice.integers(0, 3, len(farms)))
    holder = np.concatenate([estates.holder[houses], fields + land.people.size]).astype(np.int32)
    region = np.concatenate([land.homes.region[estates.home[houses]], land.businesses.region[fields]])
    town = np.concatenate([land.homes.town[estates.home[houses]], np.zeros(len(fields), dtype=np.int32)])
    thing = np.concatenate([estates.thing[houses], 10**8 + np.arange(len(fields))])
    of_thing = Index(thing)

    def render(row: int) -> Record:
        where = int(region[row])
        is_field = row >= len(houses)
        number = cadastral(int(thing[row]), where, land_plot=True)
        return _plot(land, int(thing[row]), int(holder[row]), where, int(town[row]), is_field, number)

    def by_number(no: str) -> list[int]:
        found = cadastral_thing(no, land_plot=True)
        return [row for row in of_thing.rows(found) if render(row)["cadastral_no"] == no] if found >= 0 else []

    finders = {KeyKind.CADASTRAL_NO: by_number}
    return Register(4, len(thing), kinds("iin bin cadastral_no"), render, (Index(holder),), finders)


def _plot(land: Land, thing: int, holder: int, region: int, town: int, is_field: bool, number: str) -> Record:
    draw = Draw(land.seed, 4, thing)
    leased = is_field and draw.chance(70)
    since = TODAY - draw.between(100, 7000)
    area = draw.between(2_000, 90_000) if is_field else draw.between(5, 14)
    east, north = 50 + draw.below(3500) / 100, 43 + draw.below(1000) / 100
    side = 0.01 if is_field else 0.0004
    corners = [(east, north), (east + side, north), (east + side, north + side), (east, north + side), (east, north)]
    return record(
        cadastral_no=number,
        kato=land.kato(region, town),
        location_text=f"{REGIONS[region].ru}, {REGIONS[region].towns[town][1]}",
        area_ha=decimal(area),
        land_category="agricultural" if is_field else "settlement",
        land_purpose="farming" if is_field else draw.one(("house", "house", "household")),
        right_type="temporary_use" if leased else "ownership",
        holder_iin_bin=land.id(holder),
        lease_until=written(since + 17_897) if leased else None,
        cadastral_value_kzt=decimal(area * draw.between(5_000, 90_000) * (1 if is_field else 300)),
        geometry_wkt=f"POLYGON(({', '.join(f'{x:.4f} {y:.4f}' for x, y in corners)}))",
        state_act_no=f"{draw.below(10**9):09d}",
        state_act_date=written(since),
        encumbrance_type="pledge" if is_field and draw.chance(15) else "none",
    )


def vehicles(land: Land) -> Register:
    """5: registered cars, lorries, buses and trailers."""
    held = land.holdings.vehicles
    certificates = RecordNumbers("ST", len(held.owner), 8, 77)

    def render(row: int) -> Record:
        draw = Draw(land.seed, 5, row)
        make, model, _, category, volume = MAKES[int(held.make[row])]
        gone = draw.chance(4)
        registered = int(held.registered[row])
        return record(
            plate=plate_of(land, row),
            vin=vin_of(land, row),
            make=make,
            model=model,
            build_year=int(held.year[row]),
            vehicle_category=category,
            colour=draw.one(("white", "white", "black", "grey", "silver", "blue", "red", "green", "beige")),
            engine_volume_cm3=volume or None,
            owner_iin_bin=land.id(int(held.owner[row])),
            registered_on=written(registered),
            registration_kato=land.kato(int(held.region[row])),
            certificate_no=certificates.of(row),
            status="deregistered" if gone else "registered",
            deregistered_on=written(min(TODAY, registered + draw.between(1, 900))) if gone else None,
            restriction=draw.one(("none",) * 17 + ("arrest", "pledge", "ban")),
        )

    finders = {
        KeyKind.PLATE: lambda no: vehicle_with_plate(land, no),
        KeyKind.VIN: lambda no: vehicle_with_vin(land, no),
        KeyKind.OTHER_NO: certificates.rows,
    }
    return Register(5, len(held.owner), kinds("iin bin plate vin other_no"), render, (Index(held.owner),), finders)


def plate_of(land: Land, row: int) -> str:
    """Return the plate of a vehicle."""
    return plate(row, REGIONS[int(land.holdings.vehicles.region[row])].plate)


def vin_of(land: Land, row: int) -> str:
    """Return the VIN of a vehicle."""
    held = land.holdings.vehicles
    return vin(row, int(held.make[row]), int(held.year[row]))


def vehicle_with_plate(land: Land, written_no: str) -> list[int]:
    """Return the vehicle with this plate."""
    row = plate_row(written_no)
    return [row] if 0 <= row < len(land.holdings.vehicles.owner) and plate_of(land, row) == written_no else []


def vehicle_with_vin(land: Land, written_no: str) -> list[int]:
    """Return the vehicle with this VIN."""
    row = vin_row(written_no)
    return [row] if 0 <= row < len(land.holdings.vehicles.owner) and vin_of(land, row) == written_no else []


def weapons(land: Land) -> Register:
    """6: hunting and other weapons of one grown person in seventy."""
    dice = stream(land.seed, "weapons")
    adults = land.people.adults(75)
    men = adults[~land.people.woman[adults]]
    owner = men[dice.integers(0, len(men), max(10, len(adults) // 60))]
    permits, serials = RecordNumbers("WP-", len(owner)), RecordNumbers("W", len(owner), 7, 99)

    def render(row: int) -> Record:
        draw, person = Draw(land.seed, 6, row), int(owner[row])
        kind, make, model, calibre = draw.one(WEAPONS)
        issued = max(years_before(TODAY, 5) + 20, TODAY - draw.between(20, 1800))
        return record(
            permit_no=permits.of(row),
            weapon_type=kind,
            make=make,
            model=model,
            calibre=calibre,
            serial_no=serials.of(row),
            owner_iin_bin=land.id(person),
            permit_issued_on=written(issued),
            permit_expires_on=written(issued + 1826),
            storage_address_rca=land.home_rca(land.home_of(person)),
            issuing_unit=f"УП {REGIONS[land.region_of(person)].ru}",
            status=draw.one(("held",) * 8 + ("stored_by_police", "reissued")),
        )

    finders = {KeyKind.OTHER_NO: lambda no: permits.rows(no) or serials.rows(no)}
    return Register(6, len(owner), kinds("iin bin other_no"), render, (Index(owner),), finders)


def farm_machinery(land: Land) -> Register:
    """10: tractors and combines of farms and villagers."""
    dice = stream(land.seed, "machines")
    farms = np.flatnonzero(land.businesses.form == FARM)
    adults = land.people.adults(70)
    of_farms = farms[dice.integers(0, len(farms), len(farms) * 2)] + land.people.size
    owner = np.concatenate([of_farms, adults[dice.integers(0, len(adults), max(10, land.people.size // 100))]])
    bank = np.where(dice.random(len(owner)) < 0.2, dice.integers(0, BANKS, len(owner)) + land.people.size, -2)
    plates, serials = RecordNumbers("", len(owner), 5, 17), RecordNumbers("SN", len(owner), 9, 5)

    def render(row: int) -> Record:
        draw, party = Draw(land.seed, 10, row), int(owner[row])
        kind, make, model = draw.one(MACHINES)
        region = land.office_region(land.company_row(party)) if land.is_company(party) else land.region_of(party)
        year = draw.between(1995, 2025)
        return record(
            plate=f"T{plates.of(row)}{REGIONS[region].plate}",
            machine_type=kind,
            make=make,
            model=model,
            serial_no=serials.of(row),
            engine_no=f"EN{serials.of(row)[2:]}" if kind in {"tractor", "combine", "loader"} else None,
            build_year=year,
            owner_iin_bin=land.id(party),
            registered_on=written(min(TODAY, TODAY - (2026 - year) * 365 + draw.between(30, 300))),
            registration_kato=land.kato(region),
            pledge_holder_bin=land.id_or_none(int(bank[row])),
            inspection_on=written(TODAY - draw.between(10, 360)),
            status=draw.one(("registered",) * 9 + ("deregistered",)),
        )

    def by_plate(no: str) -> list[int]:
        return [row for row in plates.rows(no[1:-2]) if no[:1] == "T" and render(row)["plate"] == no]

    def by_number(no: str) -> list[int]:
        return [
            row for row in serials.rows(f"SN{no[2:]}") if no in {render(row)["serial_no"], render(row)["engine_no"]}
        ]

    finders = {KeyKind.PLATE: by_plate, KeyKind.OTHER_NO: by_number}
    return Register(10, len(owner), kinds("iin bin plate other_no"), render, (Index(owner), Index(bank)), finders)
