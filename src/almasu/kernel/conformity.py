"""Conformity: whether a record is exactly what its resource promises, field by field, and where it is not.

A register's answer is never guessed at: an unknown field, a missing required one, a wrong type, a value outside its
list, pattern or length is a `Departure`. An optional field may be absent or null. Moments carry an offset, decimals are
plain digits with a point, an image is base64 of JPEG or PNG.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from almasu.kernel.resources import Field, FieldType, Resource
from almasu.kernel.subjects.identity_number import passes_check

DECIMAL = re.compile(r"-?\d{1,18}(\.\d{1,6})?")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
LARGEST_INTEGER = 2**53 - 1
LARGEST_IMAGE = 2_000_000
IMAGE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class Departure:
    """One place where a record departs from its resource. `reason` is a permanent short word, never the value."""

    field: str
    reason: str


def departures(resource: Resource, record: Mapping[str, object]) -> tuple[Departure, ...]:
    """Return every departure of the record, unknown fields first, then in the order of the resource's fields."""
    known = {field.name for field in resource.fields}
    found = [Departure(str(name)[:64], "unknown_field") for name in record if name not in known]
    for field in resource.fields:
        value = record.get(field.name)
        if value is None:
            if field.required:
                found.append(Departure(field.name, "missing"))
            continue
        reason = _wrong(field, value)
        if reason:
            found.append(Departure(field.name, reason))
    return tuple(found)


def _wrong(field: Field, value: object) -> str:
    match field.type:
        case FieldType.INTEGER:
            whole = isinstance(value, int) and not isinstance(value, bool)
            return "" if whole and abs(_as_int(value)) <= LARGEST_INTEGER else "not_an_integer"
        case FieldType.BOOLEAN:
            return "" if isinstance(value, bool) else "not_a_boolean"
        case (
            FieldType.TEXT
            | FieldType.DATE
            | FieldType.MOMENT
            | FieldType.DECIMAL
            | FieldType.CODE
            | FieldType.IIN
            | FieldType.BIN
            | FieldType.IIN_OR_BIN
            | FieldType.IMAGE
        ):
            return _wrong_text(field, value) if isinstance(value, str) else "not_text"


def _as_int(value: object) -> int:
    return value if isinstance(value, int) else 0


def _wrong_text(field: Field, value: str) -> str:
    if len(value) > (LARGEST_IMAGE if field.type is FieldType.IMAGE else field.limit):
        return "too_long"
    if not value.strip():
        return "empty"
    reason = _FORMS[field.type](field, value)
    if reason:
        return reason
    return "" if not field.pattern or _compiled(field.pattern).fullmatch(value) else "pattern"


def _text(_: Field, value: str) -> str:
    return "" if value.isprintable() or value.replace("\n", "").isprintable() else "control_characters"


def _date(_: Field, value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "not_a_date"
    return "" if DATE.fullmatch(value) else "not_a_date"


def _moment(_: Field, value: str) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return "not_a_moment"
    return "" if moment.tzinfo is not None else "no_offset"


def _decimal(_: Field, value: str) -> str:
    return "" if DECIMAL.fullmatch(value) else "not_a_decimal"


def _code(field: Field, value: str) -> str:
    return "" if not field.codes or any(code.value == value for code in field.codes) else "not_in_list"


def _identity(_: Field, value: str) -> str:
    return "" if passes_check(value) else "check_digit"


def _image(_: Field, value: str) -> str:
    try:
        data = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return "not_base64"
    return "" if data.startswith(IMAGE_STARTS) else "not_an_image"


_FORMS: dict[FieldType, Callable[[Field, str], str]] = {
    FieldType.TEXT: _text,
    FieldType.DATE: _date,
    FieldType.MOMENT: _moment,
    FieldType.DECIMAL: _decimal,
    FieldType.CODE: _code,
    FieldType.IIN: _identity,
    FieldType.BIN: _identity,
    FieldType.IIN_OR_BIN: _identity,
    FieldType.IMAGE: _image,
}


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
