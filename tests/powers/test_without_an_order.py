"""A controller without an order in force meets no dead end: each page that rests on one leads to its draft."""

from __future__ import annotations

import pytest

from almasu.interfaces.addresses_of_offices import OF_OFFICES
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Reach
from powers.test_pages import Browser
from powers.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
DRAFT = "/offices/control/orders/new"
CLOSED = sorted(
    place
    for place, power in OF_OFFICES.items()
    if "{" not in place and power.reach(Role.CONTROLLER) == {Reach.BODY_BY_ORDER}
)


async def test_every_page_that_needs_an_order_leads_to_its_draft(world: World) -> None:
    browser, who = await Browser.of(world), world.people["controller without order"]
    assert {"/offices/accounts", "/offices/applications", "/offices/control/reports"} <= set(CLOSED)
    dead = []
    for place in CLOSED:
        shown = await browser.goes(who, f"GET {place}", {})
        if f'href="{DRAFT}"' not in shown.text or "SIO25-21.1" not in shown.text:
            dead.append(f"{place}: {shown.status_code}")
    assert dead == []


async def test_the_desk_leads_to_where_the_drafted_order_stands_and_the_form_opens(world: World) -> None:
    browser, who = await Browser.of(world), world.people["controller without order"]
    desk = await browser.goes(who, "GET /", {})
    assert desk.status_code == 200
    assert 'href="/offices/control/orders"' in desk.text, "a draft of this body waits for its head"
    assert f'href="{DRAFT}"' in desk.text
    form = await browser.goes(who, f"GET {DRAFT}", {})
    assert form.status_code == 200
    assert f'value="{who.account}"' in form.text
