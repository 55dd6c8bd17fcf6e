"""The made-up country: generated from a seed, asked like 52 registers.

    country = Country.generate(seed=2025, people=20_000)
    country.look_up(5, SubjectKey(KeyKind.IIN, "..."))     # the vehicles of a person, [] where there are none

The same seed and number of people always give the same country. Records are rendered only when asked for; every
register reads the same columns, so that one person's address, spouse or company agrees everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Self

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.key import normalise
from almasu.testing.country.days import written
from almasu.testing.country.dice import stream
from almasu.testing.country.land import Land
from almasu.testing.country.name_search import NameSearch
from almasu.testing.country.register import Register
from almasu.testing.country.registers.all_52 import BUILDERS
from almasu.testing.country.settle import Progress, settle
from almasu.testing.country.stories import Story, plant_stories
from almasu.testing.people import DemoPerson

FEWEST, MOST_PEOPLE = 1_000, 4_500_000
MOST_RECORDS = 200
# A number of another kind where samples of that kind are drawn from: the register and the field.
SAMPLED = {
    KeyKind.PLATE: (5, "plate"),
    KeyKind.VIN: (5, "vin"),
    KeyKind.CADASTRAL_NO: (3, "cadastral_no"),
    KeyKind.CASE_NO: (16, "case_no"),
    KeyKind.OTHER_NO: (27, "contract_no"),
    KeyKind.DOCUMENT_NO: (1, "document_no"),
    KeyKind.PHONE: (52, "phone_no"),
    KeyKind.IIN: (1, "iin"),
    KeyKind.BIN: (2, "bin"),
}


class Country:
    """All 52 registers of one made-up country. It never changes after it was generated and may be shared by threads."""

    def __init__(self, land: Land, stories: tuple[Story, ...], registers: tuple[Register, ...]) -> None:
        self._land = land
        self._stories = stories
        self._registers = {register.number: register for register in registers}
        self._names = NameSearch(land)

    @classmethod
    def generate(
        cls,
        seed: int = 2025,
        people: int = 20_000,
        fixed: Sequence[DemoPerson] = (),
        progress: Progress | None = None,
    ) -> Self:
        """Return the country of a seed; `fixed` officials live in it. ValueError outside 1,000 to 4,500,000 people.

        `progress` is called with what is being made and the share done, 0..1.
        """
        if not FEWEST <= people <= MOST_PEOPLE:
            raise ValueError(f"a country has from {FEWEST} to {MOST_PEOPLE} people")
        tell = progress or _silently
        land = settle(seed, people, fixed, tell)
        stories = plant_stories(land)
        registers = []
        for place, build in enumerate(BUILDERS):
            tell(build.__name__, 0.4 + 0.6 * place / len(BUILDERS))
            registers.append(build(land))
        tell("ready", 1.0)
        return cls(land, stories, tuple(registers))

    @property
    def people(self) -> int:
        """Return how many people the country has, the dead included."""
        return self._land.people.size

    def look_up(self, resource_number: int, key: SubjectKey) -> list[Record]:
        """Return the records a register holds on the key, at most 200; [] where it holds none or cannot be asked so."""
        register = self._registers[resource_number]
        if key.kind not in register.kinds:
            return []
        records: list[Record] = []
        for row in self._rows(register, key):
            found = register.records(row)
            if key.kind in {KeyKind.PHONE, KeyKind.DOCUMENT_NO}:
                # A person may have several; only records that show this one were asked for.
                found = [one for one in found if key.value in one.values()]
            records += found
            if len(records) >= MOST_RECORDS:
                break
        return records[:MOST_RECORDS]

    def rows(self, resource_number: int, every: int = 1) -> Iterator[Record]:
        """Yield the records of every row of a register, or of every n-th, one after another, without keeping them."""
        register = self._registers[resource_number]
        for row in range(0, register.size, every):
            yield from register.records(row)

    def news(self, resource_number: int) -> Iterator[Record]:
        """Yield the records of the rows that say something new: of a job with many months, one."""
        register = self._registers[resource_number]
        rows = range(register.size) if register.first_of_each is None else register.first_of_each
        for row in rows:
            yield from register.records(row)

    def count(self, resource_number: int) -> int:
        """Return how many rows a register has (for 50 and 51: how many parties have links)."""
        return self._registers[resource_number].size

    def kinds(self, resource_number: int) -> frozenset[KeyKind]:
        """Return the kinds of key a register answers."""
        return self._registers[resource_number].kinds

    def sample(self, kind: KeyKind, n: int, seed: int = 0) -> list[SubjectKey]:
        """Return n keys of a kind that exist in the country, drawn with the seed."""
        if kind is KeyKind.PERSON_NAME:
            return [self._name_of(int(row)) for row in stream(seed, "sample names").integers(0, self.people, n)]
        number, field = SAMPLED[kind]
        register = self._registers[number]
        rows = stream(seed, f"sample {kind}").integers(0, register.size, n)
        return [normalise(kind, str(register.records(int(row))[0][field])) for row in rows]

    def subjects_of_interest(self) -> tuple[Story, ...]:
        """Return the planted stories with their answers."""
        return self._stories

    def _name_of(self, row: int) -> SubjectKey:
        name = self._land.name(row)
        parts = [part.ru for part in (name.surname, name.given, name.patronymic) if part.ru]
        return normalise(KeyKind.PERSON_NAME, f"{' '.join(parts)} {written(int(self._land.people.born[row]))}")

    def _rows(self, register: Register, key: SubjectKey) -> Sequence[int]:
        finder = register.finders.get(key.kind)
        if finder is not None:
            return list(finder(key.value))
        match key.kind:
            case KeyKind.IIN | KeyKind.BIN:
                return register.of_parties(self._land.parties_with(key.value))
            case KeyKind.DOCUMENT_NO:
                return register.of_holders(self._land.parties_with_document(key.value))
            case KeyKind.PHONE:
                return register.of_parties(self._land.people_with_phone(key.value))
            case KeyKind.PERSON_NAME:
                return register.of_parties(self._names.parties(key.value))
            case KeyKind.PLATE | KeyKind.VIN | KeyKind.CADASTRAL_NO | KeyKind.CASE_NO | KeyKind.OTHER_NO:
                return ()


def _silently(what: str, share: float) -> None:
    del what, share
