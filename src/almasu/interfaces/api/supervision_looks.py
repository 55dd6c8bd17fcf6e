"""One case and one resolution, as the prosecutor who holds them sees them over HTTP (SIO25-22.2, SIO25-23)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.params import FromPath

from almasu.actions.supervision import view_cases
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.supervision import CaseLine, ResolutionLine, case_line, resolution_line


class ReportedLine(msgspec.Struct, frozen=True):
    """The operator's report that opened a case, and the user it is about."""

    user: str
    account: UUID
    body: str
    law: str
    words: str
    liability: str
    found_at: datetime


class CaseAnswer(msgspec.Struct, frozen=True):
    """A case with the report that opened it, null where a resolution did, and one's own resolutions in it."""

    case: CaseLine
    report: ReportedLine | None
    resolutions: tuple[ResolutionLine, ...]


class OfficerLine(msgspec.Struct, frozen=True):
    """An officer whom a resolution names."""

    account: UUID
    name: str


class ScopeAnswer(msgspec.Struct, frozen=True):
    """A resolution with its scope; what names nothing sets no bound. `in_force` tells that a check may be held now."""

    resolution: ResolutionLine
    in_force: bool
    since: datetime
    until: datetime
    bodies: tuple[str, ...]
    tasks: tuple[str, ...]
    officers: tuple[OfficerLine, ...]


@get("/cases/{case:uuid}")
async def one_case(running: OfNode, authorization: Bearer, case: FromPath[UUID]) -> CaseAnswer:
    """Return a case that one holds or that nobody holds yet. The look stands in the log of supervision."""
    shown = await view_cases.view_case(running.node, token_of(authorization), case, running.now())
    resolutions = tuple(resolution_line(paper, told) for paper, told in shown.resolutions)
    return CaseAnswer(case_line(shown.paper, shown.case), _report(shown), resolutions)


@get("/resolutions/{resolution:uuid}")
async def one_resolution(running: OfNode, authorization: Bearer, resolution: FromPath[UUID]) -> ScopeAnswer:
    """Return one's own resolution with its scope, also one that holds no more."""
    shown = await view_cases.view_resolution(running.node, token_of(authorization), resolution, running.now())
    scope = shown.resolution.scope
    return ScopeAnswer(
        resolution=resolution_line(shown.paper, shown.resolution),
        in_force=shown.in_force,
        since=scope.since,
        until=scope.until,
        bodies=tuple(scope.bodies),
        tasks=tuple(scope.tasks),
        officers=tuple(OfficerLine(one.id, one.person.full_name()) for one in shown.officers),
    )


def supervision_look_routes() -> Router:
    """Return the routes of one case and one resolution below /supervision."""
    handlers = [one_case, one_resolution]
    return Router("/supervision", route_handlers=handlers, guards=[with_session], security=[{"session": []}])


def _report(shown: view_cases.CaseShown) -> ReportedLine | None:
    told, user = shown.report, shown.reported
    if told is None:
        return None
    name = "" if user is None else user.person.full_name()
    return ReportedLine(name, told.account, told.body_bin, told.law.value, told.words, told.liability, told.found_at)
