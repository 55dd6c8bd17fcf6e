"""The card of something received: its provenance, regimes and fields, beside the sealed content (FMA-6.1, FMA-6.2).

The content is rows of values. Each value is shown with the regime of its field and with where it came from, row and
all; what nobody marked is taken for a secret protected by law.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.answers import Record, Value
from almasu.kernel.papers.paper import Paper
from almasu.kernel.provision.came import Came, hands_of
from almasu.kernel.provision.joint_act import ActField, DataSet, Words
from almasu.kernel.provision.received import Provenance, Received
from almasu.kernel.provision.secrecy import Secrecy, strictest


class ReceivedState(StrEnum):
    """Whether the content is there."""

    HELD = "held"
    DESTROYED = "destroyed"


class Sought(msgspec.Struct, frozen=True):
    """How rows of a feed were found: by which key and value, why, and the line of the file that each row stood in."""

    key: str
    value: str
    why: str
    lines: tuple[int, ...]


class Card(msgspec.Struct, frozen=True):
    """What the paper of something received says.

    `question` is what it answers, `sought` how a delivery gave it, `came` what it stood in there or was keyed from,
    `passed_from` the number of what was passed on from another material.
    """

    received: Received
    name: Words
    fields: tuple[ActField, ...]
    set_secrecy: Secrecy
    rows: int
    question: UUID | None = None
    sought: Sought | None = None
    came: Came | None = None
    passed_from: UUID | None = None

    def lines(self) -> Sequence[int]:
        """Return where each row stood: its line in the file of the delivery, else its place in the answer."""
        return range(1, self.rows + 1) if self.sought is None else self.sought.lines


class Valued(msgspec.Struct, frozen=True):
    """One value as it is shown: field, regime, and where it came from with the line it stood in.

    `keyed_by` are the accounts of who typed it from a paper.
    """

    field: ActField
    value: Value
    secrecy: Secrecy
    provenance: Provenance
    keyed_by: tuple[UUID, ...] = ()


def regimes_of(data_set: DataSet, fields: Sequence[ActField]) -> tuple[Secrecy, ...]:
    """Return the regimes that meet in fields of a set, each once, the mildest first."""
    found = {data_set.secrecy, *(field.secrecy for field in fields)}
    return tuple(one for one in Secrecy if one in found)


def content_of(rows: Sequence[Mapping[str, Value]]) -> bytes:
    """Return rows as the bytes that are sealed."""
    return msgspec.json.encode(rows)


def rows_in(content: bytes) -> tuple[Record, ...]:
    """Return the rows that a content holds."""
    return msgspec.json.decode(content, type=tuple[Record, ...])


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a content as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def card_in(paper: Paper) -> Card:
    """Return the card that a paper holds."""
    return msgspec.json.decode(paper.data, type=Card)


def values_of(card: Card, rows: Sequence[Record]) -> tuple[tuple[Valued, ...], ...]:
    """Return every value of a content with its regime and its provenance, row by row."""
    return tuple(
        tuple(
            Valued(
                field,
                row.get(field.name),
                strictest((card.set_secrecy, field.secrecy)),
                msgspec.structs.replace(card.received.provenance, line=number),
                hands_of(card.came, field.name),
            )
            for field in card.fields
        )
        for number, row in zip(card.lines(), rows, strict=True)
    )
