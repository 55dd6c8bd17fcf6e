"""Whether the requests of an export are those of the journal: act, words, questions and answers against their leaves.

A leaf holds commitments only. The request's salt opens what was asked, an answer's own salt what was answered; the
digest of a question binds both to one signed act (SIO25-15.1). Without the signed act nothing
binds a request, and that is a fault.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from uuid import UUID

import msgspec

from almasu.kernel.evidence_pack.content import Entry, read_entry, read_salt
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.requests.request import question_digest
from almasu.kernel.sealing.seal import committed
from almasu.law.canonical import canonical_bytes


class _Key(msgspec.Struct, frozen=True):
    kind: str
    value: str


class _Draft(msgspec.Struct, frozen=True):
    key: _Key
    task: str
    justification: str


class _Row(msgspec.Struct, frozen=True):
    exchange_id: UUID
    resource: int
    leaf: bytes | None = None


class _Request(msgspec.Struct, frozen=True):
    id: UUID
    draft: _Draft
    digest: bytes
    salt: bytes
    leaf: bytes
    rows: tuple[_Row, ...]
    together: tuple[UUID, ...] = ()

    def place(self) -> int:
        return self.together.index(self.id) if self.id in self.together else 0


class _Answer(msgspec.Struct, frozen=True):
    exchange: UUID
    salt: str


class _Told(msgspec.Struct, frozen=True):
    request: _Request
    answers: tuple[_Answer, ...] = ()


class _Bundle(msgspec.Struct, frozen=True):
    content: bytes


def unbound(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what of the requests of an export is not what their leaves are committed to."""
    for name in sorted(files):
        if name.startswith("requests/"):
            try:
                told = msgspec.json.decode(files[name], type=_Told)
                _check_request(files, told.request)
                _check_answers(files, told)
            except (Malformed, msgspec.DecodeError, ValueError) as bad:
                yield f"{name}: {bad}"


def _check_request(files: Mapping[str, bytes], request: _Request) -> None:
    """Make sure that the acceptance is committed to the evidence, the act in it, and what the request says."""
    entry = _leaf(files, request.leaf)
    if entry.kind != EntryKind.REQUEST_ACCEPTED or entry.about != f"request:{request.id}":
        raise Malformed("the leaf is not about the acceptance of this request")
    bundle = files.get(f"evidence/{request.id}/bundle.json", b"")
    act = msgspec.json.decode(bundle, type=_Bundle).content
    if hashlib.sha256(act).digest() != request.digest:
        raise Malformed("the signed act is another")
    key = {"kind": request.draft.key.kind, "value": request.draft.key.value}
    said = {
        "evidence": bundle,
        "act": act,
        "subject": canonical_bytes({**key}),
        "task": request.draft.task.encode(),
        "justification": request.draft.justification.encode(),
    }
    for label, data in said.items():
        if entry.says.get(label) != committed(request.salt, label, data):
            raise Malformed(f"{label} is not what the leaf is committed to")


def _check_answers(files: Mapping[str, bytes], told: _Told) -> None:
    """Make sure that each settled question is of this act, and that each opened answer is what was answered."""
    salts = {answer.exchange: answer.salt for answer in told.answers}
    for row in told.request.rows:
        if row.leaf is None:
            continue
        entry, number = _leaf(files, row.leaf), row.resource
        if (entry.kind, entry.about) != (EntryKind.ANSWER_RECEIVED, f"exchange:{row.exchange_id}"):
            raise Malformed(f"the leaf of register {number} is not about its answer")
        question = question_digest(told.request.digest, number, told.request.place()).hex()
        if entry.says.get("question") != question:
            raise Malformed(f"the answer of register {number} belongs to another question")
        salt = salts.pop(row.exchange_id, None)
        if salt is not None:
            answer = files.get(f"answers/{row.exchange_id}.json", b"")
            if entry.says.get("answer") != committed(read_salt(salt), "answer", answer):
                raise Malformed(f"the answer of register {number} was changed")
    if salts:
        raise Malformed("an answer belongs to no question of this request")


def _leaf(files: Mapping[str, bytes], named: bytes) -> Entry:
    """Return a leaf of the export by its commitment; Malformed where it lacks it."""
    found = files.get(f"leaves/{named.hex()}.json")
    if found is None:
        raise Malformed(f"the leaf {named.hex()} is missing")
    return read_entry(found.decode())
