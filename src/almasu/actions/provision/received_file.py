"""Something received as a file to take along: every value with its regime and its origin, and what binds it all.

CSV has a row for each record, XLSX and JSON one entry for each value. What a spreadsheet would run is neutralised; all
values of XLSX are texts. Moments are those of Astana (FMA-6.1, FMA-6.2).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

import msgspec
import xlsxwriter

from almasu.actions.copy_file import neutral
from almasu.actions.provision.use_received import Asked, Opened
from almasu.kernel.answers import Value
from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.came import said_of
from almasu.kernel.provision.received_card import Valued
from almasu.kernel.provision.secrecy import SECRECY_NAMES, strictest
from almasu.law.moment import in_utc, written
from almasu.law.text import Language

CAME = ("body", "source", "data_set", "way", "act_version", "delivery", "line", "received_at", "sha256")
"""What is said of where each value came from."""
VALUE = ("record", "field", "label", "value", "secrecy", *(f"from_{name}" for name in CAME), "keyed_by")
"""The columns of XLSX, one row for each value; `keyed_by` names who typed it from a paper."""


class TakenAs(StrEnum):
    """The form of a file."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


MEDIA = {
    TakenAs.CSV: "text/csv",
    TakenAs.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    TakenAs.JSON: "application/json",
}


def received_file(chosen: TakenAs, opened: Opened, asked: Asked, language: Language, at: datetime) -> bytes:
    """Return the bytes; the language is that of labels and of the mark, codes are the same in each."""
    marks = marks_of(opened, asked, language, at)
    match chosen:
        case TakenAs.CSV:
            return _csv(opened, marks)
        case TakenAs.XLSX:
            return _xlsx(opened, marks, language, at)
        case TakenAs.JSON:
            values = [dict(zip(VALUE, row, strict=True)) for row in _values(opened, language)]
            return msgspec.json.encode({"marks": marks, "values": values})


def marks_of(opened: Opened, asked: Asked, language: Language, at: datetime) -> dict[str, str]:
    """Return what the file says of itself: its regime, what binds it, who took it along, when and why."""
    card, received = opened.card, opened.card.received
    regime = strictest(received.secrecy)
    return {
        "mark": SECRECY_NAMES[regime].said_in(language),
        "regime": regime.value,
        "received": str(received.id),
        "set_name": card.name.text().said_in(language),
        "came_in": said_of(card.came),
        "purpose": received.purpose.value,
        "purpose_name": PURPOSE_NAMES[received.purpose].said_in(language),
        "material": str(received.material),
        "material_name": opened.material,
        "kept_until": written(received.until),
        "taken_by": opened.by,
        "taken_at": written(at),
        "taken_why": " ".join(asked.why.split()),
    }


def _values(opened: Opened, language: Language) -> Iterator[tuple[Value, ...]]:
    """Yield every value with its regime and its origin; `record` counts from one."""
    for number, row in enumerate(opened.rows, start=1):
        for one in row:
            label = one.field.label.text().said_in(language)
            hands = ", ".join(opened.people.get(each, str(each)) for each in one.keyed_by)
            yield number, one.field.name, label, one.value, one.secrecy.value, *_came(one), hands


def _came(one: Valued) -> Iterator[str]:
    for name in CAME:
        told = getattr(one.provenance, name)
        yield written(told) if isinstance(told, datetime) else str(told)


def _csv(opened: Opened, marks: dict[str, str]) -> bytes:
    """Return the records with the regime of each value, their origin and the marks beside them."""
    told = io.StringIO()
    writer = csv.writer(told)
    names = [field.name for field in opened.card.fields]
    writer.writerow([*names, *(f"{name}_secrecy" for name in names), *(f"from_{name}" for name in CAME), *marks])
    for row in opened.rows:
        values = ["" if one.value is None else str(one.value) for one in row]
        came = () if not row else _came(row[0])
        regimes = [one.secrecy.value for one in row]
        writer.writerow([neutral(one) for one in (*values, *regimes, *came, *marks.values())])
    return told.getvalue().encode("utf-8-sig")


def _xlsx(opened: Opened, marks: dict[str, str], language: Language, at: datetime) -> bytes:
    """Return a book with the marks above the values; the mark and who took it stand on every printed sheet."""
    file = io.BytesIO()
    inert = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, inert)
    book.set_properties({"created": in_utc(at).replace(tzinfo=None)})
    sheet = book.add_worksheet("almasu")
    # An ampersand begins a command of the header.
    sheet.set_header(f"&C{marks['mark'].replace('&', '&&')}")
    sheet.set_footer(f"&L{marks['received']}&R{marks['taken_by'].replace('&', '&&')}, {marks['taken_at']}")
    for place, line in enumerate((*marks.items(), VALUE, *_values(opened, language))):
        for column, told in enumerate(line):
            sheet.write_string(place, column, "" if told is None else str(told))
    book.close()
    return file.getvalue()
