"""Lines of JSON as a program writes them, all of the same members: read by a decoder that is made for them.

The shape is learned from a line that was read closely. What is read by it is the same as by a close reading: each
member once (the quotes are counted), none but these, numbers as they are written. Every other line is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import astuple

from almasu.kernel.provision.feeds.cell import HIDDEN

_BARE = r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|)"
_COLUMN = re.compile(rf"(?:{_BARE}\n)*+{_BARE}")
Values = tuple[object, ...]
Told = tuple[object, ...]


class Shape:
    """The members of lines that are alike: those of `texts` are texts, the others of `names` stand without quotes."""

    def __init__(self, names: Sequence[str], texts: Sequence[str], wanted: Sequence[str]) -> None:
        self.names = (*texts, *(name for name in names if name not in texts))
        self._texts = len(texts)
        places = {name: place for place, name in enumerate(self.names)}
        self._places = [places.get(name, len(places)) for name in wanted]
        members = [
            (f"m{place}", str | None if place < len(texts) else msgspec.Raw, msgspec.UNSET)
            for place in range(len(self.names))
        ]
        renamed = {f"m{place}": name for place, name in enumerate(self.names)}
        made = msgspec.defstruct("Line", members, rename=renamed, forbid_unknown_fields=True, gc=False)
        self._decoder = msgspec.json.Decoder(made)

    def rows(self, lines: Sequence[str]) -> list[Values] | None:
        """Return the values that are wanted of lines, None for what is absent; None where one line is not alike."""
        try:
            told = list(zip(*map(astuple, map(self._decoder.decode, lines)), strict=True))
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return None
        texts, others = told[: self._texts], told[self._texts :]
        bare = [values for column in others if (values := _bare(column)) is not None]
        if len(bare) < len(others):
            return None
        quoted = sum(2 * (len(lines) - column.count(msgspec.UNSET)) - column.count(None) for column in texts)
        quoted += sum(len(lines) - values.count(None) for values in bare)
        whole = "\n".join(lines)
        if whole.count('"') != 2 * quoted or '\\"' in whole:
            return None
        found = [*map(_text, texts), *bare, (None,) * len(lines)]
        return list(zip(*(found[place] for place in self._places), strict=True))


def _text(column: Told) -> Sequence[object]:
    return [None if one is msgspec.UNSET else one for one in column] if msgspec.UNSET in column else column


def _bare(column: Told) -> Sequence[object] | None:
    """Return values without quotes as they are written; None where one is something else and needs a close reading."""
    told = [bytes(one).decode() if isinstance(one, msgspec.Raw) else "" for one in column]
    if not _COLUMN.fullmatch("\n".join(told)):
        return None
    return [one or None for one in told] if "" in told else told


def learned(row: Mapping[str, object], line: str, wanted: Sequence[str]) -> Shape | None:
    """Return the shape of a line that was read closely; None where a value holds others."""
    if (
        not row
        or HIDDEN.search("".join(row))
        or not all(isinstance(value, str | bool | None) for value in row.values())
    ):
        return None
    texts = [name for name, value in row.items() if value is None or f'"{value}"' in line]
    return Shape(tuple(row), texts, wanted)
