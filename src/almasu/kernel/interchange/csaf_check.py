"""Checking CSAF 2.0 advisories by the mandatory tests of the standard (CSAF 2.0, 6.1): whether it holds together.

All of them are made. Names of faults are the numbers of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from almasu.kernel.interchange.csaf_check_history import of_history
from almasu.kernel.interchange.csaf_check_profiles import of_profile
from almasu.kernel.interchange.csaf_check_scores import of_scores
from almasu.kernel.interchange.csaf_document import Document, FaultFound, Product, Tree, Vulnerability
from almasu.kernel.interchange.csaf_in import MOST_BYTES
from almasu.kernel.interchange.csaf_twice import twice
from almasu.kernel.interchange.weaknesses import is_weakness

__all__ = ["CHECKED", "FaultFound", "faults_of"]

CHECKED: Final = (
    *(f"6.1.{number}" for number in range(1, 27)),
    *(f"6.1.27.{number}" for number in range(1, 12)),
    *(f"6.1.{number}" for number in range(28, 34)),
)
"""The tests that are made here."""
_GROUPS: Final = (
    frozenset({"first_affected", "known_affected", "last_affected"}),
    frozenset({"known_not_affected"}),
    frozenset({"first_fixed", "fixed"}),
    frozenset({"under_investigation"}),
)
_JUSTIFIED: Final = frozenset(
    {
        "component_not_present",
        "inline_mitigations_already_exist",
        "vulnerable_code_cannot_be_controlled_by_adversary",
        "vulnerable_code_not_in_execute_path",
        "vulnerable_code_not_present",
    }
)
_PURL: Final = re.compile(
    r"pkg:/*[A-Za-z][A-Za-z0-9.+-]*/(?:[^/?#]+/)*[^/@?#]+(?:@[^@?#]+)?(?:\?[^?#]+)?(?:#.+)?", re.DOTALL
)
_RANGE: Final = re.compile(r"[<>]|(?<!\S)(?:after|all|before|earlier|later|prior|versions)(?!\S)", re.IGNORECASE)
_DOCUMENT: Final = msgspec.json.Decoder(Document)


def faults_of(data: bytes) -> tuple[FaultFound, ...]:
    """Return what is wrong with an advisory, nothing where it holds together; unreadable data is one fault."""
    if len(data) > MOST_BYTES:
        return (FaultFound("", "16 MB"),)
    try:
        read = _DOCUMENT.decode(data)
    except (msgspec.DecodeError, RecursionError) as wrong:
        return (FaultFound("", str(wrong)[:200]),)
    if read.document.csaf_version != "2.0":
        return (FaultFound("", f"csaf_version {read.document.csaf_version[:20]!r}"),)
    tree = read.product_tree or Tree()
    return (
        *_products(read, tree),
        *_identifiers(tree),
        *(found for one in read.vulnerabilities for found in _statuses(one)),
        *_told(read),
        *of_scores(read),
        *of_history(read.document.tracking),
        *of_profile(read),
    )


def _products(read: Document, tree: Tree) -> Iterator[FaultFound]:
    named = [one.product_id for one in tree.products()]
    yield from (FaultFound("6.1.2", one) for one in twice(named))
    yield from (FaultFound("6.1.1", one) for one in sorted(set(_pointed_at(read, tree)) - set(named)))
    yield from (FaultFound("6.1.3", one) for one in _circular(tree))
    groups = [one.group_id for one in tree.product_groups]
    yield from (FaultFound("6.1.5", one) for one in twice(groups))
    pointing = {name for each in read.vulnerabilities for one in each.pointings() for name in one.group_ids}
    yield from (FaultFound("6.1.4", one) for one in sorted(pointing - set(groups)))
    for branch in tree.all_branches():
        if branch.category == "product_version" and _RANGE.search(branch.name):
            yield FaultFound("6.1.31", branch.name[:80])


def _circular(tree: Tree) -> list[str]:
    """Return the products that are made of themselves, at whatever remove."""
    parts: dict[str, set[str]] = {}
    for one in tree.relationships:
        own = parts.setdefault(one.full_product_name.product_id, set())
        own |= {one.product_reference, one.relates_to_product_reference}
    part_of: dict[str, list[str]] = {}
    for name, own in parts.items():
        # Not by `&=` with all names: that looks at each of them for every product, minutes for a hostile advisory.
        own -= {part for part in own if part not in parts}
        for part in own:
            part_of.setdefault(part, []).append(name)
    settled = [name for name, own in parts.items() if not own]
    while settled:
        done = settled.pop()
        del parts[done]
        for whole in part_of.get(done, []):
            parts[whole].discard(done)
            if not parts[whole]:
                settled.append(whole)
    return sorted(parts)


def _pointed_at(read: Document, tree: Tree) -> Iterator[str]:
    for group in tree.product_groups:
        yield from group.product_ids
    for one in tree.relationships:
        yield from (one.product_reference, one.relates_to_product_reference)
    for each in read.vulnerabilities:
        for products in each.product_status.values():
            yield from products
        for score in each.scores:
            yield from score.products
        for pointing in each.pointings():
            yield from pointing.product_ids


def _identifiers(tree: Tree) -> Iterator[FaultFound]:
    for one in tree.products():
        yield from _of_helper(one)


def _of_helper(one: Product) -> Iterator[FaultFound]:
    helper = one.product_identification_helper
    if helper.purl and not _PURL.fullmatch(helper.purl[:4096]):
        yield FaultFound("6.1.13", helper.purl[:80])
    for hashes in helper.hashes:
        again = twice(each.algorithm for each in hashes.file_hashes)
        yield from (FaultFound("6.1.25", f"{one.product_id} {name}") for name in again)


def _statuses(each: Vulnerability) -> Iterator[FaultFound]:
    standing = [{product for name in group for product in each.product_status.get(name, [])} for group in _GROUPS]
    yield from (FaultFound("6.1.6", one) for one in twice(product for group in standing for product in group))
    for version in ("cvss_v2", "cvss_v3"):
        scored = (one for score in each.scores if getattr(score, version) is not None for one in score.products)
        yield from (FaultFound("6.1.7", f"{one} {version}") for one in twice(scored))


def _told(read: Document) -> Iterator[FaultFound]:
    """Check what is told of vulnerabilities: each once, of somebody, of some product."""
    yield from (FaultFound("6.1.23", one) for one in twice(each.cve for each in read.vulnerabilities if each.cve))
    for each in read.vulnerabilities:
        if each.cwe is not None and not is_weakness(each.cwe.id, each.cwe.name):
            yield FaultFound("6.1.11", f"{each.cwe.id[:20]} {each.cwe.name[:80]}")
        parts = twice(f"{one.party} {one.date}" for one in each.involvements)
        yield from (FaultFound("6.1.24", one) for one in parts)
        for test, pointings in (("6.1.29", each.remediations), ("6.1.32", each.flags)):
            for one in pointings:
                if not one.product_ids and not one.group_ids:
                    yield FaultFound(test, one.category or one.label)
        reasons = [one.resolved(read.groups) for one in each.flags if one.label in _JUSTIFIED]
        yield from (FaultFound("6.1.33", one) for one in twice(product for some in reasons for product in some))
