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
_Kinds = etree.ErrorTypes
_BARE = frozenset(
    {
        *(_Kinds.ERR_UNDECLARED_ENTITY, _Kinds.WAR_UNDECLARED_ENTITY, _Kinds.ERR_ENTITY_LOOP),
        *(_Kinds.ERR_ENTITYREF_NO_NAME, _Kinds.ERR_ENTITYREF_SEMICOL_MISSING, _Kinds.ERR_NAME_REQUIRED),
        *(_Kinds.ERR_INVALID_CHARREF, _Kinds.ERR_LT_IN_ATTRIBUTE),
    }
)
"""What libxml2 calls an entity that nobody declared, and signs of markup that stand bare."""
_REASONS = (
    (
        Reason.NOT_UTF8,
        frozenset({_Kinds.ERR_INVALID_ENCODING, _Kinds.ERR_UNSUPPORTED_ENCODING, _Kinds.ERR_UNKNOWN_ENCODING}),
    ),
    (Reason.HIDDEN_CHARACTER, frozenset({_Kinds.ERR_INVALID_CHAR})),
    (Reason.MARKUP, _BARE),
)
"""What libxml2 meets while there is more of the file, by what is told of it."""


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
                reason = Reason.NOT_PLAIN if len(child) else Reason.KEY_TWICE
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
        events=("start", "end"), tag=ROW, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    size, offset, since, met = wanted.position.size, 0, 0, _Met()
    with wanted.file.open("rb") as file:
        while part := file.read(PART):
            offset += len(part)
            if offset <= PART and b"\x00" in part[:4]:
                raise Broken(1, Reason.NOT_UTF8)
            for element in _fed(parser, part, met):
                since = offset
                yield offset, element
                _dropped(element, met.rows)
            if offset - since > LONGEST_LINE:
                raise Broken(met.rows + 1, Reason.TOO_LONG, met.field())
    try:
        root = parser.close()
    except etree.XMLSyntaxError as wrong:
        reason = Reason.MARKUP if _kinds(parser) & _BARE else Reason.TRUNCATED
        raise Broken(met.rows + 1, reason, met.field()) from wrong
    _is_plain(root)
    _must_be_rows(root, root, met.rows + 1)
    yield size, None


@dataclass(slots=True)
class _Met:
    """How far the parser is: how many rows ended, and the row that began and did not end yet."""

    rows: int = 0
    open: etree._Element | None = None

    def field(self) -> str:
        """Return the field that was begun last in the row that did not end, "" where there is none."""
        last = self.open[-1].tag if self.open is not None and len(self.open) else ""
        return last[:SHOWN] if type(last) is str else ""


def _fed(parser: etree.XMLPullParser, part: bytes, met: _Met) -> Iterator[etree._Element]:
    """Yield the rows that end in a part of the file."""
    try:
        parser.feed(part)
    except etree.XMLSyntaxError as wrong:
        # What stood before the fault was read: it tells the row and the field.
        for _ in _ended(parser, met):
            pass
        raise Broken(met.rows + 1, _why(parser), met.field()) from wrong
    yield from _ended(parser, met)


def _ended(parser: etree.XMLPullParser, met: _Met) -> Iterator[etree._Element]:
    for event, found in parser.read_events():
        element = cast("etree._Element", found)  # noqa: SLF001 - the name that lxml gives its elements
        if event == "start":
            _must_lie_in_rows(element, met.rows + 1)
            met.open = element
        else:
            met.rows, met.open = met.rows + 1, None
            yield element


def _why(parser: etree.XMLPullParser) -> Reason:
    kinds = _kinds(parser)
    return next((reason for reason, codes in _REASONS if kinds & codes), Reason.MALFORMED)


def _kinds(parser: etree.XMLPullParser) -> frozenset[int]:
    """Return what the parser met, as numbers of libxml2."""
    return frozenset(one.type for one in parser.feed_error_log)


def _is_plain(element: etree._Element) -> None:
    """Make sure, once a document shows itself, that it has no document type and is UTF-8."""
    told = element.getroottree().docinfo
    if cast("etree.DTD | None", told.internalDTD) is not None:
        raise Broken(1, Reason.MARKUP)
    if (told.encoding or "").upper() not in _ENCODINGS:
        raise Broken(1, Reason.NOT_UTF8)


def _must_lie_in_rows(row: etree._Element, line: int) -> None:
    """Make sure that a row lies at the root, which is called as it should be."""
    root = row.getparent()
    if root is None:
        _is_plain(row)
        raise Broken(1, Reason.OTHER_ELEMENT, ROW)
    if line == 1:
        _is_plain(root)
    if root.getparent() is not None or root.tag != ROWS_OF:
        raise Broken(line, Reason.OTHER_ELEMENT, root.tag[:SHOWN])


def _dropped(element: etree._Element, line: int) -> None:
    """Take a row out of the tree, with all that stands before it."""
    root = cast("etree._Element", element.getparent())  # noqa: SLF001 - the name that lxml gives its elements
    element.clear()
    while (before := element.getprevious()) is not None:
        if before.tag != ROW:
            _must_be_rows(root, (before,), line)
        root.remove(before)


def _must_be_rows(root: etree._Element, children: Iterable[etree._Element], line: int) -> None:
    """Make sure that rows are all there is: a page of an error, taken for a feed without rows, would empty the set.

    Remarks and instructions have no name of their own and are passed.
    """
    if root.tag != ROWS_OF:
        raise Broken(1, Reason.OTHER_ELEMENT, root.tag[:SHOWN])
    names = [one.tag for one in children if type(one.tag) is str and one.tag != ROW]
    if names:
        raise Broken(line, Reason.OTHER_ELEMENT, str(names[0])[:SHOWN])
