"""Which power each address of the sector's node stands on: of programs below `API`, of people by place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.interfaces import addresses_of_exchange as exchange
from almasu.interfaces.addresses import FOR_EVERYBODY
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.addresses_of_signals import PEOPLE, PLACES, PROGRAMS
from almasu.kernel.powers import coming_in, sector, statistics
from almasu.kernel.powers.power import Power

_PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (coming_in.PROVE_EDS, ("POST /sign-in/challenge", "POST /sign-in/proof")),
    (coming_in.LEAVE, ("DELETE /session",)),
    (
        sector.WRITE_DOCUMENT,
        (
            "POST /documents",
            "POST /documents/{document}",
            "POST /documents/{document}/to-head",
            "POST /documents/{document}/give-up",
            "POST /documents/{document}/attachments",
            "DELETE /documents/{document}/attachments/{file}",
            "POST /requests/{asked}/answer",
        ),
    ),
    (
        sector.SEE_DOCUMENTS,
        (
            "GET /documents",
            "GET /documents/{document}",
            "GET /documents/{document}/attachments/{file}",
            "GET /inbox",
            "GET /requests/open",
            "GET /requests/received",
            "GET /requests/sent",
        ),
    ),
    (
        sector.CHOOSE,
        (
            "POST /documents/{document}/proposal",
            "POST /documents/{document}/proposal/back",
            "POST /documents/{document}/processed",
        ),
    ),
    (
        sector.CONSENT_TO_DOCUMENT,
        (
            "GET /approvals",
            "POST /consents/prepare",
            "POST /consents",
            "POST /send-backs/prepare",
            "POST /send-backs",
        ),
    ),
    (sector.DECIDE, ("POST /decisions/prepare", "POST /decisions")),
    (
        sector.TAKE_REQUEST,
        (
            "POST /requests/{asked}/taking",
            "POST /requests/{asked}/taking/back",
            "POST /requests/{asked}/work-done",
        ),
    ),
    (
        sector.DECIDE_ON_REQUEST,
        ("GET /requests/to-decide", "POST /takings/prepare", "POST /takings"),
    ),
    (sector.ENTRUST, ("GET /colleagues", "POST /requests/{asked}/worker")),
    (sector.ANSWER_AS_CENTRE, ("POST /answers-of-centre/prepare", "POST /answers-of-centre")),
    (sector.RETURN_DOCUMENT, ("POST /returns/prepare", "POST /returns")),
    (sector.SEE_SECTOR, ("GET /sector", "GET /requests/late")),
    (sector.SEE_PROFILES, ("GET /organisations", "GET /calendar")),
    (statistics.SEE_STATISTICS, ("GET /statistics",)),
    (sector.PUBLISH, ("POST /vulnerability-alerts/prepare", "POST /vulnerability-alerts")),
    (sector.CHANGE_CALENDAR, ("POST /calendar/prepare", "POST /calendar")),
    (
        sector.OPEN_MACHINE,
        (
            "GET /machines",
            "POST /machines/prepare",
            "POST /machines",
            "POST /machine-blocks/prepare",
            "POST /machine-blocks",
        ),
    ),
    (sector.CREATE_PROFILE, ("POST /organisations/prepare", "POST /organisations")),
    (
        sector.REGISTER_WORKER,
        ("POST /workers/prepare", "POST /workers", "GET /organisations/{organisation}/workers"),
    ),
)
_PEOPLE: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (coming_in.PROVE_EDS, ("POST /sign-in",)),
    (coming_in.LEAVE, ("POST /sign-out",)),
    (sector.SEE_DOCUMENTS, ("GET /",)),
)
_PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (
        sector.WRITE_DOCUMENT,
        (
            "/inbox",
            "/inbox/alert",
            "/inbox/card/exploitation",
            "/inbox/card/unauthorised_access",
            "/inbox/card/denial_of_service",
            "/inbox/card/server_infected",
            "/inbox/card/unsanctioned_transfer",
            "/inbox/card/outage",
            "/documents/{document}/edit",
            "/documents/{document}/to-head",
            "/documents/{document}/give-up",
            "/documents/{document}/attach",
            "/documents/{document}/detach",
            "/documents/{document}/answer",
            "/requests/new",
        ),
    ),
    (
        sector.CONSENT_TO_DOCUMENT,
        ("/approvals", "/documents/{document}/consent", "/documents/{document}/send-back"),
    ),
    (sector.SEE_SECTOR, ("/centre",)),
    (
        sector.SEE_DOCUMENTS,
        (
            "/documents",
            "/documents/{document}",
            "/documents/{document}/attachments/{file}",
            "/requests",
            "/requests/sent",
            "/requests/earlier",
        ),
    ),
    (
        sector.TAKE_REQUEST,
        (
            "/documents/{document}/take",
            "/documents/{document}/take-proposal-back",
            "/documents/{document}/work-done",
        ),
    ),
    (sector.DECIDE_ON_REQUEST, ("/documents/{document}/decide-taking",)),
    (sector.ENTRUST, ("/documents/{document}/entrust",)),
    (sector.ANSWER_AS_CENTRE, ("/documents/{document}/answer-as-centre",)),
    (
        sector.CHOOSE,
        (
            "/documents/{document}/choose",
            "/documents/{document}/take-back",
            "/documents/{document}/processed",
        ),
    ),
    (sector.DECIDE, ("/documents/{document}/decide",)),
    (sector.RETURN_DOCUMENT, ("/documents/{document}/return",)),
    (sector.SEE_PROFILES, ("/organisations", "/calendar")),
    (statistics.SEE_STATISTICS, ("/statistics",)),
    (sector.PUBLISH, ("/centre/vulnerability",)),
    (sector.CHANGE_CALENDAR, ("/calendar/new",)),
    (sector.CREATE_PROFILE, ("/organisations/new",)),
    (sector.REGISTER_WORKER, ("/organisations/workers/new",)),
)
_NOT_HERE = frozenset(
    {
        f"GET {API}/applications/form",
        f"GET {API}/resources",
        f"GET {API}/works",
        "GET /works",
    }
)
"""What is for everybody in the restricted zone alone."""

PROGRAMS_OF_SECTOR: Mapping[str, Power] = MappingProxyType(
    {
        one.replace(" ", f" {API}", 1): power
        for power, listed in (*_PROGRAMS, *PROGRAMS, *exchange.PROGRAMS)
        for one in listed
    }
)
PEOPLE_OF_SECTOR: Mapping[str, Power] = MappingProxyType(
    {one: power for power, listed in (*_PEOPLE, *PEOPLE) for one in listed}
)
PLACES_OF_SECTOR: Mapping[str, Power] = MappingProxyType(
    {one: power for power, listed in (*_PLACES, *PLACES, *exchange.PLACES) for one in listed}
)
"""Pages and deeds; a deed stands on its power with its form, its sign page and the signature."""
EVERYBODY_IN_SECTOR = FOR_EVERYBODY - _NOT_HERE
