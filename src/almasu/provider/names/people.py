"""A person as the index takes them from the register: a record of resource 1, and every name they are found by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from almasu.kernel.answers import Record
from almasu.kernel.subjects import numbers
from almasu.kernel.subjects.identity_number import passes_check

LONGEST_WORD = 60
MOST_NAMES = 20
LARGEST_RECORD = 8_000


class Unfit(ValueError):
    """A record that cannot be found again: no IIN, no surname or given name, a birth date that is none, too large."""


@dataclass(frozen=True, slots=True)
class Written:
    """One written name; `given` may hold several given names."""

    surname: str
    given: str
    patronymic: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """What the index holds on one person: the IIN, names, birth date, document and the record as JSON text."""

    party: str
    names: tuple[Written, ...]
    born: date | None = None
    document: str = ""
    record: str = "{}"


def person_of(record: Record, also: Iterable[Written] = ()) -> Person:
    """Return the person of a record; `also` are names in another alphabet or borne before. Unfit where it is none."""
    party = _text(record, "iin")
    if not passes_check(party):
        raise Unfit("no IIN")
    own = Written(_text(record, "surname"), _text(record, "given_name"), _text(record, "patronymic"))
    names = (own, *also)
    if len(names) > MOST_NAMES or not all(_is_fit(one) for one in names):
        raise Unfit("no name")
    kept = msgspec.json.encode(record).decode()
    if len(kept) > LARGEST_RECORD:
        raise Unfit("too large a record")
    return Person(party, names, _day(record), numbers.document(_text(record, "document_no")) or "", kept)


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""


def _is_fit(name: Written) -> bool:
    parts = (name.surname, name.given, name.patronymic)
    return bool(name.surname and name.given) and all(len(one) <= LONGEST_WORD and one.isprintable() for one in parts)


def _day(record: Record) -> date | None:
    text = _text(record, "birth_date")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        raise Unfit("no birth date") from wrong
