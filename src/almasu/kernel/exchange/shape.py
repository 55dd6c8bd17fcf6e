"""The strict reading of records: a record holds exactly the fields of its resource, each of its declared type.

Nothing is guessed or mended: an unknown field, a missing required one or a value of another type makes the whole
answer unreadable (a register that changed its form unannounced must be noticed, not half understood).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from almasu.kernel.answers import Record, Value
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.resources import Field, FieldType, Resource
from almasu.kernel.subjects.identity_number import passes_check

SAFE_INTEGER = 2**53 - 1
DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?([+-][0-9]{2}:[0-9]{2}|Z)")
BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first thing wrong with an answer and where it is (a path of names and indices, never a value)."""

    reason: Nonsense
    where: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a value of one field is held against: its length, its closed list of codes, its pattern."""

    longest: int
    codes: frozenset[str]
    pattern: re.Pattern[str] | None


Check = Callable[[Value, Measure], bool]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a record of one resource must look like, prepared once from the resource's fields."""

    types: Mapping[str, FieldType]
    measures: Mapping[str, Measure]
    required: frozenset[str]
    limits: Limits


def shape_of(resource: Resource, limits: Limits) -> Shape:
    """Return the shape of a resource's records under the given limits."""
    return Shape(
        types={field.name: field.type for field in resource.fields},
        measures={field.name: _measure(field, limits) for field in resource.fields},
        required=frozenset(field.name for field in resource.fields if field.required),
        limits=limits,
    )


def _measure(field: Field, limits: Limits) -> Measure:
    longest = min(field.limit, limits.image if field.type is FieldType.IMAGE else limits.text)
    pattern = re.compile(field.pattern) if field.pattern else None
    return Measure(longest, frozenset(code.value for code in field.codes), pattern)


def flaw_in(record: Record, shape: Shape, where: str) -> Flaw | None:
    """Return the first flaw of one record, or None where it follows the shape."""
    for name, value in record.items():
        kind = shape.types.get(name)
        if kind is None:
            return Flaw(Nonsense.UNKNOWN_FIELD, f"{where}/{spoken(name)}")
        if value is not None and not CHECKS[kind](value, shape.measures[name]):
            return Flaw(Nonsense.WRONG_TYPE, f"{where}/{name}")
    for name in shape.required:
        if record.get(name) is None:
            return Flaw(Nonsense.MISSING_FIELD, f"{where}/{name}")
    return None


def flaw_among(records: tuple[Record, ...], shape: Shape, where: str) -> Flaw | None:
    """Return the first flaw of all records: too many of them, or one that is wrong."""
    if len(records) > shape.limits.records:
        return Flaw(Nonsense.TOO_MANY, where)
    for index, record in enumerate(records):
        flaw = flaw_in(record, shape, f"{where}/{index}")
        if flaw is not None:
            return flaw
    return None


def value_from_text(kind: FieldType, text: str) -> Value:
    """Return the value an XML text stands for; what is no such value stays a text, for `flaw_in` to refuse."""
    if kind is FieldType.INTEGER and re.fullmatch(r"-?[0-9]{1,16}", text, re.ASCII):
        return int(text)
    if kind is FieldType.BOOLEAN and text in {"true", "false"}:
        return text == "true"
    return text


def text_from_value(value: Value) -> str:
    """Return how a value is written in XML (`value_from_text` reads it back)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def spoken(name: str) -> str:
    """Return an unknown name fit for a log: only letters, digits and underscores, at most 40."""
    return re.sub(r"[^A-Za-z0-9_]", "?", name[:40])


def _is_text(value: Value, measure: Measure) -> bool:
    if not isinstance(value, str) or len(value) > measure.longest or NOT_TEXT.search(value) is not None:
        return False
    return measure.pattern is None or measure.pattern.fullmatch(value) is not None


def _is_code(value: Value, measure: Measure) -> bool:
    """Tell whether a value is of its closed list or, where the list is open, a code of the right form."""
    if measure.codes:
        return isinstance(value, str) and value in measure.codes
    return value != "" and _is_text(value, measure)


def _is_day(value: Value, measure: Measure) -> bool:
    if not isinstance(value, str) or DAY.fullmatch(value) is None:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_moment(value: Value, measure: Measure) -> bool:
    if not isinstance(value, str) or MOMENT.fullmatch(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_integer(value: Value, measure: Measure) -> bool:
    return type(value) is int and -SAFE_INTEGER <= value <= SAFE_INTEGER


def _is_decimal(value: Value, measure: Measure) -> bool:
    return isinstance(value, str) and DECIMAL.fullmatch(value) is not None


def _is_boolean(value: Value, measure: Measure) -> bool:
    return isinstance(value, bool)


def _is_number_of_twelve(value: Value, measure: Measure) -> bool:
    return isinstance(value, str) and passes_check(value)


def _is_image(value: Value, measure: Measure) -> bool:
    return isinstance(value, str) and len(value) <= measure.longest and BASE64.fullmatch(value) is not None


CHECKS: Mapping[FieldType, Check] = {
    FieldType.TEXT: _is_text,
    FieldType.DATE: _is_day,
    FieldType.MOMENT: _is_moment,
    FieldType.INTEGER: _is_integer,
    FieldType.DECIMAL: _is_decimal,
    FieldType.BOOLEAN: _is_boolean,
    FieldType.CODE: _is_code,
    FieldType.IIN: _is_number_of_twelve,
    FieldType.BIN: _is_number_of_twelve,
    FieldType.IIN_OR_BIN: _is_number_of_twelve,
    FieldType.IMAGE: _is_image,
}
