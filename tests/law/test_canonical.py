from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.law.canonical import canonical_bytes

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS = st.none() | st.booleans() | TEXTS | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(VALUES.filter(lambda value: value not in {float("inf"), float("-inf")} if isinstance(value, float) else True))
def test_every_value_has_the_form_of_an_independent_implementation(value):
    try:
        expected = rfc8785.dumps(value)
    except ValueError:
        with pytest.raises(ValueError):  # noqa: PT011
            canonical_bytes(value)
        return
    assert canonical_bytes(value) == expected


@pytest.mark.parametrize("value", [2**53, -(2**53), float("nan"), float("inf"), [2**60], {"a": float("nan")}])
def test_a_value_without_a_canonical_form_is_refused(value):
    with pytest.raises(ValueError, match=r".*"):
        canonical_bytes(value)


def test_keys_are_ordered_as_utf_16_orders_them():
    assert canonical_bytes({"\ufb33": 1, "\U0001f600": 2}).decode() == '{"\U0001f600":2,"\ufb33":1}'


class _Word(StrEnum):
    KEPT = "kept"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": _Word.KEPT, _Word.KEPT: (1, [True, None])}, b'{"a":"kept","kept":[1,[true,null]]}'),
        ([2**53 - 1, {"b": -1, "a": "\u2028"}], '[9007199254740991,{"a":"\u2028","b":-1}]'.encode()),
        ({"a": 1.0, "b": -0.0}, b'{"a":1,"b":0}'),
    ],
    ids=["a word of an enumeration", "the last whole number", "fractions that are none"],
)
def test_what_looks_otherwise_has_one_form(value, written):
    assert canonical_bytes(value) == written == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        {"a": b"x"},
        {"a": {1}},
        {"a": date(2026, 1, 1)},
        [UUID(int=1)],
        {1: 2},
        {True: 1},
        {None: 1},
        [[{"a": [b""]}]],
        {"a": "\ud800"},
    ],
    ids=[
        "bytes",
        "a set",
        "a day",
        "a number of a row",
        "a whole number as a name",
        "a truth as a name",
        "nothing as a name",
        "deep inside",
        "half a character",
    ],
)
def test_what_is_no_json_is_refused_and_not_turned_into_some(value):
    with pytest.raises(ValueError, match=r".*"):
        canonical_bytes(value)
