"""A site that talks to the emulator: its socket, one call at a time."""

import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from almasu.testing.emulator.choice import Chooser
from almasu.testing.emulator.envelopes import Version
from almasu.testing.emulator.server import Setup, emulator_service
from almasu.testing.pki import Pki

BASICS = "kz.gov.pki.knca.basics"
COMMON = "kz.gov.pki.knca.commonUtils"
SIGNING = ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"]
DATA = base64.b64encode("Сұрау".encode()).decode()


class Site:
    def __init__(self, socket: ClientConnection, greeting: dict[str, Any]) -> None:
        self.socket = socket
        self.greeting = greeting

    async def said(self, frame: str) -> Any:
        await self.socket.send(frame)
        return json.loads(await self.socket.recv())

    async def call(self, module: str, method: str, args: Any = None, **more: Any) -> Any:
        return await self.said(json.dumps({"module": module, "method": method, "args": args, **more}))

    async def sign(
        self, signing: dict[str, Any] | None = None, signer: dict[str, Any] | None = None, **more: Any
    ) -> Any:
        args = {
            "allowedStorages": None,
            "format": "cms",
            "data": DATA,
            "signingParams": {"decode": True, "encapsulate": True, "digested": False, **(signing or {})},
            "signerParams": {"extKeyUsageOids": SIGNING, **(signer or {})},
            "locale": "ru",
            **more,
        }
        return await self.call(BASICS, "sign", args)


@asynccontextmanager
async def site(
    pki: Pki, chooser: Chooser, clock: Any, version: Version = Version.CURRENT, **more: Any
) -> AsyncIterator[Site]:
    async with (
        emulator_service(pki, chooser, Setup(port=0, version=version), clock) as address,
        connect(address, compression=None, max_size=None, **more) as socket,
    ):
        yield Site(socket, json.loads(await socket.recv()))


def der(pem: str) -> bytes:
    return base64.b64decode("".join(line for line in pem.splitlines() if not line.startswith("-----")))
