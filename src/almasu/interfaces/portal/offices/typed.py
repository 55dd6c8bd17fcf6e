"""What somebody typed into a form of an office: texts, ticks and files by field, and how each is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from almasu.interfaces.portal.offices.problems import NOT_A_DATE, NOT_A_MOMENT, NOT_A_NUMBER
from almasu.interfaces.portal.problems import UNREADABLE_FORM
from almasu.law.moment import astana
from almasu.law.typed import YEARS


@dataclass(frozen=True, slots=True)
class Upload:
    """A chosen file."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Typed:
    """The values of a form by field name. Nothing is judged here but shape; an empty field reads as nothing."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the text of a field, empty where nothing was typed."""
        return next(iter(self.texts.get(name, ())), "")

    def many(self, name: str) -> tuple[str, ...]:
        """Return all that was ticked in a field."""
        return self.texts.get(name, ())

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of a field that are not blank."""
        return tuple(line.strip() for line in self.text(name).splitlines() if line.strip())

    def ticked(self, name: str) -> bool:
        """Tell whether a box is ticked."""
        return bool(self.text(name))

    def day(self, name: str) -> date | None:
        """Return a calendar day; Problem `portal.field.not_a_date` where it is none."""
        typed = self.text(name)
        if not typed:
            return None
        try:
            on = date.fromisoformat(typed)
        except ValueError:
            raise NOT_A_DATE.at(name) from None
        if on.year not in YEARS:
            raise NOT_A_DATE.at(name)
        return on

    def moment(self, name: str) -> datetime | None:
        """Return a moment typed on the clock of Astana; Problem `portal.field.not_a_moment` where it is none."""
        typed = self.text(name)
        if not typed:
            return None
        try:
            at = datetime.fromisoformat(typed)
        except ValueError:
            raise NOT_A_MOMENT.at(name) from None
        if at.year not in YEARS:
            raise NOT_A_MOMENT.at(name)
        return at.replace(tzinfo=astana()) if at.tzinfo is None else at

    def number(self, name: str) -> int | None:
        """Return a whole number; Problem `portal.field.not_a_number` where it is none."""
        typed = self.text(name)
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 12):
            raise NOT_A_NUMBER.at(name)
        return int(typed)

    def id(self, name: str) -> UUID | None:
        """Return an id chosen from a list; Problem `portal.form.unreadable` where a hand wrote something else."""
        typed = self.text(name)
        if not typed:
            return None
        try:
            return UUID(typed)
        except ValueError:
            raise UNREADABLE_FORM.at(name) from None
