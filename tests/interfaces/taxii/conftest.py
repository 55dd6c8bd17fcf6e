"""A TAXII server over a real socket and a real database, with machines whose accounts a test opens."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
import uvicorn
from aiohttp import ClientResponse, ClientSession, encode_basic_auth

from almasu.actions.interchange.exchange import Exchange
from almasu.actions.interchange.machines import BY_CERTIFICATE, BY_TOKEN, OF_ORGANISATION
from almasu.interfaces.taxii.headers import MEDIA
from almasu.interfaces.taxii.serving import MachinesApp, taxii_config
from almasu.kernel.interchange.collection import ALERTS, VULNERABILITIES, own_collection
from almasu.kernel.interchange.machine import Machine, MachineState, digest_of
from almasu.kernel.interchange.objects_in import read_envelope
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.sector.confidentiality import Degree
from almasu.store.database import Database
from almasu.store.vault import FileVault
from almasu.wiring.interchange import TaxiiSettings, exchange_over
from almasu.wiring.running import now

BANK, OTHER_BANK = "210140083118", "990140000385"
ROOT = "/taxii2/sector/"


@dataclass(frozen=True)
class Account:
    """What a machine knows of its account."""

    number: UUID
    token: str
    organisation: str

    @property
    def headers(self) -> dict[str, str]:
        return {"Accept": MEDIA, "Authorization": encode_basic_auth(str(self.number), self.token)}

    @property
    def own(self) -> str:
        return str(own_collection(self.organisation).id)


@dataclass
class Door:
    """The server that runs, and moves of machines at it."""

    address: str
    exchange: Exchange
    http: ClientSession
    database: Database

    async def machine(self, organisation: str = BANK, **change: object) -> Account:
        own = own_collection(organisation)
        token, number = uuid4().hex, uuid4()
        said: dict[str, object] = {
            "name": "SIEM",
            "organisation": organisation,
            "reads": (ALERTS.id, VULNERABILITIES.id, own.id),
            "writes": (own.id,),
            "narrowest": Degree.RED,
            "expires_at": now() + timedelta(days=1),
            "token": digest_of(token),
            "certificate": "",
            "opened_by": uuid4(),
            "act": uuid4(),
            **change,
        }
        machine = Machine(**said)  # type: ignore[arg-type]
        found_by = {OF_ORGANISATION: organisation, BY_TOKEN: machine.token, BY_CERTIFICATE: machine.certificate}
        paper = new_paper(number, PaperKind.MACHINE, MachineState.OPEN, now(), machine, found_by)
        async with self.exchange.store.transaction() as transaction:
            await transaction.papers.keep(paper)
        return Account(number, token, organisation)

    async def block(self, account: Account) -> None:
        async with self.exchange.store.transaction() as transaction:
            paper = await transaction.papers.to_change(account.number, PaperKind.MACHINE)
            assert paper is not None
            machine = msgspec.json.decode(paper.data, type=Machine)
            await transaction.papers.keep(paper.moved(MachineState.BLOCKED, now(), machine))

    async def publish(self, objects: Sequence[Mapping[str, object]], at: datetime | None = None) -> None:
        """Put objects into the common collection, as the node itself does."""
        offered, refused = read_envelope(json.dumps({"objects": objects}).encode())
        assert not refused
        async with self.exchange.store.transaction() as transaction:
            await transaction.collections.open([ALERTS, VULNERABILITIES], now())
            fates = await transaction.collections.add(ALERTS.id, offered, at or now())
        assert not [one for one in fates if one.why]

    async def get(self, account: Account | None, path: str, **query: str) -> ClientResponse:
        headers = {"Accept": MEDIA} if account is None else account.headers
        named = {f"match[{name[6:]}]" if name.startswith("match_") else name: value for name, value in query.items()}
        answer = await self.http.get(path, params=named, headers=headers)
        await answer.read()
        return answer

    async def post(self, account: Account, collection: str, body: bytes, media: str = MEDIA) -> ClientResponse:
        headers = {**account.headers, "Content-Type": media}
        answer = await self.http.post(f"{ROOT}collections/{collection}/objects/", data=body, headers=headers)
        await answer.read()
        return answer

    async def delete(self, account: Account, path: str, **query: str) -> ClientResponse:
        named = {f"match[{name}]": value for name, value in query.items()}
        answer = await self.http.delete(path, params=named, headers=account.headers)
        await answer.read()
        return answer

    async def leaves(self) -> list[dict[str, object]]:
        async with self.database.connection() as connection:
            rows = await (await connection.execute("select entry from journal_waiting order by id")).fetchall()
        return [json.loads(entry) for (entry,) in rows]


@pytest.fixture
async def door(database: Database, tmp_path: Path) -> AsyncIterator[Door]:
    exchange = exchange_over(database, FileVault.create(tmp_path / "vault"))
    settings = TaxiiSettings("", tmp_path)
    async with Running(exchange, settings) as port, ClientSession(f"http://127.0.0.1:{port}") as http:
        yield Door(f"http://127.0.0.1:{port}", exchange, http, database)


class Running:
    """A server of the exchange for the length of a block; gives its port."""

    def __init__(self, exchange: Exchange, settings: TaxiiSettings) -> None:
        self._server = uvicorn.Server(taxii_config(MachinesApp(exchange, settings, now), settings))

    async def __aenter__(self) -> int:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._serving = asyncio.create_task(self._server.serve([self._listening]))
        port: int = self._listening.getsockname()[1]
        return port

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        await self._serving


def indicator(number: int, degree: str = "", **change: object) -> dict[str, object]:
    """An indicator with a number of its own; `degree` is the reference of its marking."""
    marks = [degree] if degree else ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"]
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--{UUID(int=number, version=4)}",
        "created": "2026-11-20T09:00:00.000Z",
        "modified": "2026-11-20T09:00:00.000Z",
        "name": f"Address {number}",
        "pattern": f"[ipv4-addr:value = '198.51.100.{number % 250}']",
        "pattern_type": "stix",
        "valid_from": "2026-11-20T09:00:00Z",
        "object_marking_refs": marks,
        **change,
    }
