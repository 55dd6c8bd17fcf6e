"""A full part of the log as it is archived: the records of its requests and the summaries of their results.

Kept for as long as the exchange works (SIO25-15.2), sealed, beside the tiles: 256 leaves a part. A summary is the leaf
about an answer, verbatim; answer data is not archived: it goes with its material (SIO25-19.2).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.request import Request
from almasu.kernel.sealing.seal import committed
from almasu.law.canonical import canonical_bytes


class ArchivedRequest(msgspec.Struct, frozen=True):
    """The record of a request; `salt` opens the commitments of its leaf."""

    id: UUID
    account: UUID
    accepted_at: datetime
    edition: str
    draft: Draft
    digest: bytes
    salt: bytes


class ArchivedPart(msgspec.Struct, frozen=True):
    """A full part: the digest of its leaves, the records, the summaries, and requests whose record did not open."""

    first: int
    digest: bytes
    requests: tuple[ArchivedRequest, ...]
    results: tuple[str, ...]
    unopened: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the leaves of a part tell: requests with what their leaves say, and the summaries of results."""

    requests: Mapping[UUID, Mapping[str, object]]
    results: tuple[str, ...]


class _Leaf(msgspec.Struct, frozen=True):
    kind: str
    about: str
    says: dict[str, object]


def told_by(entries: Sequence[bytes]) -> Told:
    """Return what the leaves of a part tell of requests and results."""
    requests, results = dict[UUID, Mapping[str, object]](), list[str]()
    for entry in entries:
        leaf = msgspec.json.decode(entry, type=_Leaf)
        if leaf.kind == EntryKind.REQUEST_ACCEPTED:
            requests[UUID(leaf.about.removeprefix("request:"))] = leaf.says
        elif leaf.kind == EntryKind.ANSWER_RECEIVED:
            results.append(entry.decode())
    return Told(requests, tuple(results))


def part_digest(entries: Sequence[bytes]) -> bytes:
    """Return what binds an archived part to its leaves."""
    return hashlib.sha256(b"".join(hashlib.sha256(entry).digest() for entry in entries)).digest()


def archived(request: Request) -> ArchivedRequest:
    """Return the record of a request as it is archived."""
    return ArchivedRequest(
        request.id,
        request.account,
        request.accepted_at,
        request.edition,
        request.draft,
        request.digest,
        request.salt,
    )


def faults_of_part(part: ArchivedPart, entries: Sequence[bytes]) -> tuple[str, ...]:
    """Return what an archived part lacks, or what in it is not what the leaves of the log committed to."""
    told = told_by(entries)
    faults = [] if part.digest == part_digest(entries) else ["the leaves are not those that were archived"]
    records = {one.id: one for one in part.requests}
    for number, says in told.requests.items():
        record = records.get(number)
        if record is None:
            faults.append(f"the record of the request {number} is missing")
        elif any(says.get(name) != value for name, value in _commitments(record).items()):
            faults.append(f"the record of the request {number} is not what its leaf committed to")
    if set(told.results) - set(part.results):
        faults.append("summaries of results are missing")
    return tuple(faults)


def _commitments(record: ArchivedRequest) -> dict[str, str]:
    draft = record.draft
    subject = canonical_bytes({"kind": draft.key.kind.value, "value": draft.key.value})
    return {
        "subject": committed(record.salt, "subject", subject),
        "task": committed(record.salt, "task", draft.task.encode()),
        "justification": committed(record.salt, "justification", draft.justification.encode()),
    }
