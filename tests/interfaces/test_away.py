"""The database ends under a page and under a program: both are told to come back, and neither a fault's number."""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg
import pytest

from actions.provision.conftest import settled_zone
from almasu.law.text import Language
from almasu.store.database import Database
from powers.provision_world import provision_world

END_WHAT_WAITS = (
    "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
    " where datname = current_database() and wait_event_type = 'Lock'"
)


async def back(database: Database) -> None:
    """Let the pool have its connection again; it takes it on the loop that the client holds while it asks."""
    async with database.connection() as connection:
        await connection.execute("select 1")


async def ended_under(asking: Coroutine[Any, Any, Any], url: str) -> Any:
    """Let somebody ask while every paper is locked, and end the connection that waits for it."""
    answered = Event()

    def end() -> None:
        # In a thread of its own: the client of the test holds the loop until it has its answer.
        with psycopg.connect(url, autocommit=True) as connection:
            while not answered.wait(0.05):
                connection.execute(END_WHAT_WAITS)

    with psycopg.connect(url) as holding:
        holding.execute("lock table papers in access exclusive mode")
        ending = Thread(target=end)
        ending.start()
        try:
            return await asking
        finally:
            answered.set()
            ending.join()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.KK, "Дерекқор қазір жауап бермейді"),
        (Language.RU, "База данных сейчас не отвечает"),
        (Language.EN, "The database does not answer now"),
    ],
)
async def test_a_page_says_that_the_database_stopped_and_when_to_come_back(
    database: Database, database_url: str, tmp_path: Path, language: Language, words: str
) -> None:
    async with provision_world(await settled_zone(database, tmp_path), tmp_path, database_url) as world:
        answer = await ended_under(world.open("officer", "/provision/overview", language), database_url)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
        assert words in answer.text
        await back(database)
        assert (await world.open("officer", "/provision/overview", language)).status_code == 200


async def test_a_program_gets_a_problem_with_the_moment_to_try_again(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    async with provision_world(await settled_zone(database, tmp_path), tmp_path, database_url) as world:
        answer = await ended_under(world.ask("officer", "GET /api/v1/provision/overview"), database_url)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["code"] == "database.away"
        await back(database)
        assert (await world.ask("officer", "GET /api/v1/provision/overview")).status_code == 200
