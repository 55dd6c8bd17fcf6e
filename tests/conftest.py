"""What every test may ask for: a PostgreSQL for the whole run, and a fresh migrated database for one test."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from psycopg.conninfo import make_conninfo

from almasu.store.database import Database
from almasu.store.migrate import migrate
from almasu.store.postgres import embedded
from given_server import given_server, put_aside
from in_memory import folder_for_databases
from sharing_out import OneDemo, in_their_order
from soft_token import SoftToken, made_in

SERVER = pytest.StashKey[ExitStack]()
URL = pytest.StashKey[str]()
# Tests kill processes, not machines: what the system took over for writing is not lost, so flushes are not awaited.
HASTY = {"fsync": "off", "full_page_writes": "off", "max_connections": "300"}

# A law holds however slow the machine is: no example of one fails by the time it took.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@contextmanager
def server() -> Iterator[str]:
    """The server of ALMASU_DATABASE_URL, else one of our own in a temporary folder."""
    given = given_server()
    if given:
        try:
            psycopg.connect(given, connect_timeout=10).close()
        except psycopg.OperationalError as error:
            pytest.exit(f"ALMASU_DATABASE_URL leads to no database: {error}", returncode=4)
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="almasu-tests-", dir=folder_for_databases()))
    folder.chmod(0o711)
    try:
        with embedded(folder / "postgres", HASTY) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def started(config: pytest.Config) -> str:
    """The URL of the run's server, started when it is first asked for and stopped when the run ends."""
    if URL not in config.stash:
        stack = config.stash[SERVER] = ExitStack()
        config.stash[URL] = stack.enter_context(server())
        stack.callback(drop_databases, config.stash[URL], f"almasu_test_{run_of(config)}_")
    return config.stash[URL]


def run_of(config: pytest.Config) -> str:
    """A name for this run, the same in each of its processes."""
    given = getattr(config, "workerinput", None)
    return given["almasu_run"] if given else f"{os.getpid()}"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    """The process that starts the workers also runs the server they share."""
    node.workerinput["almasu_run"] = run_of(node.config)
    node.workerinput["postgres_url"] = started(node.config)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> OneDemo:
    return OneDemo(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests in order where they are shared out; one process takes them as they were named."""
    if hasattr(config, "workerinput"):
        items[:] = in_their_order(items)


def pytest_configure(config: pytest.Config) -> None:
    """Put the given server aside, and keep asyncio from a handler of SIGINT of its own.

    As it takes the handler away, it writes out all that a fixture gave.
    """
    put_aside()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, lambda number, frame: signal.default_int_handler(number, frame))


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].close()


@pytest.fixture(scope="session")
def soft_token(tmp_path_factory: pytest.TempPathFactory) -> SoftToken:
    """A real token without hardware, one for the run; not run where SoftHSM is not installed."""
    return made_in(tmp_path_factory.mktemp("soft-token"))


@pytest.fixture(scope="session")
def postgres_url(pytestconfig: pytest.Config) -> str:
    """A superuser's URL of the run's PostgreSQL; databases of a test's own are made with `database_url`."""
    given = getattr(pytestconfig, "workerinput", None)
    return given["postgres_url"] if given else started(pytestconfig)


@pytest.fixture(scope="session")
def template(postgres_url: str, pytestconfig: pytest.Config) -> str:
    """The name of a migrated database that no test connects to; the first worker makes it for all."""
    name = f"almasu_test_{run_of(pytestconfig)}_template"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(hashtextextended(%s, 1))", [name])
        if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is None:
            create(connection, f"{name}_new", "template0")
            migrate(make_conninfo(postgres_url, dbname=f"{name}_new"))
            rename = sql.SQL("alter database {} rename to {}")
            connection.execute(rename.format(sql.Identifier(f"{name}_new"), sql.Identifier(name)))
    return name


@pytest.fixture(scope="session")
def database_names(pytestconfig: pytest.Config) -> Iterator[str]:
    """Names for this process's databases, none used twice in a run."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return (f"almasu_test_{run_of(pytestconfig)}_{worker}_{number}" for number in count(1))


@pytest.fixture
def empty_database_url(postgres_url: str, database_names: Iterator[str]) -> Iterator[str]:
    """A database without any table, dropped after the test."""
    with fresh(postgres_url, next(database_names), "template0") as url:
        yield url


@pytest.fixture
def database_url(postgres_url: str, template: str, database_names: Iterator[str]) -> Iterator[str]:
    """A migrated database of the test's own, dropped after it."""
    with fresh(postgres_url, next(database_names), template) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The test's own database, opened."""
    opened = await Database.open(database_url, size=4)
    yield opened
    await opened.close()


@contextmanager
def fresh(postgres_url: str, name: str, template: str) -> Iterator[str]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        create(connection, name, template)
    yield make_conninfo(postgres_url, dbname=name)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        drop(connection, name)


def create(connection: psycopg.Connection, name: str, template: str) -> None:
    statement = sql.SQL("create database {} template {} encoding 'UTF8'")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))


def drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def drop_databases(postgres_url: str, beginning: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        named = "select datname from pg_database where starts_with(datname, %s)"
        for (name,) in connection.execute(named, [beginning]).fetchall():
            drop(connection, name)
