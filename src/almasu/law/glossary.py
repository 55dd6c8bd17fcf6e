"""The glossary: the words of the acts and of the code, each in three languages with what it means here."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from almasu.law.problem import Fault
from almasu.law.sheet import SheetFile, Words, read_sheet
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """One word: a permanent id (the word of the code), how it is said, what it means."""

    id: str
    word: Text
    means: Text


class _WordRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    word: Words
    means: Words


def read_glossary(file: SheetFile) -> tuple[GlossaryWord, ...]:
    """Return the words in the order of the sheet; Fault where one stands twice."""
    rows = read_sheet(file, tuple[_WordRow, ...])
    if len({row.id for row in rows}) != len(rows):
        raise Fault(f"{file.name}: a word stands twice")
    return tuple(GlossaryWord(row.id, row.word.text(), row.means.text()) for row in rows)
