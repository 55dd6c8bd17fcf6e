"""What a client asks of a collection: its filters, how much, and from which place on (TAXII 2.1, 3.4 and 3.5).

A cursor carries the place and the filters it was given for, so that a further page needs nothing else; a filter that
says otherwise beside it is refused. It holds for one machine, collection and kind of page, under a code that only the
exchange can make.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import msgspec

from almasu.kernel.interchange.collection import ALL, LAST, Versions, Wanted
from almasu.kernel.interchange.problems import BAD_QUESTION
from almasu.law import moment

MOST_ON_PAGE = 5_000
ON_PAGE = 1_000
MOST_VALUES = 100
LONGEST_CURSOR = 16_000
LONGEST_VALUE = 300
CODE_BYTES = 16
SPEC = "2.1"

Code = Callable[[str], bytes]
"""Makes the code of a cursor, 32 bytes, under a key of the exchange."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for and how many at most; nothing at all where `impossible`."""

    wanted: Wanted
    most: int
    impossible: bool = False

    def of_object(self, number: str) -> Question:
        """Return the same of one object only."""
        return replace(self, wanted=replace(self.wanted, ids=(number,), types=()))


class _Cursor(msgspec.Struct, frozen=True, array_like=True):
    after: int
    filters: dict[str, list[str]]


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FILTERS = ("added_after", "match[id]", "match[type]", "match[version]", "match[spec_version]")
OF_COLLECTION = frozenset(_FILTERS)
OF_OBJECT = frozenset({"added_after", "match[version]", "match[spec_version]"})
OF_VERSIONS = frozenset({"added_after", "match[spec_version]"})
OF_DELETION = frozenset({"match[version]", "match[spec_version]"})


def asked(
    given: Mapping[str, Sequence[str]], allowed: frozenset[str], code: Code, default: Versions = LAST
) -> tuple[Question, Mapping[str, list[str]]]:
    """Return what is asked, and its filters for the cursor of the next page; Problem `interchange.bad_question`."""
    filters = {name: _values(name, given[name]) for name in _FILTERS if name in given}
    unknown = sorted(set(given) - allowed - {"limit", "next"})
    if unknown:
        raise BAD_QUESTION.at(unknown[0], why=unknown[0][:60])
    after: datetime | None = None
    if given.get("next"):
        cursor = _opened(_one("next", given["next"]), code)
        if any(cursor.filters.get(name) != values for name, values in filters.items()):
            raise BAD_QUESTION.at("next", why="next")
        filters, after = cursor.filters, _EPOCH + cursor.after * _MICROSECOND
    elif "added_after" in filters:
        after = _moment("added_after", filters["added_after"][0])
    versions = _versions(filters.get("match[version]"), default)
    spec = filters.get("match[spec_version]")
    ids, types = tuple(filters.get("match[id]", ())), tuple(filters.get("match[type]", ()))
    impossible = spec is not None and SPEC not in spec
    return Question(Wanted(after, ids, types, versions), _most(given.get("limit")), impossible), filters


def cursor(after: datetime, filters: Mapping[str, list[str]], code: Code) -> str:
    """Return the cursor of what comes after a place, under the same filters."""
    body = msgspec.json.encode(_Cursor((after - _EPOCH) // _MICROSECOND, dict(filters)))
    return _text(body) + "." + _text(code(body.decode())[:CODE_BYTES])


def _opened(text: str, code: Code) -> _Cursor:
    body, _, mark = text.partition(".")
    try:
        said, shown = _bytes(body), _bytes(mark)
        if hmac.compare_digest(shown, code(said.decode())[:CODE_BYTES]):
            return msgspec.json.decode(said, type=_Cursor)
    except (binascii.Error, ValueError):
        pass
    raise BAD_QUESTION.at("next", why="next")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    if len(text) > LONGEST_CURSOR or not text.isascii():
        raise ValueError("no cursor")
    data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _text(data) != text:
        # Bits beyond the last byte say nothing: with others there would be several cursors of one place.
        raise ValueError("no cursor")
    return data


def _one(name: str, values: Sequence[str]) -> str:
    if len(values) != 1:
        raise BAD_QUESTION.at(name, why=name)
    return values[0]


def _values(name: str, given: Sequence[str]) -> list[str]:
    """Return the values of a filter, which stands once and separates them by commas, in one order."""
    values = sorted(set(_one(name, given).split(",")))
    if len(values) > MOST_VALUES or not all(0 < len(one) <= LONGEST_VALUE for one in values):
        raise BAD_QUESTION.at(name, why=name)
    if name == "added_after" and len(values) != 1:
        raise BAD_QUESTION.at(name, why=name)
    return values


def _versions(values: Sequence[str] | None, default: Versions) -> Versions:
    if values is None:
        return default
    if "all" in values:
        return ALL
    exact = tuple(_moment("match[version]", one) for one in values if one not in ("first", "last"))
    return Versions(last="last" in values, first="first" in values, exact=exact)


def _moment(name: str, text: str) -> datetime:
    try:
        return moment.read(text)
    except (ValueError, OverflowError) as wrong:
        raise BAD_QUESTION.at(name, why=f"{name}={text[:40]}") from wrong


def _most(given: Sequence[str] | None) -> int:
    """Return how many are given at most: what is asked for, no more than a page holds.

    A client that leaves the size to the server says 0 (taxii2-client does).
    """
    if given is None:
        return ON_PAGE
    text = _one("limit", given)
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise BAD_QUESTION.at("limit", why=f"limit={text[:20]}")
    return min(int(text) or ON_PAGE, MOST_ON_PAGE)
