"""The line to the registers' databases: a TCP socket that carries PostgreSQL's own protocol and can misbehave.

It passes everything through unchanged, except while the register whose database is asked has bad manners: then
answers come late, in part, spoilt, or not at all.
"""

from __future__ import annotations

import asyncio
import json
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from psycopg.conninfo import conninfo_to_dict

from almasu.testing.registers.answering import HUGE_BYTES, TOO_MANY_RECORDS, Registers, spoilt
from almasu.testing.registers.misbehaviour import Manner, Misbehaviour
from almasu.testing.registers.sql import wire
from almasu.testing.registers.sql.database import number_of

CHUNK = 65_536
ERRORS = {Manner.BUSY: ("53300", "too many connections"), Manner.WRONG_CODE: ("XX000", "internal error")}


class SqlSimulator:
    """The SQL face of the simulated registers; `url` is the server that holds their databases."""

    def __init__(self, registers: Registers, url: str) -> None:
        self._registers = registers
        told = conninfo_to_dict(url)
        self._host = str(told.get("host") or "127.0.0.1")
        self._port = int(told.get("port") or 5432)

    @asynccontextmanager
    async def listening(self, host: str, port: int) -> AsyncIterator[int]:
        """Serve; yield the port. Port 0 takes any free one."""
        lines: set[asyncio.Task[None]] = set()

        def taken(reader: StreamReader, writer: StreamWriter) -> None:
            line = asyncio.create_task(self._serve(reader, writer))
            lines.add(line)
            line.add_done_callback(lines.discard)

        server = await asyncio.start_server(taken, host, port)
        try:
            yield int(server.sockets[0].getsockname()[1])
        finally:
            server.close()
            for line in tuple(lines):
                line.cancel()
            await asyncio.gather(*lines, return_exceptions=True)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        upstream: StreamWriter | None = None
        try:
            packet = await _start(reader, writer)
            if packet is None:
                return
            code, start = packet
            from_server, upstream = await self._connected()
            upstream.write(start)
            number = None if code == wire.CANCEL_REQUEST else number_of(wire.database_in(start))
            await self._carry(reader, writer, from_server, upstream, number)
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()
            if upstream is not None:
                upstream.transport.abort()

    async def _carry(
        self,
        reader: StreamReader,
        writer: StreamWriter,
        from_server: StreamReader,
        upstream: StreamWriter,
        number: int | None,
    ) -> None:
        """Carry both ways until one way ends."""
        ways = {
            asyncio.create_task(self._questions(reader, upstream, writer, number)),
            asyncio.create_task(self._answers(from_server, writer, number)),
        }
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    async def _connected(self) -> tuple[StreamReader, StreamWriter]:
        if self._host.startswith("/"):
            return await asyncio.open_unix_connection(f"{self._host}/.s.PGSQL.{self._port}")
        return await asyncio.open_connection(self._host, self._port)

    def _manners(self, number: int | None) -> Misbehaviour:
        return self._registers.conduct.of(number) if number is not None else Misbehaviour()

    async def _questions(
        self, reader: StreamReader, upstream: StreamWriter, writer: StreamWriter, number: int | None
    ) -> None:
        while chunk := await reader.read(CHUNK):
            bad = self._manners(number)
            match bad.manner:
                case Manner.SLOW:
                    await asyncio.sleep(bad.seconds)
                case Manner.HANGING:
                    await asyncio.Event().wait()
                case Manner.DOWN:
                    writer.transport.abort()
                    return
                case _:
                    pass
            upstream.write(chunk)
            await upstream.drain()

    async def _answers(self, from_server: StreamReader, writer: StreamWriter, number: int | None) -> None:
        erred = False
        while (came := await wire.message(from_server)) is not None:
            kind, body = came
            bad = self._manners(number)
            if kind == wire.DATA_ROW and bad.manner is Manner.PARTIAL:
                whole = wire.packed(kind, body)
                writer.write(whole[: len(whole) // 2])
                await writer.drain()
                return
            told, erred = self._told(kind, body, bad, number, erred)
            for part in told:
                writer.write(part)
                await writer.drain()

    def _told(
        self, kind: bytes, body: bytes, bad: Misbehaviour, number: int | None, erred: bool
    ) -> tuple[Iterable[bytes], bool]:
        """Return what is said instead of one message of the server, and whether an error was said for this question."""
        failing = bad.manner in ERRORS or bad.manner is Manner.REFUSING
        if kind == wire.READY:
            return (wire.packed(kind, body),), False
        if failing and kind in {wire.DATA_ROW, wire.COMPLETE, wire.ERROR}:
            return (() if erred else (_failure(bad),)), True
        if kind == wire.DATA_ROW and number is not None:
            return self._rows(wire.columns(body), bad, number), erred
        return (wire.packed(kind, body),), erred

    def _rows(self, values: list[bytes | None], bad: Misbehaviour, number: int) -> Iterable[bytes]:
        exchange_id, digest, record = values[0], values[1], values[2] or b""
        match bad.manner:
            case Manner.HUGE:
                filler = wire.data_row([exchange_id, digest, b'"' + b"x" * CHUNK + b'"'])
                return (filler for _ in range(HUGE_BYTES // CHUNK))
            case Manner.TOO_MANY:
                return (wire.data_row(values) for _ in range(TOO_MANY_RECORDS))
            case Manner.MALFORMED:
                return (wire.data_row([exchange_id, digest, record[: len(record) // 2]]),)
            case Manner.ANOTHER_QUESTION:
                return (wire.data_row([exchange_id, b"00" * 32, record]),)
            case Manner.UNKNOWN_FIELD | Manner.MISSING_FIELDS | Manner.BAD_TYPE:
                spoiled = spoilt([json.loads(record)], self._registers.resources[number], bad)
                return (wire.data_row([exchange_id, digest, json.dumps(one).encode()]) for one in spoiled)
            case _:
                return (wire.data_row(values),)


def _failure(bad: Misbehaviour) -> bytes:
    if bad.manner is Manner.REFUSING:
        return wire.error("42501", bad.words, bad.code)
    state, words = ERRORS[bad.manner]
    return wire.error(state, words, "")


async def _start(reader: StreamReader, writer: StreamWriter) -> tuple[int, bytes] | None:
    """Return the packet that opens a connection; offers of encryption are declined, the line is loopback."""
    packet = await wire.first_packet(reader)
    while packet is not None and packet[0] in {wire.SSL_REQUEST, wire.GSS_REQUEST}:
        writer.write(b"N")
        await writer.drain()
        packet = await wire.first_packet(reader)
    return packet
