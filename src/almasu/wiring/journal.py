"""The journal's parts put together: where it is kept, who co-signs it, with which keys."""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from almasu.actions.keep_journal import HeadKeys, Keeper
from almasu.connectors.tlog.witness import HttpWitness
from almasu.kernel.journal.generations import Generations
from almasu.kernel.journal.keys import LogKeys, SigningKey
from almasu.kernel.journal.note import VerifierKey, key_lines, read_key
from almasu.kernel.journal.policy import Policy, Witness, k_of
from almasu.store.database import Database
from almasu.store.journal import MAIN
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_ledger import Ledger
from almasu.store.journal_reading import StoredLog
from almasu.wiring.settings import Settings, WitnessSettings


@dataclass(frozen=True, slots=True)
class JournalPlace:
    """Where one log lives: its short name in the database, its identity, and the folder of its files."""

    origin: str
    folder: Path
    log: str = MAIN


def policy_of(keys: LogKeys, witnesses: Sequence[Witness], needed: int) -> Policy:
    """Return the policy of a node: its own log, these witnesses, so many of them."""
    return k_of(needed, [keys.head.key], witnesses)


def vouching_of(settings: Settings) -> Policy:
    """Return who vouches for the journal of a node: its witnesses, as many of them as are needed."""
    return k_of(settings.witnesses_needed, (), _witnesses(settings.witnesses))


def vouching_apart(settings: Settings) -> Policy:
    """Return who vouches for the log of supervision: its own witnesses, each of them, or those of the journal."""
    own = _witnesses(settings.supervision_witnesses)
    return k_of(len(own), (), own) if own else vouching_of(settings)


def _witnesses(named: Sequence[WitnessSettings]) -> tuple[Witness, ...]:
    return tuple(Witness(f"witness-{number}", read_key(one.vkey), one.url) for number, one in enumerate(named, 1))


@dataclass(frozen=True, slots=True)
class OneGeneration:
    """The keys of a log that never changed them (implements `almasu.actions.keep_journal.HeadKeys`)."""

    keys: LogKeys

    async def signing(self, at: datetime) -> Sequence[SigningKey]:
        """Return the one head key."""
        return (self.keys.head,)

    def known(self) -> Sequence[VerifierKey]:
        """Return its public half."""
        return (self.keys.head.key,)


def write_public(place: JournalPlace, policy: Policy, keys: Generations) -> None:
    """Put policy, receipt keys and changes of keys beside the log's files, for whoever verifies a copy of the folder.

    Keys of all generations, newest first. A verifier who wants more than consistency brings keys that came another way.
    """
    place.folder.mkdir(parents=True, exist_ok=True)
    files = {
        "policy": replace(policy, logs=keys.heads).text(),
        "receipts.vkey": key_lines(keys.receipts),
        "rotations": keys.published().decode(),
    }
    for name, text in files.items():
        aside = place.folder / f".{name}.new"
        aside.write_text(text, encoding="utf-8")
        aside.replace(place.folder / name)


async def keeper_of(
    database: Database, place: JournalPlace, heads: HeadKeys, policy: Policy, session: aiohttp.ClientSession
) -> Keeper:
    """Return everything that keeping the log needs; makes the log known to the database."""
    ledger = Ledger(database, place.log, place.origin, process_name())
    await ledger.open()
    asked = [one for one in policy.witnesses if one.url]
    return Keeper(
        ledger=ledger,
        log=StoredLog(database, place.log),
        archive=FileArchive(place.folder),
        witnesses=tuple(HttpWitness(one.key, one.url.rstrip("/"), session) for one in asked),
        policy=policy,
        heads=heads,
        now=lambda: datetime.now(UTC),
        steady=time.monotonic,
        random=secrets.token_bytes,
    )


def process_name() -> str:
    """Return a name no other process has: those who keep one log or ask the same registers tell themselves apart."""
    return f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}"
