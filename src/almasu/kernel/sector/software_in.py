"""Lists of software as files: CSV with a heading, and bills of materials of CycloneDX in JSON (1.2 to 1.6)."""

from __future__ import annotations

import csv
from typing import Annotated

import msgspec

from almasu.kernel.sector.software import LONGEST, MOST_ITEMS, PARTS, Item, item_of, limited, problem_at
from almasu.law.problem import ProblemGroup, ProblemKind
from almasu.law.text import Text

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 8
HEADINGS = {
    "maker": ("maker", "vendor", "supplier", "publisher", "производитель", "өндіруші"),
    "product": ("product", "name", "software", "программа", "продукт", "бағдарлама"),
    "versions": ("versions", "version", "версии", "версия", "нұсқалары", "нұсқа"),
    "name": ("cpe", "purl", "cpe/purl", "identifier"),
}

UNREADABLE = ProblemKind(
    "sector.software_unreadable",
    422,
    Text(kk="Файл оқылмады: {why}.", ru="Файл не прочитан: {why}.", en="The file was not read: {why}."),
    Text(
        kk="«maker,product,version,cpe» бағандары бар UTF-8 CSV не CycloneDX JSON беріңіз, 1 МБ-тан аспасын.",
        ru="Дайте CSV в UTF-8 со столбцами «maker,product,version,cpe» или CycloneDX в JSON, не больше 1 МБ.",
        en="Give a CSV in UTF-8 with the columns maker, product, version, cpe, or CycloneDX in JSON, of at most 1 MB.",
    ),
    ("ASOI-3.5",),
)


class _Supplier(msgspec.Struct, frozen=True):
    name: str = ""


class _Component(msgspec.Struct, frozen=True):
    name: str = ""
    version: str = ""
    group: str = ""
    publisher: str = ""
    supplier: _Supplier | None = None
    cpe: str = ""
    purl: str = ""
    components: list[_Component] = []


class _Bill(msgspec.Struct, frozen=True, rename="camel"):
    bom_format: str
    components: Annotated[list[_Component], msgspec.Meta(max_length=50_000)] = []


_BILL = msgspec.json.Decoder(_Bill)


def software_in(data: bytes, where: str = "file") -> tuple[Item, ...]:
    """Return the products of a file; Problem `sector.software_unreadable`, or a group with each line that is wrong."""
    if len(data) > MOST_BYTES:
        raise UNREADABLE.at(where, why="1 MB")
    if data.lstrip()[:1] == b"{":
        return _of_bill(data, where)
    try:
        return _of_table(data.decode("utf-8-sig"), where)
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise UNREADABLE.at(where, why=str(wrong)[:80]) from wrong


def _of_bill(data: bytes, where: str) -> tuple[Item, ...]:
    try:
        bill = _BILL.decode(data)
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise UNREADABLE.at(where, why=str(wrong)[:120]) from wrong
    if bill.bom_format != "CycloneDX":
        raise UNREADABLE.at(where, why=f"bomFormat {bill.bom_format[:20]!r}")
    found: list[Item] = []
    waiting = [(one, 0) for one in reversed(bill.components)]
    while waiting and len(found) <= MOST_ITEMS:
        one, depth = waiting.pop()
        item = _of_component(one)
        if item is not None:
            found.append(item)
        if depth < MOST_DEPTH:
            waiting += [(part, depth + 1) for part in reversed(one.components)]
    return limited(found, where)


def _of_component(one: _Component) -> Item | None:
    """Return a component; one that names nothing to match with is left out, as bills have files and fragments too."""
    maker = one.supplier.name if one.supplier and one.supplier.name else one.publisher or one.group
    said = {"maker": maker, "product": one.name, "versions": one.version, "name": one.cpe or one.purl}
    return item_of({name: text[:LONGEST] for name, text in said.items()})


def _of_table(text: str, where: str) -> tuple[Item, ...]:
    lines = text.splitlines()
    mark = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.reader(lines, delimiter=mark)
    columns = _columns([cell.strip().casefold() for cell in next(rows, [])], where)
    found, wrong = [], []
    for place, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        said = {name: row[column] for name, column in columns.items() if column < len(row)}
        item = item_of(said)
        if item is None:
            wrong.append(problem_at(place, mark.join(row), where))
        else:
            found.append(item)
        if len(found) > MOST_ITEMS or len(wrong) == 20:
            break
    if wrong:
        raise ProblemGroup(tuple(wrong))
    return limited(found, where)


def _columns(heading: list[str], where: str) -> dict[str, int]:
    found = {name: next((place for place, cell in enumerate(heading) if cell in HEADINGS[name]), -1) for name in PARTS}
    known = {name: place for name, place in found.items() if place >= 0}
    if "product" not in known and "name" not in known:
        raise UNREADABLE.at(where, why=", ".join(heading)[:80] or "CSV")
    return known
