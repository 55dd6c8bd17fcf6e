"""An operator at work beside an officer and a controlling officer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

import pytest

from actions.conftest import World
from actions.ordering import ordered
from almasu.kernel.parties.account import Account, Role

OPERATOR = "831105452075"
CONTROLLER = "790130353308"
BODY = "210140083118"


@dataclass
class Operated:
    """A world whose operator works."""

    world: World
    officer: Account
    token: str

    async def leaves(self, log: str = "main") -> list[dict[str, object]]:
        async with self.world.database.connection() as connection:
            query = "select entry from journal_waiting where log = %(log)s order by id"
            rows = await (await connection.execute(query, {"log": log})).fetchall()
        return [json.loads(entry) for (entry,) in rows]

    async def kinds(self, log: str = "main") -> list[object]:
        return [entry["kind"] for entry in await self.leaves(log)]

    async def controls(self, body: str = BODY) -> str:
        """The session of a control officer whom an order of the body names."""
        await ordered(self.world, await self.world.account(CONTROLLER, Role.CONTROLLER, body_bin=body))
        return await self.world.working(CONTROLLER)

    async def came_in(self, iin: str, role: Role, body: str = BODY) -> str:
        await self.world.account(iin, role, body_bin=body)
        return await self.world.working(iin)


def signed(iin: str, act: UUID) -> bytes:
    return f"signed {iin} {act}".encode()


@pytest.fixture
async def operated(world: World) -> Operated:
    officer = await world.account(body_bin=BODY)
    await world.account(OPERATOR, Role.OPERATOR, body_bin="031040071224")
    return Operated(world, officer, await world.working(OPERATOR))
