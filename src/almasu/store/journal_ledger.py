"""Ordering waiting leaves into the tree of a log: one process at a time by lease, and none out of turn by fence.

What is lost when the process dies: before the commit of a batch, nothing (the leaves still wait); after it, nothing
(the head, the entries and the tiles moved together). Only heads that are committed here are ever signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection

from almasu.kernel.journal.checkpoint import Checkpoint
from almasu.kernel.journal.entry import Entry, commitment
from almasu.kernel.journal.keeping import LostTurn, Turn
from almasu.kernel.journal.tiles import split_hashes, width_at
from almasu.kernel.journal.tree import (
    EMPTY_ROOT,
    TILE_HEIGHT,
    TILE_WIDTH,
    Edge,
    FullTile,
    grown,
    leaf_hashes,
)
from almasu.law.problem import Fault
from almasu.store import journal, sql
from almasu.store.database import Database

BATCH = 5_000
LEASE_SECONDS = 2.0
_SQL = sql.load("journal_sequencer")


@dataclass(frozen=True, slots=True)
class Ledger:
    """One log of the node's database. `holder` names this process among those that may order leaves."""

    database: Database
    log: str
    origin: str
    holder: str

    async def open(self) -> None:
        """Make the log known; a Fault where it is known under another origin: a log never changes its identity."""
        async with self.database.transaction() as connection:
            names = {"log": self.log, "origin": self.origin, "empty_root": EMPTY_ROOT}
            await connection.execute(_SQL["open_log"], names)
            row = await (await connection.execute(_SQL["origin_of_log"], {"log": self.log})).fetchone()
        if row is None or row[0] != self.origin:
            raise Fault(f"the log {self.log!r} is known here under another origin than {self.origin}")

    async def take_turn(self) -> Turn | None:
        """Become the sequencer and return the tree, or None while another process is."""
        async with self.database.transaction() as connection:
            values = {"log": self.log, "holder": self.holder, "seconds": LEASE_SECONDS}
            row = await (await connection.execute(_SQL["take_lease"], values)).fetchone()
            if row is None:
                return None
            fence, size, root = row
            edge = await self._edge(connection, size)
        if edge.root() != bytes(root):
            raise Fault(f"the tiles of the log {self.origin} do not have the root of its head at size {size}")
        return Turn(fence, edge)

    async def give_up(self, turn: Turn) -> None:
        """Let another process begin at once instead of when the lease runs out."""
        async with self.database.transaction() as connection:
            await connection.execute(_SQL["give_up_lease"], {"log": self.log, "fence": turn.fence})

    async def _edge(self, connection: AsyncConnection[Any], size: int) -> Edge:
        rows = await (await connection.execute(_SQL["last_tiles"], {"log": self.log})).fetchall()
        by_level = {level: (number, bytes(hashes)) for level, number, hashes in rows}
        held = []
        level = 0
        while size >> (TILE_HEIGHT * level):
            number = (size >> (TILE_HEIGHT * level)) // TILE_WIDTH
            width = width_at(level, number, size)
            last, hashes = by_level.get(level, (-1, b""))
            if width and last != number:
                raise Fault(f"the log {self.origin} lacks its last tile of level {level}")
            held.append(tuple(split_hashes(hashes, width)) if width else ())
            level += 1
        return Edge(size, tuple(held))

    async def order(self, turn: Turn, most: int = BATCH) -> Turn:
        """Order up to `most` waiting leaves into the log and return the turn with the grown tree.

        Raises LostTurn, with nothing written, when another sequencer has taken over.
        """
        async with self.database.transaction() as connection:
            values = {"log": self.log, "most": most, "size": turn.edge.size}
            cursor = connection.cursor(binary=True)
            await cursor.execute(_SQL["order_waiting"], values)
            leaves = leaf_hashes(row[0] for row in await cursor.fetchall())
            return await self._advance(connection, turn, leaves) if leaves else turn

    async def hold(self, turn: Turn) -> Turn:
        """Keep the turn for another while; LostTurn when another sequencer has taken over."""
        async with self.database.transaction() as connection:
            return await self._advance(connection, turn, [])

    async def replay(self, turn: Turn, entries: Sequence[bytes]) -> Turn:
        """Put back entries (canonical bytes) that the archive has behind the last position, and return the turn."""
        commitments = [commitment(entry) for entry in entries]
        values = {"log": self.log, "size": turn.edge.size, "commitments": commitments, "entries": list(entries)}
        async with self.database.transaction() as connection:
            await connection.execute(_SQL["replay"], values)
            await connection.execute(_SQL["forget_replayed"], {"log": self.log, "commitments": commitments})
            return await self._advance(connection, turn, leaf_hashes(commitments))

    async def _advance(self, connection: AsyncConnection[Any], turn: Turn, leaves: Sequence[bytes]) -> Turn:
        """Write the grown tiles and move the head, which also keeps the lease."""
        edge, full = grown(turn.edge, leaves)
        if leaves:
            await connection.execute(_SQL["keep_tiles"], self._rows(edge, full))
        moved = await connection.execute(
            _SQL["move_head"],
            {
                "log": self.log,
                "fence": turn.fence,
                "size": turn.edge.size,
                "new_size": edge.size,
                "root": edge.root(),
                "seconds": LEASE_SECONDS,
            },
        )
        if moved.rowcount != 1:
            raise LostTurn(f"another process orders the log {self.origin} now")
        return Turn(turn.fence, edge)

    def _rows(self, edge: Edge, full: Sequence[FullTile]) -> dict[str, object]:
        levels = [tile.level for tile in full]
        numbers = [tile.index for tile in full]
        hashes = [tile.hashes for tile in full]
        for level, row in enumerate(edge.rows):
            if row:
                levels.append(level)
                numbers.append((edge.size >> (TILE_HEIGHT * level)) // TILE_WIDTH)
                hashes.append(b"".join(row))
        return {"log": self.log, "levels": levels, "numbers": numbers, "hashes": hashes}

    async def note(self, entry: Entry) -> None:
        """Let an entry of the journal's own wait: an outage, a clock that jumped, entries put back."""
        async with self.database.transaction() as connection:
            await journal.append(connection, entry, self.log)

    async def keep_checkpoint(self, head: Checkpoint, note: bytes, at: datetime) -> None:
        """Keep a head that enough witnesses co-signed; a Fault where this size was kept with another root."""
        values = {"log": self.log, "size": head.size, "root": head.root, "note": note, "at": at}
        async with self.database.transaction() as connection:
            kept = await connection.execute(_SQL["keep_checkpoint"], values)
        if kept.rowcount != 1:
            raise Fault(f"the log {self.origin} has kept size {head.size} with another root")

    async def tidy(self) -> None:
        """Make room where waiting leaves went."""
        async with self.database.connection() as connection:
            await connection.execute(_SQL["tidy_waiting"])
