"""A register asked by SQL: one statement to the owner's function, which repeats our digest with every row.

The owner refuses by raising SQLSTATE 42501 (insufficient privilege): the message holds its words, the detail its code.
"""

from __future__ import annotations

import asyncio
from importlib import resources

import psycopg
from psycopg import sql

from almasu.connectors.register_sql.line import Connections, Hold, SqlLine
from almasu.kernel.answers import NoReply, Question, Record, Refused, Reply, Unreadable
from almasu.kernel.exchange.json_contract import (
    CODE_LENGTH,
    WORDS_LENGTH,
    TwiceNamed,
    belongs,
    judged,
    question_body,
    read_row,
)
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.exchange.shape import shape_of
from almasu.kernel.resources import Resource

FAREWELL = 0.05
Rows = list[tuple[str, str, str]]


class TooLarge(Exception):
    """The rows together are larger than an answer may be."""


class SqlRegister:
    """One resource behind a database."""

    def __init__(self, resource: Resource, line: SqlLine, limits: Limits) -> None:
        text = resources.files(__package__).joinpath("ask.sql").read_text("utf-8")
        self._statement = sql.SQL(text).format(function=sql.Identifier(*line.function.split(".")))
        self._connections = Connections(line)
        self._limits = limits
        self._shape = shape_of(resource, limits)

    async def ask(self, question: Question, seconds: float) -> Reply:
        """Ask once; see `almasu.kernel.answers.Register`."""
        hold = Hold()
        asking = asyncio.ensure_future(self._ask(question, hold))
        try:
            await asyncio.wait({asking}, timeout=seconds)
            if not asking.done():
                return NoReply(Silence.TIME_RAN_OUT, "", retriable=True)
            return asking.result()
        finally:
            await _ended(asking, hold)

    async def close(self) -> None:
        """Close every connection."""
        await self._connections.close()

    async def _ask(self, question: Question, hold: Hold) -> Reply:
        """Ask over a kept connection; where that one had died or been ended meanwhile, once more over a fresh one."""
        kept = self._connections.any_kept()
        reply = await self._ask_over(question, hold, fresh=False)
        if kept and not hold.was_cut and isinstance(reply, NoReply) and reply.reason in {Silence.CUT_OFF, Silence.BUSY}:
            return await self._ask_over(question, hold, fresh=True)
        return reply

    async def _ask_over(self, question: Question, hold: Hold, *, fresh: bool) -> Reply:
        connected = False
        try:
            async with self._connections.one(hold, fresh=fresh) as connection:
                connected = True
                return self._read(await self._rows(connection, question), question)
        except TooLarge:
            return Unreadable(Nonsense.TOO_LARGE, "", b"")
        except psycopg.errors.InsufficientPrivilege as refusal:
            return _refused(refusal)
        except psycopg.Error as error:
            return _failed(error) if connected else _unconnected(error)
        except (OSError, UnicodeDecodeError):
            return NoReply(Silence.CUT_OFF, "", retriable=True)

    async def _rows(self, connection: psycopg.AsyncConnection[tuple[object, ...]], question: Question) -> Rows:
        """Return the rows as they stream in, no more of them and no larger than allowed."""
        asked = {
            "kind": question.key.kind.value,
            "value": question.key.value.replace("\x00", "\ufffd"),
            "asked": question_body(question).decode().replace("\\u0000", "\ufffd"),
            "longest": self._limits.size,
            "most": self._limits.records + 1,
        }
        rows: Rows = []
        held = 0
        async with connection.cursor() as cursor:
            async for exchange_id, digest, record in cursor.stream(self._statement, asked):
                held += len(str(record))
                if held > self._limits.size:
                    raise TooLarge
                rows.append((str(exchange_id), str(digest), str(record)))
        return rows

    def _read(self, rows: Rows, question: Question) -> Reply:
        raw = "\n".join(record for _, _, record in rows).encode("utf-8", "replace")
        records: list[Record] = []
        for index, (exchange_id, digest, record) in enumerate(rows):
            if not belongs(exchange_id, digest, question):
                return Unreadable(Nonsense.ANOTHER_QUESTION, f"{index}/digest", raw)
            try:
                records.append(read_row(record, self._shape))
            except TwiceNamed:
                return Unreadable(Nonsense.REPEATED_FIELD, str(index), raw)
            except (ValueError, RecursionError):
                return Unreadable(Nonsense.MALFORMED, str(index), raw)
        return judged(tuple(records), self._shape, raw, "")


def _refused(refusal: psycopg.Error) -> Refused:
    words = refusal.diag.message_primary or ""
    code = refusal.diag.message_detail or refusal.sqlstate or ""
    return Refused(code[:CODE_LENGTH], words[:WORDS_LENGTH], f"{code}: {words}".encode())


def _unconnected(error: psycopg.Error) -> NoReply:
    """Tell a password that was not accepted from a server that could not be reached.

    The driver has no SQLSTATE for a failed connection, only the server's words; in words we do not know it is silence.
    """
    if isinstance(error, psycopg.errors.ConnectionTimeout):
        return NoReply(Silence.TIME_RAN_OUT, "", retriable=True)
    if "authentication failed" in str(error):
        return NoReply(Silence.CREDENTIALS_REFUSED, "", retriable=False)
    return NoReply(Silence.NO_CONNECTION, "", retriable=True)


def _failed(error: psycopg.Error) -> Reply:
    """Name what went wrong by its SQLSTATE class (PostgreSQL documentation, appendix A)."""
    state = error.sqlstate or ""
    match state[:2]:
        case "":
            return NoReply(Silence.CUT_OFF, "", retriable=True)
        case "53" | "57" if state != "57014":
            return NoReply(Silence.BUSY, state, retriable=True)
        case "57":
            return NoReply(Silence.TIME_RAN_OUT, state, retriable=True)
        case "42":
            return Unreadable(Nonsense.WRONG_SCHEMA, state, b"")
        case _:
            return NoReply(Silence.REGISTER_FAULT, state, retriable=True)


async def _ended(asking: asyncio.Future[Reply], hold: Hold) -> None:
    """Let go of a question that is still running: break its line, and cancel what does not end by that."""
    if not asking.done() and hold.cut():
        await asyncio.wait({asking}, timeout=FAREWELL)
    if not asking.done():
        asking.cancel()
        await asyncio.wait({asking}, timeout=FAREWELL)
    if asking.done() and not asking.cancelled():
        asking.exception()
