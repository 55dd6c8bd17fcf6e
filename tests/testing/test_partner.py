"""The made-up partner's collection and the made-up receiver of notices, met by the product's own callers."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.taxii.puller import Limits, TaxiiPlace, TaxiiPuller
from almasu.connectors.webhook.sender import Webhooks
from almasu.kernel.interchange.pulling import Pulled, Resume, Stop, Stopped
from almasu.kernel.sector.notices import Channel, Notice, NoticePlace, new_key
from almasu.testing.notices.receiver import PLACE, NoticeReceiver, taking_notices
from almasu.testing.published.made_up import COLLECTION, SHARED, publish_everything
from almasu.testing.published.server import Publisher, serving

LOOPBACK = networks(["127.0.0.0/8"])
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


async def test_the_partners_collection_is_read_to_its_end_and_then_only_what_came_after() -> None:
    publisher = Publisher()
    async with serving(publisher) as base:
        publish_everything(publisher, base)
        caller = Caller([pinned(base, LOOPBACK)])
        puller = TaxiiPuller(caller, TaxiiPlace(f"{base}/{COLLECTION}"), Limits(on_page=2))
        told = [one async for one in puller.pages(Resume())]
        pages = [one for one in told if isinstance(one, Pulled)]
        assert [len(one.objects) for one in pages] == [2, len(SHARED) - 2]
        assert told[-1] == Stopped(Stop.DONE)
        assert [one async for one in puller.pages(pages[-1].resume)] == [Stopped(Stop.DONE)]
        await caller.close()


async def test_the_receiver_takes_what_is_signed_under_its_key_and_nothing_else() -> None:
    key, other = new_key(b"k" * 32), new_key(b"o" * 32)
    receiver = NoticeReceiver(lambda: b"k" * 32)
    async with taking_notices(receiver) as url:
        hooks = Webhooks([url.removesuffix(PLACE)], LOOPBACK, "https://portal.example.kz")
        notice = Notice(UUID(int=1), "", UUID(int=2), "something", NOW)
        told = []
        for one in (key, other):
            place = NoticePlace(Channel.WEBHOOK, url, "", one, UUID(int=4), UUID(int=5))
            told.append(await hooks.send(UUID(int=1), place, UUID(int=3), notice, NOW))
    assert told == ["", "401"]
    assert (len(receiver.taken), receiver.refused) == (1, 1)
