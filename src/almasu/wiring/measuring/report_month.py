"""A month of many requests in a database, as a node keeps it: sealed requests, sheets of its days, its journal.

The requests of its first day are sealed one by one and their sheet is written by the act that the worker does every
night; the sheets of the other days are kept by the same act, with facts that are made up. Each request has an entry of
its own in the journal, one of its answer and, mostly, one of the look at it; each day is counted as the worker does.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import numpy
import psycopg

from almasu.actions.control.count_journal import SETTLED, count_day
from almasu.actions.control.pack_means import OpenedJournal
from almasu.actions.control.write_sheet import keep_sheet, read_day
from almasu.actions.node import Node
from almasu.kernel.answers import SubjectKey
from almasu.kernel.control.duty import Month
from almasu.kernel.control.sheet import MOST_IN_PART, NEVER, SheetColumns, day_bounds, on_the_wall, packed
from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
from almasu.kernel.journal.entry import Entry, EntryKind, commitment, entry_bytes
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.tree import EMPTY_EDGE, Edge, grown, leaf_hashes
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.request import QuestionRow, QuestionState, Request
from almasu.kernel.resources import KeyKind
from almasu.law.canonical import Json
from almasu.law.moment import days_of
from almasu.law.text import Text
from almasu.store.request_marks import question_mark, row_of
from almasu.store.request_records import record_bytes
from almasu.store.sealer import Sealer
from almasu.store.sql import load

MONTH = Month(2026, 10)
BODY = "210140083118"
EDITION = "sio_pso-2025"
SEED = 20261120
OFFICERS, TASKS = 400, 20_000
SEALED_SHARE = 0.02
"""Requests of the first day. None has its answer when its sheet is written: a pack reads each of them anew."""
UNSEEN, SEEN_LATER = 0.10, 0.05
"""Requests nobody had looked at when their sheet was written, and those looked at afterwards."""
_NOBODY, _NO_SALT = UUID(int=0), bytes(32)
_SQL = load("report_bench")


@dataclass
class Book:
    """The journal as it grows: entries with their places, and the edge of the tree over them."""

    connection: psycopg.Connection
    edge: Edge = EMPTY_EDGE

    def write(self, entries: Sequence[tuple[bytes, bytes]]) -> None:
        """Put commitments with their contents at its end."""
        with self.connection.cursor() as cursor, cursor.copy(_SQL["copy_entries"]) as copy:
            copy.set_types(["text", "int8", "bytea", "bytea"])
            for place, (told, content) in enumerate(entries, self.edge.size):
                copy.write_row(("main", place, told, content))
        self.edge, tiles = grown(self.edge, leaf_hashes([told for told, _ in entries]))
        self._keep([(one.level, one.index, one.hashes) for one in tiles])

    def publish(self, at: datetime) -> None:
        """Publish a head at a moment, with the tiles at the edge as far as they have grown."""
        size = self.edge.size
        rows = [(level, size >> (8 * level + 8), b"".join(row)) for level, row in enumerate(self.edge.rows) if row]
        self._keep(rows)
        values = {"size": size, "root": self.edge.root(), "note": self.note(), "at": at}
        self.connection.execute(_SQL["keep_head"], values)

    def _keep(self, tiles: Sequence[tuple[int, int, bytes]]) -> None:
        values = [{"level": level, "number": number, "hashes": hashes} for level, number, hashes in tiles]
        with self.connection.cursor() as cursor:
            cursor.executemany(_SQL["keep_tile"], values)

    def note(self) -> bytes:
        """Return a signed checkpoint over all of it."""
        head = keys_of("almasu.bench/log", b"b" * 32).head
        return sign_checkpoint(
            Checkpoint("almasu.bench/log", self.edge.size, self.edge.root()), [(head.key, head.sign)]
        ).data()


@dataclass(frozen=True, slots=True)
class Spelled:
    """Entries of one kind and moment that differ in the request and the salt, spelled once."""

    before: bytes
    between: bytes
    after: bytes

    def of(self, request: str, salt: bytes) -> tuple[bytes, bytes]:
        """Return the commitment and the content of the entry about a request."""
        content = self.before + request.encode() + self.between + salt.hex().encode() + self.after
        return commitment(content), content


def spelled(kind: EntryKind, at: datetime, says: dict[str, Json]) -> Spelled:
    """Return how such entries are spelled."""
    content = entry_bytes(Entry(kind, at, f"account:{_NOBODY}", f"request:{_NOBODY}", says, _NO_SALT))
    before, rest = content.split(str(_NOBODY).encode(), 1)
    first, second, third = before, *rest.split(_NO_SALT.hex().encode(), 1)
    return Spelled(first, second, third)


@dataclass(frozen=True, slots=True)
class Made:
    """A month that was made: its last head, and the seconds that sheets took a request, and counts an entry."""

    note: bytes
    sheet: float
    counting: float


@dataclass
class MonthMaker:
    """Makes the month for a node on an open connection; `sealer` and `journal` are the node's."""

    node: Node
    journal: OpenedJournal
    sealer: Sealer
    connection: psycopg.Connection
    rows: int
    dice: numpy.random.Generator = field(default_factory=lambda: numpy.random.default_rng(SEED))
    officers: list[UUID] = field(default_factory=list)
    tasks: list[tuple[str, UUID]] = field(default_factory=list)

    async def make(self, told: Callable[[str], None]) -> Made:
        """Make all of it; return its last head, and what the nights took."""
        self.connection.execute(_SQL["let_commitments_be"])
        await self._people()
        self.connection.execute(_SQL["begin_log"], {"root": EMPTY_EDGE.root()})
        book, counting = Book(self.connection), 0.0
        days = days_of(MONTH.since, MONTH.until - timedelta(seconds=1))
        sealed = round(self.rows * SEALED_SHARE)
        told(f"sealing {sealed} requests and writing the sheet of their day")
        sheet = await self._sealed_day(book, days[0], sealed)
        counting += await self._counted(book, days[0], None)
        told(f"keeping the sheets of {len(days) - 1} more days, and counting the journal of all")
        counts = [len(part) for part in numpy.array_split(numpy.arange(self.rows - sealed), len(days) - 1)]
        for before, day, count in zip(days, days[1:], counts, strict=False):
            await self._made_up_day(book, day, count)
            counting += await self._counted(book, day, before)
        self.connection.execute(_SQL["know_tables"])
        return Made(book.note(), sheet / sealed, counting / book.edge.size)

    async def _counted(self, book: Book, day: date, yesterday: date | None) -> float:
        """Publish the head of a day that is over and count its journal; return the seconds that this took."""
        book.publish(day_bounds(day)[1] + SETTLED)
        begun = time.perf_counter()
        await count_day(self.node, self.journal, day, yesterday, MONTH.until)
        return time.perf_counter() - begun

    async def _people(self) -> None:
        post = Text("қызметкер", "сотрудник", "officer")
        async with self.node.store.transaction() as transaction:
            for number in range(OFFICERS):
                person = Person(f"{850101300000 + number}", "Офицер", f"№ {number}", "", post, "+77000000000")
                account = Account(self.node.new_id(), person, Role.OFFICER, BODY, AccountState.ACTIVE, "", None, 0)
                await transaction.accounts.register(account, MONTH.since)
                self.officers.append(account.id)
        self.tasks = [
            (task, self.node.store.material_named(BODY, task)) for task in (f"2026/{number}" for number in range(TASKS))
        ]
        with self.connection.cursor() as cursor, cursor.copy(_SQL["copy_materials"]) as copy:
            copy.set_types(["uuid", "text", "timestamptz"])
            for _, material in self.tasks:
                copy.write_row((material, BODY, MONTH.since))

    async def _sealed_day(self, book: Book, day: date, count: int) -> float:
        """Seal requests, write their sheet while none is answered, then let the answers come."""
        at = day_bounds(day)[0] + timedelta(hours=9)
        accepted = spelled(EntryKind.REQUEST_ACCEPTED, at, {"body": BODY, "resources": [1]})
        entries = list[tuple[bytes, bytes]]()
        requests = []
        for place in range(count):
            request = self._request(place, at, accepted, entries)
            requests.append(request)
        book.write(entries)
        self._keep([self._row(one) for one in requests])
        with self.connection.cursor() as cursor, cursor.copy(_SQL["copy_questions"]) as copy:
            copy.set_types(["uuid", "uuid", "int2", "text", "timestamptz"])
            for one in requests:
                [row] = one.rows
                copy.write_row((row.exchange_id, one.id, row.resource, row.state.value, row.asked_at))
        before = time.perf_counter()
        parts, held = await read_day(self.node, day)
        await keep_sheet(self.node, day, parts, held, MONTH.until)
        seconds = time.perf_counter() - before
        self._answer(book, requests, at + timedelta(days=2))
        return seconds

    def _request(self, place: int, at: datetime, accepted: Spelled, entries: list[tuple[bytes, bytes]]) -> Request:
        task, material = self.tasks[place % TASKS]
        number, at = self.node.new_id(), at + timedelta(seconds=place)
        told, content = accepted.of(str(number), secrets.token_bytes(32))
        entries.append((told, content))
        key = SubjectKey(KeyKind.IIN, f"{place:012d}")
        draft = Draft("financial_monitoring", "laundering", f"Проверка сделки № {place}", task, key, (1,))
        row = QuestionRow(self.node.new_id(), 1, QuestionState.WAITING, 0, at, None, 0, "", None, None)
        officer = self.officers[place % OFFICERS]
        return Request(number, officer, material, at, EDITION, draft, bytes(32), bytes(32), told, (row,))

    def _row(self, one: Request) -> tuple[object, ...]:
        record = self.sealer.for_log(row_of(one).place(), record_bytes(one))
        return (one.id, one.account, one.material, one.accepted_at, one.edition, record, b"evidence", one.leaf)

    def _keep(self, rows: Sequence[tuple[object, ...]]) -> None:
        with self.connection.cursor() as cursor, cursor.copy(_SQL["copy_requests"]) as copy:
            copy.set_types(["uuid", "uuid", "uuid", "timestamptz", "text", "bytea", "bytea", "bytea"])
            for row in rows:
                copy.write_row(row)

    def _answer(self, book: Book, requests: Sequence[Request], at: datetime) -> None:
        rows = [replace(one.rows[0], state=QuestionState.NO_RECORD, asked_at=at, settled_at=at) for one in requests]
        values = {
            "ids": [row.exchange_id for row in rows],
            "at": [at for _ in rows],
            "marks": [question_mark(one.id, row, self.sealer) for one, row in zip(requests, rows, strict=True)],
        }
        self.connection.execute(_SQL["settle_questions"], values)
        answered, viewed = (spelled(kind, at, {}) for kind in (EntryKind.ANSWER_RECEIVED, EntryKind.DOSSIER_VIEWED))
        told = [str(one.id) for one in requests]
        book.write([one.of(request, secrets.token_bytes(32)) for request in told for one in (answered, viewed)])

    async def _made_up_day(self, book: Book, day: date, count: int) -> None:
        parts = [self._part(book, day, size) for size in _sizes(count)]
        await keep_sheet(self.node, day, parts, count, MONTH.until)

    def _part(self, book: Book, day: date, count: int) -> bytes:
        """Return a part of a made-up sheet, its requests and entries kept as well."""
        at = day_bounds(day)[0] + timedelta(hours=9)
        accepted = spelled(EntryKind.REQUEST_ACCEPTED, at, {"body": BODY, "resources": [1]})
        answered, viewed = (spelled(kind, at, {}) for kind in (EntryKind.ANSWER_RECEIVED, EntryKind.DOSSIER_VIEWED))
        salts, chance = self.dice.bytes(32 * count), self.dice.random(count)
        numbers = [UUID(bytes=self.dice.bytes(16), version=4) for _ in range(count)]
        tasks, officers = self.dice.integers(0, TASKS, count).tolist(), self.dice.integers(0, OFFICERS, count).tolist()
        entries, leaves, rows = list[tuple[bytes, bytes]](), list[bytes](), list[tuple[object, ...]]()
        for place, number in enumerate(numbers):
            request, salt = str(number), salts[place * 32 : place * 32 + 32]
            entries += [accepted.of(request, salt), answered.of(request, salt)]
            leaves.append(entries[-2][0])
            if chance[place] >= UNSEEN - SEEN_LATER:
                entries.append(viewed.of(request, salt))
        book.write(entries)
        for place, number in enumerate(numbers):
            officer, (_, material) = self.officers[officers[place]], self.tasks[tasks[place]]
            rows.append((number, officer, material, at, EDITION, b"made up", b"made up", leaves[place]))
        self._keep(rows)
        asked = on_the_wall(at)
        seen = [asked + 600_000_000 if one >= UNSEEN else NEVER for one in chance]
        used = sorted(set(tasks))
        places = {task: place for place, task in enumerate(used)}
        columns = SheetColumns(
            request=[str(one) for one in numbers],
            asked=[asked] * count,
            account=[str(self.officers[one]) for one in officers],
            subject_kind=["iin"] * count,
            subject=[f"{one:012d}" for one in self.dice.integers(0, 10**12, count).tolist()],
            ground=["financial_monitoring"] * count,
            purpose=["laundering"] * count,
            justification=[f"Проверка сделки № {one}" for one in self.dice.integers(0, 10**5, count).tolist()],
            resources=[str(one) for one in self.dice.integers(1, 53, count).tolist()],
            answered=[1] * count,
            empty=[0] * count,
            refused=[0] * count,
            silent=[0] * count,
            viewed_at=seen,
            edition=[EDITION] * count,
            settled=[True] * count,
        )
        return packed([self.tasks[one] for one in used], [places[one] for one in tasks], b"".join(leaves), columns)


def _sizes(count: int) -> Iterator[int]:
    while count > 0:
        yield min(count, MOST_IN_PART)
        count -= MOST_IN_PART
