"""Each of the 52 registers keeps the promise of its resource, and is found by every key it names."""

from __future__ import annotations

from datetime import date

import pytest

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.conformity import departures
from almasu.kernel.resources import FieldType, KeyKind, Resource
from almasu.kernel.subjects.iin import Sex
from almasu.kernel.subjects.key import normalise
from almasu.testing.country.country import MOST_RECORDS, Country
from made_up_numbers import make_iin

NUMBERS = range(1, 53)
SAMPLE = 60


def _some(country: Country, number: int) -> list[Record]:
    step = max(1, country.count(number) // SAMPLE)
    if number in {50, 51}:
        keys = [*country.sample(KeyKind.IIN, 8, 1), *country.sample(KeyKind.BIN, 8, 1)]
        return [record for key in keys for record in country.look_up(number, key)]
    return list(country.rows(number, step))


def _asks(resource: Resource, record: Record) -> list[SubjectKey]:
    """Return every key by which the record should be found."""
    keys = []
    for search in resource.search:
        if search.kind is KeyKind.PERSON_NAME:
            keys.append(_name_key(search.fields, record))
            continue
        for name in search.fields:
            value = record[name]
            if isinstance(value, str) and _of_kind(resource, name, search.kind, value):
                keys.append(normalise(search.kind, value))
    return keys


def _of_kind(resource: Resource, name: str, kind: KeyKind, value: str) -> bool:
    if resource.field(name).type is FieldType.IIN_OR_BIN:
        return (value[4] in "456") == (kind is KeyKind.BIN)
    return True


def _name_key(fields: tuple[str, ...], record: Record) -> SubjectKey:
    words = " ".join(str(record[name]) for name in fields if record[name] is not None)
    return normalise(KeyKind.PERSON_NAME, words)


@pytest.mark.parametrize("number", NUMBERS)
def test_records_have_exactly_the_fields_of_the_resource(
    country: Country, resources: tuple[Resource, ...], number: int
) -> None:
    resource = resources[number - 1]
    records = _some(country, number)
    assert records
    for record in records:
        assert list(record) == [field.name for field in resource.fields]
        assert departures(resource, record) == ()


@pytest.mark.parametrize("number", NUMBERS)
def test_a_record_is_found_by_every_key_that_stands_in_it(
    country: Country, resources: tuple[Resource, ...], number: int
) -> None:
    resource = resources[number - 1]
    asked = set()
    for record in _some(country, number)[:30]:
        for key in _asks(resource, record):
            found = country.look_up(number, key)
            assert record in found or len(found) >= MOST_RECORDS - 1, key.kind
            asked.add(key.kind)
    # Kinds that only some rows carry (a plate, a BIN among holders) may be missing from a small sample.
    assert asked


@pytest.mark.parametrize("number", NUMBERS)
def test_it_answers_the_kinds_of_key_that_the_resource_names(
    country: Country, resources: tuple[Resource, ...], number: int
) -> None:
    assert country.kinds(number) == frozenset(resources[number - 1].keys)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_unknown_key_of_any_kind_finds_nothing(country: Country, number: int) -> None:
    unknown = {
        KeyKind.IIN: str(make_iin(date(1899, 1, 1), Sex.MALE, 1)),
        KeyKind.BIN: "990140000008",
        KeyKind.PERSON_NAME: "НЕТАКОГО ЧЕЛОВЕКА 1970-01-01",
        KeyKind.DOCUMENT_NO: "ZZ9999999",
        KeyKind.PLATE: "999ZZZ99",
        KeyKind.VIN: "1M8GDM9AXKP042788",
        KeyKind.CADASTRAL_NO: "99:999:999:9999",
        KeyKind.PHONE: "+77009999999",
        KeyKind.CASE_NO: "0000-00-00-0/0",
        KeyKind.OTHER_NO: "NO-0",
    }
    for kind, value in unknown.items():
        assert country.look_up(number, SubjectKey(kind, value)) == []
    assert set(unknown) == set(KeyKind)


def test_no_record_is_the_usual_answer_of_most_registers(country: Country) -> None:
    keys = country.sample(KeyKind.IIN, 150, 3)
    share = {
        number: sum(bool(country.look_up(number, key)) for key in keys) / len(keys)
        for number in NUMBERS
        if KeyKind.IIN in country.kinds(number) and number != 51
    }
    assert share[1] == 1
    assert 0 < share[5] < 0.6
    assert 0 < share[11] < 0.8
    assert {number for number, part in share.items() if part < 0.2} >= {12, 14, 17, 37, 38, 43, 47, 48, 49}
