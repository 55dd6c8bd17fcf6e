"""Known stories, planted into the land before anything is indexed: what an investigation should be able to find."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.law.text import Text
from almasu.testing.country.businesses import ACTIVE, BANKS, BODIES, LLP
from almasu.testing.country.days import TODAY, YEAR
from almasu.testing.country.holdings import Journeys
from almasu.testing.country.land import Land
from almasu.testing.country.plants import CASH, DISAGREED, POST, POWERS, PROCUREMENT, TICKETS

POWER = 0
HIDING = 1
COURIER_PHONE = "+77476660011"


@dataclass(frozen=True, slots=True)
class Story:
    """A story with its answer: whom it begins with, who else belongs to it, and the resources that tell it."""

    code: str
    title: Text
    start: SubjectKey
    others: tuple[SubjectKey, ...]
    resources: tuple[int, ...]


def plant_stories(land: Land) -> tuple[Story, ...]:
    """Plant every story and return them with their answers."""
    firms = _free_companies(land)
    stories = (
        nominee_chain(land, firms[0:4]),
        cash_couriers(land),
        procurement_ring(land, firms[4:7]),
        family_front(land, firms[7]),
        hiding_traveller(land),
    )
    begun = (party for story in stories for party in land.parties_with(story.start.value))
    land.plants[DISAGREED] = [(party,) for party in begun]
    # Companies were moved to shared offices.
    land.index_offices()
    return stories


def _free_companies(land: Land) -> list[int]:
    """Return active partnerships without branches, the youngest last."""
    firms = land.businesses
    fit = (firms.status == ACTIVE) & (firms.form == LLP)
    fit[: BANKS + BODIES] = False
    fit[firms.parent[firms.parent >= 0]] = False
    return [int(row) for row in np.flatnonzero(fit)[-24::3]]


def _key(land: Land, party: int) -> SubjectKey:
    return SubjectKey(KeyKind.IIN if land.is_person(party) else KeyKind.BIN, land.id(party))


def _adults(land: Land, low: int, high: int) -> list[int]:
    years = (TODAY - land.people.born) / YEAR
    fit = (years >= low) & (years < high) & (land.people.died == 0) & (land.people.home > 12)
    return [int(row) for row in np.flatnonzero(fit)[:400]]


def nominee_chain(land: Land, chain: list[int]) -> Story:
    """Plant a student who heads four companies at one address, each founding the next, for a man with a power."""
    student, master = _adults(land, 19, 22)[0], _adults(land, 45, 60)[7]
    firms = land.businesses
    firms.head[chain] = student
    firms.office[chain] = firms.office[chain[0]]
    firms.region[chain] = firms.region[chain[0]]
    for place, company in enumerate(chain):
        founder = student if place == 0 else land.company_party(chain[place - 1])
        firms.founder_party[firms.founder_company == company] = founder
    land.plants.setdefault(POWERS, []).append((POWER, student, master, TODAY - 210))
    parties = (*(land.company_party(company) for company in chain), master)
    title = Text(
        kk="Студент төрт компанияны басқарады, ал сенімхат басқа адамда",
        ru="Студент руководит четырьмя компаниями, а доверенность у другого",
        en="A student heads four companies, and somebody else holds the power of attorney",
    )
    return Story(
        "nominee_chain", title, _key(land, student), tuple(_key(land, one) for one in parties), (2, 21, 50, 51)
    )


def cash_couriers(land: Land) -> Story:
    """Plant three couriers with one telephone and one car, who carry cash across the border for one man."""
    couriers, master = _adults(land, 24, 45)[20:41:10], _adults(land, 45, 60)[19]
    for courier in couriers:
        land.phones_of[courier] = COURIER_PHONE
    cars = land.holdings.vehicles.imported()
    car = int(cars[land.holdings.vehicles.owner[cars] < land.people.size][5])
    land.holdings.vehicles.owner[car] = couriers[0]
    days = [TODAY - 30 - 24 * place for place in range(8)]
    crossings = [(one, place, days[place]) for place in range(len(days)) for one in couriers]
    _cross(land, crossings, car)
    land.plants.setdefault(CASH, []).extend((one, day, master) for one, _, day in crossings[::2])
    land.plants.setdefault(POST, []).extend((one, master, days[0] + 3) for one in couriers)
    title = Text(
        kk="Үш шабарман: бір телефон, бір көлік, бір алушы",
        ru="Три курьера: один телефон, одна машина, один получатель",
        en="Three couriers: one telephone, one car, one beneficiary",
    )
    others = tuple(_key(land, one) for one in (*couriers[1:], master))
    return Story("cash_couriers", title, _key(land, couriers[0]), others, (5, 23, 29, 40, 42, 50, 52))


def _cross(land: Land, crossings: list[tuple[int, int, int]], car: int) -> None:
    """Add journeys out and back for the people, trips and days given."""
    own = land.holdings.journeys
    first = int(own.trip.max()) + 1
    person = np.array([one for one, _, _ in crossings] * 2, dtype=np.int32)
    trip = np.array([first + place for _, place, _ in crossings] * 2, dtype=np.int32)
    back = np.arange(len(person)) >= len(crossings)
    day = np.array([day for _, _, day in crossings] * 2, dtype=np.int32) + back.astype(np.int32) * 2
    land.holdings.journeys = Journeys(
        np.concatenate([own.person, person]),
        np.concatenate([own.trip, trip]),
        np.concatenate([own.home_again, back]),
        np.concatenate([own.day, day]),
        np.concatenate([own.vehicle, np.full(len(person), car, dtype=np.int32)]),
    )


def procurement_ring(land: Land, ring: list[int]) -> Story:
    """Plant three companies of one address that win by turns from one body, bidding from one device."""
    firms, body = land.businesses, BANKS + 12
    firms.office[ring] = firms.office[ring[0]] + 1 if firms.office[ring[0]] + 1 < firms.offices else 0
    firms.region[ring] = firms.region[ring[0]]
    rows = [(ring[turn % 3], body, ring[(turn + 1) % 3], 4_242_424, TODAY - 40 - 35 * turn) for turn in range(12)]
    land.plants.setdefault(PROCUREMENT, []).extend(rows)
    title = Text(
        kk="Үш компания бір құрылғыдан өтінім беріп, кезекпен жеңеді",
        ru="Три компании подают заявки с одного устройства и побеждают по очереди",
        en="Three companies bid from one device and win by turns",
    )
    parties = [land.company_party(company) for company in ring]
    others = (*(_key(land, one) for one in parties[1:]), _key(land, land.company_party(body)))
    return Story("procurement_ring", title, _key(land, parties[0]), others, (2, 27, 50))


def family_front(land: Land, company: int) -> Story:
    """Plant an official whose spouse heads a company that sells to the official's own body."""
    jobs = land.jobs
    at_body = np.flatnonzero((jobs.company >= BANKS) & (jobs.company < BANKS + BODIES) & (jobs.until == 0))
    married = [int(row) for row in at_body if land.people.spouse[jobs.person[row]] >= 0]
    alive = [row for row in married if land.people.home[jobs.person[row]] > 12
             and not land.people.died[land.people.spouse[jobs.person[row]]]]  # fmt: skip
    row = alive[0]
    official, body = int(jobs.person[row]), int(jobs.company[row])
    spouse = int(land.people.spouse[official])
    land.businesses.head[company] = spouse
    land.businesses.founder_party[land.businesses.founder_company == company] = spouse
    rows = [(company, body, -1, company * 7 + 11, TODAY - 60 - 80 * turn) for turn in range(6)]
    land.plants.setdefault(PROCUREMENT, []).extend(rows)
    title = Text(
        kk="Жұбайының компаниясы қызметкердің өз органына тауар сатады",
        ru="Компания супруга продаёт органу, где служит чиновник",
        en="A spouse's company sells to the official's own body",
    )
    others = tuple(_key(land, one) for one in (spouse, land.company_party(company), land.company_party(body)))
    return Story("family_front", title, _key(land, official), others, (2, 18, 22, 27, 41, 50, 51))


def hiding_traveller(land: Land) -> Story:
    """Plant a wanted man who still buys railway tickets."""
    offences = land.holdings.offences
    alive = np.flatnonzero((offences.day < TODAY - 200) & (land.people.died[offences.person] == 0))
    row = int(alive[0])
    offences.stage[row] = HIDING
    person = int(offences.person[row])
    land.plants.setdefault(TICKETS, []).extend((person, 90_000_000 + turn, TODAY - 5 - 11 * turn) for turn in range(4))
    title = Text(
        kk="Іздеудегі адам пойызбен жүріп жүр",
        ru="Разыскиваемый ездит поездами",
        en="A wanted person still travels by train",
    )
    return Story("hiding_traveller", title, _key(land, person), (), (15, 35, 37))
