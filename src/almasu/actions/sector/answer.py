"""Answer a request: a document of its own, one for each addressee, with the head's consent (ASOI-14.2).

The authorised body has no head of an organisation to ask: it signs its answer itself, and no clock binds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import acting, law_of, signing
from almasu.actions.sector.assignments import assignment_in, part_of, part_to_change
from almasu.actions.sector.deliver import deliver
from almasu.actions.sector.documents import Kept, Step, keep_moved, keep_new, opened
from almasu.actions.sector.judge import judged_sending
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import ANSWER_AS_CENTRE, WRITE_DOCUMENT
from almasu.kernel.sector import assignment as assignments
from almasu.kernel.sector import document as documents
from almasu.kernel.sector.content import encoded
from almasu.kernel.sector.document import DocumentKind, Stage
from almasu.kernel.sector.kept import Held, answer_number, part_number
from almasu.kernel.sector.problems import WRONG_STAGE
from almasu.kernel.sector.question import Reply, reply_of
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text

HUMAN = Text(
    kk="Сұрау салуға жауап беремін.",
    ru="Отвечаю на запрос.",
    en="I answer the request.",
)


async def write_answer(node: Node, token: str, request: UUID, typed: Mapping[str, str], at: datetime) -> Kept:
    """Keep the draft of an answer to a request that was taken into work.

    Problems: ProblemGroup with the fields that are wrong, `paper.unknown`, `sector.stage`, `sector.entrusted`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        part = assignment_in(await part_to_change(transaction, request, who.actor))
        assignments.must_work(part, who.actor)
        assignments.must_be_in_work(part)
        draft = documents.written(DocumentKind.ANSWER, encoded(_reply(node, typed)), who.actor, at)
        number = part_number(request, who.actor.organisation)
        begun = await _begun(transaction, number)
        step = Step("written", who, at, {"request": str(request)})
        if begun is None:
            return await keep_new(node, transaction, Held(draft, number), step, answer_number(number))
        if begun.document.stage is not Stage.WITHDRAWN:
            raise WRONG_STAGE.at()
        again = msgspec.structs.replace(draft, edition=begun.document.edition + 1)
        return await keep_moved(node, transaction, begun, again, step)


async def prepare_answer_of_centre(
    node: Node, token: str, request: UUID, typed: Mapping[str, str], at: datetime
) -> PreparedAct:
    """Build the act that answers a request to the authorised body; Problems as for `write_answer`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, ANSWER_AS_CENTRE, at)
        assignments.must_be_in_work(assignment_in(await part_of(transaction, request, who.actor)))
        reply = _reply(node, typed)
        body: dict[str, Json] = {
            "document": str(request),
            "text": reply.text,
            "confidentiality": reply.confidentiality.value,
        }
        intent = Intent(ActPurpose.SECTOR_ANSWER, who.person.account.person.iin, body, HUMAN)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def answer_of_centre(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Send the answer that was signed; what is added to it later is its next edition."""
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_ANSWER, cms, at)
    request = UUID(str(signed.body["document"]))
    content = encoded(msgspec.convert({name: signed.body[name] for name in ("text", "confidentiality")}, Reply))
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, ANSWER_AS_CENTRE, at)
        assignments.must_be_in_work(assignment_in(await part_to_change(transaction, request, who.actor)))
        number = part_number(request, who.actor.organisation)
        written = Step("written", who, at, {"request": str(request)})
        begun = await _begun(transaction, number)
        if begun is None:
            draft = documents.written(DocumentKind.ANSWER, content, who.actor, at)
            kept = await keep_new(node, transaction, Held(draft, number), written, answer_number(number))
        else:
            grown = documents.rewritten(begun.document, content, who.actor, at)
            kept = await keep_moved(node, transaction, begun, grown, written)
        sent = documents.published(kept.document, who.actor, at)
        says = {**told_of(node, signed), **await judged_sending(node, transaction, kept.held, sent, at)}
        done = await keep_moved(node, transaction, kept, sent, Step("sent", who, at, says))
        await deliver(node, transaction, done, who, at)
        return done


def _reply(node: Node, typed: Mapping[str, str]) -> Reply:
    reply, problems = reply_of(law_of(node).catalogue, typed)
    if reply is None:
        raise ProblemGroup(problems)
    return reply


async def _begun(transaction: Transaction, part: UUID) -> Kept | None:
    """Return the answer that was begun before, locked until this transaction ends."""
    paper = await transaction.papers.to_change(answer_number(part), PaperKind.SECTOR_DOCUMENT)
    return None if paper is None else await opened(transaction, paper)
