"""Reading an export that somebody brings: whatever the bytes are, it is an export or told to be none."""

from __future__ import annotations

import io
import warnings
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.actions.supervision.packing import packed, unpacked
from almasu.kernel.journal.malformed import Malformed

FILES = {"a.json": b"hello " * 200, "b": b"x"}
WHOLE = packed(FILES)


def test_what_was_packed_is_read_again() -> None:
    assert unpacked(WHOLE) == FILES


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_export_is_none_and_ends_in_no_fault(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    with suppress(Malformed):
        assert set(unpacked(bytes(data)).values()) <= set(FILES.values())


def test_two_files_of_one_name_are_no_export() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.writestr("manifest.json", b"shown")
        made.writestr("manifest.json", b"checked")
    with pytest.raises(Malformed, match="two files"):
        unpacked(held.getvalue())
