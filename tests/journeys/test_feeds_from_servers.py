"""XML and Parquet from a body's own servers, over SFTP and over HTTPS: whole, then changes, then files that are wrong.

The body's officer registers each server on a page by their key, with the channel first, and asks for the files there.
The servers are real ones on the loopback, the worker of the node fetches and reads.
"""

from __future__ import annotations

import hashlib
import json
import re
import ssl
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncssh
import duckdb
import msgspec
import pytest
from aiohttp import ClientSession, encode_basic_auth

from almasu.kernel.provision.way import Way
from almasu.law.moment import in_astana
from almasu.testing.feeds.servers import USER, Shelf, https_server, sftp_server
from almasu.testing.outside.member import Member
from almasu.testing.provision.bodies import AGENCY_BIN, INTERIOR_BIN, somebody
from almasu.testing.workplace.keys import make_keys
from almasu.wiring.demo.plan import HOST
from almasu.wiring.demo.preparation import PROVISION_FOLDER
from almasu.wiring.demo.provision import giver
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.shut import registers
from almasu.wiring.feed_sources import FEEDS, read_feed_sheet
from almasu.wiring.provision import SYSTEMS_FOLDER
from almasu.wiring.running import now
from journeys.test_asking_a_body import comes_to_force
from journeys.visitor import Visitor, visitor
from kernel.provision.acts import ACT, VEHICLES
from patience import looks

pytestmark = pytest.mark.timeout(300)
SIDES = {
    "responsible": somebody("body_responsible", INTERIOR_BIN),
    "head": somebody("head_of_body", INTERIOR_BIN),
    "officer": somebody("agency_officer"),
    "head of agency": somebody("head_of_agency"),
}
SETS = {
    "cars_xml_sftp": ("xml", "full"),
    "cars_parquet_sftp": ("parquet", "incremental"),
    "cars_xml_https": ("xml", "incremental"),
    "cars_parquet_https": ("parquet", "full"),
}
"""The format and the extent of each set by its code, whose last word is how its file comes."""
PASSWORD, FIRST, SECOND = "a password of the journey", "850101300015", "850412300016"
WRONG = "850412300017"
Row = Mapping[str, str]


def row(number: int, iin: str, **more: str) -> Row:
    return {"row_id": str(number), "iin": iin, "plate": "777KZT02", "since": "2024-05-06", "colour": "red", **more}


WHOLE = (row(1, FIRST), row(2, WRONG), row(3, SECOND))
CHANGED = (row(1, FIRST, _change="gone"), row(3, SECOND, colour="white", _change="put"), row(4, SECOND, _change="new"))


def xml(rows: Sequence[Row]) -> bytes:
    fields = ("".join(f"<{name}>{value}</{name}>" for name, value in one.items()) for one in rows)
    return f"<rows>{''.join(f'<row>{one}</row>' for one in fields)}</rows>".encode()


def parquet(rows: Sequence[Row], folder: Path) -> bytes:
    (folder / "rows.json").write_text(json.dumps([*rows]), "utf-8")
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"create table t ({', '.join(f'{name} varchar' for name in rows[0])})")
        connection.execute(f"insert into t select * from read_json('{folder / 'rows.json'}')")
        connection.table("t").write_parquet(str(folder / "rows.parquet"))
    return (folder / "rows.parquet").read_bytes()


def files(rows: Sequence[Row], folder: Path) -> dict[str, bytes]:
    """The same rows as the file of every set."""
    return {code: xml(rows) if form == "xml" else parquet(rows, folder) for code, (form, _) in SETS.items()}


def act_of_today() -> dict[str, Any]:
    day = in_astana(now()).date()
    sets = [
        {**VEHICLES, "code": code, "schedule": {**VEHICLES["schedule"], "format": form, "extent": extent}}
        for code, (form, extent) in SETS.items()
    ]
    return {
        **ACT,
        "body": INTERIOR_BIN,
        "agency": AGENCY_BIN,
        "since": day.isoformat(),
        "until": (day + timedelta(days=300)).isoformat(),
        "sources": [{**ACT["sources"][0], "owner": INTERIOR_BIN}],
        "data_sets": sets,
        "compliance": [
            {"side": side, "act": act, "as_of": (day - timedelta(days=30)).isoformat(), "document": f"{act}/1"}
            for side in ("body", "agency")
            for act in ("179", "832")
        ],
    }


@dataclass(slots=True)
class Servers:
    """The body's servers: the folder behind SFTP, the shelf of each set behind HTTPS, and how each is registered."""

    folder: Path
    shelves: dict[str, Shelf]
    cards: dict[str, dict[str, str]]

    def put(self, given: Mapping[str, bytes]) -> None:
        for code, data in given.items():
            if code in self.shelves:
                self.shelves[code].data = data
            else:
                (self.folder / f"{code}.{SETS[code][0]}").write_bytes(data)


@asynccontextmanager
async def servers_of_body(folder: Path) -> AsyncIterator[Servers]:
    make_keys(folder, HOST, now())
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(folder / "application.crt", folder / "secrets" / "application.key")
    known, shelf = folder / "known", folder / "shelf"
    asyncssh.generate_private_key("ssh-ed25519").write_public_key(str(known))
    shelf.mkdir()
    found = Servers(shelf, {}, {})
    account = {"user": USER, "password": PASSWORD}
    async with AsyncExitStack() as opened:
        sftp, host_key = await opened.enter_async_context(sftp_server(shelf, PASSWORD, known))
        for code, (form, _) in SETS.items():
            if code.endswith("sftp"):
                found.cards[code] = {**account, "address": f"sftp://{HOST}:{sftp}/{code}.{form}", "host_key": host_key}
                continue
            found.shelves[code] = Shelf(b"", account=encode_basic_auth(USER, PASSWORD))
            port = await opened.enter_async_context(https_server(found.shelves[code], tls))
            roots = (folder / "application.crt").read_text("ascii")
            found.cards[code] = {**account, "address": f"https://{HOST}:{port}/{code}.{form}", "roots": roots}
        yield found


@contextmanager
def permitted(demo: Demo, servers: Servers) -> Iterator[None]:
    """The operator permits the places of the servers, until the end of the journey."""
    path = demo.data / PROVISION_FOLDER / SYSTEMS_FOLDER / FEEDS
    before, sheet = path.read_bytes(), read_feed_sheet(path)
    places = {one["address"].split("/")[2] for one in servers.cards.values()}
    path.write_bytes(msgspec.yaml.encode(msgspec.structs.replace(sheet, places=(*sheet.places, *sorted(places)))))
    try:
        yield
    finally:
        path.write_bytes(before)


async def asks_for(body: Visitor, given: Member, codes: Collection[str]) -> dict[str, Any]:
    """Ask for the files of some sets on the page and wait until each was read; return what became of each."""
    before = {one["data_set"]: one["delivery"] for one in await given.get("/provision/fetches")}
    for code in codes:
        await body.fills_in("/provision/fetches/new", {"data_set": code})
        assert body.last.path == "/provision/fetches", body.last.words
    became: dict[str, Any] = {}
    async for _ in looks():
        fetched = {one["data_set"]: one for one in await given.get("/provision/fetches") if one["data_set"] in codes}
        for code, one in fetched.items():
            if one["delivery"] != before.get(code) and one["became"] not in ("", "reading"):
                became[code] = await given.get(f"/provision/deliveries/{one['delivery']}")
        if len(became) == len(codes):
            break
    assert set(became) == set(codes), fetched
    return became


def told(one: Any) -> tuple[Any, ...]:
    """What became of a file: its state, its rows, what is told of it by line, field and reason."""
    line = one["delivery"]
    flaws = [(flaw["line"], flaw["field"], flaw["reason"]) for flaw in one["flaws"]]
    return line["state"], line["accepted"], line["rejected"], flaws


async def found_in(officer: Member, material: str, code: str, iin: str) -> list[str]:
    """The colours that an officer finds in a set by a number."""
    search = {
        "body": INTERIOR_BIN,
        "data_set": code,
        "key": "iin",
        "value": iin,
        "why": "Тапсырма бойынша тексеріледі.",
    }
    colours = []
    for card in await officer.post(f"/provision/materials/{material}/findings", search):
        use = {"use": "open", "purpose": "laundering", "why": search["why"]}
        shown = await officer.post(f"/provision/received/{card['received']['id']}/uses", use)
        colours += [value["value"] for row in shown["rows"] for value in row if value["field"] == "colour"]
    return colours


async def registers_servers(body: Visitor, servers: Servers) -> None:
    """Register the server of every set on the page, by a signature; the password is shown to nobody again."""
    for code, card in servers.cards.items():
        await body.does("/provision/servers/new", {"data_set": code, **card})
    await body.goes("/provision/servers")
    assert all(card["address"] in body.last.words for card in servers.cards.values())
    assert PASSWORD not in body.last.text


async def gives_changes(body: Visitor, officer: Member, servers: Servers, material: str, folder: Path) -> None:
    """A row that is gone is found no more, a changed one as it is now; a word that is no change is told."""
    changing = [code for code, (_, extent) in SETS.items() if extent == "incremental"]
    changes = files(CHANGED, folder)
    servers.put({code: changes[code] for code in changing})
    for code, one in (await asks_for(body, officer, changing)).items():
        assert one["delivery"]["extent"] == "incremental"
        assert told(one) == ("done", 2, 1, [(3, "_change", "not_a_change")]), code
        assert await found_in(officer, material, code, FIRST) == []
        assert await found_in(officer, material, code, SECOND) == ["white"]


async def gives_wrong_files(body: Visitor, people: Mapping[str, Member], servers: Servers, folder: Path) -> None:
    """Every wrong file ends in a report in words, and what counted before stays as it is."""
    good = files(WHOLE, folder)
    wrong = {
        "cars_xml_sftp": b'<!DOCTYPE rows [<!ENTITY a "x">]>' + good["cars_xml_sftp"],
        "cars_parquet_sftp": good["cars_parquet_sftp"][:-30],
        "cars_xml_https": xml([*WHOLE, row(5, FIRST, colour="@")]).replace(b"@", b"\xff"),
        "cars_parquet_https": parquet([{"number": "1"}], folder),
    }
    servers.put(wrong)
    became = await asks_for(body, people["officer"], SETS)
    assert {code: told(one) for code, one in became.items()} == {
        "cars_xml_sftp": ("refused", 0, 0, [(1, "", "markup")]),
        "cars_parquet_sftp": ("refused", 0, 0, [(1, "", "truncated")]),
        "cars_xml_https": ("refused", 0, 0, [(4, "colour", "not_utf8")]),
        "cars_parquet_https": ("refused", 0, 0, [(1, "row_id", "lacks_column")]),
    }
    await body.goes("/provision/fetches", language="en")
    assert body.last.words.count("refused as a whole") == len(SETS)
    page = f"/provision/deliveries/{became['cars_xml_https']['delivery']['delivery']}"
    await body.goes(page)
    assert re.search(r"Save the file in UTF-8 and give it anew\.\s*FMA-3\.1\s*1\s", body.last.words), body.last.words
    assert (await body.takes(f"{page}/report.csv")).decode("utf-8-sig").splitlines()[1].startswith("4,colour,")
    others = (one["delivery"]["delivery"] for code, one in became.items() if code != "cars_xml_https")
    for place in (
        "/provision/fetches",
        "/provision/deliveries",
        page,
        *(f"/provision/deliveries/{one}" for one in others),
    ):
        await body.reads_in_every_language(place)


async def meets_a_silent_server(body: Visitor, servers: Servers) -> None:
    """A file whose server does not answer is not told as coming in: the page says why, and when it is tried again."""
    servers.shelves["cars_xml_https"].breaks_after = 0
    await body.fills_in("/provision/fetches/new", {"data_set": "cars_xml_https"})
    async for _ in looks():
        await body.goes("/provision/fetches", language="en")
        if "not come yet, tried again" in body.last.words:
            break
    assert re.search(r"not come yet, tried again.*1 next: \d+ .*it does not answer", body.last.words), body.last.words


async def test_xml_and_parquet_come_over_sftp_and_https_whole_and_as_changes_and_wrong_ones_change_nothing(
    demo: Demo, provision: str, tmp_path: Path
) -> None:
    async with ClientSession() as http, servers_of_body(tmp_path) as servers:
        people = {who: giver(demo, http, person) for who, person in SIDES.items()}
        for one in people.values():
            await one.comes_in()
        officer = people["officer"]
        await comes_to_force(people, act_of_today())
        form = {"name": "Сапар 2026/12", "purpose": "laundering", "until": (now() + timedelta(days=30)).isoformat()}
        material = (await officer.post("/provision/materials", form))["material"]
        async with visitor(demo, SIDES["responsible"], provision) as body:
            await body.comes_in_by_eds()
            with permitted(demo, servers):
                code, card = next(iter(servers.cards.items()))
                await body.fills_in("/provision/servers/new", {"data_set": code, **card})
                assert "no channel of the state network registered" in body.last.words
                await registers(people["responsible"], demo.plan, Way.INTEGRATION)
                await registers_servers(body, servers)

                whole = files(WHOLE, tmp_path)
                servers.put(whole)
                for code, one in (await asks_for(body, officer, SETS)).items():
                    assert told(one) == ("done", 2, 1, [(2, "iin", "check_digit")]), code
                    assert one["delivery"]["sha256"] == hashlib.sha256(whole[code]).hexdigest()
                    assert await found_in(officer, material, code, FIRST) == ["red"]

                await gives_changes(body, officer, servers, material, tmp_path)
                await gives_wrong_files(body, people, servers, tmp_path)
                await meets_a_silent_server(body, servers)
                assert await found_in(officer, material, "cars_xml_https", SECOND) == ["white"]
                assert await found_in(officer, material, "cars_parquet_https", FIRST) == ["red"]
