"""Collections in our database: rows bound by marks, objects sealed as they came and read in the order of adding."""

from __future__ import annotations

import hmac
from collections.abc import Collection as Many
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from almasu.kernel.interchange.collection import (
    WIDTHS,
    Collection,
    Fate,
    Held,
    Offered,
    Page,
    Versions,
    Wanted,
)
from almasu.kernel.interchange.objects_in import version_said
from almasu.kernel.sealing import seal
from almasu.kernel.sealing.vault import Secret
from almasu.kernel.sector.confidentiality import Degree
from almasu.law.moment import in_utc
from almasu.law.problem import Fault
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]
_SQL = load("interchange")
_BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
_STEP = timedelta(microseconds=1)
STATUS_LIVES = timedelta(days=1)
ANOTHER_TEXT = "another text of this version is kept already"


@dataclass(frozen=True, slots=True)
class StoredCollections:
    """Implements `almasu.kernel.interchange.port.Collections` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def open(self, collections: Sequence[Collection], at: datetime) -> None:
        """Keep collections that are not there yet."""
        for one in collections:
            values = {
                "id": one.id,
                "alias": one.alias,
                "title": one.title,
                "description": one.description,
                "audience": one.audience,
                "open": one.open_to_machines,
                "mark": self._mark(one),
                "at": at,
            }
            await self.connection.execute(_SQL["open_collections"], values)

    async def some(self, numbers: Many[UUID]) -> Sequence[Collection]:
        """Return those of these collections that are there, in the order of their titles."""
        found = await self.connection.execute(_SQL["collections"], {"ids": list(numbers)})
        return [self._bound(row) for row in await found.fetchall()]

    async def page(self, collection: UUID, wanted: Wanted, narrowest: Degree, most: int, *, bodies: bool) -> Page:
        """Return what is wanted down to a degree, at most so many; the bytes only where `bodies`."""
        values = {
            "collection": collection,
            "after": wanted.after or _BEGINNING,
            "narrowest": WIDTHS.index(narrowest),
            "most": most + 1,
            "bodies": bodies,
            "ids": list(wanted.ids),
            "types": list(wanted.types),
            **_asked(wanted.versions),
        }
        async with self.connection.cursor(binary=True) as cursor:
            await cursor.execute(_SQL["read_in_order"])
            await cursor.execute(_SQL[_statement(wanted)], values)
            rows = await cursor.fetchall()
        key, of = self._key(collection), str(collection)
        held = [_opened(key, of, row, bodies=bodies) for row in rows[:most]]
        return Page(held, len(rows) > most)

    async def add(self, collection: UUID, offered: Sequence[Offered], at: datetime) -> Sequence[Fate]:
        """Keep objects, in their order, each at a moment of its own; return what became of each."""
        last = await self._locked(collection)
        objects = list({one.id for one in offered})
        found = await self.connection.execute(_SQL["held_versions"], {"collection": collection, "objects": objects})
        key = self._key(collection)
        adding = _Adding(collection, key, self.sealer, max(last, in_utc(at) - _STEP))
        for *row, versioned in await found.fetchall():
            adding.know(_opened(key, str(collection), tuple(row), bodies=True), versioned=versioned)
        fates = [adding.fate_of(one) for one in offered]
        if adding.fresh:
            await self.connection.execute(_SQL["add_objects"], {"collection": collection, **adding.columns()})
            await self.connection.execute(_SQL["move_collection"], {"id": collection, "at": adding.last})
        if adding.again:
            again = {"collection": collection, "objects": sorted(adding.again)}
            await self.connection.execute(_SQL["rank_versions"], again)
        return fates

    async def delete(self, collection: UUID, object_id: str, versions: Versions, narrowest: Degree) -> int:
        """Delete these versions of an object as far as they are visible; return how many."""
        await self._locked(collection)
        values = {
            "collection": collection,
            "object": object_id,
            "narrowest": WIDTHS.index(narrowest),
            **_asked(versions),
        }
        gone = (await self.connection.execute(_SQL["delete_versions"], values)).rowcount
        again = {"collection": collection, "objects": [object_id]}
        await self.connection.execute(_SQL["rank_versions"], again)
        return gone

    async def keep_status(self, number: UUID, machine: UUID, at: datetime, body: bytes) -> None:
        """Keep what became of an addition, and let go what is older than a day."""
        sealed = self.sealer.for_log(_status_place(number, machine, at), body)
        await self.connection.execute(_SQL["forget_statuses"], {"before": at - STATUS_LIVES})
        values = {"id": number, "machine": machine, "at": at, "body": sealed}
        await self.connection.execute(_SQL["keep_status"], values)

    async def status(self, number: UUID, machine: UUID, at: datetime) -> bytes | None:
        """Return what became of an addition of this machine within a day; None otherwise."""
        values = {"id": number, "machine": machine, "since": at - STATUS_LIVES}
        row = await (await self.connection.execute(_SQL["status"], values)).fetchone()
        return None if row is None else self.sealer.from_log(_status_place(number, machine, row[0]), row[1])

    async def _locked(self, collection: UUID) -> datetime:
        row = await (await self.connection.execute(_SQL["lock_collection"], {"id": collection})).fetchone()
        if row is None:
            raise Fault(f"there is no collection {collection}")
        last: datetime = in_utc(row[0])
        return last

    def _key(self, collection: UUID) -> bytes:
        return seal.row_key(self.sealer.vault.secret(Secret.LOG), f"collection_objects/{collection}")

    def _bound(self, row: Row) -> Collection:
        collection = Collection(*row[:-1])
        if not hmac.compare_digest(row[-1], self._mark(collection)):
            raise Fault(f"the collection {collection.id} was written by somebody else than this store")
        return collection

    def _mark(self, one: Collection) -> bytes:
        said = (one.id, one.alias, one.title, one.description, one.audience, one.open_to_machines)
        return self.sealer.index("collection", msgspec.json.encode(said).decode())


class _Adding:
    """Objects on their way into a locked collection: what is known of each, and the rows that come to it."""

    def __init__(self, collection: UUID, key: bytes, sealer: Sealer, last: datetime) -> None:
        self.last = last
        self.fresh: list[tuple[Held, bool]] = []
        self.again: set[str] = set()
        self._collection, self._key, self._sealer = collection, key, sealer
        self._known: dict[tuple[str, datetime], Held] = {}
        self._unversioned: dict[str, Held] = {}
        self._seen: set[str] = set()

    def know(self, held: Held, *, versioned: bool) -> None:
        """Note an object of the collection."""
        self._seen.add(held.id)
        self._known[held.id, held.version] = held
        before = self._unversioned.get(held.id)
        if not versioned and (before is None or before.added_at < held.added_at):
            self._unversioned[held.id] = held

    def fate_of(self, one: Offered) -> Fate:
        """Return what becomes of an object; a new one comes to the rows."""
        same = self._unversioned.get(one.id) if one.version is None else self._known.get((one.id, one.version))
        if same is not None and same.body == one.body:
            return Fate(one.id, version_said(same.version))
        if same is not None and one.version is not None:
            return Fate(one.id, version_said(one.version), ANOTHER_TEXT)
        self.last += _STEP
        held = Held(self.last, one.id, one.type, in_utc(one.version or self.last), one.degree, one.body)
        if one.id in self._seen:
            self.again.add(one.id)
        self.fresh.append((held, one.version is not None))
        self.know(held, versioned=one.version is not None)
        return Fate(one.id, version_said(held.version))

    def columns(self) -> Mapping[str, list[Any]]:
        """Return the new rows, column by column, sealed."""
        held = [one for one, _ in self.fresh]
        return {
            "moments": [one.added_at for one in held],
            "objects": [one.id for one in held],
            "types": [one.type for one in held],
            "versions": [one.version for one in held],
            "versioned": [versioned for _, versioned in self.fresh],
            "degrees": [WIDTHS.index(one.degree) for one in held],
            "standings": [2 for _ in held],
            "bodies": [self._sealed(one) for one in held],
        }

    def _sealed(self, one: Held) -> bytes:
        place = _place(str(self._collection), one)
        return seal.seal(self._key, one.body, place, self._sealer.random(seal.NONCE_BYTES))


def _statement(wanted: Wanted) -> str:
    if wanted.ids:
        return "page_of_objects"
    if wanted.types:
        return "page_of_types"
    if wanted.versions.all:
        return "page_of_all"
    only_last = wanted.versions.last and not (wanted.versions.first or wanted.versions.exact)
    return "page_of_latest" if only_last else "page_of_some"


def _asked(versions: Versions) -> Mapping[str, object]:
    exact = [in_utc(one) for one in versions.exact]
    return {"all": versions.all, "last": versions.last, "first": versions.first, "exact": exact}


def _opened(key: bytes, collection: str, row: Row, *, bodies: bool) -> Held:
    """Return the object of a row; Fault where somebody else than this store wrote a part of it."""
    added_at, number, kind, version, degree, sealed = row
    bare = Held(added_at, number, kind, version, WIDTHS[degree], b"")
    if not bodies:
        return bare
    return Held(added_at, number, kind, version, bare.degree, seal.opened(key, sealed, _place(collection, bare)))


def _place(collection: str, one: Held) -> str:
    """Return the place an object is sealed for: its row, with all that is said beside the sealed column.

    A page has thousands of them, so moments are told by their seconds since 1970, to the microsecond.
    """
    return f"{collection}/{one.added_at.timestamp():.6f}/{one.id}/{one.version.timestamp():.6f}/{one.degree.value}"


def _status_place(number: UUID, machine: UUID, at: datetime) -> str:
    return f"collection_statuses/body/{number}/{machine}/{in_utc(at).isoformat()}"
