"""Files of feeds: every form gives the same rows, from any block on; what is malformed is told by line and field."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from almasu.connectors.feed_files import csv_files, json_files, xml_files
from almasu.connectors.feed_files.judging import blocks
from almasu.kernel.provision.feeds.progress import Position, moved
from almasu.kernel.provision.feeds.reading import Broken
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.feeds.segment import Hashes, bits_of, bucket_of, candidates, hash_of, unpacked
from almasu.kernel.provision.joint_act import FileFormat
from almasu.testing.feeds.made_files import NAMES, rows, write_feed
from connectors.feed_files.conftest import SECRETS, order, read

FORMS = tuple(FileFormat)
COUNT = 1_200


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of 100 rows, so that a small file has many."""
    for module in (csv_files, json_files, xml_files):
        monkeypatch.setattr(module, "ROWS", 100)
    monkeypatch.setattr("almasu.connectors.feed_files.parquet_files.ROWS", 100)
    monkeypatch.setattr(csv_files, "FEW", 30)
    monkeypatch.setattr(xml_files, "PART", 4_096)


def made(form: FileFormat, folder: Path) -> Path:
    place = folder / f"made.{form.value}"
    write_feed(place, form, rows(COUNT, 7, wrong=300))
    return place


def test_every_form_gives_the_same_rows_and_the_same_flaws(tmp_path: Path) -> None:
    told = []
    for form in FORMS:
        found, lines = read(made(form, tmp_path), form)
        assert len(found) >= 10, form
        assert found[-1].block.to_offset == (tmp_path / f"made.{form.value}").stat().st_size
        flaws = [(flaw.field, flaw.reason.value) for one in found for flaw in one.flaws]
        assert flaws == [("iin", "check_digit")] * 4
        told.append([tuple(value or None for value in row) for row in lines])
    expected = [tuple(v or None for v in row) for n, row in enumerate(rows(COUNT, 7, wrong=300)) if n % 300 != 299]
    for one in told:
        assert [row[:8] for row in one] == [row[:8] for row in expected]
    assert told[0] == told[1] == told[2] == expected


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_read_on_from_any_block(form: FileFormat, tmp_path: Path) -> None:
    file = made(form, tmp_path)
    whole = list(blocks(order(file, form)))
    position = Position(sha256="0" * 64, size=file.stat().st_size)
    for number, one in enumerate(whole, start=1):
        position = moved(position, one.block)
        rest = list(blocks(order(file, form, position))) if number in (1, 5, len(whole) - 1) else None
        assert rest is None or rest == whole[number:], (form, number)
    assert (position.accepted, position.rejected, position.offset) == (COUNT - 4, 4, position.size)


HEAD = ",".join(NAMES)
GOOD = "1,{iin},{iin},001ABC01,2020-01-01,red,1.5,Иесі,2026-11-20T10:00:00+05:00,true"
IIN = "850412300016"
ROW = GOOD.format(iin=IIN)
OBJECT = dict(zip(NAMES, ROW.split(","), strict=True))


def json_line(**changed: object) -> str:
    return json.dumps({**OBJECT, **changed}, ensure_ascii=False)


def xml(*inside: str) -> str:
    return f"<rows>{''.join(inside)}</rows>"


def xml_row(**changed: str) -> str:
    return f"<row>{''.join(f'<{k}>{v}</{k}>' for k, v in {**OBJECT, **changed}.items())}</row>"


def zipped(**files: str) -> bytes:
    """A zip archive, as a spreadsheet is one, whose files lie there unpacked: what it holds can be read in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, text in files.items():
            # Without the hour of the day: some minutes of it would be a line break in the file.
            archive.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


DOCTYPE = '<!DOCTYPE rows [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BROKEN: tuple[tuple[str, FileFormat, bytes, tuple[int, str, str]], ...] = (
    ("nothing", FileFormat.CSV, b"", (1, "", "truncated")),
    ("utf-16", FileFormat.CSV, f"{HEAD}\n{ROW}\n".encode("utf-16"), (1, "", "not_utf8")),
    ("cp1251", FileFormat.CSV, f"{HEAD}\n{ROW}\n".replace("Иесі", "Иеси").encode("cp1251"), (2, "owner", "not_utf8")),
    ("breaks off", FileFormat.CSV, f"{HEAD}\n{ROW}\n{ROW[:40]}".encode(), (3, "since", "truncated")),
    ("open quote", FileFormat.CSV, f'{HEAD}\n{ROW}\n1,"x\n'.encode(), (3, "", "truncated")),
    ("bad quote", FileFormat.CSV, f'{HEAD}\n{ROW}\n1,"x"y,\n'.encode(), (3, "", "malformed")),
    ("lacks a column", FileFormat.CSV, f"{HEAD[7:]}\n{ROW[2:]}\n".encode(), (1, "row_id", "lacks_column")),
    ("a column twice", FileFormat.CSV, f"{HEAD},iin\n{ROW},1\n".encode(), (1, "iin", "key_twice")),
    ("long line", FileFormat.CSV, f"{HEAD}\n{'x' * (1 << 20)},\n".encode(), (2, "", "too_long")),
    ("long value", FileFormat.CSV, f"{HEAD}\n{'x' * 200_000},\n".encode(), (2, "", "malformed")),
    ("utf-16 without a mark", FileFormat.CSV, f"{HEAD}\n{ROW}\n".encode("utf-16-le"), (1, "row_id", "lacks_column")),
    ("packed by zstd", FileFormat.CSV, b"\x28\xb5\x2f\xfd\x24\x05", (1, "", "not_utf8")),
    ("packed by gzip", FileFormat.JSON_LINES, gzip.compress(b"{}" * 999), (1, "", "not_utf8")),
    ("utf-16", FileFormat.JSON_LINES, f"{json_line()}\n".encode("utf-16"), (1, "", "not_utf8")),
    ("nothing", FileFormat.JSON_LINES, b"", (1, "", "truncated")),
    ("breaks off", FileFormat.JSON_LINES, f"{json_line()}\n{json_line()[:50]}".encode(), (2, "", "truncated")),
    ("not utf-8", FileFormat.JSON_LINES, b'{"iin": "\xff"}\n', (1, "", "not_utf8")),
    ("long line", FileFormat.JSON_LINES, f'{{"a": "{"x" * (1 << 20)}"}}\n'.encode(), (1, "", "too_long")),
    ("nothing", FileFormat.XML, b"", (1, "", "truncated")),
    ("no xml", FileFormat.XML, b"iin,bin\n", (1, "", "malformed")),
    ("breaks off", FileFormat.XML, xml(xml_row(), xml_row()).encode()[:-9], (2, "active", "truncated")),
    ("entities", FileFormat.XML, f"{DOCTYPE}{xml(xml_row(iin='&b;'))}".encode(), (1, "", "markup")),
    ("a document type", FileFormat.XML, f'<!DOCTYPE r SYSTEM "x">{xml(xml_row())}'.encode(), (1, "", "markup")),
    ("unclosed", FileFormat.XML, xml("<row><iin>1</row>", "x" * 9_000).encode(), (1, "iin", "malformed")),
    ("deep", FileFormat.XML, xml("<a>" * 400, "x" * 5_000).encode(), (1, "", "malformed")),
    ("rows deeper", FileFormat.XML, xml("<in>", xml_row(), "</in>").encode(), (1, "in", "other_element")),
    ("no end", FileFormat.XML, xml("<a/>" * 300_000).encode(), (1, "", "too_long")),
    ("a huge value", FileFormat.XML, xml(xml_row(), xml_row(owner="x" * (2 << 20))).encode(), (2, "owner", "too_long")),
    ("cp1251", FileFormat.XML, b'<?xml version="1.0" encoding="cp1251"?><rows/>', (1, "", "not_utf8")),
    ("utf-16", FileFormat.XML, xml(xml_row()).encode("utf-16"), (1, "", "not_utf8")),
    (
        "page of an error",
        FileFormat.XML,
        b'<html xmlns="urn:h"><body>502</body></html>',
        (1, "{urn:h}html", "other_element"),
    ),
    ("fault of SOAP", FileFormat.XML, b"<Envelope><Body><Fault/></Body></Envelope>", (1, "Envelope", "other_element")),
    ("another root", FileFormat.XML, b"<html/>", (1, "html", "other_element")),
    (
        "a root of another name",
        FileFormat.XML,
        f"<data>{xml_row() * 3}</data>".encode(),
        (1, "data", "other_element"),
    ),
    ("a row alone", FileFormat.XML, xml_row().encode(), (1, "row", "other_element")),
    (
        "rows of another name",
        FileFormat.XML,
        xml("<r:row xmlns:r='urn:r'/>").encode(),
        (1, "{urn:r}row", "other_element"),
    ),
    ("more than rows", FileFormat.XML, xml(xml_row(), "<total/>", xml_row()).encode(), (2, "total", "other_element")),
    (
        "not utf-8",
        FileFormat.XML,
        xml(xml_row(), xml_row(owner="@"), xml_row()).encode().replace(b"@", b"\xff"),
        (2, "owner", "not_utf8"),
    ),
    ("an unknown encoding", FileFormat.XML, b'<?xml version="1.0" encoding="x-none"?><rows/>', (1, "", "not_utf8")),
    (
        "a hidden character",
        FileFormat.XML,
        xml(xml_row(), xml_row(owner="\x01")).encode(),
        (2, "owner", "hidden_character"),
    ),
    ("a bare sign", FileFormat.XML, xml(xml_row(), xml_row(owner="a & b")).encode(), (2, "owner", "markup")),
    ("an entity", FileFormat.XML, xml(xml_row(), xml_row(owner="a&nbsp;b")).encode(), (2, "owner", "markup")),
    (
        "a tag left open",
        FileFormat.XML,
        xml(xml_row(), xml_row().replace("</plate>", "")).encode(),
        (2, "plate", "malformed"),
    ),
    (
        "a file taken in",
        FileFormat.XML,
        xml(xml_row(), '<i:include xmlns:i="urn:i" href="/etc/passwd"/>').encode(),
        (2, "{urn:i}include", "other_element"),
    ),
    ("a zip behind its end", FileFormat.XML, xml(xml_row()).encode() + zipped(a="x"), (2, "", "malformed")),
    ("two at once", FileFormat.XML, xml(xml_row()).encode() * 2, (2, "", "malformed")),
    ("a spreadsheet", FileFormat.CSV, zipped(a=f"{HEAD}\n{ROW}\n"), (1, "", "not_utf8")),
    ("a zip behind its end", FileFormat.CSV, f"{HEAD}\n{ROW}\n".encode() + zipped(a=ROW), (3, "row_id", "not_utf8")),
    ("a page of an error", FileFormat.CSV, b"<!DOCTYPE html><html>502</html>", (1, "row_id", "lacks_column")),
    ("old line breaks", FileFormat.CSV, f"{HEAD}\r{ROW}\r".encode(), (1, "", "malformed")),
    ("an overlong slash", FileFormat.CSV, f"{HEAD}\n".encode() + b"1,\xc0\xaf\n", (2, "", "not_utf8")),
    ("a zip in its marks", FileFormat.PARQUET, b"PAR1" + zipped(a=ROW) + b"PAR1", (1, "", "malformed")),
    ("nothing", FileFormat.PARQUET, b"", (1, "", "malformed")),
    ("no parquet", FileFormat.PARQUET, b"PAR1" + b"\x00" * 40 + b"PAR1", (1, "", "malformed")),
    ("a footer that lies", FileFormat.PARQUET, b"PAR1" + b"\xff" * 90 + b"\xff\xff\xff\x7fPAR1", (1, "", "malformed")),
    ("a zip", FileFormat.PARQUET, gzip.compress(b"x" * 10_000), (1, "", "malformed")),
)


@pytest.mark.parametrize(
    ("form", "data", "told"), [one[1:] for one in BROKEN], ids=[f"{one[1].value} {one[0]}" for one in BROKEN]
)
def test_a_file_that_cannot_be_read_is_told_by_line_field_and_reason(
    form: FileFormat, data: bytes, told: tuple[int, str, str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)
    with pytest.raises(Broken) as broken:
        list(blocks(order(file, form)))
    rejected = broken.value.rejected
    assert (rejected.line, rejected.field, rejected.reason.value) == told


FLAWED: tuple[tuple[str, FileFormat, str, int, list[tuple[int, str, str]]], ...] = (
    (
        "widths, an empty line and a value on two lines",
        FileFormat.CSV,
        f'\ufeff{HEAD},"more"\n{ROW.replace("Иесі", chr(34) + "а" + chr(10) + "б" + chr(34))},x\n\n1,2\n{ROW},x',
        2,
        [(1, "more", "beyond_act"), (5, "", "wrong_columns")],
    ),
    (
        "semicolons",
        FileFormat.CSV,
        f"{HEAD}\n{ROW}\n{ROW.replace(IIN, '1', 1)}\n".replace(",", ";"),
        1,
        [(3, "iin", "check_digit")],
    ),
    (
        "what is no row of an object",
        FileFormat.JSON_LINES,
        "\n".join(
            (
                json_line(),
                "[1]",
                "{",
                '{"iin": "1", "iin": "2"}',
                json_line(owner=["x"], more=1),
                json_line(value=1.25, row_id=7, active=True),
                "[" * 5_000,
                json_line(value="NaN", row_id=None, also=2),
            )
        ),
        2,
        [
            (2, "", "malformed"),
            (3, "", "malformed"),
            (4, "iin", "key_twice"),
            (5, "more", "beyond_act"),
            (5, "owner", "not_plain"),
            (7, "", "malformed"),
            (8, "also", "beyond_act"),
            (8, "row_id", "missing"),
            (8, "value", "not_decimal"),
        ],
    ),
    (
        "numbers beyond their range, and characters that no text has",
        FileFormat.JSON_LINES,
        "\n".join(
            (
                json_line(row_id=0).replace('"row_id": 0', f'"row_id": {"9" * 400}'),
                json_line(row_id=2**53),
                json_line(row_id=0).replace('"row_id": 0', '"row_id": 1e999'),
                json_line(value="1234567890123456789.1"),
                json_line(owner="a\x00b"),
                json_line(owner="@").replace('"@"', '"\\ud800"'),
                json_line(since="2026-02-30", mo="1").replace('"mo"', '"\\ud800"'),
                json_line(noted_at="2026-11-20T25:00:00+05:00"),
                json_line(),
            )
        ),
        1,
        [
            (1, "row_id", "not_integer"),
            (2, "row_id", "not_integer"),
            (3, "row_id", "not_integer"),
            (4, "value", "not_decimal"),
            (5, "owner", "hidden_character"),
            (6, "owner", "hidden_character"),
            (7, "?", "beyond_act"),
            (7, "since", "not_date"),
            (8, "noted_at", "not_moment"),
        ],
    ),
    (
        "a field twice, one inside of another, more than the act",
        FileFormat.XML,
        xml(
            "<!-- a remark -->",
            xml_row(more="1"),
            xml_row(owner="<b>x</b>"),
            f"{xml_row()[:-6]}<iin>{IIN}</iin></row>",
        ),
        1,
        [(1, "more", "beyond_act"), (2, "owner", "not_plain"), (3, "iin", "key_twice")],
    ),
)


@pytest.mark.parametrize(
    ("form", "text", "accepted", "told"), [one[1:] for one in FLAWED], ids=[one[0] for one in FLAWED]
)
def test_a_flawed_row_is_told_and_the_others_stand(
    form: FileFormat, text: str, accepted: int, told: list[tuple[int, str, str]], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text(text, encoding="utf-8", newline="")
    found, lines = read(file, form)
    assert [(one.line, one.field, one.reason.value) for block in found for one in block.flaws] == told
    assert len(lines) == accepted


def test_numbers_of_json_stay_the_digits_that_were_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    line = json_line(row_id=0, value=0).replace('"value": 0', '"value": 123456789012345678.100000')
    file.write_text(f"{line}\n", encoding="utf-8")
    _, ((_, _, _, _, _, _, value, *_),) = read(file, FileFormat.JSON_LINES)
    assert value == "123456789012345678.100000"


def test_a_key_is_found_by_its_hash_alone(tmp_path: Path) -> None:
    found, lines = read(made(FileFormat.CSV, tmp_path), FileFormat.CSV)
    hashed, bits = Hashes(), bits_of(len(lines)) + 3
    for one in found:
        hashed.add(one.block.number, one.keys[: len(one.keys) // 2])
    index = dict(hashed.buckets(bits))
    assert len(index) > 4
    for iin in {row[1] for row in lines[::97]}:
        assert iin is not None
        wanted = hash_of(SECRETS[0], iin)
        places = candidates(index[bucket_of(wanted, bits)], wanted)
        there = [unpacked(found[segment - 1].packed).columns[1][row] for segment, row in places]
        assert there == [iin] * sum(row[1] == iin for row in lines)
    assert IIN.encode() not in b"".join(index.values())


def cut_files(folder: Path, chance: random.Random) -> Iterator[tuple[FileFormat, Path]]:
    """Files of every form, cut or changed somewhere."""
    for form in FORMS:
        data = made(form, folder).read_bytes()
        for number in range(12):
            place = chance.randrange(1, len(data))
            changed = data[:place]
            if number % 2:
                noise = bytes(chance.randrange(256) for _ in range(chance.choice((1, 1, 3, 40))))
                changed += noise + data[place + chance.choice((0, len(noise))) :]
            file = folder / f"cut.{form.value}"
            file.write_bytes(changed)
            yield form, file


def goes_through(folder: Path, seed: int) -> None:
    for form, file in cut_files(folder, random.Random(seed)):
        position = Position(sha256="0" * 64, size=file.stat().st_size)
        told: Rejected | None = None
        try:
            for one in blocks(order(file, form)):
                position = moved(position, one.block)
        except Broken as broken:
            told = broken.rejected
        assert position.offset == position.size if told is None else told.line >= 1


def test_whatever_a_file_holds_it_is_read_to_its_end_or_told_to_be_broken(tmp_path: Path) -> None:
    goes_through(tmp_path, 1)


@pytest.mark.trial
@pytest.mark.parametrize("seed", range(2, 20))
def test_many_more_malformed_files(seed: int, tmp_path: Path) -> None:
    goes_through(tmp_path, seed)
