"""The intake over a real socket with mutual TLS, over a real database."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector
from almasu_wire.batch import MEDIA

from almasu.interfaces.intake.app import IntakeApp
from almasu.interfaces.intake.connection import Hall
from almasu.interfaces.intake.door import mutual_tls, opened
from almasu.kernel.sector.intake import SendingModule
from almasu.store.database import Database
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector
from almasu.store.vault import FileVault
from almasu.testing.pki.transport import Issued, TransportAuthority
from almasu.wiring.intake import hearing, taking
from almasu.wiring.running import now

BANK = "210140083118"
MOST = 50
"""Connections that are answered at once."""


@dataclass(frozen=True)
class Door:
    """The intake that runs, its authority and its store."""

    address: str
    authority: TransportAuthority
    store: StoredSector
    hall: Hall

    async def let_in(self, label: str, organisation: str = BANK) -> Issued:
        issued = self.authority.module(label)
        module = SendingModule(issued.fingerprint, organisation, label, now() + timedelta(days=20))
        async with self.store.transaction() as transaction:
            await transaction.signals.let_in(module)
        return issued

    def client(self, shown: Issued | None) -> ClientSession:
        return ClientSession(self.address, connector=TCPConnector(ssl=self.tls(shown)), headers={"Content-Type": MEDIA})

    def tls(self, shown: Issued | None) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self.authority.certificate))
        if shown is not None:
            context.load_cert_chain(shown.certificate, shown.key)
        return context

    @asynccontextmanager
    async def line(self, shown: Issued) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection on which a test writes its own bytes."""
        port = int(self.address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("localhost", port, ssl=self.tls(shown))
        try:
            yield reader, writer
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


def clock() -> datetime:
    """Return now, or the day after the signals that tests send where this machine's clock is behind it."""
    return max(now(), datetime(2026, 11, 21, tzinfo=UTC))


@pytest.fixture
async def door(database: Database, tmp_path: Path) -> AsyncIterator[Door]:
    authority = TransportAuthority(tmp_path / "authority", now())
    shown = authority.server("intake")
    store = StoredSector(database, Sealer(FileVault.create(tmp_path / "vault"), os.urandom))
    tls = mutual_tls(shown.certificate, shown.key, authority.certificate)
    listening = socket.create_server(("127.0.0.1", 0))
    async with opened(Hall(IntakeApp(taking(store, now), hearing(store, now), clock), MOST), listening, tls) as hall:
        yield Door(f"https://127.0.0.1:{listening.getsockname()[1]}", authority, store, hall)
