"""Receipts: the node's signed promise, given at once, that an entry will stand in the log (DESIGN 3.3).

A receipt makes it provable that a waiting entry was dropped: the promise is signed, its time has passed, a witnessed
checkpoint of a later time does not hold the entry. The form is a signed note of our own:

    almasu-receipt/v1
    <origin of the log>
    <commitment, base64>
    <moment of the act, RFC 3339>
    within <seconds>
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.kernel.journal.checkpoint import read_number
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, Sign, VerifierKey, decoded, encoded, read_note, sign_note, signers
from almasu.kernel.journal.tree import HASH_SIZE
from almasu.law import moment

HEADER = "almasu-receipt/v1"
WITHIN = timedelta(seconds=60)
MAX_WITHIN = timedelta(days=1)


def receipt_name(origin: str) -> str:
    """Return the name of the key a node signs the receipts of a log with; the log's own key signs only heads."""
    return f"{origin}/receipts"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was promised: the entry with this commitment stands in the log `within` after `at`."""

    origin: str
    commitment: bytes
    at: datetime
    within: timedelta = WITHIN

    @property
    def due(self) -> datetime:
        """Return the moment from which a checkpoint without the entry proves the promise broken."""
        return self.at + self.within

    def text(self) -> str:
        """Return the note text of the receipt."""
        seconds = int(self.within.total_seconds())
        head = f"{HEADER}\n{self.origin}\n{encoded(self.commitment)}\n"
        return f"{head}{moment.written(self.at)}\nwithin {seconds}\n"


def sign_receipt(receipt: Receipt, key: VerifierKey, sign: Sign) -> bytes:
    """Return the signed receipt as the person gets it. Sign only after the act's transaction has committed."""
    text = receipt.text()
    return Note(text, (sign_note(text, key, sign),)).data()


def open_receipt(data: bytes, keys: Sequence[VerifierKey]) -> Receipt:
    """Return the promise a node made; Malformed where the form is broken or no known receipt key signed it."""
    note = read_note(data)
    receipt = _read(note.text)
    if receipt_name(receipt.origin) not in {key.name for key in signers(note, keys)}:
        raise Malformed(f"no known receipt key of {receipt.origin} signed the receipt")
    return receipt


def _read(text: str) -> Receipt:
    match text.split("\n"):
        case [header, origin, commitment, at, within, ""] if header == HEADER and within.startswith("within "):
            receipt = Receipt(origin, decoded(commitment), _moment(at), _seconds(within.removeprefix("within ")))
        case _:
            raise Malformed("not a receipt")
    if len(receipt.commitment) != HASH_SIZE or receipt.text() != text:
        raise Malformed("the receipt is not written as receipts are")
    return receipt


def _moment(text: str) -> datetime:
    try:
        return moment.read(text)
    except ValueError as broken:
        raise Malformed("the receipt names no moment") from broken


def _seconds(text: str) -> timedelta:
    seconds = read_number(text)
    if seconds > MAX_WITHIN.total_seconds():
        raise Malformed("a receipt promises within a day")
    return timedelta(seconds=seconds)
