"""The message centre: binds, takes messages, keeps them, sends delivery receipts; it can be down, slow or refuse."""

from __future__ import annotations

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hmac import compare_digest

from almasu.testing.sms import pdus
from almasu.testing.sms.pdus import BINDS, RESPONSE, Command, Malformed, Status, Unit

LOOPBACK = "127.0.0.1"
MOST_KEPT = 10_000


class Mood(StrEnum):
    """How the centre behaves: well; hanging up on everybody; answering late; refusing; losing after acceptance."""

    WELL = "well"
    DOWN = "down"
    SLOW = "slow"
    REFUSE = "refuse"
    UNDELIVERABLE = "undeliverable"


@dataclass(frozen=True, slots=True)
class Kept:
    """One message that reached its telephone. `phone` in E.164."""

    id: str
    phone: str
    source: str
    text: str
    at: datetime


@dataclass(slots=True)
class Behaviour:
    """What the centre does now; changed from outside while it runs."""

    mood: Mood = Mood.WELL
    seconds: float = 0.0


@dataclass(slots=True)
class _Line:
    """One connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    bound_as: Command | None = None
    system_id: str = ""
    sequence: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def send(self, command: int, status: int, sequence: int, body: bytes = b"") -> None:
        """Write one unit."""
        self.writer.write(pdus.written(command, status, sequence, body))
        await self.writer.drain()

    async def receive(self) -> Unit:
        """Return the next unit; IncompleteReadError at the end, Malformed."""
        length, command, status, sequence = pdus.HEADER.unpack(await self.reader.readexactly(pdus.HEADER.size))
        if not pdus.HEADER.size <= length <= pdus.LARGEST:
            raise Malformed("length")
        return Unit(command, status, sequence, await self.reader.readexactly(length - pdus.HEADER.size))


class Centre:
    """One message centre. Without `accounts` anybody may bind; else system id and password must agree."""

    def __init__(
        self, clock: Callable[[], datetime] = lambda: datetime.now(UTC), accounts: dict[str, str] | None = None
    ) -> None:
        self.behaviour = Behaviour()
        self._clock = clock
        self._accounts = accounts
        self._kept: deque[Kept] = deque(maxlen=MOST_KEPT)
        self._arrived = asyncio.Condition()
        self._ids = itertools.count(1)

    def messages(self, phone: str) -> list[Kept]:
        """Return what one telephone received, newest last."""
        return [one for one in self._kept if one.phone == phone]

    def all_messages(self) -> list[Kept]:
        """Return what all telephones received, newest first."""
        return list(reversed(self._kept))

    async def wait_for(self, phone: str, count: int, seconds: float) -> list[Kept]:
        """Return the telephone's messages once there are that many, or what there is when the time is over."""
        async with self._arrived:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait_for(lambda: len(self.messages(phone)) >= count), seconds)
        return self.messages(phone)

    async def attend(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it ends."""
        line = _Line(reader, writer)
        try:
            while not self._is_down():
                unit = await line.receive()
                if self._is_down() or not await self._answer(line, unit):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        except Malformed:
            await line.send(Command.GENERIC_NACK, Status.INVALID_COMMAND, 0)
        finally:
            writer.close()

    def _is_down(self) -> bool:
        return self.behaviour.mood is Mood.DOWN

    async def _answer(self, line: _Line, unit: Unit) -> bool:
        """Answer one unit and return whether the connection goes on."""
        match unit.command:
            case command if command in BINDS:
                return await self._bind(line, unit)
            case Command.SUBMIT_SM:
                await self._submit(line, unit)
            case Command.ENQUIRE_LINK:
                await line.send(unit.command | RESPONSE, Status.OK, unit.sequence)
            case Command.UNBIND:
                await line.send(unit.command | RESPONSE, Status.OK, unit.sequence)
                return False
            case command if command & RESPONSE:
                pass
            case _:
                await line.send(Command.GENERIC_NACK, Status.INVALID_COMMAND, unit.sequence)
        return True

    async def _bind(self, line: _Line, unit: Unit) -> bool:
        system_id, password = pdus.read_bind(unit.body)
        status = Status.OK
        if line.bound_as is not None:
            status = Status.ALREADY_BOUND
        elif self._accounts is not None and system_id not in self._accounts:
            status = Status.BIND_FAILED
        elif self._accounts is not None and not compare_digest(self._accounts[system_id], password):
            status = Status.WRONG_PASSWORD
        body = pdus.bind_body("ALMASUSMSC") if status is Status.OK else b""
        await line.send(unit.command | RESPONSE, status, unit.sequence, body)
        if status is Status.OK:
            line.bound_as, line.system_id = Command(unit.command), system_id
        return line.bound_as is not None

    async def _submit(self, line: _Line, unit: Unit) -> None:
        response = unit.command | RESPONSE
        if line.bound_as in (None, Command.BIND_RECEIVER):
            await line.send(response, Status.NOT_BOUND, unit.sequence)
            return
        submitted = pdus.read_submit(unit.body)
        mood = self.behaviour.mood
        if mood is Mood.SLOW:
            await asyncio.sleep(self.behaviour.seconds)
        if mood is Mood.REFUSE:
            await line.send(response, Status.SYSTEM_ERROR, unit.sequence)
            return
        mark = f"{next(self._ids):010d}"
        await line.send(response, Status.OK, unit.sequence, mark.encode("ascii") + b"\0")
        phone = "+" + submitted.destination.lstrip("+")
        if mood is not Mood.UNDELIVERABLE:
            await self._keep(Kept(mark, phone, submitted.source, submitted.text, self._clock()))
        if submitted.receipt and line.bound_as is Command.BIND_TRANSCEIVER:
            await self._receipt(line, mark, submitted, delivered=mood is not Mood.UNDELIVERABLE)

    async def _keep(self, message: Kept) -> None:
        async with self._arrived:
            self._kept.append(message)
            self._arrived.notify_all()

    async def _receipt(self, line: _Line, mark: str, submitted: pdus.Submitted, *, delivered: bool) -> None:
        at = self._clock().strftime("%y%m%d%H%M")
        state, error, count = ("DELIVRD", "000", "001") if delivered else ("UNDELIV", "001", "000")
        text = f"id:{mark} sub:001 dlvrd:{count} submit date:{at} done date:{at} stat:{state} err:{error} text:"
        body = pdus.deliver_body(submitted.destination, submitted.source, text)
        await line.send(Command.DELIVER_SM, Status.OK, next(line.sequence), body)


@asynccontextmanager
async def centre_service(centre: Centre, port: int = 0) -> AsyncIterator[int]:
    """Listen on loopback in this event loop and yield the port; connections still open at the end are cut."""
    lines: set[asyncio.Task[None]] = set()

    async def attend(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            lines.add(task)
            task.add_done_callback(lines.discard)
        await centre.attend(reader, writer)

    server = await asyncio.start_server(attend, LOOPBACK, port)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tuple(lines):
            task.cancel()
        await asyncio.gather(*lines, return_exceptions=True)
