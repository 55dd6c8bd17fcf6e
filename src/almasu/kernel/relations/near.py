"""Who is near to the person asking, by what registers have already answered (house, SIO25-3.1).

Kin are looked for over two steps (a brother is a parent's child, a father-in-law a spouse's parent), a household is a
common address that neither has left, a colleague is somebody for whom the body of the asker lately paid contributions.
Nothing here asks a register: what was not obtained is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from almasu.kernel.answers import Record
from almasu.kernel.grounds.asked import Tie
from almasu.kernel.relations.facts import Fact, Unfit, party
from almasu.kernel.relations.kinds import BY_CODE
from almasu.kernel.relations.readings import facts_of

KIN = frozenset(BY_CODE[code] for code in ("child_of", "spouse_of", "former_spouse_of"))
HOME = BY_CODE["same_address"]
WORK = BY_CODE["employed_by"]
TELLING = frozenset(kind.source for kind in (*KIN, HOME, WORK))
"""The registers whose answers can tell that somebody is near."""
STEPS = 2
LATELY = timedelta(days=100)
"""Contributions are told by the month and come late: so long after the last one somebody is still a colleague."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: IIN, BIN of the body, the day in Astana."""

    iin: str
    body_bin: str
    on: date


def told_by(resource: int, records: Iterable[Record]) -> tuple[Fact, ...]:
    """Return what records of a register say of people near to each other; nothing of registers that tell none."""
    if resource not in TELLING:
        return ()
    said = (one for record in records for one in facts_of(resource, record))
    wanted = {*KIN, HOME, WORK}
    return tuple(one for one in said if not isinstance(one, Unfit) and one.kind in wanted)


def ties_to(subject: str, asking: Asking, facts: Iterable[Fact]) -> frozenset[Tie]:
    """Return what a person is to the asker by these facts; nothing for oneself or for what is no IIN."""
    try:
        of_subject, of_asker = party(subject), party(asking.iin)
    except Unfit:
        return frozenset()
    if of_subject == of_asker:
        return frozenset()
    known = tuple(facts)
    ties = set()
    if of_asker in _kin_of(of_subject, known) or _share_a_home(of_subject, of_asker, known, asking.on):
        ties.add(Tie.RELATIVE)
    if any(_is_colleague(one, of_subject, asking) for one in known):
        ties.add(Tie.COLLEAGUE)
    return frozenset(ties)


def _kin_of(person: int, facts: Iterable[Fact]) -> frozenset[int]:
    beside = defaultdict[int, set[int]](set)
    for one in facts:
        if one.kind in KIN:
            beside[one.near].add(one.far)
            beside[one.far].add(one.near)
    found, last = {person}, {person}
    for _ in range(STEPS):
        last = {far for near in last for far in beside[near]} - found
        found |= last
    return frozenset(found - {person})


def _share_a_home(first: int, second: int, facts: Iterable[Fact], on: date) -> bool:
    homes = defaultdict[int, set[int]](set)
    for one in facts:
        if one.kind is HOME and (one.until is None or one.until >= on):
            homes[one.near].add(one.far)
    return bool(homes[first] & homes[second])


def _is_colleague(fact: Fact, person: int, asking: Asking) -> bool:
    if fact.kind is not WORK or fact.near != person or f"{fact.far:012d}" != asking.body_bin:
        return False
    return fact.until is None or fact.until >= asking.on - LATELY
