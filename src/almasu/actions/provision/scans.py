"""Scans of ordinary papers, sealed under a material, given out as bytes to save; of others only the card (FMA-4.2)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import acting
from almasu.actions.provision.materials import OF_MATERIAL, own_open
from almasu.actions.provision.sheaves import KIND, open_content, sheaf_in
from almasu.actions.provision.use_received import Asked, judged_use, tell_refusal
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_papers import KEY_PAPER
from almasu.kernel.provision import paper as papers
from almasu.kernel.provision.material import is_open, material_in
from almasu.kernel.provision.paper import Scan, ScanLies, Sheaf
from almasu.kernel.provision.problems_of_handing import NO_READER, NOT_READ, PAST_ITS_TIME, SCAN_FILE
from almasu.kernel.provision.received import Bound, Use
from almasu.kernel.provision.scan_words_port import NotRead
from almasu.law.canonical import Json
from almasu.law.problem import Fault, Problem

LARGEST = 1_000_000
"""Bytes of a scan."""
BEGINS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
"""The three kinds of scans by how they begin: what a file is called says nothing."""


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A scan as it is given out: the name it is saved under, its bytes."""

    name: str
    data: bytes


async def keep_scan(
    node: Node, token: str, number: UUID, material: UUID, pages: int, data: bytes, at: datetime
) -> Sheaf:
    """Keep the scan of a received paper, sealed under a material of the officer.

    Problems: `provision.paper.card_only` before anything of the file is looked at, `.scan_file`,
    `provision.handing.state`, `provision.material.absent`, `paper.unknown`, those of the act in force.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEY_PAPER, at)
        paper = await transaction.papers.to_change(number, KIND)
        if paper is None or sheaf_in(paper).received_at is None:
            raise PAPER_UNKNOWN.at()
        digest = hashlib.sha256(data).hexdigest()
        kind = next((one for one, begins in BEGINS.items() if data.startswith(begins)), "")
        scan = Scan(uuid5(number, digest), digest, pages, material, f"{number}.{kind}")
        moved = papers.scanned(await _without_gone(transaction, sheaf_in(paper), at), scan, who.actor)
        await open_content(transaction, moved, at)
        if not kind or len(data) > LARGEST or not 1 <= pages <= 10_000:
            raise SCAN_FILE.at("file")
        await own_open(transaction, who, material, at)
        await transaction.contents.keep(scan.document, material, data, at)
        lies_under = {**paper.found_by, OF_MATERIAL: str(material)}
        after = replace(paper.moved(moved.stage, at, moved), found_by=lies_under)
        await transaction.papers.keep(after)
        says: dict[str, Json] = {**after.told(), "digest": digest, "pages": pages, "material": str(material)}
        entry = leaf(node, EntryKind.PROVISION_SCAN_KEPT, at, who.said, paper.about(), says)
        await transaction.journal.append(entry)
        return moved


async def where_scan_lies(node: Node, token: str, scan: Scan, at: datetime) -> ScanLies:
    """Tell where the scan of a paper lies for an officer who may key it."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEY_PAPER, at)
        paper = await transaction.papers.latest(scan.material, PaperKind.PROVISION_MATERIAL)
        if paper is None or not is_open(paper, at):
            return ScanLies.GONE
        return ScanLies.WITH_YOU if who.actor.account in material_in(paper).workers else ScanLies.WITH_ANOTHER


async def _without_gone(transaction: Transaction, sheaf: Sheaf, at: datetime) -> Sheaf:
    """Return a paper without a scan that went with its material."""
    if sheaf.scan is None:
        return sheaf
    paper = await transaction.papers.latest(sheaf.scan.material, PaperKind.PROVISION_MATERIAL)
    is_gone = paper is None or not is_open(paper, at)
    return msgspec.structs.replace(sheaf, scan=None) if is_gone else sheaf


async def scan_to_use(node: Node, token: str, number: UUID, at: datetime) -> Sheaf:
    """Return the card of a scanned paper whose scan the officer may use; Problems as for `take_scan`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEY_PAPER, at)
        paper = await transaction.papers.latest(number, KIND)
        scan = None if paper is None else sheaf_in(paper).scan
        if paper is None or scan is None:
            raise PAPER_UNKNOWN.at()
        await own_open(transaction, who, scan.material, at)
        return sheaf_in(paper)


async def take_scan(node: Node, token: str, number: UUID, purpose: str, why: str, at: datetime) -> ScanFile:
    """Return the scan of a paper to an officer who works on its material, with the leaf of it.

    A scan is a copy of its paper, as a print is: it is given out where the regime lets content be printed.

    Problems: `paper.unknown`, `provision.material.absent`, `provision.received.*` of a use, `provision.words_needed`.
    """
    return await _used(node, token, number, Asked(Use.PRINT, purpose, why), at)


async def _used(node: Node, token: str, number: UUID, asked: Asked, at: datetime) -> ScanFile:
    """Return a scan for a use, with the leaf of the use, or that of its refusal."""
    try:
        return await _judged(node, token, number, asked, at)
    except Problem as refusal:
        await tell_refusal(node, token, KEY_PAPER, f"paper:{number}", asked, refusal, at)
        raise


async def _judged(node: Node, token: str, number: UUID, asked: Asked, at: datetime) -> ScanFile:
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEY_PAPER, at)
        paper = await transaction.papers.latest(number, KIND)
        scan = None if paper is None else sheaf_in(paper).scan
        if paper is None or scan is None:
            raise PAPER_UNKNOWN.at()
        material = (await own_open(transaction, who, scan.material, at)).material
        card = sheaf_in(paper).card
        bound = Bound(card.body, (card.secrecy,), material.purpose, scan.material, material.until)
        says = judged_use(node, who, bound, asked, at, mine=True)
        data = await transaction.contents.data(scan.document, scan.material)
        if data is None:
            raise PAST_ITS_TIME.at()
        if hashlib.sha256(data).hexdigest() != scan.sha256:
            raise Fault(f"the scan of the paper {number} is another one than was kept")
        entry = leaf(node, EntryKind.PROVISION_SCAN_TAKEN, at, who.said, paper.about(), {**says, "digest": scan.sha256})
        await transaction.journal.append(entry)
        return ScanFile(scan.name, data)


async def scan_words(node: Node, token: str, number: UUID, purpose: str, why: str, at: datetime) -> str:
    """Return what a program reads on the scan of a paper: a help for whoever keys it, kept nowhere.

    A restricted paper has no scan, so nothing of one is ever read. Problems as for `take_scan`, and
    `provision.paper.no_reader`, `.not_read`.
    """
    if node.scan_reader is None:
        async with node.store.transaction() as transaction:
            await acting(transaction, token, KEY_PAPER, at)
        raise NO_READER.at()
    scan = await _used(node, token, number, Asked(Use.OPEN, purpose, why), at)
    if scan.data.startswith(BEGINS["pdf"]):
        raise NOT_READ.at()
    try:
        return await node.scan_reader.read(scan.data)
    except NotRead as wrong:
        raise NOT_READ.at() from wrong
