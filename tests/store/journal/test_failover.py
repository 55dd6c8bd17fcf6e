"""The database may never stay behind a head that was co-signed: mended from the archive, or the node does not start."""

from __future__ import annotations

import json
import shutil

import pytest

from almasu.actions.open_journal import JournalBehind, JournalForked, open_journal
from almasu.kernel.journal.tiles import Bundle, joined_bundle, split_bundle
from almasu.law.problem import Fault


async def lose_tail(kept, size):
    """What a failover to a standby that lagged, or a restore, does to the database."""
    async with kept.database.transaction() as connection:
        await connection.execute("alter table journal_entries disable trigger all")
        await connection.execute("delete from journal_entries where position >= %s", [size])
        await connection.execute("alter table journal_entries enable trigger all")
        await connection.execute("delete from journal_checkpoints where size > %s", [size])
    from almasu.kernel.journal.tree import EMPTY_EDGE, grown, leaf_hash

    commitments = await kept.keeper.log.commitments(0, size)
    edge, full = grown(EMPTY_EDGE, [leaf_hash(one) for one in commitments])
    async with kept.database.transaction() as connection:
        await connection.execute("delete from journal_tiles")
        for tile in full:
            values = [tile.level, tile.index, tile.hashes]
            await connection.execute("insert into journal_tiles values ('main', %s, %s, %s)", values)
        for level, row in enumerate(edge.rows):
            if row:
                values = [level, (size >> (8 * level)) // 256, b"".join(row)]
                await connection.execute("insert into journal_tiles values ('main', %s, %s, %s)", values)
        values = [size, edge.root()]
        await connection.execute("update journal_logs set size = %s, root = %s, held_until = null", values)


@pytest.mark.parametrize(("whole", "left"), [(3, 0), (10, 4), (700, 255), (700, 256), (600, 513)])
async def test_a_lost_tail_is_put_back_from_the_archive_and_the_log_says_so(kept, whole, left):
    await kept.fill(whole)
    await kept.round()
    published = kept.standing.published
    await lose_tail(kept, left)
    after = kept.again()
    await after.round()
    await after.round()
    report = after.verified(seen=[await kept.keeper.log.checkpoint()])
    assert report.holds, report.faults
    assert after.standing.published.size == whole + 1
    [told] = await after.keeper.log.commitments(whole, whole + 1)
    rows = await after.rows("select entry from journal_entries where commitment = %s", told)
    assert json.loads(bytes(rows[0][0]))["says"] == {"from": left, "to": whole}
    assert published.size == whole


async def test_a_leaf_that_waits_again_after_a_restore_is_not_ordered_twice(kept):
    await kept.act(3)
    waiting = await kept.rows("select commitment, entry from journal_waiting order by id")
    await kept.round()
    await lose_tail(kept, 1)
    async with kept.database.transaction() as connection:
        for row in waiting[1:]:
            await connection.execute(
                "insert into journal_waiting (log, commitment, entry) values ('main', %s, %s)", row
            )
    after = kept.again()
    await after.round()
    entries = await after.rows("select commitment, count(*) from journal_entries group by 1 having count(*) > 1")
    assert entries == []
    assert after.standing.turn.edge.size == 4


async def test_without_archive_the_node_does_not_start_behind_its_witnesses(kept):
    await kept.fill(20)
    await kept.round()
    await lose_tail(kept, 5)
    shutil.rmtree(kept.folder)
    with pytest.raises(JournalBehind, match=r"witness.example/w. knows 20 entries, database and archive have 5"):
        await open_journal(kept.again().keeper)


async def test_an_archive_that_was_changed_is_not_replayed(kept):
    await kept.fill(20)
    await kept.round()
    await lose_tail(kept, 5)
    place = kept.folder / Bundle(0, 20, opened=True).path()
    contents = split_bundle(place.read_bytes(), 20)
    contents[10] = contents[10].replace(b"system:test", b"system:tesT")
    place.write_bytes(joined_bundle(contents))
    with pytest.raises(JournalForked, match="does not lead to the head"):
        await open_journal(kept.again().keeper)


async def test_a_broken_archive_is_not_replayed(kept):
    await kept.fill(20)
    await kept.round()
    await lose_tail(kept, 5)
    place = kept.folder / Bundle(0, 20, opened=True).path()
    place.write_bytes(place.read_bytes()[:-3])
    with pytest.raises(JournalBehind, match="is broken"):
        await open_journal(kept.again().keeper)


async def test_a_database_with_another_history_does_not_start(kept):
    await kept.fill(20)
    await kept.round()
    await lose_tail(kept, 5)
    await kept.rows("delete from journal_waiting returning 1")
    ledger = kept.again().keeper.ledger
    await kept.fill(20)
    turn = await ledger.order(await ledger.take_turn())
    await ledger.give_up(turn)
    with pytest.raises(JournalForked, match="another root than the one"):
        await open_journal(kept.again().keeper)


async def test_a_silent_witness_does_not_keep_the_node_from_starting(kept):
    await kept.fill(3)
    await kept.round()
    await kept.rows("update journal_logs set held_until = null returning 1")
    for witness in kept.witnesses:
        witness.silent = True
    assert (await open_journal(kept.again().keeper)).turn.edge.size == 3


async def test_tiles_that_do_not_have_the_root_of_their_head_are_a_fault(kept):
    await kept.fill(3)
    await kept.round()
    await kept.rows("update journal_logs set root = %s, held_until = null returning 1", b"x" * 32)
    with pytest.raises(Fault, match="do not have the root"):
        await open_journal(kept.again().keeper)


async def test_an_archive_begun_late_gets_everything(kept):
    await kept.fill(700)
    await kept.round()
    shutil.rmtree(kept.folder)
    await kept.rows("update journal_logs set held_until = null returning 1")
    after = kept.again()
    await after.round()
    await after.act(1)
    await after.round()
    assert after.verified().holds


async def test_a_checkpoint_in_the_archive_that_no_key_signed_stops_the_start(kept):
    await kept.fill(3)
    await kept.round()
    place = kept.folder / "checkpoint"
    place.write_bytes(place.read_bytes().replace(b"\n3\n", b"\n2\n"))
    await kept.rows("update journal_logs set held_until = null returning 1")
    with pytest.raises(Fault, match="cannot be trusted"):
        await open_journal(kept.again().keeper)
