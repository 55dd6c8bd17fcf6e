"""What is taken over from an incident of others into the fields of a card: each value as its form would take it, or
named as lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.interchange.losses import Loss, Why
from almasu.kernel.interchange.taking import MOST_LOSSES
from almasu.kernel.sector.fields import LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS, Field, FieldKind, checked
from almasu.kernel.sector.incident import Report
from almasu.law import moment
from almasu.law.text import Text

_LISTS = frozenset({FieldKind.LINES, FieldKind.ADDRESSES, FieldKind.HASHES, FieldKind.CVES, FieldKind.TEXT})


@dataclass(frozen=True, slots=True)
class CardTaken:
    """How far a draft card has grown, its fields as they would be typed, and what of the file is not in them."""

    report: Report
    fields: Mapping[str, str]
    losses: tuple[Loss, ...]


class CardTaking:
    """Gathers values and losses piece by piece; a field that the kind of card does not have is a loss."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields = {one.name: one for one in fields}
        self._values: dict[str, str] = {}
        self._lines: dict[str, dict[str, None]] = {}
        self._losses: dict[Loss, None] = {}

    def knows(self, name: str) -> bool:
        """Tell whether the card has this field."""
        return name in self._fields

    def has(self, name: str) -> bool:
        """Tell whether something was taken over into this field."""
        return name in self._values

    def lose(self, part: str, why: Why, named: str = "", because: Text | None = None) -> None:
        """Name a loss; beyond a number of them only that there are more."""
        if len(self._losses) < MOST_LOSSES:
            self._losses[Loss(part[:100], why, named[:60], because)] = None
        else:
            self._losses[Loss("", Why.MORE)] = None

    def value(self, name: str, text: str, of: str) -> None:
        """Take over a value that is whole; one its field would refuse is a loss."""
        field = self._fields.get(name)
        problems = () if field is None else checked((field,), {name: text})[1]
        if field is None or not text.strip():
            self.lose(of, Why.NO_FIELD if field is None else Why.EMPTY, name)
        elif problems:
            self.lose(of, Why.REFUSED, name, problems[0].title)
        else:
            self._values[name] = text.strip()

    def text(self, name: str, text: str, of: str) -> None:
        """Take over a text, cut to what its field holds."""
        if len(text) > LONGEST_TEXT:
            self.lose(of, Why.CUT, name)
        self.value(name, text[:LONGEST_TEXT], of)

    def line(self, name: str, text: str, of: str) -> None:
        """Add a line to a field of several, cut to what a line holds; beyond what the field holds it is a loss."""
        field, said = self._fields.get(name), " ".join(text.split())
        if field is None:
            self.lose(of, Why.NO_FIELD, name)
            return
        if len(said) > LONGEST_LINE:
            self.lose(of, Why.CUT, name)
        said = said[:LONGEST_LINE]
        if field.kind not in _LISTS:
            if self.has(name):
                self.lose(of, Why.TAKEN, name)
            else:
                self.value(name, said, of)
        elif not said or checked((field,), {name: said})[1]:
            self.lose(of, Why.NO_VALUE, name)
        else:
            self._add(name, said, of)

    def mark(self, name: str, value: str, of: str) -> None:
        """Add a mark, such as an address, that is one by its form."""
        self.line(name, value, of)

    def moment(self, name: str, text: str, of: str) -> None:
        """Take over a moment; one without an offset or malformed is a loss, as is a second one."""
        if self.has(name):
            self.lose(of, Why.TAKEN, name)
        elif _read(text) is None:
            self.lose(of, Why.NO_VALUE, name)
        else:
            self.value(name, text, of)
            if self.has(name):
                self._values[name] = moment.written(moment.read(text))

    def span(self, began: str, ended: str, of: str) -> None:
        """Widen when it began and ended; what still goes on has no end, whatever else ended."""
        first, last = _read(began), _read(ended) if ended else None
        if first is None or (ended and last is None):
            self.lose(of, Why.NO_TIME)
            return
        known, until = _read(self._values.get("began_at", "")), _read(self._values.get("ended_at", ""))
        ongoing = known is not None and until is None
        if known is None or first < known:
            self._values["began_at"] = moment.written(first)
        if last is None or ongoing:
            self._values.pop("ended_at", None)
        elif until is None or last > until:
            self._values["ended_at"] = moment.written(last)

    def taken(self, report: Report) -> CardTaken:
        """Return the fields and the losses."""
        for name, lines in self._lines.items():
            before = self._values.get(name, "")
            self._values[name] = "\n".join(filter(None, (before, *lines)))
        return CardTaken(report, dict(self._values), tuple(self._losses))

    def _add(self, name: str, said: str, of: str) -> None:
        lines = self._lines.setdefault(name, {})
        room = LONGEST_TEXT - len(self._values.get(name, "")) - sum(len(one) + 1 for one in lines)
        if said in lines:
            return
        if len(lines) == MOST_ITEMS or (self._fields[name].kind is FieldKind.TEXT and len(said) >= room):
            self.lose(of, Why.FULL, name)
        else:
            lines[said] = None


def _read(text: str) -> datetime | None:
    try:
        return moment.in_astana(moment.read(text))
    except (ValueError, OverflowError):
        return None


def when_said(text: str) -> str:
    """Return a moment for a line that people read, on the clock of Astana; what is none as it came."""
    at = _read(text)
    return text if at is None else f"{at:%Y-%m-%d %H:%M}"
