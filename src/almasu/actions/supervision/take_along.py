"""Take along what a resolution covers: every request as it was judged and seen, with evidence, leaves and proofs.

A file holds what one page of the check lists; a check of many pages is taken along in as many files. The making is a
leaf in the log of supervision that names the digest of the manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.read_journal import Included, JournalReader, whereabouts
from almasu.actions.supervision.hold_check import Check, Covered, Replay, check_under, covered_page, replayed
from almasu.actions.supervision.packing import packed
from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.page import Page
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.supervision.export import FORMAT, KEYS, MANIFEST, Manifest, with_manifest


@dataclass(frozen=True, slots=True)
class Taken:
    """An export as a zip, and the SHA-256 of its manifest: the leaf about its making names it.

    `after` is the cursor of the page that the next file holds, empty where this is the last one.
    """

    data: bytes
    manifest: bytes
    after: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is taken along: under which resolution, the page that begins at a cursor, at most so many requests."""

    resolution: UUID
    after: str
    most: int


@dataclass(frozen=True, slots=True)
class ProvedBy:
    """What an export is proved by: the journal with its origin, the text of the node's keys, roots and authorities."""

    journal: JournalReader
    origin: str
    keys: str
    certificates: Sequence[bytes]


async def take_along(node: Node, token: str, wanted: Wanted, by: ProvedBy, at: datetime) -> Taken:
    """Return a page of what a resolution covers as one file. Problems: `supervision.absent`, `list.no_such_page`."""
    files, leaves, page, check = await _read(node, token, wanted, at)
    numbers = tuple(one.request.id for one in page.items)
    # Outside a transaction: the journal is read on a connection of its own.
    proofs = await proofs_of(by.journal, leaves)
    waiting = tuple(sorted(one.hex() for one in leaves if one not in proofs))
    number, complete = check.resolution.number, not wanted.after and not page.after
    manifest = Manifest(FORMAT, by.origin, wanted.resolution, number, at, numbers, waiting, (), complete=complete)
    files[KEYS] = by.keys.encode()
    files |= {f"certificates/{hashlib.sha256(one).hexdigest()}.cer": one for one in by.certificates}
    files |= {f"leaves/{one.hex()}.json": entry for one, entry in leaves.items()}
    files |= {f"proofs/{one.hex()}.tlog-proof": proof for one, proof in proofs.items()}
    whole = with_manifest(manifest, files)
    digest = hashlib.sha256(whole[MANIFEST]).digest()
    async with node.store.transaction() as transaction:
        check = await check_under(transaction, token, wanted.resolution, at)
        says = {"manifest": digest.hex(), "requests": [str(number) for number in numbers]}
        actor, about = act_of(check.person.account), check.paper.about()
        await transaction.supervision.append(leaf(node, EntryKind.SUPERVISION_EXPORTED, at, actor, about, says))
    return Taken(packed(whole), digest, page.after)


async def _read(
    node: Node, token: str, wanted: Wanted, at: datetime
) -> tuple[dict[str, bytes], dict[bytes, bytes], Page[Covered], Check]:
    """Return the files and the leaves of a page of what a resolution covers, the page, and the check."""
    async with node.store.transaction() as transaction:
        check = await check_under(transaction, token, wanted.resolution, at)
        page = await covered_page(node, transaction, check, wanted.after, wanted.most)
        files = {"resolution.json": check.paper.data}
        leaves: dict[bytes, bytes] = {}
        for one in page.items:
            seen = await replayed(transaction, one, None)
            files |= await _files_of(transaction, seen)
            leaves |= await _leaves_of(transaction, seen)
        return files, leaves, page, check


async def _files_of(transaction: Transaction, seen: Replay) -> dict[str, bytes]:
    """Return a request with what its officer had seen, and the evidence of its signature part by part."""
    request, account, then = seen.covered.request, seen.covered.account, seen.covered.then
    told = {
        "request": request,
        "officer": {
            "account": account.id,
            "name": account.person.full_name(),
            "role": then.role,
            "body": then.body_bin,
            "now": {"role": account.role, "body": account.body_bin},
        },
        "edition": then.edition,
        "views": [{"at": view.at, "resource": view.resource, "by": view.actor} for view in seen.views],
        "seen_by": seen.picture.at,
        "seen": sorted(str(one) for one in seen.picture.seen),
        "unseen": sorted(str(one) for one in seen.picture.unseen),
        "open": sorted(str(one) for one in seen.picture.open),
        "destroyed": sorted(str(one) for one in seen.gone),
        "answers": [
            {
                "exchange": answer.exchange_id,
                "resource": answer.resource,
                "state": answer.state.value,
                "received_at": answer.received_at,
                "salt": answer.salt.hex(),
            }
            for answer in seen.answers
        ],
    }
    files = {f"requests/{request.id}.json": msgspec.json.encode(told)}
    files |= {f"answers/{answer.exchange_id}.json": reply_bytes(answer.reply) for answer in seen.answers}
    evidence = await transaction.requests.evidence(request.id)
    if evidence is not None:
        files[f"evidence/{request.id}/bundle.json"] = evidence.data
        files |= {f"evidence/{request.id}/{digest.hex()}": part for digest, part in evidence.parts.items()}
    return files


async def _leaves_of(transaction: Transaction, seen: Replay) -> Mapping[bytes, bytes]:
    """Return the leaves about a request: its acceptance, what settled each question, each view."""
    entries = [seen.covered.entry, *await transaction.oversight.views(seen.covered.request.id)]
    for row in seen.covered.request.rows:
        found = None if row.leaf is None else await transaction.oversight.leaf(row.leaf)
        entries += [] if found is None else [found]
    return {commitment(entry): entry for entry in entries}


async def proofs_of(journal: JournalReader, leaves: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Return the proofs of the leaves that witnesses have vouched for."""
    proofs = {}
    for one in leaves:
        where = await whereabouts(journal, one)
        if isinstance(where, Included):
            proofs[one] = where.file(one).data()
    return proofs
