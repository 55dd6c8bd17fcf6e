"""Which power each address of carriers stands on (FMA-3.4)."""

from __future__ import annotations

from almasu.kernel.powers import provision_carriers as over
from almasu.kernel.powers.power import Power

_ONE = "/provision/carriers/{carrier}"
PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        over.SEE_CARRIERS,
        (
            "GET /provision/carriers",
            f"GET {_ONE}",
            f"GET {_ONE}/files",
            f"GET {_ONE}/document",
            "GET /provision/carriers-key",
        ),
    ),
    (over.SEND_CARRIER, ("POST /provision/carriers", f"POST {_ONE}/hand-on")),
    (over.SIGN_CARRIER, ("POST /provision/carrier-signatures/prepare", "POST /provision/carrier-signatures")),
    (
        over.RECEIVE_CARRIER,
        (
            f"POST {_ONE}/receive",
            f"POST {_ONE}/refuse",
            f"PUT {_ONE}/files/{{name}}",
            f"POST {_ONE}/read",
            "POST /provision/carriers-put-away/prepare",
            "POST /provision/carriers-put-away",
        ),
    ),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_CARRIERS, ("/provision/carriers", _ONE, f"{_ONE}/pdf-kk", f"{_ONE}/pdf-ru")),
    (over.SEND_CARRIER, ("/provision/carriers/new", f"{_ONE}/hand-on")),
    (over.SIGN_CARRIER, (f"{_ONE}/manifest",)),
    (
        over.RECEIVE_CARRIER,
        (f"{_ONE}/receive", f"{_ONE}/refuse", f"{_ONE}/file", f"{_ONE}/read", f"{_ONE}/end"),
    ),
)
