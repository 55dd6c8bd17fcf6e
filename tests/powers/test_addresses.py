"""No address without a power: whatever the application serves is in the table, for everybody, or for listed places."""

from __future__ import annotations

import re

import pytest

from almasu.interfaces.addresses import FOR_EVERYBODY, FROM_LISTED_PLACES, OF_PEOPLE, addresses, everywhere
from almasu.interfaces.addresses_of_interstate import PLACES_OF_INTERSTATE, PROGRAMS_OF_INTERSTATE
from almasu.interfaces.addresses_of_offices import FOR_EVERYBODY_TOO, OF_OFFICES
from almasu.interfaces.addresses_of_provision import PLACES_OF_PROVISION, PROGRAMS_OF_PROVISION
from almasu.interfaces.addresses_of_sector import PLACES_OF_SECTOR, PROGRAMS_OF_SECTOR
from almasu.kernel.powers.table import POWERS
from powers.samples import SAMPLES
from powers.test_offices import plain, ways_of
from powers.test_pages import PAGES
from powers.test_programs import fits, power_of
from powers.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
LEFT_TO_THE_FRAME = {"OPTIONS", "HEAD"}


def served(world: World) -> set[str]:
    """Every address of the application, with its method."""
    return {
        f"{method} {re.sub(r':[a-z]+}', '}', route.path)}"
        for route in world.app.routes
        for method in set(getattr(route, "methods", ())) - LEFT_TO_THE_FRAME
    }


async def test_every_address_has_a_power_or_is_named_as_being_for_everybody(world: World) -> None:
    known = {*addresses(), *FOR_EVERYBODY, *FROM_LISTED_PLACES}
    places = {plain(way.place) for _, way in ways_of(world)}
    assert places - OF_OFFICES.keys() - FOR_EVERYBODY_TOO == set(), "name the power in addresses_of_offices.py"
    offices = {one for one in served(world) if one.split(" ")[1].removesuffix("/sign/{act}") in places}
    assert served(world) - known - offices == set(), "name the power of the address in interfaces/addresses.py"
    assert (OF_OFFICES.keys() | FOR_EVERYBODY_TOO) - places == set(), "there is no such place any more"
    named = {one.split("?")[0] for one in known}
    assert named - served(world) == set(), "there is no such address any more"


async def test_every_address_with_a_power_is_tried() -> None:
    people = {address for _, listed in OF_PEOPLE for address in listed}
    programs = addresses().keys() - people
    untried = {one for one in programs if not any(one == each.address or fits(one, each.address) for each in SAMPLES)}
    assert untried == set(), "add a sample to tests/powers/samples.py"
    assert people - {page.address for page in PAGES} == set(), "add a page to tests/powers/test_pages.py"


async def test_every_power_is_used_by_an_address() -> None:
    used = {power.name for power in everywhere().values()} | {power_of(one).name for one in SAMPLES}
    used |= {power.name for power in (*PROGRAMS_OF_SECTOR.values(), *PLACES_OF_SECTOR.values())}
    used |= {power.name for power in (*PROGRAMS_OF_PROVISION.values(), *PLACES_OF_PROVISION.values())}
    used |= {power.name for power in (*PROGRAMS_OF_INTERSTATE.values(), *PLACES_OF_INTERSTATE.values())}
    assert set(POWERS) - used == set()


@pytest.mark.parametrize("address", sorted(FOR_EVERYBODY))
async def test_what_is_for_everybody_asks_nobody_who_they_are(world: World, address: str) -> None:
    path = re.sub(r"{\w+}", "0" * 64, address)
    body = {"receipt": "x"} if address == "POST /verify" else None
    for who in (world.people["nobody"], world.people["blocked"], world.people["owner"]):
        async with world.database.undone():
            answer = await world.ask(who, path.replace("tile/", "tile/0/"), body)
        assert answer.status_code not in {401, 500}, f"{who.name}: {answer.text[:300]}"


@pytest.mark.parametrize("address", sorted(FROM_LISTED_PLACES))
async def test_what_is_for_listed_places_is_absent_for_every_role(world: World, address: str) -> None:
    path = re.sub(r"{\w+}", "0" * 64, address)
    for who in (one for one in world.people.values() if one.tries):
        assert (await world.ask(who, path)).status_code == 404, who.name
