"""A body with a head, control officers, an operator and officers who ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest

from actions.conftest import OFFICER, World, form
from almasu.actions import compose_request, second_factor, sign_in, submit_request, visit
from almasu.actions.confirm_password import confirm_password
from almasu.actions.control import appoint
from almasu.actions.control.appoint import OrderForm
from almasu.kernel.parties.account import Account, Role

CONTROLLER, OPERATOR, HEAD = "790130353308", "831105452075", "850101300015"
BODY, FOREIGN_BODY = "123456789012", "210140083118"


@dataclass
class Office:
    """The moves of control in a world."""

    world: World
    account: Account
    token: str
    operator: str

    def form(self, **change: object) -> OrderForm:
        ordinary = OrderForm("12-Б", date(2026, 11, 2), HEAD, "Төраға", (self.account.id,), date(2026, 11, 2), None)
        return replace(ordinary, **change)  # type: ignore[arg-type]

    async def drafted(self, **change: object) -> UUID:
        paper = await appoint.draft_order(self.world.node, self.token, self.form(**change), self.world.clock())
        return paper.id

    async def visiting(self, iin: str = HEAD) -> str:
        begun = await visit.begin_visit(self.world.node, self.world.clock())
        act = begun.challenge.id
        cms = f"signed {iin} {act}".encode()
        return (await visit.prove_visit(self.world.node, begun.token, act, cms, self.world.clock())).token

    async def signed_by_head(self, paper: UUID, iin: str = HEAD) -> None:
        token = await self.visiting(iin)
        act = await appoint.prepare_signing(self.world.node, token, paper, self.world.clock())
        cms = f"signed {iin} {act.id}".encode()
        await appoint.sign_order(self.world.node, token, act.id, cms, self.world.clock())

    async def in_force(self, **change: object) -> UUID:
        paper = await self.drafted(**change)
        await self.signed_by_head(paper)
        await appoint.decide_order(self.world.node, self.operator, paper, self.world.clock(), confirmed=True)
        return paper

    async def again(self, iin: str) -> str:
        """Enter after a month and more: the change of the EDS password is confirmed on the way."""
        node, clock = self.world.node, self.world.clock
        begun = await sign_in.begin_sign_in(node, clock())
        act = begun.challenge.id
        await sign_in.prove_identity(node, begun.token, act, f"signed {iin} {act}".encode(), clock())
        await confirm_password(node, begun.token, clock())
        await second_factor.send_code(node, begun.token, clock())
        return (await second_factor.check_code(node, begun.token, self.world.messages.last_code(), clock())).token

    async def asks(self, token: str, iin: str = OFFICER, **change: object) -> UUID:
        node, clock = self.world.node, self.world.clock
        act = await compose_request.prepare_request(node, token, form(**change), clock())
        cms = f"signed {iin} {act.id}".encode()
        accepted = await submit_request.submit_request(node, token, act.id, cms, clock())
        clock.forward(seconds=1)
        return accepted.request.id


@pytest.fixture
async def office(world: World) -> Office:
    account = await world.account(CONTROLLER, Role.CONTROLLER)
    await world.account(OPERATOR, Role.OPERATOR)
    return Office(world, account, await world.working(CONTROLLER), await world.working(OPERATOR))
