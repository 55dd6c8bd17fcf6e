from __future__ import annotations

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
