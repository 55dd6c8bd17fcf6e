"""Checkpoints (C2SP tlog-checkpoint) and what witnesses add to them (C2SP tlog-cosignature, Ed25519, type 0x04)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import (
    KeyKind,
    Note,
    Sign,
    Signature,
    VerifierKey,
    decoded,
    encoded,
    read_note,
    sign_note,
    signers,
)
from almasu.kernel.journal.tree import EMPTY_ROOT, HASH_SIZE

_NUMBER = re.compile(r"0|[1-9]\d{0,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its origin (the log's identity), the number of entries and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the note text of the checkpoint: three lines."""
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"


def read_number(text: str) -> int:
    """Return a size or an index below 2**63 written in decimal without leading zeroes; Malformed otherwise."""
    if not _NUMBER.fullmatch(text) or int(text) >> 63:
        raise Malformed("a size is written in decimal without leading zeroes")
    return int(text)


def read_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint a note text is; Malformed otherwise.

    Extension lines are refused: we write none, and nobody could audit them. A size of 0 needs the empty root.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise Malformed("a checkpoint is three lines: origin, size, root")
    checkpoint = Checkpoint(lines[0], read_number(lines[1]), decoded(lines[2]))
    if len(checkpoint.root) != HASH_SIZE:
        raise Malformed("a root is 32 bytes")
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise Malformed("the empty tree has the root RFC 6962 gives it")
    return checkpoint


def sign_checkpoint(checkpoint: Checkpoint, keys: Sequence[tuple[VerifierKey, Sign]]) -> Note:
    """Return the checkpoint signed by the log's key, or by both while a new key takes over from an old one."""
    text = checkpoint.text()
    return Note(text, tuple(sign_note(text, key, sign) for key, sign in keys))


def open_checkpoint(data: bytes, log_keys: Sequence[VerifierKey]) -> tuple[Checkpoint, Note]:
    """Return a checkpoint that one of the log's keys signed; Malformed where none did or a signature is false."""
    note = read_note(data)
    checkpoint = read_checkpoint(note.text)
    if not [key for key in signers(note, log_keys) if key.name == checkpoint.origin]:
        raise Malformed(f"no known key of {checkpoint.origin} signed the checkpoint")
    return checkpoint, note


def cosigned_message(text: str, timestamp: int) -> bytes:
    """Return the bytes a witness signs: a header, the time in seconds since the epoch, the checkpoint's text."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def cosign(text: str, at: datetime, key: VerifierKey, sign: Sign) -> Signature:
    """Return a witness's statement that at `at` this checkpoint was the largest consistent one it had seen."""
    if key.kind is not KeyKind.COSIGNATURE:
        raise Malformed("a witness signs with a cosignature key")
    timestamp = int(at.timestamp())
    return Signature(key.name, key.key_id, timestamp.to_bytes(8, "big") + sign(cosigned_message(text, timestamp)))


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A witness's key and the moment it vouches for."""

    key: VerifierKey
    at: datetime


def cosigners(note: Note, keys: Sequence[VerifierKey]) -> tuple[Cosigned, ...]:
    """Return which of the witness keys co-signed the note, and when; the latest moment where one did it twice.

    Unknown lines are passed over; Malformed where a line names a known key and does not verify.
    """
    found: dict[VerifierKey, Cosigned] = {}
    for signature in note.signatures:
        for key in keys:
            if key.kind is KeyKind.COSIGNATURE and signature.is_by(key):
                at = _cosigned_at(note.text, signature, key)
                if key not in found or at > found[key].at:
                    found[key] = Cosigned(key, at)
    return tuple(found.values())


def _cosigned_at(text: str, signature: Signature, key: VerifierKey) -> datetime:
    timestamp = int.from_bytes(signature.value[:8], "big")
    if len(signature.value) != 72 or not key.signed(cosigned_message(text, timestamp), signature.value[8:]):
        raise Malformed(f"the cosignature of {key.name} is false")
    try:
        return datetime.fromtimestamp(timestamp, UTC)
    except (OverflowError, ValueError, OSError) as broken:
        raise Malformed(f"the cosignature of {key.name} names no moment") from broken
