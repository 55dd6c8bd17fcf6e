"""What a witness decides (C2SP tlog-witness, add-checkpoint): pure, from a request and what it cosigned last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint, read_number
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import MAX_NOTE, Note, VerifierKey, decoded, encoded, read_note, signers
from almasu.kernel.journal.proofs import consistency_holds
from almasu.kernel.journal.tree import EMPTY_ROOT, HASH_SIZE

MAX_PROOF_LINES = 63
MAX_REQUEST = MAX_NOTE + 64 * 64
SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to cosign: the size last known to be cosigned, the proof from there, the checkpoint's bytes."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def data(self) -> bytes:
        """Return the request body."""
        lines = [f"old {self.old}", *(encoded(node) for node in self.proof)]
        return ("\n".join(lines) + "\n\n").encode() + self.checkpoint


def read_ask(data: bytes) -> Ask:
    """Return the request a body holds; Malformed where it breaks the form or its limits."""
    if len(data) > MAX_REQUEST:
        raise Malformed("the request is too large")
    head, gap, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError as broken:
        raise Malformed("the head of the request is not ASCII") from broken
    if not gap or not lines[0].startswith("old ") or len(lines) - 1 > MAX_PROOF_LINES:
        raise Malformed("the request begins with `old`, at most 63 proof lines and an empty line")
    proof = tuple(decoded(line) for line in lines[1:])
    if any(len(node) != HASH_SIZE for node in proof):
        raise Malformed("every proof line is a hash of 32 bytes")
    return Ask(read_number(lines[0].removeprefix("old ")), proof, checkpoint)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The witness may cosign: keep the note as the latest head of the origin first, then answer."""

    checkpoint: Checkpoint
    note: Note


@dataclass(frozen=True, slots=True)
class Declined:
    """The witness does not cosign: the HTTP status, the body and its type the protocol asks for."""

    status: int
    body: str
    content_type: str = TEXT_TYPE


def read_request(data: bytes, logs: Mapping[str, Sequence[VerifierKey]]) -> tuple[Ask, Accepted] | Declined:
    """Read a request and check what needs no memory: form (400), origin (404), signature (403).

    `logs` are the keys trusted per origin. The note that is kept holds only signatures of those keys.
    """
    try:
        ask = read_ask(data)
        note = read_note(ask.checkpoint)
    except Malformed as broken:
        return Declined(400, f"{broken}\n")
    keys = logs.get(note.text.partition("\n")[0])
    if keys is None:
        return Declined(404, "this witness does not know the log\n")
    try:
        signed = signers(note, keys)
    except Malformed as broken:
        return Declined(403, f"{broken}\n")
    if not signed:
        return Declined(403, "no trusted key of the log signed the checkpoint\n")
    return _read_head(ask, note, signed)


def _read_head(ask: Ask, note: Note, signed: Sequence[VerifierKey]) -> tuple[Ask, Accepted] | Declined:
    try:
        checkpoint = read_checkpoint(note.text)
    except Malformed as broken:
        wrong_empty_root = note.text.split("\n")[1:2] == ["0"]
        return Declined(422 if wrong_empty_root else 400, f"{broken}\n")
    if ask.old > checkpoint.size:
        return Declined(400, "the old size is larger than the checkpoint\n")
    own = tuple(signature for signature in note.signatures if any(signature.is_by(key) for key in signed))
    return ask, Accepted(checkpoint, Note(note.text, own))


def judge(ask: Ask, offered: Accepted, latest: Checkpoint | None) -> Accepted | Declined:
    """Decide with memory: `latest` is the head last cosigned for the origin, None before the first.

    An old size that is not the latest one is answered 409 with the latest; a proof that does not hold, 422.
    """
    known = latest or Checkpoint(offered.checkpoint.origin, 0, EMPTY_ROOT)
    new = offered.checkpoint
    if ask.old != known.size:
        return Declined(409, f"{known.size}\n", SIZE_TYPE)
    if ask.old == 0:
        consistent = not ask.proof and (new.size > 0 or new.root == EMPTY_ROOT)
    else:
        consistent = consistency_holds(ask.old, new.size, known.root, new.root, ask.proof)
    if not consistent:
        return Declined(422, "the checkpoint does not continue the one cosigned before\n")
    return offered
