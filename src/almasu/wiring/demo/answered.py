"""Two parts of the story of giving data: systems of bodies answer questions, an officer sits at a workplace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

from aiohttp import ClientSession, CookieJar

from almasu.kernel.provision.joint_act import Purpose
from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined
from almasu.testing.provision.acts import fields_of
from almasu.testing.provision.bodies import GivingBody, somebody
from almasu.testing.registers.plan import Protocol
from almasu.wiring.demo.promised import Say
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.systems import PROTOCOLS
from almasu.wiring.running import now

MATERIAL = "2026/114-1"
KEPT, SEAT_LASTS = timedelta(days=300), timedelta(days=30)
WHY_ASKED = "Тапсырма бойынша мәлімет тексеріледі."
KEYS = ("iin", "bin")
SPOKEN: Mapping[Protocol, str] = {
    Protocol.SQL: "over its database (SQL)",
    Protocol.REST: "over REST",
    Protocol.SHEP: "over the SOAP gateway",
    Protocol.XROAD: "over X-Road",
}
WHY_SEAT = "Интеграция әзірге жоқ, деректер осы жерден қаралады."


class NotAnswered(Exception):
    """A system that must answer did not, or a workplace did not open."""


async def material_of(officer: Member) -> str:
    """Return the officer's material of the story, opened where it is not."""
    for one in await officer.get("/provision/materials"):
        if one["material"]["name"] == MATERIAL:
            return str(one["id"])
    until = (now() + KEPT).isoformat()
    form = {"name": MATERIAL, "purpose": Purpose.LAUNDERING.value, "until": until}
    return str((await officer.post("/provision/materials", form))["material"])


async def asks(demo: Demo, officer: Member, material: str, body: GivingBody, say: Say) -> None:
    """Ask the system of a body about somebody of the country: it answers at once, over its own protocol."""
    key = next(name for name in fields_of(body.code) if name in KEYS)
    subject = next(one for one in demo.subjects() if one.kind == key)
    form = {"body": body.bin, "data_set": body.code, "key": key, "value": subject.key}
    form |= {"purpose": Purpose.LAUNDERING.value, "material": material, "why": WHY_ASKED}
    asked = await officer.signs("/provision/questions", form)
    state = asked["line"]["state"]
    if state != "answered":
        raise NotAnswered(f"{body.code}: the system left the question {state}")
    rows = asked["asking"]["given"]["rows"]
    say(f"{body.code}: a question is answered by the body's system {SPOKEN[PROTOCOLS[body.code]]}, rows: {rows}")


async def sits(officer: Member, responsible: Member, body: GivingBody, material: str, say: Say) -> None:
    """Have a seat issued to the officer, and look at the body's application through the gateway."""
    told = {"data_set": body.code, "iin": somebody("agency_officer").iin, "why": WHY_SEAT, "keeps": True}
    seat = await responsible.signs("/provision/seats", {**told, "until": (now() + SEAT_LASTS).isoformat()})
    begun = await officer.post("/provision/sittings", {"seat": seat["id"], "material": material})
    home, number = begun["address"].partition("/almasu/")[0], begun["sitting"]["id"]
    # Like a browser: cookies of a host that is an address are kept too.
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        async with browser.get(begun["address"]) as frame:
            opened = frame.status == HTTPStatus.OK
        async with browser.get(f"{home}/") as page:
            opened = opened and page.status == HTTPStatus.OK and "<form" in await page.text()
        async with browser.post(f"{home}/search", data={"q": "Үлгі"}) as found:
            opened = opened and found.status == HTTPStatus.OK
    if not opened:
        raise NotAnswered(f"{body.code}: the workplace did not open")
    try:
        await responsible.post(f"/provision/sittings/{number}/end", {})
    except Declined as declined:
        raise NotAnswered(f"{body.code}: {declined}") from declined
    ended = await officer.get(f"/provision/sittings/{number}")
    if (ended["state"], ended["looks"]) != ("ended", 2):
        raise NotAnswered(f"{body.code}: the session is {ended['state']} with {ended['looks']} looks")
    say(f"{body.code}: an officer sat at the workplace, 2 looks recorded, ended by the body")
