"""Take a request into work or decline it, with a comment and the head's consent; entrust it; note the work's end.

Within one working day the choice stands in ASOI (ASOI-14.1). The authorised body decides at once and by no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import acting, deadline, signing
from almasu.actions.sector.assignments import assignment_in, keep_part, moved_part, part_of, part_to_change
from almasu.actions.sector.judge import permitted, timed, told
from almasu.actions.sign_act import signed_act
from almasu.kernel.parties.account import Account, Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import DECIDE_ON_REQUEST, ENTRUST, TAKE_REQUEST
from almasu.kernel.sector import assignment as assignments
from almasu.kernel.sector.assignment import Assignment, Take
from almasu.kernel.sector.law import ANSWER, Act
from almasu.kernel.sector.problems import NOT_A_WORKER, WRONG_STAGE
from almasu.kernel.sector.told_to_law import clocks_of_request, taking_of
from almasu.kernel.sector.words import TAKES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

MOST_WORKERS = 200


class TakeForm(msgspec.Struct, frozen=True):
    """What the responsible worker proposes about a request, with the comment that the act demands either way."""

    take: Take
    comment: str


async def propose_taking(node: Node, token: str, request: UUID, form: TakeForm, at: datetime) -> Assignment:
    """Propose to take a request into work or to decline it; the authorised body decides so at once.

    Problems: `paper.unknown`, `sector.stage`, `sector.words_needed`, `sector.entrusted`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, TAKE_REQUEST, at)
        paper = await part_to_change(transaction, request, who.actor)
        moved = assignments.proposed(assignment_in(paper), form.take, form.comment, who.actor, at)
        says = _judged(node, moved)
        return await keep_part(node, transaction, moved_part(paper, moved), who.said, moved.state, at, says)


async def take_proposal_back(node: Node, token: str, request: UUID, at: datetime) -> Assignment:
    """Take the proposal back: the worker thought again."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, TAKE_REQUEST, at)
        paper = await part_to_change(transaction, request, who.actor)
        moved = assignments.taken_back(assignment_in(paper), who.actor)
        return await keep_part(node, transaction, moved_part(paper, moved), who.said, "taken_back", at)


async def prepare_taking(node: Node, token: str, request: UUID, at: datetime) -> PreparedAct:
    """Build the act of consent to what is proposed about a request; Problem `sector.stage` where nothing is."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_ON_REQUEST, at)
        proposed = assignment_in(await part_of(transaction, request, who.actor)).proposed
        if proposed is None:
            raise WRONG_STAGE.at()
        take = TAKES[proposed.take]
        human = Text(
            kk=f"Сұрау салу бойынша келісім беремін: {take.kk}.",
            ru=f"Даю согласие по запросу: {take.ru}.",
            en=f"I consent to what is proposed about the request: {take.en}.",
        )
        body: dict[str, Json] = {
            "document": str(request),
            "take": proposed.take.value,
            "comment": proposed.comment,
        }
        intent = Intent(ActPurpose.SECTOR_TAKING, who.person.account.person.iin, body, human)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def decide_taking(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Assignment:
    """Take the request into work or decline it with the head's consent (ASOI-14.1).

    Problems: what verification refuses, `sector.stage` where something else is proposed by now, `sector.own_consent`.
    """
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_TAKING, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, DECIDE_ON_REQUEST, at)
        paper = await part_to_change(transaction, UUID(str(signed.body["document"])), who.actor)
        part, body = assignment_in(paper), signed.body
        if part.proposed is None or (part.proposed.take, part.proposed.comment) != (body["take"], body["comment"]):
            raise WRONG_STAGE.at()
        moved = assignments.taken(part, signed.act.id, who.actor, at)
        says = {"act": str(signed.act.id), **_judged(node, moved)}
        return await keep_part(node, transaction, moved_part(paper, moved), who.said, moved.state, at, says)


def _judged(node: Node, moved: Assignment) -> dict[str, Json]:
    """Judge what was decided about a request and its term, for its leaf; nothing while it is only proposed."""
    facts = taking_of(moved)
    if facts is None:
        return {}
    clocks = (one for clock in clocks_of_request(moved, facts.at) for one in timed(node, clock))
    return told((*permitted(node, Act.TAKEN, facts), *clocks))


async def note_work_done(node: Node, token: str, request: UUID, at: datetime) -> Assignment:
    """Note that the work on a request is done, where the term of the answer begins with that (ASOI-14.2)."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, TAKE_REQUEST, at)
        paper = await part_to_change(transaction, request, who.actor)
        due = (await deadline(node, transaction, ANSWER, at)).due
        moved = assignments.work_done(assignment_in(paper), due, who.actor, at)
        return await keep_part(node, transaction, moved_part(paper, moved), who.said, "work_done", at)


async def entrust(node: Node, token: str, request: UUID, worker: UUID, at: datetime) -> Assignment:
    """Entrust a request to one worker of the organisation: nobody else works on it from now on (ASOI-3.1).

    Problems: `paper.unknown`, `sector.not_a_worker`, `sector.stage`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, ENTRUST, at)
        paper = await part_to_change(transaction, request, who.actor)
        if worker not in {one.id for one in await _workers(transaction, who.actor.organisation)}:
            raise NOT_A_WORKER.at("worker")
        moved = assignments.entrusted(assignment_in(paper), worker, who.actor)
        return await keep_part(node, transaction, moved_part(paper, moved), who.said, "entrusted", at)


async def colleagues(node: Node, token: str, at: datetime) -> Sequence[Account]:
    """Return the responsible workers of the head's own organisation, to whom a request can be entrusted."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, ENTRUST, at)
        return await _workers(transaction, who.actor.organisation)


async def _workers(transaction: Transaction, organisation: str) -> Sequence[Account]:
    found = await transaction.accounts.in_role(organisation, Role.RESPONSIBLE_WORKER, MOST_WORKERS)
    return [one for one in found if not one.state.shut]
