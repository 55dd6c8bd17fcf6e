"""Which power each address of the exchange around documents stands on: software, what came, notices."""

from __future__ import annotations

from almasu.kernel.powers import exchanging
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.sector import SEE_DOCUMENTS, WRITE_DOCUMENT

PROGRAMS: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (SEE_DOCUMENTS, ("GET /documents/{document}/iodef", "GET /documents/{document}/stix")),
    (
        WRITE_DOCUMENT,
        (
            "GET /given-files",
            "POST /given-files",
            "GET /given-files/{given}",
            "GET /given-files/{given}/original",
            "POST /given-files/{given}/alert",
            "GET /given-files/{given}/incidents/{incident}",
            "POST /given-files/{given}/incidents/{incident}/card",
        ),
    ),
    (exchanging.SEE_SOFTWARE, ("GET /software",)),
    (exchanging.DECLARE_SOFTWARE, ("POST /software", "POST /software/file")),
    (exchanging.SEE_CONCERN, ("GET /documents/{document}/concern",)),
    (
        exchanging.SEE_INCOMING,
        (
            "GET /incoming",
            "GET /incoming/events",
            "GET /incoming/sources",
            "GET /incoming/{incoming}",
            "GET /incoming/{incoming}/original",
            "POST /incoming",
        ),
    ),
    (exchanging.SEE_NOTICES, ("GET /notice-places", "GET /notices")),
    (
        exchanging.OPEN_NOTICES,
        (
            "POST /notice-places/prepare",
            "POST /notice-places",
            "POST /notice-places/{place}/key",
            "POST /notice-closings/prepare",
            "POST /notice-closings",
        ),
    ),
)
PLACES: tuple[tuple[Power, tuple[str, ...]], ...] = (
    (SEE_DOCUMENTS, ("/documents/{document}/iodef", "/documents/{document}/stix")),
    (
        WRITE_DOCUMENT,
        (
            "/inbox/files",
            "/inbox/files/new",
            "/inbox/files/{given}",
            "/inbox/files/{given}/alert",
            "/inbox/files/{given}/original",
            "/inbox/files/{given}/incidents/{incident}",
            "/inbox/files/{given}/incidents/{incident}/exploitation",
            "/inbox/files/{given}/incidents/{incident}/unauthorised_access",
            "/inbox/files/{given}/incidents/{incident}/denial_of_service",
            "/inbox/files/{given}/incidents/{incident}/server_infected",
            "/inbox/files/{given}/incidents/{incident}/unsanctioned_transfer",
            "/inbox/files/{given}/incidents/{incident}/outage",
        ),
    ),
    (exchanging.SEE_SOFTWARE, ("/software",)),
    (exchanging.DECLARE_SOFTWARE, ("/software/edit", "/software/upload")),
    (
        exchanging.SEE_INCOMING,
        (
            "/incoming",
            "/incoming/events",
            "/incoming/sources",
            "/incoming/new",
            "/incoming/{incoming}",
            "/incoming/{incoming}/alert",
            "/incoming/{incoming}/original",
        ),
    ),
    (exchanging.SEE_NOTICES, ("/notices",)),
    (exchanging.OPEN_NOTICES, ("/notices/new", "/notices/{place}/close", "/notices/{place}/key")),
)
