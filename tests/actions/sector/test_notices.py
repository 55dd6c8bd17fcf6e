"""Notices over real sockets: signed webhooks and letters under TLS, tried again, given up, seen by their owner."""

from __future__ import annotations

import base64
import json
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web

from actions.sector.conftest import Sector
from actions.sector.localhost import certificate_of_localhost
from actions.sector.test_publish import FIELDS
from almasu.actions.queue_notices import Sending, send_due
from almasu.actions.sector import notice_places, publish
from almasu.connectors.egress.places import networks
from almasu.connectors.mail.sender import Letters, MailServer
from almasu.connectors.webhook.sender import Webhooks
from almasu.kernel.interchange.message_signature import content_digest, signature
from almasu.kernel.sector.notice_words import why_said
from almasu.kernel.sector.notices import RETRIES, Channel, NoticeState, PlaceForm, checked
from almasu.law.problem import Problem
from almasu.testing.mail.server import Mailbox, receiving

PORTAL = "https://portal.example.kz"
LOOPBACK = networks(["127.0.0.0/8"])


@asynccontextmanager
async def hook(status: list[int]) -> AsyncIterator[tuple[str, list[tuple[web.Request, bytes]]]]:
    """A receiver that answers with each status in its turn, the last one from then on."""
    came: list[tuple[web.Request, bytes]] = []

    async def take(request: web.Request) -> web.Response:
        came.append((request, await request.read()))
        return web.Response(status=status.pop(0) if len(status) > 1 else status[0])

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", came
    finally:
        await runner.cleanup()


async def opens(sector: Sector, channel: Channel, address: str, who: str = "other head") -> notice_places.Opened:
    token = sector.tokens[who]
    act = await notice_places.prepare_place(sector.node, token, PlaceForm(channel, address), sector.now())
    return await notice_places.open_place(sector.node, token, act.id, sector.signed(who, act), sector.now())


async def publishes(sector: Sector, **change: str) -> str:
    token = sector.tokens["centre"]
    act = await publish.prepare_publishing(sector.node, token, FIELDS | change, sector.now())
    kept = await publish.publish(sector.node, token, act.id, sector.signed("centre", act), sector.now())
    return str(kept.paper.id)


async def delivery(sector: Sector, who: str = "other worker") -> list[tuple[str, int, str]]:
    page = await notice_places.notices(sector.node, sector.tokens[who], "", sector.now())
    return [(paper.state, notice.tries, notice.last) for paper, notice in page.items]


async def test_a_webhook_is_signed_tried_again_and_says_no_more_than_it_may(sector: Sector) -> None:
    async with hook([503, 200]) as (url, came):
        opened = await opens(sector, Channel.WEBHOOK, url)
        sending = Sending({Channel.WEBHOOK: Webhooks([url.removesuffix("/hook")], LOOPBACK, PORTAL)})
        document = await publishes(sector)
        assert await send_due(sector.node, sending, sector.now()) == 1
        assert await delivery(sector) == [(NoticeState.WAITING, 1, "503")]
        assert await send_due(sector.node, sending, sector.now()) == 0
        sector.world.clock.at += RETRIES[0]
        assert await send_due(sector.node, sending, sector.now()) == 1
        assert await delivery(sector) == [(NoticeState.DELIVERED, 2, "")]
        assert await delivery(sector, "worker") == []
        request, body = came[-1]
        assert json.loads(body)["look"] == f"{PORTAL}/documents/{document}"
        assert json.loads(body)["kind"] == "vulnerability_alert"
        assert request.headers["Content-Digest"] == content_digest(body)
        parameters = request.headers["Signature-Input"].removeprefix("notice=")
        covered = (
            ("@method", "POST"),
            ("@target-uri", url),
            ("content-type", request.headers["Content-Type"]),
            ("content-digest", request.headers["Content-Digest"]),
        )
        code = base64.b64encode(signature(covered, parameters, base64.b64decode(opened.key))).decode()
        assert request.headers["Signature"] == f"notice=:{code}:"
        assert len({json.loads(each)["notice"] for _, each in came}) == 1, "the receiver knows a repetition"
        await publishes(sector, confidentiality="amber")
        await send_due(sector.node, sending, sector.now())
        assert json.loads(came[-1][1]) | {"notice": "", "at": ""} == {
            "notice": "", "at": "", "kind": "something", "look": f"{PORTAL}/",
        }  # fmt: skip


async def test_nothing_goes_where_the_operator_lets_nothing_out_and_in_the_end_it_is_given_up(sector: Sector) -> None:
    async with hook([200]) as (url, came):
        await opens(sector, Channel.WEBHOOK, url)
        origin = url.removesuffix("/hook")
        for webhooks, why in (
            (Webhooks([], LOOPBACK, PORTAL), "place not listed"),
            (Webhooks([origin], (), PORTAL), "place not allowed"),
            (Webhooks([origin.replace("http:", "https:")], LOOPBACK, PORTAL), "place not listed"),
        ):
            await publishes(sector)
            sending = Sending({Channel.WEBHOOK: webhooks})
            while await send_due(sector.node, sending, sector.now()):
                sector.world.clock.at += timedelta(days=2)
                await sector.again()
            assert (await delivery(sector))[0] == (NoticeState.GIVEN_UP, len(RETRIES) + 1, why)
        assert came == []


async def test_a_closed_place_gets_nothing_and_only_its_owner_closes_it(sector: Sector) -> None:
    async with hook([200]) as (url, came):
        opened = await opens(sector, Channel.WEBHOOK, url)
        await publishes(sector)
        node, number = sector.node, opened.paper.id
        for who, code in (("head", "sector.notice_place_absent"), ("other worker", "account.role")):
            with pytest.raises(Problem, match=code.replace(".", r"\.")):
                await notice_places.prepare_closing(node, sector.tokens[who], number, sector.now())
        assert await notice_places.take_key(node, sector.tokens["other head"], number, sector.now()) == opened.key
        act = await notice_places.prepare_closing(node, sector.tokens["other head"], number, sector.now())
        cms = sector.signed("other head", act)
        await notice_places.close_place(node, sector.tokens["other head"], act.id, cms, sector.now())
        sending = Sending({Channel.WEBHOOK: Webhooks([url.removesuffix("/hook")], LOOPBACK, PORTAL)})
        await send_due(node, sending, sector.now())
        assert (await delivery(sector), came) == ([(NoticeState.GIVEN_UP, 0, "closed")], [])
        with pytest.raises(Problem, match=r"sector\.notice_place_absent"):
            await notice_places.take_key(node, sector.tokens["other head"], number, sector.now())


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        (Channel.WEBHOOK, "ftp://x.example/"),
        (Channel.WEBHOOK, "http://x.example/"),
        (Channel.WEBHOOK, "http://127.0.0.1.x.example/"),
        (Channel.WEBHOOK, "https://user:pass@x.example/"),
        (Channel.WEBHOOK, "https://x.example/#part"),
        (Channel.WEBHOOK, "https:///path"),
        (Channel.WEBHOOK, "https://x.example:99999/"),
        (Channel.MAIL, "somebody"),
        (Channel.MAIL, "a@b.kz\nBcc: c@d.kz"),
        (Channel.MAIL, f"{'a' * 600}@b.kz"),
    ],
    ids=range(10),
)
async def test_an_address_that_leads_nowhere_lawful_is_refused(channel: Channel, address: str) -> None:
    with pytest.raises(Problem, match=r"sector\.notice_place"):
        checked(PlaceForm(channel, address))


async def test_a_letter_goes_under_tls_and_holds_no_content(sector: Sector, tmp_path: Path) -> None:
    chain, key = certificate_of_localhost(tmp_path)
    served, trusted = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context(cafile=chain)
    served.load_cert_chain(chain, key)
    mailbox = Mailbox()
    async with receiving(mailbox, served) as port:
        await opens(sector, Channel.MAIL, "soc@bank.example.kz")
        document = await publishes(sector, confidentiality="amber_strict", description="Құпия мазмұн")
        distrusting = MailServer("localhost", port, "almasu@centre.example.kz")
        await send_due(sector.node, Sending({Channel.MAIL: Letters(distrusting, PORTAL)}), sector.now())
        ((state, _, why),) = await delivery(sector)
        assert (state, bool(why), mailbox.letters) == (NoticeState.WAITING, True, [])
        sending = Sending(
            {Channel.MAIL: Letters(MailServer("localhost", port, "almasu@centre.example.kz", tls=trusted), PORTAL)}
        )
        mailbox.refuses = "451 later"
        sector.world.clock.at += RETRIES[0]
        await send_due(sector.node, sending, sector.now())
        assert (await delivery(sector))[0][2] == "SMTP 451"
        mailbox.refuses = ""
        sector.world.clock.at += RETRIES[1]
        await send_due(sector.node, sending, sector.now())
        (letter,) = mailbox.letters
        said = str(letter.get_payload(decode=True), "utf-8") if letter.get_payload(decode=True) else str(letter)
        assert (letter["To"], f"{PORTAL}/" in said) == ("soc@bank.example.kz", True)
        assert document not in said
        assert "Құпия" not in said
        assert (await delivery(sector))[0][0] == NoticeState.DELIVERED


def test_why_a_notice_was_not_taken_is_said_in_words() -> None:
    said = {one: why_said(one) for one in ("place not listed", "no_connection", "503", "SMTP 550", "TimeoutError")}
    assert [words.ru for words, _ in said.values()] == [
        "оператор не разрешил выход на этот адрес",
        "не удалось соединиться",
        *["получатель отказал:"] * 2,
        "не доставлено:",
    ]
    assert [code for _, code in said.values()] == ["", "", "503", "SMTP 550", "TimeoutError"]
