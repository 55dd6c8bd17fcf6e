"""Sessions in our database, each with the account as it stands now."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.parties.session import IDLE, Session, Stage
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.law.problem import Fault
from almasu.store.account_rows import account_from
from almasu.store.columns import BYTES
from almasu.store.evidence import StoredEvidence
from almasu.store.sealer import Sealer
from almasu.store.sql import load

log = logging.getLogger(__name__)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StoredSessions:
    """Implements `almasu.kernel.parties.port.Sessions` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def one(self, token_hash: bytes) -> Session | None:
        """Return the session with the account as it stands now, or None."""
        return (await self.some([token_hash]))[0]

    async def some(self, hashes: Sequence[bytes]) -> Sequence[Session | None]:
        """Return sessions with their accounts as they stand now, None for each that there is not."""
        found = await self.connection.execute(load("sessions")["sessions"], {"hashes": BYTES.column(hashes)})
        rows = {row[0]: row[1:] for row in await found.fetchall()}
        return [session_from(one, rows[one], self.sealer) if one in rows else None for one in hashes]

    async def start(self, session: Session) -> None:
        """Keep a new session."""
        values = {"token_hash": session.token_hash, "stage": session.stage.value, "at": session.started_at}
        await self._do("start_session", values)

    async def prove(self, token_hash: bytes, account: UUID, evidence: Parted, at: datetime) -> bool:
        """Give a session its account after the EDS was proved, with the evidence of that signature.

        False where the session ended or somebody was proved in it meanwhile.
        """
        place = f"sessions/evidence/{token_hash.hex()}"
        values = {
            "token_hash": token_hash,
            "account": account,
            "evidence": await StoredEvidence(self.connection, self.sealer).sealed(place, evidence),
            "bound": _mark(token_hash, account, Stage.CODE, "", self.sealer),
            "at": at,
        }
        return await self._do("prove_session", values) == 1

    async def finish(self, old: bytes, new: bytes, account: UUID, factor: str, at: datetime) -> bool:
        """Put a session whose second factor was proved under a new token; the old token is dead from then on.

        False where the session ended meanwhile or is not this account's. The evidence stays with the old row.
        """
        bound = _mark(new, account, Stage.READY, factor, self.sealer)
        values = {"old": old, "new": new, "account": account, "factor": factor, "bound": bound, "at": at}
        finished = await self._do("finish_session", values)
        await self.end(old, at)
        return finished == 1

    async def renew(self, old: bytes, new: bytes, at: datetime) -> bool:
        """Put a session in which nobody was proved under a new token; the old token is dead from then on.

        False where the session ended meanwhile or somebody was proved in it.
        """
        renewed = await self._do("renew_session", {"old": old, "new": new, "at": at})
        await self.end(old, at)
        return renewed == 1

    async def touch(self, token_hash: bytes, at: datetime) -> None:
        """Note that the session acted."""
        await self._do("touch_session", {"token_hash": token_hash, "at": at})

    async def before(self, account: UUID, started_at: datetime) -> datetime | None:
        """Return when a person last acted in a session begun before this moment, None where there was none."""
        values = {"account": account, "started_at": started_at}
        found = await self.connection.execute(load("sessions")["last_visit"], values)
        row = await found.fetchone()
        return None if row is None else row[0]

    async def end(self, token_hash: bytes, at: datetime) -> None:
        """End a session."""
        await self._do("end_session", {"token_hash": token_hash, "at": at})

    async def end_all_of(self, account: UUID, at: datetime) -> None:
        """End every open session of an account."""
        await self._do("end_sessions_of_account", {"id": account, "at": at})

    async def sweep(self, before: datetime) -> None:
        """Forget entries left unproved for longer than a session may idle before a moment."""
        await self._do("sweep_begun_sessions", {"before": before - IDLE})

    async def _do(self, name: str, values: Mapping[str, object]) -> int:
        return (await self.connection.execute(load("sessions")[name], values)).rowcount


def session_from(token_hash: bytes, row: Sequence[Any], sealer: Sealer) -> Session | None:
    """Return the session of a row; None where somebody else than this store wrote whose it is, or who that is."""
    stage, factor, started_at, last_seen_at, ended_at, bound, *told = row
    account = None
    if told[0] is not None:
        expected = _mark(token_hash, told[0], Stage(stage), factor, sealer)
        if bound is None or not hmac.compare_digest(bound, expected):
            log.error("a session of the account %s is not as this node wrote it", told[0])
            return None
        try:
            account = account_from(told, sealer)
        except Fault:
            log.exception("a session of the account %s opens nothing", told[0])
            return None
    return Session(
        token_hash=token_hash,
        account=account,
        stage=Stage(stage),
        factor=factor,
        started_at=started_at,
        last_seen_at=last_seen_at,
        ended_at=ended_at,
    )


def _mark(token_hash: bytes, account: UUID, stage: Stage, factor: str, sealer: Sealer) -> bytes:
    """Return the mark that only a holder of the vault can put on a session's row."""
    return sealer.index("session", f"{token_hash.hex()}/{account}/{stage.value}/{factor}")
