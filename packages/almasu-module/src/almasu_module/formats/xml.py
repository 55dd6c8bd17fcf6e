"""One Windows event as XML: no DTD, no entities of its own, shallow and small."""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from almasu_module.reading import Unreadable

MOST_DEPTH: Final = 12
MOST_TEXT: Final = 4096
MOST_ELEMENTS: Final = 2000


class Flat:
    """Collects an event as flat names: elements of System, and Data by its Name."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.path: list[str] = []
        self.seen = 0

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """Note an element and the attributes that matter."""
        name = tag.rpartition(":")[2]
        self.seen += 1
        if len(self.path) >= MOST_DEPTH or self.seen > MOST_ELEMENTS:
            raise Unreadable("bad.deep")
        if name == "TimeCreated":
            self.fields["TimeCreated"] = attributes.get("SystemTime", "")[:64]
        if name == "Provider":
            self.fields["Provider"] = attributes.get("Name", "")[:128]
        self.path.append(attributes.get("Name", name) if name == "Data" else name)

    def closed(self, _tag: str) -> None:
        """Leave an element."""
        self.path.pop()

    def said(self, text: str) -> None:
        """Keep the text of the innermost element."""
        if self.path:
            had = self.fields.get(self.path[-1], "")
            if len(had) < MOST_TEXT:
                self.fields[self.path[-1]] = had + text[:MOST_TEXT]


def event_of(text: str) -> dict[str, str]:
    """Return the flat fields of one event; refuse a DTD, depth, and anything that is no whole document."""
    flat = Flat()
    parser = expat.ParserCreate()
    parser.StartElementHandler = flat.opened
    parser.EndElementHandler = flat.closed
    parser.CharacterDataHandler = flat.said
    parser.StartDoctypeDeclHandler = refused
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise Unreadable("bad.xml", str(error)[:80]) from error
    return flat.fields


def refused(*_: object) -> None:
    """Refuse a document type: it may hold entities that grow without end."""
    raise Unreadable("bad.xml", "DTD")
