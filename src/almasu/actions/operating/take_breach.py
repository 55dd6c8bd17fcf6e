"""See the breaches that were reported, and take the papers of one along: to the prosecutor, or to a disciplinary case.

The file is a zip: `report.json`, `notice.json` (whether and when the body read it), `evidence/...` with the operator's
signed act and the evidence of its signature part by part, `leaves/...` with what the journal says of the report and the
notice, `proofs/...` with the place of each leaf under the checkpoint that witnesses co-signed (C2SP tlog-proof), and
`manifest.json` with the SHA-256 of each and the leaves that wait for their place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.operating.report_breach import MOST_PAPERS
from almasu.actions.read_journal import JournalReader
from almasu.actions.supervision.packing import packed
from almasu.actions.supervision.take_along import proofs_of
from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.operating.breach import Breach, Notice, ReportState
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import LIST_BREACHES
from almasu.law.problem import Fault

FORMAT = "almasu-breach/v2"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Reported:
    """A report: its paper and what it says, the blocked user's account, the notice as it stands."""

    paper: Paper
    said: Breach
    account: Account
    notice: Paper


@dataclass(frozen=True, slots=True)
class TakenBreach:
    """The papers of a report as a zip, and the SHA-256 of its manifest."""

    name: str
    data: bytes
    manifest: bytes


async def breaches(node: Node, token: str, at: datetime) -> Sequence[Reported]:
    """Return the reported breaches, newest first."""
    async with node.store.single() as store:
        await in_office(store, token, LIST_BREACHES.roles, at)
        papers = await store.papers.in_states(PaperKind.BREACH, [ReportState.REPORTED.value], None, MOST_PAPERS)
        return [await _reported(store, paper) for paper in papers]


async def one_breach(node: Node, token: str, report: UUID, at: datetime) -> Reported:
    """Return one report; Problem `paper.unknown`."""
    async with node.store.single() as store:
        await in_office(store, token, LIST_BREACHES.roles, at)
        return await _one(store, report)


async def take_breach(
    node: Node, token: str, report: UUID, journal: JournalReader, origin: str, at: datetime
) -> TakenBreach:
    """Return the papers of a report as one file; the taking is a leaf. Problem `paper.unknown`."""
    async with node.store.single() as store:
        await in_office(store, token, LIST_BREACHES.roles, at)
        found = await _one(store, report)
        files, leaves = await _files(store, found), await _leaves(store, found)
    # Outside a transaction: the journal is read on a connection of its own.
    proofs = await proofs_of(journal, leaves)
    files |= {f"leaves/{one.hex()}.json": entry for one, entry in leaves.items()}
    files |= {f"proofs/{one.hex()}.tlog-proof": proof for one, proof in proofs.items()}
    waiting = sorted(one.hex() for one in leaves if one not in proofs)
    files = with_manifest(files, {"origin": origin, "report": report, "made_at": at, "waiting": waiting})
    digest = hashlib.sha256(files[MANIFEST]).digest()
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, LIST_BREACHES.roles, at)
        says = {"manifest": digest.hex()}
        actor, about = act_of(person.account), found.paper.about()
        await transaction.journal.append(leaf(node, EntryKind.BREACH_TAKEN, at, actor, about, says))
    return TakenBreach(f"breach-{report}.zip", packed(files), digest)


def with_manifest(files: Mapping[str, bytes], told: Mapping[str, object]) -> dict[str, bytes]:
    """Return the files with the manifest that says what is told and names each file by its SHA-256."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    manifest = {"format": FORMAT, **told, "files": digests}
    return {**files, MANIFEST: msgspec.json.format(msgspec.json.encode(manifest))}


async def _files(transaction: Transaction, found: Reported) -> dict[str, bytes]:
    said, notice = found.said, msgspec.json.decode(found.notice.data, type=Notice)
    report = {
        "report": found.paper.id,
        "reported_at": found.paper.at,
        "user": {"account": found.account.id, "name": found.account.person.full_name(), "state": found.account.state},
        "said": said,
    }
    told = {"notice": found.notice.id, "state": found.notice.state, "at": found.notice.at, "said": notice}
    files = {
        "report.json": msgspec.json.format(msgspec.json.encode(report)),
        "notice.json": msgspec.json.format(msgspec.json.encode(told)),
    }
    evidence = await transaction.acts.evidence(said.act)
    if evidence is not None:
        files["evidence/bundle.json"] = evidence.data
        files |= {f"evidence/{digest.hex()}": part for digest, part in evidence.parts.items()}
    return files


async def _leaves(transaction: Transaction, found: Reported) -> dict[bytes, bytes]:
    """Return the leaves about a report and its notice by their commitments."""
    papers = (found.paper.id, found.notice.id)
    entries = [entry for paper in papers for entry in await transaction.oversight.of_paper(paper)]
    return {commitment(entry): entry for entry in entries}


async def _one(transaction: Transaction, report: UUID) -> Reported:
    paper = await transaction.papers.latest(report, PaperKind.BREACH)
    if paper is None:
        raise PAPER_UNKNOWN.at()
    return await _reported(transaction, paper)


async def _reported(transaction: Transaction, paper: Paper) -> Reported:
    said = msgspec.json.decode(paper.data, type=Breach)
    account = await transaction.accounts.with_id(said.account)
    notice = await transaction.papers.latest(said.notice, PaperKind.NOTICE)
    if account is None or notice is None:
        raise Fault(f"the report {paper.id} lacks its account or its notice")
    return Reported(paper, said, account, notice)
