"""A page as a tree of elements, read without fetching anything and within limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from almasu.kernel.provision.shown.named import NotReadable

DEEPEST = 150
MOST_ELEMENTS = 100_000


@dataclass(slots=True)
class Element:
    """An element: its tag, its attributes, and what is in it."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element | str] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """Yield the elements right inside."""
        return (one for one in self.inside if isinstance(one, Element))

    def text(self) -> str:
        """Return all text inside."""
        return "".join(one if isinstance(one, str) else one.text() for one in self.inside)


def tree_of(text: str) -> Element:
    """Return a page as a tree; NotReadable where it is none, or has more elements or is deeper than a page is."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        found = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, UnicodeEncodeError) as wrong:
        raise NotReadable from wrong
    if found is None or sum(1 for _ in found.iter()) > MOST_ELEMENTS:
        raise NotReadable
    return Element("", {}, [_element(found, DEEPEST)])


def _element(found: etree._Element, depth: int) -> Element:
    if depth == 0 or not isinstance(found.tag, str):
        raise NotReadable
    made = Element(found.tag.lower(), {str(name).lower(): str(value) for name, value in found.items()})
    if found.text:
        made.inside.append(found.text)
    for one in found:
        made.inside.append(_element(one, depth - 1))
        if one.tail:
            made.inside.append(one.tail)
    return made
