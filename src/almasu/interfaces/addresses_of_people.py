"""Which power each page and form of the portal stands on; offices have a list of their own."""

from __future__ import annotations

from almasu.kernel.powers import asking, coming_in
from almasu.kernel.powers.power import Power

OF_PEOPLE: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (coming_in.PROVE_EDS, ("POST /sign-in", "POST /visit")),
    (
        coming_in.PROVE_FACTOR,
        (
            "GET /sign-in/code",
            "POST /sign-in/code",
            "POST /sign-in/code/again",
            "POST /sign-in/device",
        ),
    ),
    (coming_in.LEAVE, ("POST /sign-out",)),
    (
        coming_in.CONSENT,
        (
            "GET /consent",
            "POST /consent",
        ),
    ),
    (
        coming_in.CONFIRM_PASSWORD,
        (
            "POST /sign-in/eds-password",
            "POST /eds-password",
        ),
    ),
    (
        asking.ASK,
        (
            "GET /requests/new",
            "POST /requests/new",
            "POST /requests/recognise",
            "POST /requests/may-i",
            "GET /requests/countersigned/{paper}",
            "POST /requests/check",
            "GET /requests/check/{act}",
            "POST /requests/check/{act}",
        ),
    ),
    (asking.ASK_HEAD, ("POST /requests/countersignature",)),
    (
        asking.SEE_REQUEST,
        (
            "GET /",
            "GET /look",
            "POST /look",
            "GET /requests",
            "GET /requests/{request_id}",
            "GET /requests/{request_id}/came",
            "GET /requests/{request_id}/stream",
            "GET /requests/{request_id}/proof",
            "GET /requests/{request_id}/proof/file",
            "GET /requests/{request_id}/receipt",
            "GET /requests/{request_id}/dossier/answers",
            "GET /requests/{request_id}/dossier/viewed",
            "GET /requests/{request_id}/answers/{number}/proof",
            "GET /requests/{request_id}/answers/{number}/proof/file",
        ),
    ),
    (
        asking.OPEN_ANSWERS,
        (
            "GET /requests/{request_id}/dossier",
            "GET /requests/{request_id}/dossier/links",
            "GET /requests/{request_id}/dossier/timeline",
            "GET /requests/{request_id}/answers/{number}",
        ),
    ),
    (
        asking.TAKE_EVIDENCE,
        (
            "GET /requests/{request_id}/evidence",
            "GET /requests/{request_id}/evidence.pdf",
        ),
    ),
)
"""Addresses of the portal's pages and forms."""
