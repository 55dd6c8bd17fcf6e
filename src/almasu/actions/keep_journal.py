"""Keeping a log: order what waits, archive it, sign the head, have it co-signed, publish it (DESIGN 3.3).

One round does all of it; a worker repeats rounds. Rules for what can go wrong, each with its entry in the log itself:

- A witness is silent or refuses: the work goes on, leaves are ordered and archived, `service_outage` is written once;
  checkpoints are published as long as the others satisfy the policy, else they wait. `service_restored` ends it.
- The clock jumped against the machine's own steady one by more than five seconds: `clock_changed`.
- Another process took over: this one lets go and looks again later; nothing of its round was written.
- The log's key changed: `log_key_rotated`, signed by both keys, stands in the log (`almasu.actions.rotate_key`). The
  head that holds it bears the new key's signature, and the old key's beside it until the hand-over ends.
- Nothing happened for a minute: the witnesses are asked again for the same head, so that its freshness can be shown.

Order matters: nothing is signed that is not committed, nothing is offered to a witness that is not archived.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from almasu.actions.cosigning import Cosigning, Round, WitnessAsked, gather
from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.journal.keeping import LostTurn, Stretch, Turn, archived_stretches, grown_tiles
from almasu.kernel.journal.keys import SigningKey
from almasu.kernel.journal.note import VerifierKey
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.tiles import Bundle, Tile, joined_bundle
from almasu.kernel.journal.tree import HASH_SIZE, TILE_WIDTH
from almasu.law import moment
from almasu.law.canonical import Json

FRESH_FOR = timedelta(seconds=60)
JUMP = timedelta(seconds=5)
BATCHES = 5
HOLD_EVERY = 0.5
ASK_AGAIN = 0.5
TIDY_AFTER = 100_000
ACTOR = "system:journal"


class Ledger(Protocol):
    """The database's side of one log (`almasu.store.journal_ledger`)."""

    @property
    def origin(self) -> str:
        """Return the identity of the log."""
        ...

    async def take_turn(self) -> Turn | None:
        """Become the sequencer, or None while another process is."""
        ...

    async def give_up(self, turn: Turn) -> None:
        """Let another process begin at once."""
        ...

    async def order(self, turn: Turn) -> Turn:
        """Order some waiting leaves; LostTurn where another process took over."""
        ...

    async def hold(self, turn: Turn) -> Turn:
        """Keep the turn a while longer; LostTurn where another process took over."""
        ...

    async def replay(self, turn: Turn, entries: Sequence[bytes]) -> Turn:
        """Put back entries that only the archive has."""
        ...

    async def note(self, entry: Entry) -> None:
        """Let an entry of the journal's own wait."""
        ...

    async def keep_checkpoint(self, head: Checkpoint, note: bytes, at: datetime) -> None:
        """Keep a co-signed head."""
        ...

    async def tidy(self) -> None:
        """Make room where waiting leaves went."""
        ...


class Log(Protocol):
    """Reading the log from the database (`almasu.store.journal_reading`)."""

    async def checkpoint(self) -> bytes | None:
        """Return the latest co-signed checkpoint."""
        ...

    async def tiles(self, names: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        """Return tiles by (level, index)."""
        ...

    async def stretch(self, first: int, last: int) -> Stretch:
        """Return entries with their content."""
        ...


class Archive(Protocol):
    """The log as files (`almasu.store.journal_archive`). Blocking: called in a thread."""

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """Return files by path."""
        ...

    def keep(self, files: Mapping[str, bytes]) -> None:
        """Write files that never change, flushed."""
        ...

    def publish(self, note: bytes) -> None:
        """Replace the checkpoint."""
        ...

    def contents(self, first: int) -> list[bytes]:
        """Return the content of entries from a position to the end."""
        ...


class HeadKeys(Protocol):
    """The keys that sign heads (`almasu.wiring.key_ring`)."""

    async def signing(self, at: datetime) -> Sequence[SigningKey]:
        """Return the keys for a head of what is ordered, signed at a moment: one, or several during a hand-over."""
        ...

    def known(self) -> Sequence[VerifierKey]:
        """Return every key that a former head of this log may bear."""
        ...


@dataclass(frozen=True, slots=True)
class Keeper:
    """Everything that keeping one log needs.

    `heads` are the log's keys; `steady` counts seconds that no clock setting moves.
    """

    ledger: Ledger
    log: Log
    archive: Archive
    witnesses: tuple[WitnessAsked, ...]
    policy: Policy
    heads: HeadKeys
    now: Callable[[], datetime]
    steady: Callable[[], float]
    random: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a keeper remembers between rounds; everything here can be lost and is found again.

    `archived` is the size up to which files are flushed; `published` the last head that satisfied the policy and when;
    `seen` the wall clock and the steady one at the last round, `held_at` the steady one when the turn was last
    written down, `not_before` the steady one before which witnesses that did not suffice are not asked again;
    `untidy` counts leaves ordered since the last tidying.
    """

    turn: Turn | None = None
    archived: int = 0
    published: Checkpoint | None = None
    published_at: datetime | None = None
    cosigning: Cosigning = field(default_factory=Cosigning)
    seen: tuple[datetime, float] | None = None
    held_at: float = float("-inf")
    not_before: float = float("-inf")
    untidy: int = 0

    @property
    def is_behind(self) -> bool:
        """Tell whether ordered leaves still wait for a published head."""
        size = self.turn.edge.size if self.turn else 0
        return size > (self.published.size if self.published else 0)


async def keep_once(keeper: Keeper, standing: Standing) -> Standing:
    """Do one round and return what to remember; without the turn, only look whether it is free."""
    turn = standing.turn or await keeper.ledger.take_turn()
    if turn is None:
        return standing
    standing = await _noted_clock(keeper, standing)
    try:
        ordered, held_at = await _ordered(keeper, turn, standing.held_at)
    except LostTurn:
        return replace(standing, turn=None)
    more = ordered.edge.size - turn.edge.size
    standing = replace(standing, turn=ordered, held_at=held_at, untidy=standing.untidy + more)
    await archive_growth(keeper, standing.archived, ordered.edge.size)
    standing = await _published(keeper, replace(standing, archived=ordered.edge.size))
    if standing.untidy >= TIDY_AFTER:
        await keeper.ledger.tidy()
        standing = replace(standing, untidy=0)
    return standing


async def _ordered(keeper: Keeper, turn: Turn, held_at: float) -> tuple[Turn, float]:
    """Order what waits, in a few batches at most, so that a head comes out within its second; hold the turn."""
    began = turn.edge.size
    for _ in range(BATCHES):
        before = turn.edge.size
        turn = await keeper.ledger.order(turn)
        if turn.edge.size - before < TILE_WIDTH:
            break
    steady = keeper.steady()
    if turn.edge.size == began and steady - held_at < HOLD_EVERY:
        return turn, held_at
    if turn.edge.size == began:
        turn = await keeper.ledger.hold(turn)
    return turn, steady


async def archive_growth(keeper: Keeper, old: int, new: int) -> None:
    """Write and flush the files by which the archive of size `old` becomes that of size `new`."""
    for first, last in archived_stretches(old, new) if new > old else ():
        stretch = await keeper.log.stretch(first, last)
        await asyncio.to_thread(keeper.archive.keep, _bundles(first, last, stretch))
    changed = grown_tiles(old, new)
    for start in range(0, len(changed), TILE_WIDTH):
        some = changed[start : start + TILE_WIDTH]
        tiles = await keeper.log.tiles([(level, index) for level, index, _ in some])
        files = {
            Tile(level, index, width).path(): tiles[level, index][: width * HASH_SIZE] for level, index, width in some
        }
        await asyncio.to_thread(keeper.archive.keep, files)


def _bundles(first: int, last: int, stretch: Stretch) -> dict[str, bytes]:
    files = {}
    for start in range(first, last, TILE_WIDTH):
        width = min(TILE_WIDTH, last - start)
        at = slice(start - first, start - first + width)
        index = start // TILE_WIDTH
        files[Bundle(index, width).path()] = joined_bundle(stretch.commitments[at])
        files[Bundle(index, width, opened=True).path()] = joined_bundle(stretch.contents[at])
    return files


async def _published(keeper: Keeper, standing: Standing) -> Standing:
    """Sign the head and publish it once enough witnesses have co-signed; note which witnesses came and went."""
    now = keeper.now()
    if standing.turn is None or not _is_due(standing, now, keeper.steady()):
        return standing
    edge = standing.turn.edge
    head = Checkpoint(keeper.ledger.origin, edge.size, edge.root())
    # Asked only now: the leaf that changes the key may be among those that were just ordered.
    signed = sign_checkpoint(head, [(one.key, one.sign) for one in await keeper.heads.signing(now)])
    asked = Round(head, signed, keeper.policy, keeper.log.tiles, now)
    gathered = await gather(keeper.witnesses, asked, standing.cosigning)
    for event in gathered.events:
        kind = EntryKind.SERVICE_RESTORED if event.restored else EntryKind.SERVICE_OUTAGE
        await write(keeper, kind, f"witness:{event.witness}", {"because": event.because})
    standing = replace(standing, cosigning=gathered.standing)
    if not gathered.suffices:
        return replace(standing, not_before=keeper.steady() + ASK_AGAIN)
    note, at = gathered.note.data(), keeper.now()
    await keeper.ledger.keep_checkpoint(head, note, at)
    await asyncio.to_thread(keeper.archive.publish, note)
    return replace(standing, published=head, published_at=at)


def _is_due(standing: Standing, now: datetime, steady: float) -> bool:
    if steady < standing.not_before:
        return False
    stale = standing.published_at is None or abs(now - standing.published_at) >= FRESH_FOR
    return standing.is_behind or stale


async def _noted_clock(keeper: Keeper, standing: Standing) -> Standing:
    """Write into the log that the clock was set, where it moved otherwise than the machine's steady one."""
    now, steady = keeper.now(), keeper.steady()
    if standing.seen is not None:
        expected = standing.seen[0] + timedelta(seconds=steady - standing.seen[1])
        if abs(now - expected) > JUMP:
            says: dict[str, Json] = {
                "expected": moment.written(expected),
                "seconds": int((now - expected).total_seconds()),
            }
            await write(keeper, EntryKind.CLOCK_CHANGED, "clock", says)
    return replace(standing, seen=(now, steady))


async def write(keeper: Keeper, kind: EntryKind, about: str, says: Mapping[str, Json]) -> None:
    """Write an entry of the journal's own into the log it keeps."""
    await keeper.ledger.note(Entry(kind, keeper.now(), ACTOR, about, says, keeper.random(32)))
