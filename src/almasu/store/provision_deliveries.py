"""Deliveries of feeds in our database: each record sealed with its row, rows of the file sealed a block at a time.

Every delivery has a key of its own, wrapped by a key in the vault: when that is destroyed, nothing of its rows opens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from almasu.kernel.page import Place
from almasu.kernel.provision.delivery import Delivery, DeliveryState
from almasu.kernel.provision.feeds.checking import Rows
from almasu.kernel.provision.feeds.report import Rejected
from almasu.kernel.provision.feeds.segment import (
    Hashes,
    bits_of,
    bucket_of,
    candidates,
    hash_of,
    unpacked,
)
from almasu.kernel.provision.joint_act import Extent
from almasu.kernel.sealing import seal
from almasu.kernel.sealing.vault import Secret
from almasu.law.moment import in_utc
from almasu.law.problem import Fault
from almasu.store.sealer import Sealer
from almasu.store.sql import load

_SQL = load("provision_deliveries")
Row = tuple[Any, ...]
MOST_DONE = 2_000
SEGMENTS_AT_ONCE = 16
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class StoredDeliveries:
    """Implements `almasu.kernel.provision.deliveries_port.Deliveries` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def next_number(self, body: str, data_set: str) -> int:
        """Return the number of the next delivery of a set; the set is locked until this transaction ends."""
        values = {"body": body, "data_set": data_set, "lock": f"{body}/{data_set}"}
        row = await (await self.connection.execute(_SQL["last_number"], values)).fetchone()
        return 1 + (int(row[0]) if row else 0)

    async def begin(self, delivery: Delivery) -> None:
        """Keep a new delivery."""
        await self.connection.execute(_SQL["begin_delivery"], self._values(delivery))

    async def one(self, delivery: UUID) -> Delivery | None:
        """Return a delivery, None where there is none."""
        found = await self._told("delivery", {"id": delivery})
        return found[0] if found else None

    async def these(self, numbers: Sequence[UUID]) -> Sequence[Delivery]:
        """Return those of some deliveries that there are, in no order."""
        return await self._told("these_deliveries", {"ids": [*numbers]}) if numbers else ()

    async def to_change(self, delivery: UUID) -> Delivery | None:
        """Return a delivery, locked until this transaction ends; None where there is none."""
        found = await self._told("delivery_to_change", {"id": delivery})
        return found[0] if found else None

    async def move(self, delivery: Delivery) -> None:
        """Keep how a delivery stands now."""
        await self.connection.execute(_SQL["move_delivery"], self._values(delivery))

    async def done_of(self, body: str, data_set: str) -> Sequence[Delivery]:
        """Return the deliveries of a set that count, the latest first, back to the last full one."""
        told = await self._told("done_of_set", {"body": body, "data_set": data_set, "most": MOST_DONE})
        last = next((place for place, one in enumerate(told) if one.extent is Extent.FULL), len(told))
        return told[: last + 1]

    async def sets_given(self) -> Sequence[tuple[str, str]]:
        """Return the body and the code of each set of which more than one delivery counts."""
        found = await self.connection.execute(_SQL["sets_given"])
        return [(body, data_set) for body, data_set in await found.fetchall()]

    async def done_before(self, delivery: Delivery, most: int) -> Sequence[Delivery]:
        """Return the deliveries of a set that count and came before another one of it, the oldest first."""
        values = {"body": delivery.body, "data_set": delivery.data_set.code, "number": delivery.number, "most": most}
        return await self._told("done_before", values)

    async def listed(self, body: str | None, after: Place | None, most: int) -> Sequence[Delivery]:
        """Return deliveries, the latest first: of one body where one is named, behind a place of the list."""
        at, number = (None, None) if after is None else (after.at, after.id)
        return await self._told("deliveries", {"body": body, "at": at, "after": number, "most": most})

    async def in_states(self, states: Collection[DeliveryState], most: int) -> Sequence[Delivery]:
        """Return deliveries in some of the states before their end (`UNENDED`), the oldest first."""
        return await self._told("unended", {"states": [one.value for one in states], "most": most})

    async def new_key(self, delivery: UUID) -> bytes:
        """Make the key of a delivery and return what its rows are to be sealed under, wrapped by it."""
        await self.sealer.vault.make_material_key(delivery)
        return await self.sealer.vault.wrapped(delivery, self.sealer.random(seal.KEY_BYTES))

    async def keep_segment(self, delivery: Delivery, number: int, rows: int, packed: bytes, keys: bytes) -> bytes:
        """Seal and keep the rows of a block with the hashes of their keys; return the digest of what is kept."""
        nonce = self.sealer.random(seal.NONCE_BYTES)
        sealed = seal.seal(await self._key(delivery), packed, _segment(delivery.id, number, rows), nonce)
        values = {"delivery": delivery.id, "number": number, "rows": rows, "data": sealed, "keys": keys}
        await self.connection.execute(_SQL["keep_segment"], values)
        return _digest(hashlib.sha256(sealed).digest(), keys)

    async def rows(self, delivery: Delivery, number: int) -> Rows:
        """Return the rows of a block, opened; Fault where it was changed or is gone."""
        found = await self.connection.execute(_SQL["segment"], {"delivery": delivery.id, "number": number})
        row = await found.fetchone()
        if row is None:
            raise Fault(f"segment {number} of the delivery {delivery.id} is gone")
        rows, sealed = row
        return unpacked(seal.opened(await self._key(delivery), sealed, _segment(delivery.id, number, rows)))

    async def must_be_whole(self, delivery: Delivery) -> None:
        """Make sure that the segments are those that were kept, all of them in their order; Fault else."""
        chain, rows = bytes.fromhex(_START), 0
        found = await self.connection.execute(_SQL["segments"], {"delivery": delivery.id})
        for count, digest in await found.fetchall():
            chain = hashlib.sha256(chain + digest).digest()
            rows += count
        if chain.hex() != delivery.chain or rows != delivery.position.accepted:
            raise Fault(f"the segments of the delivery {delivery.id} are not those that were kept")

    async def write_index(self, delivery: Delivery) -> None:
        """Write the index of the keys of a delivery from the hashes that stand beside its segments."""
        names = delivery.data_set.keys
        bits = bits_of(delivery.position.accepted)
        for place, name in enumerate(names):
            hashed = await self._hashes(delivery, place)
            async with self.connection.cursor().copy(_SQL["copy_keys"]) as copy:
                copy.set_types(["uuid", "text", "int4", "bytea"])
                for bucket, data in hashed.buckets(bits):
                    await copy.write_row((delivery.id, name, bucket, data))

    async def _hashes(self, delivery: Delivery, place: int) -> Hashes:
        """Return the hashes of a key, read a few segments at a time: all at once would be held three times over."""
        hashed = Hashes()
        async with self.connection.cursor(name="hashes_of_key", binary=True) as cursor:
            await cursor.execute(_SQL["hashes_of_key"], {"delivery": delivery.id, "place": place})
            while some := await cursor.fetchmany(SEGMENTS_AT_ONCE):
                for segment, told in some:
                    hashed.add(segment, told)
        return hashed

    async def found(self, delivery: Delivery, key: str, value: str) -> Sequence[tuple[int, int]]:
        """Return segment and row of each candidate for a value of a key, the last row first."""
        hashed = hash_of(key_secret(self.sealer, delivery.body, delivery.data_set.code, key), value)
        bucket = bucket_of(hashed, bits_of(delivery.position.accepted))
        values = {"delivery": delivery.id, "field": key, "bucket": bucket}
        row = await (await self.connection.execute(_SQL["keys"], values)).fetchone()
        return candidates(row[0], hashed) if row else ()

    async def drop_rows(self, delivery: UUID) -> None:
        """Take away what was loaded of a delivery that does not count, and the index of its keys."""
        await self.connection.execute(_SQL["drop_segments"], {"delivery": delivery})
        await self.connection.execute(_SQL["drop_keys"], {"delivery": delivery})

    async def keep_rejections(self, delivery: UUID, number: int, told: Sequence[Rejected]) -> None:
        """Keep what was rejected of a block."""
        sealed = self.sealer.for_log(_rejections(delivery, number), msgspec.msgpack.encode(list(told)))
        values = {"delivery": delivery, "number": number, "told": sealed}
        await self.connection.execute(_SQL["keep_rejections"], values)

    async def rejections(self, delivery: UUID, after: int, most: int) -> Mapping[int, Sequence[Rejected]]:
        """Return what was rejected by block, in order, behind a block."""
        values = {"delivery": delivery, "after": after, "most": most}
        found = await self.connection.execute(_SQL["rejections"], values)
        return {number: self._rejected(delivery, number, told) for number, told in await found.fetchall()}

    def _rejected(self, delivery: UUID, number: int, told: bytes) -> list[Rejected]:
        opened = self.sealer.from_log(_rejections(delivery, number), told)
        return msgspec.msgpack.decode(opened, type=list[Rejected])

    async def _key(self, delivery: Delivery) -> bytes:
        return await self.sealer.vault.unwrapped(delivery.id, delivery.key)

    async def _told(self, name: str, values: Mapping[str, object]) -> list[Delivery]:
        found = await self.connection.execute(_SQL[name], values)
        return [self._opened(row) for row in await found.fetchall()]

    def _opened(self, row: Row) -> Delivery:
        """Return the delivery of a row; Fault where somebody else than this store wrote a part of it."""
        number, *beside, sealed = row
        delivery = msgspec.msgpack.decode(self.sealer.from_log(_record(number), sealed), type=Delivery)
        if beside != _beside(delivery):
            raise Fault(f"the row of the delivery {number} is not what is sealed in it")
        return delivery

    def _values(self, delivery: Delivery) -> dict[str, object]:
        body, data_set, number, state, at = _beside(delivery)
        return {
            "id": delivery.id,
            "body": body,
            "data_set": data_set,
            "number": number,
            "state": state,
            "at": at,
            "record": self.sealer.for_log(_record(delivery.id), msgspec.msgpack.encode(delivery)),
        }


def key_secret(sealer: Sealer, body: str, data_set: str, key: str) -> bytes:
    """Return the secret under which the values of one key of one set are hashed."""
    return seal.use_key(sealer.vault.secret(Secret.INDEX), f"provision/{body}/{data_set}/{key}")


def _beside(delivery: Delivery) -> list[object]:
    state: DeliveryState = delivery.state
    return [delivery.body, delivery.data_set.code, delivery.number, state.value, in_utc(delivery.at)]


def _digest(of_sealed: bytes, keys: bytes) -> bytes:
    return hashlib.sha256(of_sealed + keys).digest()


def _record(delivery: UUID) -> str:
    return f"provision_deliveries/record/{delivery}"


def _segment(delivery: UUID, number: int, rows: int) -> str:
    return f"provision_segments/data/{delivery}/{number}/{rows}"


def _rejections(delivery: UUID, number: int) -> str:
    return f"provision_rejections/told/{delivery}/{number}"
