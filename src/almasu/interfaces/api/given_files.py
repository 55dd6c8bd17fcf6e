"""Files of others that fill in a draft alert or a draft card, over HTTP (ASOI-10, ASOI-12): a bundle of STIX 2.1, an
event of MISP.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody

from almasu.actions.sector import given_files as acts
from almasu.actions.sector import given_incidents as incidents
from almasu.actions.sector.acting import law_of
from almasu.interfaces.api import messages_of_sector as tell
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.incoming import OriginalFile
from almasu.interfaces.api.losses import LossLine, loss_lines
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.saying_sector import line
from almasu.kernel.interchange.incoming import BY_HAND, BY_MACHINE
from almasu.kernel.interchange.stix_incident_in import IncidentTold
from almasu.kernel.sector.incident import Report
from almasu.wiring.running import Running

LARGEST_FORM = acts.MOST_BYTES * 4 // 3 + 4096


class GivenFile(msgspec.Struct, frozen=True):
    """A file in base64: a STIX 2.1 bundle or an event of MISP, of at most 1 MB."""

    data: Annotated[bytes, msgspec.Meta(max_length=acts.MOST_BYTES)]


class GivenLine(msgspec.Struct, frozen=True):
    """A file that was given, by hand or by a machine: the fields of an alert that it fills in, what is not in them."""

    id: UUID
    format: str
    digest: str
    came_at: datetime
    given: str
    fields: dict[str, str]
    losses: tuple[LossLine, ...]


class IncidentLine(msgspec.Struct, frozen=True):
    """An incident of a file: its number, what it is called, the kind it says it is, empty where it does not."""

    id: UUID
    name: str
    kind: str


class GivenFileCard(GivenLine, frozen=True, kw_only=True):
    """A file that was given, with the incidents of which a card can be written."""

    incidents: tuple[IncidentLine, ...]


class IncidentCard(msgspec.Struct, frozen=True):
    """The fields of an incident card that an incident of a file fills in, and what of it is not in them."""

    incident: IncidentLine
    kind: str
    report: Report
    fields: dict[str, str]
    losses: tuple[LossLine, ...]


class CardForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is written beside, or in the place of, what the incident fills in; an empty kind is the one it tells."""

    fields: dict[str, str]
    kind: str = ""
    report: Report | None = None


@post("/given-files", status_code=201, request_max_body_size=LARGEST_FORM)
async def give(running: OfNode, authorization: Bearer, data: JSONBody[GivenFile]) -> GivenLine:
    """Keep a file for the caller's organisation."""
    return _line(running, await acts.give_file(running.node, token_of(authorization), data.data, running.now()))


@get("/given-files", response_headers=[GOES_ON])
async def listed(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[GivenLine, ...]]:
    """Return the files of the caller's organisation, newest first; the next page is named by the header `Link`."""
    found = await acts.given_files(running.node, token_of(authorization), after, running.now())
    return paged(request, (_line(running, one) for one in found.items), found.after)


@get("/given-files/{given:uuid}")
async def one(running: OfNode, authorization: Bearer, given: FromPath[UUID]) -> GivenFileCard:
    """Return one file with what it fills in of an alert, and its incidents."""
    found = await acts.given_file(running.node, token_of(authorization), given, running.now())
    told = tuple(map(_incident, incidents.incidents_of(running.node, found.file)))
    return GivenFileCard(**msgspec.structs.asdict(_line(running, found)), incidents=told)


@get("/given-files/{given:uuid}/incidents/{incident:uuid}")
async def one_incident(
    running: OfNode, authorization: Bearer, given: FromPath[UUID], incident: FromPath[UUID], kind: FromQuery[str] = ""
) -> IncidentCard:
    """Return what an incident of a file fills in of a card of a kind, by default of the kind that it tells."""
    token = token_of(authorization)
    found = await incidents.given_incident(running.node, token, given, incident, kind, running.now())
    code = "" if found.kind is None else found.kind.code
    taken = found.taken
    losses = loss_lines(taken.losses, law_of(running.node).catalogue)
    return IncidentCard(_incident(found.told), code, taken.report, dict(taken.fields), losses)


@post("/given-files/{given:uuid}/incidents/{incident:uuid}/card", status_code=201)
async def write_card(
    running: OfNode, authorization: Bearer, given: FromPath[UUID], incident: FromPath[UUID], data: JSONBody[CardForm]
) -> tell.DocumentLine:
    """Keep a draft card: the fields of the incident, with those given here in their place or beside them."""
    token, at = token_of(authorization), running.now()
    taken = (await incidents.given_incident(running.node, token, given, incident, data.kind, at)).taken
    report = taken.report if data.report is None else data.report
    filled = incidents.Filled(given, incident, data.kind, report, {**taken.fields, **data.fields})
    return line(await incidents.write_card(running.node, token, filled, at))


@get("/given-files/{given:uuid}/original")
async def original(running: OfNode, authorization: Bearer, given: FromPath[UUID]) -> OriginalFile:
    """Return a file as it came."""
    file = (await acts.given_file(running.node, token_of(authorization), given, running.now())).file
    return OriginalFile(file.id, file.kind.value, file.name, file.body)


@post("/given-files/{given:uuid}/alert", status_code=201)
async def write(
    running: OfNode, authorization: Bearer, given: FromPath[UUID], data: JSONBody[tell.Fields]
) -> tell.DocumentLine:
    """Keep a draft alert: the fields of the file, with those given here in their place or beside them."""
    token, at = token_of(authorization), running.now()
    filled = (await acts.given_file(running.node, token, given, at)).taken.fields
    return line(await acts.write_from_file(running.node, token, given, {**filled, **data.fields}, at))


def given_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of files of others."""
    return (give, listed, one, original, write, one_incident, write_card)


def _line(running: Running, one: acts.Given) -> GivenLine:
    file, taken = one.file, one.taken
    given = BY_MACHINE if file.source.startswith(f"{BY_MACHINE}/") else BY_HAND
    losses = loss_lines(taken.losses, law_of(running.node).catalogue)
    return GivenLine(file.id, file.kind.value, file.tag, file.came_at, given, dict(taken.fields), losses)


def _incident(one: IncidentTold) -> IncidentLine:
    return IncidentLine(one.id, one.name, "" if one.kind is None else one.kind.code)
