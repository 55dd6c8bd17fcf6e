"""Which power an address stands on: every address of programs and people, with its method.

What is for everybody is named as well: an address that is in neither list is a mistake that tests find.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces.addresses_of_offices import OF_OFFICES
from almasu.interfaces.addresses_of_people import OF_PEOPLE
from almasu.interfaces.addresses_of_programs import API, OF_PROGRAMS
from almasu.kernel.powers.power import Power

FOR_EVERYBODY = frozenset(
    {
        f"POST {API}/sign-in",
        f"POST {API}/visits",
        f"GET {API}/applications/form",
        f"GET {API}/resources",
        f"GET {API}/works",
        f"GET {API}/evidence-keys",
        f"GET {API}/schema",
        f"GET {API}/schema/openapi.json",
        f"GET {API}/schema/{{path}}",
        "GET /openapi.json",
        "GET /healthz",
        "GET /log/checkpoint",
        "GET /log/policy",
        "GET /log/receipts.vkey",
        "GET /log/rotations",
        "GET /log/tile/{rest}",
        "GET /log/proof/inclusion",
        "GET /log/proof/consistency",
        "GET /log/leaf/{commitment}",
        "GET /log/leaf/{commitment}/proof",
        "GET /works",
        "GET /sign-in",
        "GET /visit",
        "GET /help",
        "GET /verify",
        "GET /verify/offline",
        "POST /verify",
        "GET /law",
        "GET /law/{act}",
        "GET /law/compare/{older}/{newer}",
        "GET /law/clauses/{clause_id}",
        "GET /static/{digest}/{path}",
    }
)
"""What needs no session: the doors themselves, the law, the journal's hashes, announced works."""

FROM_LISTED_PLACES = frozenset(
    {
        "GET /metrics",
        "GET /log/supervision/checkpoint",
        "GET /log/supervision/policy",
        "GET /log/supervision/receipts.vkey",
        "GET /log/supervision/rotations",
        "GET /log/supervision/tile/{rest}",
        "GET /log/supervision/proof/inclusion",
        "GET /log/supervision/proof/consistency",
        "GET /log/supervision/leaf/{commitment}",
        "GET /log/supervision/leaf/{commitment}/proof",
    }
)
"""What answers machines in listed places only; to everybody else, in whatever role, there is nothing here."""


def addresses() -> Mapping[str, Power]:
    """Return every address that needs a power, as `GET /path/{id}`, with that power."""
    programs = {_below(API, one): power for power, listed in OF_PROGRAMS for one in listed}
    return MappingProxyType({**programs, **{one: power for power, listed in OF_PEOPLE for one in listed}})


def everywhere() -> Mapping[str, Power]:
    """Return the places of the portal's offices too: `GET /offices/...`, a deed's sign page and signature with it."""
    return MappingProxyType({**addresses(), **{f"GET {place}": power for place, power in OF_OFFICES.items()}})


def _below(root: str, address: str) -> str:
    method, path = address.split(" ", 1)
    return f"{method} {root}{path}"
