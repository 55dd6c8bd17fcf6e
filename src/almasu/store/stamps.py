"""Time stamps over the heads of a log, in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.evidence_pack.content import StampedHead
from almasu.store.database import Database
from almasu.store.sql import load


@dataclass(frozen=True, slots=True)
class StoredStamps:
    """The stamps of one log (implements `almasu.actions.stamp_journal.Stamps`)."""

    database: Database
    log: str

    async def keep(self, size: int, note: bytes, token: bytes, stamped_at: datetime) -> None:
        """Keep a verified stamp over the head of a size."""
        values = {"log": self.log, "size": size, "note": note, "token": token, "stamped_at": stamped_at}
        async with self.database.connection() as connection:
            await connection.execute(load("stamps")["keep_stamp"], values)

    async def size(self) -> int:
        """Return how far the log is stamped."""
        async with self.database.connection() as connection:
            row = await (await connection.execute(load("stamps")["stamped_size"], {"log": self.log})).fetchone()
        return 0 if row is None else int(row[0])

    async def first_over(self, index: int) -> StampedHead | None:
        """Return the first stamped head that covers the entry at an index, or None."""
        async with self.database.connection() as connection:
            values = {"log": self.log, "index": index}
            row = await (await connection.execute(load("stamps")["first_stamp_over"], values)).fetchone()
        return None if row is None else StampedHead(bytes(row[0]), bytes(row[1]))
