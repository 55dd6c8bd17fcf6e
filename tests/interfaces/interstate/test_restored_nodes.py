"""A node that came back from a backup behind what its peer has seen goes on, and what was lost is told (CIS-6.1)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from almasu.actions.interstate.messages.resuming import Asking, resume, resume_due
from almasu.actions.interstate.messages.sending import send_due
from almasu.kernel.interstate.messages import Direction, MessageState
from almasu.kernel.interstate.peers import Card, PeerState
from almasu.kernel.interstate.resuming import Beyond, Held, Known
from interfaces.interstate.conftest import Pair, Side, doors
from interfaces.interstate.lines_in_memory import PairsInMemory
from interfaces.interstate.test_between_nodes import heard

KZ, KG = "interstate/kz", "interstate/kg"


@pytest.fixture
async def in_memory(tmp_path: Path) -> Pair:
    """Two nodes whose lines are in memory: what is kept can be set back to what it was."""
    return await PairsInMemory(tmp_path).next()


@asynccontextmanager
async def restored(side: Side) -> AsyncIterator[None]:
    """Let everything that a node keeps in here be lost: it comes back as it was before."""
    before = side.node.store.rows.copy()  # type: ignore[attr-defined]
    yield
    side.node.store.rows = before  # type: ignore[attr-defined]


def asking(side: Side) -> Asking:
    return side.wire  # type: ignore[return-value]


async def resumes(side: Side) -> str:
    other = KG if side.name == KZ else KZ
    return await resume(side.node, asking(side), other, side.clock())


async def rows(side: Side, direction: Direction) -> list[tuple[int, MessageState, str]]:
    other = KG if side.name == KZ else KZ
    return [(one.envelope.number, one.state, one.problem) for one in await side.kept(other, direction)]


async def lives_on(pair: Pair) -> None:
    """Let each send what waits, until all of it is through."""
    for side in (pair.kz, pair.kg) * 2:
        pair.later(timedelta(hours=2))
        await side.sends()


async def test_what_a_restored_node_sent_and_took_and_lost_is_put_back_and_told_to_its_sender(in_memory: Pair) -> None:
    pair, kz, kg = in_memory, in_memory.kz, in_memory.kg
    await kz.puts(KG, b"one")
    await kg.puts(KZ, b"answer one")
    await lives_on(pair)
    async with restored(kz):
        await kz.puts(KG, b"two", b"three")
        await kg.puts(KZ, b"answer two")
        await lives_on(pair)
    await kz.puts(KG, b"put after the restore, under a number that was given away")
    assert await resumes(kz) == ""
    await lives_on(pair)
    assert heard(kg) == [b"one", b"two", b"three", b"put after the restore, under a number that was given away"]
    assert (await kg.peer(KZ)).state is PeerState.OPEN, "nobody signed two histories"
    lost = "cis.message.lost_at_restore"
    assert (await rows(kg, Direction.OUT))[-1] == (2, MessageState.NOT_ACCEPTED, lost), "its body learns of it"
    assert (await rows(kz, Direction.IN))[-1] == (2, MessageState.NOT_ACCEPTED, lost)
    for side, other in ((kz, kg), (kg, kz)):
        sent, taken = await side.kept(other.name, Direction.OUT), await other.kept(side.name, Direction.IN)
        pairs = [(one.envelope, one.receipt) for one in sent]
        assert pairs == [(one.envelope, one.receipt) for one in taken], "both sides hold one history"
    await kg.puts(KZ, b"and on")
    await lives_on(pair)
    assert heard(kz)[-1] == b"and on"


async def test_in_a_database_what_was_put_since_gives_way_and_each_step_has_its_leaf(pair: Pair) -> None:
    kz, kg = pair.kz, pair.kg
    before = await kz.line(KG)
    await kz.puts(KG, b"one", b"two")
    await kg.puts(KZ, b"answer")
    await lives_on(pair)
    async with kz.node.store.database.connection() as connection:  # type: ignore[attr-defined]
        await connection.execute("delete from interstate_messages")
        await connection.commit()
    async with kz.node.store.transaction() as transaction:
        await transaction.lines.move_line(before)
    kz.clock.forward(minutes=5)
    await kz.puts(KG, b"put since")
    assert await resumes(kz) == ""
    await lives_on(pair)
    assert heard(kg) == [b"one", b"two", b"put since"]
    restored = [one for one in await kz.leaves("interstate_message_moved") if one.get("restored")]
    assert [(one["direction"], one["number"], one["step"]) for one in restored] == [
        ("out", 1, "put"),
        ("out", 2, "put"),
        ("in", 1, "taken"),
    ]


async def test_a_node_that_lost_nothing_asks_and_goes_on_as_it_was(in_memory: Pair) -> None:
    pair, kz = in_memory, in_memory.kz
    await kz.puts(KG, b"one", b"two")
    resumed = set[str]()
    await resume_due(kz.node, asking(kz), resumed, kz.clock())
    assert resumed == {KG}
    await lives_on(pair)
    assert (await resumes(kz), heard(pair.kg)) == ("", [b"one", b"two"])


async def test_nothing_is_sent_before_the_peer_said_what_it_has(in_memory: Pair) -> None:
    pair, kz = in_memory, in_memory.kz

    class Away:
        async def ask(self, card: Card, known: Known) -> Beyond | str:
            return "no_connection"

    resumed = set[str]()
    await resume_due(kz.node, Away(), resumed, kz.clock())
    await kz.puts(KG, b"one")
    assert (await kz.line(KG)).next_at == kz.clock(), "what is put after a try for nothing waits for no other"
    await resume_due(kz.node, Away(), resumed, kz.clock())
    pair.later()
    assert kz.wire is not None
    assert await send_due(kz.node, kz.wire, kz.clock(), resumed) == 0
    assert (heard(pair.kg), (await kz.line(KG)).why) == ([], "no_connection")
    await resume_due(kz.node, asking(kz), resumed, kz.clock())
    assert await send_due(kz.node, kz.wire, kz.clock(), resumed) == 1


@pytest.mark.parametrize("what", ["signature", "receipt", "number", "content", "order"])
async def test_a_peer_that_shows_what_we_did_not_sign_puts_nothing_in_our_mouth(in_memory: Pair, what: str) -> None:
    pair, kz, kg = in_memory, in_memory.kz, in_memory.kg
    async with restored(kz):
        await kz.puts(KG, b"one", b"two")
        await kg.puts(KZ, b"theirs")
        await lives_on(pair)
    straight = asking(kz)

    class Liar:
        async def ask(self, card: Card, known: Known) -> Beyond | str:
            told = await straight.ask(card, known)
            assert isinstance(told, Beyond)
            if what == "order":
                return Beyond(told.sent[::-1], ())

            def false(one: Held) -> Held:
                match what:
                    case "signature":
                        return replace(one, signature=bytes(64))
                    case "receipt":
                        return replace(one, receipt=replace(one.receipt, signature=bytes(64)))
                    case "number":
                        return replace(one, envelope=replace(one.envelope, number=7))
                return replace(one, envelope=replace(one.envelope, content=bytes(32)))

            return Beyond(tuple(map(false, told.sent)), tuple(map(false, told.taken)))

    assert await resume(kz.node, Liar(), KG, kz.clock()) == "another_history", "nothing goes there, and it is shown"
    for direction in Direction:
        assert await rows(kz, direction) == []
    line = await kz.line(KG)
    assert (line.sent, line.taken) == (0, 0)


async def test_the_door_shows_a_peer_its_own_line_and_nothing_else(strangers: Pair) -> None:
    async with doors(strangers) as pair:
        kz, kg = pair.kz, pair.kg
        await kz.puts(KG, b"one")
        await kg.puts(KZ, b"two")
        await kz.sends()
        await kg.sends()
        beyond = await asking(kz).ask((await kz.peer(KG)).card, Known(0, 0))
        assert isinstance(beyond, Beyond)
        assert [[one.envelope.number for one in each] for each in (beyond.sent, beyond.taken)] == [[1], [1]]
        assert b"one" not in msgspec.msgpack.encode(beyond), "digests and signatures, and no word"
        assert await asking(kz).ask((await kz.peer(KG)).card, Known(1, 1)) == Beyond()
        assert await asking(kz).ask((await kz.peer(KG)).card, Known(-1, 0)) == "status 400"
        shut = replace(await kg.peer(KZ), state=PeerState.REVOKED)
        async with kg.node.store.transaction() as transaction:
            await transaction.lines.keep_peer(shut, kg.clock())
        assert await asking(kz).ask((await kz.peer(KG)).card, Known(0, 0)) == "status 403"
