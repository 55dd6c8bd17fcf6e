"""Consultations, legal acts, counts and leaving Parties over HTTP, as on the pages (CIS-1i, CIS-12, CIS-15, CIS-18)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from almasu.actions.interstate import consult, count_exchange, file_act, leaving
from almasu.actions.interstate.consult import KeptConsultation
from almasu.actions.interstate.file_act import KeptAct
from almasu.actions.interstate.leaving import Leaving
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.consulting import Consultation
from almasu.kernel.interstate.legal_acts import LegalAct

Words = Annotated[str, QueryParameter(max_length=200, description="words of its number, name or state")]
SIGN = "sign exactly these bytes."


class ConsultationLine(msgspec.Struct, frozen=True):
    """A consultation at this side; `ours` tells whether a body of this node invited."""

    id: UUID
    state: str
    ours: bool
    consultation: Consultation


class ActLine(msgspec.Struct, frozen=True):
    """The card of a legal act; `by` which body of another state it came from, empty where it was filed here.

    `carrier` is what it came on, null where it was filed here.
    """

    id: UUID
    act: LegalAct
    by: str
    at: datetime
    carrier: Carrier | None = None


class CountLine(msgspec.Struct, frozen=True):
    """How often in a year something was given, received, used or asked of a system, by the other side's state."""

    year: int
    state: str
    kind: str
    deed: str
    count: int


@get("/consultations", response_headers=[GOES_ON])
async def consultations(
    request: Request[Any, Any, Any], running: OfNode, authorization: Bearer, after: After = ""
) -> Response[tuple[ConsultationLine, ...]]:
    """Return the consultations of the caller's body, the one that moved last first."""
    page = await consult.consultations(running.node, token_of(authorization), after, running.now())
    return paged(request, (_consultation(one) for one in page.items), page.after)


@get("/consultations/{consultation:uuid}")
async def one_consultation(running: OfNode, authorization: Bearer, consultation: FromPath[UUID]) -> ConsultationLine:
    """Return one consultation."""
    token, at = token_of(authorization), running.now()
    return _consultation(await consult.one_consultation(running.node, token, consultation, at))


@get("/acts", response_headers=[GOES_ON])
async def acts(
    request: Request[Any, Any, Any],
    running: OfNode,
    authorization: Bearer,
    words: Words = "",
    after: After = "",
) -> Response[tuple[ActLine, ...]]:
    """Return the legal acts whose number or name holds the words looked for, the latest first."""
    page = await file_act.legal_acts(running.node, token_of(authorization), words, after, running.now())
    return paged(request, (_act(one) for one in page.items), page.after)


@get("/counts")
async def counts(running: OfNode, authorization: Bearer) -> tuple[CountLine, ...]:
    """Return what the head's body gave, received and used."""
    found = await count_exchange.count_exchange(running.node, token_of(authorization), running.now())
    return tuple(CountLine(one.year, one.state, one.kind.value, one.deed.value, many) for one, many in found)


@get("/leaving")
async def leaving_parties(running: OfNode, authorization: Bearer) -> tuple[Leaving, ...]:
    """Return the Parties that leave or left, and what is open between them and the caller's body."""
    return tuple(await leaving.leaving(running.node, token_of(authorization), running.now()))


def of_register() -> tuple[HTTPRouteHandler, ...]:
    """Return the handlers."""
    return (
        consultations,
        one_consultation,
        acts,
        counts,
        leaving_parties,
        *signed_pair(
            "/consultations",
            Building(consult.Form, consult.prepare_invitation, f"Build an invitation to a consultation: {SIGN}"),
            Finishing(consult.invite, ConsultationLine, _consultation, "Invite."),
        ),
        *signed_pair(
            "/consultation-answers",
            Building(consult.Answer, consult.prepare_answer, f"Build the answer to an invitation: {SIGN}"),
            Finishing(consult.answer, ConsultationLine, _consultation, "Answer the invitation."),
        ),
        *signed_pair(
            "/minutes",
            Building(consult.Signing, consult.prepare_minutes, f"Build the signature under minutes: {SIGN}"),
            Finishing(consult.sign_minutes, ConsultationLine, _consultation, "Sign the minutes."),
        ),
        *signed_pair(
            "/acts",
            Building(file_act.Form, file_act.prepare_act_card, f"Build the act that files a legal act: {SIGN}"),
            Finishing(file_act.file_act, ActLine, _act, "File it and tell the bodies named."),
        ),
    )


def _consultation(kept: KeptConsultation) -> ConsultationLine:
    one = kept.consultation
    return ConsultationLine(kept.paper.id, one.state.value, kept.ours, one)


def _act(kept: KeptAct) -> ActLine:
    return ActLine(kept.paper.id, kept.filed.act, kept.filed.by, kept.filed.at, kept.filed.carrier)
