"""The operator's acts over HTTP: breaches, the emergency journal, planned works; notices to bodies (SIO25-17)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.actions.operating import announce_works, emergencies, report_breach
from almasu.actions.operating.emergencies import EmergencyEntry
from almasu.interfaces.api import messages as say
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.operating.breach import BreachForm, Notice
from almasu.kernel.operating.works import Works, WorksForm
from almasu.kernel.papers.paper import Paper


class PaperLine(msgspec.Struct, frozen=True):
    """A paper that an act made or changed."""

    id: UUID
    state: str
    version: int
    at: datetime


class NoticeLine(msgspec.Struct, frozen=True):
    """A notice to a body about the breach of its user."""

    id: UUID
    state: str
    account: UUID
    law: str
    words: str
    liability: str
    found_at: datetime


class ColumnLine(msgspec.Struct, frozen=True):
    """A column of the emergency journal."""

    code: str
    label: say.Words
    required: bool


class SituationLine(msgspec.Struct, frozen=True):
    """A situation of the emergency journal."""

    number: int
    code: str
    name: say.Words


class EmergencyLine(msgspec.Struct, frozen=True):
    """A line of the emergency journal; `part` `noticed` is what the system opened itself."""

    id: UUID
    part: str
    ordinal: int
    state: str
    situation: str
    place: str
    values: dict[str, str]
    overran: bool


class EmergencyPages(msgspec.Struct, frozen=True):
    """The emergency journal by its form; `notice` says where one wording stands in for another."""

    title: say.Words
    notice: say.Words | None
    situations: tuple[SituationLine, ...]
    columns: tuple[ColumnLine, ...]
    lines: tuple[EmergencyLine, ...]


class WorksLine(msgspec.Struct, frozen=True):
    """Planned works as everybody sees them."""

    id: UUID
    kind: str
    starts: datetime
    ends: datetime
    words: say.Words
    closed: bool
    published_at: datetime


@get("/notices")
async def notices(running: OfNode, authorization: Bearer) -> tuple[NoticeLine, ...]:
    """Return the notices to one's own body, newest first."""
    found = await report_breach.notices(running.node, token_of(authorization), running.now())
    return tuple(_notice(paper, said) for paper, said in found)


@get("/notices/{notice_id:uuid}")
async def notice(running: OfNode, authorization: Bearer, notice_id: FromPath[UUID]) -> NoticeLine:
    """Return a notice to one's own body; its first reading is kept."""
    token = token_of(authorization)
    return _notice(*await report_breach.read_notice(running.node, token, notice_id, running.now()))


@get("/operator/emergencies")
async def journal(running: OfNode, authorization: Bearer) -> EmergencyPages:
    """Return the emergency journal with its form."""
    pages = await emergencies.emergency_journal(running.node, token_of(authorization), running.now())
    annex_notice = pages.form.annex.notice()
    return EmergencyPages(
        title=saying.words(pages.form.annex.title),
        notice=None if annex_notice is None else saying.words(annex_notice),
        situations=tuple(SituationLine(one.number, one.code, saying.words(one.name)) for one in pages.form.situations),
        columns=tuple(ColumnLine(one.code, saying.words(one.label), one.required) for one in pages.form.columns),
        lines=tuple(_line(one) for one in pages.lines),
    )


@get("/works")
async def works(running: OfNode) -> tuple[WorksLine, ...]:
    """Return planned works that are coming, under way or just over. For everybody, without signing in."""
    return tuple(
        _works(paper, said) for paper, said in await announce_works.announced_works(running.node, running.now())
    )


def operator_routes() -> Router:
    """Return the routes of the operator's acts, of notices, and of works for everybody."""
    in_session = Router(
        "/",
        route_handlers=[
            *_breaches(),
            notices,
            notice,
            journal,
            *_entries(),
            *_announcements(),
        ],
        guards=[with_session],
        security=[{"session": []}],
    )
    return Router("/", route_handlers=[works, in_session])


def _breaches() -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    return signed_pair(
        "/operator/breaches",
        Building(BreachForm, report_breach.prepare_breach, "Build the report of a breach: sign exactly these bytes."),
        Finishing(
            report_breach.report_breach,
            PaperLine,
            _paper,
            "Report a breach: the user is blocked, the body told, the prosecutor's case opened.",
        ),
    )


def _entries() -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    says = "Build the act that opens or closes an entry: sign exactly these bytes."
    return signed_pair(
        "/operator/emergencies",
        Building(EmergencyEntry, emergencies.prepare_entry, says),
        Finishing(emergencies.sign_entry, PaperLine, _paper, "Open or close a signed entry."),
    )


def _announcements() -> tuple[HTTPRouteHandler, HTTPRouteHandler]:
    says = "Build the announcement of works that have not begun: sign exactly these bytes."
    return signed_pair(
        "/operator/works",
        Building(WorksForm, announce_works.prepare_works, says),
        Finishing(announce_works.announce_works, PaperLine, _paper, "Publish a signed announcement."),
    )


def _paper(paper: Paper) -> PaperLine:
    return PaperLine(paper.id, paper.state, paper.version, paper.at)


def _notice(paper: Paper, said: Notice) -> NoticeLine:
    return NoticeLine(paper.id, paper.state, said.account, said.law.value, said.words, said.liability, said.found_at)


def _line(one: emergencies.Line) -> EmergencyLine:
    said = one.said
    return EmergencyLine(
        id=one.paper.id,
        part=said.part,
        ordinal=one.ordinal,
        state=one.paper.state,
        situation=said.situation,
        place=said.place,
        values=dict(said.values),
        overran=said.overran(),
    )


def _works(paper: Paper, said: Works) -> WorksLine:
    words = say.Words(said.kk, said.ru, said.en)
    return WorksLine(paper.id, said.kind.value, said.starts, said.ends, words, said.closed, said.published_at)
