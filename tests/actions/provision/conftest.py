"""The zone of provision at a real store: two state bodies and the Agency, each with a worker and a head."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from actions.conftest import KeptMessages, StoppedClock, World, node_over
from actions.sector.conftest import number, session_of
from almasu.actions.node import Node
from almasu.connectors.feed_files.reading import ReadsHere
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.provision.deliveries_port import Feeds
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.store.database import Database
from almasu.store.vault import FileVault
from almasu.wiring.law import open_law
from almasu.wiring.provision import carriers_at, of_provision

BODY, OTHER_BODY = "990440000385", "990340000371"
AGENCY = "210240019932"
PEOPLE = {
    "responsible": (number("83010130011"), Role.BODY_RESPONSIBLE, BODY),
    "head": (number("83010130021"), Role.HEAD_OF_BODY, BODY),
    "stranger": (number("83010130031"), Role.BODY_RESPONSIBLE, OTHER_BODY),
    "strange head": (number("83010130041"), Role.HEAD_OF_BODY, OTHER_BODY),
    "officer": (number("83010130051"), Role.AGENCY_OFFICER, AGENCY),
    "second officer": (number("83010130061"), Role.AGENCY_OFFICER, AGENCY),
    "head of agency": (number("83010130071"), Role.HEAD_OF_AGENCY, AGENCY),
}
Prepare = Callable[..., Awaitable[PreparedAct]]


@dataclass
class Zone:
    """The zone's node, and the moves of its people."""

    world: World
    accounts: dict[str, Account]
    tokens: dict[str, str]

    @property
    def node(self) -> Node:
        return self.world.node

    def now(self) -> datetime:
        return self.world.clock()

    def cms(self, who: str, act: PreparedAct) -> bytes:
        return f"signed {PEOPLE[who][0]} {act.id}".encode()

    async def signs(self, who: str, prepare: Prepare, finish: Callable[..., Awaitable[Any]], *told: object) -> Any:
        """Build an act out of what is told, sign it and finish it."""
        act = await prepare(self.node, self.tokens[who], *told, self.now())
        return await finish(self.node, self.tokens[who], act.id, self.cms(who, act), self.now())

    async def again(self) -> None:
        """Everybody comes in anew: days have passed."""
        for name, account in self.accounts.items():
            self.tokens[name] = await session_of(self.node, account, self.now())

    async def told(self, kind: str) -> list[dict[str, Any]]:
        """What the journal says in leaves of a kind, oldest first."""
        return [entry["says"] for entry in await self.world.entries() if entry["kind"] == kind]  # type: ignore[misc]


async def settled_zone(database: Database, folder: Path) -> Zone:
    """A zone whose people are there already."""
    clock, messages = StoppedClock(), KeptMessages()
    node = node_over(database, FileVault.create(folder / "vault"), (), messages)
    node = of_provision(replace(node, audience="provision/test"), open_law())
    spool = FolderSpool(folder / "feeds")
    node = replace(node, feeds=Feeds(spool, ReadsHere(spool)), carriers=carriers_at(folder, node.vault))
    made = Zone(World(node, database, clock, messages, {}, None), {}, {})  # type: ignore[arg-type]
    for name, (iin, role, body) in PEOPLE.items():
        made.accounts[name] = await made.world.account(iin, role, body_bin=body, state=AccountState.ACTIVE)
        made.tokens[name] = await session_of(node, made.accounts[name], clock())
    return made


@pytest.fixture
async def zone(database: Database, tmp_path: Path) -> Zone:
    return await settled_zone(database, tmp_path)
