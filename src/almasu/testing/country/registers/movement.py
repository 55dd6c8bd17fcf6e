"""Registers of journeys of citizens and of what they declare: 23, 29, 30, 35, 42."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.kernel.resources import KeyKind
from almasu.testing.country.days import TODAY, moment, written
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.disagreements import plate_when_imported, vehicle_imported_under
from almasu.testing.country.land import Land
from almasu.testing.country.places import STATIONS
from almasu.testing.country.plants import CASH, POST, TICKETS, planted
from almasu.testing.country.register import RecordNumbers, Register, decimal, kinds, record
from almasu.testing.country.registers.property import plate_of, vehicle_with_plate, vehicle_with_vin, vin_of

ABROAD = (("RU", "RU101", "rail"), ("UZ", "UZ204", "road"), ("KG", "KG301", "road"), ("CN", "CN401", "road"),
          ("TR", "AL001", "air"), ("AE", "AS001", "air"), ("DE", "AS001", "air"), ("GE", "AT001", "air"))  # fmt: skip
FLIGHTS = {"air": ("KC", "DV", "FS"), "rail": ("Z", "T")}


def border_citizens(land: Land) -> Register:
    """23: one row a person and crossing; those of one household travel together."""
    journeys = land.holdings.journeys
    numbers = RecordNumbers("BC-", len(journeys.person), 9)
    by_car = Index(journeys.vehicle)

    def render(row: int) -> Record:
        person, trip = int(journeys.person[row]), int(journeys.trip[row])
        home_again, car = bool(journeys.home_again[row]), int(journeys.vehicle[row])
        draw = Draw(land.seed, 23, trip)
        country, checkpoint, kind = draw.one(ABROAD[:4] if car >= 0 else ABROAD)
        if car >= 0:
            kind = "road"
        minute = draw.between(60, 1300) + (row % 7 if kind != "air" else row % 40)
        carrier = FLIGHTS.get(kind)
        return record(
            crossing_id=numbers.of(row),
            iin=land.id(person),
            document_no=land.passport(person),
            direction="entry" if home_again else "exit",
            crossed_at=moment(int(journeys.day[row]), minute),
            checkpoint_code=checkpoint,
            transport_kind=kind,
            flight_or_train_no=f"{draw.one(carrier)}{draw.between(100, 999)}" if carrier else None,
            vehicle_plate=plate_of(land, car) if car >= 0 else None,
            seat=f"{draw.between(1, 30) + row % 3}{'ABCDEF'[row % 6]}" if kind == "air" else None,
            country_from=country if home_again else "KZ",
            country_to="KZ" if home_again else country,
        )

    def by_plate(no: str) -> list[int]:
        return [row for car in vehicle_with_plate(land, no) for row in by_car.rows(car)]

    finders = {KeyKind.PLATE: by_plate, KeyKind.OTHER_NO: numbers.rows}
    words = "iin document_no plate other_no"
    return Register(23, len(journeys.person), kinds(words), render, (Index(journeys.person),), finders)


def passenger_declarations(land: Land) -> Register:
    """29: cash and goods that travellers declared. Couriers of one story name one beneficiary."""
    dice = stream(land.seed, "cash")
    count = max(16, land.people.size // 300)
    journeys = land.holdings.journeys
    chosen = dice.integers(0, len(journeys.person), count)
    adults = land.people.adults(80)
    nobody = np.where(dice.random(count) < 0.2, adults[dice.integers(0, len(adults), count)], -1)
    person, day, beneficiary = planted(land, CASH, journeys.person[chosen], journeys.day[chosen], nobody)
    numbers = RecordNumbers("", len(person), 7, 1_000_033)

    def render(row: int) -> Record:
        draw, who, whose = Draw(land.seed, 29, row), int(person[row]), int(beneficiary[row])
        when = int(day[row])
        office = f"50{draw.between(100, 130)}"
        text = written(when)
        return record(
            declaration_no=f"{office}/{text[8:]}{text[5:7]}{text[2:4]}/{numbers.of(row)}",
            person_iin=land.id(who),
            passport_no=land.passport(who),
            direction=draw.one(("exit", "exit", "entry")),
            declared_at=moment(when, draw.between(60, 1300)),
            customs_office=office,
            currency=draw.one(("USD", "USD", "EUR", "KZT", "RUB")),
            amount=decimal(draw.between(11, 95) * 100_000),
            cash_origin="third_person" if whose >= 0 else draw.one(("savings", "sale", "business", "loan")),
            cash_purpose="handover" if whose >= 0 else draw.one(("personal", "goods", "treatment", "study")),
            beneficiary_name=land.line(whose) if whose >= 0 else None,
            goods_text=None,
            customs_decision=draw.one(("released",) * 12 + ("detained",)),
        )

    def by_number(no: str) -> list[int]:
        return [row for row in numbers.rows(no.rpartition("/")[2]) if render(row)["declaration_no"] == no]

    finders = {KeyKind.OTHER_NO: by_number}
    return Register(29, len(person), kinds("iin document_no other_no"), render, (Index(person),), finders)


def vehicle_declarations(land: Land) -> Register:
    """30: vehicles that were brought in, by those who own them now."""
    vehicles = land.holdings.vehicles
    foreign = vehicles.imported().astype(np.int32)
    row_of = {int(car): row for row, car in enumerate(foreign)}
    numbers = RecordNumbers("", len(foreign), 7, 1_000_003)
    adults = land.people.adults(70)
    driver = adults[(foreign.astype(np.int64) * 48_271 + 7) % len(adults)]

    def render(row: int) -> Record:
        car, draw = int(foreign[row]), Draw(land.seed, 30, row)
        day = int(vehicles.registered[car]) - draw.between(3, 60)
        office, text = f"50{draw.between(200, 230)}", written(day)
        temporary = draw.chance(8)
        return record(
            declaration_no=f"{office}/{text[8:]}{text[5:7]}{text[2:4]}/{numbers.of(row)}",
            vin=vin_of(land, car),
            plate=plate_when_imported(land, car),
            carrier_name=draw.one(("ТОО «Жол Логистик»", "OOO TransRuta", "Silk Road Carriers")),
            driver_document_no=land.passport(int(driver[row])),
            direction="entry",
            crossed_at=moment(day, draw.between(0, 1400)),
            customs_office=office,
            importer_iin_bin=land.id(int(vehicles.owner[car])),
            temporary_import_until=written(day + 365) if temporary else None,
            customs_value_kzt=decimal(draw.between(8, 320) * 10_000_000),
            duty_paid_flag=not temporary,
            origin_country=draw.one(("JP", "KR", "DE", "CN", "US", "AE")),
        )

    def by_number(no: str) -> list[int]:
        return [row for row in numbers.rows(no.rpartition("/")[2]) if render(row)["declaration_no"] == no]

    finders = {
        KeyKind.VIN: lambda no: [row_of[car] for car in vehicle_with_vin(land, no) if car in row_of],
        KeyKind.PLATE: lambda no: [row_of[car] for car in vehicle_imported_under(land, no) if car in row_of],
        KeyKind.OTHER_NO: by_number,
    }
    words = kinds("vin plate iin bin document_no other_no")
    owners, drivers = (Index(vehicles.owner[foreign]),), (Index(driver),)
    return Register(30, len(foreign), words, render, owners, finders, documents=drivers)


def rail_tickets(land: Land) -> Register:
    """35: tickets; those of one order were bought together by one household."""
    dice = stream(land.seed, "tickets")
    orders = max(40, land.people.size // 3)
    home = dice.integers(0, len(land.homes.size), orders)
    together = np.minimum(land.homes.size[home], dice.choice([1, 2, 3], orders, p=[0.7, 0.2, 0.1]))
    order = np.repeat(np.arange(orders), together)
    place = np.arange(len(order)) - np.repeat(np.cumsum(together) - together, together)
    person = land.homes.first[home[order]] + place
    day = (TODAY - 1 - (dice.random(orders) * 900).astype(np.int64))[order]
    alive = (land.people.died[person] == 0) & (land.people.born[person] < day)
    person, order, day = planted(land, TICKETS, person[alive], order[alive], day[alive])
    tickets, orders_of = RecordNumbers("7", len(person), 13, 9_000_001), RecordNumbers("ORD-", 10**8, 9)
    by_order = Index(order)

    def render(row: int) -> Record:
        draw, who = Draw(land.seed, 35, int(order[row])), int(person[row])
        leaves = draw.between(0, 1439)
        start = draw.below(len(STATIONS))
        end = (start + draw.between(1, len(STATIONS) - 1)) % len(STATIONS)
        when = int(day[row])
        return record(
            ticket_no=tickets.of(row),
            order_no=orders_of.of(int(order[row])),
            passenger_iin=land.id(who),
            document_no=land.card(who),
            train_no=f"{draw.between(1, 350):03d}{draw.one(('Ц', 'Х', 'Т', 'А'))}",
            carriage_no=f"{draw.between(1, 18):02d}",
            seat_no=f"{(draw.between(1, 30) + row % 6):03d}",
            departure_station=STATIONS[start],
            arrival_station=STATIONS[end],
            departs_at=moment(when, leaves),
            arrives_at=moment(when, leaves + draw.between(180, 1500)),
            sold_at=moment(when - draw.between(1, 30), draw.between(300, 1400)),
            sale_channel=draw.one(("site", "app", "app", "desk", "agency")),
        )

    def by_number(no: str) -> list[int]:
        return tickets.rows(no) or [row for one in orders_of.rows(no) for row in by_order.rows(one)]

    finders = {KeyKind.OTHER_NO: by_number}
    return Register(35, len(person), kinds("iin document_no other_no"), render, (Index(person),), finders)


def postal_items(land: Land) -> Register:
    """42: what is written on letters and parcels; kin write to each other more than strangers do."""
    dice = stream(land.seed, "post")
    adults = land.people.adults(85)
    count = max(60, land.people.size // 5)
    sender = adults[dice.integers(0, len(adults), count)].astype(np.int64)
    father = land.people.father[sender]
    stranger = adults[dice.integers(0, len(adults), count)]
    recipient = np.where((dice.random(count) < 0.4) & (father >= 0), father, stranger)
    recipient = np.where(recipient == sender, adults[0], recipient)
    sender, recipient, day = planted(land, POST, sender, recipient, TODAY - (dice.random(count) * 500).astype(np.int64))
    numbers = RecordNumbers("RR", len(sender), 9)

    def render(row: int) -> Record:
        draw, one, other = Draw(land.seed, 42, row), int(sender[row]), int(recipient[row])
        when, takes = int(day[row]), draw.between(2, 12)
        arrived = when + takes <= TODAY
        kazakh = draw.chance(40)
        return record(
            track_no=f"{numbers.of(row)}KZ",
            item_kind=draw.one(("letter", "small_packet", "parcel", "parcel", "express")),
            sender_name=land.line(one, kazakh),
            sender_iin=land.id(one),
            sender_phone=land.phone(one),
            sender_address=land.home_text(land.home_of(one), kazakh),
            recipient_name=land.line(other, kazakh),
            recipient_iin=land.id(other),
            recipient_phone=land.phone(other),
            recipient_address=land.home_text(land.home_of(other), kazakh),
            accepted_at=moment(when, draw.between(540, 1080)),
            delivered_at=moment(when + takes, draw.between(540, 1200)) if arrived else None,
            weight_g=draw.between(20, 12_000),
            cash_on_delivery_kzt=decimal(draw.between(10, 900) * 10_000) if draw.chance(15) else None,
            status=draw.one(("delivered",) * 14 + ("returned",)) if arrived else "in_transit",
        )

    finders = {KeyKind.OTHER_NO: lambda no: numbers.rows(no.removesuffix("KZ")) if no.endswith("KZ") else []}
    indexes = (Index(sender), Index(recipient))
    return Register(42, len(sender), kinds("iin phone other_no"), render, indexes, finders)
