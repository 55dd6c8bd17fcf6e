"""The addresses a person opens: from the same list that the matrix of powers is held to; ids come from the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from almasu.interfaces.addresses_of_interstate import PLACES_OF_INTERSTATE
from almasu.interfaces.addresses_of_offices import OF_OFFICES
from almasu.interfaces.addresses_of_people import OF_PEOPLE
from almasu.interfaces.addresses_of_provision import PLACES_OF_PROVISION
from almasu.interfaces.addresses_of_sector import PLACES_OF_SECTOR
from almasu.interfaces.portal.desk_of_node.law_words import screen_view
from almasu.kernel.parties.account import Role
from almasu.kernel.parties.problems import NOT_THIS_ROLE
from almasu.kernel.powers.power import Power
from almasu.wiring.law import open_law
from journeys.visitor import Shown, Visitor

FOR_ALL = ("/works", "/help", "/verify", "/law", "/law/SIO25", "/law/clauses/SIO25-2")
"""Pages that ask nobody who they are."""
DOORS = ("/sign-in", "/visit")
"""Pages for somebody who has not come in."""
FILES = frozenset({"/offices/owner/statement", "/account/consent"})
"""What is saved and not shown."""
_NOT_INSIDE = frozenset({"/sign-in/code", "/consent"})


_SAVED = re.compile(
    r"/(consent|papers|export|file|receipt|evidence|stream|came|newer|original|[a-z]+[.][a-z.]+)$|/[{]asked[}]/proof$"
)
"""Ends of addresses with an id that are saved, or read by a page, and not shown."""
_GIVEN = re.compile(r"/(json|csv|pdf-..|newer|[a-z]+[.][a-z.]+)$")
"""Ends of addresses of provision that are saved, or read by a page, and not shown."""
_ASIDE = ("/static/", "//")
"""Beginnings of what a page brings with it."""
_ID = "(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]+)"

_REQUEST, _COVERED = "/requests/{request_id}", "/offices/supervision/resolutions/{resolution}"
REACHED: Mapping[Role, frozenset[str]] = {
    Role.OFFICER: frozenset(
        {
            _REQUEST,
            *(f"{_REQUEST}/{end}" for end in ("proof", "answers/{number}", "answers/{number}/proof", "dossier")),
            *(f"{_REQUEST}/dossier/{tab}" for tab in ("links", "timeline", "answers", "viewed")),
            *(f"/offices/materials/requests/{{asked}}/{end}" for end in ("copy", "replay")),
            *(f"/offices/materials/{{material}}{end}" for end in ("", "/close", "/join")),
        }
    ),
    Role.OPERATOR: frozenset(
        {
            *(f"/offices/applications/{{paper}}{end}" for end in ("", "/grant", "/refuse")),
            *(f"/offices/accounts/{{account}}{end}" for end in ("", "/block")),
            *(f"/offices/operator/lawfulness/{{asked}}{end}" for end in ("", "/breach")),
            "/offices/operator/emergencies/{entry}",
        }
    ),
    Role.CONTROLLER: frozenset(
        {
            *(f"/offices/control/requests/{{asked}}{end}" for end in ("", "/breach", "/replay")),
            "/offices/control/orders/{order}",
            "/offices/accounts/{account}",
        }
    ),
    Role.PROSECUTOR: frozenset(
        {
            *(f"/offices/supervision/cases/{{case}}{end}" for end in ("", "/measure", "/resolution")),
            *(f"{_COVERED}{end}" for end in ("", "/cut", "/requests/{asked}")),
        }
    ),
}
"""What the lived-in demo always has a page of: links must lead there."""

FULLER: Mapping[Role, frozenset[str]] = {
    Role.OFFICER: frozenset({"/offices/materials/copies/{copy}/destroyed"}),
    Role.OPERATOR: frozenset({"/offices/operator/breaches/{report}"}),
    Role.CONTROLLER: frozenset(
        {
            *(f"/offices/control/packs/{{pack}}{end}" for end in ("", "/confirm")),
            *(f"/offices/control/cases/{{case}}{end}" for end in ("", "/close")),
            "/offices/control/people/{note}/withdraw",
        }
    ),
}
"""What there is a page of besides, once its people have lived on."""


def pages_of_law(regime: str) -> tuple[str, ...]:
    """Return pages of clauses of a regime, such that every page of the portal that any clause names is on one."""
    law = open_law()
    acts = {one.code for one in law.acts if one.regime == regime}
    rows = (row for row in law.trace() if row.clause.act in acts)
    kept = ((screen, row.clause.id) for row in rows for screen in row.screens if screen_view(screen).way)
    found = {screen: f"/law/clauses/{clause}" for screen, clause in kept}
    return tuple(dict.fromkeys(found.values()))


def pages_of(role: Role) -> tuple[str, ...]:
    """Return every page of a role whose address holds no id."""
    of_people = {address.removeprefix("GET "): power for address, power in _shown(OF_PEOPLE).items()}
    own = (place for place, power in {**of_people, **OF_OFFICES}.items() if role in power.roles)
    return (*FOR_ALL, *sorted(place for place in own if "{" not in place and place not in FILES | _NOT_INSIDE))


def patterns_of(role: Role) -> frozenset[str]:
    """Return the addresses of pages that hold an id, as the lists of powers write them."""
    of_people = {address.removeprefix("GET "): power for address, power in _shown(OF_PEOPLE).items()}
    own = (place for place, power in {**of_people, **OF_OFFICES}.items() if role in power.roles)
    return frozenset(place for place in own if "{" in place and not _SAVED.search(place))


async def pages_with_ids(one: Visitor, role: Role) -> Mapping[str, str]:
    """Return a page of each pattern that links lead to, from the role's own pages on, as a person would click."""
    return await _reached(one, pages_of(role), patterns_of(role))


def pages_of_sector(role: Role) -> tuple[str, ...]:
    """Return every page of a role at the sector's node whose address holds no id."""
    own = (place for place, power in PLACES_OF_SECTOR.items() if role in power.roles)
    return ("/", *sorted(place for place in own if "{" not in place and not _SAVED.search(place)))


async def pages_of_sector_with_ids(one: Visitor, role: Role) -> Mapping[str, str]:
    """Return a page of each pattern of the sector that links lead a role to."""
    own = (place for place, power in PLACES_OF_SECTOR.items() if role in power.roles)
    patterns = frozenset(place for place in own if "{" in place and not _SAVED.search(place))
    return await _reached(one, pages_of_sector(role), patterns)


def pages_of_provision(role: Role) -> tuple[str, ...]:
    """Return every page of a role at the node of provision whose address holds no id."""
    return ("/", *sorted(place for place in _shown_in_provision(role) if "{" not in place))


async def pages_of_provision_with_ids(one: Visitor, role: Role) -> Mapping[str, str]:
    """Return a page of each pattern of provision that links lead a role to."""
    patterns = (place for place in _shown_in_provision(role) if "{" in place)
    return await _reached(one, pages_of_provision(role), patterns)


def pages_of_states(role: Role) -> tuple[str, ...]:
    """Return every page of a role at a node of the exchange between states whose address holds no id."""
    own = (place for place, power in PLACES_OF_INTERSTATE.items() if role in power.roles)
    return ("/", *sorted(place for place in own if "{" not in place and not place.endswith("/nodes/card")))


async def pages_of_states_with_ids(one: Visitor, role: Role) -> Mapping[str, str]:
    """Return a page of each pattern of the exchange between states that links lead a role to."""
    patterns = frozenset(place for place, power in PLACES_OF_INTERSTATE.items() if role in power.roles and "{" in place)
    return await _reached(one, pages_of_states(role), patterns)


def kind_of(way: str) -> str:
    """Return what is the same in the addresses of pages that differ by ids, clauses or a search alone."""
    path, _, asked = way.partition("#")[0].partition("?")
    bare = re.sub(f"(?<=/){_ID}(?=/|$)", "{}", re.sub(r"^/law/.+", "/law/{}", path))
    return f"{bare}?" if asked else bare


@dataclass
class Links:
    """The links met on pages, one of each kind, with the page that shows it; `read` are the kinds of pages read."""

    ways: dict[str, tuple[str, str]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def on(self, page: Shown) -> None:
        """Note the links of a page."""
        self.read.add(kind_of(page.path))
        found = (way for way in page.ways("/") if not way.startswith(_ASIDE) and "language=" not in way)
        self.ways |= {kind_of(way): (way.partition("#")[0], page.path) for way in found}

    async def dead(self, one: Visitor) -> Sequence[str]:
        """Return those that lead nowhere, or to "not your role"."""
        new = (found for kind, found in self.ways.items() if kind not in self.read)
        return [f"{way} on {page}" for way, page in new if await _is_dead(one, way)]


async def _is_dead(one: Visitor, way: str) -> bool:
    async with one.http.get(f"{one.portal}{way}") as answer:
        return answer.status in {404, 405} or NOT_THIS_ROLE.code in await answer.text(errors="replace")


def _shown_in_provision(role: Role) -> Iterator[str]:
    """Yield the addresses of pages that a role has there, without what is saved or read by a page."""
    own = (place for place, power in PLACES_OF_PROVISION.items() if role in power.roles)
    return (place for place in own if not _GIVEN.search(place))


async def _reached(one: Visitor, plain: Sequence[str], patterns: Iterable[str]) -> Mapping[str, str]:
    missing = {place: re.compile(re.sub(r"[{][a-z_]+[}]", _ID, place)) for place in patterns}
    found: dict[str, str] = {}
    to_see = list(plain)
    while to_see and missing:
        await one.goes(to_see.pop(0))
        for way in one.last.ways("/"):
            path = way.partition("#")[0].partition("?")[0]
            for place in [place for place, form in missing.items() if form.fullmatch(path)]:
                del missing[place]
                found[place] = path
                to_see.append(path)
    return found


def _shown(named: Iterable[tuple[Power, tuple[str, ...]]]) -> Mapping[str, Power]:
    return {address: power for power, addresses in named for address in addresses if address.startswith("GET ")}
