"""Supervision over HTTP: resolutions, checks under them, what is taken along, measures (SIO25-22.1 to SIO25-23)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter

from almasu.actions.supervision import cut_short, hold_check, issue_resolution, take_along, take_measure
from almasu.actions.supervision.hold_check import Replay
from almasu.actions.supervision.take_along import Wanted
from almasu.actions.supervision.take_measure import MeasureForm
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, Reads, aware, language_read, token_of, with_session
from almasu.interfaces.api.pages import GOES_ON, After, link_to_next, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.papers.paper import Paper
from almasu.kernel.supervision.case import Case, Measure
from almasu.kernel.supervision.resolution import CutForm, Resolution, ResolutionForm
from almasu.law.text import Language
from almasu.wiring.evidence import proved_by
from almasu.wiring.running import Running

Most = Annotated[int, QueryParameter(ge=1, le=100)]
MostTaken = Annotated[int, QueryParameter(ge=1, le=200)]


class CutLine(msgspec.Struct, frozen=True):
    """One shortening of a resolution: when it was signed, the new end, and why."""

    at: datetime
    valid_until: datetime
    words: str


class ResolutionLine(msgspec.Struct, frozen=True):
    """A resolution: its number in the exchange, its own number and date, its case, and when it is in force."""

    id: UUID
    number: str
    issued_on: date
    case: UUID
    valid_from: datetime
    valid_until: datetime
    state: str
    cuts: tuple[CutLine, ...]


class CaseLine(msgspec.Struct, frozen=True):
    """A case of supervision with its measures."""

    id: UUID
    state: str
    opened_by: str
    opened_at: datetime
    breach: UUID | None
    taken_up: bool
    measures: tuple[Measure, ...]


class CoveredLine(msgspec.Struct, frozen=True):
    """A request that a check covers, and who made it.

    `role` and `body_bin` are those of that day, `moved_on` tells that they are others now; `role` is None where it was
    not kept then.
    """

    officer: str
    account: UUID
    body_bin: str
    role: str | None
    moved_on: bool
    ground: str
    purpose: str
    justification: str
    request: say.RequestAnswer


class ViewLine(msgspec.Struct, frozen=True):
    """One opening of answers: when, of which resource alone, and by whom as the journal names them."""

    at: datetime
    resource: int | None
    by: str


class ReplayAnswer(msgspec.Struct, frozen=True):
    """What was judged, and what the officer had seen at `seen_at`; `leaf` is the journal's entry with every verdict."""

    covered: CoveredLine
    leaf: msgspec.Raw
    views: tuple[ViewLine, ...]
    seen_at: datetime
    answers: tuple[say.AnswerLine, ...]
    open: tuple[UUID, ...]
    unseen: tuple[UUID, ...]
    destroyed: tuple[UUID, ...]


@get("/resolutions")
async def own(running: OfNode, authorization: Bearer) -> tuple[ResolutionLine, ...]:
    """Return one's own resolutions, newest first."""
    found = await hold_check.own_resolutions(running.node, token_of(authorization), running.now())
    return tuple(resolution_line(paper, told) for paper, told in found)


@get("/cases")
async def cases(running: OfNode, authorization: Bearer) -> tuple[CaseLine, ...]:
    """Return the open cases that one holds or that nobody holds yet."""
    found = await hold_check.open_cases(running.node, token_of(authorization), running.now())
    return tuple(case_line(paper, told) for paper, told in found)


@get("/resolutions/{resolution:uuid}/requests", response_headers=[GOES_ON])
async def covered(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    resolution: FromPath[UUID],
    after: After = "",
    most: Most = 50,
) -> Response[tuple[CoveredLine, ...]]:
    """Return a page of the requests that a resolution covers, in the order of acceptance.

    A page may show few of them or none and yet be followed: so many requests were looked through for it.
    """
    token, at = token_of(authorization), running.now()
    page = await hold_check.covered_requests(running.node, token, resolution, after, most, at)
    return paged(request, map(_covered, page.items), page.after)


@get("/resolutions/{resolution:uuid}/requests/{request_id:uuid}")
async def replay(
    running: OfNode,
    authorization: Bearer,
    resolution: FromPath[UUID],
    request_id: FromPath[UUID],
    moment: FromQuery[datetime | None] = None,
    accepted: Reads = "",
) -> ReplayAnswer:
    """Return a request as it was judged, and what its officer had seen at a moment."""
    token, at = token_of(authorization), running.now()
    when = None if moment is None else aware(moment)
    seen = await hold_check.replay(running.node, token, resolution, request_id, when, at)
    return _replay(running, seen, language_read(accepted))


@get("/resolutions/{resolution:uuid}/export", media_type="application/zip", response_headers=[GOES_ON])
async def export(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    resolution: FromPath[UUID],
    after: After = "",
    most: MostTaken = 200,
) -> Response[bytes]:
    """Return a page of what a resolution covers as one file with digests and proofs, for `almasu supervision verify`.

    The manifest says whether the file is complete; where it is not, `Link` leads to the next one.
    """
    token, by, wanted = token_of(authorization), proved_by(running), Wanted(resolution, after, most)
    taken = await take_along.take_along(running.node, token, wanted, by, running.now())
    headers = link_to_next(request, taken.after) | {
        "content-disposition": f'attachment; filename="supervision-{resolution}.zip"',
        "manifest-sha256": taken.manifest.hex(),
        "cache-control": "no-store",
    }
    return Response(taken.data, media_type="application/zip", headers=headers)


def supervision_routes() -> Router:
    """Return the routes of supervision below /supervision."""
    return Router(
        "/supervision",
        route_handlers=[
            *_resolutions(),
            *_cuts(),
            own,
            cases,
            covered,
            replay,
            export,
            *_measures(),
        ],
        guards=[with_session],
        security=[{"session": []}],
    )


def _resolutions() -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    says = "Issue a signed resolution; a case is opened with it where it names none."
    return signed_pair(
        "/resolutions",
        Building(
            ResolutionForm,
            issue_resolution.prepare_resolution,
            "Build the act of a resolution: sign exactly these bytes.",
        ),
        Finishing(issue_resolution.issue_resolution, ResolutionLine, _as_it_stands, says),
    )


def _cuts() -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    return signed_pair(
        "/resolutions/cuts",
        Building(
            CutForm,
            cut_short.prepare_cut,
            "Build the act that withdraws a resolution or makes its term shorter: sign exactly these bytes.",
        ),
        Finishing(
            cut_short.cut_short,
            ResolutionLine,
            _as_it_stands,
            "Cut a resolution short by a signed act: from its answer on nothing is seen past the new term.",
        ),
    )


def _measures() -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    return signed_pair(
        "/measures",
        Building(MeasureForm, take_measure.prepare_measure, "Build the act of a measure: sign exactly these bytes."),
        Finishing(
            take_measure.take_measure,
            CaseLine,
            lambda paper: case_line(paper, msgspec.json.decode(paper.data, type=Case)),
            "Take a signed measure; return the case as it stands.",
        ),
    )


def _as_it_stands(paper: Paper) -> ResolutionLine:
    return resolution_line(paper, msgspec.json.decode(paper.data, type=Resolution))


def resolution_line(paper: Paper, told: Resolution) -> ResolutionLine:
    """Return a resolution as it stands."""
    cuts = tuple(CutLine(one.at, one.valid_until, one.words) for one in told.cuts)
    return ResolutionLine(
        paper.id, told.number, told.issued_on, told.case, told.valid_from, told.valid_until, paper.state, cuts
    )


def case_line(paper: Paper, told: Case) -> CaseLine:
    """Return a case as it stands."""
    taken_up = told.prosecutor is not None
    return CaseLine(paper.id, paper.state, told.opened_by.value, told.opened_at, told.breach, taken_up, told.measures)


def _covered(one: hold_check.Covered) -> CoveredLine:
    request, account = one.request, one.account
    return CoveredLine(
        officer=account.person.full_name(),
        account=account.id,
        body_bin=one.then.body_bin,
        role=one.then.role,
        moved_on=one.then.moved_on(account),
        ground=request.draft.ground,
        purpose=request.draft.purpose,
        justification=request.draft.justification,
        request=saying.request_answer(request),
    )


def _replay(running: Running, seen: Replay, language: Language) -> ReplayAnswer:
    resources = running.node.resources
    return ReplayAnswer(
        covered=_covered(seen.covered),
        leaf=msgspec.Raw(seen.covered.entry),
        views=tuple(ViewLine(view.at, view.resource, view.actor) for view in seen.views),
        seen_at=seen.picture.at,
        answers=tuple(saying.answer_line(one, resources[one.resource], language) for one in seen.answers),
        open=tuple(sorted(seen.picture.open)),
        unseen=tuple(sorted(seen.picture.unseen)),
        destroyed=tuple(sorted(seen.gone)),
    )
