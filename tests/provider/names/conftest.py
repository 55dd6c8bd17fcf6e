"""A small index of names in a database of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import psycopg
import pytest

from almasu.provider.names.asking import SESSION, Asker
from almasu.provider.names.filling import Bearer, fill

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
BORN = date(1985, 3, 14)
PEOPLE = (
    Bearer("p1", "СМАҒҰЛОВ", "НҰРЛАН", "ЕРЛАНҰЛЫ", BORN),
    Bearer("p2", "СМАҒҰЛОВ", "НҰРЖАН", "ЕРЛАНҰЛЫ", date(1988, 1, 2)),
    Bearer("p3", "СМАҒҰЛОВ", "НҰРЛАН", "ЕРЖАНҰЛЫ", date(1990, 1, 2)),
    Bearer("p4", "СМАҒҰЛОВА", "АЙГҮЛ", "ЕРЛАНҚЫЗЫ", date(1991, 1, 2)),
    Bearer("p5", "СМАҒҰЛ", "НҰРЛАН", "", None),
    Bearer("p6", "ИВАНОВА", "АННА МАРИЯ", "ЮРЬЕВНА", date(1970, 5, 6)),
    Bearer("p7", "KARIMOV", "JASUR", "", date(1995, 5, 6)),
    Bearer("p7", "КАРИМОВ", "ЖАСУР", "", date(1995, 5, 6)),
    Bearer("p8", "НҰРЛАНОВ", "СМАҒҰЛ", "ЕРЛАНҰЛЫ", date(1960, 5, 6)),
)


def filled(url: str, people: Iterable[Bearer] = PEOPLE, content: str = "test") -> int:
    return fill(url, content, people, AT, lambda step, share: None)


@asynccontextmanager
async def asking(url: str) -> AsyncIterator[Asker]:
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True, options=SESSION)
    async with connection:
        yield Asker(connection)


@pytest.fixture
def names_url(database_url: str) -> Callable[..., str]:
    def made(people: Iterable[Bearer] = PEOPLE) -> str:
        filled(database_url, people)
        return database_url

    return made
