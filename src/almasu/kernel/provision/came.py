"""How something received came, beyond its way: in which file, on which carrier, as which answer, from which paper.

Together with the row that a value stood in, this leads from the value back to what it was read or typed from (FMA-6.1).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec


class InFile(msgspec.Struct, frozen=True, tag_field="came", tag="in_file"):
    """In the file of a delivery: the number of the delivery in its set, the name of the file as its body gave it."""

    delivery: int
    name: str


class OnCarrier(msgspec.Struct, frozen=True, tag_field="came", tag="on_carrier"):
    """On a carrier: which, its number in its body's register, the SHA-256 of its signed manifest, the delivery."""

    carrier: UUID
    number: str
    manifest: str
    delivery: int


class InAnswer(msgspec.Struct, frozen=True, tag_field="came", tag="in_answer"):
    """In the answer to a question: the question's number, and who gave it ("system:..." or "account:...")."""

    question: str
    given_by: str


class OnPaper(msgspec.Struct, frozen=True, tag_field="came", tag="on_paper"):
    """Keyed from a paper: its numbers in both registers, its sheet, and who keyed.

    `twice` are the fields that a second person keyed too, `decided` those that a third one decided.
    """

    outgoing: str
    dated: date
    incoming: str
    sheet: int
    sheets: int
    keying: UUID
    first_by: UUID
    second_by: UUID
    twice: tuple[str, ...]
    decided: tuple[str, ...] = ()
    decided_by: UUID | None = None


Came = InFile | OnCarrier | InAnswer | OnPaper


def hands_of(came: Came | None, field: str) -> tuple[UUID, ...]:
    """Return the accounts of who keyed a field, in their order; none where nobody did."""
    if not isinstance(came, OnPaper):
        return ()
    second = (came.second_by,) if field in came.twice else ()
    third = (came.decided_by,) if field in came.decided and came.decided_by is not None else ()
    return (came.first_by, *second, *third)


def said_of(came: Came | None) -> str:
    """Return how a file that is taken along names what a row came in; empty where that was not written down."""
    match came:
        case InFile(delivery=delivery, name=name):
            return f"file {name}; delivery {delivery}"
        case OnCarrier(number=number, manifest=manifest, delivery=delivery):
            return f"carrier {number}; manifest {manifest}; delivery {delivery}"
        case InAnswer(question=question, given_by=by):
            return f"question {question}; answered by {by}"
        case OnPaper(outgoing=outgoing, dated=dated, incoming=incoming, sheet=sheet, keying=keying):
            return f"paper {outgoing} of {dated}; incoming {incoming}; sheet {sheet}; keying {keying}"
        case None:
            return ""
