"""The recording gateway, tried over real sockets by an officer at work and by somebody who is not one (FMA-3.2)."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from msgspec.structs import replace

import patience
from actions.provision.conftest import BODY
from actions.provision.test_under_way import ASKED, OTHER, replaced, without
from almasu.actions.provision import destroy, looks, materials, seats, see_received, sittings
from almasu.actions.provision.ladders import KeptLadders, Moved
from almasu.actions.provision.seats import Back
from almasu.actions.provision.see_wordings import wordings
from almasu.kernel.parties.account import AccountState
from almasu.kernel.parties.session import token_hash
from almasu.kernel.provision.ladder import proved, stepped
from almasu.kernel.provision.material import Holds
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.seat import Cut
from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.provision.under_material import UnderKind
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem
from interfaces.workplace.conftest import IIN, OWNER, Desk
from kernel.provision.acts import act_of
from kernel.provision.conftest import LONGEST, letter

WHY = "Тапсырма бойынша қайта қаралады."


async def ended(desk: Desk) -> Cut | None:
    one, _ = await sittings.sitting(desk.zone.node, desk.zone.tokens["head of agency"], desk.sitting, desk.zone.now())
    return one.sitting.why


async def test_an_officer_works_at_the_application_and_every_exchange_is_recorded_before_it_is_shown(
    desk: Desk,
) -> None:
    await desk.opens()
    status, page = await desk.goes("/")
    assert (status, "Көлік / Транспорт" in page) == (200, True)
    status, page = await desk.goes("/search", "POST", data={"q": IIN}, headers={"accept-language": "en"})
    assert (status, "777KZT02" in page, OWNER in page) == (200, True, False)
    assert "Not in the joint act, so not shown (clause 5): owner" in page
    async with desk.http.get(f"{desk.address}/extract/7.csv") as file:
        assert file.headers["content-disposition"].startswith("attachment")
        told = await file.text()
        assert ("777KZT02" in told, OWNER in told) == (True, False)
        assert "script-src 'none'" in file.headers["content-security-policy"]
    status, page = await desk.goes("/again")
    assert (status, "Көлік" in page) == (200, True), "a redirect within the application is followed"
    people = {person for person, _ in desk.application.seen}
    assert len(people) == 1, "the person is one pseudonym"
    account = desk.zone.accounts["officer"]
    assert not {str(account.id), account.person.iin, account.person.surname} & people
    node, at, own = desk.zone.node, desk.zone.now(), desk.zone.tokens["officer"]
    seen = (await looks.looks(node, own, desk.sitting, "", 50, at)).items
    assert [(one.number, one.method, one.path, one.status) for one in reversed(seen)] == [
        (1, "GET", "/", 200),
        (2, "POST", "/search", 200),
        (3, "GET", "/extract/7.csv", 200),
        (4, "GET", "/again", 302),
        (5, "GET", "/?again=1", 200),
    ]
    assert seen[3].sent == len(f"q={IIN}")
    assert [one.cuts for one in reversed(seen)][:3] == [(), ("owner",), ("owner",)]
    outline = (await looks.looks(node, desk.zone.tokens["head"], desk.sitting, "", 50, at)).items
    assert [(one.number, one.path, one.received_sha256, one.status) for one in outline][-1] == (1, "", "", 200)
    told = await desk.zone.told("provision_looked")
    assert [(one["number"], one["cuts"]) for one in told] == [(1, 0), (2, 1), (3, 1), (4, 0), (5, 0)]
    assert IIN not in str(told)
    assert len(told[0]["record"]) == 64
    status, _ = await desk.goes("/almasu/leave", "POST")
    assert status == 200
    assert (await desk.goes("/"))[0] == 401
    assert await ended(desk) is Cut.LEFT
    moved = await desk.zone.told("provision_sitting_moved")
    assert [one["paper_state"] for one in moved] == ["waiting", "open", "ended"]
    assert (moved[-1]["looks"], moved[0]["edition"]) == (5, "FMA-2025")
    began = (await sittings.sitting(node, own, desk.sitting, at))[0].sitting.since
    worded = await wordings(node, own, began, at)
    assert {clause: one.id for clause, one in worded.items()} == {"3": "FMA-2025", "4": "FMA-2025"}


HELD: tuple[tuple[str, str, dict[str, Any], int, str], ...] = (
    ("PUT", "/", {}, 405, "method"),
    ("GET", "/?" + "a" * 2_100, {}, 405, "method"),
    ("POST", "/upload", {"data": b"x", "headers": {"content-type": "application/zip"}}, 403, "upload"),
    ("POST", "/search", {"data": {"q": "9" * 70_000}}, 413, "too_large"),
    ("GET", "/stream", {}, 403, "stream"),
    ("GET", "/", {"headers": {"upgrade": "websocket", "connection": "Upgrade"}}, 403, "stream"),
    ("GET", "/elsewhere", {"allow_redirects": False}, 502, "elsewhere"),
    ("GET", "/unnamed", {}, 403, "unreadable"),
)
"""Another method, a long address, a file, a huge form, a stream, a web socket, another place, values without names."""


async def test_what_may_not_pass_is_held_with_a_page_and_recorded(desk: Desk) -> None:
    await desk.opens()
    for method, path, told, status, _ in HELD:
        assert (await desk.goes(path, method, **told))[0] == status, path
    own = desk.zone.tokens["officer"]
    seen = (await looks.looks(desk.zone.node, own, desk.sitting, "", 50, desk.zone.now())).items
    assert [one.fate for one in reversed(seen)] == [fate for *_, fate in HELD]


async def raw(desk: Desk, request: bytes) -> bytes:
    """Send bytes as no browser would, with the pass of this desk, and return the first line that comes."""
    host = desk.address.removeprefix("http://")
    cookie = "; ".join(f"{one.key}={one.value}" for one in desk.http.cookie_jar)
    reader, writer = await asyncio.open_connection(*host.split(":"))
    writer.write(request + f"host: {host}\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n".encode())
    said = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return said.partition(b"\r\n")[0]


SMUGGLED = (
    b"GET @elsewhere.example/ HTTP/1.1\r\n",
    b"GET /a/../extract/7.csv HTTP/1.1\r\n",
    b"GET /a/%2e%2e/extract/7.csv HTTP/1.1\r\n",
    b"GET /sw.js HTTP/1.1\r\nservice-worker: script\r\n",
    b"POST /search HTTP/1.1\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n",
    b"GET / HTTP/1.1\r\nhost: elsewhere.example\r\n",
    b"GET / HTTP/1.1\r\naccept: a\x00b\r\n",
)
"""Another host in the address, dots, dots written otherwise, a worker, two lengths, two hosts, a header with a zero."""


async def test_an_application_is_asked_for_nothing_that_is_not_recorded_and_for_nobody_else(desk: Desk) -> None:
    await desk.opens()
    said = [await raw(desk, request) for request in SMUGGLED]
    assert all(one[9:12] in (b"400", b"403", b"405", b"421") for one in said), said
    assert desk.application.seen == []
    assert (await desk.goes("/"))[0] == 200
    first = {one.key: one.value for one in desk.http.cookie_jar if one.key.startswith("arm-")}
    assert list(first.values()) == ["1"]
    async with desk.http.get(await desk.sits_down(), allow_redirects=False) as opened:
        assert opened.headers["clear-site-data"] == '"storage"'
    desk.http.cookie_jar.update_cookies(first)
    assert (await desk.goes("/"))[0] == 200
    again = [one.value for one in desk.http.cookie_jar if one.key.startswith("arm-") and one.key not in first]
    assert again == ["1"], "the application is told nothing of the session before"


async def test_the_frame_speaks_the_language_chosen_in_the_portal_and_calls_body_and_set_by_name(desk: Desk) -> None:
    english, elsewhere = {"accept-language": "en"}, {"sec-fetch-site": "cross-site"}
    opens = f"{(await desk.sits_down()).removeprefix(desk.address)}&language=ru"
    status, page = await desk.goes(opens, headers={**english, **elsewhere})
    assert (status, "Открыть АРМ" in page) == (200, True)
    form = dict(re.findall(r'name="([a-z]+)" value="([^"]+)"', page))
    status, page = await desk.goes("/almasu/open", "POST", data=form, headers=english)
    assert (status, "Сеанс записывается" in page, act_of().body_name.ru in page) == (200, True, True)
    assert (act_of().data_sets[0].name.ru in page, BODY in page) == (True, False)
    _, page = await desk.goes("/search?language=kk", headers=english)
    assert 'lang="kk"' not in page, "a member of the application's own is none of ours"
    await desk.goes("/almasu/leave", "POST", headers={"sec-fetch-site": "same-origin"})
    _, page = await desk.goes("/almasu/ended", headers=english)
    assert "Сеанс в АРМ завершён" in page
    assert '/provision/seats?language=ru">К моим доступам на портале</a>' in page, "nobody is left without a way back"


async def test_nobody_comes_in_without_a_fresh_ticket_and_the_pass_of_this_host(desk: Desk) -> None:
    opens = await desk.sits_down()
    assert (await desk.goes("/"))[0] == 401
    for wrong in ("", "x", opens.rpartition("=")[2][:-2] + "AA", "0" * 32 + ".x"):
        assert (await desk.goes(f"/almasu/open?ticket={wrong}"))[0] == 401
    elsewhere = {"sec-fetch-site": "cross-site"}
    status, page = await desk.goes(opens.removeprefix(desk.address), headers=elsewhere)
    ticket = opens.rpartition("=")[2]
    assert (status, f'value="{ticket}"' in page, len(desk.http.cookie_jar)) == (200, True, 0), "nothing is taken yet"
    status, page = await desk.goes("/almasu/open?ticket=%22%3E%3Cscript%3E", headers=elsewhere)
    assert (status, "<script>" in page) == (200, False)
    assert (await desk.goes("/almasu/open", "POST", data={"ticket": ticket}, headers=elsewhere))[0] == 403
    assert (await desk.goes("/almasu/open", "POST", data={"ticket": "9" * 3_000}))[0] == 413
    same = {"sec-fetch-site": "same-origin"}
    taking = {"data": {"ticket": ticket}, "headers": same, "allow_redirects": False}
    async with desk.http.post(f"{desk.address}/almasu/open", **taking) as taken:
        assert (taken.status, taken.headers["location"]) == (303, "/almasu/")
        cookie = taken.headers["set-cookie"]
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert (await desk.goes(opens.removeprefix(desk.address)))[0] == 401, "a ticket is taken once"
    assert (await desk.goes("/", headers={"host": "rebound.example"}))[0] == 421
    assert (await desk.goes("/", headers={"sec-fetch-site": "same-site"}))[0] == 403
    assert (await desk.goes("/"))[0] == 200
    late = await desk.sits_down()
    desk.zone.world.clock.forward(seconds=61)
    assert (await desk.goes(late.removeprefix(desk.address)))[0] == 401
    assert desk.application.seen == [(desk.application.seen[0][0], "/")]


async def test_what_is_under_way_is_cut_within_a_second_of_a_revocation_and_the_frame_is_told(desk: Desk) -> None:
    await desk.opens()
    async with desk.http.get(f"{desk.address}/almasu/state") as stream:
        hangs = asyncio.create_task(desk.goes("/hangs"))
        async for _ in patience.looks(0.02):
            if any(path == "/hangs" for _, path in desk.application.seen):
                break
        why = Back(desk.seat, "Қызметкер басқа бөлімге ауысты.")
        await desk.zone.signs("head", seats.prepare_back, seats.revoke_seat, why)
        status, _ = await hangs
        told = await stream.content.read()
    assert status == 401, "the application answered before it was cut"
    assert b"event: ended" in told
    assert await ended(desk) is Cut.REVOKED
    status, page = await desk.goes("/almasu/ended", headers={"accept-language": "en"})
    assert "The seat was taken back" in page


async def blocked(desk: Desk) -> None:
    async with desk.zone.node.store.transaction() as transaction:
        account = desk.zone.accounts["officer"].id
        await transaction.accounts.set_state(account, AccountState.BLOCKED, desk.zone.now())


async def stopped(desk: Desk) -> None:
    await sittings.end_by_hand(desk.zone.node, desk.zone.tokens["responsible"], desk.sitting, desk.zone.now())


async def signed_out(desk: Desk) -> None:
    async with desk.zone.node.store.transaction() as transaction:
        await transaction.sessions.end(token_hash(desk.zone.tokens["officer"]), desk.zone.now())


async def dropped(desk: Desk) -> None:
    """One new version of the act has fewer fields: they are cut at once. The next one has not the set."""
    await replaced(desk.zone, act_of(without(ASKED, "plate")))
    status, page = await desk.goes("/search", "POST", data={"q": IIN})
    assert (status, IIN in page, "777KZT02" in page) == (200, True, False)
    await replaced(desk.zone, act_of(OTHER))


async def climbed(desk: Desk) -> None:
    async with desk.zone.node.store.transaction() as transaction:
        ladders, at = KeptLadders(desk.zone.node, transaction), desk.zone.now()
        paper, found = await ladders.to_change(BODY, "vehicles", at)
        await ladders.change(paper, replace(found, proofs=()), Moved("taken_back", at))


async def test_an_open_session_ends_by_itself_whatever_takes_its_right(desk: Desk) -> None:
    ways = (
        (stopped, Cut.STOPPED),
        (dropped, Cut.ACT_ENDED),
        (signed_out, Cut.LEFT),
        (climbed, Cut.WAY_CHANGED),
        (blocked, Cut.BLOCKED),
    )
    for takes, why in ways:
        await desk.zone.again()
        if takes is blocked:
            await standing_again(desk)
        await desk.opens()
        await takes(desk)
        async for _ in patience.looks(0.05):
            if await ended(desk) is not None:
                break
        assert await ended(desk) is why
        assert (await desk.goes("/"))[0] == 401
        if takes is dropped:
            await replaced(desk.zone, act_of(ASKED))


async def standing_again(desk: Desk) -> None:
    """The set is at the workplace once more: a new letter stands against integration."""
    async with desk.zone.node.store.transaction() as transaction:
        ladders, at = KeptLadders(desk.zone.node, transaction), desk.zone.now()
        paper, found = await ladders.to_change(BODY, "vehicles", at)
        by = Actor(desk.zone.accounts["responsible"].id, Duty.RESPONSIBLE, BODY)
        found = proved(found, letter(Way.INTEGRATION, at), by, at, LONGEST)
        found = found if found.way is Way.WORKPLACE else stepped(found, Way.WORKPLACE, at)
        await ladders.change(paper, found, Moved("stepped", at))


async def test_what_is_seen_is_kept_under_a_material_where_the_seat_says_so_and_goes_with_it(desk: Desk) -> None:
    zone = desk.zone
    keeps = await zone.signs(
        "responsible",
        seats.prepare_seat,
        seats.issue_seat,
        seats.Form("vehicles", zone.accounts["officer"].person.iin, zone.now() + timedelta(days=5), WHY, keeps=True),
    )
    desk.seat = keeps.paper.id
    with pytest.raises(Problem, match=r"provision\.sitting\.material"):
        await desk.sits_down()
    until, own = zone.now() + timedelta(days=30), zone.tokens["officer"]
    material = await materials.open_material(zone.node, own, "2026/7", "laundering", until, zone.now())
    await desk.opens(material)
    await desk.goes("/search", "POST", data={"q": IIN})
    look = (await looks.looks(zone.node, own, desk.sitting, "", 50, zone.now())).items[0]
    opened = await looks.open_look(zone.node, own, look.id, "laundering", WHY, zone.now())
    came = opened.received.provenance
    assert (came.way, came.delivery, came.line, came.act_version) == (Way.WORKPLACE, desk.sitting, look.number, 1)
    assert opened.received.secrecy == (Secrecy.OPEN, Secrecy.PERSONAL)
    for purpose, code in (("terrorist_financing", "received.purpose"), ("statistics", "act.purpose")):
        with pytest.raises(Problem, match=code):
            await looks.open_look(zone.node, own, look.id, purpose, WHY, zone.now())
    assert (opened.content.sent, b"777KZT02" in opened.content.received) == (f"q={IIN}".encode(), True)
    assert OWNER.encode() not in opened.content.received, "what is beyond the act is kept nowhere"
    for who, code in (("second officer", "paper.unknown"), ("head", "account.role"), ("officer", "words_needed")):
        why = "" if who == "officer" else WHY
        with pytest.raises(Problem, match=code.replace(".", r"\.")):
            await looks.open_look(zone.node, zone.tokens[who], look.id, "laundering", why, zone.now())
    assert await looks.seen_under(zone.node, own, desk.sitting, zone.now()) == (material, True)
    held = await see_received.material(zone.node, own, material, "", 50, zone.now())
    assert [(one.kind, one.id, one.count) for one in held.beside] == [(UnderKind.SESSION, desk.sitting, 1)]
    await zone.signs("officer", destroy.prepare_destruction, destroy.destroy, material, WHY)
    (gone,) = await see_received.destroyed_materials(zone.node, own, zone.now())
    assert gone.material.destroyed is not None
    assert gone.material.destroyed.held == Holds(looks=1), "its page tells that what was seen went"
    assert await looks.seen_under(zone.node, own, desk.sitting, zone.now()) == (material, False)
    assert await looks.seen_under(zone.node, zone.tokens["head"], desk.sitting, zone.now()) is None
    (left,) = (await looks.looks(zone.node, own, desk.sitting, "", 50, zone.now())).items
    assert (left.number, left.kept) == (look.number, False), "a page leads to nothing that is no more"
    status, page = await desk.goes("/search", "POST", data={"q": IIN})
    assert (status, "777KZT02" in page, await ended(desk)) == (401, False, Cut.MATERIAL_ENDED)
    assert len((await looks.looks(zone.node, own, desk.sitting, "", 50, zone.now())).items) == 1
    with pytest.raises(Problem, match=r"provision\.material\.absent"):
        await looks.open_look(zone.node, own, look.id, "laundering", WHY, zone.now())
    told, *_ = await zone.told("provision_sitting_viewed")
    assert (told["number"], told["purpose"], told["material"]) == (1, "laundering", str(material))
    refused = [one["reason"] for one in await zone.told("provision_use_refused")]
    assert refused[:2] == ["provision.received.purpose", "provision.act.purpose"]


async def test_the_application_trusts_the_certificate_of_the_gateway_alone(desk: Desk) -> None:
    sheet = desk.zone.node.workplaces
    home = sheet.home(BODY, "vehicles")
    with pytest.raises(aiohttp.ClientError):
        async with desk.http.get(f"{home}/", ssl=False, headers={"X-Almasu-Person": "somebody"}) as answer:
            await answer.read()
    assert desk.application.seen == []
