"""Which power each address of papers stands on (FMA-3.5)."""

from __future__ import annotations

from almasu.kernel.powers import provision_papers as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        over.SEE_PAPERS,
        (
            "GET /provision/papers",
            "GET /provision/papers/{sheaf}",
            "GET /provision/papers/{sheaf}/in-the-way",
            "GET /provision/papers/{sheaf}/document",
        ),
    ),
    (
        over.SEND_PAPER,
        (
            "POST /provision/papers",
            "POST /provision/papers/{sheaf}/courier",
            "POST /provision/papers/{sheaf}/cancel",
        ),
    ),
    (
        over.RECEIVE_PAPER,
        (
            "POST /provision/papers/{sheaf}/receive",
            "POST /provision/papers/{sheaf}/refuse",
            "POST /provision/papers-put-away/prepare",
            "POST /provision/papers-put-away",
        ),
    ),
    (
        over.KEY_PAPER,
        (
            "PUT /provision/papers/{sheaf}/scan",
            "POST /provision/papers/{sheaf}/scan/copy",
            "POST /provision/papers/{sheaf}/scan/words",
            "POST /provision/keyings",
            "POST /provision/keyings/{keying}/again",
        ),
    ),
    (
        over.DECIDE_KEYING,
        (
            "GET /provision/papers/{sheaf}/keyings",
            "GET /provision/keyings",
            "GET /provision/keyings/{keying}",
            "GET /provision/keyings/{keying}/in-the-way",
            "GET /provision/keyings/{keying}/both",
            "POST /provision/keyings/{keying}/decision",
        ),
    ),
    (over.DROP_KEYING, ("POST /provision/keyings/{keying}/drop",)),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        over.SEE_PAPERS,
        (
            "/provision/papers",
            "/provision/papers/{sheaf}",
            "/provision/papers/{sheaf}/pdf-kk",
            "/provision/papers/{sheaf}/pdf-ru",
        ),
    ),
    (
        over.SEND_PAPER,
        ("/provision/papers/new", "/provision/papers/{sheaf}/courier", "/provision/papers/{sheaf}/cancel"),
    ),
    (
        over.RECEIVE_PAPER,
        (
            "/provision/papers/{sheaf}/receive",
            "/provision/papers/{sheaf}/refuse",
            "/provision/papers/{sheaf}/end",
        ),
    ),
    (
        over.KEY_PAPER,
        (
            "/provision/keyings/papers/{paper}/scan",
            "/provision/keyings/papers/{paper}/scan-file",
            "/provision/keyings/papers/{paper}/words",
            "/provision/keyings/papers/{paper}/key",
            "/provision/keyings/{keying}/again",
        ),
    ),
    (
        over.DECIDE_KEYING,
        ("/provision/keyings", "/provision/keyings/{keying}", "/provision/keyings/{keying}/decide"),
    ),
    (over.DROP_KEYING, ("/provision/keyings/{keying}/drop",)),
)
