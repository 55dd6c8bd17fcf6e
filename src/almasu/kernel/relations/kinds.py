"""The kinds of links: which register each comes from, the purposes it may be used for, how sure and how telling it is.

A *direct* kind is said by one record of both parties ("head of"). A *shared* kind is two records of one thing (an
address, a telephone, a journey): who holds the same thing at the same time is linked. Each direction of a direct kind
has a number of its own, so that a link is found from either side.

Nothing of a medical register is ever a link (resources 12 and 43): a `Kind` over one cannot be made.
Purposes are those of SIO25-1; which kind serves which is our reading of SIO25-3.1 (no more than the purpose needs).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from almasu.kernel.resources import Resource, Sensitivity
from almasu.law.problem import Fault

MEDICAL = frozenset({12, 43})
"""Disability and dispensary records: never an edge, whatever the purpose."""

LAUNDERING = "laundering"
TERRORISM = "terrorist_financing"
PROLIFERATION = "proliferation_financing"
EVERY = frozenset({LAUNDERING, TERRORISM, PROLIFERATION})
BUSINESS = frozenset({LAUNDERING, PROLIFERATION})
PERSONAL = frozenset({LAUNDERING, TERRORISM})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of link in one direction.

    `source` is the number of the resource that says it; `reverse` the number of the same link seen from the other
    side (its own where the two sides are alike); `confidence` how sure it is that the two are linked at all and
    `weight` how much the link tells, both in hundredths. ValueError over a medical resource or without a purpose.
    """

    number: int
    code: str
    direction: str
    source: int
    reverse: int
    shared: bool
    confidence: int
    weight: int
    purposes: frozenset[str]

    def __post_init__(self) -> None:
        if self.source in MEDICAL:
            raise ValueError("medical data are never a link")
        if not self.purposes or not 0 < self.weight <= 100 or not 0 < self.confidence <= 100:
            raise ValueError("a kind of link has a purpose, a weight and a confidence")


def _both(number: int, code: str, source: int, sure: int, weight: int, purposes: frozenset[str]) -> tuple[Kind, ...]:
    return (Kind(number, code, "both", source, number, False, sure, weight, purposes),)


def _pair(number: int, codes: str, source: int, weights: tuple[int, int], purposes: frozenset[str]) -> tuple[Kind, ...]:
    """Return a direct kind, said of the first party, and the same link seen from the second."""
    said, seen = codes.split()
    return (
        Kind(number, said, "out", source, number + 1, False, 100, weights[0], purposes),
        Kind(number + 1, seen, "in", source, number, False, 100, weights[1], purposes),
    )


def _shared(number: int, code: str, source: int, sure: int, weight: int, purposes: frozenset[str]) -> tuple[Kind, ...]:
    return (Kind(number, code, "both", source, number, True, sure, weight, purposes),)


KINDS: tuple[Kind, ...] = (
    *_pair(1, "child_of parent_of", 22, (96, 96), EVERY),
    *_both(3, "spouse_of", 22, 100, 100, EVERY),
    *_both(4, "former_spouse_of", 22, 100, 78, EVERY),
    *_pair(5, "director_of directed_by", 2, (100, 100), EVERY),
    *_pair(7, "founder_of founded_by", 2, (98, 98), EVERY),
    *_pair(9, "employed_by employs", 11, (62, 50), BUSINESS),
    *_pair(11, "represented_by attorney_for", 21, (94, 94), PERSONAL),
    *_pair(13, "supplies_to supplied_by", 27, (66, 60), BUSINESS),
    *_shared(15, "same_address", 40, 90, 84, EVERY),
    *_shared(16, "same_phone", 52, 80, 88, PERSONAL),
    *_shared(17, "co_owner", 3, 100, 86, frozenset({LAUNDERING})),
    *_shared(18, "same_vehicle", 5, 90, 80, PERSONAL),
    *_shared(19, "same_legal_address", 2, 70, 45, BUSINESS),
    *_shared(20, "crossed_in_vehicle", 23, 80, 76, PERSONAL),
    *_shared(21, "same_order", 35, 80, 72, PERSONAL),
)

BY_NUMBER = {kind.number: kind for kind in KINDS}
BY_CODE = {kind.code: kind for kind in KINDS}
SOURCES = frozenset(kind.source for kind in KINDS)


def allowed(purpose: str, kinds: Iterable[Kind] = KINDS) -> tuple[Kind, ...]:
    """Return the kinds that may be used for a purpose; none for a purpose nobody knows."""
    return tuple(kind for kind in kinds if purpose in kind.purposes)


def check_against(resources: Iterable[Resource], kinds: Iterable[Kind] = KINDS) -> None:
    """Fault where a kind rests on a medical resource, on one that draws no links, or on none of the annex."""
    catalogue = {resource.number: resource for resource in resources}
    for kind in kinds:
        resource = catalogue.get(kind.source)
        if resource is None or not resource.relations or resource.sensitivity is Sensitivity.MEDICAL:
            raise Fault(f"the link {kind.code} cannot come from resource {kind.source}")
