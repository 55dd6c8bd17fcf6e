"""Search by name: exact in any of the three spellings, narrowed by patronymic and birth date where given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from almasu.kernel.subjects.person_name import parts
from almasu.testing.country.land import Land
from almasu.testing.country.names import Spelled

MOST = 500


class NameSearch:
    """Dictionaries from written surnames and given names to their rows in the tables of names."""

    __slots__ = ("_given", "_land", "_surnames")

    def __init__(self, land: Land) -> None:
        self._land = land
        self._surnames: dict[str, set[int]] = defaultdict(set)
        self._given: dict[str, set[int]] = defaultdict(set)
        for row, surname in enumerate(land.names.surnames):
            for form in (surname.man, surname.woman):
                for written in _written(form):
                    self._surnames[written].add(row)
        for row, given in enumerate(land.names.given):
            for written in _written(given):
                self._given[written].add(row)

    def parties(self, name: str) -> list[int]:
        """Return the people and foreigners whom a written name (`person_name` form) fits, at most 500."""
        words, born = parts(name)
        found: list[int] = []
        for party in self._named(words[0], words[1]):
            if self._fits(party, words, born):
                found.append(party)
                if len(found) == MOST:
                    break
        return found

    def _named(self, surname: str, given: str) -> Iterator[int]:
        width = len(self._land.names.given)
        for family in sorted(self._surnames.get(surname, ())):
            for first in sorted(self._given.get(given, ())):
                for row in self._land.by_name.rows(family * width + first):
                    # The index holds people, then foreigners, without companies.
                    is_person = row < self._land.people.size
                    yield row if is_person else row + self._land.businesses.size

    def _fits(self, party: int, words: tuple[str, ...], born: date | None) -> bool:
        land = self._land
        if not land.is_person(party):
            row = land.foreign_row(party)
            own = land.foreign_name(row)
            return own == words[:2] and _same_day(int(land.foreigners.born[row]), born)
        name = land.name(party)
        # A surname has two forms; only the one of this person's sex is theirs.
        if words[0] not in _written(name.surname) or not _same_day(int(land.people.born[party]), born):
            return False
        return len(words) < 3 or " ".join(words[2:]) in _written(name.patronymic)


def _same_day(own: int, asked: date | None) -> bool:
    return asked is None or own == asked.toordinal()


def _written(name: Spelled) -> set[str]:
    return {name.kk.upper(), name.ru.upper(), name.latin}
