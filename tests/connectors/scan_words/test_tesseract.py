"""A program that reads scans: a real page where it is installed, and programs and pictures that do harm everywhere."""

from __future__ import annotations

import struct
import time
import zlib
from pathlib import Path

import pytest
import typst

from almasu.connectors.scan_words.tesseract import Tesseract, installed
from almasu.kernel.provision.scan_words_port import NotRead

LINES = ("Қозғалтқыш нөмірі", "Собственник Асанов", "Plate 777KZT02")


def program(folder: Path, body: str) -> Tesseract:
    """A program of a few lines in the place of the real one."""
    made = folder / "reads"
    made.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    made.chmod(0o755)
    return Tesseract(str(made), ("eng",), seconds=1.0)


def huge() -> bytes:
    """A PNG that says it is a picture of 900 million points, and holds none of them."""
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"")))
    chunks = (struct.pack(">I", len(of)) + name + of + struct.pack(">I", zlib.crc32(name + of)) for name, of in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


async def test_a_page_in_three_languages_is_read_where_the_machine_has_the_program() -> None:
    reader = installed()
    if reader is None or set(reader.languages) != {"kaz", "rus", "eng"}:
        pytest.skip("not run: Tesseract with kaz, rus and eng is not installed on this machine")
    page = "#set page(width: 12cm, height: 5cm)\n#set text(size: 18pt)\n" + "\n\n".join(LINES)
    picture = typst.compile(page.encode(), format="png", ppi=200.0)
    words = await reader.read(picture)
    assert [line for line in LINES if line not in words] == []
    for harm in (b"\x89PNG\r\n\x1a\nno picture", huge()):
        with pytest.raises(NotRead):
            await reader.read(harm)


@pytest.mark.parametrize(
    "body",
    ["sleep 60", "exit 3", "cat > /dev/null; kill -9 $$", "x=; while :; do x=$x$x$x.; done"],
    ids=["hangs", "fails", "is killed", "eats memory"],
)
async def test_a_program_that_hangs_or_falls_is_no_more_than_a_scan_that_was_not_read(
    tmp_path: Path, body: str
) -> None:
    began = time.monotonic()
    with pytest.raises(NotRead):
        await program(tmp_path, body).read(b"\x89PNG")
    assert time.monotonic() - began < 20


async def test_a_program_that_never_stops_talking_is_cut_and_writes_no_file(tmp_path: Path) -> None:
    assert len(await program(tmp_path, "cat > /dev/null; yes").read(b"\x89PNG")) == 200_000
    left = tmp_path / "left"
    with pytest.raises(NotRead):
        await program(tmp_path, f"cat > /dev/null; echo word > {left}").read(b"\x89PNG")
    assert not left.read_bytes()
