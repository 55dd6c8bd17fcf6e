"""People are found by name in any spelling; namesakes, siblings and strangers are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest

from almasu.kernel.names.match import LIKELY
from almasu.provider.names.asking import MOST_READ
from almasu.provider.names.filling import edition, fill
from almasu.provider.names.people import Person
from provider.names.conftest import AT, BORN, PEOPLE, asking, filled, person

FOUND = [
    ("Смағұлов Нұрлан Ерланұлы", {"p1", "p5"}),
    ("Смагулов Нурлан Ерланович", {"p1", "p5"}),
    ("SMAGULOV NURLAN ERLANULY", {"p1", "p5"}),
    ("Нурлан Смагулов", {"p1", "p3", "p5"}),
    ("Смаугулов Нурлан Ерланович", {"p1", "p5"}),
    ("СмагуловНурлан Ерланович", {"p1", "p5"}),
    ("Smagulova Aigul", {"p4"}),
    ("Иванова Анна", {"p6"}),
    ("Иванова Мария Юрьевна", {"p6"}),
    ("Каримов Джасур", {"p7"}),
    ("Смағұлов Нұрбол Ерланұлы", set()),
    ("Петров Пётр Петрович", set()),
    ("Смағұлов", set()),
    ("Смағұлов Н.", set()),
    ("", set()),
    ("123", set()),
    ("'; drop schema names; --", set()),
]


@pytest.mark.parametrize(("name", "parties"), FOUND, ids=[name for name, _ in FOUND])
async def test_people_are_found_in_any_spelling(names_url: Any, name: str, parties: set[str]) -> None:
    async with asking(names_url()) as asker:
        found = await asker.search(name)
    assert {hit.party for hit in found.hits} == parties
    assert not found.unread


async def test_the_likeliest_stands_first_and_says_what_agreed(names_url: Any) -> None:
    async with asking(names_url()) as asker:
        found = await asker.search("Смагулов Нурлан Ерланович")
    first = found.hits[0]
    assert (first.party, first.name, first.born) == ("p1", "СМАҒҰЛОВ НҰРЛАН ЕРЛАНҰЛЫ", BORN)
    assert first.match.score >= LIKELY
    assert [part.role.value for part in first.match.parts] == ["surname", "given", "patronymic"]


async def test_a_birth_date_narrows_the_search(names_url: Any) -> None:
    async with asking(names_url()) as asker:
        assert [hit.party for hit in (await asker.search("Смагулов Нурлан", BORN)).hits] == ["p1"]
        assert not (await asker.search("Смагулов Нурлан", date(1985, 3, 15))).hits


async def test_of_a_common_name_it_is_known_that_there_are_more(names_url: Any) -> None:
    people = [person(f"n{row:04}", "АХМЕТОВ", "СЕРІК") for row in range(MOST_READ + 50)]
    async with asking(names_url(people)) as asker:
        assert (await asker.search("Ахметов Серик")).unread
        assert await asker.named("Ахметов Серик") is None


async def test_somebody_with_several_names_is_found_once_and_told_with_every_record(names_url: Any) -> None:
    twice = (*PEOPLE, person("p7", "КАРИМОВ", "ЖАСУР", "", date(1995, 5, 6)))
    async with asking(names_url(twice)) as asker:
        assert [hit.party for hit in (await asker.search("Каримов Джасур")).hits] == ["p7"]
        records = await asker.named("Каримов Джасур")
    assert records is not None
    assert len(records) == 2


def test_an_edition_is_replaced_whole_and_a_broken_filling_changes_nothing(database_url: str) -> None:
    assert edition(database_url) is None
    assert filled(database_url, content="first") == len(PEOPLE)

    def breaking() -> Iterator[Person]:
        yield PEOPLE[0]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        fill(database_url, "second", breaking(), AT, lambda step, share: None)
    kept = edition(database_url)
    assert kept is not None
    assert (kept.content, kept.people, kept.names) == ("first", len(PEOPLE), len(PEOPLE) + 1)
    filled(database_url, PEOPLE[:1], "third")
    replaced = edition(database_url)
    assert replaced is not None
    assert (replaced.content, replaced.people) == ("third", 1)


async def test_an_asking_connection_changes_nothing(names_url: Any) -> None:
    async with asking(names_url()) as asker:
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            await asker.connection.execute("delete from names.bearer")
