"""Checking CSAF 2.0 advisories by the mandatory tests of the standard (CSAF 2.0, 6.1): whether it holds together.

Of the tests those are here on which a reader's decision rests: what products are meant and how they stand, scores,
revisions, the profile of a security advisory. Names of faults are the numbers of the tests.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

import msgspec

from almasu.kernel.interchange.csaf_in import MOST_BYTES, MOST_DEPTH, MOST_PRODUCTS
from almasu.law import moment

CHECKED: tuple[str, ...] = (
    *("6.1.1", "6.1.2", "6.1.4", "6.1.5", "6.1.6", "6.1.7", "6.1.14", "6.1.16", "6.1.17", "6.1.18", "6.1.20"),
    *("6.1.21", "6.1.22", "6.1.23", "6.1.27.4", "6.1.27.5", "6.1.27.6", "6.1.30"),
)
"""The tests that are made here."""
_AFFECTED = frozenset({"first_affected", "known_affected", "last_affected"})
_NOT_AFFECTED = frozenset({"known_not_affected"})
_FIXED = frozenset({"first_fixed", "fixed"})
_UNDER_LOOK = frozenset({"under_investigation"})
_GROUPS = (_AFFECTED, _NOT_AFFECTED, _FIXED, _UNDER_LOOK)
_ADVISORIES = frozenset({"csaf_security_advisory", "csaf_vex"})


@dataclass(frozen=True, slots=True)
class FaultFound:
    """What is wrong: the number of the test, empty for the form itself, and where or what."""

    test: str
    what: str


class _Product(msgspec.Struct, frozen=True):
    product_id: str


class _Branch(msgspec.Struct, frozen=True):
    category: str
    name: str
    product: _Product | None = None
    branches: list[_Branch] = []


class _Group(msgspec.Struct, frozen=True):
    group_id: str
    product_ids: list[str] = []


class _Relationship(msgspec.Struct, frozen=True):
    full_product_name: _Product
    product_reference: str
    relates_to_product_reference: str


class _Tree(msgspec.Struct, frozen=True):
    branches: list[_Branch] = []
    full_product_names: list[_Product] = []
    product_groups: list[_Group] = []
    relationships: list[_Relationship] = []


class _Score(msgspec.Struct, frozen=True):
    products: list[str]
    cvss_v2: dict[str, object] | None = None
    cvss_v3: dict[str, object] | None = None


class _Pointing(msgspec.Struct, frozen=True):
    product_ids: list[str] = []
    group_ids: list[str] = []


class _Vulnerability(msgspec.Struct, frozen=True):
    cve: str = ""
    notes: list[msgspec.Raw] = []
    product_status: dict[str, list[str]] = {}
    scores: list[_Score] = []
    remediations: list[_Pointing] = []
    threats: list[_Pointing] = []
    flags: list[_Pointing] = []


class _Revision(msgspec.Struct, frozen=True):
    number: str
    date: str
    summary: str


class _Tracking(msgspec.Struct, frozen=True):
    id: str
    status: str
    version: str
    current_release_date: str
    initial_release_date: str
    revision_history: Annotated[list[_Revision], msgspec.Meta(min_length=1)]


class _Publisher(msgspec.Struct, frozen=True):
    category: str
    name: str
    namespace: str


class _Head(msgspec.Struct, frozen=True):
    category: str
    csaf_version: str
    title: str
    publisher: _Publisher
    tracking: _Tracking


class _Document(msgspec.Struct, frozen=True):
    document: _Head
    product_tree: _Tree | None = None
    vulnerabilities: list[_Vulnerability] = []


_DOCUMENT = msgspec.json.Decoder(_Document)


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
    return (*_products(read), *_statuses(read), *_revisions(read.document.tracking), *_profile(read))


def _products(read: _Document) -> Iterator[FaultFound]:
    tree = read.product_tree or _Tree()
    named = [*_in_branches(tree), *(one.product_id for one in tree.full_product_names)]
    named += [one.full_product_name.product_id for one in tree.relationships]
    yield from (FaultFound("6.1.2", one) for one in _twice(named))
    yield from (FaultFound("6.1.1", one) for one in sorted(set(_pointed_at(read, tree)) - set(named)))
    groups = [one.group_id for one in tree.product_groups]
    yield from (FaultFound("6.1.5", one) for one in _twice(groups))
    pointing = {name for each in read.vulnerabilities for one in _pointings(each) for name in one.group_ids}
    yield from (FaultFound("6.1.4", one) for one in sorted(pointing - set(groups)))


def _in_branches(tree: _Tree) -> Iterator[str]:
    waiting = [(one, 0) for one in tree.branches]
    seen = 0
    while waiting and seen < MOST_PRODUCTS:
        branch, depth = waiting.pop()
        seen += 1
        if branch.product is not None:
            yield branch.product.product_id
        if depth < MOST_DEPTH:
            waiting += [(one, depth + 1) for one in branch.branches]


def _pointed_at(read: _Document, tree: _Tree) -> Iterator[str]:
    for group in tree.product_groups:
        yield from group.product_ids
    for one in tree.relationships:
        yield from (one.product_reference, one.relates_to_product_reference)
    for each in read.vulnerabilities:
        for products in each.product_status.values():
            yield from products
        for score in each.scores:
            yield from score.products
        for pointing in _pointings(each):
            yield from pointing.product_ids


def _pointings(one: _Vulnerability) -> Iterable[_Pointing]:
    return (*one.remediations, *one.threats, *one.flags)


def _statuses(read: _Document) -> Iterator[FaultFound]:
    yield from (FaultFound("6.1.23", one) for one in _twice(each.cve for each in read.vulnerabilities if each.cve))
    for each in read.vulnerabilities:
        standing = [{product for name in group for product in each.product_status.get(name, [])} for group in _GROUPS]
        yield from (FaultFound("6.1.6", one) for one in _twice(product for group in standing for product in group))
        for version in ("cvss_v2", "cvss_v3"):
            scored = (one for score in each.scores if getattr(score, version) is not None for one in score.products)
            yield from (FaultFound("6.1.7", f"{one} {version}") for one in _twice(scored))


def _revisions(tracking: _Tracking) -> Iterator[FaultFound]:
    history = tracking.revision_history
    numbers = [one.number for one in history]
    yield from (FaultFound("6.1.22", one) for one in _twice(numbers))
    try:
        ordered = sorted(history, key=lambda one: (moment.read(one.date), _rank(one.number)))
        ranks = [_rank(one.number) for one in ordered]
    except ValueError as wrong:
        yield FaultFound("6.1.14", str(wrong)[:80])
        return
    if ranks != sorted(ranks):
        yield FaultFound("6.1.14", "revision_history")
    if _plain(ordered[-1].number) != _plain(tracking.version):
        yield FaultFound("6.1.16", tracking.version)
    yield from _of_status(tracking, ranks)
    whole = [rank[0] for rank in ranks if len(rank) == 1]
    if len(whole) == len(ranks) and whole != list(range(whole[0], whole[0] + len(whole))):
        yield FaultFound("6.1.21", "revision_history")
    if len({"." in one for one in (*numbers, tracking.version)}) > 1:
        yield FaultFound("6.1.30", tracking.version)


def _of_status(tracking: _Tracking, ranks: list[tuple[int, ...]]) -> Iterator[FaultFound]:
    """Check that drafts look like drafts, and what was released like nothing else."""
    early = tracking.version == "0" or tracking.version.startswith("0.") or "-" in tracking.version
    if early and tracking.status != "draft":
        yield FaultFound("6.1.17", tracking.status)
    if tracking.status in ("final", "interim"):
        if any(rank[0] == 0 for rank in ranks):
            yield FaultFound("6.1.18", "revision_history")
        if "-" in tracking.version.partition("+")[0]:
            yield FaultFound("6.1.20", tracking.version)


def _profile(read: _Document) -> Iterator[FaultFound]:
    if read.document.category not in _ADVISORIES:
        return
    if read.product_tree is None:
        yield FaultFound("6.1.27.4", read.document.category)
    for place, one in enumerate(read.vulnerabilities):
        if not one.notes:
            yield FaultFound("6.1.27.5", f"vulnerabilities/{place}")
        if read.document.category == "csaf_security_advisory" and not one.product_status:
            yield FaultFound("6.1.27.6", f"vulnerabilities/{place}")


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _plain(number: str) -> str:
    """Return a version without what it says of its build."""
    return number.partition("+")[0]


def _rank(number: str) -> tuple[int, ...]:
    """Return a version for comparing; ValueError where it is neither a whole number nor a semantic version."""
    return tuple(int(part) for part in _plain(number).partition("-")[0].split("."))
