"""Documents of the sector in the store: read for whoever may see them, kept with the leaf of the step they took."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.assignment import Assignment
from almasu.kernel.sector.content import addressees_in
from almasu.kernel.sector.document import Document, DocumentKind
from almasu.kernel.sector.kept import ASKING, OUT, Held, found_by, sent_to
from almasu.kernel.sector.parties import Actor
from almasu.kernel.sector.seeing import outward, sees
from almasu.law.canonical import Json


@dataclass(frozen=True, slots=True)
class Kept:
    """A document with the paper that keeps it; `addressees` are the organisations it was sent to by name."""

    paper: Paper
    held: Held
    addressees: tuple[str, ...]

    @property
    def document(self) -> Document:
        """Return the document."""
        return self.held.document


async def read(transaction: Transaction, number: UUID, who: Actor) -> Kept:
    """Return a document for somebody who sees it; Problem `paper.unknown` for what is foreign, hidden or missing."""
    return await _for(transaction, await transaction.papers.latest(number, PaperKind.SECTOR_DOCUMENT), who)


async def to_change(transaction: Transaction, number: UUID, who: Actor) -> Kept:
    """Return the same, locked until this transaction ends."""
    return await _for(transaction, await transaction.papers.to_change(number, PaperKind.SECTOR_DOCUMENT), who)


async def _for(transaction: Transaction, paper: Paper | None, who: Actor) -> Kept:
    if paper is None:
        raise PAPER_UNKNOWN.at()
    kept = await opened(transaction, paper)
    if not sees(kept.document, kept.addressees, who):
        raise PAPER_UNKNOWN.at()
    return kept


async def opened(transaction: Transaction, paper: Paper) -> Kept:
    """Return what a paper keeps, with whom it was sent to."""
    held = msgspec.json.decode(paper.data, type=Held)
    return Kept(paper, held, await _addressees(transaction, held))


async def _addressees(transaction: Transaction, held: Held) -> tuple[str, ...]:
    """Return the organisations a request was sent to, or the one whose request an answer answers."""
    seen = held.document.seen_by_others
    if seen is None:
        return ()
    if held.answers is None:
        return addressees_in(held.document.kind, seen.content)
    part = await transaction.papers.latest(held.answers, PaperKind.SECTOR_ASSIGNMENT)
    if part is None:
        return ()
    request = msgspec.json.decode(part.data, type=Assignment).request
    asked = await transaction.papers.latest(request, PaperKind.SECTOR_DOCUMENT)
    return () if asked is None else (msgspec.json.decode(asked.data, type=Held).document.organisation,)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a document: its name in the journal, who takes it, when, and what else the leaf says of it."""

    name: str
    by: Acting
    at: datetime
    says: Mapping[str, Json]


async def keep_new(node: Node, transaction: Transaction, held: Held, step: Step, number: UUID | None = None) -> Kept:
    """Keep a new document and tell the journal; under a number of its own, or one that can be only once."""
    document = held.document
    keys = found_by(document.organisation, **_of_answer(held))
    paper = new_paper(number or node.new_id(), PaperKind.SECTOR_DOCUMENT, document.stage, step.at, held, keys)
    return await _keep(node, transaction, paper, held, step)


async def keep_moved(node: Node, transaction: Transaction, kept: Kept, document: Document, step: Step) -> Kept:
    """Keep the document after a step and tell the journal.

    One that others see keeps its place in their lists, when it was sent last, whatever is being written meanwhile.
    """
    held = msgspec.structs.replace(kept.held, document=document)
    seen = document.seen_by_others
    paper = kept.paper.moved(document.stage, step.at if seen is None else seen.at, held, document.correct_by)
    if seen is not None:
        paper = replace(paper, found_by={**paper.found_by, **_out(held, await _addressees(transaction, held))})
    return await _keep(node, transaction, paper, held, step)


def _out(held: Held, addressees: Collection[str]) -> Mapping[str, str]:
    """Return what a document that left its organisation is found by: its kind, whom it reached, who asks."""
    document = held.document
    asking = {ASKING: document.organisation} if document.kind is DocumentKind.REQUEST else {}
    return {OUT: document.kind.value, **asking, **{sent_to(one): OUT for one in addressees}}


async def _keep(node: Node, transaction: Transaction, paper: Paper, held: Held, step: Step) -> Kept:
    await transaction.papers.keep(paper)
    document = held.document
    says: dict[str, Json] = {
        **paper.told(),
        "step": step.name,
        "document": document.kind.value,
        "edition": document.edition,
        "digest": hashlib.sha256(document.content).hexdigest(),
        **step.says,
    }
    entry = leaf(node, EntryKind.SECTOR_DOCUMENT_MOVED, step.at, step.by.said, paper.about(), says)
    await transaction.journal.append(entry)
    return Kept(paper, held, await _addressees(transaction, held))


async def all_of(transaction: Transaction, papers: Sequence[Paper], who: Actor) -> list[Kept]:
    """Return those of some documents that somebody sees, as they may know them, in their order."""
    found = [await opened(transaction, paper) for paper in papers]
    return [shown_to(one, who) for one in found if sees(one.document, one.addressees, who)]


def shown_to(kept: Kept, who: Actor) -> Kept:
    """Return a document as somebody who sees it may know it."""
    return replace(kept, held=msgspec.structs.replace(kept.held, document=outward(kept.document, who)))


def _of_answer(held: Held) -> dict[str, str]:
    return {} if held.answers is None else {"answers": str(held.answers)}
