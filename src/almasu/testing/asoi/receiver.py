"""A reference receiver of signals: real mutual TLS, remembers each number, and breaks connections when told to.

It keeps what it took in memory and is for trying modules, never for a market. The contract it keeps is
`almasu_wire.batch`.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import random
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from almasu_wire.alive import ALIVE, ALIVE_ADDRESS, AliveAnswer
from almasu_wire.batch import ADDRESS, BATCH, Answer, Batch, Refusal, placed
from almasu_wire.limits import MOST_BATCH_BYTES, MOST_SIGNALS
from almasu_wire.signal import SIGNAL, Signal, fault_of

MOST_HEAD = 16 * 1024
SILENCE = 900
"""Seconds without a word that it says it bears."""
REASONS = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    409: "Conflict",
    413: "Content Too Large",
    503: "Service Unavailable",
}


@dataclass(slots=True)
class Faults:
    """How often, from 0 to 1, what goes wrong.

    A connection is broken before a batch is taken, after it was taken, or inside the answer; `busy` asks to wait.
    """

    before: float = 0.0
    after: float = 0.0
    torn: float = 0.0
    busy: float = 0.0


@dataclass(slots=True)
class Held:
    """What one module's epoch has brought: the highest number, the signals by number, and what was declared lost."""

    reached: int = 0
    signals: dict[int, Signal] = field(default_factory=dict)
    twice: int = 0
    lost: int = 0
    refused: list[Refusal] = field(default_factory=list)


class Broken(Exception):
    """The connection is to be broken now."""


class Receiver:
    """Runs in a thread of its own; `address` is known once it is entered."""

    def __init__(
        self, certificate: Path, key: Path, clients: Path, faults: Faults | None = None, seed: int = 1
    ) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.load_cert_chain(certificate, key)
        self._context.load_verify_locations(clients)
        self._context.verify_mode = ssl.CERT_REQUIRED
        self.faults = faults or Faults()
        self._chance = random.Random(seed)  # noqa: S311 - chooses where to break, not a secret
        self.held: dict[tuple[str, str], Held] = {}
        self.batches = self.beats = 0
        self.silence = SILENCE
        self._changed = threading.Condition()
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._port = 0
        self._open: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def address(self) -> str:
        """Where modules post to."""
        return f"https://127.0.0.1:{self._port}"

    def __enter__(self) -> Receiver:
        """Start listening."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def signals(self) -> list[Signal]:
        """Return everything taken, of every module."""
        with self._changed:
            return [one for held in self.held.values() for one in held.signals.values()]

    def wait_for(self, count: int, seconds: float) -> bool:
        """Wait until so many signals were taken."""
        with self._changed:
            return self._changed.wait_for(
                lambda: sum(len(held.signals) for held in self.held.values()) >= count, seconds
            )

    def _run(self) -> None:
        """Serve until stopped."""
        asyncio.set_event_loop(self._loop)
        serving = asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self._context, limit=MOST_BATCH_BYTES)
        server = self._loop.run_until_complete(serving)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in self._open:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*self._open, return_exceptions=True))
        self._loop.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve the requests of one connection."""
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
            task.add_done_callback(self._open.discard)
        peer = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        client = hashlib.sha256(peer).hexdigest()
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, Broken):
                while await self._request(client, reader, writer):
                    pass
        finally:
            writer.transport.abort()

    async def _request(self, client: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Serve one request; tell whether another may follow."""
        head = (await reader.readuntil(b"\r\n\r\n"))[:MOST_HEAD].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        length = int(headers.get("content-length", "0"))
        if length > MOST_BATCH_BYTES:
            await self._say(writer, 413, Answer(0))
            return False
        body = await reader.readexactly(length)
        status, answer = self._answered(client, head[0], body)
        self._perhaps(self.faults.after)
        await self._say(writer, status, answer)
        return True

    def wait_for_beats(self, count: int, seconds: float) -> bool:
        """Wait until so many heartbeats came."""
        with self._changed:
            return self._changed.wait_for(lambda: self.beats >= count, seconds)

    def _heard(self, body: bytes) -> tuple[int, Answer | AliveAnswer]:
        """Take a heartbeat."""
        try:
            ALIVE.decode(body)
        except msgspec.DecodeError:
            return 400, Answer(0)
        with self._changed:
            self.beats += 1
            self._changed.notify_all()
        return 200, AliveAnswer(self.silence)

    def _answered(self, client: str, line: str, body: bytes) -> tuple[int, Answer | AliveAnswer]:
        """Decide about one request."""
        if line.startswith(f"POST {ALIVE_ADDRESS} "):
            return self._heard(body)
        if not line.startswith(f"POST {ADDRESS} "):
            return 404, Answer(0)
        self._perhaps(self.faults.before)
        if self._chance.random() < self.faults.busy:
            return 503, Answer(0)
        try:
            batch = BATCH.decode(body)
        except msgspec.DecodeError:
            return 400, Answer(0)
        if len(batch.signals) > MOST_SIGNALS:
            return 413, Answer(0)
        with self._changed:
            result = self._taken(self.held.setdefault((client, batch.epoch), Held()), batch)
            self.batches += 1
            self._changed.notify_all()
        return result

    def _taken(self, held: Held, batch: Batch) -> tuple[int, Answer]:
        """Take what is new of a batch."""
        where = placed(batch.first, len(batch.signals), batch.held_from, held.reached)
        if where.too_early:
            return 409, Answer(held.reached)
        held.lost += where.lost
        refused = []
        for number, raw in enumerate(batch.signals[where.skip :], batch.first + where.skip):
            try:
                signal = SIGNAL.decode(raw)
            except msgspec.DecodeError as error:
                refused.append(Refusal(number, "signal.malformed", str(error)[:200]))
                continue
            fault = fault_of(signal, bytes(raw))
            if fault is not None:
                refused.append(Refusal(number, fault.code, fault.field))
                continue
            held.twice += number in held.signals
            held.signals[number] = signal
        held.refused += refused
        held.reached = max(held.reached, batch.first + len(batch.signals) - 1)
        fresh = len(batch.signals) - where.skip - len(refused)
        return 200, Answer(held.reached, fresh, where.skip, refused)

    async def _say(self, writer: asyncio.StreamWriter, status: int, answer: Answer | AliveAnswer) -> None:
        """Write an answer, or only a part of it."""
        body = msgspec.json.encode(answer)
        wait = "Retry-After: 0\r\n" if status == 503 else ""
        head = f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: application/json\r\n{wait}"
        whole = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
        if self._chance.random() < self.faults.torn:
            writer.write(whole[: self._chance.randrange(len(whole))])
            await writer.drain()
            raise Broken
        writer.write(whole)
        await writer.drain()

    def _perhaps(self, likely: float) -> None:
        """Break the connection now and then."""
        if self._chance.random() < likely:
            raise Broken
