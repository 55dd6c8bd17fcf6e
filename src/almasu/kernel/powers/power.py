"""A power: an act of the exchange, the roles that may do it, how far each role reaches, and the clauses it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from almasu.kernel.parties.account import Role
from almasu.law.text import Text


class Entry(StrEnum):
    """How far somebody must have come in before the power is theirs."""

    SESSION = "session"
    """Any session; one that is over ends no second time."""
    BEGUN = "begun"
    """A session in which nothing is proved yet."""
    PROVED = "proved"
    """The EDS is proved, the second factor still to come or proved already."""
    CODE = "code"
    """The EDS is proved and the second factor is asked for."""
    EDS = "eds"
    """Somebody whose EDS is proved: in a visit without an account, or signed in, with or without the consent."""
    FACTORS = "factors"
    """Both factors are proved, the consent is still to be signed or signed already."""
    WORKING = "working"
    """Both factors are proved and the consent is signed (SIO25-11)."""


class Reach(StrEnum):
    """What a power reaches. Whatever lies outside looks as if it were not there (DESIGN 7)."""

    SELF = "self"
    """Oneself: nothing of others is shown or changed."""
    OWN = "own"
    """What the person made or has a part in: an application, a request, a material, a copy, a device."""
    NAMED = "named"
    """Papers that name the person as the head who signs."""
    OWN_BODY = "own_body"
    """What belongs to the person's own body."""
    BODY_BY_ORDER = "body_by_order"
    """What belongs to the own body, under an order on departmental control in force (SIO25-21.1)."""
    ARRIVED = "arrived"
    """Applications that reached the operator: signed off by the head, or in effect."""
    RESOLUTION = "resolution"
    """What an own resolution in force covers, while its case is open (SIO25-22.2)."""
    OWN_CASE = "own_case"
    """Cases of supervision that the person holds or that nobody holds yet."""
    OWN_RESOURCES = "own_resources"
    """The registers that the person's own body owns."""
    REACHED = "reached"
    """Documents of the own organisation, and those that were sent to it (ASOI-3.3, ASOI-3.7)."""
    SENT = "sent"
    """Documents that left their organisation, of all organisations."""
    ANY = "any"
    """Everything of the kind."""


Reaches = Mapping[Role, frozenset[Reach]]


@dataclass(frozen=True, slots=True)
class Power:
    """One power. `name` is permanent and names the act; `who` the roles with the reach of each.

    `visitors` is what it reaches for somebody who came with an EDS alone, empty where it is not theirs. `rule` is the
    id of the rule that refuses other roles with its verdict; where it is empty the act refuses with `account.role`.
    """

    name: str
    says: Text
    who: Reaches
    cites: tuple[str, ...]
    entry: Entry = Entry.WORKING
    visitors: frozenset[Reach] = frozenset()
    rule: str = ""

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles that have the power."""
        return frozenset(self.who)

    def reach(self, role: Role | None) -> frozenset[Reach]:
        """Return what the power reaches for a role, for a visitor where it is None; empty where it is not theirs."""
        return self.visitors if role is None else self.who.get(role, frozenset())


def only(role: Role, *reach: Reach) -> Reaches:
    """Return the reach of a power that one role has."""
    return MappingProxyType({role: frozenset(reach)})


def some(reach: Reach, *roles: Role) -> Reaches:
    """Return the reach of a power that some roles have."""
    return MappingProxyType({role: frozenset({reach}) for role in roles})


def everybody(*reach: Reach, more: Mapping[Role, Reach] = MappingProxyType({})) -> Reaches:
    """Return the same reach for every role of the restricted zone, and somewhat more for some."""
    roles = (role for role in Role if role.of_restricted)
    return MappingProxyType({role: frozenset({*reach, *([more[role]] if role in more else [])}) for role in roles})


def every_zone(*reach: Reach) -> Reaches:
    """Return the same reach for every role of every zone."""
    return MappingProxyType({role: frozenset(reach) for role in Role})
