from __future__ import annotations

import json

import psycopg
import pytest

from almasu.actions import read_journal
from almasu.kernel.journal.checkpoint import open_checkpoint
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.journal.findings import FaultName, Outcome
from almasu.kernel.journal.keeping import LostTurn
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.proof_file import prove, read_proof_file
from almasu.kernel.journal.proofs import consistency_holds
from almasu.kernel.journal.receipt import Receipt, sign_receipt
from almasu.law.problem import Fault, Problem
from almasu.store.journal import SUPERVISION, append
from almasu.store.journal_archive import FileArchive


async def kinds_in(kept):
    rows = await kept.rows("select entry from journal_entries where log = 'main' order by position")
    waiting = await kept.rows("select entry from journal_waiting where log = 'main' order by id")
    return [json.loads(bytes(row[0]))["kind"] for row in rows + waiting]


async def test_an_act_s_leaf_is_in_the_co_signed_log_after_one_round(kept):
    [waiting] = await kept.act()
    await kept.round()
    found = await read_journal.whereabouts(kept.keeper.log, waiting.commitment)
    assert isinstance(found, read_journal.Included)
    proven = prove(read_proof_file(found.file().data()), waiting.commitment, kept.keeper.policy)
    assert (proven.index, len(proven.cosigned)) == (0, 2)
    assert kept.verified().holds


async def undone_act(kept):
    async with kept.database.transaction() as connection:
        await append(connection, Entry(EntryKind.SIGNED_IN, kept.clock.now(), "a", "b", {}, b"s" * 32))
        raise RuntimeError


async def test_an_act_that_is_undone_leaves_no_leaf(kept):
    with pytest.raises(RuntimeError):
        await undone_act(kept)
    await kept.round()
    assert kept.standing.turn.edge.size == 0


async def test_an_entry_beyond_the_limit_of_a_log_is_a_fault_of_ours(kept):
    entry = Entry(EntryKind.SIGNED_IN, kept.clock.now(), "a", "b", {"x": "y" * 70_000}, b"s" * 32)
    with pytest.raises(Fault, match="at most 65535"):
        async with kept.database.transaction() as connection:
            await append(connection, entry)


@pytest.mark.parametrize("steps", [[1], [255, 1, 1], [256], [300, 500], [3, 0, 700, 1]])
async def test_what_is_archived_verifies_from_files_alone_after_every_round(kept, steps):
    total = 0
    former = []
    for count in steps:
        await kept.fill(count)
        await kept.round()
        total += count
        report = kept.verified(seen=former)
        assert report.faults == ()
        assert report.checkpoint.size == total
        assert [step.number for step in report.steps if step.outcome is Outcome.FAILED] == []
        former.append(report.note)
    for first in range(1, total, 97):
        proof = await read_journal.consistency(kept.keeper.log, first)
        head, _ = open_checkpoint(await kept.keeper.log.checkpoint(), kept.keeper.policy.logs)
        [root] = await kept.rows("select root from journal_logs")
        assert bytes(root[0]) == head.root
        assert proof.size == head.size
    assert {path.suffix for path in (kept.folder / "opened").iterdir()} <= {"", ".p"}
    assert (kept.folder / "opened").stat().st_mode & 0o077 == 0


async def test_everything_served_is_what_the_archive_holds(kept):
    await kept.fill(700)
    await kept.round()
    archive = FileArchive(kept.folder)
    paths = [str(path.relative_to(kept.folder)) for path in kept.folder.rglob("*") if path.is_file()]
    served = [path for path in paths if path.startswith("tile/")]
    assert len(served) == 3 + 3 + 1
    for path in served:
        assert await read_journal.file(kept.keeper.log, path) == archive.read([path])[0]
    for path in ["opened/000", "tile/0/003", "tile/0/002.p/189", "tile/1/000.p/3", "tile/0/../x", "checkpoint"]:
        with pytest.raises(Problem) as refused:
            await read_journal.file(kept.keeper.log, path)
        assert refused.value.kind.status == 404


async def test_a_narrower_tile_is_the_beginning_of_the_one_that_grew(kept):
    await kept.fill(100)
    await kept.round()
    before = await read_journal.file(kept.keeper.log, "tile/0/000.p/100")
    await kept.fill(100)
    await kept.round()
    assert await read_journal.file(kept.keeper.log, "tile/0/000.p/100") == before


async def test_proofs_outside_the_log_are_problems(kept):
    with pytest.raises(Problem, match="no_checkpoint"):
        await read_journal.inclusion(kept.keeper.log, 0)
    await kept.fill(5)
    await kept.round()
    for index, size in [(5, None), (0, 6), (-1, 3), (3, 3)]:
        with pytest.raises(Problem, match="no_proof"):
            await read_journal.inclusion(kept.keeper.log, index, size)
    for first, second in [(0, 3), (4, 3), (1, 6)]:
        with pytest.raises(Problem, match="no_proof"):
            await read_journal.consistency(kept.keeper.log, first, second)
    assert isinstance(await read_journal.whereabouts(kept.keeper.log, b"x" * 32), read_journal.NotThere)


async def test_a_consistency_proof_holds_between_published_heads(kept):
    heads = []
    for count in (3, 400):
        await kept.fill(count)
        await kept.round()
        heads.append(kept.standing.published)
    proof = await read_journal.consistency(kept.keeper.log, 3)
    assert consistency_holds(3, 403, heads[0].root, heads[1].root, proof.hashes)


async def test_several_logs_of_one_node_do_not_mix(kept, database):
    import dataclasses

    await kept.act(2)
    await kept.act(3, log=SUPERVISION)
    await kept.round()
    assert kept.standing.turn.edge.size == 2
    other = dataclasses.replace(kept.keeper.ledger, log=SUPERVISION, origin="almasu.example/supervision")
    await other.open()
    turn = await other.order(await other.take_turn())
    assert turn.edge.size == 3


async def test_a_log_never_changes_its_identity(kept):
    import dataclasses

    with pytest.raises(Fault, match="another origin"):
        await dataclasses.replace(kept.keeper.ledger, origin="another.example").open()


async def test_only_one_process_orders_and_one_that_lost_its_turn_writes_nothing(kept):
    import dataclasses

    first = kept.keeper.ledger
    second = dataclasses.replace(first, holder="second")
    turn = await first.take_turn()
    assert await second.take_turn() is None
    await kept.rows("update journal_logs set held_until = now() - interval '1 second' returning 1")
    taken = await second.take_turn()
    assert taken.fence == turn.fence + 1
    await kept.act(1)
    with pytest.raises(LostTurn):
        await first.order(turn)
    assert await kept.rows("select count(*) from journal_entries") == [(0,)]
    assert (await second.order(taken)).edge.size == 1
    with pytest.raises(LostTurn):
        await first.hold(turn)


async def test_a_turn_given_up_is_free_at_once(kept):
    turn = await kept.keeper.ledger.take_turn()
    await kept.keeper.ledger.give_up(turn)
    assert (await kept.again().keeper.ledger.take_turn()).fence == turn.fence + 1


async def test_a_keeper_that_lost_its_turn_lets_go_and_looks_again(kept):
    await kept.round()
    await kept.rows("update journal_logs set held_until = now() - interval '1 second' returning 1")
    other = kept.again()
    assert (await other.round()).turn is not None
    await kept.act(1)
    assert (await kept.round()).turn is None
    assert await kept.round() is None
    assert (await other.round()).turn.edge.size == 1


async def test_the_entries_of_the_log_cannot_be_changed_in_the_database(kept):
    await kept.act(2)
    await kept.round()
    for statement in (
        "update journal_entries set entry = '' returning 1",
        "delete from journal_entries returning 1",
        "truncate journal_entries",
    ):
        with pytest.raises(psycopg.errors.RaiseException, match="never changed"):
            await kept.rows(statement)


async def test_one_witness_down_is_journalled_once_and_what_cannot_be_vouched_for_waits(kept):
    await kept.act(1)
    await kept.round()
    kept.witnesses[0].silent = True
    for _ in range(3):
        await kept.act(1)
        await kept.round()
    assert kept.standing.published.size == 1
    assert kept.standing.is_behind
    assert kept.standing.turn.edge.size >= 4
    kept.witnesses[0].silent = False
    await kept.round(6)
    await kept.round()
    assert not kept.standing.is_behind
    kinds = await kinds_in(kept)
    assert kinds.count(EntryKind.SERVICE_OUTAGE) == 1
    assert kinds.count(EntryKind.SERVICE_RESTORED) == 1
    assert kept.verified().holds


async def test_a_failing_witness_is_left_in_peace_for_a_while(kept):
    kept.witnesses[0].silent = True
    await kept.act(1)
    await kept.round()
    asked = len(kept.witnesses[0].asked)
    await kept.act(1)
    await kept.round(1)
    assert len(kept.witnesses[0].asked) == asked
    await kept.round(6)
    assert len(kept.witnesses[0].asked) == asked + 1


async def test_with_one_of_two_demanded_the_log_goes_on_without_the_other(kept):
    import dataclasses

    from almasu.kernel.journal.policy import Witness
    from almasu.wiring.journal import policy_of

    policy = policy_of(kept.keys, [Witness(f"w{n}", one.key) for n, one in enumerate(kept.witnesses)], 1)
    kept.keeper = dataclasses.replace(kept.keeper, policy=policy)
    kept.witnesses[1].silent = True
    await kept.act(1)
    await kept.round()
    await kept.round()
    assert kept.standing.published.size >= 1
    assert kept.verified().holds


async def test_a_witness_that_sees_a_fork_refuses_and_the_log_says_so(kept):
    """The operator shows one witness a second history: it never gets that witness's word."""
    await kept.act(3)
    await kept.round()
    forged = keys_of(kept.keeper.ledger.origin, b"j" * 32).head
    from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
    from almasu.kernel.journal.keeping import Refuses
    from almasu.kernel.journal.witnessing import Ask

    head = Checkpoint(kept.keeper.ledger.origin, 3, b"f" * 32)
    note = sign_checkpoint(head, [(forged.key, forged.sign)])
    reply = await kept.witnesses[0].add_checkpoint(Ask(3, (), note.data()), 1)
    assert isinstance(reply, Refuses)
    assert reply.status == 422


async def test_a_clock_that_jumps_is_journalled(kept):
    await kept.round()
    kept.clock.at = kept.clock.at.replace(hour=7)
    await kept.round()
    await kept.round()
    assert (await kinds_in(kept)).count(EntryKind.CLOCK_CHANGED) == 1
    await kept.round(3600)
    assert (await kinds_in(kept)).count(EntryKind.CLOCK_CHANGED) == 1


async def test_a_quiet_log_is_vouched_for_anew_every_minute(kept):
    await kept.act(1)
    await kept.round()
    first = kept.verified().note
    await kept.round(10)
    assert kept.verified().note == first
    await kept.round(61)
    report = kept.verified()
    assert report.checkpoint.size == 1
    assert report.note != first


async def test_a_dropped_waiting_leaf_is_proven_by_its_receipt(kept):
    [waiting] = await kept.act()
    receipt = Receipt(kept.keeper.ledger.origin, waiting.commitment, waiting.at)
    signed = sign_receipt(receipt, kept.keys.receipts.key, kept.keys.receipts.sign)
    await kept.rows("delete from journal_waiting returning 1")
    await kept.round()
    assert kept.verified(receipts=[signed]).holds
    await kept.act(1)
    await kept.round(61)
    assert {finding.name for finding in kept.verified(receipts=[signed]).faults} == {FaultName.RECEIPT_BROKEN}


async def test_tidying_keeps_what_waits(kept):
    await kept.act(2)
    await kept.keeper.ledger.tidy()
    await kept.round()
    assert kept.standing.turn.edge.size == 2
