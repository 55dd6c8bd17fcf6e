"""Versions and ranges as makers write them: what is affected, what is not, and what cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.sector.versions import overlap

# What an alert is about, what is used, and whether the one meets the other; None where it cannot be told.
CASES = [
    ("< 4.2", "4.1.9", True), ("<4.2", "4.2", False), ("<= 4.2", "4.2.0", True), ("≤ 4.2", "4.3", False),
    (">= 1.0, < 2.0", "1.9.9", True), (">=1.0 <2.0", "2.0", False), ("1.0 - 1.4", "1.4", True),
    ("7.2.x", "7.2.11", True), ("7.2.x", "7.3", False), ("7.2", "7.2.0", True), ("v7.2", "7.2", True),
    ("vers:rpm/>=1.0|<2.0", "1.5-3.el8", True), ("vers:generic/<1.0|>=2.0|<2.5", "2.3", True),
    ("vers:generic/<1.0|>=2.0|<2.5", "1.3", False), ("vers:deb/<1:2.0", "1.5", True),
    ("vers:pypi/<1.0rc1", "1.0", False), ("all versions", "anything", True),
    ("*", "", True), ("< 4.2", ">= 4.0", True), ("< 4.2", ">= 4.5", False),
    ("1.0; 1.2 or 1.4", "1.2", True), ("1.0; 1.2; 1.4", "1.3", False), ("<10.2.3-h10", "10.2.3-h4", True),
    ("15.2(7)E3", "15.2(7)E3", True), ("< 4.2", "", None), ("", "4.1", None), ("before the patch", "1", None),
    ("see the advisory", "4.1", None), ("< 4.2", "unknown", None), ("vers:generic/", "1", None), ("x" * 400, "1", None),
    ("; ".join(["1"] * 60), "1", None), (">1 <2 =1.5", "1.5", None),
]  # fmt: skip


@pytest.mark.parametrize(("affected", "used", "meets"), CASES, ids=range(len(CASES)))
def test_versions_are_told_apart(affected: str, used: str, meets: bool | None) -> None:
    assert overlap(affected, used) is meets


NUMBERS = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_version_is_in_a_range_exactly_when_it_is_not_outside_of_it(
    low: tuple[int, int, int], high: tuple[int, int, int], used: tuple[int, int, int]
) -> None:
    low, high = sorted((low, high))
    said = [".".join(map(str, one)) for one in (low, high, used)]
    assert overlap(f">= {said[0]}, < {said[1]}", said[2]) is (low <= used < high)
    assert overlap(f"vers:generic/>={said[0]}|<={said[1]}", said[2]) is (low <= used <= high)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_of_others_makes_it_fail(affected: str, used: str) -> None:
    assert overlap(affected, used) in (True, False, None)
    assert overlap(f"vers:generic/{affected}", used) in (True, False, None)
