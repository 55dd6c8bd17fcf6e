"""Designations of materials: each officer's own, told of to nobody else (FMA-6.1, DESIGN 7)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from actions.provision.conftest import AGENCY
from actions.provision.test_asking import WHY, Asking, asking, received_of
from actions.sector.conftest import number, session_of
from almasu.actions.provision import destroy, materials, use_received
from almasu.actions.provision.use_received import Asked
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.material import MaterialState, opened
from almasu.kernel.provision.received import Use
from almasu.law.problem import Problem

__all__ = ["asking"]


async def test_what_another_officer_opened_or_destroyed_under_a_designation_is_told_to_nobody(asking: Asking) -> None:
    zone, until = asking.zone, asking.zone.now() + timedelta(days=30)

    async def opens(who: str, name: str = "2026/114-ТМ") -> UUID:
        return await materials.open_material(zone.node, zone.tokens[who], name, "laundering", until, zone.now())

    received = received_of(await asking.answered())
    theirs = await opens("second officer")
    assert theirs != asking.material, "as if nobody had opened one"
    with pytest.raises(Problem, match=r"provision\.material\.taken"):
        await opens("officer")
    meant = Asked(Use.PASS_ON, "laundering", WHY)
    passed = await use_received.pass_on(zone.node, zone.tokens["officer"], received, "2026/114-ТМ", meant, zone.now())
    assert (await asking.uses(passed, who="second officer")).card.received.material == theirs
    await zone.signs("second officer", destroy.prepare_destruction, destroy.destroy, theirs, WHY)
    with pytest.raises(Problem, match=r"provision\.material\.taken"):
        await opens("second officer")
    third = await zone.world.account(
        number("83010130081"), Role.AGENCY_OFFICER, body_bin=AGENCY, state=AccountState.ACTIVE
    )
    zone.tokens["third officer"] = await session_of(zone.node, third, zone.now())
    for who in ("second officer", "third officer"):
        await opens(who, "2026/7")
    with pytest.raises(Problem, match=r"provision\.material\.several"):
        await use_received.pass_on(zone.node, zone.tokens["officer"], received, "2026/7", meant, zone.now())


async def test_a_material_under_the_number_that_officers_shared_is_found_and_not_opened_twice(asking: Asking) -> None:
    zone, until, name = asking.zone, asking.zone.now() + timedelta(days=30), "2026/9"
    shared, kind = zone.node.store.material_named(f"provision/{AGENCY}", name), PaperKind.PROVISION_MATERIAL
    held = opened(name, Purpose.LAUNDERING, zone.accounts["second officer"].id, until, zone.now())
    await zone.node.vault.make_material_key(shared)
    async with zone.node.store.transaction() as transaction:
        await transaction.papers.keep(new_paper(shared, kind, MaterialState.OPEN, zone.now(), held, {}, until))
    with pytest.raises(Problem, match=r"provision\.material\.taken"):
        await materials.open_material(zone.node, zone.tokens["second officer"], name, "laundering", until, zone.now())
    received = received_of(await asking.answered())
    meant = Asked(Use.PASS_ON, "laundering", WHY)
    passed = await use_received.pass_on(zone.node, zone.tokens["officer"], received, name, meant, zone.now())
    assert (await asking.uses(passed, who="second officer")).card.received.material == shared
