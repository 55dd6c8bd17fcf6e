"""What may stand in anything that is said between states: written here, or told by another node (CIS-6.1, CIS-19.1).

Both sides ask this one function, so that nobody signs what the other side would not read. Texts have a length and no
character that hides or turns what stands there; lists have an end; moments have a zone and lie in these two centuries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum

import msgspec

from almasu.kernel.interstate.asking import LONGEST, MOST_ITEMS
from almasu.kernel.interstate.marks_of_secrecy import stands_under_one
from almasu.kernel.interstate.problems import SECRET_TEXT, VALUE_WRONG
from almasu.kernel.interstate.secrecy import Stamp
from almasu.kernel.requests.free_text import hidden_in
from almasu.law.text import Text

YEARS = range(1992, 2200)
"""From the first year of the Commonwealth on; arithmetic with days holds in all of them."""
LARGEST_NUMBER = 1 << 31
OF_MARKS = frozenset({"stamp", "equal"})
"""Names of values that are marks: they alone may say that something is secret."""


def must_fit(said: msgspec.Struct) -> None:
    """Make sure that every value in something said can be kept and shown, and that no text stands under a secret mark.

    Problems `cis.value`, `request.hidden_character` and `cis.secret_text`, at the field of `said` that holds the value.
    """
    for name in said.__struct_fields__:
        for value in _values(_told(said, name), name):
            _must_fit(value, name)


class _Mark(str):
    """A mark inside something said."""

    __slots__ = ()


def _values(value: object, where: str) -> Iterator[object]:
    """Yield every single value inside one; Problem `cis.value` for a list that is too long."""
    if isinstance(value, Stamp):
        yield from (_Mark(text) for text in (value.original, value.state, value.equal))
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _values(_told(value, name), where)
    elif isinstance(value, Text):
        yield from (getattr(value, one.name) for one in fields(value))
    elif isinstance(value, dict):
        yield from _values(tuple(value), where)
        yield from _values(tuple(value.values()), where)
    elif isinstance(value, tuple | list):
        if len(value) > MOST_ITEMS:
            raise VALUE_WRONG.at(where)
        for one in value:
            yield from _values(one, where)
    else:
        yield value


def _told(said: msgspec.Struct, name: str) -> object:
    """Return a value of something said, told apart where it is a mark."""
    value = getattr(said, name)
    return _Mark(value) if name in OF_MARKS and isinstance(value, str) else value


def _must_fit(value: object, where: str) -> None:
    if isinstance(value, str):
        hidden = hidden_in(value, where, one_line=False)
        if hidden is not None:
            raise hidden
        if not isinstance(value, _Mark | StrEnum) and stands_under_one(value):
            raise SECRET_TEXT.at(where)
        fits = len(value) <= LONGEST
    elif isinstance(value, datetime):
        fits = value.tzinfo is not None and value.year in YEARS
    elif isinstance(value, date):
        fits = value.year in YEARS
    elif isinstance(value, int):
        fits = abs(value) < LARGEST_NUMBER
    else:
        fits = True
    if not fits:
        raise VALUE_WRONG.at(where)
