"""The form of the electronic application for access (SIO25-5, SIO22-5.1): its fields for each of the three kinds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.kernel.annexes.annex import Annex
from almasu.law.text import Text


class ApplicationKind(StrEnum):
    """What an application asks for (SIO22-A4.7): exactly one of three."""

    REGISTER = "register"
    CHANGE = "change"
    BLOCK = "block"


class FieldShape(StrEnum):
    """What a field holds: how it is entered and checked."""

    TEXT = "text"
    NOTE = "note"
    IIN = "iin"
    ORGANISATION = "organisation"
    PHONE = "phone"
    KIND = "kind"
    DECLARATION = "declaration"
    SIGNATURE = "signature"
    SCAN = "scan"


class GivenBy(StrEnum):
    """Who fills a field: the applicant, their head, the directory of organisations, or the system itself."""

    APPLICANT = "applicant"
    HEAD = "head"
    DIRECTORY = "directory"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class ApplicationField:
    """One field. `asked_for` are the kinds whose form shows it, `required_for` those that cannot do without it.

    `most` is the greatest number of characters entered, 0 where nothing is typed.
    """

    code: str
    label: Text
    shape: FieldShape
    given_by: GivenBy
    asked_for: frozenset[ApplicationKind]
    required_for: frozenset[ApplicationKind]
    most: int
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """The form of an edition: its heading is `annex.title`; fields in the order of the annex."""

    annex: Annex
    fields: tuple[ApplicationField, ...]

    def fields_for(self, kind: ApplicationKind) -> tuple[ApplicationField, ...]:
        """Return the fields that an application of the kind shows."""
        return tuple(field for field in self.fields if kind in field.asked_for)

    def typed_for(self, kind: ApplicationKind) -> tuple[ApplicationField, ...]:
        """Return the fields that the applicant fills, ticks or chooses in an application of the kind."""
        return tuple(field for field in self.fields_for(kind) if field.given_by is GivenBy.APPLICANT)

    def head_signs(self, kind: ApplicationKind) -> bool:
        """Tell whether an application of the kind needs the head's signature before it reaches the operator."""
        return any(
            field.shape is FieldShape.SIGNATURE and field.given_by is GivenBy.HEAD and kind in field.required_for
            for field in self.fields
        )
