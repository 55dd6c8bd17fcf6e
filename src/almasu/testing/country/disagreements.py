"""Where registers of the made-up country disagree: old addresses, plates that were changed, a trade declared otherwise.

A register that is not told of a change goes on saying what was so. Who is out of date is drawn from the seed, so that
the same country always disagrees in the same places; of those whom a story begins with, registers surely disagree.
"""

from __future__ import annotations

from almasu.testing.country.businesses import OKED, STATE_BODY
from almasu.testing.country.dice import Draw
from almasu.testing.country.holdings import plate, plate_row
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.plants import DISAGREED

HOME_TOPIC, PLATE_TOPIC, TRADE_TOPIC = 9001, 9002, 9003
MOVED, REPLATED, CHANGED_TRADE = 12, 15, 10
"""Of a hundred people, imported vehicles and companies: how many a register is out of date about."""


def home_on_form(land: Land, person: int) -> int:
    """Return the household that a person's Form 1 names: the one they lived in when they applied for their card."""
    draw = Draw(land.seed, HOME_TOPIC, person)
    moved = draw.chance(MOVED) or _surely(land, person)
    return draw.below(len(land.homes.size)) if moved else land.home_of(person)


def plate_when_imported(land: Land, car: int) -> str:
    """Return the plate a vehicle was declared under at the customs; some have been given another since."""
    region = REGIONS[int(land.holdings.vehicles.region[car])].plate
    owner = int(land.holdings.vehicles.owner[car])
    changed = Draw(land.seed, PLATE_TOPIC, car).chance(REPLATED) or _surely(land, owner)
    return plate(car + len(land.holdings.vehicles.owner) if changed else car, region)


def vehicle_imported_under(land: Land, written_no: str) -> list[int]:
    """Return the vehicle that was declared under this plate."""
    size = len(land.holdings.vehicles.owner)
    row = plate_row(written_no)
    car = row if row < size else row - size
    return [car] if 0 <= car < size and plate_when_imported(land, car) == written_no else []


def trade_of_taxpayer(land: Land, company: int) -> str:
    """Return the code of the trade a company pays taxes under; some never told the register of companies of theirs."""
    if land.businesses.form[company] == STATE_BODY:
        return "84111"
    draw, own = Draw(land.seed, TRADE_TOPIC, company), int(land.businesses.activity[company])
    other = draw.chance(CHANGED_TRADE) or _surely(land, land.company_party(company))
    return OKED[(own + draw.between(1, len(OKED) - 1)) % len(OKED)] if other else OKED[own]


def _surely(land: Land, party: int) -> bool:
    return (party,) in land.plants.get(DISAGREED, ())
