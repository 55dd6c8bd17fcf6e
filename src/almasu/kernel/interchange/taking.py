"""What is taken over from a file of others: marks by field, and every loss named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almasu.kernel.interchange.losses import Loss, Why
from almasu.kernel.sector.fields import MOST_ITEMS

MOST_LOSSES = 200
MARKS = ("addresses", "hashes", "names", "cves")


@dataclass(frozen=True, slots=True)
class Taken:
    """The fields of a draft alert, and what of the file is not in them."""

    fields: Mapping[str, str]
    losses: tuple[Loss, ...]


class Taking:
    """Gathers marks and losses piece by piece."""

    def __init__(self) -> None:
        self._marks: dict[str, dict[str, None]] = {name: {} for name in MARKS}
        self._losses: list[Loss] = []

    def mark(self, field: str, value: str, of: str) -> None:
        """Take a mark over into its field once; beyond what a field holds it is a loss of `of`."""
        known = self._marks[field]
        if len(known) == MOST_ITEMS and value not in known:
            self.lose(of, Why.FULL, field)
        else:
            known[value] = None

    def lose(self, part: str, why: Why, named: str = "") -> None:
        """Name a loss; beyond a number of them only that there are more."""
        if len(self._losses) < MOST_LOSSES:
            self._losses.append(Loss(part[:100], why, named[:60]))
        elif len(self._losses) == MOST_LOSSES:
            self._losses.append(Loss("", Why.MORE))

    def taken(self, texts: Mapping[str, str]) -> Taken:
        """Return the fields, with texts beside the marks, and the losses."""
        marks = {name: "\n".join(found) for name, found in self._marks.items() if found}
        return Taken({**{name: text for name, text in texts.items() if text}, **marks}, tuple(self._losses))
