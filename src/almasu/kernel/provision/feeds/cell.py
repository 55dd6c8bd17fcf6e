"""Why a value may not stand in a field of an act: the definition, one value at a time.

Values come as text, as CSV, XML and JSON feeds carry them; None is an absent value. What checks whole columns
(`almasu.kernel.provision.feeds.block`) must say the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.resources import FieldType
from almasu.kernel.subjects.identity_number import passes_check

INTEGER = re.compile(r"-?[0-9]{1,16}")
DECIMAL = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?")
_LOOKS_LIKE_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")
LARGEST_INTEGER = 2**53 - 1
NUMBER_LENGTH = 12
TRUTHS = frozenset({"true", "false"})


class Reason(StrEnum):
    """Why a value, or a row, is rejected. Permanent words: reports and the journal carry them."""

    MISSING = "missing"
    NOT_INTEGER = "not_integer"
    NOT_DECIMAL = "not_decimal"
    NOT_DATE = "not_date"
    NOT_MOMENT = "not_moment"
    NOT_BOOLEAN = "not_boolean"
    NOT_IN_LIST = "not_in_list"
    NOT_A_CHANGE = "not_a_change"
    NOT_AS_PATTERN = "not_as_pattern"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTER = "hidden_character"
    CHECK_DIGIT = "check_digit"
    NOT_CARRIED = "not_carried"
    """The type of the field is not one that a feed carries."""
    WRONG_COLUMNS = "wrong_columns"
    """The row has more or fewer values than its head has columns."""
    BEYOND_ACT = "beyond_act"
    """A column the joint act does not name; it is cut."""
    LACKS_COLUMN = "lacks_column"
    NOT_UTF8 = "not_utf8"
    MALFORMED = "malformed"
    MARKUP = "markup"
    """A document type, an entity, or a sign of markup that stands bare."""
    OTHER_ELEMENT = "other_element"
    """Something else than elements `row` in an element `rows`."""
    NOT_PLAIN = "not_plain"
    """A list, a structure or bytes, where a field has one plain value."""
    EXPANDS = "expands"
    """The bytes of the file stand for so much data that it is a bomb."""
    TRUNCATED = "truncated"
    KEY_TWICE = "key_twice"


Check = Callable[[str], Reason | None]
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that no text shows, halves of one among them; a line break is none of them."""


def wrong(field: ActField, value: str | None) -> Reason | None:
    """Return why a value may not stand in a field; None where it may. An empty text is an absent value."""
    if value is None or not value.strip():
        return Reason.MISSING if field.required else None
    return check_of(field)(value)


@lru_cache(maxsize=4_096)
def check_of(field: ActField) -> Check:
    """Return the check of a value that is there."""
    match field.type:
        case FieldType.INTEGER:
            return _integer
        case FieldType.DECIMAL:
            return _decimal
        case FieldType.DATE:
            return _date
        case FieldType.MOMENT:
            return _moment
        case FieldType.BOOLEAN:
            return _boolean
        case FieldType.IIN | FieldType.BIN | FieldType.IIN_OR_BIN:
            return _number
        case FieldType.TEXT | FieldType.CODE:
            return _text_of(field)
        case FieldType.IMAGE:
            return _not_carried


def _integer(value: str) -> Reason | None:
    fits = INTEGER.fullmatch(value) is not None and abs(int(value)) <= LARGEST_INTEGER
    return None if fits else Reason.NOT_INTEGER


def _decimal(value: str) -> Reason | None:
    return None if DECIMAL.fullmatch(value) else Reason.NOT_DECIMAL


def _date(value: str) -> Reason | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return Reason.NOT_DATE
    return None if len(value) == len("2026-11-20") and value[4] == "-" and value[7] == "-" else Reason.NOT_DATE


def _moment(value: str) -> Reason | None:
    try:
        told = datetime.fromisoformat(value)
    except ValueError:
        return Reason.NOT_MOMENT
    return None if told.tzinfo is not None and _LOOKS_LIKE_MOMENT.match(value) else Reason.NOT_MOMENT


def _boolean(value: str) -> Reason | None:
    return None if value in TRUTHS else Reason.NOT_BOOLEAN


def _number(value: str) -> Reason | None:
    return None if passes_check(value) else Reason.CHECK_DIGIT


def _not_carried(value: str) -> Reason | None:
    return Reason.NOT_CARRIED


def _text_of(field: ActField) -> Check:
    values = frozenset(field.values)
    pattern = re.compile(field.pattern) if field.pattern else None
    limit = field.limit

    def check(value: str) -> Reason | None:
        if len(value) > limit:
            return Reason.TOO_LONG
        if HIDDEN.search(value):
            return Reason.HIDDEN_CHARACTER
        if values and value not in values:
            return Reason.NOT_IN_LIST
        return Reason.NOT_AS_PATTERN if pattern is not None and not pattern.fullmatch(value) else None

    return check
