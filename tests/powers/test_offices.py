"""Every page, form, sign page and file of the portal's offices, tried by everybody on everything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

from almasu.interfaces.addresses_of_offices import FOR_EVERYBODY_TOO, OF_OFFICES
from almasu.interfaces.portal.offices.office import Deed, File, Office, Page
from almasu.interfaces.portal.offices_of_node.accounts.rights import BEFORE
from almasu.kernel.powers import over_accounts, supervising
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.table import POWERS, of_role
from powers.expected import AT_THE_DOOR, Outcome, expected, worth_trying
from powers.people import Come, Somebody
from powers.test_pages import COMING_IN, Browser, told
from powers.things import Thing, missing
from powers.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
KINDS = {
    "account": "account",
    "case": "case",
    "resolution": "resolution",
    "report": "report",
    "entry": "emergency",
    "asked": "request",
    "paper": "any application",
    "order": "order",
    "note": "away",
    "pack": "pack",
    "material": "material",
    "copy": "copy",
    "countersignature": "countersignature",
}
"""Of what kind the number in a place is, by its name."""
OTHER_KINDS = {
    "/account/devices/{paper}/remove": "authenticator",
    "/applications/{paper}/withdraw": "application",
    "/applications/{paper}/sign-off": "application",
    "/applications/{paper}/decline": "application",
    "/offices/applications/{paper}/grant": "arrived",
    "/offices/applications/{paper}/refuse": "arrived",
    "/offices/countersigning/{paper}": "countersignature",
    "/offices/countersigning/{paper}/sign-it": "countersignature",
    "/offices/control/cases/{case}": "liability",
    "/offices/control/cases/{case}/close": "liability",
    "/offices/control-orders/{order}/decide": "signed order",
    "/offices/supervision/resolutions/{resolution}/requests/{asked}": "covered request",
    "/offices/supervision/resolutions/{resolution}/requests/{asked}/proof": "covered request",
    "/offices/supervision/resolutions/{resolution}/requests/{asked}/replay": "covered request",
}
SHOWN_BY = {
    "/applications/{paper}": over_accounts.SEE_APPLICATION,
    "/offices/applications/{paper}": over_accounts.SEE_APPLICATION,
    "/offices/supervision/resolutions/{resolution}": supervising.LIST_RESOLUTIONS,
}
"""The power of the page that leads to a deed: its empty form shows no more than that page, the act refuses the rest."""
LACKING = {
    "/offices/operator/archive",
    "/account/consent",
    "/offices/accounts/{account}/consent",
    "/offices/materials/requests/{asked}/detail",
    "/offices/control/packs/{pack}",
}
"""Places behind whose door there is nothing in this world."""
OF_A_PACK = re.compile(r"/packs/{pack}/.*\.")
"""Files of a pack: this world's packs hold none, so only refusals are tried."""
QUERY = {
    "/offices/owner/statement": "?resource=3",
}
Way = Page | Deed | File


def plain(place: str) -> str:
    """A place without the kinds of its numbers."""
    return re.sub(r":[a-z]+}", "}", place)


def place_of_page(place: str) -> str:
    """The place of the page that leads to a deed."""
    return place if place in SHOWN_BY else place.rpartition("/")[0]


def ways_of(world: World) -> Iterator[tuple[Office, Way]]:
    for office in world.offices:
        for way in (*office.pages, *office.deeds, *office.files):
            yield office, way


def expected_at(office: Office, way: Way, power: Power, who: Somebody, thing: Thing | None) -> Outcome:
    """What comes of a try where the office itself, or a deed in it, is closed to other roles."""
    outcome = expected(power, who, thing)
    if outcome in (Outcome.NO_SESSION, Outcome.ENDED) or (who.come is not Come.WORKING and not office.anyone):
        return Outcome.ELSEWHERE
    roles = office.roles & way.roles if isinstance(way, Deed) else office.roles
    if who.come is Come.WORKING and not office.anyone and who.role not in roles:
        return Outcome.NOT_THIS_ROLE
    return outcome


def differs(office: Office, outcome: Outcome, answer, absent) -> str:
    leads = answer.headers.get("location", "")
    seen = f"{answer.status_code} {leads}"
    if answer.status_code >= 500:
        return f"a fault: {seen}"
    match outcome:
        case Outcome.THROUGH:
            return seen if answer.status_code in {401, 403, 404} or leads in COMING_IN else ""
        case Outcome.ELSEWHERE | Outcome.NO_SESSION | Outcome.ENDED:
            nothing = office.anyone and (answer.status_code >= 400 or told(answer) == told(absent))
            return "" if leads in COMING_IN or answer.status_code in {401, 403} or nothing else seen
        case Outcome.NOT_THIS_ROLE | Outcome.NO_ORDER | Outcome.REFUSED_BY_RULE:
            return "" if answer.status_code == 403 else seen
        case Outcome.ABSENT:
            return "" if told(answer) == told(absent) and answer.status_code >= 400 else seen


async def tried(world: World, office: Office, way: Way) -> list[str]:
    """Try a way of an office by everybody on everything; say where the table is not kept."""
    place, wrong, browser = plain(way.place), [], await Browser.of(world)
    power, names = OF_OFFICES[place], re.findall(r"{(\w+)}", place)
    kind = OTHER_KINDS.get(place, KINDS[names[-1]] if names else "")
    for name in names[:-1]:
        place = place.replace(f"{{{name}}}", world.things[KINDS[name]][0].id)
    things = world.things[kind] if kind else (None,)
    signing = [f"{place}/sign/{missing().id}"] if isinstance(way, Deed) else []
    for who in (one for one in world.people.values() if one.tries):
        at_the_door = expected_at(office, way, power, who, things[0]) in AT_THE_DOOR
        for method in ("GET", "POST") if isinstance(way, Deed) and not (at_the_door and office.anyone) else ("GET",):
            absent = None
            for thing in reversed(worth_trying(things, at_the_door)):
                outcome = expected_at(office, way, power, who, thing)
                shown = SHOWN_BY.get(place_of_page(place)) if isinstance(way, Deed) or place in SHOWN_BY else None
                may_look = shown is not None and expected_at(office, way, shown, who, thing) is Outcome.THROUGH
                if may_look and method == "GET":
                    outcome = Outcome.THROUGH
                if outcome is Outcome.THROUGH and OF_A_PACK.search(place):
                    continue
                path = (re.sub(r"{\w+}", thing.id, place) if thing is not None else place) + QUERY.get(place, "")
                answer = await browser.goes(who, f"{method} {path}", {})
                absent = answer if absent is None else absent
                same_blank = outcome is Outcome.ABSENT and method == "GET" and told(answer) == told(absent)
                lacking = (place in LACKING or may_look) and answer.status_code in {404, 422}
                lacking = lacking or (same_blank and isinstance(way, Deed))
                if (difference := differs(office, outcome, answer, absent)) and not lacking:
                    label = thing.label if thing is not None else "-"
                    wrong.append(f"{who.name} · {method} {label}: {outcome.value} expected, {difference}")
        for page in signing if who.role in office.roles or who.name == "nobody" else ():
            path = re.sub(r"{\w+}", world.things[kind][0].id, page) if kind else page
            answer = await browser.goes(who, f"GET {path}", {})
            if answer.status_code not in {303, 401, 403, 404, 410}:
                wrong.append(f"{who.name} · sign page of no act: {answer.status_code}")
    return wrong


@pytest.mark.parametrize("place", sorted(OF_OFFICES))
async def test_nobody_gets_further_in_an_office_than_the_table_of_powers_lets_them(world: World, place: str) -> None:
    wrong = [
        one for office, way in ways_of(world) if plain(way.place) == place for one in await tried(world, office, way)
    ]
    assert wrong == [], "\n".join([OF_OFFICES[place].name, *wrong])


@pytest.mark.parametrize("name", ["officer", "operator", "controller", "prosecutor", "owner"])
async def test_everybody_sees_the_list_of_their_own_rights_and_of_no_others(world: World, name: str) -> None:
    who, browser = world.people[name], await Browser.of(world)
    page = unescape((await browser.goes(who, "GET /account", {})).text)
    shown = {power.name for power in POWERS.values() if f">{power.says.kk}<" in re.sub(r"\s*([<>])\s*", r"\1", page)}
    assert shown == {power.name for power in of_role(who.role) if power.entry not in BEFORE}


async def test_what_an_office_shows_to_everybody_asks_nobody_who_they_are(world: World) -> None:
    for place in FOR_EVERYBODY_TOO:
        assert (await world.client.get(place)).status_code == 200, place
