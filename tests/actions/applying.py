"""The moves of applicants, heads and operators in tests of acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import pytest

from actions.conftest import BODY, World
from actions.ordering import ordered
from almasu.actions import apply, block_account, decide_application, sign_off, visit
from almasu.actions.block_account import Block
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import BlockReason
from almasu.kernel.applications.form import Filled
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Role
from almasu.law.problem import Problem, ProblemGroup

APPLICANT = "850101300015"
HEAD = "790130353308"
OPERATOR = "831105452075"
CONTROLLER = "810917454189"
VALUES = {
    "surname": "Ахметов",
    "given_name": "Ерлан",
    "iin": APPLICANT,
    "organisation": BODY,
    "position": "инспектор",
    "work_phone": "+7 7172 74-00-01",
    "mobile_phone": "+7 700 123 45 67",
}
DECLARED = frozenset({"knows_terms", "has_carrier", "allows_data"})
CARD: dict[str, str | bool] = {
    "protected_carrier": True,
    "processor_ghz": "3.2",
    "free_disk_gb": "120",
    "memory_gb": "8",
    "network_mbps": "1000",
    "browser": True,
    "protected_channel": True,
    "carrier_drivers": "KAZTOKEN 4.9",
    "no_internet": True,
}
REGISTER = Filled(ApplicationKind.REGISTER, VALUES, DECLARED, CARD, HEAD)
BLOCK = Filled(ApplicationKind.BLOCK, {name: VALUES[name] for name in ("surname", "given_name", "iin", "organisation")})


def signed(iin: str, act: UUID) -> bytes:
    return f"signed {iin} {act}".encode()


def change(signed_at: datetime, **values: str) -> Filled:
    return replace(
        REGISTER,
        kind=ApplicationKind.CHANGE,
        values={**VALUES, **values},
        card={},
        order_number="114-НҚ",
        order_signed_at=signed_at,
    )


async def refusal(doing) -> Problem:
    with pytest.raises(Problem) as caught:
        await doing
    return caught.value


async def refusals(doing) -> list[tuple[str, str]]:
    with pytest.raises(ProblemGroup) as caught:
        await doing
    return [(problem.where, problem.kind.code) for problem in caught.value.problems]


@dataclass
class Office:
    """A node with an operator, a control officer under an order in force, and everybody who comes by."""

    world: World
    operator: str
    controller: str

    @property
    def at(self) -> datetime:
        return self.world.clock()

    async def visit(self, iin: str) -> str:
        begun = await visit.begin_visit(self.world.node, self.at)
        act = begun.challenge.id
        return (await visit.prove_visit(self.world.node, begun.token, act, signed(iin, act), self.at)).token

    async def apply(
        self, filled: Filled = REGISTER, iin: str = APPLICANT, reason: BlockReason | None = None, token: str = ""
    ) -> Paper:
        token = token or await self.visit(iin)
        act = await apply.prepare_application(self.world.node, token, filled, reason, self.at)
        return await apply.file_application(self.world.node, token, act.id, signed(iin, act.id), self.at)

    async def sign_off(self, paper: Paper, iin: str = HEAD) -> Paper:
        token = await self.visit(iin)
        act = await sign_off.prepare_sign_off(
            self.world.node, token, paper.id, "басқарма басшысы", "Жақсыбеков Д.", self.at
        )
        return await sign_off.sign_off(self.world.node, token, act.id, signed(iin, act.id), self.at)

    async def grant(self, paper: Paper, token: str = "") -> Paper:
        return await decide_application.grant(self.world.node, token or self.operator, paper.id, paper.version, self.at)

    async def registered(self) -> Paper:
        return await self.grant(await self.sign_off(await self.apply()))

    async def block(self, block: Block, token: str = "", iin: str = CONTROLLER) -> Paper:
        token = token or self.controller
        act = await block_account.prepare_block(self.world.node, token, block, self.at)
        return await block_account.block_account(self.world.node, token, act.id, signed(iin, act.id), self.at)

    async def says(self, kind: str) -> list[dict[str, object]]:
        return [entry["says"] for entry in await self.world.entries() if entry["kind"] == kind]


async def open_office(world: World) -> Office:
    await world.account(OPERATOR, Role.OPERATOR, body_bin="031040071224")
    await ordered(world, await world.account(CONTROLLER, Role.CONTROLLER))
    return Office(world, await world.working(OPERATOR), await world.working(CONTROLLER))
