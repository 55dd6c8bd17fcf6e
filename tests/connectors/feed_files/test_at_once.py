"""Whole blocks taken at once say what a close reading, line by line, says: rows, flaws, and where a file breaks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from almasu.connectors.feed_files import csv_files, json_files, parquet_files
from almasu.connectors.feed_files.judging import blocks
from almasu.connectors.feed_files.lines import Lines
from almasu.connectors.feed_files.wanted import Share
from almasu.kernel.provision.deliveries_port import ReadBlock
from almasu.kernel.provision.feeds import progress
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.feeds.reading import Broken
from almasu.kernel.provision.feeds.segment import unpacked
from almasu.kernel.provision.joint_act import FileFormat
from almasu.testing.feeds.made_files import rows, write_feed
from connectors.feed_files.conftest import order

ODD = {
    FileFormat.CSV: (
        *(
            b'"a, b"',
            b'"a\nb"',
            b'"a""b"',
            b'a"b',
            b'"open',
            b"\r",
            b"\r\n",
            b"\n",
            b",",
            b",,",
            b"\x00",
            b"\xff",
            b";",
        ),
        *(b"\xe2\x80\xae", b" ", b"\xef\xbb\xbf", b"x" * 70_000),
    ),
    FileFormat.JSON_LINES: (
        *(b'"iin": "850412300016", ', b'"iin" : "1", ', b'"more": 1, ', b'"colour": null, ', b'"_change": "gone", '),
        *(
            b'"owner": "a\\"b", ',
            b'"owner": "\\u0418", ',
            b"\n",
            b"{}",
            b" ",
            b"\t",
            b"\r",
            b",",
            b"}",
            b"[1]",
            b"\xff",
        ),
        *(b"-0", b"01", b"1.10", b"1e5", b"NaN", b"true", b"null", b"\\", b'"', b"x" * 70_000, b'"row_id": -0, '),
        *(b'"active": {"a": 1}, ', b'"value": 1.10, ', b'"row_id": 007, ', b'"value": NaN, ', b'"owner": "\\ud800", '),
    ),
}
SEEDS = 60


def by_one(file: Path, form: FileFormat) -> Iterator[ReadBlock]:
    """Blocks of one reader."""
    return blocks(order(file, form))


def in_turns(file: Path, form: FileFormat, run: int = 1) -> Iterator[ReadBlock]:
    """Blocks of two readers, each its own share of them, in their order."""
    shares = [Share(which, 2, run) for which in range(2)]
    readers = [blocks(replace(order(file, form), share=share)) for share in shares]
    for number in count(1):
        block = next(next(reader for share, reader in zip(shares, readers, strict=True) if share.has(number)), None)
        if block is None:
            return
        assert block.block.number == number
        yield block


def told(
    file: Path, form: FileFormat, by: Callable[[Path, FileFormat], Iterator[ReadBlock]] = by_one
) -> tuple[list[tuple[object, ...]], list[object]]:
    """The rows of a file with their lines, and everything that is told of others."""
    found: list[tuple[object, ...]] = []
    flaws: list[object] = []
    cut: set[str] = set()
    try:
        for one in by(file, form):
            kept = unpacked(one.packed)
            found += zip(kept.lines, *kept.columns, strict=True)
            flaws += (flaw for flaw in one.flaws if flaw.reason is not Reason.BEYOND_ACT or flaw.field not in cut)
            cut |= {flaw.field for flaw in one.flaws if flaw.reason is Reason.BEYOND_ACT}
            flaws += [one.block.rejected] if one.block.rejected else []
    except Broken as broken:
        # What was read before a break counts for nothing, and blocks may have ended elsewhere.
        return [], [broken.rejected]
    return found, sorted(map(str, flaws))


@pytest.mark.parametrize("form", ODD)
def test_blocks_taken_at_once_say_what_a_close_reading_says(
    form: FileFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (csv_files, json_files):
        monkeypatch.setattr(module, "ROWS", 25)
    monkeypatch.setattr(json_files, "FEW_CLOSELY", 4)
    file, made = tmp_path / "odd", tmp_path / "made"
    write_feed(made, form, rows(60, 5, wrong=25))
    plain = made.read_bytes()
    differing = 0
    for seed in range(SEEDS):
        chance, data = random.Random(seed), plain
        for _ in range(chance.randrange(3)):
            place = chance.randrange(data.index(b"\n"), len(data))
            if chance.random() < 0.7:
                # Where a value or a member begins, an odd one does more than in the middle of another.
                place = data.find(b"," if form is FileFormat.CSV else b"{", place) + 1 or place
            data = data[:place] + chance.choice(ODD[form]) + data[place:]
        file.write_bytes(data if chance.random() < 0.9 else data[: chance.randrange(len(data) // 2, len(data))])
        at_once = told(file, form)
        assert at_once == told(file, form, in_turns), seed
        with monkeypatch.context() as closely:
            closely.setattr(Lines, "at_once", lambda _self, _most: None)
            assert at_once == told(file, form, in_turns if seed % 3 else by_one), seed
        differing += at_once != told(made, form)
    assert differing > SEEDS // 3


@pytest.mark.parametrize("form", [FileFormat.CSV, FileFormat.JSON_LINES, FileFormat.PARQUET])
def test_two_readers_say_what_one_says_also_behind_a_stop(
    form: FileFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (csv_files, json_files, parquet_files):
        monkeypatch.setattr(module, "ROWS", 40)
    file = tmp_path / "made"
    write_feed(file, form, rows(1_030, 6, wrong=100))
    one = list(by_one(file, form))
    assert len(one) == 26
    for run in (1, 4) if form is not FileFormat.PARQUET else (4,):
        assert list(in_turns(file, form, run)) == one
    moved = Position(sha256="0" * 64, size=file.stat().st_size)
    for number, block in enumerate(one, start=1):
        moved = progress.moved(moved, block.block)
        if number in (1, 25, 26):
            behind = [replace(order(file, form, moved), share=Share(which, 2)) for which in range(2)]
            assert sum(len(list(blocks(mine))) for mine in behind) == len(one) - number
