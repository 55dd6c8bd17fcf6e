"""One set by every way, in a real Chromium: the act made by two sides, a feed, a workplace, a paper, a carrier, and up.

Four people have a window each, with their own key in an emulator of NCALayer; a second officer keys the paper again.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector
from playwright.async_api import Browser, FilePayload, Page

from almasu.kernel.provision.carrier import MANIFEST_NAME, Medium
from almasu.kernel.provision.joint_act import read_act
from almasu.kernel.provision.way import ORDER, Way
from almasu.law.moment import in_astana
from almasu.testing.outside.member import Member
from almasu.testing.provision.bodies import BODIES, JUSTICE_BIN, PROVISION, somebody
from almasu.wiring.carrier_packing import ToPack, packed
from almasu.wiring.demo.provision import giver
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from interfaces.portal.browsing import Watched, browser, signs, watched
from journeys.test_asking_a_body import states
from journeys.test_down_the_ladder_and_back import letter, way_of
from journeys.test_provision_in_browser import at_a_desk, sees_everything
from journeys.test_roles_in_browser import BROKEN_POLICY, BY_DAY, THOROUGH, Looked, told_of
from journeys.test_two_sides_make_an_act import CONTACTS
from journeys.visitor import visitor
from patience import looks

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
OF_JUSTICE = next(one for one in BODIES if one.bin == JUSTICE_BIN)
MATERIAL = "Әділет 2026/41"
SET, BIN = OF_JUSTICE.code, "021140001116"
WHO = {
    "responsible": somebody("body_responsible", JUSTICE_BIN),
    "head": somebody("head_of_body", JUSTICE_BIN),
    "officer": somebody("agency_officer"),
    "head of agency": somebody("head_of_agency"),
    "second officer": [one for one in PROVISION if one.role == "agency_officer"][1],
}
LINES = (
    "row_id | integer | open | + | нөмір | номер | number\n"
    "bin | bin | open | +2 | БСН | БИН | BIN\n"
    "name | text | open | - | атауы | наименование | name"
)
ROWS = "row_id,bin,name\n" + "".join(f"{number},{BIN},«Үлгі-{number}» ЖШС\n" for number in range(1, 9))
Typed = Mapping[str, str | FilePayload]


@dataclass
class Desks:
    """The windows of everybody, the same people as programs, and the page of the set's way."""

    seen: dict[str, Watched] = field(default_factory=dict)
    people: dict[str, Member] = field(default_factory=dict)
    way: str = ""
    material: str = ""

    def page(self, who: str) -> Page:
        return self.seen[who].page

    async def says(self, who: str, place: str) -> str:
        """What somebody reads on a page."""
        await self.seen[who].go(place)
        return await self.page(who).inner_text("main")

    async def fills(self, who: str, place: str, typed: Typed) -> str:
        """Fill a form in and send it; return what the next page says."""
        page = self.page(who)
        await self.seen[who].go(place)
        for name, value in typed.items():
            await fill(page, name, value)
        await page.click("#deed-form button")
        await page.wait_for_load_state()
        return await page.inner_text("main")

    async def signs(self, who: str, place: str, typed: Typed) -> str:
        """The same of a form that is signed."""
        await self.fills(who, place, typed)
        await self.page(who).wait_for_selector("[data-sign]")
        await signs(self.seen[who], lambda url: "/sign/" not in url)
        return await self.page(who).inner_text("main")

    async def steps_to(self, way: Way) -> None:
        """Record a letter against each better way that has none, and step with both hands, as programs."""
        form = {"body": JUSTICE_BIN, "data_set": SET}
        told = await self.people["officer"].get(f"/provision/ways/{self.way}")
        proved = {one["way"] for one in told["ladder"]["proofs"]}
        for better in ORDER[: ORDER.index(way)]:
            if better.value not in proved:
                await self.people["responsible"].signs("/provision/letters", {**form, **letter(better.value)})
        made = await self.people["responsible"].signs("/provision/steps", {**form, "way": way.value})
        await self.people["officer"].signs("/provision/steps/hands", {"proposal": made["proposal"]})
        assert (await way_of(self.people["officer"], SET))["way"] == way.value


async def fill(page: Page, name: str, value: str | FilePayload) -> None:
    """Fill one field in, of whatever kind it is."""
    if not isinstance(value, str):
        await page.set_input_files(f"[name='{name}']", value)
        return
    entry = page.locator(f"[name='{name}']").first
    if await entry.evaluate("one => one.tagName") == "SELECT":
        await entry.select_option(value)
    elif await entry.get_attribute("type") in ("checkbox", "radio"):
        await page.check(f"[name='{name}'][value='{value}']")
    else:
        await entry.fill(value)


def file(name: str, data: bytes) -> FilePayload:
    return FilePayload(name=name, mimeType="application/octet-stream", buffer=data)


def today() -> date:
    return in_astana(now()).date()


def typed_act() -> dict[str, str]:
    """The head of an act and its only set, as the responsible person types them."""
    return {
        "number": "41-ӘМ",
        "city": "Астана",
        "since": today().isoformat(),
        "until": (today() + timedelta(days=200)).isoformat(),
        "purposes": "laundering",
        "confidentiality_kk": "Мәліметтер құпия сақталады.",
        "confidentiality_ru": "Сведения хранятся в тайне.",
        **CONTACTS,
        "code": SET,
        "name_kk": OF_JUSTICE.object_name.kk,
        "name_ru": OF_JUSTICE.object_name.ru,
        "name_en": OF_JUSTICE.object_name.en,
        "source": SET,
        "fields": LINES,
        "keys": "bin",
        "secrecy": "open",
        "way": "integration",
        "giving": "scheduled",
        "amount": "2",
        "unit": "working_days",
        "period": "monthly",
        "extent": "full",
        "format": "csv",
        "day": "5",
        "hour": "9",
    }


async def make_an_act(desks: Desks) -> str:
    """Both sides write and approve, both heads sign; what the other side wrote meanwhile is not written over."""
    for head in ("head", "head of agency"):
        for kept in ("179", "832"):
            await states(desks.people[head], kept, (today() - timedelta(days=21)).isoformat())
    await desks.people["responsible"].signs("/provision/sources", {"fields": dict(OF_JUSTICE.fields())})
    new = await desks.page("responsible").evaluate(
        "fetch('/provision/acts').then(one => one.text()).then(one => one.match(/.provision.acts.of.[^\"]+/)[0])"
    )
    assert "bin | bin" in await desks.fills("responsible", new, {**typed_act(), "fields": "bin | bin"}), "given back"
    assert await desks.page("responsible").locator("#fields-wrong").count() == 1
    await desks.fills("responsible", new, typed_act())
    place = place_of(desks.page("responsible"))
    await desks.says("officer", place)
    change = await desks.page("officer").locator("a[href$='/edit'][href*='/sets/']").get_attribute("href") or ""
    assert "5 working days" in await desks.fills("officer", change, {"amount": "5"})
    await desks.fills("responsible", f"{place}/put", {})
    for who in ("responsible", "officer"):
        await desks.signs(who, f"{place}/approve", {})
    assert "in force" not in await desks.signs("head", f"{place}/sign", {})
    assert "in force" in await desks.signs("head of agency", f"{place}/sign", {})
    desks.way = (await way_of(desks.people["officer"], SET))["ladder"]
    return place


def place_of(page: Page) -> str:
    """The address of an open page within the portal."""
    return re.sub(r"^https?://[^/]+", "", page.url)


async def gives_a_feed(desks: Desks, gate: int) -> None:
    """A file of eight rows, one of them wrong: its line and field are named, and the report is taken along.

    Without a channel of the state network it is refused first.
    """
    rows = ROWS.replace(f"3,{BIN}", "3,021140001117")
    given = {"data_set": SET, "format": "csv", "file": file("заңды.csv", rows.encode())}
    refused = await desks.fills("responsible", "/provision/deliveries/new", given)
    assert "no channel of the state network registered" in refused, refused
    where = {"way": "integration", "name": "127.0.0.1", "port": str(gate), "as_state_network": "yes"}
    assert "127.0.0.1" in await desks.signs("responsible", "/provision/channels/new", where)
    await desks.fills("responsible", "/provision/deliveries/new", given)
    place = place_of(desks.page("responsible"))
    await done(desks, place.rpartition("/")[2])
    said = await desks.says("officer", place)
    assert re.search(r"Rows accepted\s+7\s", said), said
    assert re.search(r"Rejected values.*\n4\s+bin\s", said, re.DOTALL), said
    async with desks.page("officer").expect_download() as saved:
        await desks.page("officer").get_by_role("link", name="Take the report (CSV)").click()
    report = await (await saved.value).path()
    assert "4,bin," in await asyncio.to_thread(report.read_text, "utf-8")


async def done(desks: Desks, delivery: str) -> None:
    """Wait until the worker has read a file."""
    async for _ in looks():
        told = await desks.people["officer"].get(f"/provision/deliveries/{delivery}")
        if told["delivery"]["state"] == "done":
            return


async def goes_down_by_a_letter(desks: Desks) -> None:
    """A letter without a file is refused in words, with its file it is signed; both sides step to the workplace."""
    ladder = f"/provision/ways/{desks.way}"
    typed = {name: value for name, value in letter("integration").items() if name != "sha256"}
    assert "paper" in (await desks.fills("responsible", f"{ladder}/letter", typed)).lower(), "without file or hash"
    await desks.signs("responsible", f"{ladder}/letter", {**typed, "file": file("хат.pdf", b"%PDF-1.7 letter")})
    await desks.steps_to(Way.WORKPLACE)


async def sits_at_the_workplace(desks: Desks, known: str) -> None:
    """A seat for one officer, a session through the gateway, cut by the next step; what was seen is recorded."""
    until = (in_astana(now()) + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    seat = {"data_set": SET, "iin": WHO["officer"].iin, "until": until, "why": "Интеграция әзірге жоқ, осы жерден."}
    assert "in force" in await desks.signs("responsible", "/provision/seats/new", seat)
    await desks.fills("officer", f"{place_of(desks.page('responsible'))}/sit", {})
    page, sitting = desks.page("officer"), place_of(desks.page("officer"))
    await page.get_by_role("link", name="Open the workplace").click()
    await page.get_by_role("button", name="Open the workplace").click()
    frame = page.frame_locator("iframe")
    await frame.locator("input[name=q]").fill(known)
    await frame.locator("button").click()
    await frame.locator("td").first.wait_for()
    await desks.steps_to(Way.PAPER)
    await page.wait_for_url("**/almasu/ended")
    assert "Another way is now the lawful one" in await page.inner_text("body")
    said = await desks.says("officer", sitting)
    assert re.search(r"Looks\s+2\s", said), said
    assert "/search" in said
    assert "/search" not in await desks.says("responsible", sitting), "the body sees that there were looks, not which"


async def sends_a_paper(desks: Desks) -> None:
    """Numbers, seal, courier, another seal refused; keyed by two apart, and a third decides where they differ."""
    sent = {"data_set": SET, "purpose": "laundering", "outgoing": "41-7", "dated": today().isoformat()}
    await desks.fills("responsible", "/provision/papers/new", {**sent, "sheets": "2", "seal": "Ә-41"})
    place = place_of(desks.page("responsible"))
    await desks.fills("responsible", f"{place}/courier", {"receipt": "Р-41", "courier": "Фельдъегер"})
    came = {"incoming": "ВХ-41", "seal": "Ә-42"}
    assert "seal is not the one" in await desks.fills("officer", f"{place}/receive", came)
    assert "Ә-41" not in await desks.says("officer", place), "the seal is read off the packet"
    await desks.fills("officer", f"{place}/receive", {**came, "seal": "Ә-41"})
    key = f"/provision/keyings/papers/{place.rpartition('/')[2]}/key"
    typed = {"for_material": desks.material, "row_id": "7", "bin": BIN, "name": "«Жеті» ЖШС"}
    await desks.fills("officer", key, {**typed, "bin": "021140001117"})
    assert await desks.page("officer").locator("#bin-wrong").count() == 1
    assert await desks.page("officer").input_value("[name=bin]") == "021140001117", "given back to mend"
    await desks.fills("officer", key, typed)
    keying = place_of(desks.page("officer"))
    assert BIN not in await desks.says("second officer", f"{keying}/again"), "who keys again sees nothing of the first"
    assert "they differ" in await desks.fills("second officer", f"{keying}/again", {"bin": "040340002221"})
    sides = await desks.says("head of agency", f"{keying}/decide")
    assert {BIN, "040340002221"} <= set(re.findall(r"\d{12}", sides)), sides
    assert "received" in await desks.fills("head of agency", f"{keying}/decide", {"bin": BIN})
    card = await desks.says("head of agency", place)
    assert "Ә-41" in card
    assert keying in str(
        await desks.page("head of agency").locator("main a").evaluate_all("all => all.map(a => a.href)")
    )


async def sends_a_carrier(desks: Desks, act: str, folder: Path) -> None:
    """Packed by the program, signed for by the head, handed on, received by its seal, read in, destroyed."""
    await desks.steps_to(Way.CARRIER)
    page = desks.page("responsible")
    content = read_act(await (await page.request.get(f"{desks.seen['responsible'].base}{act}/json")).body())
    (folder / "rows.csv").write_text(ROWS, "utf-8")
    key = (await desks.people["responsible"].get("/provision/carriers-key"))["key"]
    told = ToPack(content, SET, [folder / "rows.csv"], key, "Т-41", Medium.USB, today())
    manifest = packed(told, folder / "medium")
    written = file("manifest.json", (folder / "medium" / MANIFEST_NAME).read_bytes())
    await desks.fills("responsible", "/provision/carriers/new", {"manifest": written})
    place = place_of(page)
    assert "at the body, signed" in await desks.signs("head", f"{place}/manifest", {})
    handed = {"taker": "Фельдъегер", "seal": "П-41", "receipt": "Р-42"}
    await desks.fills("responsible", f"{place}/hand-on", handed)
    await desks.fills("officer", f"{place}/receive", {"receipt": "ВХ-42", "seal": "П-41"})
    name = manifest.files[0].name
    sealed = file(name, (folder / "medium" / name).read_bytes())
    await desks.fills("officer", f"{place}/file", {"file": sealed})
    said = await desks.fills("officer", f"{place}/read", {})
    assert "read in" in said
    assert {"Фельдъегер", "П-41", "Р-42"} <= set(re.split(r"[\s,]+", said)), said
    await done(desks, (await desks.people["officer"].get(place))["delivery"])
    ended = await desks.signs("officer", f"{place}/end", {"end": "destroyed", "ending": "А-41"})
    assert "destroyed" in ended


async def climbs_and_renews(desks: Desks, act: str) -> None:
    """The letter against integration is taken back: the best way again; the act is renewed, and read side by side."""
    ladder = f"/provision/ways/{desks.way}"
    told = await desks.people["officer"].get(ladder)
    proof = next(one["id"] for one in told["ladder"]["proofs"] if one["way"] == "integration")
    said = await desks.signs("responsible", f"{ladder}/back", {"proof": proof})
    assert "There is no better way." in said
    await desks.fills("responsible", f"{act}/renew", {"number": "42-ӘМ"})
    renewed = place_of(desks.page("responsible"))
    assert "last day" in await desks.says("officer", f"{renewed}/differences")
    assert JUSTICE_BIN in await desks.says("officer", "/provision/overview")


async def sit_down(stack: AsyncExitStack, opened: Browser, demo: Demo, provision: str) -> Desks:
    """Give everybody a window and a program of their own."""
    desks, http = Desks(), await stack.enter_async_context(ClientSession(connector=TCPConnector(force_close=True)))
    for who, person in WHO.items():
        desks.seen[who] = await stack.enter_async_context(at_a_desk(opened, demo, provision, person))
        desks.people[who] = giver(demo, http, person)
        await desks.people[who].comes_in()
        await desks.seen[who].go("/")
    until = (now() + timedelta(days=30)).isoformat()
    form = {"name": MATERIAL, "purpose": "laundering", "until": until}
    desks.material = (await desks.people["officer"].post("/provision/materials", form))["material"]
    return desks


async def everything(demo: Demo, provision: str, folder: Path) -> list[str]:
    """Let everybody do all of it; return what a page logged or asked elsewhere that it must not."""
    async with browser() as opened, AsyncExitStack() as stack:
        desks = await sit_down(stack, opened, demo, provision)
        act = await make_an_act(desks)
        await gives_a_feed(desks, demo.plan.gate)
        await goes_down_by_a_letter(desks)
        await sits_at_the_workplace(desks, next(one.key for one in demo.subjects() if one.kind == "bin"))
        await sends_a_paper(desks)
        await sends_a_carrier(desks, act, folder)
        await climbs_and_renews(desks, act)
        return [f"{who}: {one}" for who, seen in desks.seen.items() for one in wrong_with(seen, demo)]


def wrong_with(seen: Watched, demo: Demo) -> list[str]:
    """What should not be in a console: a refusal that is tried, and the sandbox that holds a script back, should."""
    gateway = f":{demo.plan.gateway}/"
    return [
        *(one for one in seen.errors if "status of 4" not in one and "frame is sandboxed" not in one),
        *(one for one in seen.outside if gateway not in one),
    ]


@dataclass
class Lived:
    """The zone once everybody has done all of it, which they do once."""

    demo: Demo
    provision: str
    folder: Path
    wrong: list[str] | None = None

    async def through(self) -> list[str]:
        if self.wrong is None:
            self.wrong = await everything(self.demo, self.provision, self.folder)
        return self.wrong


@pytest.fixture(scope="module")
def lived(demo: Demo, provision: str, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return Lived(demo, provision, tmp_path_factory.mktemp("carrier"))


@pytest.mark.trial
async def test_a_set_goes_by_every_way_before_the_eyes_of_both_sides(lived: Lived) -> None:
    wrong = await lived.through()
    assert wrong == [], "\n".join(wrong)


@pytest.mark.trial
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_lived_in_zone_works_in_each_language_by_day_by_night_and_magnified(
    lived: Lived, language: str
) -> None:
    await lived.through()
    looked = Looked()
    async with browser() as opened, watched(opened, lived.provision, {}, **BY_DAY) as seen:
        await seen.page.add_init_script(BROKEN_POLICY)
        for person in WHO.values():
            async with visitor(lived.demo, person, lived.provision) as one:
                await one.comes_in_by_eds()
                await sees_everything(seen, one, looked, THOROUGH, language)
    print(told_of(looked))  # noqa: T201 - what a trial measured
    assert looked.wrong == [], "\n".join(looked.wrong)
