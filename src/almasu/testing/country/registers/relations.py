"""Registers of links as a country without a provider answers them: 50 in one step, 51 in two.

Computed when asked; nothing of 12 and 43 ever becomes a link. In the demo the provider (`almasu.provider.relations`)
answers instead, from a graph of what the other registers yield.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from almasu.kernel.answers import Record
from almasu.testing.country.days import AS_OF, written
from almasu.testing.country.dice import Index
from almasu.testing.country.land import Land
from almasu.testing.country.register import Register, decimal, kinds, record

MOST_LINKS = 60
MOST_PATHS = 120
MOST_FROM_ONE = 12


@dataclass(frozen=True, slots=True)
class Link:
    """One step from a party to another: what it is, which way it points, which register says so and since when."""

    other: int
    edge: str
    direction: str
    source: int
    since: int = 0
    until: int = 0
    confidence: int = 100


class Links:
    """Finds the links of a party from the same columns that the other registers are rendered from."""

    def __init__(self, land: Land) -> None:
        self._land = land
        firms = land.businesses
        self._headed = Index(firms.head)
        self._founded = Index(firms.founder_party)
        self._founders = Index(firms.founder_company)
        self._jobs_of = Index(land.jobs.person)
        self._staff = Index(land.jobs.company)
        self._offices = Index(firms.office.astype(np.int64) * 100 + firms.region)
        self._rights = Index(land.holdings.estates.holder)
        self._things = Index(land.holdings.estates.thing)

    def of(self, party: int) -> list[Link]:
        """Return at most 60 links of a party, kin and companies before neighbours and colleagues."""
        found = self._of_person(party) if self._land.is_person(party) else self._of_company(party)
        links: dict[tuple[int, str], Link] = {}
        for link in found:
            if link.other >= 0 and link.other != party:
                links.setdefault((link.other, link.edge), link)
            if len(links) == MOST_LINKS:
                break
        return list(links.values())

    def _of_person(self, person: int) -> Iterator[Link]:
        land = self._land
        people, born = land.people, int(land.people.born[person])
        yield Link(int(people.father[person]), "child_of", "out", 22, born)
        yield Link(int(people.mother[person]), "child_of", "out", 22, born)
        yield Link(int(people.spouse[person]), "spouse_of", "both", 22)
        for child in land.children_of(person):
            yield Link(child, "parent_of", "out", 22, int(people.born[child]))
        for company in self._headed.rows(person):
            yield Link(land.company_party(company), "director_of", "out", 2, int(land.businesses.registered[company]))
        for row in self._founded.rows(person):
            company = int(land.businesses.founder_company[row])
            yield Link(land.company_party(company), "founder_of", "out", 2, int(land.businesses.registered[company]))
        for row in self._jobs_of.rows(person):
            company = land.company_party(int(land.jobs.company[row]))
            yield Link(company, "employed_by", "out", 11, int(land.jobs.since[row]), int(land.jobs.until[row]))
        for row in self._rights.rows(person):
            for same in self._things.rows(int(land.holdings.estates.thing[row])):
                holder, since = int(land.holdings.estates.holder[same]), int(land.holdings.estates.since[same])
                yield Link(holder, "co_owner", "both", 3, since)
        for other in land.people_with_phone(land.phone(person)):
            yield Link(other, "same_phone", "both", 52, confidence=80)
        for other in land.household(land.home_of(person)):
            yield Link(other, "same_address", "both", 40, confidence=90)

    def _of_company(self, party: int) -> Iterator[Link]:
        land = self._land
        if not land.is_company(party):
            return
        company = land.company_row(party)
        firms, since = land.businesses, int(land.businesses.registered[company])
        yield Link(int(firms.head[company]), "directed_by", "in", 2, since)
        for row in self._founders.rows(company):
            yield Link(int(firms.founder_party[row]), "founded_by", "in", 2, since)
        for row in self._founded.rows(party):
            owned = int(firms.founder_company[row])
            yield Link(land.company_party(owned), "founder_of", "out", 2, int(firms.registered[owned]))
        place = int(firms.office[company]) * 100 + int(firms.region[company])
        for other in self._offices.rows(place)[:MOST_FROM_ONE]:
            yield Link(land.company_party(other), "same_legal_address", "both", 2, confidence=70)
        for row in self._staff.rows(company)[:MOST_FROM_ONE]:
            worker = int(land.jobs.person[row])
            yield Link(worker, "employs", "in", 11, int(land.jobs.since[row]), int(land.jobs.until[row]))


def level_one(land: Land, links: Links, party: int) -> list[Record]:
    """Return the records of register 50 for a party."""
    return [
        record(
            subject_id=land.id(party),
            subject_name=land.party_name(party),
            object_id=land.id(link.other),
            object_name=land.party_name(link.other),
            edge_type=link.edge,
            edge_direction=link.direction,
            source_resource_no=link.source,
            source_record_id=_record_id(party, link),
            valid_from=written(link.since) if link.since else None,
            valid_to=written(link.until) if link.until else None,
            confidence=decimal(link.confidence),
            computed_at=AS_OF,
            links_left_out=None,
        )
        for link in links.of(party)
    ]


def level_two(land: Land, links: Links, party: int) -> list[Record]:
    """Return the records of register 51 for a party: at most 120 paths, the surest first."""
    paths: dict[int, tuple[int, Link, Link]] = {}
    near = links.of(party)
    known = {party, *(link.other for link in near)}
    for first in near:
        for second in links.of(first.other)[:MOST_FROM_ONE]:
            score = first.confidence * second.confidence
            if second.other not in known and (second.other not in paths or score > paths[second.other][0]):
                paths[second.other] = (score, first, second)
    best = sorted(paths.values(), key=lambda path: (-path[0], path[2].other))[:MOST_PATHS]
    return [_path(land, party, *path) for path in best]


def _path(land: Land, party: int, score: int, first: Link, second: Link) -> Record:
    since, until = max(first.since, second.since), min(first.until or 10**7, second.until or 10**7)
    return record(
        subject_id=land.id(party),
        subject_name=land.party_name(party),
        via_id=land.id(first.other),
        via_name=land.party_name(first.other),
        object_id=land.id(second.other),
        object_name=land.party_name(second.other),
        path_edge_types=f"{first.edge} > {second.edge}",
        path_length=2,
        source_resource_nos=f"{first.source};{second.source}",
        first_record_id=_record_id(party, first),
        first_valid_from=written(first.since) if first.since else None,
        first_valid_to=written(first.until) if first.until else None,
        second_record_id=_record_id(first.other, second),
        second_valid_from=written(second.since) if second.since else None,
        second_valid_to=written(second.until) if second.until else None,
        valid_from=written(since) if since else None,
        valid_to=written(until) if until < 10**7 else None,
        score=decimal(score // 100),
        computed_at=AS_OF,
        links_left_out=None,
        paths_left_out=None,
    )


def _record_id(party: int, link: Link) -> str:
    return f"R{link.source:02d}-{min(party, link.other)}-{max(party, link.other)}"


def links_level_1(land: Land) -> Register:
    """50: rows are parties, each with all its links."""
    links = Links(land)
    return Register(50, _size(land), kinds("iin bin"), lambda party: level_one(land, links, party), _everybody(land))


def links_level_2(land: Land) -> Register:
    """51: rows are parties, each with its paths of two steps."""
    links = Links(land)
    return Register(51, _size(land), kinds("iin bin"), lambda party: level_two(land, links, party), _everybody(land))


def _size(land: Land) -> int:
    return land.people.size + land.businesses.size


def _everybody(land: Land) -> tuple[Index, ...]:
    return (Index(np.arange(_size(land), dtype=np.int64)),)
