"""Sheets: the law's data as people other than programmers read it, in YAML, strictly checked when they are read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from almasu.law.problem import Fault
from almasu.law.text import Text

Shape = TypeVar("Shape")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One statement in the three languages, as sheets write it."""

    kk: str
    ru: str
    en: str

    def text(self) -> Text:
        """Return the statement; Fault where one language is blank."""
        if not (self.kk.strip() and self.ru.strip() and self.en.strip()):
            raise Fault(f"a statement lacks a language: {self.en or self.ru or self.kk}")
        return Text(kk=self.kk, ru=self.ru, en=self.en)


@dataclass(frozen=True, slots=True)
class SheetFile:
    """One file of law data: its name and bytes, and the hash that the journal keeps when a node starts."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the file's bytes as 64 hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def read_sheet(file: SheetFile, shape: type[Shape]) -> Shape:
    """Return the sheet as the given shape; Fault names the file and the place where it differs from the shape."""
    try:
        return msgspec.yaml.decode(file.data, type=shape)
    except (msgspec.DecodeError, msgspec.ValidationError) as wrong:
        raise Fault(f"{file.name}: {wrong}") from wrong
