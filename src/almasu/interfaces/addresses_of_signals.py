"""Which power each address of joining, modules and signals stands on: of programs below `API`, of people by place."""

from __future__ import annotations

from almasu.kernel.powers import coming_in, joining, sector, signals
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
    (
        signals.SEE_MODULES,
        ("GET /modules", "GET /modules/{module}", "GET /modules/{module}/configuration", "GET /module-duties"),
    ),
    (signals.SEE_SIGNALS, ("GET /signals", "GET /signals/{signal}", "GET /signals.csv", "GET /signal-counts")),
    (signals.SEE_CAMPAIGNS, ("GET /campaigns", "GET /campaigns/{campaign}")),
    (signals.APPLY_FOR_MODULE, ("POST /modules",)),
    (signals.LET_MODULE_IN, ("POST /module-admissions/prepare", "POST /module-admissions")),
    (signals.SHUT_MODULE_OUT, ("POST /module-blocks/prepare", "POST /module-blocks")),
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
    (signals.SEE_MODULES, ("/modules", "/modules/{module}", "/modules/{module}/configuration")),
    (signals.SEE_SIGNALS, ("/signals", "/signals/{signal}", "/signals/export", "/signals/newer")),
    (signals.SEE_CAMPAIGNS, ("/campaigns", "/campaigns/{campaign}")),
    (sector.WRITE_DOCUMENT, ("/campaigns/{campaign}/alert",)),
    (signals.APPLY_FOR_MODULE, ("/modules/new",)),
    (signals.LET_MODULE_IN, ("/modules/{module}/let-in",)),
    (signals.SHUT_MODULE_OUT, ("/modules/{module}/shut-out",)),
    (sector.OPEN_MACHINE, ("/machines", "/machines/new", "/machines/{machine}/block")),
)
