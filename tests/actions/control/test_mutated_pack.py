"""Packs changed in every way we know: none holds, none ends in anything but a plain word, none fills the memory."""

from __future__ import annotations

import hashlib
import json
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from actions.control.test_monthly_pack import month  # noqa: F401 - a fixture
from almasu.kernel.control.pack import MANIFEST, FileNamed, Manifest, manifest_bytes
from almasu.store.archive.packs import ODDITIES, PRINTED
from almasu.store.archive.tables import CSV, XLSX

SHEET = "xl/worksheets/sheet1.xml"
Change = Callable[[Path], None]


def mutations(taken: Path) -> Iterator[tuple[str, Change]]:
    """Every change as it is done to a folder that holds the whole pack."""
    for name in (MANIFEST, *manifest_of(taken).files):
        size = (taken / name).stat().st_size
        for at in {0, size // 3, size // 2, size - 1}:
            yield f"{name}: a bit of byte {at}", lambda folder, name=name, at=at: flipped(folder / name, at)
        yield f"{name}: cut", lambda folder, name=name: (folder / name).write_bytes((folder / name).read_bytes()[:-1])
        yield f"{name}: emptied", lambda folder, name=name: (folder / name).write_bytes(b"")
        yield f"{name}: gone", lambda folder, name=name: (folder / name).unlink()
        yield f"{name}: a folder", lambda folder, name=name: as_folder(folder / name)
    for name in ("../outside", "/etc/hostname", "a/b", "", ".", "..", "nul\0", "requests.csv.zst/"):
        yield f"names {name!r}", lambda folder, name=name: named(folder, {name: FileNamed(1, "0" * 64)})
    for how, written in SPELLINGS.items():
        yield f"manifest: {how}", lambda folder, written=written: spelled(folder, written)
    for name in (ODDITIES, PRINTED):
        yield f"{name}: deep", lambda folder, name=name: put(folder, name, b"[" * 100_000)
        yield f"{name}: a member twice", lambda folder, name=name: put(folder, name, twice(folder / name))
    yield f"{CSV}: no zstd", lambda folder: put(folder, CSV, b"request,asked\n1,2\n")
    for how, sheets in BOOKS.items():
        yield f"{XLSX}: {how}", lambda folder, sheets=sheets: put(folder, XLSX, book(folder, sheets))


def manifest_of(folder: Path) -> Manifest:
    return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)


def flipped(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 0x20
    path.write_bytes(data)


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def named(folder: Path, files: dict[str, FileNamed]) -> None:
    manifest = manifest_of(folder)
    whole = msgspec.structs.replace(manifest, files={**manifest.files, **files})
    (folder / MANIFEST).write_bytes(manifest_bytes(whole))


def put(folder: Path, name: str, data: bytes) -> None:
    """Put a file in place of another, and name it as whoever signs could."""
    (folder / name).write_bytes(data)
    named(folder, {name: FileNamed(len(data), hashlib.sha256(data).hexdigest())})


SPELLINGS: dict[str, Callable[[str], str]] = {
    "a member twice": lambda text: text.replace('"month":', '"month": "2026-10",\n "month":', 1),
    "a member more": lambda text: text.replace('"month":', '"more": 1,\n "month":', 1),
    "spaces": lambda text: text + " ",
    "in one line": lambda text: json.dumps(json.loads(text)),
    "members turned around": lambda text: json.dumps(dict(reversed(json.loads(text).items())), indent=1),
    "deep": lambda text: text.replace('"month":', '"more": ' + "[" * 50_000 + "]" * 50_000 + ',\n "month":', 1),
    "a huge number": lambda text: text.replace('"version": ', '"version": ' + "9" * 5_000, 1),
    "another version": lambda text: text.replace('"version": ', '"version": 9', 1),
    "in a list": lambda text: f"[{text}]",
    "swollen": lambda text: text + " " * (5 << 20),
}


def spelled(folder: Path, written: Callable[[str], str]) -> None:
    text = (folder / MANIFEST).read_text("utf-8")
    assert written(text) != text
    (folder / MANIFEST).write_text(written(text), "utf-8")


def twice(path: Path) -> bytes:
    text = path.read_text("utf-8")
    return (text.replace("{", '{"set_by": "x",', 1) if "{" in text else '[{"kind": 1, "kind": 2}]').encode()


def _sheet(body: str) -> str:
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{body}</worksheet>'


BOOKS: dict[str, list[tuple[str, str]]] = {
    "the sheet twice": [(SHEET, _sheet("<sheetData/>")), (SHEET, "")],
    "a second sheet": [(SHEET, ""), ("xl/worksheets/sheet2.xml", _sheet(""))],
    "a sheet elsewhere": [("../../" + SHEET, _sheet(""))],
    "a row without end": [(SHEET, _sheet('<row r="1">' + '<c r="A1"/>' * 300_000 + "</row>"))],
    "nothing but elements": [(SHEET, _sheet("<row>" + "<x/>" * 300_000 + "</row>"))],
    "nested": [(SHEET, _sheet("<row>" * 5_000 + "</row>" * 5_000))],
    "an entity": [(SHEET, '<!DOCTYPE a [<!ENTITY b "c">]>' + _sheet('<row r="1"><c r="A1">&b;</c></row>'))],
    "a remark among cells": [(SHEET, _sheet('<row r="1"><!-- A1 --></row>'))],
    "an order among cells": [(SHEET, _sheet('<row r="1"><c r="A1"><?a b?></c></row>'))],
    "a text without end": [(SHEET, _sheet('<row r="1"><c r="A1"><v>' + "0" * 20_000_000))],
}


def book(folder: Path, sheets: list[tuple[str, str]]) -> bytes:
    target = folder.parent / "book.xlsx"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, text in sheets:
            made.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return target.read_bytes()


def restored(folder: Path, whole: dict[str, bytes]) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            path.rmdir()
        elif path.name not in whole or path.read_bytes() != whole[path.name]:
            path.unlink()
    for name, data in whole.items():
        if not (folder / name).exists():
            (folder / name).write_bytes(data)


async def test_no_changed_pack_holds_and_each_is_told_in_plain_words(month):  # noqa: F811
    taken = await month.taken(await month.made())
    whole = {path.name: path.read_bytes() for path in taken.iterdir()}
    tried = list(mutations(taken))
    assert len(tried) >= 70
    held = []
    for name, change in tried:
        restored(taken, whole)
        change(taken)
        try:
            code, said = month.verified(taken, "--unsigned")
        except AssertionError as broken:
            held.append((name, str(broken).splitlines()[0]))
            continue
        if (code, said["holds"]) != (1, False) or not said["says"]:
            held.append((name, said))
    assert held == []
    restored(taken, whole)
    assert month.verified(taken, "--unsigned")[0] == 0, "what was not changed still holds"
