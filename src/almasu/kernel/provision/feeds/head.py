"""The head of a file against the act: which column is which field, what is cut, what is missing (FMA-5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from almasu.kernel.provision.coverage import Cut, cut
from almasu.kernel.provision.joint_act import ActField

MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """How columns of a file stand to the act.

    `fields` are the fields that the file has, in the order of the act, `places` the column of each; `cuts` are columns
    beyond the act; `missing` required fields without a column, `twice` names that stand for two columns.
    """

    fields: tuple[ActField, ...]
    places: tuple[int, ...]
    width: int
    cuts: tuple[Cut, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def is_usable(self) -> bool:
        """Tell whether rows can be read by it; else the whole file is refused before its first row."""
        return bool(self.fields) and not self.missing and not self.twice and self.width <= MOST_COLUMNS


def matched(columns: Sequence[str], fields: Sequence[ActField]) -> Head:
    """Return how the columns of a file stand to the fields of the act. Names are compared as they are written."""
    known = {field.name: field for field in fields}
    places = {name: place for place, name in reversed(list(enumerate(columns)))}
    there = tuple(field for field in fields if field.name in places)
    return Head(
        fields=there,
        places=tuple(places[field.name] for field in there),
        width=len(columns),
        cuts=tuple(cut(name) for name in dict.fromkeys(columns) if name not in known),
        missing=tuple(field.name for field in fields if field.required and field.name not in places),
        twice=tuple(name for name in dict.fromkeys(columns) if columns.count(name) > 1),
    )
