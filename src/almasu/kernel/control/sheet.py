"""The sheet of a day: what a pack is told of each request accepted on it, in columns, read in one go (SIO25-21.2).

A sheet is written once a day is over. What may still change of a request afterwards is marked in it and read anew by
the pack: an answer that came late, a first look at the answers. Nothing else of a request ever changes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from almasu.kernel.control.facts import RequestFact
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.law.deadline import end_of
from almasu.law.moment import in_astana

MOST_IN_PART = 10_000
"""How many requests a part holds: what is opened at once stays small."""
LARGEST_PART = 512 << 20
SETTLING = timedelta(hours=3)
"""So long after a day's end its sheet is written: late answers have come, and what was asked has its leaf."""
NEVER = -(1 << 63)
"""In a column of moments: none. It is what tables of numbers write for "not a time"."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a clock on the wall, of Astana
_MICROSECOND = timedelta(microseconds=1)


class SheetState(StrEnum):
    """Where a sheet stands."""

    KEPT = "kept"


class SheetSays(msgspec.Struct, frozen=True):
    """What the paper of a sheet says: the day, how many requests, the SHA-256 of each sealed part, hexadecimal."""

    day: date
    requests: int
    parts: tuple[str, ...]


class SheetColumns(msgspec.Struct, frozen=True, array_like=True):
    """Facts of requests in columns, named as the fields of `RequestFact`.

    Moments are microseconds on the clock of Astana, `NEVER` for none; `resources` numbers parted by spaces. `settled`
    tells that no register was still to answer when the sheet was written.
    """

    request: list[str]
    asked: list[int]
    account: list[str]
    subject_kind: list[str]
    subject: list[str]
    ground: list[str]
    purpose: list[str]
    justification: list[str]
    resources: list[str]
    answered: list[int]
    empty: list[int]
    refused: list[int]
    silent: list[int]
    viewed_at: list[int]
    edition: list[str]
    settled: list[bool]


class SheetPart(msgspec.Struct, frozen=True, array_like=True):
    """A part of a sheet: which requests it tells of, before the rest of it is opened.

    `tasks` are tasks with their materials; `of_task` places in it, `leaves` the 32-byte leaves, in the order of the
    requests; `rest` the other columns, compressed.
    """

    tasks: list[tuple[str, UUID]]
    of_task: list[int]
    leaves: bytes
    rest: bytes

    def leaf(self, place: int) -> bytes:
        """Return the leaf of a request."""
        return self.leaves[place * 32 : place * 32 + 32]

    def columns(self) -> SheetColumns:
        """Return the other columns; ValueError where they are not of this part."""
        opening = zlib.decompressobj()
        columns = _COLUMNS.decode(opening.decompress(self.rest, LARGEST_PART))
        lengths = {len(getattr(columns, name)) for name in columns.__struct_fields__}
        if lengths != {len(self.of_task)} or len(self.leaves) != 32 * len(self.of_task):
            raise ValueError("the columns of a sheet are not of one length")
        return columns


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One request as it goes into a sheet."""

    fact: RequestFact
    material: UUID
    settled: bool


_COLUMNS, _PART = msgspec.msgpack.Decoder(SheetColumns), msgspec.msgpack.Decoder(SheetPart)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first moment of a day of Astana and the first one after it."""
    second = timedelta(seconds=1)
    return end_of(day - timedelta(days=1)) + second, end_of(day) + second


def is_over(day: date, at: datetime) -> bool:
    """Tell whether a day is over for so long that its sheet can be written."""
    return day_bounds(day)[1] + SETTLING <= at


def on_the_wall(at: datetime | None) -> int:
    """Return a moment as microseconds on the clock of Astana, `NEVER` for none."""
    return NEVER if at is None else (in_astana(at).replace(tzinfo=None) - _EPOCH) // _MICROSECOND


def part_bytes(lines: Sequence[SheetLine]) -> bytes:
    """Return a part of a sheet as it is sealed."""
    tasks: dict[tuple[str, UUID], int] = {}
    places = [tasks.setdefault((line.fact.task, line.material), len(tasks)) for line in lines]
    leaves = b"".join(bytes.fromhex(line.fact.leaf) for line in lines)
    return packed(list(tasks), places, leaves, _columns_of(lines))


def packed(tasks: list[tuple[str, UUID]], of_task: list[int], leaves: bytes, columns: SheetColumns) -> bytes:
    """Return what a part is told in as it is sealed."""
    rest = zlib.compress(msgspec.msgpack.encode(columns), 1)
    return msgspec.msgpack.encode(SheetPart(tasks, of_task, leaves, rest))


def part_from(data: bytes) -> SheetPart:
    """Return the part that was written; ValueError where it is none."""
    return _PART.decode(data)


def _columns_of(lines: Sequence[SheetLine]) -> SheetColumns:
    facts = [line.fact for line in lines]
    return SheetColumns(
        request=[one.request for one in facts],
        asked=[on_the_wall(one.asked) for one in facts],
        account=[one.account for one in facts],
        subject_kind=[one.subject_kind for one in facts],
        subject=[one.subject for one in facts],
        ground=[one.ground for one in facts],
        purpose=[one.purpose for one in facts],
        justification=[one.justification for one in facts],
        resources=[numbers_told(one.resources) for one in facts],
        answered=[one.answered for one in facts],
        empty=[one.empty for one in facts],
        refused=[one.refused for one in facts],
        silent=[one.silent for one in facts],
        viewed_at=[on_the_wall(one.viewed_at) for one in facts],
        edition=[one.edition for one in facts],
        settled=[line.settled for line in lines],
    )


def numbers_told(resources: Sequence[int]) -> str:
    """Return numbers of resources as one text."""
    return " ".join(map(str, resources))


def sheet_number(day: date) -> UUID:
    """Return the number of the sheet of a day: there is one, whoever writes it."""
    return uuid5(NAMESPACE_OID, f"almasu/control-sheet/{day.isoformat()}")


def sheet_paper(before: Paper | None, says: SheetSays, at: datetime) -> Paper:
    """Return the paper of a sheet: the first version, or the next one where the sheet is written anew."""
    if before is not None:
        return before.moved(SheetState.KEPT.value, at, says)
    kind, keys = PaperKind.CONTROL_SHEET, dict[str, str]()
    return new_paper(sheet_number(says.day), kind, SheetState.KEPT.value, at, says, keys)


def sheet_in(paper: Paper) -> SheetSays:
    """Return what the paper of a sheet says."""
    return msgspec.json.decode(paper.data, type=SheetSays)


def digest_of(sealed: bytes) -> str:
    """Return the digest by which the paper of a sheet names a sealed part."""
    return hashlib.sha256(sealed).hexdigest()


def same_leaves(parts: Sequence[tuple[SheetPart, Collection[int]]], expected: bytes) -> bool:
    """Tell whether some requests of parts are exactly those of `expected`, leaves of 32 bytes one after the other."""
    told = [part.leaf(place) for part, places in parts for place in places]
    wanted = [expected[start : start + 32] for start in range(0, len(expected), 32)]
    return sorted(told) == sorted(wanted)
