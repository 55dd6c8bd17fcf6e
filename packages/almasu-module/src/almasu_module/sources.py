"""The configured inputs as things to read from, each with its position and what its readers need to know."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Protocol

import msgspec

from almasu_module.inputs.folder import Folder
from almasu_module.inputs.lines import Records
from almasu_module.inputs.listen import Basket, Streams, listen_udp, lost_before_us, tls_context
from almasu_module.inputs.tail import CHUNK, Piece, Tail
from almasu_module.reading import Context
from almasu_module.settings import Input, Settings, host_and_port, zone_of
from almasu_module.spool.frames import Position

MOST_TAKEN = 2000


class Source(Protocol):
    """What records come from."""

    told: list[str]

    @property
    def position(self) -> Position | None:
        """How far whole records were read; nothing for what cannot be read again."""

    def begin(self) -> None:
        """Make the position known before anything is read."""

    def read(self) -> Piece:
        """Return records that are there now."""

    def close(self) -> None:
        """Let go."""


class Named(msgspec.Struct):
    """A source, its configuration and its name in positions."""

    name: str
    input: Input
    source: Source
    live: bool  # more may come: it has no end


class Received:
    """Records of a basket that a listener fills."""

    def __init__(self, basket: Basket) -> None:
        self.basket = basket
        self.told: list[str] = []

    @property
    def position(self) -> Position | None:
        """What was received cannot be read again."""
        return None

    def begin(self) -> None:
        """Nothing has to be opened."""

    def read(self) -> Piece:
        """Take what is there."""
        too_long, self.basket.too_long = self.basket.too_long, 0
        return Piece(self.basket.take(MOST_TAKEN), too_long)

    def close(self) -> None:
        """Leave the listener to whoever started it."""


class Standard:
    """Standard input."""

    def __init__(self, most: int) -> None:
        self._lines = Records(most)
        self.told: list[str] = []

    @property
    def position(self) -> Position | None:
        """Standard input cannot be read again."""
        return None

    def begin(self) -> None:
        """Nothing has to be opened."""

    def read(self) -> Piece:
        """Read a chunk, waiting for it."""
        data = os.read(sys.stdin.fileno(), CHUNK)
        if not data:
            return Piece(self._lines.end())
        cut = self._lines.take(data)
        return Piece(cut.records, cut.too_long)

    def close(self) -> None:
        """Nothing to do."""


class Whole:
    """A file that is one record: a mail, or a JSON document over many lines."""

    def __init__(self, path: Path, most: int) -> None:
        self._path, self._most = path, most
        self._done = False
        self.told: list[str] = []

    @property
    def position(self) -> Position | None:
        """Known only where it is read once."""
        return None

    def begin(self) -> None:
        """Nothing has to be opened."""

    def read(self) -> Piece:
        """Return the record once."""
        if self._done:
            return Piece([])
        self._done = True
        if self._path.stat().st_size > self._most:
            return Piece([], 1)
        return Piece([self._path.read_bytes()])

    def close(self) -> None:
        """Nothing stays open."""


def reading_of(one: Input, position: Position | None, *, once: bool) -> Source | None:
    """Return the source of a file or folder, nothing for what listens. `once`: read what is there and end."""
    if one.file == "-":
        return Standard(one.most_line)
    if one.file:
        path = Path(one.file)
        if once and is_document(path, one.sensor):
            return Whole(path, one.most_line)
        return Tail(path, one.most_line, position, 1 if once else 20)
    if one.folder:
        return Folder(Path(one.folder), one.match, one.most_line, position, settled=once)
    return None


def is_document(path: Path, sensor: str) -> bool:
    """Tell whether a file is one record: a mail, or JSON whose first line is only an opening brace."""
    if sensor == "eml" or path.suffix == ".eml":
        return True
    try:
        with path.open("rb") as file:
            return file.readline(16).strip() == b"{"
    except OSError:
        return False


class Listeners:
    """What listens, so that it can be stopped."""

    def __init__(self) -> None:
        self.baskets: dict[str, Basket] = {}
        self._streams: list[Streams] = []
        self._datagrams: list[asyncio.DatagramTransport] = []
        self.addresses: dict[str, tuple[str, int]] = {}

    async def start(self, one: Input) -> Source:
        """Begin to listen as configured."""
        basket = self.baskets[one.name] = Basket()
        if one.udp:
            transport = await listen_udp(host_and_port(one.udp), basket, one.most_line)
            self._datagrams.append(transport)
            self.addresses[one.name] = transport.get_extra_info("sockname")[:2]
            return Received(basket)
        context = None
        if one.tls:
            clients = Path(one.clients) if one.clients else None
            context = tls_context(Path(one.certificate), Path(one.key), clients)
        streams = Streams(basket, one.most_line)
        self.addresses[one.name] = await streams.start(host_and_port(one.tcp or one.tls), context)
        self._streams.append(streams)
        return Received(basket)

    @property
    def dropped(self) -> int:
        """Records that did not fit."""
        ours = sum(basket.dropped for basket in self.baskets.values())
        return ours + sum(map(lost_before_us, self._datagrams))

    @property
    def bad_framing(self) -> int:
        """Connections that were given up because lengths could not be."""
        return sum(one.bad_framing for one in self._streams)

    async def stop(self) -> None:
        """Stop listening."""
        for transport in self._datagrams:
            transport.close()
        for streams in self._streams:
            await streams.stop()


def context_of(one: Input, settings: Settings, now: int) -> Context:
    """Return what the readers of an input need to know."""
    return Context(
        now=now,
        zone=zone_of(one.zone or settings.zone),
        year=one.year,
        kinds=one.kinds,
        received=one.received,
        own_domains=settings.own_domains,
        reported=one.reported,
        protocol_violations=one.protocol_violations,
    )
