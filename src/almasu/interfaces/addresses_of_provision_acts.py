"""Which power each address of joint acts and of what is owed under them stands on (FMA-5)."""

from __future__ import annotations

from almasu.kernel.powers import provision_acts as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        over.SEE_ACTS,
        (
            "GET /provision/acts",
            "GET /provision/acts/schema",
            "GET /provision/acts/warnings",
            "GET /provision/acts/{version}",
            "GET /provision/acts/{version}/differences/{before}",
            "GET /provision/acts/{version}/file",
            "GET /provision/acts/{version}/row-schemas",
            "GET /provision/acts/{version}/document",
        ),
    ),
    (
        over.DRAFT_ACT,
        (
            "POST /provision/acts",
            "POST /provision/acts/{version}",
            "POST /provision/acts/{version}/put",
            "POST /provision/acts/{version}/give-up",
            "POST /provision/acts/{version}/renewal",
        ),
    ),
    (over.SEND_ACT_BACK, ("POST /provision/acts/{version}/back",)),
    (over.APPROVE_ACT, ("POST /provision/act-approvals/prepare", "POST /provision/act-approvals")),
    (over.SIGN_ACT, ("POST /provision/act-signatures/prepare", "POST /provision/act-signatures")),
    (over.END_ACT, ("POST /provision/act-endings/prepare", "POST /provision/act-endings")),
    (
        over.SEE_OBLIGATIONS,
        ("GET /provision/obligations", "GET /provision/obligations/tally", "GET /provision/obligations/{owed}"),
    ),
    (over.NOTE_GIVEN, ("POST /provision/obligations/{owed}/given",)),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        over.SEE_ACTS,
        (
            "/provision/acts",
            "/provision/acts/{version}",
            "/provision/acts/{version}/differences",
            "/provision/acts/{version}/json",
            "/provision/acts/{version}/pdf-kk",
            "/provision/acts/{version}/pdf-ru",
            "/provision/acts/{version}/pdf-en",
        ),
    ),
    (
        over.DRAFT_ACT,
        (
            "/provision/acts/of/{giver}/new",
            "/provision/acts/file",
            "/provision/acts/{version}/edit",
            "/provision/acts/{version}/sets/add",
            "/provision/acts/{version}/sets/{part}/edit",
            "/provision/acts/{version}/sets/{part}/drop",
            "/provision/acts/{version}/put",
            "/provision/acts/{version}/give-up",
            "/provision/acts/{version}/renew",
        ),
    ),
    (over.SEND_ACT_BACK, ("/provision/acts/{version}/send-back",)),
    (over.APPROVE_ACT, ("/provision/acts/{version}/approve",)),
    (over.SIGN_ACT, ("/provision/acts/{version}/sign",)),
    (over.END_ACT, ("/provision/acts/{version}/end",)),
    (over.SEE_OBLIGATIONS, ("/provision/obligations", "/provision/obligations/{owed}")),
    (over.NOTE_GIVEN, ("/provision/obligations/{owed}/given",)),
)
