"""The intake over a real socket with mutual TLS, over a real database."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import uvicorn
from aiohttp import ClientSession, TCPConnector

from almasu.interfaces.intake.app import IntakeApp
from almasu.interfaces.intake.connection import intake_config
from almasu.kernel.sector.intake import SendingModule
from almasu.store.database import Database
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector
from almasu.store.vault import FileVault
from almasu.testing.sector.authority import Issued, SectorAuthority
from almasu.wiring.intake import taking
from almasu.wiring.running import now

BANK = "210140083118"


@dataclass(frozen=True)
class Door:
    """The intake that runs, its authority and its store."""

    address: str
    authority: SectorAuthority
    store: StoredSector

    async def let_in(self, label: str) -> Issued:
        issued = self.authority.module(label)
        module = SendingModule(issued.fingerprint, BANK, label, now() + timedelta(days=20))
        async with self.store.transaction() as transaction:
            await transaction.signals.let_in(module)
        return issued

    def client(self, shown: Issued | None) -> ClientSession:
        context = ssl.create_default_context(cafile=str(self.authority.certificate))
        if shown is not None:
            context.load_cert_chain(shown.certificate, shown.key)
        return ClientSession(self.address, connector=TCPConnector(ssl=context))


@pytest.fixture
async def door(database: Database, tmp_path: Path) -> AsyncIterator[Door]:
    authority = SectorAuthority(tmp_path / "authority", now())
    shown = authority.server("intake")
    store = StoredSector(database, Sealer(FileVault.create(tmp_path / "vault"), os.urandom))
    config = intake_config(IntakeApp(taking(store, now)), 50, shown.certificate, shown.key, authority.certificate)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve([listening]))
    try:
        yield Door(f"https://127.0.0.1:{listening.getsockname()[1]}", authority, store)
    finally:
        server.should_exit = True
        await serving
