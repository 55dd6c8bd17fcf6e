"""The application of a zone over a node of a test, with keys and a log that stand for the real ones."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.conftest import World
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.policy import k_of
from almasu.law.text import Language
from almasu.store.journal_reading import StoredLog
from almasu.wiring.law import open_law
from almasu.wiring.running import Running, ShownLog
from almasu.wiring.settings import Settings


class BeforeZone(ABC):
    """A program or a browser in front of a zone's node; whoever asks is named as the zone's people are."""

    client: AsyncTestClient[Litestar]

    @property
    @abstractmethod
    def tokens(self) -> Mapping[str, str]:
        """The session of each of the zone's people."""

    async def ask(self, who: str, address: str, body: Any = None) -> Any:
        """Ask an address as a program; "" is nobody."""
        method, path = address.split(" ", 1)
        token = self.tokens.get(who, "")
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return await self.client.request(method, path, json=body, headers=headers, follow_redirects=False)

    async def open(self, who: str, place: str, language: Language = Language.EN) -> Any:
        """Open a page as a person."""
        token = self.tokens.get(who, "")
        cookies = [f"almasu-language={language.value}", *([f"almasu-session={token}"] if token else [])]
        return await self.client.get(place, headers={"cookie": "; ".join(cookies)}, follow_redirects=False)


def running_of(world: World, folder: Path, url: str, zone: str) -> Running:
    """A running node of a zone."""
    law, origin = open_law(), f"almasu/{zone}/test"
    made = keys_of(origin, b"k" * 32)
    held = SimpleNamespace(current=made, heads=[made.head.key], receipts=[made.receipts.key], published=lambda: b"")
    keys: Any = SimpleNamespace(held=held)
    vouching, database = k_of(0, [made.head.key], ()), world.database
    return Running(
        settings=Settings(data=folder, database_url=url, zone=zone, channel=()),
        node=world.node,
        law=law,
        consent=law.sio_pso.annexes.consent("SIO-2025"),
        carrying_out=SimpleNamespace(asking=SimpleNamespace(registers={})),  # type: ignore[arg-type]
        journal=StoredLog(database, "main"),
        log_keys=keys,
        vouching=vouching,
        supervision=ShownLog(origin, StoredLog(database, "supervision"), keys, vouching),
        now=world.clock,
    )
