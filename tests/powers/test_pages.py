"""Every page and form of the portal, tried by everybody on everything, with real cookies and form tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from almasu.interfaces.addresses import OF_PEOPLE, addresses
from almasu.kernel.powers.power import Entry, Power
from almasu.kernel.signatures.act import ActPurpose
from powers.expected import AT_THE_DOOR, Outcome, expected, worth_trying
from powers.people import Somebody
from powers.things import Thing, missing
from powers.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")
COMING_IN = frozenset({"/", "/visit", "/sign-in", "/sign-in/code", "/consent"})
VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64,}|nonce-[\w=+/-]+|nonce=\"[^\"]*\"")


@dataclass(frozen=True)
class Page:
    """A page or form: `kind` is of what things it is asked, `sent` what its form sends.

    `endless` tells that whoever gets through is answered for as long as they stay: only refusals are tried; `lacking`
    that what is asked for is wrong or not there, and so refused behind the door.
    """

    address: str
    kind: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    endless: bool = False
    lacking: bool = False


LEAD_HOME = {"POST /eds-password", "GET /look"}
"""What leads back to the desk when it is done, to which those are led as well who must come in first."""
FORM = {"subject": "850101300015", "ground": "financial_monitoring", "task": "2026/1", "resources": "1"}
PAGES = (
    Page("POST /sign-in"),
    Page("POST /visit"),
    Page("POST /sign-in/device", lacking=True),
    Page("GET /sign-in/code"),
    Page("POST /sign-in/code", sent={"code": "12"}, lacking=True),
    Page("POST /sign-in/code/again"),
    Page("POST /sign-in/eds-password"),
    Page("POST /sign-out"),
    Page("GET /consent"),
    Page("POST /consent"),
    Page("POST /eds-password"),
    Page("GET /"),
    Page("GET /look"),
    Page("POST /look", sent={"subject": "860314450216"}),
    Page("GET /requests"),
    Page("GET /requests/new"),
    Page("POST /requests/new", sent=FORM),
    Page("POST /requests/recognise", sent=FORM),
    Page("POST /requests/may-i", sent=FORM),
    Page("POST /requests/check", sent=FORM),
    Page("POST /requests/countersignature", sent=FORM),
    Page("GET /requests/countersigned/{paper}", "countersignature", lacking=True),
    Page("GET /requests/check/{act}", "act"),
    Page("POST /requests/check/{act}", "act"),
    Page("GET /requests/{request_id}", "request"),
    Page("GET /requests/{request_id}/came", "request"),
    Page("GET /requests/{request_id}/stream", "request", endless=True),
    Page("GET /requests/{request_id}/proof", "request"),
    Page("GET /requests/{request_id}/proof/file", "request"),
    Page("GET /requests/{request_id}/receipt", "request"),
    Page("GET /requests/{request_id}/dossier", "request"),
    Page("GET /requests/{request_id}/dossier/links", "request"),
    Page("GET /requests/{request_id}/dossier/timeline", "request"),
    Page("GET /requests/{request_id}/dossier/answers", "request"),
    Page("GET /requests/{request_id}/dossier/viewed", "request"),
    Page("GET /requests/{request_id}/answers/{number}/proof", "request", lacking=True),
    Page("GET /requests/{request_id}/answers/{number}/proof/file", "request", lacking=True),
    Page("GET /requests/{request_id}/answers/{number}", "request", lacking=True),
    Page("GET /requests/{request_id}/evidence", "request"),
    Page("GET /requests/{request_id}/evidence.pdf", "request"),
)


class Browser:
    """A browser: it keeps the cookie of the forms, and the session of whoever sits before it."""

    def __init__(self, world: World, form_cookie: tuple[str, str]) -> None:
        self.world = world
        self.form_cookie = form_cookie

    @classmethod
    async def of(cls, world: World) -> Browser:
        world.client.cookies.clear()
        answer = await world.client.get("/help")
        (name,) = (one for one in answer.cookies if "almasu-form" in one)
        return cls(world, (name, answer.cookies[name]))

    async def goes(self, who: Somebody, address: str, sent: Mapping[str, str]) -> Any:
        method, path = address.split(" ", 1)
        cookies = [f"{self.form_cookie[0]}={self.form_cookie[1]}"]
        if who.token:
            cookies.append(f"{self.form_cookie[0].split('almasu-form')[0]}almasu-session={who.token}")
        headers = {"cookie": "; ".join(cookies), "x-almasu-form": self.form_cookie[1]}
        self.world.client.cookies.clear()
        data = dict(sent) or None
        async with self.world.database.undone():
            return await self.world.client.request(method, path, data=data, headers=headers, follow_redirects=False)


def told(answer: Any) -> tuple[int, str]:
    """What a page says, without numbers and tokens of its own."""
    return answer.status_code, VARIES.sub("", answer.text)


def differs(outcome: Outcome, power: Power, page: Page, answer: Any, absent: Any) -> str:
    """Say how a page differs from what must come; nothing where it does not."""
    leads = answer.headers.get("location", "")
    seen = f"{answer.status_code} {leads}"
    if answer.status_code >= 500:
        return f"a fault: {seen}"
    match outcome:
        case Outcome.THROUGH:
            sent_away = power.entry is Entry.WORKING and leads in COMING_IN and page.address not in LEAD_HOME
            refused = answer.status_code in {401, 403, 404} and not page.lacking
            return seen if refused or sent_away else ""
        case Outcome.NO_SESSION | Outcome.ENDED | Outcome.ELSEWHERE:
            unread = power.entry is not Entry.WORKING and answer.status_code in {400, 422}
            return "" if leads in COMING_IN or answer.status_code in {401, 403} or unread else seen
        case Outcome.NOT_THIS_ROLE | Outcome.NO_ORDER:
            return "" if answer.status_code == 403 else seen
        case Outcome.REFUSED_BY_RULE:
            return seen if leads.startswith("/requests/") else ""
        case Outcome.ABSENT:
            return "" if told(answer) == told(absent) and answer.status_code >= 400 else seen


async def things_of(world: World, page: Page) -> tuple[Thing | None, ...]:
    """Return what a page is asked of."""
    if page.kind != "act":
        return world.things[page.kind] if page.kind else (None,)
    theirs = await world.handed(world.people["colleague"], ActPurpose.REQUEST, {})
    return (Thing("hidden: another's act", theirs), missing())


@pytest.mark.parametrize("page", PAGES, ids=lambda one: one.address)
async def test_nobody_sees_more_than_the_table_of_powers_lets_them(world: World, page: Page) -> None:
    power, browser, wrong = addresses()[page.address], await Browser.of(world), []
    things = await things_of(world, page)
    for who in (one for one in world.people.values() if one.tries):
        absent = None
        for thing in reversed(worth_trying(things, expected(power, who, things[0]) in AT_THE_DOOR)):
            outcome = expected(power, who, thing)
            if page.endless and outcome is Outcome.THROUGH:
                continue
            path = re.sub(r"{\w+}", thing.id, page.address, count=1) if thing is not None else page.address
            answer = await browser.goes(who, path.replace("{number}", "1"), page.sent)
            absent = answer if absent is None else absent
            if difference := differs(outcome, power, page, answer, absent):
                wrong.append(f"{who.name} · {thing.label if thing else '-'}: {outcome.value} expected, {difference}")
    assert wrong == [], "\n".join([power.name, *wrong])


async def test_each_page_of_the_table_is_tried() -> None:
    assert {page.address for page in PAGES} == {address for _, listed in OF_PEOPLE for address in listed}
