"""Which power each address of seats at workplaces stands on (FMA-3.2)."""

from __future__ import annotations

from almasu.kernel.powers import provision_seats as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_SEATS, ("GET /provision/seats", "GET /provision/seats/{seat}")),
    (over.ISSUE_SEAT, ("POST /provision/seats/prepare", "POST /provision/seats")),
    (over.REVOKE_SEAT, ("POST /provision/seats-back/prepare", "POST /provision/seats-back")),
    (over.USE_SEAT, ("POST /provision/sittings",)),
    (
        over.SEE_SITTINGS,
        ("GET /provision/sittings", "GET /provision/sittings/{sitting}", "GET /provision/sittings/{sitting}/looks"),
    ),
    (over.END_SITTING, ("POST /provision/sittings/{sitting}/end",)),
    (over.OPEN_LOOK, ("POST /provision/looks/{look}/open",)),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_SEATS, ("/provision/seats", "/provision/seats/{seat}")),
    (over.ISSUE_SEAT, ("/provision/seats/new",)),
    (over.REVOKE_SEAT, ("/provision/seats/{seat}/revoke",)),
    (over.USE_SEAT, ("/provision/seats/{seat}/sit",)),
    (over.SEE_SITTINGS, ("/provision/sittings", "/provision/sittings/{sitting}")),
    (over.END_SITTING, ("/provision/sittings/{sitting}/end",)),
    (over.OPEN_LOOK, ("/provision/materials/looks/{look}",)),
)
