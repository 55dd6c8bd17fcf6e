"""Which power each address of the provision zone's node stands on: of programs below `API`, of people by place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces import addresses_of_provision_acts as of_acts
from almasu.interfaces import addresses_of_provision_asking as of_asking
from almasu.interfaces import addresses_of_provision_carriers as of_carriers
from almasu.interfaces import addresses_of_provision_feeds as of_feeds
from almasu.interfaces import addresses_of_provision_papers as of_papers
from almasu.interfaces import addresses_of_provision_seats as of_seats
from almasu.interfaces import addresses_of_provision_ways as of_ways
from almasu.interfaces.addresses import FOR_EVERYBODY
from almasu.interfaces.addresses_of_programs import API
from almasu.kernel.powers import coming_in, provision
from almasu.kernel.powers.power import Power

Listed = tuple[tuple[Power, tuple[str, ...]], ...]
_PROGRAMS: Listed = (
    (coming_in.PROVE_EDS, ("POST /sign-in/challenge", "POST /sign-in/proof")),
    (coming_in.LEAVE, ("DELETE /session",)),
    (provision.SEE_BODIES, ("GET /provision/bodies", "GET /provision/bodies/{giver}")),
    (provision.REGISTER_BODY, ("POST /provision/bodies/prepare", "POST /provision/bodies")),
    (provision.REGISTER_WORKER, ("POST /provision/workers/prepare", "POST /provision/workers")),
    (provision.DESCRIBE_SOURCE, ("POST /provision/sources/prepare", "POST /provision/sources")),
    (provision.SEE_CONDITIONS, ("GET /provision/conditions", "GET /provision/wordings")),
    (provision.SEE_OVERVIEW, ("GET /provision/overview",)),
    (
        provision.STATE_COMPLIANCE,
        (
            "POST /provision/statements/prepare",
            "POST /provision/statements",
            "POST /provision/withdrawals/prepare",
            "POST /provision/withdrawals",
        ),
    ),
)
_PEOPLE: Listed = (
    (coming_in.PROVE_EDS, ("POST /sign-in",)),
    (coming_in.LEAVE, ("POST /sign-out",)),
    (provision.SEE_BODIES, ("GET /",)),
)
_PLACES: Listed = (
    (provision.SEE_BODIES, ("/provision/bodies", "/provision/bodies/{giver}")),
    (provision.REGISTER_BODY, ("/provision/bodies/new",)),
    (provision.REGISTER_WORKER, ("/provision/bodies/people/new",)),
    (provision.DESCRIBE_SOURCE, ("/provision/bodies/sources/new",)),
    (provision.SEE_CONDITIONS, ("/provision/conditions",)),
    (provision.SEE_OVERVIEW, ("/provision/overview",)),
    (provision.STATE_COMPLIANCE, ("/provision/conditions/new", "/provision/conditions/{statement}/withdraw")),
)
PARTS: tuple[tuple[Listed, Listed], ...] = (
    (_PROGRAMS, _PLACES),
    (of_acts.PROGRAMS, of_acts.PLACES),
    (of_ways.PROGRAMS, of_ways.PLACES),
    (of_papers.PROGRAMS, of_papers.PLACES),
    (of_carriers.PROGRAMS, of_carriers.PLACES),
    (of_asking.PROGRAMS, of_asking.PLACES),
    (of_seats.PROGRAMS, of_seats.PLACES),
    (of_feeds.PROGRAMS, of_feeds.PLACES),
)
"""The lists of each part of the zone: addresses of programs, then places of people."""
NOT_HERE = frozenset(
    {
        f"GET {API}/applications/form",
        f"POST {API}/visits",
        f"GET {API}/resources",
        f"GET {API}/works",
        "GET /works",
        "GET /visit",
    }
)
"""What is for everybody in zones alone to which somebody may come without an account."""

PROGRAMS_OF_PROVISION: Mapping[str, Power] = MappingProxyType(
    {one.replace(" ", f" {API}", 1): power for programs, _ in PARTS for power, listed in programs for one in listed}
)
PEOPLE_OF_PROVISION: Mapping[str, Power] = MappingProxyType({one: power for power, listed in _PEOPLE for one in listed})
PLACES_OF_PROVISION: Mapping[str, Power] = MappingProxyType(
    {one: power for _, places in PARTS for power, listed in places for one in listed}
)
"""Pages and deeds; a deed stands on its power with its form, its sign page and the signature."""
EVERYBODY_IN_PROVISION = FOR_EVERYBODY - NOT_HERE
