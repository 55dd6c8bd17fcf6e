"""Whole blocks taken at once say what a close reading, line by line, says: rows, flaws, and where a file breaks."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from almasu.connectors.feed_files import csv_files, json_files
from almasu.connectors.feed_files.judging import blocks
from almasu.connectors.feed_files.lines import Lines
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


def told(file: Path, form: FileFormat) -> tuple[list[tuple[object, ...]], list[object]]:
    """The rows of a file with their lines, and everything that is told of others."""
    found: list[tuple[object, ...]] = []
    flaws: list[object] = []
    try:
        for one in blocks(order(file, form)):
            kept = unpacked(one.packed)
            found += zip(kept.lines, *kept.columns, strict=True)
            flaws += one.flaws
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
        monkeypatch.setattr(module, "ROWS", 1_000)
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
        with monkeypatch.context() as closely:
            closely.setattr(Lines, "at_once", lambda _self, _most: None)
            assert at_once == told(file, form), seed
        differing += at_once != told(made, form)
    assert differing > SEEDS // 3
