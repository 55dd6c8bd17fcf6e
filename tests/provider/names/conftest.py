"""A small index of names in a database of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import msgspec
import psycopg
import pytest

from almasu.provider.names.asking import SESSION, Asker
from almasu.provider.names.filling import fill
from almasu.provider.names.people import Person, Written

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
BORN = date(1985, 3, 14)


def person(party: str, surname: str, given: str, patronymic: str = "", born: date | None = None) -> Person:
    name = Written(surname, given, patronymic)
    record = {"iin": party, "surname": surname, "given_name": given, "patronymic": patronymic or None}
    return Person(party, (name,), born, record=msgspec.json.encode(record).decode())


PEOPLE = (
    person("p1", "СМАҒҰЛОВ", "НҰРЛАН", "ЕРЛАНҰЛЫ", BORN),
    person("p2", "СМАҒҰЛОВ", "НҰРЖАН", "ЕРЛАНҰЛЫ", date(1988, 1, 2)),
    person("p3", "СМАҒҰЛОВ", "НҰРЛАН", "ЕРЖАНҰЛЫ", date(1990, 1, 2)),
    person("p4", "СМАҒҰЛОВА", "АЙГҮЛ", "ЕРЛАНҚЫЗЫ", date(1991, 1, 2)),
    person("p5", "СМАҒҰЛ", "НҰРЛАН", "", None),
    person("p6", "ИВАНОВА", "АННА МАРИЯ", "ЮРЬЕВНА", date(1970, 5, 6)),
    Person("p7", (Written("KARIMOV", "JASUR"), Written("КАРИМОВ", "ЖАСУР")), date(1995, 5, 6)),
    person("p8", "НҰРЛАНОВ", "СМАҒҰЛ", "ЕРЛАНҰЛЫ", date(1960, 5, 6)),
)


def filled(url: str, people: Iterable[Person] = PEOPLE, content: str = "test") -> int:
    return fill(url, content, people, AT, lambda step, share: None)


@asynccontextmanager
async def asking(url: str) -> AsyncIterator[Asker]:
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True, options=SESSION)
    async with connection:
        yield Asker(connection)


@pytest.fixture
def names_url(database_url: str) -> Callable[..., str]:
    def made(people: Iterable[Person] = PEOPLE) -> str:
        filled(database_url, people)
        return database_url

    return made
