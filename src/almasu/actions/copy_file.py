"""The file of a copy: every value in a row of its own, under a watermark, with nothing that a spreadsheet would run.

A text that a spreadsheet takes for a formula is written with an apostrophe in front (CSV), or as a text cell (XLSX).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec
import xlsxwriter

from almasu.kernel.answers import Records, Value
from almasu.kernel.materials.copy import CopyFormat, verification_code
from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import note_of
from almasu.kernel.requests.words import NOTES
from almasu.kernel.resources import Resource
from almasu.law.moment import in_utc, written
from almasu.law.text import Language

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text must not begin with in a spreadsheet: it would be a formula, or hide one."""
COLUMNS = ("resource", "name", "secret", "received_at", "record", "field", "meaning", "value")
LANGUAGE = Language.RU


@dataclass(frozen=True, slots=True)
class Watermark:
    """What tells whose copy a file is, and why it was taken.

    `code` is random: without the file nobody can make its digest. Its beginning is the verification code.
    """

    copy: UUID
    request: UUID
    task: str
    officer: str
    taken_at: datetime
    destroy_by: datetime
    code: str
    reason: str

    def lines(self) -> dict[str, str]:
        """Return the watermark, name and value."""
        return {
            "mark": CONFIDENTIAL.said_in(LANGUAGE),
            "almasu copy": str(self.copy),
            "request": str(self.request),
            "task": self.task,
            "officer": self.officer,
            "taken at": written(self.taken_at),
            "destroy by": written(self.destroy_by),
            "code": self.code,
            "verification code": verification_code(self.code),
            "reason": self.reason,
        }


def copy_file(
    chosen: TableFormat, mark: Watermark, answers: Iterable[KeptAnswer], resources: Mapping[int, Resource]
) -> bytes:
    """Return the bytes of a copy as a table; the same input gives the same values in each format."""
    rows = [row for kept in answers for row in _rows(kept, resources[kept.resource])]
    match chosen:
        case CopyFormat.CSV:
            return _csv(mark, rows)
        case CopyFormat.XLSX:
            return _xlsx(mark, rows)
        case CopyFormat.JSON:
            told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
            return msgspec.json.encode({"watermark": mark.lines(), "values": told})


def neutral(text: str) -> str:
    """Return a text that no spreadsheet runs: an apostrophe stands in front where it looks like a formula."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(RUNS) or text.startswith(RUNS) else text


TableFormat = Literal[CopyFormat.CSV, CopyFormat.XLSX, CopyFormat.JSON]
Row = tuple[int, str, str, str, int, str, str, Value]


def _rows(kept: KeptAnswer, resource: Resource) -> Iterable[Row]:
    """Return the values of an answer, one a row; an answer without records is one row with its state."""
    name = resource.name.said_in(LANGUAGE)
    secret = "" if resource.secret is None else resource.secret.said_in(LANGUAGE)
    at = written(kept.received_at)
    records = kept.reply.records if isinstance(kept.reply, Records) else ()
    if not records:
        note = NOTES.get(note_of(kept.reply))
        yield resource.number, name, secret, at, 0, "", "" if note is None else note.said_in(LANGUAGE), kept.state.value
    for place, record in enumerate(records, start=1):
        for field in resource.fields:
            if field.name in record:
                meaning = field.label.said_in(LANGUAGE)
                yield resource.number, name, secret, at, place, field.name, meaning, record[field.name]


def _csv(mark: Watermark, rows: Sequence[Row]) -> bytes:
    told = io.StringIO()
    told.write("\ufeff")
    writer = csv.writer(told, quoting=csv.QUOTE_ALL)
    writer.writerows((name, neutral(value)) for name, value in mark.lines().items())
    writer.writerow(COLUMNS)
    writer.writerows([neutral("" if value is None else str(value)) for value in row] for row in rows)
    return told.getvalue().encode()


def _xlsx(mark: Watermark, rows: Sequence[Row]) -> bytes:
    file = io.BytesIO()
    inert = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, inert)
    book.set_properties({"created": in_utc(mark.taken_at).replace(tzinfo=None)})
    sheet = book.add_worksheet("almasu")
    sheet.set_header(f"&C{CONFIDENTIAL.said_in(LANGUAGE)}")
    sheet.set_footer(f"&L{mark.copy}&R{mark.code}")
    for place, line in enumerate((*mark.lines().items(), COLUMNS, *rows)):
        for column, value in enumerate(line):
            sheet.write_string(place, column, "" if value is None else str(value))
    book.close()
    return file.getvalue()
