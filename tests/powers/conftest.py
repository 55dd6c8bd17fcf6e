"""The world is made once; nothing that a cell does in it stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from psycopg.conninfo import make_conninfo

from actions.conftest import NOON
from actions.provision.registering import registered_zone
from actions.sector.conftest import settled_sector
from almasu.interfaces.portal.views.proof import Outcome, SignatureStory
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.store.accounts import StoredAccounts
from almasu.store.database import Database
from almasu.store.evidence import StoredEvidence
from powers.provision_world import ProvisionWorld, provision_world
from powers.sector_world import SectorWorld, sector_world
from powers.world import World, settled


async def evidence(_: StoredEvidence, place: str, sealed: bytes) -> Parted:
    """The signatures of this world are names: a bundle of one part stands for theirs."""
    return Parted(place.encode(), {b"c" * 32: b"certificate"})


async def no_consent(_: StoredAccounts, account: UUID) -> None:
    return None


def story(_: Parted) -> SignatureStory:
    return SignatureStory(Outcome.PASSED, "", NOON, ())


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in place of real signatures, for as long as one test: the world stays for the whole run, they do not."""
    trust = SimpleNamespace(anchors=(), authorities=())
    monkeypatch.setattr("almasu.wiring.evidence.trust_of", lambda _: trust)
    for told_in in ("showing", "proving"):
        monkeypatch.setattr(f"almasu.interfaces.portal.desk_of_node.{told_in}.story_view", story)
    monkeypatch.setattr(StoredAccounts, "consent", no_consent)
    monkeypatch.setattr(StoredEvidence, "opened", evidence)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    name = sql.Identifier(next(database_names))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template {}").format(name, sql.Identifier(template)))
        url = make_conninfo(postgres_url, dbname=name.as_string(connection).strip('"'))
        async with settled(url, Path(tmp_path_factory.mktemp("powers"))) as made:
            yield made
        connection.execute(sql.SQL("drop database {} with (force)").format(name))


@asynccontextmanager
async def fresh(postgres_url: str, template: str, database_names: Iterator[str]) -> AsyncIterator[tuple[Database, str]]:
    """A migrated database for a zone that stays for the whole run, opened, with its URL."""
    name = sql.Identifier(next(database_names))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template {}").format(name, sql.Identifier(template)))
        url = make_conninfo(postgres_url, dbname=name.as_string(connection).strip('"'))
        database = await Database.open(url)
        yield database, url
        await database.close()
        connection.execute(sql.SQL("drop database {} with (force)").format(name))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def zone(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SectorWorld]:
    async with fresh(postgres_url, template, database_names) as (database, url):
        folder = Path(tmp_path_factory.mktemp("sector"))
        async with sector_world(await settled_sector(database, folder), folder, url) as made:
            yield made


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def giving(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[ProvisionWorld]:
    async with fresh(postgres_url, template, database_names) as (database, url):
        folder = Path(tmp_path_factory.mktemp("provision"))
        async with provision_world(await registered_zone(database, folder), folder, url) as made:
            yield made
