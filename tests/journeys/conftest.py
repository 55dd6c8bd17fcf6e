"""A whole demo for journeys: real processes, real sockets, real keys; started once for the tests of a worker."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from almasu.testing.interstate.bodies import STATES
from almasu.wiring.demo.interstate import start_interstate
from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.provision import start_provision
from almasu.wiring.demo.run import OFFICER, Demo, database_on_server, running_demo
from almasu.wiring.demo.sector import start_machines, start_sector
from given_server import given_server
from in_memory import folder_for_databases

PEOPLE = 1_000
JOURNEYS = Path(__file__).parent


RUNNING = pytest.StashKey[ExitStack]()
"""What ends with the last journey: a demo that nobody visits costs a tenth of a processor, to the end of the run."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """End the demo where what comes next is no journey."""
    yield
    if RUNNING in item.config.stash and (nextitem is None or JOURNEYS not in nextitem.path.parents):
        item.config.stash[RUNNING].close()


@pytest.fixture(scope="session")
def demo(pytestconfig: pytest.Config) -> Iterator[Demo]:
    """A small demo whose emulator signs with the officer's key without asking; on the server that the run was given."""
    with ExitStack() as ending:
        pytestconfig.stash[RUNNING] = ending
        yield ending.enter_context(started())


@contextmanager
def started() -> Iterator[Demo]:
    server = given_server()
    with (
        tempfile.TemporaryDirectory(
            prefix="almasu-journey-", dir=folder_for_databases(), ignore_cleanup_errors=True
        ) as folder,
        nothing_left(server, database_on_server(Path(folder))),
        running_demo(Path(folder), Wish(people=PEOPLE), lambda _: None, OFFICER, server=server, forked=True) as running,
    ):
        yield running


@pytest.fixture(scope="session")
def sector(demo: Demo) -> str:
    """The address of the sector's node of the demo, started when the first journey needs it."""
    return start_sector(demo)


@pytest.fixture(scope="session")
def provision(demo: Demo) -> str:
    """The address of the demo's node through which state bodies give data, started when a journey needs it."""
    return start_provision(demo)


@pytest.fixture(scope="session")
def states(demo: Demo) -> Mapping[str, str]:
    """The addresses of the demo's nodes of three states, started when a journey needs them."""
    return start_interstate(demo)


@pytest.fixture(scope="session")
def machines(demo: Demo, sector: str) -> Mapping[str, str]:
    """What machines reach at the sector's node, by name; started when the first journey needs it."""
    return start_machines(demo)


@contextmanager
def nothing_left(server: str | None, name: str) -> Iterator[None]:
    """Remove the demo's databases and roles from a server that is not its own."""
    yield
    if server is not None:
        with psycopg.connect(server, autocommit=True) as connection:
            of_states = (f"{name}_{state.lower()}" for state in STATES)
            for one in (name, f"{name}_sector", f"{name}_provision", *of_states):
                connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(one)))
                connection.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(one)))
