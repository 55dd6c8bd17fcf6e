"""The land: people, companies and foreigners under one numbering, with everything that registers say of them.

A *party* is a whole number: people come first, then companies, then foreigners. Numbers of phones, documents and
addresses are computed from rows and lead back to them, so that they need no memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from almasu.testing.country import names as naming
from almasu.testing.country.businesses import Businesses, Jobs, company_names
from almasu.testing.country.dice import Index, Ints, Numbering
from almasu.testing.country.foreigners import Foreigners
from almasu.testing.country.holdings import Holdings
from almasu.testing.country.names import Names, Spelled, WholeName
from almasu.testing.country.places import REGIONS, STREETS, address_kk, address_ru
from almasu.testing.country.population import NOBODY, Homes, Population

PREFIXES = ("701", "702", "705", "707", "708", "747", "771", "775", "776", "777", "778")
OPERATORS = {"701": "KCELL", "702": "KCELL", "775": "KCELL", "778": "KCELL", "705": "BEELINE", "771": "BEELINE",
             "776": "BEELINE", "777": "BEELINE", "700": "ALTEL", "707": "TELE", "708": "ALTEL",
             "747": "TELE"}  # fmt: skip
PHONES = Numbering(10**7, 6_180_339, 1_234_567)
CARDS = Numbering(10**9, 618_033_989, 20_000_001)
PASSPORTS = Numbering(10**8, 61_803_399, 11_000_003)
FOREIGN_PASSPORTS = Numbering(10**7, 6_180_341, 5_000_011)
HOMES = Numbering(10**14, 61_803_398_874_989, 1_000_003)
NOTHING = Spelled("", "", "")
# Of those born after independence most write their patronymic by the Kazakh pattern again.
KAZAKH_PATTERN_SINCE = date(1992, 1, 1).toordinal()


@dataclass(slots=True)
class Land:
    """Everything that is generated once.

    `phones_of` holds people whose number is not the computed one; `patronymics`, `bodies` (by company), `positions`
    and `servants` (person to body) hold what is known rather than drawn; `plants` the rows of known stories.
    """

    seed: int
    names: Names
    homes: Homes
    people: Population
    businesses: Businesses
    jobs: Jobs
    foreigners: Foreigners
    ids: Ints
    by_id: Index
    by_name: Index
    holdings: Holdings
    phones_of: dict[int, str] = field(default_factory=dict)
    patronymics: dict[int, Spelled] = field(default_factory=dict)
    bodies: dict[int, tuple[str, str]] = field(default_factory=dict)
    positions: dict[int, str] = field(default_factory=dict)
    servants: dict[int, int] = field(default_factory=dict)
    plants: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)

    def company_party(self, company: int) -> int:
        """Return the party number of a company's row."""
        return self.people.size + company

    def foreign_party(self, foreigner: int) -> int:
        """Return the party number of a foreigner's row."""
        return self.people.size + self.businesses.size + foreigner

    def is_person(self, party: int) -> bool:
        """Return whether the party is a resident person."""
        return 0 <= party < self.people.size

    def is_company(self, party: int) -> bool:
        """Return whether the party is a company."""
        return self.people.size <= party < self.people.size + self.businesses.size

    def company_row(self, party: int) -> int:
        """Return the company's row of a party."""
        return party - self.people.size

    def foreign_row(self, party: int) -> int:
        """Return the foreigner's row of a party."""
        return party - self.people.size - self.businesses.size

    def id(self, party: int) -> str:
        """Return the IIN or BIN of a party."""
        return f"{int(self.ids[party]):012d}"

    def id_or_none(self, party: int) -> str | None:
        """Return the IIN or BIN, or None for nobody and for those who have none."""
        return None if party < 0 or not self.ids[party] else self.id(party)

    def bin(self, company: int) -> str:
        """Return the BIN of a company's row."""
        return self.id(self.people.size + company)

    def parties_with(self, number: str) -> list[int]:
        """Return the party with this IIN or BIN."""
        return self.by_id.rows(int(number)) if number.isdecimal() and int(number) else []

    def name(self, row: int) -> WholeName:
        """Return a person's present name."""
        woman = bool(self.people.woman[row])
        surname = self.names.surnames[int(self.people.surname[row])].of(woman)
        return WholeName(surname, self.names.given[int(self.people.given[row])], self.patronymic(row))

    def maiden(self, row: int) -> Spelled:
        """Return a person's surname at birth."""
        return self.names.surnames[int(self.people.family[row])].of(bool(self.people.woman[row]))

    def patronymic(self, row: int) -> Spelled:
        """Return a person's patronymic, empty for those who have none."""
        if row in self.patronymics:
            return self.patronymics[row]
        pool = self.names.pools[int(self.people.pool[row])]
        chance = (row * 2_654_435_761 + self.seed) % 100
        if chance < (12 if pool.kazakh_patronymics else 4):
            return NOTHING
        young = int(self.people.born[row]) > KAZAKH_PATTERN_SINCE
        kazakh = pool.kazakh_patronymics and chance < (70 if young else 40)
        father = self.names.given[int(self.people.father_given[row])]
        return naming.patronymic_of(father, bool(self.people.woman[row]), kazakh)

    def line(self, row: int, kazakh: bool = False) -> str:
        """Return a person's whole name on one line, in Russian or Kazakh spelling."""
        name = self.name(row)
        parts = (name.surname, name.given, name.patronymic)
        return " ".join(part.kk if kazakh else part.ru for part in parts if part.ru)

    def foreign_name(self, row: int) -> tuple[str, str]:
        """Return a foreigner's surname and given name in Latin letters."""
        surname = self.names.surnames[int(self.foreigners.surname[row])].of(bool(self.foreigners.woman[row]))
        return surname.latin, self.names.given[int(self.foreigners.given[row])].latin

    def company_name(self, company: int) -> tuple[str, str]:
        """Return a company's name in Kazakh and Russian."""
        if company in self.bodies:
            return self.bodies[company]
        return company_names(company, int(self.businesses.form[company]))

    def party_name(self, party: int) -> str:
        """Return the name of any party in Russian spelling, foreigners in Latin."""
        if self.is_person(party):
            return self.line(party)
        if self.is_company(party):
            return self.company_name(self.company_row(party))[1]
        return " ".join(self.foreign_name(self.foreign_row(party)))

    def phone(self, row: int) -> str:
        """Return a person's mobile number."""
        if row in self.phones_of:
            return self.phones_of[row]
        return f"+7{PREFIXES[row % len(PREFIXES)]}{PHONES.of(row):07d}"

    def previous_phone(self, row: int) -> str:
        """Return the mobile number a person had before."""
        return f"+7{PREFIXES[(row + 3) % len(PREFIXES)]}{PHONES.of(row + self.people.size):07d}"

    def people_with_phone(self, phone: str) -> list[int]:
        """Return the people who use a mobile number, and the one who used it before."""
        found = {row for row, own in self.phones_of.items() if own == phone}
        if len(phone) == 12 and phone.startswith("+7") and phone[1:].isdecimal():
            row = PHONES.row(int(phone[5:]))
            before = row - self.people.size
            if row < self.people.size and self.phone(row) == phone:
                found.add(row)
            if 0 <= before < self.people.size and self.previous_phone(before) == phone:
                found.add(before)
        return sorted(found)

    def card(self, row: int) -> str:
        """Return the number of a person's identity card."""
        return f"{CARDS.of(row):09d}"

    def previous_card(self, row: int) -> str:
        """Return the number of the identity card a person had before."""
        return f"{CARDS.of(row + self.people.size):09d}"

    def passport(self, party: int) -> str:
        """Return the number of a citizen's or a foreigner's passport."""
        if self.is_person(party):
            return f"N{PASSPORTS.of(party):08d}"
        row = self.foreign_row(party)
        country = self.names.foreign[int(self.foreigners.country[row])][0]
        return f"{country}{FOREIGN_PASSPORTS.of(row):07d}"

    def parties_with_document(self, number: str) -> list[int]:
        """Return the party that holds an identity card or passport with this number."""
        if number.isdecimal() and len(number) == 9:
            row = CARDS.row(int(number))
            return [row % self.people.size] if row < 2 * self.people.size else []
        if number[:1] == "N" and number[1:].isdecimal() and len(number) == 9:
            row = PASSPORTS.row(int(number[1:]))
            return [row] if row < self.people.size else []
        if number[2:].isdecimal() and len(number) == 9:
            row = FOREIGN_PASSPORTS.row(int(number[2:]))
            if row < self.foreigners.size and self.passport(self.foreign_party(row)) == number:
                return [self.foreign_party(row)]
        return []

    def home_rca(self, home: int) -> str:
        """Return the address code of a household."""
        return f"{REGIONS[int(self.homes.region[home])].plate}{HOMES.of(home):014d}"

    def office_rca(self, company: int) -> str:
        """Return the address code of a company's office; several companies may share one."""
        office = int(self.businesses.office[company])
        return f"{REGIONS[self.office_region(company)].plate}{HOMES.of(len(self.homes.size) + office):014d}"

    def office_region(self, company: int) -> int:
        """Return the region a company sits in."""
        return int(self.businesses.region[company])

    def home_with_rca(self, rca: str) -> int | None:
        """Return the household at an address code, or None."""
        if len(rca) != 16 or not rca.isdecimal():
            return None
        home = HOMES.row(int(rca[2:]))
        return home if home < len(self.homes.size) and self.home_rca(home) == rca else None

    def companies_with_rca(self, rca: str) -> list[int]:
        """Return the companies whose office is at an address code."""
        if len(rca) != 16 or not rca.isdecimal():
            return []
        office = HOMES.row(int(rca[2:])) - len(self.homes.size)
        if not 0 <= office < self.businesses.offices:
            return []
        return [row for row in self.by_office.rows(office) if self.office_rca(row) == rca]

    def home_text(self, home: int, kazakh: bool = False) -> str:
        """Return a household's address."""
        write = address_kk if kazakh else address_ru
        homes = self.homes
        return write(
            int(homes.region[home]),
            int(homes.town[home]),
            int(homes.street[home]),
            int(homes.house[home]),
            int(homes.flat[home]),
        )

    def office_text(self, company: int) -> str:
        """Return the address of a company's office, in Russian."""
        office = int(self.businesses.office[company])
        return address_ru(self.office_region(company), 0, office % len(STREETS), 1 + office % 140, 0)

    def kato(self, region: int, town: int = 0) -> str:
        """Return the territory code of a region's town."""
        return f"{REGIONS[region].kato}{town + 1:02d}10000"

    def home_of(self, row: int) -> int:
        """Return the household of a person."""
        return int(self.people.home[row])

    def household(self, home: int) -> range:
        """Return the people of a household."""
        first = int(self.homes.first[home])
        return range(first, first + int(self.homes.size[home]))

    def region_of(self, row: int) -> int:
        """Return the region a person lives in."""
        return int(self.homes.region[int(self.people.home[row])])

    def children_of(self, row: int) -> list[int]:
        """Return a person's children who live in the same household or have left it."""
        mothers, fathers = self.by_parents
        return sorted({*mothers.rows(row), *fathers.rows(row)}) if row != NOBODY else []

    by_parents: tuple[Index, Index] = field(init=False)
    by_office: Index = field(init=False)

    def __post_init__(self) -> None:
        """Index parents and offices, so that children and neighbours are found."""
        self.by_parents = (Index(self.people.mother), Index(self.people.father))
        self.index_offices()

    def index_offices(self) -> None:
        """Index offices anew, after a company has moved."""
        self.by_office = Index(self.businesses.office)


def name_keys(land_names: Names, surname: Ints, given: Ints) -> Ints:
    """Return one number for each pair of surname and given name."""
    keys: Ints = surname.astype(np.int64) * len(land_names.given) + given
    return keys
