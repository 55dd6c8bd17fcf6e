"""Resources: what can be asked of which register, with the meaning of every field (SIO25-A2.01 to SIO25-A2.52)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.law.text import Text


class FieldType(StrEnum):
    """What a field's value is. Dates are ISO 8601, numbers plain decimals, codes are from a named list."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    CODE = "code"
    IIN = "iin"
    BIN = "bin"
    IIN_OR_BIN = "iin_or_bin"
    IMAGE = "image"


class KeyKind(StrEnum):
    """What a subject can be named by (reference: law notes, section 4)."""

    IIN = "iin"
    BIN = "bin"
    PERSON_NAME = "person_name"
    DOCUMENT_NO = "document_no"
    PLATE = "plate"
    VIN = "vin"
    CADASTRAL_NO = "cadastral_no"
    PHONE = "phone"
    CASE_NO = "case_no"
    OTHER_NO = "other_no"


class Sensitivity(StrEnum):
    """How carefully a field or resource is handled."""

    OPEN = "open"
    PERSONAL = "personal"
    COMMERCIAL = "commercial"
    SPECIAL = "special"
    BIOMETRIC = "biometric"
    MEDICAL = "medical"


@dataclass(frozen=True, slots=True)
class Code:
    """One value of a code list, with its words."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a register's answer. `ftm` is its FollowTheMoney property as `Schema:property`, or empty.

    `codes` is the whole list for a CODE field whose list is closed, else empty; `pattern` is a regular expression
    that the whole value of a text or open code must match, or empty; `limit` is the most characters a value may have.
    """

    name: str
    type: FieldType
    label: Text
    sensitivity: Sensitivity
    required: bool
    ftm: str
    codes: tuple[Code, ...] = ()
    pattern: str = ""
    limit: int = 200


@dataclass(frozen=True, slots=True)
class SearchKey:
    """One way to ask a register: a kind of key and the fields of the answer in which it is looked for."""

    kind: KeyKind
    fields: tuple[str, ...]
    label: Text


@dataclass(frozen=True, slots=True)
class Resource:
    """One of the 52 electronic information resources of annex 2.

    `number` is its number in the annex; `code` our permanent short name; `truncated` tells that the annex withholds
    part of it (resource 11: without the amount of receipts); `hit_first` that detail needs a second reasoned step.
    `keys` are the kinds named in `search`. `secret` is the kind of protected secret an answer holds (SIO25-20);
    `relations` are the edges a graph may draw from a record (none for 12 and 43); `stock` is about how many records
    the country holds; `note` is a restriction on use in our words.
    """

    number: int
    code: str
    name: Text
    owner: Text
    owner_code: str
    group: str
    keys: tuple[KeyKind, ...]
    fields: tuple[Field, ...]
    ftm_schemata: tuple[str, ...]
    sensitivity: Sensitivity
    truncated: bool
    hit_first: bool
    cites: tuple[str, ...]
    search: tuple[SearchKey, ...] = ()
    secret: Text | None = None
    relations: tuple[str, ...] = ()
    stock: int = 0
    note: Text | None = None

    def field(self, name: str) -> Field:
        """Return the field of this name; KeyError when the resource has none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)
