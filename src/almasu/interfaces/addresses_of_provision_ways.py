"""Which power each address of ways and channels stands on (FMA-3, FMA-2.5)."""

from __future__ import annotations

from almasu.kernel.powers import provision_ways as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_WAYS, ("GET /provision/ways", "GET /provision/ways/{ladder}", "GET /provision/channels")),
    (
        over.REGISTER_CHANNEL,
        (
            "POST /provision/channels/prepare",
            "POST /provision/channels",
            "DELETE /provision/channels/{way}",
            "POST /provision/channels/{way}/measure",
        ),
    ),
    (
        over.PROVE_IMPOSSIBLE,
        (
            "POST /provision/letters/prepare",
            "POST /provision/letters",
            "POST /provision/proofs-back/prepare",
            "POST /provision/proofs-back",
        ),
    ),
    (
        over.DECIDE_TOGETHER,
        (
            "POST /provision/decisions/prepare",
            "POST /provision/decisions",
            "POST /provision/decisions/hands/prepare",
            "POST /provision/decisions/hands",
        ),
    ),
    (
        over.STEP_TOGETHER,
        (
            "POST /provision/steps/prepare",
            "POST /provision/steps",
            "POST /provision/steps/hands/prepare",
            "POST /provision/steps/hands",
        ),
    ),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_WAYS, ("/provision/ways", "/provision/ways/{ladder}", "/provision/channels")),
    (over.REGISTER_CHANNEL, ("/provision/channels/new", "/provision/channels/close", "/provision/channels/measure")),
    (over.PROVE_IMPOSSIBLE, ("/provision/ways/{ladder}/letter", "/provision/ways/{ladder}/back")),
    (over.DECIDE_TOGETHER, ("/provision/ways/{ladder}/decide", "/provision/ways/decisions/{proposal}")),
    (over.STEP_TOGETHER, ("/provision/ways/{ladder}/step", "/provision/ways/steps/{proposal}")),
)
