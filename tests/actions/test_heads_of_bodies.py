"""A head signs for the body that their certificate names, and for no other (SIO22-A4.12, SIO25-21.1)."""

from __future__ import annotations

from datetime import date

import pytest

from actions.applying import HEAD, Office, open_office, refusal, signed
from actions.conftest import World
from almasu.actions import sign_off
from almasu.actions.control import appoint
from almasu.actions.control.appoint import OrderForm
from almasu.kernel.applications.application import ApplicationState
from almasu.kernel.control.order import OrderState
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Role

STRANGERS = ("-", "210140083118", "12345678901", "123456789012 210140083118")


@pytest.fixture
async def office(world: World) -> Office:
    return await open_office(world)


@pytest.mark.parametrize("organisation", STRANGERS)
async def test_a_head_with_a_key_of_another_body_or_none_signs_no_application_off(
    office: Office, organisation: str
) -> None:
    node, paper = office.world.node, await office.apply()
    token = await office.visit(HEAD)
    act = await sign_off.prepare_sign_off(node, token, paper.id, "басшы", "Жақсыбеков Д.", office.at)
    foreign = signed(HEAD, act.id) + f" {organisation}".encode()
    problem = await refusal(sign_off.sign_off(node, token, act.id, foreign, office.at))
    assert problem.kind.code == "signature.other_body"
    async with node.store.single() as store:
        left = await store.papers.latest(paper.id, PaperKind.APPLICATION)
    assert left is not None
    assert left.state == ApplicationState.SUBMITTED
    assert (await office.says("act_refused"))[-1] == {"purpose": "sign_off", "reason": "signature.other_body"}

    kept = await sign_off.sign_off(node, token, act.id, signed(HEAD, act.id), office.at)
    assert kept.state == ApplicationState.SIGNED_OFF, "the same act may be signed with the right key"


@pytest.mark.parametrize("organisation", STRANGERS)
async def test_a_head_with_a_key_of_another_body_or_none_appoints_nobody(office: Office, organisation: str) -> None:
    node, day = office.world.node, date(2026, 11, 2)
    officer = await office.world.account("900101300017", Role.CONTROLLER)
    form = OrderForm("12-Б", day, HEAD, "Төраға", (officer.id,), day, None)
    paper = await appoint.draft_order(node, office.controller, form, office.at)
    token = await office.visit(HEAD)
    act = await appoint.prepare_signing(node, token, paper.id, office.at)
    foreign = signed(HEAD, act.id) + f" {organisation}".encode()
    problem = await refusal(appoint.sign_order(node, token, act.id, foreign, office.at))
    assert problem.kind.code == "signature.other_body"
    assert (await appoint.order_to_sign(node, token, paper.id, office.at)).state == OrderState.DRAFTED
