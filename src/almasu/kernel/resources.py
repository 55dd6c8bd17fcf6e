"""Resources: what can be asked of which register, with the meaning of every field (SIO25-A2.*)."""

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
class Field:
    """One field of a register's answer. `ftm` is its FollowTheMoney property as `Schema:property`, or empty."""

    name: str
    type: FieldType
    label: Text
    sensitivity: Sensitivity
    required: bool
    ftm: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One of the 52 electronic information resources of annex 2.

    `number` is its number in the annex; `code` our permanent short name; `truncated` tells that the annex withholds
    part of it (resource 11: without the amount of receipts); `hit_first` that detail needs a second reasoned step.
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
