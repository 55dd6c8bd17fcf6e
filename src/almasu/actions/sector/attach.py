"""Attach files to a document, take them away again, give them out to whoever may see the document (ASOI-12, ASOI-4).

A file changes what the head consents to, so that attaching one makes a new edition; what was sent once stays kept. A
file is given out as bytes to save, and that it was given out is journalled.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import acting
from almasu.actions.sector.documents import Kept, Step, keep_moved, read
from almasu.actions.sector.write_document import own_draft
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import SEE_DOCUMENTS
from almasu.kernel.sector import document as documents
from almasu.kernel.sector.attachment import attached, attachment_number
from almasu.kernel.sector.content import attachments_in, with_attachments
from almasu.kernel.sector.document import Document
from almasu.kernel.sector.seeing import shown
from almasu.law.problem import Fault


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside a document: the name it was given, its SHA-256 in hexadecimal, its bytes."""

    name: str
    digest: str
    data: bytes


async def attach(node: Node, token: str, number: UUID, name: str, data: bytes, at: datetime) -> Kept:
    """Attach a file to a document that is being written, or to what was sent and grows: a new edition.

    Problems: `paper.unknown`, `sector.stage`, `sector.duty`, those of `kernel.sector.attachment` at `file`.
    """
    async with node.store.transaction() as transaction:
        who, kept = await own_draft(transaction, token, number, at)
        document = kept.document
        beside, digest = attached(_beside(document), _sent(document), name, data)
        moved = await _rewritten(node, transaction, kept, beside, Step("attached", who, at, {"file": digest}))
        await transaction.attachments.keep(number, attachment_number(number, digest), data, at)
        return moved


async def detach(node: Node, token: str, number: UUID, file: UUID, at: datetime) -> Kept:
    """Take a file away from a document that is being written; one that was never sent is kept no longer."""
    async with node.store.transaction() as transaction:
        who, kept = await own_draft(transaction, token, number, at)
        document = kept.document
        digest = _digest(number, _beside(document), file)
        left = {name: one for name, one in _beside(document).items() if one != digest}
        moved = await _rewritten(node, transaction, kept, left, Step("detached", who, at, {"file": digest}))
        if digest not in _sent(document):
            await transaction.attachments.drop(number, file)
        return moved


async def take_attachment(node: Node, token: str, number: UUID, file: UUID, at: datetime) -> Attachment:
    """Return a file beside the edition that somebody sees, and journal that they took it; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_DOCUMENTS, at)
        kept = await read(transaction, number, who.actor)
        beside = attachments_in(kept.document.kind, shown(kept.document, who.actor) or kept.document.content)
        digest = _digest(number, beside, file)
        data = await transaction.attachments.data(number, file)
        if data is None or hashlib.sha256(data).hexdigest() != digest:
            raise Fault(f"the file {file} beside the document {number} is gone or another one")
        says = {"file": digest, "document": kept.document.kind.value}
        entry = leaf(node, EntryKind.SECTOR_ATTACHMENT_TAKEN, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(entry)
        name = next(name for name, one in beside.items() if one == digest)
        return Attachment(name, digest, data)


async def _rewritten(node: Node, transaction: Transaction, kept: Kept, beside: Mapping[str, str], step: Step) -> Kept:
    content = with_attachments(kept.document.kind, kept.document.content, beside)
    return await keep_moved(
        node, transaction, kept, documents.rewritten(kept.document, content, step.by.actor, step.at), step
    )


def _beside(document: Document) -> Mapping[str, str]:
    return attachments_in(document.kind, document.content)


def _sent(document: Document) -> frozenset[str]:
    """Return the digests of the files beside any edition that was sent."""
    sent = (attachments_in(document.kind, one.content).values() for one in document.sendings)
    return frozenset(digest for digests in sent for digest in digests)


def _digest(document: UUID, beside: Mapping[str, str], file: UUID) -> str:
    """Return the digest of a file by its number; Problem `paper.unknown` where the edition has no such file."""
    found = next((one for one in beside.values() if attachment_number(document, one) == file), None)
    if found is None:
        raise PAPER_UNKNOWN.at()
    return found
