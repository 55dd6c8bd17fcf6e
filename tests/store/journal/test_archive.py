from __future__ import annotations

import pytest

from almasu.kernel.journal.tiles import Bundle, Tile, joined_bundle
from almasu.store.journal_archive import FileArchive

HASHES = [bytes([number]) * 32 for number in range(256)]


def test_a_full_tile_takes_the_place_of_its_partial_ones_which_can_still_be_read(tmp_path):
    archive = FileArchive(tmp_path)
    for width in (3, 7):
        archive.keep({Tile(0, 0, width).path(): b"".join(HASHES[:width])})
    assert archive.former() == ["tile/0/000.p/3", "tile/0/000.p/7"]
    assert archive.read(["tile/0/000.p/3", "tile/0/000.p/5"]) == [b"".join(HASHES[:3]), b"".join(HASHES[:5])]
    archive.keep({Tile(0, 0).path(): b"".join(HASHES)})
    assert not (tmp_path / "tile/0/000.p").exists()
    assert archive.former() == []
    assert archive.read(["tile/0/000.p/7"]) == [b"".join(HASHES[:7])]


def test_only_the_widest_opened_bundle_is_kept_and_read_from_any_place(tmp_path):
    archive = FileArchive(tmp_path)
    contents = [f"entry {number}".encode() for number in range(300)]
    archive.keep({Bundle(0, 5, opened=True).path(): joined_bundle(contents[:5])})
    archive.keep({Bundle(0, 9, opened=True).path(): joined_bundle(contents[:9])})
    assert [file.name for file in (tmp_path / "opened/000.p").iterdir()] == ["9"]
    assert archive.contents(4) == contents[4:9]
    assert archive.contents(9) == []
    archive.keep({Bundle(0, 256, opened=True).path(): joined_bundle(contents[:256])})
    archive.keep({Bundle(1, 44, opened=True).path(): joined_bundle(contents[256:])})
    assert archive.contents(250) == contents[250:]
    assert archive.read(["opened/000.p/5"]) == [joined_bundle(contents[:5])]


def test_a_file_that_was_cut_short_is_written_again(tmp_path):
    archive = FileArchive(tmp_path)
    path = Tile(0, 1234067).path()
    archive.keep({path: b"".join(HASHES)})
    (tmp_path / path).write_bytes(b"short")
    archive.keep({path: b"".join(HASHES)})
    assert archive.read([path]) == [b"".join(HASHES)]


def test_the_checkpoint_is_replaced_whole(tmp_path):
    archive = FileArchive(tmp_path)
    for note in (b"one", b"two"):
        archive.publish(note)
        assert archive.read(["checkpoint"]) == [note]
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["checkpoint"]


@pytest.mark.parametrize("path", ["tile/0/000", "tile", "opened", "checkpoint/x"])
def test_what_is_not_there_is_none(tmp_path, path):
    archive = FileArchive(tmp_path)
    archive.publish(b"note")
    (tmp_path / "tile").mkdir()
    assert archive.read([path]) == [None]
