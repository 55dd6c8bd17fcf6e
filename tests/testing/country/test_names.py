"""People of the made-up country are found by name in every spelling, as register 1 is asked."""

from __future__ import annotations

import pytest

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.key import normalise
from almasu.testing.country.country import Country
from almasu.testing.people import PEOPLE


def found(country: Country, name: str) -> set[object]:
    return {record["iin"] for record in country.look_up(1, normalise(KeyKind.PERSON_NAME, name))}


def test_an_official_of_the_demo_is_found_by_name_and_date(country: Country) -> None:
    [record] = country.look_up(1, SubjectKey(KeyKind.IIN, PEOPLE[0].iin))
    written = f"{record['surname']} {record['given_name']} {record['patronymic']}"
    assert PEOPLE[0].iin in found(country, written)
    assert PEOPLE[0].iin in found(country, f"{written} {record['birth_date']}")
    assert PEOPLE[0].iin not in found(country, f"{written} 1900-01-01")


@pytest.mark.parametrize("number", range(12))
def test_the_russian_spelling_finds_the_kazakh_record(country: Country, number: int) -> None:
    key = country.sample(KeyKind.PERSON_NAME, 12, seed=3)[number]
    records = country.look_up(1, key)
    assert records
    turned = " ".join([*key.value.split(" ")[1:-1], key.value.split(" ")[0], key.value.split(" ")[-1]])
    assert {one["iin"] for one in country.look_up(1, SubjectKey(key.kind, turned))} >= {records[0]["iin"]}


def test_a_name_that_nobody_bears_finds_nobody(country: Country) -> None:
    assert not found(country, "Ыщщыщов Ыбгдж")
    assert not found(country, "Смағұлов Ыбгджлан")
