"""Which power each address of seats at workplaces stands on (FMA-3.2)."""

from __future__ import annotations

from almasu.kernel.powers import provision_seats as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_SEATS, ("GET /provision/seats", "GET /provision/seats/{seat}")),
    (over.ISSUE_SEAT, ("POST /provision/seats/prepare", "POST /provision/seats")),
    (over.REVOKE_SEAT, ("POST /provision/seats-back/prepare", "POST /provision/seats-back")),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_SEATS, ("/provision/seats", "/provision/seats/{seat}")),
    (over.ISSUE_SEAT, ("/provision/seats/new",)),
    (over.REVOKE_SEAT, ("/provision/seats/{seat}/revoke",)),
)
