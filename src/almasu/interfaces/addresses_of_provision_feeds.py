"""Which power each address of feeds stands on (FMA-3.1, FMA-5)."""

from __future__ import annotations

from almasu.kernel.powers import provision_feeds as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        over.SEE_FEEDS,
        (
            "GET /provision/deliveries",
            "GET /provision/deliveries/{delivery}",
            "GET /provision/deliveries/{delivery}/progress",
            "GET /provision/deliveries/{delivery}/report",
            "GET /provision/fetches",
            "GET /provision/servers",
        ),
    ),
    (over.FIND_IN_FEEDS, ("GET /provision/searchable", "POST /provision/materials/{material}/findings")),
    (
        over.GIVE_FEED,
        (
            "POST /provision/deliveries",
            "PUT /provision/deliveries/{delivery}/file",
            "POST /provision/deliveries/{delivery}/taken-back",
            "POST /provision/fetches",
        ),
    ),
    (
        over.REGISTER_SERVER,
        (
            "POST /provision/servers/prepare",
            "POST /provision/servers",
            "POST /provision/servers-back/prepare",
            "POST /provision/servers-back",
        ),
    ),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        over.SEE_FEEDS,
        (
            "/provision/deliveries",
            "/provision/deliveries/{delivery}",
            "/provision/deliveries/newer",
            "/provision/deliveries/{delivery}/newer",
            "/provision/deliveries/{delivery}/report.csv",
            "/provision/fetches",
            "/provision/fetches/newer",
            "/provision/servers",
        ),
    ),
    (
        over.GIVE_FEED,
        ("/provision/deliveries/new", "/provision/deliveries/{delivery}/take-back", "/provision/fetches/new"),
    ),
    (over.REGISTER_SERVER, ("/provision/servers/new", "/provision/servers/{card}/revoke")),
    (over.FIND_IN_FEEDS, ("/provision/materials/{material}/find",)),
)
