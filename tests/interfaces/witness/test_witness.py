from __future__ import annotations

import asyncio
import hashlib
import stat
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from almasu.connectors.tlog.witness import HttpWitness
from almasu.interfaces.witness.keys import own_key, succeeded_logs, trusted_logs
from almasu.interfaces.witness.memory import lock, open_memory
from almasu.kernel.journal.checkpoint import cosigners, open_checkpoint
from almasu.kernel.journal.entry import entry_bytes
from almasu.kernel.journal.keeping import Knows, Refuses, Silent, Vouched
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.note import Note, read_key, read_note
from almasu.kernel.journal.rotation import Rotation, rotation_entry
from almasu.law.problem import Fault, Problem

ORIGIN = "almasu.example/restricted/node1"


async def test_a_log_that_grows_is_vouched_for_and_the_head_can_be_fetched(served, make_log):
    log = make_log()
    async with served() as witness:
        for old, new in ((0, 3), (3, 3), (3, 256), (256, 300)):
            reply = await witness.client.add_checkpoint(log.ask(old, new), 5)
            assert isinstance(reply, Vouched)
            [own] = cosigners(Note(log.note(new).text, reply.signatures), [witness.client.key])
            assert own.at.replace(microsecond=0) <= witness.clock.at
        latest = await witness.client.latest(ORIGIN, 5)
        head, note = open_checkpoint(latest, [log.keys.head.key])
        assert head == log.head(300)
        assert cosigners(note, [witness.client.key])


async def test_a_fork_a_rollback_and_a_gap_are_refused_with_the_protocol_s_words(served, make_log):
    log, other = make_log(), make_log(seed=1)
    async with served() as witness:
        await witness.client.add_checkpoint(log.ask(0, 200), 5)
        assert await witness.client.add_checkpoint(log.ask(0, 250), 5) == Knows(200)
        assert await witness.client.add_checkpoint(log.ask(100, 150), 5) == Knows(200)
        for refused, status in (
            (other.ask(200, 250), 422),
            (other.ask(200, 200), 422),
            (log.ask(200, 250, keys_of(ORIGIN, b"x" * 32).head), 403),
            (log.ask(200, 250, keys_of("other.example", b"x" * 32).head), 403),
        ):
            reply = await witness.client.add_checkpoint(refused, 5)
            assert isinstance(reply, Refuses)
            assert reply.status == status
        latest = await witness.client.latest(ORIGIN, 5)
        assert open_checkpoint(latest, [log.keys.head.key])[0].size == 200


async def test_a_log_it_does_not_know_is_not_found(served, make_log):
    async with served(trusted=[]) as witness:
        assert (await witness.client.add_checkpoint(make_log().ask(0, 1), 5)).status == 403
        assert await witness.client.latest("unknown.example", 5) is None
        reply = await witness.client.add_checkpoint(make_log().ask(0, 1), 5)
        assert isinstance(reply, Refuses)


async def test_of_many_requests_at_once_for_one_step_one_wins(served, make_log):
    log = make_log()
    async with served() as witness:
        asked = [log.ask(0, size) for size in range(1, 21)]
        replies = await asyncio.gather(*(witness.client.add_checkpoint(ask, 10) for ask in asked))
        assert sum(isinstance(reply, Vouched) for reply in replies) == 1
        assert all(isinstance(reply, Vouched | Knows) for reply in replies)


async def test_what_it_has_vouched_for_outlives_the_process(served, make_log):
    log, other = make_log(), make_log(seed=1)
    async with served() as witness:
        await witness.client.add_checkpoint(log.ask(0, 100), 5)
        first = witness.client.key
    async with served() as witness:
        assert witness.client.key == first
        assert await witness.client.add_checkpoint(other.ask(0, 100), 5) == Knows(100)
        assert (await witness.client.add_checkpoint(other.ask(100, 120), 5)).status == 422


async def test_nothing_is_answered_before_the_head_is_kept(served, make_log, monkeypatch):
    log = make_log()
    async with served() as witness:

        def no_disk(*_):
            raise Fault("the disk is full")

        monkeypatch.setattr(type(witness.app._memory), "keep", no_disk)
        assert (await witness.client.add_checkpoint(log.ask(0, 3), 5)).status == 500
        monkeypatch.undo()
        assert await witness.client.latest(ORIGIN, 5) is None


async def test_a_witness_whose_clock_went_back_says_nothing(served, make_log):
    log = make_log()
    async with served() as witness:
        await witness.client.add_checkpoint(log.ask(0, 3), 5)
        witness.clock.at = witness.clock.at.replace(year=2025)
        assert (await witness.client.add_checkpoint(log.ask(3, 5), 5)).status == 503


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/add-checkpoint", None, 405),
        ("PUT", "/", b"x", 405),
        ("GET", "/", None, 404),
        ("GET", "/../heads/key/checkpoint", None, 404),
        ("GET", "/" + "A" * 64 + "/checkpoint", None, 404),
        ("POST", "/add-checkpoint", b"", 400),
        ("POST", "/add-checkpoint", b"old 0\n\nnonsense", 400),
        ("POST", "/add-checkpoint", b"x" * 200_000, 413),
    ],
)
async def test_other_requests_are_refused(served, method, path, body, status):
    async with (
        served() as witness,
        aiohttp.ClientSession() as session,
        session.request(method, witness.url + path, data=body) as response,
    ):
        assert response.status == status


async def test_a_witness_that_is_not_there_is_silent(make_log):
    async with aiohttp.ClientSession() as session:
        client = HttpWitness(make_log().keys.head.key, "http://127.0.0.1:1", session)
        assert isinstance(await client.add_checkpoint(make_log().ask(0, 1), 1), Silent)
        assert isinstance(await client.latest(ORIGIN, 1), Silent)


def test_the_key_is_made_once_for_its_owner_alone(tmp_path):
    key = own_key(tmp_path, "witness.example/prosecutor").key
    assert own_key(tmp_path, "another name").key == key
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert read_key((tmp_path / "witness.vkey").read_text()) == key
    (tmp_path / "key").write_text("damaged")
    with pytest.raises(Problem, match="key_unreadable"):
        own_key(tmp_path, None)


def test_the_keys_of_logs_are_read_by_origin(tmp_path):
    old, new = keys_of(ORIGIN, b"o" * 32).head.key, keys_of(ORIGIN, b"n" * 32).head.key
    file = tmp_path / "logs.vkey"
    file.write_text(f"# the log\n{old.text()}\n\n{new.text()}\n")
    assert trusted_logs([file]) == {ORIGIN: [old, new]}
    file.write_text("nonsense")
    with pytest.raises(Problem, match="key_unreadable"):
        trusted_logs([file])


def test_two_processes_never_share_a_witness_s_folder(tmp_path):
    handle = lock(tmp_path)
    assert handle > 0
    with pytest.raises(Problem, match="in_use"):
        lock(tmp_path)


async def test_a_damaged_head_stops_the_witness_rather_than_starting_it_anew(served, make_log):
    async with served() as witness:
        await witness.client.add_checkpoint(make_log().ask(0, 3), 5)
        data = witness.data
    place = data / "heads" / hashlib.sha256(ORIGIN.encode()).hexdigest()
    note = read_note(place.read_bytes())
    place.write_bytes(note.data().replace(b"\n3\n", b"\n2\n"))
    with pytest.raises(Fault, match="damaged"):
        open_memory(data, own_key(data, None).key)


def statement_file(folder, old, new, until, *, signed_by=None):
    at = until - timedelta(days=14)
    change = Rotation(ORIGIN, 2, old.head.key, new.head.key, new.receipts.key, at, until)
    by = signed_by or (old, new)
    file = folder / "node.rotations"
    file.write_bytes(entry_bytes(rotation_entry(change, *by, bytes(32))) + b"\n")
    return file


async def test_a_witness_learns_the_new_key_from_a_statement_that_both_keys_signed(served, make_log, tmp_path):
    log, other, new = make_log(), make_log(seed=1), keys_of(ORIGIN, b"n" * 32)
    until = datetime(2026, 3, 16, tzinfo=UTC)
    file = statement_file(tmp_path, log.keys, new, until)
    for at, may_old in ((until - timedelta(days=1), True), (until, False)):
        trusted = succeeded_logs({ORIGIN: [log.keys.head.key]}, [file], at)[ORIGIN]
        async with served(trusted=trusted) as witness:
            latest = await witness.client.latest(ORIGIN, 5)
            known = 0 if latest is None else open_checkpoint(latest, [log.keys.head.key, new.head.key])[0].size
            assert isinstance(await witness.client.add_checkpoint(log.ask(known, known + 20, new.head), 5), Vouched)
            assert (await witness.client.add_checkpoint(other.ask(known + 20, known + 30, new.head), 5)).status == 422
            reply = await witness.client.add_checkpoint(log.ask(known + 20, known + 40), 5)
            assert isinstance(reply, Vouched) == may_old
            assert may_old or reply.status == 403


def test_a_statement_counts_only_where_both_keys_signed_and_the_old_one_is_trusted(make_log, tmp_path):
    old, new, stranger = (keys_of(ORIGIN, secret * 32) for secret in (b"j", b"n", b"s"))
    until = datetime(2026, 3, 16, tzinfo=UTC)
    file = statement_file(tmp_path, old, new, until)
    assert succeeded_logs({ORIGIN: [stranger.head.key]}, [file], until) == {ORIGIN: (stranger.head.key,)}
    for by in ((old, stranger), (stranger, new)):
        with pytest.raises(Problem) as refused:
            succeeded_logs({ORIGIN: [old.head.key]}, [statement_file(tmp_path, old, new, until, signed_by=by)], until)
        assert refused.value.kind.code == "witness.key_unreadable"
