"""A prosecutor beside an officer whose requests are checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest

from actions.conftest import OFFICER, World, form
from almasu.actions import compose_request, submit_request
from almasu.actions.supervision.issue_resolution import issue_resolution, prepare_resolution
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Account, Role
from almasu.kernel.supervision.resolution import ResolutionForm

PROSECUTOR = "810917454189"
BODY = "210140083118"


@dataclass
class Checked:
    """A world with an officer and a prosecutor who are both at work."""

    world: World
    officer: Account
    prosecutor: Account
    asking: str
    checking: str

    async def asked(self, **change: object) -> UUID:
        """One request of the officer, carried out."""
        node, at = self.world.node, self.world.clock()
        act = (await compose_request.prepare_request(node, self.asking, form(**change), at)).id
        accepted = await submit_request.submit_request(node, self.asking, act, signed(OFFICER, act), at)
        self.world.carrying_out.start(accepted)
        await self.world.carrying_out.settled_within(act, 10)
        return act

    def form(self, **change: object) -> ResolutionForm:
        """A resolution over the officer's requests of the days around."""
        at = self.world.clock()
        values: dict[str, object] = {
            "number": "7-22/114",
            "issued_on": date(2026, 11, 20),
            "since": at - timedelta(days=30),
            "until": at + timedelta(days=30),
            "valid_from": at - timedelta(hours=1),
            "valid_until": at + timedelta(days=10),
            "officers": (OFFICER,),
        }
        return ResolutionForm(**{**values, **change})  # type: ignore[arg-type]

    async def resolution(self, **change: object) -> Paper:
        """A resolution that the prosecutor signed."""
        return await issued(self.world, self.checking, PROSECUTOR, self.form(**change))

    async def leaves(self, log: str) -> list[dict[str, object]]:
        """What a log holds, oldest first."""
        async with self.world.database.connection() as connection:
            query = "select entry from journal_waiting where log = %(log)s order by id"
            rows = await (await connection.execute(query, {"log": log})).fetchall()
        return [json.loads(entry) for (entry,) in rows]

    async def kinds(self, log: str) -> list[object]:
        return [entry["kind"] for entry in await self.leaves(log)]


def signed(iin: str, act: UUID) -> bytes:
    return f"signed {iin} {act}".encode()


async def issued(world: World, token: str, iin: str, form: ResolutionForm) -> Paper:
    act = await prepare_resolution(world.node, token, form, world.clock())
    return await issue_resolution(world.node, token, act.id, signed(iin, act.id), world.clock())


@pytest.fixture
async def checked(world: World) -> Checked:
    officer = await world.account(body_bin=BODY)
    prosecutor = await world.account(PROSECUTOR, Role.PROSECUTOR, body_bin="950340062057")
    return Checked(world, officer, prosecutor, await world.working(), await world.working(PROSECUTOR))
