"""The consent: the terms a user signs at first entry, versioned, every paragraph with its clauses (SIO25-10.1)."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class ConsentTerms:
    """The terms in force: their permanent version, heading and paragraphs."""

    version: str
    heading: Text
    paragraphs: tuple[Text, ...]

    def whole(self) -> Text:
        """Return heading and paragraphs as one statement: the plain words of the act that is signed."""
        parts = (self.heading, *self.paragraphs)
        return Text(
            kk="\n".join(part.kk for part in parts),
            ru="\n".join(part.ru for part in parts),
            en="\n".join(part.en for part in parts),
        )


class _Paragraph(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cites: tuple[str, ...]
    says: Words


class _Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: str
    stands_in_for: str
    heading: Words
    paragraphs: tuple[_Paragraph, ...]


def read_consent(file: SheetFile) -> ConsentTerms:
    """Return the terms of a sheet; Fault names the place that is malformed or lacks a language."""
    sheet = read_sheet(file, _Sheet)
    paragraphs = tuple(paragraph.says.text() for paragraph in sheet.paragraphs)
    return ConsentTerms(sheet.version, sheet.heading.text(), paragraphs)
