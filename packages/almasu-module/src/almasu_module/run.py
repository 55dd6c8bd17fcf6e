"""The module at work: inputs are read and judged, signals become durable with the positions they came from, and are
sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import random
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from almasu_wire.batch import Refusal

from almasu_module import VERSION
from almasu_module.delivery.client import Client, mutual
from almasu_module.delivery.heartbeat import Heartbeat
from almasu_module.delivery.patience import Patience
from almasu_module.delivery.sender import Sender
from almasu_module.identity import minimiser_of
from almasu_module.intake import Intake
from almasu_module.settings import Centre, Refused, Settings
from almasu_module.sources import Listeners, Named, reading_of
from almasu_module.spool.frames import Position
from almasu_module.spool.queue import Full, Queue
from almasu_module.status import notify, say, write_status

LOOK: Final = 0.1  # seconds between looks at inputs that had nothing
STATUS: Final = 5.0
MOST_READY: Final = 5000
MOST_REFUSED: Final = 16 * 1024 * 1024
AGENT: Final = f"almasu-module/{VERSION}"


def micros() -> int:
    """Return our clock in microseconds."""
    return time.time_ns() // 1000


class Module:
    """Opened on its state folder, which one process may hold at a time."""

    def __init__(self, settings: Settings, *, drain: bool = False) -> None:
        self._settings = settings
        self._drain = drain
        self._folder = Path(settings.state)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = held(self._folder / "lock")
        self.queue = Queue(self._folder / "queue", settings.queue_bytes, settings.fsync == "commit")
        self._intake = Intake(settings, minimiser_of(settings, self._folder), self.queue.open_state())
        for told in self.queue.told:
            say(f"queue: {told}")
        self._sender: Sender | None = None
        self._heartbeat: Heartbeat | None = None
        self._reach(settings.centre)
        self.listeners = Listeners()
        self._sources: list[Named] = []
        self._pending: list[bytes] = []
        self._committed = self._statused = 0.0
        self._positions: dict[str, Position] = dict(self.queue.positions)
        self._full = ""
        self._dropped = self._judged = 0
        self._stop = asyncio.Event()
        self._fresh = asyncio.Event()

    def stop(self) -> None:
        """Ask to end; what is open is kept on disk."""
        self._stop.set()

    async def run(self) -> None:
        """Work until asked to stop, or until all is read and confirmed when draining."""
        await self._open_sources()
        self._commit()  # a file that is rotated away before its first record was kept is found again
        notify("READY=1")
        say(f"reading {len(self._sources)} inputs; {self.queue.next - 1 - self.queue.acknowledged.number} signals wait")
        sending = asyncio.create_task(self._send())
        try:
            await self._read()
        finally:
            self._stop.set()
            self._fresh.set()
            await sending
            await self._close()

    async def _open_sources(self) -> None:
        """Open every input where it was left."""
        for one in self._settings.input:
            source = reading_of(one, self.queue.positions.get(one.name), once=False)
            live = source is None
            self._sources.append(Named(one.name, one, source or await self.listeners.start(one), live))
            self._sources[-1].source.begin()

    async def _read(self) -> None:
        """Read and commit until stopped."""
        while not self._stop.is_set():
            busy = self._look() if not self._full else False
            self._keep()
            self._tell()
            if busy:
                await asyncio.sleep(0)
                continue
            if self._drain and self._drained():
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), LOOK)
        self._commit()

    def _look(self) -> bool:
        """Read a piece of each input; tell whether there was anything."""
        busy = False
        now = micros()
        for named in self._sources:
            piece = named.source.read()
            self._intake.take(named, piece, now)
            busy = busy or bool(piece.records) or piece.too_long > 0
            for told in named.source.told:
                say(f"{named.name}: {told}")
            named.source.told.clear()
        if not busy and self._drain:
            self._intake.judge.release()
        return busy

    def _keep(self) -> None:
        """Commit when it is time, or when much is ready."""
        now = time.monotonic()
        due = now - self._committed >= self._settings.commit or self._drain
        if not due and self._intake.judge.ready < MOST_READY:
            return
        self._committed = now
        if not self._pending:  # what could not be written is written first
            self._pending = list(map(msgspec.json.encode, self._intake.mature(micros())))
        self._commit()

    def _commit(self) -> None:
        """Make signals and positions durable together; when there is no room, inputs wait."""
        positions = {**self._positions}
        for named in self._sources:
            position = named.source.position
            if position is not None:
                positions[named.name] = position
        judged = self._intake.counts.records
        if not self._pending and positions == self._positions and judged == self._judged and not self._full:
            return
        try:
            self.queue.commit(self._pending, positions, self._intake.judge.open)
        except Full as full:
            if not self._full:
                say(f"QUEUE FULL ({full}): inputs wait, UDP is dropped and counted, until the centre takes signals")
            self._full = str(full)
            return
        if self._full:
            say("there is room in the queue again: inputs go on")
        self._full = ""
        self._pending, self._positions, self._judged = [], positions, judged
        self._fresh.set()

    def _drained(self) -> bool:
        """Tell whether nothing is left to send."""
        return (
            not self._pending and not self._intake.judge.busy and self.queue.acknowledged.number + 1 == self.queue.next
        )

    async def _send(self) -> None:
        """Send until stopped."""
        sender = self._sender
        while sender is not None and not self._stop.is_set():
            prepared = sender.prepare(datetime.now(UTC))
            if prepared is None:
                self._fresh.clear()
                await self._beat(sender)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._fresh.wait(), 1.0)
                continue
            part, body = prepared
            before, sent = sender.told.trouble, sender.told.sent
            step = sender.settle(part, await asyncio.to_thread(sender.post, body), datetime.now(UTC))
            if self._heartbeat is not None and sender.told.sent > sent:
                self._heartbeat.heard(time.monotonic())
            self._say_trouble(before, sender.told.trouble)
            if step.wait:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stop.wait(), step.wait)

    async def _beat(self, sender: Sender) -> None:
        """Tell the centre that the module lives, where it has heard nothing for long; a drain has no need to."""
        heartbeat = self._heartbeat
        if heartbeat is None or self._drain or not heartbeat.is_due(time.monotonic()):
            return
        before = sender.told.trouble
        heartbeat.settle(await asyncio.to_thread(heartbeat.beat), time.monotonic(), datetime.now(UTC))
        self._say_trouble(before, sender.told.trouble)

    def _say_trouble(self, before: str, now: str) -> None:
        """Tell once what is the matter with the centre, and when it is no longer."""
        if now != before:
            say(f"centre: {now or 'reached again'}")

    def _reach(self, centre: Centre | None) -> None:
        """Make what speaks to the centre; when none is configured signals are only kept."""
        if centre is None:
            say("no centre is configured: signals are kept in the queue")
            return
        try:
            context = mutual(Path(centre.certificate), Path(centre.key), Path(centre.authority))
        except OSError as error:
            raise Refused(f"centre: certificate, key or authority cannot be read: {error}") from error
        client = Client(centre.address, context, centre.patience, AGENT)
        chance = random.Random()  # noqa: S311 - jitter
        patience = Patience(chance, centre.retry)
        self._sender = Sender(self.queue, client, patience, centre.batch, AGENT, self._note_refused)
        told = self._sender.told
        self._heartbeat = Heartbeat(client, Patience(chance, centre.retry), centre.heartbeat, AGENT, told)

    def _note_refused(self, refusal: Refusal, signal: bytes) -> None:
        """Keep what the centre refused where a person can read it."""
        path = self._folder / "refused.jsonl"
        with contextlib.suppress(OSError):
            if not path.exists() or path.stat().st_size < MOST_REFUSED:
                with path.open("ab") as file:
                    file.write(msgspec.json.encode({"refusal": refusal, "signal": msgspec.Raw(signal)}) + b"\n")

    def _tell(self) -> None:
        """Tell of new sorts of broken records and of drops at once, and write the status now and then."""
        for fault in self._intake.fresh_faults:
            say(f"cannot be read, counted from now on: {fault}")
        self._intake.fresh_faults.clear()
        now = time.monotonic()
        if now - self._statused >= STATUS:
            self._statused = now
            dropped = self.listeners.dropped
            if dropped and not self._dropped:
                say("records over UDP were dropped because nothing more fitted; see dropped in status.json")
            self._dropped = dropped
            write_status(self._folder / "status.json", self.status())
            notify(f"WATCHDOG=1\nSTATUS={self.queue.next - 1 - self.queue.acknowledged.number} signals wait")

    def status(self) -> dict[str, object]:
        """Return what monitoring wants to know."""
        return {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "version": VERSION,
            "records": self._intake.counts.records,
            "broken": dict(self._intake.counts.broken),
            "dropped": self.listeners.dropped,
            "bad_framing": self.listeners.bad_framing,
            "signals_by_kind": dict(self._intake.counts.signals),
            "events": self._intake.counts.events,
            "waiting": self.queue.next - 1 - self.queue.acknowledged.number,
            "queue_bytes": self.queue.size,
            "full": self._full,
            "centre": self._sender.told if self._sender else None,
        }

    async def _close(self) -> None:
        """Let go of everything."""
        await self.listeners.stop()
        write_status(self._folder / "status.json", self.status())
        for named in self._sources:
            named.source.close()
        self.queue.close()
        os.close(self._lock)


def held(path: Path) -> int:
    """Lock the state folder for this process."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise Refused(f"{path.parent} is in use by another module") from error
    return descriptor
