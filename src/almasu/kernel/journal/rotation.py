"""A log's change of keys: a statement that the old and the new key both sign, kept as a leaf of the log itself.

The leaf is the only record of which generation signs: a head that holds the leaf is signed by the new key, and by the
old one beside it until the hand-over ends. So a copy of the log alone tells which key each of its heads needs, and
entries put back from the archive bring the keys' history with them. The form is a signed note of our own:

    almasu-log-key/v1
    <origin of the log>
    generation <number of the new one>
    old <vkey of the head key that goes>
    new <vkey of the head key that comes>
    receipts <vkey of the new generation's receipt key>
    at <moment, RFC 3339>
    until <moment the hand-over ends>
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from almasu.kernel.journal.checkpoint import read_number
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.journal.keys import LogKeys
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, VerifierKey, read_key, read_note, sign_note, signers
from almasu.kernel.journal.receipt import receipt_name
from almasu.law import moment

HEADER = "almasu-log-key/v1"
ABOUT = "log_key:"
ACTOR = "system:journal"
MAX_ROTATIONS = 1_000
LABELS = ("generation", "old", "new", "receipts", "at", "until")


@dataclass(frozen=True, slots=True)
class Rotation:
    """What the statement says: from `at` on `new` signs the heads of `origin`, and `old` beside it before `until`.

    `generation` counts from 2, since the first key follows no other; `receipts` is the key that goes with `new`.
    """

    origin: str
    generation: int
    old: VerifierKey
    new: VerifierKey
    receipts: VerifierKey
    at: datetime
    until: datetime

    def text(self) -> str:
        """Return the note text of the statement."""
        keys = f"old {self.old.text()}\nnew {self.new.text()}\nreceipts {self.receipts.text()}\n"
        times = f"at {moment.written(self.at)}\nuntil {moment.written(self.until)}\n"
        return f"{HEADER}\n{self.origin}\ngeneration {self.generation}\n{keys}{times}"


def rotation_entry(rotation: Rotation, old: LogKeys, new: LogKeys, salt: bytes) -> Entry:
    """Return the leaf of a change of keys: the statement, signed by both head keys."""
    text = rotation.text()
    signed = Note(text, tuple(sign_note(text, pair.head.key, pair.head.sign) for pair in (new, old)))
    says = {"statement": signed.data().decode()}
    return Entry(EntryKind.LOG_KEY_ROTATED, rotation.at, ACTOR, f"{ABOUT}{rotation.generation}", says, salt)


class _Says(msgspec.Struct):
    statement: str


class _Leaf(msgspec.Struct):
    kind: str
    says: _Says


_LEAF = msgspec.json.Decoder(_Leaf)


def open_leaf(entry_data: bytes) -> Rotation:
    """Return the change of keys that a leaf tells of; Malformed where it tells of none, or not both keys signed."""
    try:
        leaf = _LEAF.decode(entry_data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as broken:
        raise Malformed("the entry holds no statement about a key") from broken
    if leaf.kind != EntryKind.LOG_KEY_ROTATED:
        raise Malformed("the entry is not about a change of keys")
    return open_statement(leaf.says.statement.encode())


def open_statement(data: bytes) -> Rotation:
    """Return what a statement says; Malformed where the form is broken or one of the two signatures is missing."""
    note = read_note(data)
    rotation = _read(note.text)
    if set(signers(note, [rotation.old, rotation.new])) != {rotation.old, rotation.new}:
        raise Malformed("the statement about a key is not signed by both the old and the new one")
    return rotation


def _read(text: str) -> Rotation:
    lines = text.split("\n")
    if len(lines) != 3 + len(LABELS) or lines[0] != HEADER:
        raise Malformed("not a statement about a key")
    values = [line.removeprefix(f"{label} ") for label, line in zip(LABELS, lines[2:], strict=False)]
    number, old, new, receipts, at, until = values
    keys = read_key(old), read_key(new), read_key(receipts)
    try:
        rotation = Rotation(lines[1], read_number(number), *keys, moment.read(at), moment.read(until))
        written = rotation.text()
    except (ValueError, OverflowError) as broken:
        raise Malformed("the statement about a key names no moment") from broken
    if written != text or rotation.old == rotation.new:
        raise Malformed("the statement about a key is not written as they are")
    names = (rotation.old.name, rotation.new.name, rotation.receipts.name)
    if names != (rotation.origin, rotation.origin, receipt_name(rotation.origin)):
        raise Malformed("the statement is about keys of another log")
    return rotation


def read_leaves(data: bytes) -> list[bytes]:
    """Return the leaves of a `rotations` file, one a line as a log publishes them; Malformed beyond its limit."""
    lines = [line for line in data.split(b"\n") if line]
    if len(lines) > MAX_ROTATIONS:
        raise Malformed(f"a log with more than {MAX_ROTATIONS} changes of keys is not read")
    return lines


def succeeding(keys: Sequence[VerifierKey], rotations: Sequence[Rotation], at: datetime) -> tuple[VerifierKey, ...]:
    """Return the keys that may sign a log at a moment, from keys that are trusted and statements in their order.

    A trusted key brings its successor; it goes itself when the hand-over is over.
    """
    trusted = list(keys)
    for rotation in rotations:
        if rotation.old in trusted:
            trusted += [rotation.new] if rotation.new not in trusted else []
            if at >= rotation.until:
                trusted.remove(rotation.old)
    return tuple(trusted)
