"""Reading XML from outside: UTF-8 only, no DTD, no entities, no network, limited depth (DESIGN 7)."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.exchange.shape import Flaw


def read_xml(data: bytes, depth: int) -> etree._Element | Flaw:
    """Return the root element, or the flaw that kept it from being read.

    A document type is refused before parsing: entities are declared there. The encoding is fixed, so that no other
    one can hide it. libxml2's own limits on names, depth and text stay on (huge trees are not allowed).
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\x00" in data:
        return Flaw(Nonsense.MALFORMED, "document type")
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError):
        return Flaw(Nonsense.MALFORMED, "")
    if _deeper_than(depth)(root):
        return Flaw(Nonsense.TOO_DEEP, "")
    return root


def canonical(element: etree._Element, inclusive: list[str] | None = None) -> bytes:
    """Return the exclusive canonical form of an element, without comments."""
    return etree.tostring(
        element, method="c14n", exclusive=True, with_comments=False, inclusive_ns_prefixes=inclusive or None
    )


def elements(parent: etree._Element) -> list[etree._Element]:
    """Return the child elements, without comments and processing instructions."""
    return list(parent.iterchildren(tag=etree.Element))


@lru_cache(maxsize=1)
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )


@lru_cache(maxsize=8)
def _deeper_than(depth: int) -> etree.XPath:
    return etree.XPath(f"boolean({'/*' * (depth + 1)})")
