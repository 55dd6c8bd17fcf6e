"""Which power each address of questions, of materials and of what was received stands on (FMA-3.3, FMA-6.1)."""

from __future__ import annotations

from almasu.kernel.powers import provision_asking as over
from almasu.kernel.powers.power import Power

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_QUESTIONS, ("GET /provision/questions", "GET /provision/questions/{asked}")),
    (over.ASK, ("GET /provision/askable", "POST /provision/questions/prepare", "POST /provision/questions")),
    (
        over.WITHDRAW_QUESTION,
        ("POST /provision/question-withdrawals/prepare", "POST /provision/question-withdrawals"),
    ),
    (over.ANSWER, ("POST /provision/answers/prepare", "POST /provision/answers")),
    (
        over.KEEP_MATERIAL,
        (
            "GET /provision/materials",
            "GET /provision/materials-ended",
            "GET /provision/materials/{material}",
            "POST /provision/materials",
        ),
    ),
    (
        over.USE_RECEIVED,
        (
            "GET /provision/received/{received}",
            "POST /provision/received/{received}/uses",
            "POST /provision/received/{received}/prints",
            "POST /provision/received/{received}/files",
            "POST /provision/received/{received}/passing",
        ),
    ),
    (over.DESTROY_MATERIAL, ("POST /provision/destructions/prepare", "POST /provision/destructions")),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (over.SEE_QUESTIONS, ("/provision/questions", "/provision/questions/{asked}")),
    (over.ASK, ("/provision/ask", "/provision/ask/{ladder}")),
    (over.WITHDRAW_QUESTION, ("/provision/questions/{asked}/withdraw",)),
    (over.ANSWER, ("/provision/questions/{asked}/answer",)),
    (
        over.KEEP_MATERIAL,
        ("/provision/materials", "/provision/materials/new", "/provision/materials/{material}"),
    ),
    (
        over.USE_RECEIVED,
        (
            "/provision/materials/received/{received}",
            "/provision/materials/received/{received}/content",
            "/provision/materials/received/{received}/print",
            "/provision/materials/received/{received}/file",
            "/provision/materials/received/{received}/pass-on",
        ),
    ),
    (over.DESTROY_MATERIAL, ("/provision/materials/{material}/destroy",)),
)
