"""Which power each address of papers stands on (FMA-3.5)."""

from __future__ import annotations

from almasu.kernel.powers import provision_papers as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_PAPERS, ("GET /provision/papers", "GET /provision/papers/{sheaf}")),
    (over.SEND_PAPER, ("POST /provision/papers", "POST /provision/papers/{sheaf}/courier")),
    (
        over.RECEIVE_PAPER,
        (
            "POST /provision/papers/{sheaf}/receive",
            "POST /provision/papers/{sheaf}/refuse",
            "POST /provision/papers-put-away/prepare",
            "POST /provision/papers-put-away",
        ),
    ),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_PAPERS, ("/provision/papers", "/provision/papers/{sheaf}")),
    (over.SEND_PAPER, ("/provision/papers/new", "/provision/papers/{sheaf}/courier")),
    (
        over.RECEIVE_PAPER,
        (
            "/provision/papers/{sheaf}/receive",
            "/provision/papers/{sheaf}/refuse",
            "/provision/papers/{sheaf}/end",
        ),
    ),
)
