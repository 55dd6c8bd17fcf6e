"""Beginning to keep a log: never continue one that is behind, or beside, a head that was co-signed (DESIGN 4).

After a failover the database may lack what was already witnessed. What the archive still has is put back, and the log
says so; otherwise the node does not start: its sequencer ends with a Fault that names what is missing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from almasu.actions.cosigning import proven
from almasu.actions.keep_journal import Keeper, Standing, archive_growth, write
from almasu.kernel.journal.checkpoint import Checkpoint, cosigners, open_checkpoint
from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.journal.keeping import Turn
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.proofs import range_root
from almasu.kernel.journal.tree import Edge, grown, leaf_hash
from almasu.law.problem import Fault

SECONDS = 3.0


class JournalBehind(Fault):
    """The database lacks entries of a head that was co-signed, and the archive lacks them too."""


class JournalForked(Fault):
    """The database holds another history than a head that was signed."""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head that is known to have been signed, and where it was found."""

    head: Checkpoint
    where: str


async def open_journal(keeper: Keeper) -> Standing | None:
    """Take the turn, compare the database with every signed head in reach, mend it from the archive or refuse.

    Returns None while another process keeps the log. Raises JournalBehind or JournalForked.
    """
    turn = await keeper.ledger.take_turn()
    if turn is None:
        return None
    heads = await _signed_heads(keeper)
    began = turn.edge.size
    turn = await _put_back(keeper, turn, heads)
    for signed in heads:
        await _compare(keeper, turn, signed)
    if turn.edge.size > began:
        says = {"from": began, "to": turn.edge.size}
        await write(keeper, EntryKind.JOURNAL_REPLAYED, keeper.ledger.origin, says)
    archived = max((one.head.size for one in heads if one.where == "archive"), default=0)
    await archive_growth(keeper, archived, turn.edge.size)
    return Standing(turn=turn, archived=turn.edge.size)


async def _signed_heads(keeper: Keeper) -> list[SignedHead]:
    """Return the heads the database, the archive and the witnesses know; a silent witness is left out."""
    [archived] = await asyncio.to_thread(keeper.archive.read, ["checkpoint"])
    found = [("database", await keeper.log.checkpoint()), ("archive", archived)]
    answers = await asyncio.gather(*(one.latest(keeper.ledger.origin, SECONDS) for one in keeper.witnesses))
    for witness, answer in zip(keeper.witnesses, answers, strict=True):
        if isinstance(answer, bytes):
            found.append((witness.key.name, answer))
    heads = [_opened(keeper, where, data) for where, data in found if data is not None]
    return [one for one in heads if one is not None]


def _opened(keeper: Keeper, where: str, data: bytes) -> SignedHead | None:
    """Open a head with the log's keys; what others show without the log's signature proves nothing against it."""
    try:
        head, note = open_checkpoint(data, [*keeper.policy.logs, *keeper.heads.known()])
        cosigners(note, [witness.key for witness in keeper.witnesses])
    except Malformed as broken:
        if where in {"database", "archive"}:
            raise Fault(f"the checkpoint in the {where} cannot be trusted: {broken}") from broken
        return None
    return SignedHead(head, where) if head.origin == keeper.ledger.origin else None


async def _put_back(keeper: Keeper, turn: Turn, heads: list[SignedHead]) -> Turn:
    """Replay what the archive has beyond the database, once it is shown to lead to every signed head on the way."""
    try:
        contents = await asyncio.to_thread(keeper.archive.contents, turn.edge.size)
    except Malformed as broken:
        raise JournalBehind(f"the archive of {keeper.ledger.origin} is broken: {broken}") from broken
    reach = turn.edge.size + len(contents)
    lacking = [one for one in heads if one.head.size > reach]
    if lacking:
        worst = max(lacking, key=lambda one: one.head.size)
        raise JournalBehind(
            f"{keeper.ledger.origin}: {worst.where} knows {worst.head.size} entries, database and archive have {reach}"
        )
    if not contents:
        return turn
    _check_on_the_way(keeper.ledger.origin, turn.edge, contents, heads)
    return await keeper.ledger.replay(turn, contents)


def _check_on_the_way(origin: str, edge: Edge, contents: list[bytes], heads: list[SignedHead]) -> None:
    leaves = [leaf_hash(commitment(content)) for content in contents]
    for signed in heads:
        more = signed.head.size - edge.size
        if more > 0 and grown(edge, leaves[:more])[0].root() != signed.head.root:
            raise JournalForked(f"{origin}: the archive does not lead to the head that {signed.where} knows")


async def _compare(keeper: Keeper, turn: Turn, signed: SignedHead) -> None:
    """Recompute the root the database has at the size of a signed head."""
    size, current = signed.head.size, turn.edge.size
    [root] = await proven(keeper.log.tiles, current, lambda nodes: [range_root(0, size, nodes)])
    if root != signed.head.root:
        raise JournalForked(
            f"{keeper.ledger.origin}: at size {size} the database has another root than the one {signed.where} knows"
        )
