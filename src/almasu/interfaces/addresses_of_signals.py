"""Which power each address of joining, modules and signals stands on: of programs below `API`, of people by place."""

from __future__ import annotations

from almasu.kernel.powers import coming_in, joining
from almasu.kernel.powers.power import Power

Addresses = tuple[tuple[Power, tuple[str, ...]], ...]

PROGRAMS: Addresses = (
    (coming_in.PROVE_EDS, ("POST /visits/proof",)),
    (
        joining.APPLY_TO_JOIN,
        ("GET /own-joinings", "GET /own-joinings/{joining}", "POST /own-joinings/prepare", "POST /own-joinings"),
    ),
    (
        joining.DECIDE_JOINING,
        (
            "GET /joinings",
            "GET /joinings/{joining}",
            "POST /joinings/{joining}/checked",
            "POST /joinings/grants/prepare",
            "POST /joinings/answers/prepare",
            "POST /joinings/answers",
        ),
    ),
)
PEOPLE: Addresses = ((coming_in.PROVE_EDS, ("POST /visit",)),)
PLACES: Addresses = (
    (
        joining.APPLY_TO_JOIN,
        (
            "/applications",
            "/applications/{joining}",
            "/applications/profile",
            "/applications/user",
            "/applications/{joining}/again",
        ),
    ),
    (
        joining.DECIDE_JOINING,
        (
            "/joining",
            "/joining/{joining}",
            "/joining/{joining}/check",
            "/joining/{joining}/create-profile",
            "/joining/{joining}/create-user",
            "/joining/{joining}/return",
            "/joining/{joining}/refuse",
        ),
    ),
)
