"""The words that resources are written with: fields, code lists, owners, secrets, schemata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from almasu.kernel.resources import Code
from almasu.law.sheet import Words
from almasu.law.text import Text
from almasu.regimes.sio_pso.resources.shapes import FieldWords, Schema
from almasu.regimes.sio_pso.resources.sheet_lines import Misread, Place

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that a resource may refer to by name."""

    fields: Mapping[str, FieldWords]
    codes: Mapping[str, tuple[Code, ...]]
    owners: Mapping[str, Text]
    secrets: Mapping[str, Text]
    schemata: Mapping[str, Schema]
    reasons: Mapping[str, Text]
    """Why a field has no property of FollowTheMoney."""

    def has_property(self, schema: str, name: str) -> bool:
        """Return whether a schema or one that it extends has this property."""
        found = self.schemata.get(schema)
        if found is None:
            return False
        return name in found.properties or any(self.has_property(parent, name) for parent in found.extends)


SECTIONS = ("fields", "codes", "owners", "secrets", "schemata", "reasons")


def read_vocabulary(sheets: Iterable[Place]) -> Vocabulary:
    """Return the vocabulary gathered from all sheets; Misread names the first line that is not as it should be."""
    gathered: dict[str, dict[str, Place]] = {name: {} for name in SECTIONS}
    for sheet in sheets:
        for section, place in sheet.entries():
            if section in gathered:
                _gather(gathered[section], place)
    return Vocabulary(
        fields={name: _field(place) for name, place in gathered["fields"].items()},
        codes={name: _codes(place) for name, place in gathered["codes"].items()},
        owners={name: shaped(place, Words).text() for name, place in gathered["owners"].items()},
        secrets={name: shaped(place, Words).text() for name, place in gathered["secrets"].items()},
        schemata={name: shaped(place, Schema) for name, place in gathered["schemata"].items()},
        reasons={name: shaped(place, Words).text() for name, place in gathered["reasons"].items()},
    )


def shaped(place: Place, shape: type[Shape]) -> Shape:
    """Return the value as the shape; Misread with file and line where it differs."""
    try:
        return msgspec.convert(place.value, shape)
    except msgspec.ValidationError as wrong:
        raise Misread(f"{place}: {wrong}") from wrong


def _gather(into: dict[str, Place], section: Place) -> None:
    for name, place in section.entries():
        if name in into:
            raise Misread(f"{place}: `{name}` is already defined at {into[name]}")
        into[name] = place


def _field(place: Place) -> FieldWords:
    found = shaped(place, FieldWords)
    if not (found.kk.strip() and found.ru.strip() and found.en.strip()):
        raise Misread(f"{place}: a language is missing")
    return found


def _codes(place: Place) -> tuple[Code, ...]:
    return tuple(_code(value, words) for value, words in place.entries())


def _code(value: str, place: Place) -> Code:
    words = shaped(place, tuple[str, str, str])
    if not all(word.strip() for word in words):
        raise Misread(f"{place}: a language is missing")
    return Code(value, Text(kk=words[0], ru=words[1], en=words[2]))
