"""Writing leaves: one statement in the act's own transaction, so that no act stands without its leaf (DESIGN 3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.journal.entry import Entry, commitment, entry_bytes
from almasu.kernel.journal.logs import Log
from almasu.kernel.journal.tiles import MAX_ENTRY
from almasu.law.problem import Fault
from almasu.store import sql

MAIN = Log.MAIN.value
SUPERVISION = Log.SUPERVISION.value
_APPEND = sql.load("journal")["append"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A leaf that waits for its place in the named log: its commitment and the moment of its act.

    Once the act's transaction has committed, these two are what a receipt promises.
    """

    log: str
    commitment: bytes
    at: datetime


async def append(connection: AsyncConnection[Any], entry: Entry, log: str = MAIN) -> Waiting:
    """Let the entry wait for its place, in the transaction the connection is in.

    Inside `connection.pipeline()` this costs no round trip of its own. Raises a Fault for an entry beyond the length
    that a log holds: content belongs into the sealed records, only its commitment into the log.
    """
    data = entry_bytes(entry)
    if len(data) > MAX_ENTRY:
        raise Fault(f"an entry of kind {entry.kind} has {len(data)} bytes; a log holds at most {MAX_ENTRY}")
    waiting = Waiting(log, commitment(data), entry.at)
    await connection.execute(_APPEND, {"log": log, "commitment": waiting.commitment, "entry": data})
    return waiting
