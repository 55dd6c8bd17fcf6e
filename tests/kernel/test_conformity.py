"""A record is exactly what its resource promises, or the departure is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.conformity import Departure, departures
from almasu.kernel.resources import Code, Field, FieldType, KeyKind, Resource, Sensitivity
from almasu.law.text import Text

WORDS = Text(kk="а", ru="б", en="c")


def _field(name: str, kind: FieldType, required: bool = True, **more: object) -> Field:
    return Field(name, kind, WORDS, Sensitivity.PERSONAL, required, "", **more)  # type: ignore[arg-type]


RESOURCE = Resource(
    number=1,
    code="sample",
    name=WORDS,
    owner=WORDS,
    owner_code="x",
    group="x",
    keys=(KeyKind.IIN,),
    fields=(
        _field("name", FieldType.TEXT, limit=10),
        _field("day", FieldType.DATE, required=False),
        _field("at", FieldType.MOMENT, required=False),
        _field("count", FieldType.INTEGER, required=False),
        _field("share", FieldType.DECIMAL, required=False),
        _field("flag", FieldType.BOOLEAN, required=False),
        _field("sex", FieldType.CODE, required=False, codes=(Code("male", WORDS),)),
        _field("country", FieldType.CODE, required=False, pattern="[A-Z]{2}"),
        _field("iin", FieldType.IIN, required=False),
        _field("photo", FieldType.IMAGE, required=False),
    ),
    ftm_schemata=(),
    sensitivity=Sensitivity.PERSONAL,
    truncated=False,
    hit_first=False,
    cites=(),
)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("name", None, "missing"),
        ("name", "", "empty"),
        ("name", "x" * 11, "too_long"),
        ("name", 5, "not_text"),
        ("name", "a\x00b", "control_characters"),
        ("day", "2025-02-30", "not_a_date"),
        ("day", "20250228", "not_a_date"),
        ("at", "2025-02-28T10:00:00", "no_offset"),
        ("at", "yesterday", "not_a_moment"),
        ("count", True, "not_an_integer"),
        ("count", 2**53, "not_an_integer"),
        ("count", 1.5, "not_an_integer"),
        ("share", "1,5", "not_a_decimal"),
        ("share", "NaN", "not_a_decimal"),
        ("flag", "true", "not_a_boolean"),
        ("sex", "other", "not_in_list"),
        ("country", "KAZ", "pattern"),
        ("iin", "850314300120", "check_digit"),
        ("photo", "!!", "not_base64"),
        ("photo", "AAAA", "not_an_image"),
        ("more", "x", "unknown_field"),
    ],
)
def test_a_departure_is_named_by_field_and_reason(name: str, value: object, reason: str) -> None:
    record: dict[str, object] = {"name": "ok"}
    record[name] = value
    assert departures(RESOURCE, record) == (Departure(name, reason),)


def test_a_record_that_keeps_the_promise_has_no_departure() -> None:
    record = {
        "name": "ok",
        "day": "2025-02-28",
        "at": "2025-02-28T10:00:00.000+05:00",
        "count": 3,
        "share": "12.50",
        "flag": False,
        "sex": "male",
        "country": "KZ",
        "iin": None,
    }
    assert departures(RESOURCE, record) == ()


@given(st.dictionaries(st.text(max_size=8), st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())))
def test_nothing_that_comes_makes_it_fall_over(record: dict[str, object]) -> None:
    assert departures(RESOURCE, record) or set(record) <= {field.name for field in RESOURCE.fields}
