"""XML: elements `row` under the root `rows`, their children the fields. No document type, no entities, no network.

The file is fed in small parts, so that what has no end is met early; rows are dropped as soon as they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from almasu.connectors.feed_files.wanted import Wanted
from almasu.kernel.provision.feeds.block import ROWS
from almasu.kernel.provision.feeds.cell import Reason
from almasu.kernel.provision.feeds.reading import CHANGE, LONGEST_LINE, Broken, Piece
from almasu.kernel.provision.feeds.report import Rejected

ROWS_OF, ROW = "rows", "row"
PART = 32_768
"""Bytes fed at a time. Fewer rows than a block has fit in them, so that two blocks never end at the same byte."""
SHOWN = 60
MOST_CUTS = 500
_ENCODINGS = frozenset({"", "UTF-8", "ASCII", "US-ASCII"})


@dataclass(slots=True)
class _Rows:
    """The rows of a block as they are read."""

    names: tuple[str, ...]
    told: set[str]
    line: int
    """How many rows of the file were read."""
    columns: list[list[str | None]] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    cuts: list[Rejected] = field(default_factory=list)
    seen: int = 0

    def take(self, element: etree._Element) -> None:
        """Take one row; one that has a field twice, or elements inside of a field, is rejected."""
        self.line += 1
        self.seen += 1
        row: dict[str, str | None] = {}
        for child in element:
            name = child.tag
            if type(name) is not str:
                continue  # a comment or an instruction: no field
            if name in row or len(child):
                reason = Reason.MALFORMED if len(child) else Reason.KEY_TWICE
                self.rejected.append(Rejected(self.line, name[:SHOWN], reason))
                return
            row[name] = child.text
        self.at.append(self.line)
        for column, name in zip(self.columns, self.names, strict=True):
            column.append(row.pop(name, None))
        if row:
            self._cut(row)

    def _cut(self, row: dict[str, str | None]) -> None:
        for name in row:
            if name not in self.told and len(self.told) < MOST_CUTS:
                self.told.add(name)
                self.cuts.append(Rejected(self.line, name[:SHOWN], Reason.BEYOND_ACT))


def read_xml(wanted: Wanted) -> Iterator[Piece]:
    """Read an XML file in pieces, past the rows that a position counts. Broken where it is not as described above."""
    names = (*(one.name for one in wanted.fields), CHANGE)
    done = wanted.position.accepted + wanted.position.rejected
    told = set(wanted.told)
    found = _begun(names, told, 0)
    skipped = 0
    offset = 0
    for offset, element in _elements(wanted):
        if element is not None and skipped < done:
            skipped += 1
            found.line += 1
        elif element is not None:
            found.take(element)
        if found.seen == ROWS and offset < wanted.position.size:
            yield _piece(found, offset)
            found = _begun(names, told, found.line)
    yield _piece(found, offset)


def _begun(names: tuple[str, ...], told: set[str], line: int) -> _Rows:
    return _Rows(names, told, line, [[] for _ in names])


def _piece(found: _Rows, offset: int) -> Piece:
    *columns, changes = found.columns
    has_changes = any(changes)
    return Piece(
        tuple(columns),
        found.at,
        tuple(found.rejected),
        tuple(found.cuts),
        changes if has_changes else None,
        offset,
        max(found.line, 1),
    )


def _elements(wanted: Wanted) -> Iterator[tuple[int, etree._Element | None]]:
    """Yield each row with the bytes fed until then, and at the end the size of the file with None."""
    parser = etree.XMLPullParser(
        events=("end",), tag=ROW, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    size, offset, since, rows = wanted.position.size, 0, 0, 0
    checked = False
    with wanted.file.open("rb") as file:
        while part := file.read(PART):
            offset += len(part)
            if offset <= PART and b"\x00" in part[:4]:
                raise Broken(1, Reason.NOT_UTF8)
            for element in _fed(parser, part, rows, is_last=offset >= size):
                checked = checked or _is_plain(element)
                rows, since = rows + 1, offset
                yield offset, element
                _dropped(element, rows)
            if offset - since > LONGEST_LINE:
                raise Broken(rows + 1, Reason.TOO_LONG)
    try:
        root = parser.close()
    except etree.XMLSyntaxError as wrong:
        raise Broken(rows + 1, Reason.TRUNCATED) from wrong
    _is_plain(root)
    _must_be_rows(root, root, rows + 1)
    yield size, None


def _fed(parser: etree.XMLPullParser, part: bytes, rows: int, *, is_last: bool) -> Iterator[etree._Element]:
    try:
        parser.feed(part)
        for _, element in parser.read_events():
            yield cast("etree._Element", element)  # noqa: SLF001 - the name that lxml gives its elements
    except etree.XMLSyntaxError as wrong:
        codes = (etree.ErrorTypes.ERR_INVALID_CHAR, etree.ErrorTypes.ERR_INVALID_ENCODING)
        reason = Reason.NOT_UTF8 if _kind_of(wrong) in codes else Reason.MALFORMED
        raise Broken(rows + 1, Reason.TRUNCATED if is_last and reason is Reason.MALFORMED else reason) from wrong


def _kind_of(wrong: etree.XMLSyntaxError) -> int:
    return int(getattr(wrong, "code", 0))


def _is_plain(element: etree._Element) -> bool:
    """Make sure, once a document shows itself, that it has no document type, is UTF-8 and its rows lie at the root."""
    told = element.getroottree().docinfo
    if cast("etree.DTD | None", told.internalDTD) is not None:
        raise Broken(1, Reason.MALFORMED)
    if (told.encoding or "").upper() not in _ENCODINGS:
        raise Broken(1, Reason.NOT_UTF8)
    return True


def _dropped(element: etree._Element, line: int) -> None:
    """Take a row out of the tree, with all that stands before it; one that lies deeper than the root is refused."""
    root = element.getparent()
    if root is None or root.getparent() is not None:
        raise Broken(1, Reason.MALFORMED)
    element.clear()
    while (before := element.getprevious()) is not None:
        if before.tag != ROW:
            _must_be_rows(root, (before,), line)
        root.remove(before)


def _must_be_rows(root: etree._Element, children: Iterable[etree._Element], line: int) -> None:
    """Make sure that rows are all there is: a page of an error, taken for a feed without rows, would empty the set.

    Remarks and instructions have no name of their own and are passed.
    """
    names = [one.tag for one in children if type(one.tag) is str and one.tag != ROW]
    if names or root.tag != ROWS_OF:
        raise Broken(line, Reason.MALFORMED, str((names or [root.tag])[0])[:SHOWN])
