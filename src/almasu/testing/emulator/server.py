"""The socket of the emulator: greeting, heartbeat, calls one after another, loopback only, known origins only."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import load_der_x509_certificate
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from almasu.testing.emulator import envelopes
from almasu.testing.emulator.basics import Basics
from almasu.testing.emulator.choice import Chooser, Person
from almasu.testing.emulator.envelopes import ACCESSORY, BASICS, COMMON, HEARTBEAT, LARGEST_FRAME, Reply, Version
from almasu.testing.emulator.keyring import Keyring
from almasu.testing.emulator.older_calls import CommonUtils
from almasu.testing.emulator.signing import Signing
from almasu.testing.pki.container import write_private
from almasu.testing.pki.folder import Pki
from almasu.testing.pki.keys import SigningKey
from almasu.testing.pki.service import LOOPBACK, now

DEFAULT_PORT = 13579
# Calls that may wait behind the one being answered.
_LONGEST_QUEUE = 16
# A program without a browser sends no Origin; pages must come from this machine.
OWN_ORIGINS: tuple[Origin | re.Pattern[str] | None, ...] = (
    None,
    re.compile(r"https?://(localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?"),
)
_BUNDLES: Reply = {"kz.gov.pki.api.layer.NCALayerServices": "0.7.3", "kz.gov.pki.knca.commonbundle": "1.4"}


@dataclass(frozen=True, slots=True)
class Setup:
    """How one emulator runs. `origins` are further origins allowed, written as browsers send them."""

    port: int = DEFAULT_PORT
    secure: bool = False
    version: Version = Version.CURRENT
    origins: Sequence[str] = ()


class Emulator:
    """Speaks with any number of sites; the person is asked about one thing at a time."""

    def __init__(
        self, pki: Pki, chooser: Chooser, version: Version = Version.CURRENT, clock: Callable[[], datetime] = now
    ) -> None:
        self._keyring = Keyring(pki)
        self._person = Person(self._keyring, chooser)
        self._signing = Signing(self._keyring, clock)
        self._version = version
        self._clock = clock

    async def attend(self, socket: ServerConnection) -> None:
        """Greet one site and answer until it leaves; what it asked and did not wait for is dropped."""
        with suppress(ConnectionClosed):
            await socket.send(json.dumps(envelopes.greeting(self._version)))
        waiting: asyncio.Queue[str] = asyncio.Queue(_LONGEST_QUEUE)
        async with asyncio.TaskGroup() as tasks:
            worker = tasks.create_task(self._answer_all(socket, waiting))
            with suppress(ConnectionClosed):
                await self._listen(socket, waiting)
            worker.cancel()

    async def _listen(self, socket: ServerConnection, waiting: asyncio.Queue[str]) -> None:
        async for frame in socket:
            if not isinstance(frame, str):
                await socket.close(1003, "text only")
            elif frame == HEARTBEAT:
                await socket.send(HEARTBEAT)
            else:
                await waiting.put(frame)

    async def _answer_all(self, socket: ServerConnection, waiting: asyncio.Queue[str]) -> None:
        origin = socket.request.headers.get("Origin", "") if socket.request else ""
        basics = Basics(self._keyring, self._person, self._signing, self._version, self._clock)
        common = CommonUtils(self._keyring, self._person, self._signing, self._clock)
        while True:
            frame = await waiting.get()
            reply = await self._answer(frame, origin, basics, common)
            try:
                await socket.send(json.dumps(reply, ensure_ascii=False))
            except ConnectionClosed:
                return

    async def _answer(self, frame: str, origin: str, basics: Basics, common: CommonUtils) -> Reply:
        try:
            call = envelopes.read_call(frame)
        except envelopes.NotJson:
            return envelopes.not_json()
        match call.module:
            case name if name == BASICS:
                return await basics.answer(call, origin)
            case name if name == COMMON:
                return await common.answer(call, origin)
            case name if name == ACCESSORY:
                return _accessory(call.method)
            case _:
                return envelopes.no_module()


@asynccontextmanager
async def emulator_service(
    pki: Pki, chooser: Chooser, setup: Setup, clock: Callable[[], datetime] = now
) -> AsyncIterator[str]:
    """Listen in this event loop and yield the address (ws://127.0.0.1:13579/); port 0 takes a free one."""
    emulator = Emulator(pki, chooser, setup.version, clock)
    context = _tls(pki.key("emulator_tls")) if setup.secure else None
    origins = [*OWN_ORIGINS, *(Origin(one) for one in setup.origins)]
    async with serve(
        emulator.attend, LOOPBACK, setup.port, ssl=context, origins=origins, max_size=LARGEST_FRAME, compression=None
    ) as server:
        taken = next(iter(server.sockets)).getsockname()[1]
        yield f"{'wss' if setup.secure else 'ws'}://{LOOPBACK}:{taken}/"


def _accessory(method: str) -> Reply:
    match method:
        case "getBundles":
            return _BUNDLES
        case "showSettings" | "showBundleManager":
            return {"success": True}
        case "installBundle":
            return {"success": False, "errorCode": "BUNDLE_NOT_FOUND"}
        case _:
            return {"success": False, "errorCode": "METHOD_NOT_FOUND"}


def _tls(key: SigningKey) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if not isinstance(key.secret, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError("TLS needs an RSA or P-256 key")
    certificates = [load_der_x509_certificate(one) for one in (key.certificate, *key.chain[:-1])]
    private = key.secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # The ssl module reads keys from files only: the file lives as long as the reading, for this user's eyes.
    with tempfile.TemporaryDirectory() as folder:
        path = write_private(
            Path(folder) / "tls.pem", private + b"".join(one.public_bytes(Encoding.PEM) for one in certificates)
        )
        context.load_cert_chain(path)
    return context
