"""A log on a real database with an archive in a folder and witnesses in this process behind the real protocol."""

from __future__ import annotations

import secrets
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from almasu.actions.keep_journal import Keeper, keep_once
from almasu.actions.open_journal import open_journal
from almasu.interfaces.witness.memory import open_memory, origin_name
from almasu.kernel.journal.checkpoint import cosign
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.journal.keeping import Knows, Refuses, Silent, Vouched
from almasu.kernel.journal.keys import from_seed, keys_of
from almasu.kernel.journal.note import KeyKind, read_signatures
from almasu.kernel.journal.policy import Witness
from almasu.kernel.journal.verify import Claims, Trust, verify
from almasu.kernel.journal.witnessing import Declined, judge, read_request
from almasu.store.database import Database
from almasu.store.journal import append
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_keys import StoredKeyChanges
from almasu.store.journal_ledger import Ledger
from almasu.store.journal_reading import StoredLog
from almasu.store.vault import FileVault
from almasu.wiring.journal import JournalPlace, policy_of, write_public
from almasu.wiring.key_ring import KeyRing, RingHeads

ORIGIN = "almasu.example/restricted/node1"


@dataclass
class Clock:
    """A wall clock and a steady one that tests move."""

    at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    passed: float = 0.0

    def now(self):
        return self.at

    def steady(self):
        return self.passed

    def go(self, seconds):
        self.at += timedelta(seconds=seconds)
        self.passed += seconds


@dataclass
class FakeWitness:
    """Honours the port with the product's own decisions, without HTTP; it can be silent or of another clock."""

    pair: object
    memory: object
    logs: dict
    clock: Clock
    silent: bool = False
    asked: list = field(default_factory=list)

    @property
    def key(self):
        return self.pair.key

    async def add_checkpoint(self, ask, seconds):
        self.asked.append(ask)
        if self.silent:
            return Silent("no answer within 0.4 s")
        read = read_request(ask.data(), self.logs)
        if isinstance(read, Declined):
            return Refuses(read.status, read.body)
        head = self.memory.latest(read[1].checkpoint.origin)
        judged = judge(read[0], read[1], head.checkpoint if head else None)
        if isinstance(judged, Declined):
            return Knows(int(judged.body)) if judged.status == 409 else Refuses(judged.status, judged.body)
        line = cosign(judged.note.text, self.clock.now(), self.pair.key, self.pair.sign)
        self.memory.keep(judged.checkpoint.origin, judged.note.with_signatures([line]))
        return Vouched(read_signatures(line.line()))

    async def latest(self, origin, seconds):
        if self.silent:
            return Silent("no answer")
        head = self.memory.by_name(origin_name(origin))
        return head.note.data() if head else None


@dataclass
class Kept:
    """A log that is being kept."""

    keeper: Keeper
    database: Database
    clock: Clock
    witnesses: list
    keys: object
    folder: Path
    vault: FileVault
    ring: KeyRing
    standing: object = None

    async def act(self, count=1, kind=EntryKind.QUESTION_SENT, log="main"):
        """Commit acts with their leaf and return what waits."""
        waiting = []
        for number in range(count):
            async with self.database.transaction() as connection:
                entry = Entry(
                    kind, self.clock.now(), "system:test", f"{number}", {"n": number}, secrets.token_bytes(32)
                )
                waiting.append(await append(connection, entry, log))
        return waiting

    async def fill(self, count):
        """Let so many leaves wait, quickly."""
        async with self.database.transaction() as connection, connection.pipeline():
            for number in range(count):
                entry = Entry(
                    EntryKind.QUESTION_SENT, self.clock.now(), "system:test", f"{number}", {}, secrets.token_bytes(32)
                )
                await append(connection, entry)

    async def round(self, seconds=0.1):
        self.clock.go(seconds)
        if self.standing is None or self.standing.turn is None:
            self.standing = await open_journal(self.keeper)
        if self.standing is not None:
            self.standing = await keep_once(self.keeper, self.standing)
        return self.standing

    def verified(self, *, seen=(), receipts=(), source=None):
        trust = Trust(self.keeper.policy, (self.keys.receipts.key,))
        claims = Claims(tuple(seen), tuple(receipts))
        return verify(source or FileArchive(self.folder), trust, self.clock.now(), claims)

    async def rows(self, statement, *values):
        async with self.database.connection() as connection:
            return await (await connection.execute(statement, values)).fetchall()

    def again(self, **changes):
        """The same log after a restart of its keeper."""
        import dataclasses

        ledger = dataclasses.replace(self.keeper.ledger, holder=secrets.token_hex(4))
        keeper = dataclasses.replace(self.keeper, ledger=ledger, **changes)
        return dataclasses.replace(self, keeper=keeper, standing=None)


@pytest.fixture(scope="module")
def journal_url(postgres_url, template, database_names):
    """One migrated database for all tests of a file: making one takes longer than most of them."""
    name = next(database_names)
    made = sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(made)
    yield make_conninfo(postgres_url, dbname=name)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
async def database(journal_url):
    """The file's database with its journal emptied."""
    with psycopg.connect(journal_url, autocommit=True) as connection:
        connection.execute("alter table journal_entries disable trigger all")
        for table in ("checkpoints", "tiles", "entries", "waiting", "logs"):
            connection.execute(sql.SQL("delete from {}").format(sql.Identifier(f"journal_{table}")))
        connection.execute("alter table journal_entries enable trigger all")
    opened = await Database.open(journal_url, size=4)
    yield opened
    await opened.close()


@pytest.fixture
async def kept(database):
    """A log with two of two witnesses, not yet opened."""
    clock = Clock()
    keys = keys_of(ORIGIN, b"j" * 32)
    with tempfile.TemporaryDirectory(prefix="almasu-log-") as name:
        folder = Path(name)
        witnesses = []
        for number in range(2):
            pair = from_seed(f"witness.example/w{number}", KeyKind.COSIGNATURE, bytes([number]) * 32)
            data = folder / f"w{number}"
            data.mkdir()
            memory = open_memory(data, pair.key)
            witnesses.append(FakeWitness(pair, memory, {ORIGIN: [keys.head.key]}, clock))
        policy = policy_of(keys, [Witness(f"w{n}", one.key) for n, one in enumerate(witnesses)], 2)
        vault = FileVault.create(folder / "vault")
        (folder / "vault" / "journal.key").write_bytes(b"j" * 32)
        vault = FileVault(folder / "vault")
        ring = KeyRing(ORIGIN, vault, StoredKeyChanges(database, "main"))
        place = JournalPlace(ORIGIN, folder / "tiles")
        ledger = Ledger(database, "main", ORIGIN, "first")
        await ledger.open()
        keeper = Keeper(
            ledger=ledger,
            log=StoredLog(database, "main"),
            archive=FileArchive(folder / "tiles"),
            witnesses=tuple(witnesses),
            policy=policy,
            heads=RingHeads(ring, lambda held: write_public(place, policy, held)),
            now=clock.now,
            steady=clock.steady,
            random=secrets.token_bytes,
        )
        yield Kept(keeper, database, clock, witnesses, keys, folder / "tiles", vault, ring)
