"""The world is made once; nothing that a cell does in it stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql
from psycopg.conninfo import make_conninfo

from actions.conftest import NOON
from actions.sector.conftest import settled_sector
from almasu.interfaces.portal.views.proof import Outcome, SignatureStory
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.store.accounts import StoredAccounts
from almasu.store.database import Database
from almasu.store.evidence import StoredEvidence
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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def zone(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[SectorWorld]:
    name = sql.Identifier(next(database_names))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {} template {}").format(name, sql.Identifier(template)))
        url = make_conninfo(postgres_url, dbname=name.as_string(connection).strip('"'))
        database, folder = await Database.open(url), Path(tmp_path_factory.mktemp("sector"))
        sector = await settled_sector(database, folder)
        async with sector_world(sector, folder, url) as made:
            yield made
        await database.close()
        connection.execute(sql.SQL("drop database {} with (force)").format(name))
