"""A log made in memory, with its keys, witnesses, receipts and everything that honest publishing yields."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from almasu.kernel.journal.checkpoint import Checkpoint, cosign, sign_checkpoint
from almasu.kernel.journal.entry import Entry, EntryKind, commitment, entry_bytes
from almasu.kernel.journal.note import KeyKind, VerifierKey
from almasu.kernel.journal.policy import Witness, k_of
from almasu.kernel.journal.receipt import Receipt, receipt_name, sign_receipt
from almasu.kernel.journal.tiles import Bundle, Tile, joined_bundle
from almasu.kernel.journal.tree import EMPTY_EDGE, grown, leaf_hash
from almasu.kernel.journal.verify import Claims, Trust, verify

ORIGIN = "almasu.example/restricted/node1"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STEP = timedelta(seconds=2)


@dataclass(frozen=True)
class KeyPair:
    key: VerifierKey
    private: Ed25519PrivateKey

    @property
    def sign(self):
        return self.private.sign


def key_pair(name: str, kind: KeyKind, seed: str = "") -> KeyPair:
    private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"{name}{kind}{seed}".encode()).digest())
    return KeyPair(VerifierKey(name, kind, private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)), private)


@dataclass
class Files:
    """Files by path, as a Source."""

    by_path: dict[str, bytes] = field(default_factory=dict)

    def read(self, paths):
        return [self.by_path.get(path) for path in paths]


@dataclass
class MadeLog:
    contents: list[bytes]
    log: KeyPair
    receipts: KeyPair
    witnesses: list[KeyPair]
    quorum: int = 2

    @property
    def commitments(self) -> list[bytes]:
        return [commitment(content) for content in self.contents]

    @property
    def trust(self) -> Trust:
        witnesses = [Witness(f"w{number}", pair.key) for number, pair in enumerate(self.witnesses)]
        return Trust(k_of(self.quorum, [self.log.key], witnesses), (self.receipts.key,))

    def entry_at(self, index: int) -> datetime:
        return START + STEP * index

    def head_at(self, size: int) -> datetime:
        return self.entry_at(size) + timedelta(seconds=1)

    def head(self, size: int) -> Checkpoint:
        leaves = [leaf_hash(one) for one in self.commitments[:size]]
        return Checkpoint(ORIGIN, size, grown(EMPTY_EDGE, leaves)[0].root())

    def note(self, size: int, *, at=None, by=None, witnesses=None) -> bytes:
        """The co-signed checkpoint of a size."""
        signed = sign_checkpoint(self.head(size), [((by or self.log).key, (by or self.log).sign)])
        asked = self.witnesses if witnesses is None else witnesses
        at = at or self.head_at(size)
        return signed.with_signatures(cosign(signed.text, at, one.key, one.sign) for one in asked).data()

    def files(self, size: int | None = None, *, opened: bool = False) -> Files:
        """Everything published for a size."""
        size = len(self.contents) if size is None else size
        made = {"checkpoint": self.note(size)}
        edge, full = grown(EMPTY_EDGE, [leaf_hash(one) for one in self.commitments[:size]])
        made |= {Tile(tile.level, tile.index).path(): tile.hashes for tile in full}
        for level, row in enumerate(edge.rows):
            if row:
                made[Tile(level, (size >> (8 * level)) // 256, len(row)).path()] = b"".join(row)
        for start in range(0, size, 256):
            end = min(start + 256, size)
            made[Bundle(start // 256, end - start).path()] = joined_bundle(self.commitments[start:end])
            if opened:
                made[Bundle(start // 256, end - start, opened=True).path()] = joined_bundle(self.contents[start:end])
        return Files(made)

    def receipt(self, index: int, *, content: bytes | None = None, at=None) -> bytes:
        promised = commitment(self.contents[index] if content is None else content)
        receipt = Receipt(ORIGIN, promised, at or self.entry_at(index))
        return sign_receipt(receipt, self.receipts.key, self.receipts.sign)

    def verified(self, files: Files, *, at=None, seen=(), receipts=(), former=()):
        at = at or self.head_at(len(self.contents)) + timedelta(minutes=3)
        return verify(files, self.trust, at, Claims(tuple(seen), tuple(receipts)), former=former)


def entry_content(index: int, at: datetime, seed: int, kind: EntryKind = EntryKind.QUESTION_SENT) -> bytes:
    salt = random.Random(f"{seed}/{index}").randbytes(32)
    return entry_bytes(Entry(kind, at, "system:test", f"object-{index}", {"outcome": index % 7}, salt))


@pytest.fixture(scope="session")
def log_of():
    """A made log with so many entries."""

    def make(count: int, seed: int = 1, quorum: int = 2) -> MadeLog:
        return MadeLog(
            [entry_content(index, START + STEP * index, seed) for index in range(count)],
            key_pair(ORIGIN, KeyKind.NOTE),
            key_pair(receipt_name(ORIGIN), KeyKind.NOTE),
            [key_pair(f"witness.example/w{number}", KeyKind.COSIGNATURE) for number in range(3)],
            quorum,
        )

    return make


@pytest.fixture(scope="session")
def new_key():
    return key_pair


@pytest.fixture(scope="session")
def make_content():
    return entry_content
