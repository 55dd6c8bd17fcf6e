from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tiles import (
    Bundle,
    Tile,
    joined_bundle,
    read_path,
    split_bundle,
    split_hashes,
    tiles_of,
    width_at,
)

WRITTEN = [
    (Tile(0, 0), "tile/0/000"),
    (Tile(0, 1234067), "tile/0/x001/x234/067"),
    (Tile(3, 1000, 17), "tile/3/x001/000.p/17"),
    (Tile(63, 5, 1), "tile/63/005.p/1"),
    (Bundle(273, 112), "tile/entries/273.p/112"),
    (Bundle(1_000_000), "tile/entries/x001/x000/000"),
    (Bundle(7, 3, opened=True), "opened/007.p/3"),
]


@pytest.mark.parametrize(("named", "path"), WRITTEN)
def test_a_path_is_written_and_read_as_the_specification_shows(named, path):
    assert named.path() == path
    assert read_path(path) == named


@pytest.mark.parametrize(
    "path",
    [
        "tile/64/000",
        "tile/00/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/1000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "tile/0/../../etc/passwd",
        "tile/0/٠٠٠",
        "tile/entries/x001/x000",
        "tile/0/" + "x999/" * 7 + "999",
        "checkpoint",
        "",
    ],
)
def test_any_other_path_is_refused(path):
    with pytest.raises(Malformed):
        read_path(path)


@given(st.integers(0, 63), st.integers(0, 2**63 - 1), st.integers(1, 256))
def test_every_tile_name_is_read_back(level, index, width):
    assert read_path(Tile(level, index, width).path()) == Tile(level, index, width)


def test_the_tiles_of_the_specification_s_own_example():
    assert list(tiles_of(70_000)) == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert list(tiles_of(256)) == [(0, 1, 0), (1, 0, 1)]
    assert list(tiles_of(0)) == []


@given(st.integers(0, 2**40), st.integers(0, 5), st.integers(0, 2**33))
def test_widths_agree_with_the_list_of_tiles(size, level, index):
    shapes = {at: (full, rest) for at, full, rest in tiles_of(size)}
    full, rest = shapes.get(level, (0, 0))
    assert width_at(level, index, size) == (256 if index < full else rest if index == full else 0)


@given(st.lists(st.binary(max_size=300), max_size=30))
def test_a_bundle_is_read_back(entries):
    assert split_bundle(joined_bundle(entries), len(entries)) == entries


@given(st.binary(max_size=400), st.integers(0, 12))
def test_bytes_that_are_no_bundle_are_refused_or_read_exactly(data, width):
    try:
        entries = split_bundle(data, width)
    except Malformed:
        return
    assert joined_bundle(entries) == data
    assert len(entries) == width


def test_a_bundle_of_commitments_is_read_whole_or_not_at_all():
    entries = [bytes([number]) * 32 for number in range(256)]
    data = joined_bundle(entries)
    assert split_bundle(data, 256) == entries
    for broken in (data[:-1], data + b"\x00", data[1:], b""):
        with pytest.raises(Malformed):
            split_bundle(broken, 256)


def test_an_entry_beyond_the_length_field_is_refused():
    with pytest.raises(Malformed):
        joined_bundle([b"x" * 65_536])


def test_a_tile_of_another_length_is_refused():
    with pytest.raises(Malformed):
        split_hashes(b"x" * 63, 2)
