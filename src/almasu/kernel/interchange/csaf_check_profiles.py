"""What an advisory says it is, its languages, and what its profile asks for (CSAF 2.0, 6.1.12, 6.1.15, 6.1.26 to
6.1.28).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from babel import Locale

from almasu.kernel.interchange.csaf_document import (
    ADVISORY,
    BASE,
    INFORMATIONAL,
    RESPONSE,
    VEX,
    Document,
    FaultFound,
    Head,
    Vulnerability,
)

_PROFILES: Final = (ADVISORY, VEX, INFORMATIONAL, RESPONSE, BASE)
_TEXTS: Final = frozenset({"description", "details", "general", "summary"})
_STANDINGS: Final = ("fixed", "known_affected", "known_not_affected", "under_investigation")
_TAG: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]{3,8}"
)


def of_profile(read: Document) -> Iterator[FaultFound]:
    """Yield what the head lacks, and what the profile asks for in vain."""
    head = read.document
    yield from _of_head(head)
    if head.category in (INFORMATIONAL, RESPONSE):
        if not any(one.category in _TEXTS for one in head.notes):
            yield FaultFound("6.1.27.1", head.category)
        if not any(one.category == "external" for one in head.references):
            yield FaultFound("6.1.27.2", head.category)
    if head.category == INFORMATIONAL and read.vulnerabilities:
        yield FaultFound("6.1.27.3", head.category)
    if head.category in (ADVISORY, VEX):
        yield from _of_advisory(read)


def _of_head(head: Head) -> Iterator[FaultFound]:
    yield from (FaultFound("6.1.12", one[:40]) for one in (head.lang, head.source_lang) if one and not _is_tag(one))
    if head.publisher.category == "translator" and not head.source_lang:
        yield FaultFound("6.1.15", "source_lang")
    if head.lang and head.lang.lower() == head.source_lang.lower():
        yield FaultFound("6.1.28", head.lang[:40])
    if head.category not in _PROFILES and _bare(head.category) in {_bare(one) for one in _PROFILES}:
        yield FaultFound("6.1.26", head.category[:80])


def _is_tag(said: str) -> bool:
    """Tell whether a language is written as BCP 47 asks, and whether a language of two letters, a script and a country
    that it names are ones. Of languages of three letters there are thousands: of these the form is looked at.
    """
    tag = said.lower()
    if _TAG.fullmatch(tag) is None:
        return False
    first, *rest = tag.split("-")
    named = _named()
    if len(first) == 2 and first not in named.languages:
        return False
    scripts = [part.title() for part in rest[:4] if len(part) == 4 and part.isalpha()]
    countries = [part.upper() for part in rest[:5] if len(part) == 2]
    own = "x" in (first, *rest) or any(len(part) == 1 for part in rest)
    return own or (named.scripts.keys() >= set(scripts) and named.territories.keys() >= set(countries))


@cache
def _named() -> Locale:
    """Return the names of languages, scripts and countries (Unicode CLDR)."""
    return Locale("en")


def _bare(category: str) -> str:
    return re.sub(r"[-_ ]", "", category).lower().removeprefix("csaf")


def _of_advisory(read: Document) -> Iterator[FaultFound]:
    category = read.document.category
    if read.product_tree is None:
        yield FaultFound("6.1.27.4", category)
    if not read.vulnerabilities:
        yield FaultFound("6.1.27.11", category)
    for place, one in enumerate(read.vulnerabilities):
        where = f"vulnerabilities/{place}"
        if not one.notes:
            yield FaultFound("6.1.27.5", where)
        if category == ADVISORY and not one.product_status:
            yield FaultFound("6.1.27.6", where)
        if category == VEX:
            yield from _of_vex(one, where, read.groups)


def _of_vex(one: Vulnerability, where: str, groups: Mapping[str, list[str]]) -> Iterator[FaultFound]:
    if not any(name in one.product_status for name in _STANDINGS):
        yield FaultFound("6.1.27.7", where)
    if one.cve is None and not one.ids:
        yield FaultFound("6.1.27.8", where)
    impact = [*one.flags, *(each for each in one.threats if each.category == "impact")]
    explained = {product for each in impact for product in each.resolved(groups)}
    left = set(one.product_status.get("known_not_affected", [])) - explained
    yield from (FaultFound("6.1.27.9", product) for product in sorted(left))
    remedied = {product for each in one.remediations for product in each.resolved(groups)}
    left = set(one.product_status.get("known_affected", [])) - remedied
    yield from (FaultFound("6.1.27.10", product) for product in sorted(left))
