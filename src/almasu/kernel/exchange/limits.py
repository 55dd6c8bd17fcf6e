"""Limits on what a register may send: nothing from outside is read without them (DESIGN 7)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most one answer may hold.

    `size` is in bytes, `records` a count, `depth` the nesting of elements of an XML answer, `text` the characters of
    one field, `image` the characters of one Base64 image.
    """

    size: int = 1_048_576
    records: int = 1_000
    depth: int = 24
    text: int = 4_000
    image: int = 700_000
