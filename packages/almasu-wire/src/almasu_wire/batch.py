"""The batch that a module posts and the answer that it gets (`POST /asoi/v1/signals`).

Exactly once: a module numbers its signals from 1 without gaps inside an `epoch` (the life of one queue). The centre
keeps, for each (certificate, epoch), the highest number it made durable, takes only numbers above it, and answers
with that number.
"""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from almasu_wire.limits import MOST_SIGNALS, MOST_TEXT
from almasu_wire.signal import Moment

ADDRESS: Final = "/asoi/v1/signals"
MEDIA: Final = "application/json"

MOST_NUMBER: Final = 2**44
"""No queue lives so long; so many batches may be lost at once that their sum is still a whole number in JSON."""
Number = Annotated[int, msgspec.Meta(ge=1, le=MOST_NUMBER)]
Reached = Annotated[int, msgspec.Meta(ge=0, le=MOST_NUMBER + MOST_SIGNALS)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}$")]


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signals `first`, `first + 1`, ... of one epoch, as raw JSON so that one bad signal spoils no other.

    `held_from` is the lowest number the module still holds: what lies between the centre's number and it is lost for
    good, and the centre may go on only because the module says so.
    """

    batch: Id
    epoch: Id
    first: Number
    held_from: Number
    sent: Moment
    module: Annotated[str, msgspec.Meta(max_length=64)]
    signals: Annotated[list[msgspec.Raw], msgspec.Meta(min_length=1, max_length=MOST_SIGNALS)]


class Refusal(msgspec.Struct, frozen=True):
    """One signal that was not taken and will not be: its number, a code, and the field."""

    number: Number
    code: Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
    field: str = ""


class Answer(msgspec.Struct, frozen=True):
    """200: everything up to `accepted` is durable or refused. 409: the centre expects `accepted + 1` first."""

    accepted: Reached
    fresh: int = 0
    duplicates: int = 0
    refused: list[Refusal] = []


BATCH: Final = msgspec.json.Decoder(Batch)
ANSWER: Final = msgspec.json.Decoder(Answer)


class Taken(msgspec.Struct, frozen=True):
    """What a centre does with a batch: how many leading signals to skip, how many are lost, or that it must come
    earlier.
    """

    skip: int
    lost: int
    too_early: bool


def placed(first: int, count: int, held_from: int, reached: int) -> Taken:
    """Tell how `count` signals from number `first` on stand to the highest number the centre holds for their epoch.

    A gap is taken for lost only where the module itself no longer holds what lies in it.
    """
    if first > reached + 1:
        if held_from != first:
            return Taken(0, 0, too_early=True)
        return Taken(0, first - reached - 1, too_early=False)
    return Taken(min(reached + 1 - first, count), 0, too_early=False)
