"""Probes for leaks: every reader asks every channel for everything, and finds what is theirs and no canary more.

Channels: pages, addresses of programs, TAXII, the feed of MISP, advisories and feeds of CSAF, webhooks, letters,
exports, files, lists, counts, and the words of refusals.
"""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from actions.sector.conftest import BANK, INSURER, OTHER_BANK, PEOPLE, settled_sector
from almasu.actions.queue_notices import Sending, send_due
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.addresses_of_sector import PLACES_OF_SECTOR, PROGRAMS_OF_SECTOR
from almasu.interfaces.taxii.serving import MachinesApp
from almasu.kernel.interchange.collection import OF_NODE
from almasu.kernel.parties.account import AccountState
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.notices import Channel, Notice, NoticePlace, body_of, words_of
from almasu.store.database import Database
from almasu.wiring.interchange import TaxiiSettings, exchange_over
from powers.canaries import CENTRE, Aviary, documents, large, small
from powers.sector_world import SectorWorld, sector_world

READERS = {"worker": BANK, "other worker": OTHER_BANK, "insurer": INSURER, "centre": CENTRE}
HEADS = {"head": BANK, "other head": OTHER_BANK}
NAMED = re.compile(r"\{(\w+)\}")


@dataclass
class Recorded:
    """Takes notices in place of a channel and keeps their very bytes."""

    channel: Channel
    came: list[bytes] = field(default_factory=list)

    async def send(self, place: UUID, to: NoticePlace, number: UUID, notice: Notice, at: datetime) -> str:
        said = body_of(number, notice, "https://x") if self.channel is Channel.WEBHOOK else b""
        self.came.append(said or words_of(notice, "https://x").encode())
        return ""


@dataclass
class Probe:
    """One sector with its canaries, its site and its server of machines."""

    aviary: Aviary
    world: SectorWorld
    machines: MachinesApp

    async def page(self, who: str, place: str) -> tuple[int, bytes]:
        answer = await self.world.open(who, place)
        return answer.status_code, answer.content

    async def program(self, who: str, path: str) -> tuple[int, bytes]:
        answer = await self.world.ask(who, f"GET {path}")
        return answer.status_code, answer.content + str(answer.headers).encode()

    async def machine(self, token: str, path: str) -> tuple[int, bytes]:
        """Ask the server of machines in this process."""
        sent: list[Mapping[str, Any]] = []
        headers = [(b"accept", b"*/*"), *([(b"authorization", f"Bearer {token}".encode())] if token else [])]
        raw, _, query = path.partition("?")
        scope = {"type": "http", "method": "GET", "path": raw, "query_string": query.encode(), "headers": headers}

        async def send(message: Mapping[str, Any]) -> None:
            sent.append(message)

        await self.machines(scope, _nothing, send)
        told = str(sent[0]["headers"]).encode()
        return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:]) + told

    def places(self, *, every: bool) -> list[str]:
        """The places of pages: those without numbers, and those of each document."""
        numbers = [str(one) for one in documents(self.aviary.canaries).values()]
        found = [place for place in PLACES_OF_SECTOR if not NAMED.search(place)]
        of_documents = [place for place in PLACES_OF_SECTOR if NAMED.findall(place) == ["document"]]
        chosen = of_documents if every else ["/documents/{document}"]
        return ["/", *found, *(one.replace("{document}", number) for one in chosen for number in numbers)]

    def paths(self, *, every: bool) -> list[str]:
        """The addresses of programs: those without numbers, and those of each document."""
        numbers = [str(one) for one in documents(self.aviary.canaries).values()]
        asked = [one.removeprefix("GET ") for one in PROGRAMS_OF_SECTOR if one.startswith("GET ")]
        found = [path for path in asked if not NAMED.search(path)]
        of_documents = [f"{API}/documents/{{document}}", f"{API}/documents/{{document}}/concern"]
        if every:
            of_documents = [path for path in asked if NAMED.findall(path) == ["document"]]
        return [*found, *(one.replace("{document}", number) for one in of_documents for number in numbers)]


async def _nothing() -> Mapping[str, Any]:
    return {"type": "http.request", "body": b""}


@pytest.fixture
async def probe(database: Database, database_url: str, tmp_path: Path) -> AsyncIterator[Probe]:
    sector = await settled_sector(database, tmp_path)
    machines = MachinesApp(exchange_over(database, sector.node.vault), TaxiiSettings("", tmp_path), sector.now)
    async with sector_world(sector, tmp_path, database_url) as world:
        yield Probe(Aviary(sector, random.Random(7)), world, machines)


async def probed(probe: Probe, *, every: bool) -> None:
    """Ask every channel as everybody."""
    await _by_people(probe, every=every)
    await _by_nobody(probe, every=every)
    await _by_machines(probe)
    await _by_notices(probe)


async def _by_people(probe: Probe, *, every: bool) -> None:
    aviary = probe.aviary
    for who, organisation in {**READERS, **(HEADS if every else {})}.items():
        read, may = set(), aviary.readable(organisation)
        for ask, paths in ((probe.page, probe.places(every=every)), (probe.program, probe.paths(every=every))):
            seen: set[str] = set()
            for path in paths:
                status, data = await ask(who, path)
                found = aviary.found(data)
                assert found <= may, f"{who} reads what is not theirs at {path} ({status})"
                assert status < 500, f"{who}: {path}"
                seen |= found
            read = seen
            of_documents = {one.word for one in aviary.canaries if one.document is not None}
            assert seen >= may & of_documents, f"{who} does not find what is theirs by {ask.__name__}"
        assert read


async def _by_nobody(probe: Probe, *, every: bool) -> None:
    """Neither whoever is not signed in nor a blocked user learns a thing."""
    sector = probe.aviary.sector
    iin = PEOPLE["insurer's head"][0]
    async with sector.node.store.transaction() as transaction:
        account = await transaction.accounts.with_iin(iin)
        assert account is not None
        await transaction.accounts.set_state(account.id, AccountState.BLOCKED, sector.now())
    for who in ("", "insurer's head"):
        for path in probe.places(every=every):
            assert probe.aviary.found((await probe.page(who, path))[1]) == set(), (who, path)
        for path in probe.paths(every=every):
            assert probe.aviary.found((await probe.program(who, path))[1]) == set(), (who, path)


def _machine_paths(events: list[str], advisories: list[str]) -> list[str]:
    objects = [
        f"/taxii2/sector/collections/{one.id}/{page}/{query}"
        for one in OF_NODE
        for page in ("objects", "manifest")
        for query in ("", "?match[version]=all", "?limit=3", "?match[type]=report")
    ]
    lists = ["manifest.json", "hashes.csv", *events]
    folders = [f"/csaf/{label}/{name}" for label in ("white", "green", "amber") for name in advisories]
    return [*objects, *(f"/feeds/misp/{name}" for name in lists), "/csaf/provider-metadata.json", *folders]


async def _by_machines(probe: Probe) -> None:
    """A machine reads alerts down to its mark, the whole of them on every channel; who is none reads what is CLEAR."""
    aviary = probe.aviary
    wide = await aviary.machine(BANK, Degree.RED)
    listed = (await probe.machine(wide, "/feeds/misp/manifest.json"))[1].decode()
    events = [f"{one}.json" for one in re.findall(r'"([0-9a-f-]{36})":\{"Orgc"', listed)]
    names = {"index.txt", "changes.csv", "feed.json"}
    for label in ("white", "green", "amber"):
        names |= set((await probe.machine(wide, f"/csaf/{label}/index.txt"))[1].decode().split("[(b'")[0].split())
    paths = _machine_paths(events, sorted(names))
    for organisation, narrowest in ((BANK, Degree.RED), (INSURER, Degree.GREEN), (OTHER_BANK, Degree.AMBER)):
        token = await aviary.machine(organisation, narrowest)
        may = aviary.for_machines(narrowest, "alert", "vulnerability")
        by_channel: dict[str, set[str]] = {}
        for path in paths:
            status, data = await probe.machine(token, path)
            assert status < 500, path
            assert aviary.found(data) <= may, f"{organisation} reads beyond its mark at {path}"
            by_channel.setdefault(path.split("/")[1], set()).update(aviary.found(data))
        assert by_channel["taxii2"] == may
        assert by_channel["feeds"] == aviary.for_machines(narrowest, "alert")
        assert by_channel["csaf"] == aviary.for_machines(narrowest, "vulnerability")
    open_to_all = aviary.for_machines(Degree.CLEAR, "vulnerability")
    expired = await aviary.machine(BANK, Degree.RED, days=-1)
    blocked = await aviary.machine(BANK, Degree.RED, blocked=True)
    for token in ("", "made up", expired, blocked):
        read = set()
        for path in paths:
            read |= aviary.found((await probe.machine(token, path))[1])
        assert read == open_to_all, "only what may be passed on without limits is there without an account"


async def _by_notices(probe: Probe) -> None:
    """Notices hold no content, and name a kind only of what is GREEN or CLEAR."""
    recorded = {channel: Recorded(channel) for channel in Channel}
    sector = probe.aviary.sector
    while await send_due(sector.node, Sending(dict(recorded)), sector.now()):
        continue
    narrow = {str(one.document) for one in probe.aviary.canaries if one.degree in (Degree.AMBER, Degree.AMBER_STRICT)}
    for one in recorded.values():
        assert one.came, "nobody was told of anything"
        for data in one.came:
            assert probe.aviary.found(data) == set()
            assert not [number for number in narrow if number.encode() in data], "a narrow document is not pointed at"


async def test_nobody_reads_on_any_channel_what_is_not_theirs(probe: Probe) -> None:
    await small(probe.aviary)
    await probed(probe, every=False)


@pytest.mark.trial
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(12))
async def test_whatever_the_order_and_however_many_nobody_reads_what_is_not_theirs(probe: Probe, seed: int) -> None:
    probe.aviary.dice = random.Random(seed)
    await large(probe.aviary, 30)
    await probed(probe, every=True)


async def test_the_probes_see_a_leak(probe: Probe) -> None:
    """Whoever may read nothing in the eyes of the probes, and reads, is found."""
    await probe.aviary.alert("worker", Degree.GREEN, sent=True)
    canary = probe.aviary.canaries[-1]
    probe.aviary.canaries[-1] = type(canary)(canary.word, frozenset(), canary.document, canary.degree, "alert")
    with pytest.raises(AssertionError, match="not theirs"):
        await _by_people(probe, every=False)
