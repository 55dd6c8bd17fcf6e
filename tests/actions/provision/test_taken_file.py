"""Something received as a file: every value has its regime and its origin in each form, and nothing in it runs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest

from actions.provision.test_asking import ROW, WHY, Asking, asking, received_of
from almasu.actions.provision.received_file import CAME, VALUE, TakenAs, received_file
from almasu.actions.provision.use_received import Asked
from almasu.kernel.answers import Records
from almasu.kernel.provision.received import Use
from almasu.law.moment import written
from almasu.law.text import Language

__all__ = ["asking"]
ASKED = Asked(Use.EXPORT, "laundering", WHY)
SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_of(data: bytes) -> list[list[str]]:
    """Return the texts of a book's one sheet, line by line."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        texts = ["".join(one.itertext()) for one in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        rows = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter(f"{SHEETS}row")
        return [[texts[int(cell.findtext(f"{SHEETS}v", "0"))] for cell in row] for row in rows]


async def test_each_form_tells_of_every_value_its_regime_and_origin_and_what_binds_it(asking: Asking) -> None:
    opened = await asking.uses(received_of(await asking.answered()), Use.EXPORT)
    at, came = asking.zone.now(), opened.card.received.provenance
    made = {form: received_file(form, opened, ASKED, Language.RU, at) for form in TakenAs}
    origin = [getattr(came, name) for name in CAME if name not in ("line", "received_at")]

    told = json.loads(made[TakenAs.JSON])
    (plate,) = [one for one in told["values"] if one["field"] == "plate"]
    assert (plate["value"], plate["secrecy"], plate["record"], plate["from_line"]) == ("123ABC01", "personal", 1, "1")
    assert plate["from_received_at"] == written(came.received_at)
    marks = told["marks"]
    assert (marks["regime"], marks["mark"], marks["purpose"]) == ("personal", "персональные данные", "laundering")
    assert (marks["material_name"], marks["taken_by"], marks["taken_why"]) == (opened.material, opened.by, WHY)

    lines = sheet_of(made[TakenAs.XLSX])
    assert dict(lines[: len(marks)]) == marks
    assert lines[len(marks)] == list(VALUE)
    assert {one["value"] for one in told["values"] if one["field"] == "row_id"} == {7}, (
        "JSON keeps what kind a value is"
    )
    assert [{name: str(said) for name, said in one.items()} for one in told["values"]] == [
        dict(zip(VALUE, line, strict=True)) for line in lines[len(marks) + 1 :]
    ]

    (row,) = csv.DictReader(io.StringIO(made[TakenAs.CSV].decode("utf-8-sig")))
    assert (row["plate"], row["plate_secrecy"]) == ("123ABC01", "personal")
    assert {name: row[name] for name in marks} == marks
    assert {str(one) for one in origin} <= set(row.values())


@pytest.mark.parametrize("form", [TakenAs.CSV, TakenAs.XLSX])
async def test_nothing_of_a_body_runs_in_a_spreadsheet(asking: Asking, form: TakenAs) -> None:
    asking.systems.reply = Records(({**ROW, "plate": "123ABC01", "colour": "red"},), b"raw")
    opened = await asking.uses(received_of(await asking.answered()), Use.EXPORT)
    running = Asked(Use.EXPORT, "laundering", '=HYPERLINK("http://x")')
    data = received_file(form, opened, running, Language.KK, asking.zone.now())
    if form is TakenAs.CSV:
        (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
        assert row["taken_why"] == '\'=HYPERLINK("http://x")'
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
            assert not [name for name in book.namelist() if "externalLinks" in name]
