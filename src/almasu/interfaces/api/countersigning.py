"""Requests about people near to the officer over HTTP: relatives declared, the head asked, the head's signature.

Source: SIO25-3.1 (house rules).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from almasu.actions import countersign as acts
from almasu.actions import countersignatures as lists
from almasu.actions import declare_relatives as declaring
from almasu.interfaces.api import saying
from almasu.interfaces.api.given import Bearer, OfNode, token_of, with_session
from almasu.interfaces.api.messages import ActToSign, RequestForm, SignedAct
from almasu.interfaces.api.requests import form_of
from almasu.kernel.papers.paper import Paper


class PaperLine(msgspec.Struct, frozen=True):
    """A document and where it stands."""

    id: UUID
    state: str
    at: datetime
    due_at: datetime | None


class Box(StrEnum):
    """Which of them are listed."""

    FOR_ME = "for_me"
    MINE = "mine"


class CountersignatureLine(msgspec.Struct, frozen=True):
    """A request that only the head's signature lacks; `living` while it may still be signed or sent."""

    id: UUID
    state: str
    due_at: datetime | None
    living: bool
    officer: str
    ties: tuple[str, ...]
    subject_kind: str
    subject: str
    ground: str
    purpose: str
    justification: str
    task: str
    resources: tuple[int, ...]


class RelativesForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The IINs of relatives."""

    iins: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=20)], ...],
        msgspec.Meta(min_length=1, max_length=declaring.MOST_RELATIVES),
    ]


@post("/relatives", status_code=201)
async def relatives(running: OfNode, authorization: Bearer, data: JSONBody[RelativesForm]) -> PaperLine:
    """Declare relatives: a request about them needs the head's signature from now on."""
    token = token_of(authorization)
    return _line(await declaring.declare_relatives(running.node, token, data.iins, running.now()))


@get("/countersignatures")
async def listed(
    running: OfNode, authorization: Bearer, box: FromQuery[Box] = Box.FOR_ME
) -> tuple[CountersignatureLine, ...]:
    """Return what waits for one's signature as the head (`for_me`), or what one asked the head to sign (`mine`)."""
    token, at = token_of(authorization), running.now()
    found = await (lists.waiting_for_me if box is Box.FOR_ME else lists.asked_by_me)(running.node, token, at)
    return tuple(_told(one) for one in found)


@get("/countersignatures/{paper_id:uuid}")
async def one(running: OfNode, authorization: Bearer, paper_id: FromPath[UUID]) -> CountersignatureLine:
    """Return one of them, to the officer who asked and to the head it names."""
    token = token_of(authorization)
    return _told(await lists.view_countersignature(running.node, token, paper_id, running.now()))


@post("/countersignatures", status_code=201)
async def ask(running: OfNode, authorization: Bearer, data: JSONBody[RequestForm]) -> PaperLine:
    """Put a request that only the head's signature lacks before the head."""
    token = token_of(authorization)
    return _line(await acts.ask_countersignature(running.node, token, form_of(data), running.now()))


@post("/countersignatures/{paper_id:uuid}/prepare", status_code=201)
async def prepare(running: OfNode, authorization: Bearer, paper_id: FromPath[UUID]) -> ActToSign:
    """Build the act of the head, who came with the EDS alone or signed in."""
    token = token_of(authorization)
    return saying.act_to_sign(await acts.prepare_countersignature(running.node, token, paper_id, running.now()))


@post("/countersignatures/sign", status_code=200)
async def sign(running: OfNode, authorization: Bearer, data: JSONBody[SignedAct]) -> PaperLine:
    """Keep the head's signature; name the paper in `countersigned` of the request that it permits."""
    return _line(await acts.countersign(running.node, token_of(authorization), data.act, data.cms, running.now()))


def countersigning_routes() -> Router:
    """Return the routes of requests about people near to the officer."""
    handlers = [relatives, listed, one, ask, prepare, sign]
    return Router("/", route_handlers=handlers, guards=[with_session], security=[{"session": []}])


def _told(one: lists.Countersigned) -> CountersignatureLine:
    draft = one.says.draft
    return CountersignatureLine(
        id=one.paper.id,
        state=one.paper.state,
        due_at=one.paper.due_at,
        living=one.living,
        officer=one.officer,
        ties=tuple(str(tie) for tie in one.says.ties),
        subject_kind=draft.key.kind.value,
        subject=draft.key.value,
        ground=draft.ground,
        purpose=draft.purpose,
        justification=draft.justification,
        task=draft.task,
        resources=draft.resources,
    )


def _line(paper: Paper) -> PaperLine:
    return PaperLine(paper.id, paper.state, paper.at, paper.due_at)
