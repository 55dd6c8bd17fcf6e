"""Work to be done later: kept in the transaction of the act that asks for it, tried until it ends, ended once.

A process leases jobs (`claim`), does them, and ends each (`complete`, `retry_at`, `fail`) in the transaction of what
the job did. A process that dies lets its leases run out; `release_expired` frees them for the others. A process that
was only slow learns it from the answer False when it ends the job, and must then roll back what it did.

`owner` is a name that no other run of any process has. Moments come from the caller's clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection
from psycopg.types.json import Jsonb

from almasu.store.sql import load

LONGEST_ERROR = 500  # characters kept of why a job did not succeed


@dataclass(frozen=True, slots=True)
class Job:
    """A leased job: its number, kind and payload, which attempt this is (from 1), and when it was due."""

    number: int
    kind: str
    payload: Mapping[str, Any]
    attempt: int
    run_at: datetime


async def enqueue(
    connection: AsyncConnection[Any],
    *,
    kind: str,
    payload: Mapping[str, Any],
    run_at: datetime,
    dedupe_key: str | None = None,
    lease_owner: str | None = None,
    lease_until: datetime | None = None,
) -> int | None:
    """Keep a job in the transaction of `connection`; return its number, or None when its kind has that key already.

    With a lease the asking process does the job itself right after the commit, and others only if it dies.
    """
    values = {
        "kind": kind,
        "payload": Jsonb(dict(payload)),
        "run_at": run_at,
        "dedupe_key": dedupe_key,
        "lease_owner": lease_owner,
        "lease_until": lease_until,
    }
    row = await (await connection.execute(load("jobs")["enqueue"], values)).fetchone()
    return None if row is None else int(row[0])


async def claim(
    connection: AsyncConnection[Any],
    *,
    kinds: Sequence[str],
    owner: str,
    at: datetime,
    lease_until: datetime,
    most: int,
) -> tuple[Job, ...]:
    """Lease up to `most` jobs of these kinds that are due at `at`, earliest first; each goes to one process only."""
    values = {"kinds": list(kinds), "owner": owner, "at": at, "lease_until": lease_until, "most": most}
    rows = await (await connection.execute(load("jobs")["claim"], values)).fetchall()
    taken = [Job(number, kind, payload, attempt, run_at) for number, kind, payload, attempt, run_at in rows]
    return tuple(sorted(taken, key=lambda job: (job.run_at, job.number)))


async def extend(
    connection: AsyncConnection[Any], jobs: Sequence[int], *, owner: str, lease_until: datetime
) -> frozenset[int]:
    """Prolong the leases of `jobs`; return those still held. Another process may already do the others."""
    values = {"jobs": list(jobs), "owner": owner, "lease_until": lease_until}
    rows = await (await connection.execute(load("jobs")["extend"], values)).fetchall()
    return frozenset(number for (number,) in rows)


async def complete(connection: AsyncConnection[Any], job: int, *, owner: str, at: datetime) -> bool:
    """Mark a job done; False when the lease was lost, and then what was done must be rolled back."""
    return await _ended(connection, "complete", {"job": job, "owner": owner, "at": at})


async def retry_at(connection: AsyncConnection[Any], job: int, *, owner: str, run_at: datetime, error: str) -> bool:
    """Give a job back for a later moment, with the reason in a few words without personal data; False as above."""
    values = {"job": job, "owner": owner, "run_at": run_at, "error": error[:LONGEST_ERROR]}
    return await _ended(connection, "retry_at", values)


async def fail(connection: AsyncConnection[Any], job: int, *, owner: str, at: datetime, error: str) -> bool:
    """Mark a job failed for good, with the reason in a few words without personal data; False as above."""
    return await _ended(connection, "fail", {"job": job, "owner": owner, "at": at, "error": error[:LONGEST_ERROR]})


async def release_expired(connection: AsyncConnection[Any], *, at: datetime, most: int = 1000) -> int:
    """Free the jobs whose lease ran out by `at`, at most `most` of them; return how many."""
    return (await connection.execute(load("jobs")["release_expired"], {"at": at, "most": most})).rowcount


async def _ended(connection: AsyncConnection[Any], statement: str, values: Mapping[str, Any]) -> bool:
    """Run a statement that changes one leased job; tell whether it did."""
    return (await connection.execute(load("jobs")[statement], values)).rowcount == 1
