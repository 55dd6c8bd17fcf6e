"""Make the pack of a month and sign it: the month's departmental control is done with the signature (SIO25-21.2)."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import msgspec

from almasu.actions.control.appoint import Controller, controller_of
from almasu.actions.control.known_to_control import fact_of, standing, surroundings
from almasu.actions.control.note_overdue import close_overdue, duties_of
from almasu.actions.control.report import lines, of_body
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.read_journal import JournalReader
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.control.duty import Month, MonthDuty, month_named
from almasu.kernel.control.order import order_in
from almasu.kernel.control.pack import (
    FORMAT,
    MANIFEST,
    VERSION,
    Certificate,
    Manifest,
    PackInWork,
    Packs,
    PackSays,
    PackState,
    Standing,
    Summary,
    manifest_bytes,
    pack_in,
    pack_words,
)
from almasu.kernel.control.problems import INCOMPLETE, NOT_IN_REPORT, NOT_YET, PACK_STATE
from almasu.kernel.control.recount import Recount, edge_from, edge_tiles
from almasu.kernel.control.signature import SIGNATURE, PackSigning, signature_bytes
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.keeping import Stretch
from almasu.kernel.journal.note import read_note
from almasu.kernel.journal.tree import EMPTY_EDGE, Edge
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Language

SETTLED = timedelta(minutes=10)
"""So long after a month's end its last leaves have their place before a checkpoint closes it.

The checkpoint before the month is as much older: clocks of witnesses may be ahead of ours, and theirs tell its time.
"""
STRETCH = 4096
MOST_PACKS = 200


class OpenedJournal(JournalReader, Protocol):
    """The journal with the content of its entries."""

    async def stretch(self, first: int, last: int) -> Stretch:
        """Return commitments and content of the entries first..last-1."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a node makes packs with."""

    packs: Packs
    journal: OpenedJournal


async def make_pack(node: Node, means: Means, token: str, month: str, language: Language, at: datetime) -> Paper:
    """Make the pack of a month that is over and return its paper.

    Problems: `account.role`, `control.no_order`, `control.pack.not_yet`; `control.pack.incomplete` where the list and
    the journal differ, which is a leaf too.
    """
    wanted = _month(month)
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        bounds = await _bounds(transaction, wanted, at)
    number = node.new_id()
    with means.packs.begin(number) as work:
        certificate = await _filled(node, means, work, controller.account.body_bin, wanted, bounds, at)
        if not certificate.found.holds:
            await _tell_incomplete(node, controller, certificate, month, at)
        beside = await standing(node, certificate.body, certificate.since, at)
        says = await _finished(work, controller, certificate, beside, (number, month, language), at)
        keys = {"body": says.body_bin, "month": f"{says.body_bin}/{month}"}
        paper = new_paper(number, PaperKind.CONTROL_PACK, PackState.MADE.value, at, says, keys)
        async with node.store.transaction() as transaction:
            await controller_of(transaction, token, at)
            await transaction.papers.keep(paper)
            told: dict[str, Json] = {
                **paper.told(),
                "manifest": says.manifest,
                "requests": says.requests,
                "month": month,
            }
            actor = act_of(controller.account)
            await transaction.journal.append(leaf(node, EntryKind.CONTROL_PACK_MADE, at, actor, paper.about(), told))
        return paper


async def prepare_signing(node: Node, token: str, pack: UUID, at: datetime) -> PreparedAct:
    """Return the act over the manifest of a pack."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        says = pack_in(_open(await transaction.papers.latest(pack, PaperKind.CONTROL_PACK), controller))
        body = msgspec.to_builtins(PackSigning(pack, says.month, says.manifest, says.requests, says.oddities))
        intent = Intent(ActPurpose.CONTROL_PACK, controller.account.person.iin, body, pack_words(says))
        return await prepare_act(node, transaction, controller.person.session.token_hash, intent, at)


async def sign_pack(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep the signature: the control of the month is done."""
    signed = await signed_act(node, token, act, ActPurpose.CONTROL_PACK, cms, at)
    body = msgspec.convert(signed.body, PackSigning)
    async with node.store.transaction() as transaction:
        await keep_signed(node, transaction, token, signed, at)
        controller = await controller_of(transaction, token, at)
        found = _open(await transaction.papers.to_change(body.pack, PaperKind.CONTROL_PACK), controller)
        says = pack_in(found)
        if says.manifest != body.manifest:
            raise PAPER_UNKNOWN.at()
        after = found.moved(PackState.SIGNED.value, at, msgspec.structs.replace(says, act=act))
        await transaction.papers.keep(after)
        await close_overdue(node, transaction, says.body_bin, says.month, at)
        told = {**after.told(), **told_of(node, signed), "month": says.month}
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.CONTROL_PACK_SIGNED, at, actor, after.about(), told))
        return after


async def take_file(node: Node, means: Means, token: str, pack: UUID, name: str, at: datetime) -> Iterator[bytes]:
    """Return a file of a pack of the own body, or its signature, piece by piece; that it was taken is a leaf."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await transaction.papers.latest(pack, PaperKind.CONTROL_PACK)
        if found is None or pack_in(found).body_bin != controller.account.body_bin:
            raise PAPER_UNKNOWN.at()
        says = pack_in(found)
        signature = await _signature(transaction, says) if name == SIGNATURE else None
        if signature is None and name != MANIFEST and name not in says.files:
            raise NOT_IN_REPORT.at("name")
        told: dict[str, Json] = {"file": name}
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.CONTROL_PACK_TAKEN, at, actor, found.about(), told))
    return means.packs.read(pack, name) if signature is None else iter([signature])


async def _signature(transaction: Transaction, says: PackSays) -> bytes | None:
    """Return the file of the controller's signature, None where the pack is not signed."""
    evidence = None if says.act is None else await transaction.acts.evidence(says.act)
    return None if evidence is None else signature_bytes(evidence)


async def packs(node: Node, token: str, at: datetime) -> Sequence[Paper]:
    """Return the packs of the own body, the latest first."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        body = controller.account.body_bin
        return await store.papers.found(PaperKind.CONTROL_PACK, "body", body, at + timedelta(days=1), MOST_PACKS)


async def one_pack(node: Node, token: str, pack: UUID, at: datetime) -> Paper:
    """Return a pack of the own body; a foreign and a missing one look equally absent."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        found = await store.papers.latest(pack, PaperKind.CONTROL_PACK)
        if found is None or pack_in(found).body_bin != controller.account.body_bin:
            raise PAPER_UNKNOWN.at()
        return found


async def duty(node: Node, token: str, at: datetime) -> tuple[MonthDuty, ...]:
    """Return the months of the own body's control: done, still to be done, overdue."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        return await duties_of(node, store, controller.account.body_bin, at)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The heads a month lies between; no first one at the beginning of the log."""

    first: bytes
    last: bytes

    def head(self, note: bytes) -> Checkpoint:
        return read_checkpoint(read_note(note).text)


def _month(name: str) -> Month:
    try:
        return month_named(name)
    except ValueError as wrong:
        raise NOT_YET.at("month") from wrong


async def _bounds(transaction: Transaction, month: Month, at: datetime) -> _Bounds:
    closed = month.until + SETTLED
    last = await transaction.control.checkpoint_after(closed) if at >= closed else None
    if last is None:
        raise NOT_YET.at("month")
    return _Bounds(await transaction.control.checkpoint_before(month.since - SETTLED) or b"", last)


async def _filled(
    node: Node, means: Means, work: PackInWork, body: str, month: Month, bounds: _Bounds, at: datetime
) -> Certificate:
    """Put the month's requests into the pack, then recount them against the journal."""
    people: dict[UUID, Account] = {}
    tasks: set[str] = set()
    after = None
    while True:
        async with node.store.single() as store:
            found, after = await of_body(store, body, month.since, month.until, after)
            told = await lines(store, found)
        people |= {line.user.id: line.user for line in told}
        tasks |= {line.request.draft.task for line in told}
        await asyncio.to_thread(work.add, [fact_of(node, line) for line in told])
        if after is None:
            break
    await asyncio.to_thread(work.surround, await surroundings(node, body, tasks, at))
    edge, last = await _edge(means, bounds), bounds.head(bounds.last)
    recount = Recount(body, month.since, month.until, edge)
    for start in range(edge.size, last.size, STRETCH):
        stretch = await means.journal.stretch(start, min(start + STRETCH, last.size))
        await asyncio.to_thread(recount.take, stretch.commitments, stretch.contents)
    compared = await asyncio.to_thread(recount.compared, last.size, last.root, work.leaves())
    times = (month.since, month.until)
    return Certificate(body, *times, edge.size, bounds.first, last.size, bounds.last, edge.rows, compared)


async def _edge(means: Means, bounds: _Bounds) -> Edge:
    if not bounds.first:
        return EMPTY_EDGE
    head = bounds.head(bounds.first)
    names = [(level, number) for level, number, width in edge_tiles(head.size) if width]
    return edge_from(head.size, head.root, await means.journal.tiles(names))


async def _finished(
    work: PackInWork,
    controller: Controller,
    certificate: Certificate,
    beside: Standing,
    named: tuple[UUID, str, Language],
    at: datetime,
) -> PackSays:
    number, month, language = named
    order = order_in(controller.order)
    summary = Summary(
        body=certificate.body,
        month=month,
        controller=controller.account.person.full_name(),
        order=f"{order.number}, {order.dated.isoformat()}",
        language=language,
        certificate=certificate,
        standing=beside,
    )
    oddities = await asyncio.to_thread(work.oddities, certificate.since, certificate.until)
    files = await asyncio.to_thread(work.finish, summary, oddities)
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        pack=number,
        body=certificate.body,
        month=month,
        made_at=at,
        made_by=controller.account.pseudonym(),
        order=controller.order.id,
        files=files,
        certificate=certificate,
        oddities=len(oddities),
    )
    data = manifest_bytes(manifest)
    work.keep_manifest(data)
    return PackSays(
        body_bin=certificate.body,
        month=month,
        manifest=hashlib.sha256(data).hexdigest(),
        files=files,
        requests=certificate.found.listed,
        oddities=len(oddities),
        made_by=controller.account.id,
        order=controller.order.id,
    )


async def _tell_incomplete(
    node: Node, controller: Controller, certificate: Certificate, month: str, at: datetime
) -> None:
    """Write down that list and journal differ, and raise it."""
    found = certificate.found
    told: dict[str, Json] = {"month": month, "missing": list(found.missing), "unknown": list(found.unknown)}
    actor = act_of(controller.account)
    async with node.store.single() as store:
        await store.journal.append(leaf(node, EntryKind.CONTROL_PACK_MADE, at, actor, actor, told))
    raise INCOMPLETE.at(missing=str(len(found.missing)), unknown=str(len(found.unknown)))


def _open(paper: Paper | None, controller: Controller) -> Paper:
    """Return a pack of the own body that waits for its signature; a foreign and a missing one look equally absent."""
    if paper is None or pack_in(paper).body_bin != controller.account.body_bin:
        raise PAPER_UNKNOWN.at()
    if paper.state != PackState.MADE:
        raise PACK_STATE.at()
    return paper
