"""The addresses a person opens without being handed an id: from the same list that the matrix of powers is held to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from almasu.interfaces.addresses_of_offices import OF_OFFICES
from almasu.interfaces.addresses_of_people import OF_PEOPLE
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Power

FOR_ALL = ("/works", "/help", "/verify", "/law", "/law/SIO25", "/law/clauses/SIO25-2")
"""Pages that ask nobody who they are."""
DOORS = ("/sign-in", "/visit")
"""Pages for somebody who has not come in."""
FILES = frozenset({"/offices/owner/statement", "/account/consent"})
"""What is saved and not shown."""
_NOT_INSIDE = frozenset({"/sign-in/code", "/consent"})


def pages_of(role: Role) -> tuple[str, ...]:
    """Return every page of a role whose address holds no id."""
    of_people = {address.removeprefix("GET "): power for address, power in _shown(OF_PEOPLE).items()}
    own = (place for place, power in {**of_people, **OF_OFFICES}.items() if role in power.roles)
    return (*FOR_ALL, *sorted(place for place in own if "{" not in place and place not in FILES | _NOT_INSIDE))


def _shown(named: Iterable[tuple[Power, tuple[str, ...]]]) -> Mapping[str, Power]:
    return {address: power for power, addresses in named for address in addresses if address.startswith("GET ")}
