"""Take a copy: answers as a file for the material, to be destroyed on the device and confirmed so (SIO25-19.1).

A copy is asked for with the number of the task it is for. Who has not confirmed an earlier one in time gets none, and
nobody holds many at a time (SIO25-18). The refusal is a leaf as much as the copy is.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.copy_document import Printed, copy_document
from almasu.actions.copy_file import Watermark, copy_file
from almasu.actions.destroy_material import held_by
from almasu.actions.entering import Entered, act_of, consented, leaf
from almasu.actions.node import Node
from almasu.actions.under_order import make_sure_of_order
from almasu.actions.view_request import own_request
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.copy import (
    LONGEST_REASON,
    SHORTEST_REASON,
    CopyFormat,
    CopySays,
    CopyState,
    copy_says,
    verification_code,
)
from almasu.kernel.materials.problems import (
    COPIES_OVERDUE,
    COPY_CODE_UNKNOWN,
    COPY_REASON,
    COPY_TIME,
    COPY_UNKNOWN,
    MATERIAL_GONE,
    NOTHING_TO_COPY,
    OTHER_MATERIAL,
    TOO_MANY_COPIES,
)
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.asking import CONFIRM_COPY
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import Request
from almasu.law.canonical import Json
from almasu.law.problem import Problem
from almasu.law.text import Language

CODE_BYTES = 16
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was given out: its paper and the file."""

    paper: Paper
    data: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What copy is wanted: of which request, for which task and why, as what, a document in which language."""

    request: UUID
    task: str
    reason: str
    format: CopyFormat
    language: Language = Language.RU


@dataclass(frozen=True, slots=True)
class _Taking:
    """Who takes which copy, and which materials hold its answers."""

    person: Entered
    own: Request
    holders: Sequence[UUID]
    wanted: Wanted
    at: datetime


async def take_copy(node: Node, token: str, wanted: Wanted, at: datetime) -> Copy:
    """Return the answers of one's own request as a file.

    Problems: `request.not_found`, `copy.reason`, `copy.other_material`, `copy.overdue`, `copy.too_many`,
    `copy.nothing`, `material.gone`.
    """
    wanted = replace(wanted, task=wanted.task.strip(), reason=" ".join(wanted.reason.split()))
    refusal: Problem | None
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        own = await own_request(transaction, person, wanted.request)
        holders = await _holders(transaction, own, lock=True)
        refusal = await _refusal(node, transaction, person, wanted, holders, at)
        if refusal is None:
            answers = await transaction.requests.answers(own)
            if answers:
                taking = _Taking(person, own, holders, wanted, at)
                return await _given(node, transaction, taking, answers)
            refusal = NOTHING_TO_COPY.at()
        says: dict[str, Json] = {"reason": refusal.kind.code, "cites": list(refusal.kind.cites)}
        actor, about = act_of(person.account), f"request:{own.id}"
        await transaction.journal.append(leaf(node, EntryKind.COPY_REFUSED, at, actor, about, says))
    raise refusal


async def to_copy(node: Node, token: str, request: UUID, at: datetime) -> Request:
    """Return one's own request of which a copy may be asked for; Problem `material.gone` where nothing opens it."""
    async with node.store.single() as store:
        own = await own_request(store, await consented(store, token, at), request)
        if not await _holders(store, own):
            raise MATERIAL_GONE.at()
        return own


async def copy_with_code(node: Node, code: str) -> Paper:
    """Return the copy with a verification code, for anyone who has it before them; Problem `copy.code_unknown`."""
    async with node.store.single() as store:
        found = await store.papers.found(PaperKind.COPY, "code", code, None, 1)
    if not found:
        raise COPY_CODE_UNKNOWN.at("receipt")
    return found[0]


async def my_copies(node: Node, token: str, at: datetime) -> Sequence[Paper]:
    """Return one's own latest copies, the newest first."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        return await store.papers.found(PaperKind.COPY, "account", str(person.account.id), None, MOST_TOLD)


async def copy_to_confirm(node: Node, token: str, copy: UUID, at: datetime) -> Paper:
    """Return a copy whose destruction the person may confirm; Problems `copy.unknown`, `control.no_order`."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        return await _to_confirm(store, person, await store.papers.latest(copy, PaperKind.COPY), at)


async def confirm_destroyed(node: Node, token: str, copy: UUID, destroyed_on: datetime, at: datetime) -> Paper:
    """Keep the word that a copy was destroyed on the device, and when; told twice, the first word stays.

    It is the officer's who took it; the body's officer of control may give it for one who is away. Problems:
    `copy.unknown` for a copy of others, `control.no_order` for it without an order on control, `copy.time`.
    """
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        paper = await _to_confirm(transaction, person, await transaction.papers.to_change(copy, PaperKind.COPY), at)
        if paper.state == CopyState.DESTROYED:
            return paper
        says = copy_says(paper)
        if not says.taken_at <= destroyed_on <= at:
            raise COPY_TIME.at("destroyed_on")
        told = msgspec.structs.replace(says, confirmed_by=person.account.id, destroyed_on=destroyed_on)
        after = paper.moved(CopyState.DESTROYED, at, told)
        await transaction.papers.keep(after)
        late = paper.due_at is not None and destroyed_on > paper.due_at
        leaf_says: dict[str, Json] = {**after.told(), "digest": says.digest, "late": late}
        actor = act_of(person.account)
        await transaction.journal.append(leaf(node, EntryKind.COPY_DESTROYED, at, actor, after.about(), leaf_says))
        return after


async def _to_confirm(transaction: Transaction, person: Entered, paper: Paper | None, at: datetime) -> Paper:
    """Return a copy to whoever may give the word: who took it, or the control of their body under an order."""
    account = person.account
    if paper is not None and copy_says(paper).account == account.id:
        return paper
    await make_sure_of_order(transaction, account, CONFIRM_COPY, at)
    if paper is None or account.role is not Role.CONTROLLER or account.body_bin != copy_says(paper).body_bin:
        raise COPY_UNKNOWN.at()
    return paper


async def _holders(transaction: Transaction, own: Request, *, lock: bool = False) -> Sequence[UUID]:
    """Return the materials that hold the answers; locked, none of them is destroyed while a copy is made."""
    holders = []
    for number in sorted({own.material, *await transaction.materials.holders(own.id)}):
        material = await transaction.materials.one(number, lock=lock)
        if material is not None and material.destroyed_at is None:
            holders.append(number)
    return holders


async def _refusal(
    node: Node,
    transaction: Transaction,
    person: Entered,
    wanted: Wanted,
    holders: Sequence[UUID],
    at: datetime,
) -> Problem | None:
    """Return why no copy is given, or None."""
    if not holders:
        return MATERIAL_GONE.at()
    if node.store.material_named(person.account.body_bin, wanted.task) not in holders:
        return OTHER_MATERIAL.at("task")
    if not SHORTEST_REASON <= len(wanted.reason) <= LONGEST_REASON or not wanted.reason.isprintable():
        return COPY_REASON.at("reason", limit=str(LONGEST_REASON))
    account, taken = str(person.account.id), (CopyState.TAKEN,)
    out = await transaction.papers.found(PaperKind.COPY, "account", account, None, MOST_TOLD, taken)
    overdue = overdue_among(out, at)
    if overdue is not None:
        return overdue
    most = node.limits.most_copies_out
    return TOO_MANY_COPIES.at(limit=str(most)) if len(out) >= most else None


def overdue_among(out: Sequence[Paper], at: datetime) -> Problem | None:
    """Return the Problem `copy.overdue` where the destruction of one of these copies was to be confirmed by now."""
    overdue = sum(paper.due_at is not None and paper.due_at <= at for paper in out)
    return COPIES_OVERDUE.at(count=str(overdue)) if overdue else None


async def _given(node: Node, transaction: Transaction, taking: _Taking, answers: Sequence[KeptAnswer]) -> Copy:
    """Return the copy, kept as a paper with its leaf."""
    number, account, wanted, at = node.new_id(), taking.person.account, taking.wanted, taking.at
    due_at, code = at + node.limits.copy_lives, node.random(CODE_BYTES).hex()
    mark = Watermark(number, taking.own.id, wanted.task, account.pseudonym(), at, due_at, code, wanted.reason)
    data = await _file(node, taking, mark, answers)
    says = CopySays(
        request=taking.own.id,
        account=account.id,
        body_bin=account.body_bin,
        materials=tuple(taking.holders),
        format=wanted.format,
        digest=hashlib.sha256(data).hexdigest(),
        taken_at=at,
        reason=wanted.reason,
    )
    found_by = {
        "account": str(account.id),
        "body": account.body_bin,
        "code": verification_code(code),
        **{held_by(one): "" for one in taking.holders},
    }
    paper = new_paper(number, PaperKind.COPY, CopyState.TAKEN, at, says, found_by, due_at)
    told: dict[str, Json] = {
        **paper.told(),
        "request": str(taking.own.id),
        "format": wanted.format.value,
        "digest": says.digest,
        "answers": len(answers),
    }
    entry = leaf(node, EntryKind.COPY_TAKEN, at, act_of(account), paper.about(), told)
    commitment = await transaction.journal.append(entry)
    paper = replace(paper, data=msgspec.json.encode(msgspec.structs.replace(says, leaf=commitment.hex())))
    await transaction.papers.keep(paper)
    return Copy(paper, data)


async def _file(node: Node, taking: _Taking, mark: Watermark, answers: Sequence[KeptAnswer]) -> bytes:
    """Return the file; a document is set beside the event loop, which goes on meanwhile."""
    match taking.wanted.format:
        case CopyFormat.PDF:
            who = taking.person.account.person.full_name()
            document = Printed(mark, who, taking.own, answers, node.resources, node.law.called)
            return await asyncio.to_thread(copy_document, document, taking.wanted.language)
        case chosen:
            return copy_file(chosen, mark, answers, node.resources)
