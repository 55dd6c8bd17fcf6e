"""The statement of the uses of a register in a period: signed by the node, every use with its proof from the log.

The statement is a signed note of our own; the lines it covers travel beside it as JSON, bound by their SHA-256:

    almasu-uses/v1
    <origin of the log>
    resource <number of annex 2>
    from <moment>
    until <moment>
    uses <how many>
    <SHA-256 of the lines, base64>
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.kernel.journal.entry import commitment
from almasu.kernel.journal.keys import SigningKey
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, VerifierKey, encoded, read_note, sign_note, signers
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.proof_file import prove, read_proof_file
from almasu.kernel.journal.receipt import receipt_name
from almasu.law import moment

HEADER = "almasu-uses/v1"


class UseLine(msgspec.Struct, frozen=True):
    """One use of a register: who asked under a pseudonym, in which role and on which ground, and what came of it.

    Never the subject. `entry` is the leaf about the answer and `proof` its place in the log (C2SP tlog-proof); both are
    empty while the register has not answered, `proof` also while the leaf waits for its place.
    """

    exchange: UUID
    asked_at: datetime
    asker: str
    role: str
    ground: str
    purpose: str
    edition: str
    state: str
    records: int
    settled_at: datetime | None
    entry: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the node signs: the log, the register, the period, how many uses, and the digest of their lines."""

    origin: str
    resource: int
    since: datetime
    until: datetime
    uses: int
    digest: bytes

    def text(self) -> str:
        """Return the note text."""
        period = f"from {moment.written(self.since)}\nuntil {moment.written(self.until)}"
        head = f"{HEADER}\n{self.origin}\nresource {self.resource}\n{period}\n"
        return f"{head}uses {self.uses}\n{encoded(self.digest)}\n"


class StatementFile(msgspec.Struct, frozen=True):
    """A statement as it is taken along: the signed note, and the lines as the JSON text that was signed."""

    note: str
    lines: str


def stated(
    origin: str, resource: int, since: datetime, until: datetime, lines: Sequence[UseLine], key: SigningKey
) -> StatementFile:
    """Return the signed statement of the uses of a register in a period; sign with the key of receipts."""
    text = msgspec.json.encode(list(lines))
    statement = Statement(origin, resource, since, until, len(lines), hashlib.sha256(text).digest())
    note = Note(statement.text(), (sign_note(statement.text(), key.key, key.sign),))
    return StatementFile(note.data().decode(), text.decode())


def proven_lines(file: StatementFile, keys: Sequence[VerifierKey], policy: Policy) -> tuple[UseLine, ...]:
    """Return the lines of a statement that the node signed and whose every proof holds; Malformed, saying why, else."""
    note = read_note(file.note.encode())
    head = note.text.split("\n")
    if len(head) != 8 or head[0] != HEADER or receipt_name(head[1]) not in {key.name for key in signers(note, keys)}:
        raise Malformed("no known key of the log signed this statement")
    text = file.lines.encode()
    try:
        lines = msgspec.json.decode(text, type=tuple[UseLine, ...])
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as broken:
        raise Malformed("the lines are no lines of uses") from broken
    if encoded(hashlib.sha256(text).digest()) != head[6] or head[5] != f"uses {len(lines)}":
        raise Malformed("the lines are not those that were signed")
    for line in lines:
        if line.proof:
            prove(read_proof_file(line.proof.encode()), commitment(line.entry.encode()), policy)
    return lines
