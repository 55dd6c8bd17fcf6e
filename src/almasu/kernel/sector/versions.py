"""Versions of software and ranges of them: whether what somebody uses is among what an alert is about (ASOI-3.5).

Ranges are read as makers write them ("< 4.2", ">= 1.0, < 2.0", "1.0 - 1.4", "7.2.x", several apart by a semicolon) and
as VERS (`vers:rpm/>=1.0|<2.0`). Versions are compared by the rules of their ecosystem where VERS names one, else by
those of Maven, which take numbers as numbers and letters in their order. What cannot be read is never called safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from univers.version_range import RANGE_CLASS_BY_SCHEMES
from univers.versions import MavenVersion

LONGEST = 300
MOST_PARTS = 50
EVERYTHING = frozenset({"", "*", "-", "all", "all versions", "any", "барлығы", "барлық нұсқалары", "все", "все версии"})
_PIECE = re.compile(r"(<=|>=|<|>|=|≤|≥)?\s*([0-9A-Za-zА-Яа-я][^\s,;|<>=≤≥]*)\s*")
_DASH = re.compile(r"([0-9][^\s]*)\s+[-–—]\s+([0-9][^\s]*)")
_STARS = re.compile(r"((?:[0-9A-Za-z]+\.)+)[xX*]")
_SIGNS = {"≤": "<=", "≥": ">=", "": "="}
_NUMBERED = re.compile(r"[0-9]")


class Version(Protocol):
    """A version of some ecosystem."""

    def __lt__(self, other: object) -> bool:
        """Tell whether it came before another one."""
        ...


Kind = Callable[[str], Version]
"""Reads versions of an ecosystem."""
GENERIC = cast(Kind, MavenVersion)


class UnreadableRange(ValueError):
    """A text names no versions that can be compared."""


@dataclass(frozen=True, slots=True)
class Span:
    """Versions from one to another; None is without end on that side, `from_in` and `to_in` whether the ends belong."""

    low: Version | None = None
    from_in: bool = True
    high: Version | None = None
    to_in: bool = True

    def meets(self, other: Span) -> bool:
        """Tell whether a version lies in both."""
        return _before(self, other) and _before(other, self)


def _before(one: Span, other: Span) -> bool:
    """Tell whether one begins before the other ends."""
    if one.low is None or other.high is None:
        return True
    if one.low == other.high:
        return one.from_in and other.to_in
    return one.low < other.high


def overlap(affected: str, used: str) -> bool | None:
    """Tell whether versions that are used are among those that are affected; None where that cannot be told."""
    if affected.strip().casefold() in EVERYTHING - {""}:
        return True
    if not affected.strip() or used.strip().casefold() in EVERYTHING:
        return None
    try:
        kind = _kind(affected)
        return any(one.meets(other) for one in spans(affected, kind) for other in spans(used, kind))
    except UnreadableRange:
        return None


def spans(text: str, kind: Kind = GENERIC) -> tuple[Span, ...]:
    """Return the spans of a range; UnreadableRange where it is none. `kind` compares its versions."""
    said = text.strip()
    if len(said) > LONGEST:
        raise UnreadableRange(said[:LONGEST])
    if said.casefold() in EVERYTHING:
        return (Span(),)
    if said.startswith("vers:"):
        return tuple(_of_vers(said, kind))
    parts = re.split(r";|\bor\b|\bили\b|\bнемесе\b", said)
    if len(parts) > MOST_PARTS:
        raise UnreadableRange(said)
    return tuple(_of_part(part.strip(), kind) for part in parts if part.strip())


def _kind(affected: str) -> Kind:
    """Return what compares the versions of a range: that of its ecosystem, where it names one."""
    scheme = affected.strip().removeprefix("vers:").partition("/")[0] if affected.strip().startswith("vers:") else ""
    known = RANGE_CLASS_BY_SCHEMES.get(scheme)
    if known is None or scheme in ("generic", "all", "none"):
        return GENERIC
    return cast(Kind, known.version_class)


def _of_part(part: str, kind: Kind) -> Span:
    dash = _DASH.fullmatch(part)
    if dash is not None:
        return Span(_version(dash[1], kind), True, _version(dash[2], kind), True)
    stars = _STARS.fullmatch(part)
    if stars is not None:
        return _of_stars(stars[1].rstrip("."), kind)
    whole = Span()
    for sign, version in _pieces(part):
        whole = _narrowed(whole, sign, _version(version, kind))
    return whole


def _pieces(part: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(part):
        found = _PIECE.match(part, place)
        if found is None or found.end() == place:
            raise UnreadableRange(part)
        yield _SIGNS.get(found[1] or "", found[1]), found[2]
        place = found.end()
        while place < len(part) and part[place] in ",& ":
            place += 1


def _of_stars(prefix: str, kind: Kind) -> Span:
    """Return every version that begins with a prefix: up to the next number in its last place."""
    *head, last = prefix.split(".")
    if not last.isdigit():
        raise UnreadableRange(prefix)
    following = ".".join([*head, str(int(last) + 1)])
    return Span(_version(prefix, kind), True, _version(following, kind), False)


def _narrowed(span: Span, sign: str, version: Version) -> Span:
    match sign:
        case "<" | "<=":
            return Span(span.low, span.from_in, version, sign == "<=")
        case ">" | ">=":
            return Span(version, sign == ">=", span.high, span.to_in)
        case _:
            if span != Span():
                raise UnreadableRange(str(version))
            return Span(version, True, version, True)


def _of_vers(text: str, kind: Kind) -> Iterator[Span]:
    """Yield the spans of a VERS text: a lower bound goes with the upper one after it, others stand alone."""
    _, _, said = text.partition("/")
    low: Span | None = None
    pieces = [piece.strip() for piece in said.split("|") if piece.strip()]
    if not pieces or len(pieces) > MOST_PARTS:
        raise UnreadableRange(text)
    if pieces == ["*"]:
        yield Span()
        return
    for piece in pieces:
        found = re.fullmatch(r"(<=|>=|!=|<|>|=)?\s*([^\s<>=!|]+)", piece)
        if found is None:
            raise UnreadableRange(text)
        sign, version = found[1] or "=", _version(found[2], kind)
        if sign in (">", ">="):
            low = Span(version, sign == ">=")
        elif sign in ("<", "<="):
            yield _narrowed(low or Span(), sign, version)
            low = None
        elif sign == "=":
            yield Span(version, True, version, True)
    if low is not None:
        yield low


def _version(text: str, kind: Kind) -> Version:
    said = text.strip().removeprefix("v").removeprefix("V")
    if not _NUMBERED.search(said):
        raise UnreadableRange(text)
    try:
        return kind(said)
    except (ValueError, TypeError, AttributeError, IndexError) as wrong:
        raise UnreadableRange(text) from wrong
