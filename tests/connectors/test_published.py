"""What others publish, fetched over real sockets: feeds of MISP, providers of CSAF, lists; and who breaks rules."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest

from almasu.connectors.csaf.provider import CsafProvider
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.fetching import FetchLimits, SourcePlace
from almasu.connectors.egress.places import NotAllowed, networks, pinned
from almasu.connectors.misp.feed import MispFeed
from almasu.connectors.vulnerability_lists.one_list import OneList
from almasu.kernel.interchange.incoming import Fetched, FileSource, Known, ListRead, Refused
from almasu.kernel.interchange.pulling import Stop, Stopped
from almasu.testing.published.server import Publisher, serving

LOOPBACK = networks(["127.0.0.0/8"])
EVENTS = [str(UUID(int=number, version=4)) for number in range(1, 6)]


@asynccontextmanager
async def publisher() -> AsyncIterator[tuple[Publisher, str, Caller]]:
    made = Publisher()
    async with serving(made) as base:
        caller = Caller([pinned(base, LOOPBACK)])
        try:
            yield made, base, caller
        finally:
            await caller.close()


async def read(source: FileSource, known: Known | None = None) -> list[Fetched | Refused | ListRead | Stopped]:
    return [one async for one in source.files(known or Known())]


def names(found: list[Fetched | Refused | ListRead | Stopped]) -> list[str]:
    return [one.name for one in found if isinstance(one, Fetched)]


async def test_a_feed_of_misp_gives_what_changed_and_goes_on_where_it_was_cut_off() -> None:
    async with publisher() as (made, base, caller):
        for number in EVENTS:
            made.publish_event(number, {"info": "x"}, "1")
        place = SourcePlace(f"{base}/misp/")
        short = await read(MispFeed(caller, place, FetchLimits(files=2)))
        assert (names(short), short[-1]) == (EVENTS[:2], Stopped(Stop.ENOUGH))
        assert not [one for one in short if isinstance(one, ListRead)]
        rest = await read(MispFeed(caller, place), Known(tags={event: {"1"} for event in EVENTS[:2]}))
        assert (names(rest), rest[-1]) == (EVENTS[2:], Stopped(Stop.DONE))
        (now,) = [one for one in rest if isinstance(one, ListRead)]
        held = Known(now.etag, now.modified, dict.fromkeys(EVENTS, "1"))
        assert await read(MispFeed(caller, place), held) == [Stopped(Stop.DONE, "304")]
        made.publish_event(EVENTS[0], {"info": "y"}, "2")
        assert names(await read(MispFeed(caller, place), held)) == [EVENTS[0]]


async def test_one_event_that_is_gone_spoils_no_other_and_a_silent_server_ends_the_pull() -> None:
    async with publisher() as (made, base, caller):
        for number in EVENTS[:3]:
            made.publish_event(number, {"info": "x"}, "1")
        made.statuses = {f"misp/{EVENTS[0]}.json": 404}
        found = await read(MispFeed(caller, SourcePlace(f"{base}/misp/")))
        assert (found[0], names(found)) == (Refused(EVENTS[0], "404"), EVENTS[1:3])
        made.statuses = {f"misp/{EVENTS[1]}.json": 503}
        found = await read(MispFeed(caller, SourcePlace(f"{base}/misp/")))
        assert found[-1] == Stopped(Stop.SILENT, "503")


@pytest.mark.parametrize("rolie", [True, False])
async def test_a_provider_of_csaf_is_read_by_its_feed_or_its_folder_and_digests_are_checked(rolie: bool) -> None:
    async with publisher() as (made, base, caller):
        for number in (1, 2, 3):
            name, at = f"2026/a-{number}.json", f"2026-11-0{number}T00:00:00Z"
            made.publish_advisory(base, name, b"%d" % number, at, rolie=rolie)
        made.files["csaf/2026/a-2.json"] = b"forged"
        place = SourcePlace(f"{base}/csaf/provider-metadata.json")
        found = await read(CsafProvider(caller, place))
        assert names(found) == ["2026/a-3.json", "2026/a-1.json"]
        assert Refused("2026/a-2.json", "sha512") in found
        assert {one.checked for one in found if isinstance(one, Fetched)} == {"sha512"}
        held = Known(tags={one.name: {one.tag} for one in found if isinstance(one, Fetched)})
        assert names(await read(CsafProvider(caller, place), held)) == []


async def test_a_list_comes_only_where_it_changed() -> None:
    async with publisher() as (made, base, caller):
        made.files["epss.csv.gz"] = gzip.compress(b"cve,epss,percentile\nCVE-2026-1,0.5,0.9\n")
        place = SourcePlace(f"{base}/epss.csv.gz")
        found = await read(OneList(caller, place, "epss"))
        assert (names(found), found[-1]) == (["epss"], Stopped(Stop.DONE))
        (now,) = [one for one in found if isinstance(one, ListRead)]
        assert await read(OneList(caller, place, "epss"), Known(now.etag)) == [Stopped(Stop.DONE, "304")]


async def test_what_breaks_the_rules_ends_in_a_word_and_nothing_else() -> None:
    async with publisher() as (made, base, caller):
        misp, csaf = SourcePlace(f"{base}/misp/"), SourcePlace(f"{base}/csaf/provider-metadata.json")
        small = FetchLimits(list_bytes=100, file_bytes=100)
        manifest = {"misp/manifest.json": b"{}"}
        cases = [
            (manifest | {"misp/manifest.json": b"[" * 90}, MispFeed(caller, misp, small), Stop.UNREADABLE),
            ({"misp/manifest.json": b"x" * 101}, MispFeed(caller, misp, small), Stop.UNREADABLE),
            ({}, MispFeed(caller, misp), Stop.REFUSED),
            ({"csaf/provider-metadata.json": b"{}"}, CsafProvider(caller, csaf), Stop.UNREADABLE),
            (_elsewhere("http://192.0.2.1/"), CsafProvider(caller, csaf), Stop.UNREADABLE),
            (_elsewhere(f"{base}/x/", "x/changes.csv", b"a,b,c\n"), CsafProvider(caller, csaf), Stop.UNREADABLE),
        ]
        for files, source, why in cases:
            made.files = dict(files)
            assert [one.why for one in await read(source) if isinstance(one, Stopped)] == [why], files
        made.elsewhere = {"misp/manifest.json": f"{base}/other"}
        assert (await read(MispFeed(caller, misp)))[-1] == Stopped(Stop.UNREADABLE, "302")
        made.elsewhere, made.account = {}, "key"
        assert (await read(MispFeed(caller, misp)))[-1] == Stopped(Stop.REFUSED, "401")
        made.files = manifest
        known = SourcePlace(f"{base}/misp/", {"Authorization": "key"})
        assert (await read(MispFeed(caller, known)))[-1] == Stopped(Stop.DONE)
        with pytest.raises(NotAllowed):
            MispFeed(caller, SourcePlace("http://127.0.0.1:9/"))


def _elsewhere(folder: str, name: str = "none", body: bytes = b"") -> dict[str, bytes]:
    metadata = {"role": "csaf_provider", "metadata_version": "2.0", "distributions": [{"directory_url": folder}]}
    return {"csaf/provider-metadata.json": json.dumps(metadata).encode(), name: body}
