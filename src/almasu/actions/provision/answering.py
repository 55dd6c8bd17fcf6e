"""The one answer to a question: by the body's own system, or by its clerk where the system keeps silent (FMA-3.3).

The act, the way and the rules are looked at again in the transaction that keeps the answer: an act that ended, or a
better way that opened meanwhile, lets nothing through. What came beyond the act is not taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.provision.ask import ask
from almasu.actions.provision.at_question import Standing, still_standing, verdicts_now
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.questions import SYSTEM, KeptQuestion, Step, keep_moved, question_to_change
from almasu.actions.provision.receive import Carried, keep_received
from almasu.actions.turn_pages import every
from almasu.kernel import answers
from almasu.kernel.answers import NoRecord, NoReply, Record, Records, Refused, Reply, SubjectKey, Unreadable
from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.page import Place
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.as_resource import key_kind, resource_of
from almasu.kernel.provision.came import InAnswer
from almasu.kernel.provision.coverage import trimmed
from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.provision.question import AskingState, Given, Try, asking_in, next_try, stopped_again
from almasu.law.canonical import Json
from almasu.law.problem import Problem

AT_ONCE = 500
"""Questions that have their turn at one time."""
NOT_TAKEN = "not_taken"
"""What lacks of an answer that could not be read by the act."""
NO_FIELD = "field:"
"""How a required field that came empty is named among what lacks."""


async def ask_system(node: Node, question: UUID, at: datetime) -> KeptQuestion:
    """Ask the body's system once and keep what came of it: an answer, a refusal, or one more silence.

    Problems: `provision.answer.given`, `.withdrawn`, and what makes the transfer unlawful by now.
    """
    async with node.store.transaction() as transaction:
        standing = await still_standing(node, transaction, question, at)
        await verdicts_now(node, transaction, standing, at)
    asked = _put(node, standing, at)
    reply = await node.systems.ask(asked.resource.owner_code, standing.under.data_set, asked)
    async with node.store.transaction() as transaction:
        again = await still_standing(node, transaction, question, at)
        return await _settle(node, transaction, again, reply, at)


async def ask_waiting(node: Node, at: datetime) -> int:
    """Ask the systems of the questions whose next try has come, and return how many had their turn.

    What waited longest for its turn comes first, `AT_ONCE` of them. A question that cannot be put by its act, way or
    material lets its turn go by and comes again later, so that it takes no other's place: it waits for people.
    """
    due = await _due(node, at)
    for number in due:
        try:
            await ask_system(node, number, at)
        except Problem as no:
            await _let_go_by(node, number, no, at)
    return len(due)


async def _due(node: Node, at: datetime) -> Sequence[UUID]:
    """Return the questions whose turn has come, of all that wait."""
    async with node.store.single() as store:

        async def waiting(after: Place | None, most: int) -> Sequence[Paper]:
            return await store.papers.in_states(PaperKind.PROVISION_QUESTION, [AskingState.WAITING], after, most)

        turns: list[tuple[datetime, UUID]] = []
        async for paper in every(waiting):
            asking = asking_in(paper)
            moment, asked = next_try(asking), asking.question
            if moment is not None and moment <= at and node.systems.knows(asked.body, asked.data_set):
                turns.append((moment, paper.id))
    return [number for _, number in sorted(turns)[:AT_ONCE]]


async def _let_go_by(node: Node, question: UUID, no: Problem, at: datetime) -> None:
    """Note why a question was not put at its turn; nothing where somebody answered or withdrew it meanwhile."""
    async with node.store.transaction() as transaction:
        one = await question_to_change(transaction, question)
        if one.asking.waits:
            asking = stopped_again(one.asking, no.kind.code, at)
            says: dict[str, Json] = {"reason": no.kind.code, "clauses": list(no.kind.cites)}
            step = Step("not_put", SYSTEM, at, says)
            await keep_moved(node, transaction, one, AskingState.WAITING, asking, step)


async def take_answer(
    node: Node,
    transaction: Transaction,
    standing: Standing,
    rows: Sequence[Record],
    by: str,
    at: datetime,
    signed: Mapping[str, Json] = MappingProxyType({}),
) -> KeptQuestion:
    """Keep rows as the answer: trimmed to what was asked and the act covers, judged, sealed, with its leaves.

    `signed` is what the leaf says of the act that a clerk signed.
    """
    question = standing.one.asking.question
    fields = standing.fields
    verdicts = await verdicts_now(node, transaction, standing, at)
    clean = [msgspec.convert(trimmed(row, fields)[0], Record) for row in rows]
    number = standing.one.paper.id
    came = InAnswer(question.number, by)
    carried = Carried(standing.under, standing.ladder.way, number, fields, clean, question.material, came, number)
    card = await keep_received(node, transaction, carried, standing.material.material, by, at) if clean else None
    given = Given(
        at=at,
        by=by,
        rows=len(clean),
        received=None if card is None else card.received.id,
        sha256="" if card is None else card.received.provenance.sha256,
        lacks=_lacking(fields, clean),
        cut=standing.cut,
    )
    return await _close(node, transaction, standing.one, given, verdicts, by, at, signed)


async def _settle(node: Node, transaction: Transaction, standing: Standing, reply: Reply, at: datetime) -> KeptQuestion:
    one = standing.one
    match reply:
        case Records(records=records):
            return await take_answer(node, transaction, standing, records, SYSTEM, at)
        case NoRecord():
            return await take_answer(node, transaction, standing, (), SYSTEM, at)
        case Refused(code=code, words=words):
            given = Given(at, SYSTEM, 0, None, "", (NOT_TAKEN,), words=f"{code}: {words}"[:500])
            return await _close(node, transaction, one, given, {}, SYSTEM, at)
        case Unreadable(reason=reason, where=where, raw=raw):
            digest = hashlib.sha256(raw).hexdigest()
            beyond = (where.rpartition("/")[2],) if reason == Nonsense.UNKNOWN_FIELD else ()
            given = Given(at, SYSTEM, 0, None, digest, (NOT_TAKEN, f"{reason}:{where}"[:100]), beyond)
            return await _close(node, transaction, one, given, {}, SYSTEM, at)
        case NoReply(reason=reason, retriable=retriable):
            tries = (*one.asking.tries, Try(at, reason, retriable))
            asking = msgspec.structs.replace(one.asking, tries=tries, stopped=None)
            step = Step("silent", SYSTEM, at, {"reason": reason, "tries": len(tries)})
            return await keep_moved(node, transaction, one, AskingState.WAITING, asking, step)


async def _close(
    node: Node,
    transaction: Transaction,
    one: KeptQuestion,
    given: Given,
    verdicts: Mapping[str, str],
    by: str,
    at: datetime,
    signed: Mapping[str, Json] = MappingProxyType({}),
) -> KeptQuestion:
    refused = NOT_TAKEN in given.lacks
    state = AskingState.REFUSED if refused else AskingState.INCOMPLETE if given.lacks else AskingState.ANSWERED
    await KeptObligations(node, transaction, by).give(one.asking.obligation, at, given.lacks)
    asking = msgspec.structs.replace(one.asking, given=given, given_verdicts=dict(verdicts), stopped=None)
    says: dict[str, Json] = {
        **signed,
        "rows": given.rows,
        "digest": given.sha256,
        "received": None if given.received is None else str(given.received),
        "lacks": len(given.lacks),
        "cut": len(given.cut),
        "late": at > one.asking.question.due,
        "verdicts": dict(verdicts),
    }
    return await keep_moved(node, transaction, one, state, asking, Step(state.value, by, at, says))


def _lacking(fields: Sequence[ActField], rows: Sequence[Record]) -> tuple[str, ...]:
    """Return the required fields that a row came without, as permanent words."""
    required = [one.name for one in fields if one.required]
    return tuple(f"{NO_FIELD}{name}" for name in required if any(row.get(name) is None for row in rows))


def _put(node: Node, standing: Standing, at: datetime) -> answers.Question:
    """Return the question as a connector puts it to the body's system."""
    question = standing.one.asking.question
    field = next(one for one in standing.under.data_set.fields if one.name == question.key)
    return answers.Question(
        exchange_id=node.new_id(),
        request_id=standing.one.paper.id,
        resource=resource_of(standing.under.data_set, question.body, 1),
        key=SubjectKey(key_kind(field), question.value),
        asker=question.asker,
        role="agency_officer",
        ground="FMA-5",
        purpose=question.purpose.value,
        task=question.number,
        digest=bytes.fromhex(question.digest),
        asked_at=at,
    )


async def put_question(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptQuestion:
    """Keep the question that was signed and ask the body's system at once, where one serves the set."""
    asked = await ask(node, token, act, cms, at)
    question = asked.asking.question
    if not node.systems.knows(question.body, question.data_set):
        return asked
    return await ask_system(node, asked.paper.id, at)
