"""Records are read strictly: each type with what it takes and what it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import NONSENSE, SILENCE, Nonsense, Silence
from almasu.kernel.exchange.shape import Flaw, flaw_among, flaw_in, shape_of, text_from_value, value_from_text
from almasu.kernel.resources import Code, FieldType
from connectors.world import ROWS, resource, words

SHAPE = shape_of(resource(), Limits(records=3, text=20, image=40))
WHOLE = ROWS[1]
LABEL = words("label")

TAKEN = {
    "owner_iin": ["870412300416", None],
    "plate": ["A", "б-1"],
    "make": ["", "Ә" * 20, "line\nline"],
    "first_registered_on": ["2024-02-29"],
    "changed_at": ["2024-03-01T00:00:00+05:00", "2024-03-01T00:00:00.5Z"],
    "seats": [0, -1, 2**53 - 1],
    "engine_litres": ["0", "-12.50", "999999999999999999.999999999"],
    "wanted": [True, False],
    "photo": ["", "/9j/4AAQ", "AA=="],
}
NOT_TAKEN = {
    "owner_iin": ["870412300415", "87041230041", "８７０４１２３００４１６", 870412300416, True],
    "plate": ["", "x" * 21, "a\x00", 7],
    "make": ["x" * 21, "a\x00b", "\ud800", 1, True],
    "first_registered_on": ["2023-02-29", "29.02.2024", "2024-2-29", "2024-02-29T00:00:00Z", "20240229", "", 20240229],
    "changed_at": ["2024-03-01T00:00:00", "2024-03-01", "2024-03-01T25:00:00Z", "2024-03-01 00:00:00Z", 0],
    "seats": ["5", 2**53, True, False, ""],
    "engine_litres": ["1,6", "01.6", "1.", ".5", "1e3", "NaN", "+1", "", 1, True],
    "wanted": ["true", 0, 1, ""],
    "photo": ["====", "A", "a b=", "A" * 44, 1],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in TAKEN for value in TAKEN[name]])
def test_values_of_the_declared_type_are_taken(name: str, value) -> None:
    flaw = flaw_in({**WHOLE, name: value}, SHAPE, "/0")
    assert flaw is None or (value is None and flaw.reason is Nonsense.MISSING_FIELD)


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in NOT_TAKEN for value in NOT_TAKEN[name]])
def test_values_of_another_type_are_not(name: str, value) -> None:
    assert flaw_in({**WHOLE, name: value}, SHAPE, "/0") == Flaw(Nonsense.WRONG_TYPE, f"/0/{name}")


@pytest.mark.parametrize(
    ("more", "value", "taken"),
    [
        ({"codes": (Code("m", LABEL), Code("f", LABEL))}, "m", True),
        ({"codes": (Code("m", LABEL), Code("f", LABEL))}, "M", False),
        ({"codes": (Code("m", LABEL),)}, "", False),
        ({"pattern": "[0-9]{3}"}, "123", True),
        ({"pattern": "[0-9]{3}"}, "1234", False),
        ({"pattern": "[0-9]{3}"}, "123\n", False),
        ({"limit": 3}, "abcd", False),
    ],
)
def test_codes_patterns_and_lengths_of_a_field_are_held(more, value: str, taken: bool) -> None:
    of = resource()
    plate = replace(of.field("plate"), **more)
    shape = shape_of(replace(of, fields=(plate,)), Limits())
    assert (flaw_in({"plate": value}, shape, "") is None) is taken


def test_an_unknown_field_is_named_without_what_a_log_could_be_hurt_by() -> None:
    flaw = flaw_in({**WHOLE, "evil\r\nname" + "x" * 90: "1"}, SHAPE, "/0")
    assert flaw == Flaw(Nonsense.UNKNOWN_FIELD, "/0/evil??name" + "x" * 30)


@pytest.mark.parametrize("name", ["owner_iin", "plate"])
def test_a_missing_required_field_is_named(name: str) -> None:
    record = {key: value for key, value in WHOLE.items() if key != name}
    assert flaw_in(record, SHAPE, "/0") == Flaw(Nonsense.MISSING_FIELD, f"/0/{name}")


def test_more_records_than_allowed_are_too_many() -> None:
    assert flaw_among((WHOLE,) * 3, SHAPE, "/records") is None
    assert flaw_among((WHOLE,) * 4, SHAPE, "/records") == Flaw(Nonsense.TOO_MANY, "/records")


@given(st.one_of(st.integers(-(10**15), 10**15), st.booleans()))
def test_a_value_written_in_xml_is_read_back(value) -> None:
    kind = FieldType.BOOLEAN if isinstance(value, bool) else FieldType.INTEGER
    assert value_from_text(kind, text_from_value(value)) == value


@given(st.text())
def test_a_text_that_is_no_number_stays_a_text_and_is_refused(text: str) -> None:
    value = value_from_text(FieldType.INTEGER, text)
    assert isinstance(value, int) or flaw_in({**WHOLE, "seats": value}, SHAPE, "") is not None


def test_every_reason_has_words_in_three_languages() -> None:
    assert set(SILENCE) == set(Silence)
    assert set(NONSENSE) == set(Nonsense)
