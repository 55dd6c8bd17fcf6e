"""Facts: what one record of a register says of a party and another party, or of a party and a thing.

Parties are whole numbers, the twelve digits of an IIN or BIN. Things (an address, a telephone, a vehicle) are negative
numbers made of their kind and name by a one-way function: the graph needs to know that two parties hold the same
thing, not which one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from almasu.kernel.relations.kinds import BY_CODE, Kind
from almasu.kernel.subjects.identity_number import passes_check

LONGEST_RECORD = 60
LONGEST_THING = 200


class Unfit(ValueError):
    """What a register said is no link: a wrong number, a link to oneself, dates the wrong way round."""


@dataclass(frozen=True, slots=True)
class Said:
    """A link as a register's record has it, in its own words: nothing is checked yet. Days are YYYY-MM-DD or more."""

    code: str
    near: object
    far: object
    since: object
    until: object
    record: object


@dataclass(frozen=True, slots=True)
class Fact:
    """One checked fact; `since` and `until` are None where unknown or still so."""

    kind: Kind
    near: int
    far: int
    since: date | None
    until: date | None
    record: str


def fact_of(said: Said) -> Fact:
    """Return the fact that was said; Unfit where it cannot stand."""
    kind = BY_CODE[said.code]
    near = party(said.near)
    far = thing(kind, said.far) if kind.shared else party(said.far)
    since, until = day(said.since), day(said.until)
    if near == far:
        raise Unfit("a party is not linked to itself")
    if since is not None and until is not None and until < since:
        raise Unfit("the link ends before it begins")
    record = str(said.record or "")
    if not record or len(record) > LONGEST_RECORD or not record.isprintable():
        raise Unfit("the record has no fit number")
    return Fact(kind, near, far, since, until, record)


@lru_cache(maxsize=100_000)
def party(text: object) -> int:
    """Return the number of a party from an IIN or BIN; Unfit where the check digit fails."""
    if not isinstance(text, str) or not passes_check(text):
        raise Unfit("no IIN or BIN")
    return int(text)


def written(number: int) -> str:
    """Return the IIN or BIN of a party's number."""
    return f"{number:012d}"


def thing(kind: Kind, name: object) -> int:
    """Return the negative number of a thing that parties share; Unfit where it has no name.

    62 bits: among 60 million things of one kind, two share a number with a chance of four in ten thousand.
    """
    if not isinstance(name, str) or not name.strip() or len(name) > LONGEST_THING:
        raise Unfit("the thing has no name")
    digest = hashlib.blake2b(name.strip().encode("utf-8", "replace"), digest_size=8, person=kind.code[:16].encode())
    return -1 - (int.from_bytes(digest.digest()) >> 2)


def day(text: object) -> date | None:
    """Return the day a date or moment begins with, None where there is none; Unfit for anything else."""
    if text is None or text == "":
        return None
    if not isinstance(text, str):
        raise Unfit("no day")
    try:
        return date.fromisoformat(text[:10])
    except ValueError as wrong:
        raise Unfit("no day") from wrong
