"""Every form of the provision zone, filled in wrongly: each mistake stands at the top and beside it, nothing lost."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import pytest

from almasu.actions.provision import draft_act
from almasu.interfaces.portal.offices.office import Deed
from interfaces.portal.reading_pages import token_in, words_of
from kernel.provision.acts import act
from powers.provision_things import things_of
from powers.provision_world import ProvisionWorld
from powers.sector_things import put_in
from powers.test_provision import ROLES
from powers.test_sector import plain

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAID = "терілген сөз <b>"
SHAPES = {"date": "2020-01-31", "datetime-local": "2020-01-31T10:00", "numeric": "7"}
NAMED = re.compile(r'name="([a-z_0-9/-]+)"')
Form = Mapping[str, Any]


async def sent(giving: ProvisionWorld, who: str, place: str, form: Form, page: Any) -> Any:
    """Send a form as the browser does that opened its page."""
    kept = [one.partition(";")[0] for one in page.headers.get_list("set-cookie")]
    cookies = [f"almasu-session={giving.provision.tokens[who]}", "almasu-language=en", *kept]
    data = {"_csrf_token": token_in(page.text), **form}
    return await giving.client.post(place, data=data, headers={"cookie": "; ".join(cookies)}, follow_redirects=False)


def wrong(page: str) -> Form:
    """Return a form whose every line is filled in with the same words, days and numbers too."""
    return {name: SAID for name, _ in entries(page)}


def nonsense(page: str) -> Form:
    """Return a form whose every entry has the right shape and says nothing: the last choice, a day long gone."""
    typed = {name: SHAPES.get(kind, SAID) for name, kind in entries(page)}
    for name, offered in re.findall(r'<select[^>]*name="([a-z_0-9/-]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        typed[name] = re.findall(r'<option value="([^"]*)"', offered)[-1]
    return typed


def entries(page: str) -> list[tuple[str, str]]:
    """Return what is typed into a form, by name and kind."""
    found = []
    for entry in re.findall(r"<(?:input|textarea)[^>]*>", page):
        name, kind = NAMED.search(entry), re.search(r'(?:inputmode|type)="([a-z-]+)"', entry)
        said = "line" if kind is None else "numeric" if "inputmode" in entry else kind[1]
        if name is not None and not name[1].startswith("_") and said not in ("hidden", "checkbox", "radio", "file"):
            found.append((name[1], said))
    return found


def must_be_told(answer: Any, place: str) -> None:
    """A refusal of a form names each mistake at its top, and those of a field beside it."""
    assert "error-summary" in answer.text, f"{place}: {words_of(answer.text)[-600:]}"
    for name in re.findall(r'href="#([a-z_0-9/-]+)"', answer.text):
        if name != "main":
            assert f'id="{name}-wrong"' in answer.text, (place, name)


def deeds(giving: ProvisionWorld) -> list[tuple[str, Deed]]:
    """Every deed with somebody whose it is."""
    found = []
    for office in giving.offices:
        for deed in office.deeds:
            who = next(name for name, role in ROLES.items() if role in office.roles & deed.roles)
            found.append((who, deed))
    return found


async def test_every_form_keeps_what_was_typed_and_says_what_is_wrong(giving: ProvisionWorld) -> None:
    tried = []
    things = {who: await things_of(giving, who) for who in ROLES}
    for who, deed in deeds(giving):
        place = put_in(plain(deed.place), things[who])
        page = await giving.open(who, place)
        if page.status_code != 200 or 'id="deed-form"' not in page.text:
            continue
        if not entries(page.text):
            continue
        for form in ({}, wrong(page.text), nonsense(page.text)):
            answer = await sent(giving, who, place, form, page)
            assert answer.status_code < 500, f"{place}: {answer.text[:300]}"
            if answer.status_code >= 400:
                must_be_told(answer, place)
                assert all(html.escape(said) in answer.text for said in form.values()), place
        tried.append(place)
    assert len(tried) > 20, tried


@pytest.mark.parametrize(("deed", "leads"), [("give-up", "/provision/acts"), ("put", "/provision/acts/{version}")])
async def test_a_step_of_a_draft_leads_back_to_a_page(giving: ProvisionWorld, deed: str, leads: str) -> None:
    zone = giving.provision
    kept = await draft_act.draft_act(zone.node, zone.tokens["responsible"], act(), zone.now())
    place = f"/provision/acts/{kept.paper.id}"
    page = await giving.open("responsible", f"{place}/{deed}")
    answer = await sent(giving, "responsible", f"{place}/{deed}", {}, page)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (
        303,
        leads.replace("{version}", str(kept.paper.id)),
    )
