"""Search by name: in any spelling, by the kernel's matcher, narrowed by a birth date where one is given.

A register answers with whole records, so only names that agree as far as names can are found (`LIKELY`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from almasu.kernel.names.endings import Role
from almasu.kernel.names.keys import keys
from almasu.kernel.names.likeness import likeness
from almasu.kernel.names.match import LIKELY, POSSIBLE, compare, given_likeness
from almasu.kernel.names.readings import Reading, readings
from almasu.kernel.names.words import Word, words_of
from almasu.kernel.subjects.person_name import parts
from almasu.testing.country.land import Land
from almasu.testing.country.names import Spelled

MOST = 500


class NameSearch:
    """Dictionaries from the keys of written surnames and given names to their rows in the tables of names."""

    __slots__ = ("_given", "_land", "_surnames")

    def __init__(self, land: Land) -> None:
        self._land = land
        self._surnames: dict[str, set[tuple[int, str]]] = defaultdict(set)
        self._given: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for row, surname in enumerate(land.names.surnames):
            _enter(self._surnames, Role.SURNAME, row, {*_written(surname.man), *_written(surname.woman)})
        for row, given in enumerate(land.names.given):
            _enter(self._given, Role.GIVEN, row, _written(given))

    def parties(self, name: str) -> list[int]:
        """Return the people and foreigners whom a name (`person_name` form) fits, the likeliest first, at most 500."""
        words, born = parts(name)
        asked = [one for one in readings(words_of(" ".join(words))) if one.surname and one.given]
        scores: dict[int, float] = {}
        for reading in asked:
            for party in self._named(reading):
                if _same_day(self._born(party), born):
                    scores[party] = max(scores.get(party, 0.0), self._score(party, reading))
        found = [party for party, score in scores.items() if score >= LIKELY]
        return sorted(found, key=lambda party: (-scores[party], party))[:MOST]

    def _named(self, asked: Reading) -> Iterator[int]:
        width = len(self._land.names.given)
        given = self._given_rows(asked.given)
        for family in self._surname_rows(asked.surname):
            for first in given:
                for row in self._land.by_name.rows(family * width + first):
                    # The index holds people, then foreigners, without companies.
                    is_person = row < self._land.people.size
                    yield row if is_person else row + self._land.businesses.size

    def _surname_rows(self, asked: Word | None) -> list[int]:
        if asked is None:
            return []
        near = _near(self._surnames, Role.SURNAME, asked.text)
        return sorted({row for row, text in near if likeness(asked, Word(text), Role.SURNAME).score >= POSSIBLE})

    def _given_rows(self, asked: tuple[Word, ...]) -> list[int]:
        near = _near(self._given, Role.GIVEN, "".join(word.text for word in asked))
        alike = ((row, given_likeness(asked, (Word(text),))) for row, text in near)
        return sorted({row for row, found in alike if found is not None and found.score >= POSSIBLE})

    def _score(self, party: int, asked: Reading) -> float:
        return max(compare(asked, own).score for own in self._own(party))

    def _own(self, party: int) -> list[Reading]:
        """Return a party's name in every spelling that differs."""
        land = self._land
        if not land.is_person(party):
            surname, given = land.foreign_name(land.foreign_row(party))
            return [Reading(Word(surname), words_of(given), None, 1.0)]
        name = land.name(party)
        spellings = [(one.kk, one.ru, one.latin) for one in (name.surname, name.given, name.patronymic)]
        return [
            Reading(Word(surname), words_of(given), Word(patronymic) if patronymic else None, 1.0)
            for surname, given, patronymic in zip(*spellings, strict=True)
        ]

    def _born(self, party: int) -> int:
        land = self._land
        if land.is_person(party):
            return int(land.people.born[party])
        return int(land.foreigners.born[land.foreign_row(party)])


def _enter(index: dict[str, set[tuple[int, str]]], role: Role, row: int, texts: Iterable[str]) -> None:
    for text in texts:
        for key in keys(text, role):
            index[key].add((row, text))


def _near(index: dict[str, set[tuple[int, str]]], role: Role, text: str) -> set[tuple[int, str]]:
    return set().union(*(index.get(key, ()) for key in keys(text, role)))


def _same_day(own: int, asked: date | None) -> bool:
    return asked is None or own == asked.toordinal()


def _written(name: Spelled) -> set[str]:
    return {name.kk, name.ru, name.latin}
