"""The key of a log changes: while acts go on, for witnesses with either key, and for whoever verifies from outside."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
from click.testing import CliRunner
from psycopg import OperationalError

from almasu.actions.rotate_key import NO_LOG, rotate_key
from almasu.interfaces.cli.journal import journal
from almasu.kernel.journal.checkpoint import Checkpoint, read_checkpoint, sign_checkpoint
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.journal.findings import FaultName
from almasu.kernel.journal.keeping import Refuses
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.note import Note, key_lines, read_key, read_note, sign_note, signers
from almasu.kernel.journal.receipt import Receipt, sign_receipt
from almasu.kernel.journal.rotation import ABOUT, Rotation
from almasu.kernel.journal.verify import Claims, Trust, verify
from almasu.kernel.journal.witnessing import Ask
from almasu.law.problem import Fault, Problem
from almasu.store.journal import append
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_keys import StoredKeyChanges
from almasu.wiring.journal import OneGeneration, policy_of
from almasu.wiring.key_ring import KeyRing, looking
from almasu.wiring.settings import Settings, write_settings
from store.journal.test_failover import lose_tail
from store.journal.test_outside import run, serving

HAND_OVER = timedelta(days=14)


async def rotated(kept, hand_over=HAND_OVER):
    changes = StoredKeyChanges(kept.database, "main")
    origin = kept.keeper.ledger.origin
    return await rotate_key(changes, kept.vault, origin, hand_over, kept.clock.now(), secrets.token_bytes)


def trust_all(kept):
    """What an outsider brings who was given every generation: public keys alone."""
    held = kept.ring.held
    return Trust(replace(kept.keeper.policy, logs=held.heads), held.receipts)


def trust_only(kept, *keys, needed=2):
    return Trust(replace(policy_of(kept.keys, kept.keeper.policy.witnesses, needed), logs=keys))


def verified(kept, trust, source=None, **claims):
    return verify(source or FileArchive(kept.folder), trust, kept.clock.now(), Claims(**claims))


def faults(report):
    return {finding.name for finding in report.faults}


def signed_by(kept, *keys):
    note = read_note((kept.folder / "checkpoint").read_bytes())
    return set(signers(note, keys))


def give(witness, *keys):
    [origin] = witness.logs
    witness.logs[origin][:] = keys


async def test_the_key_changes_while_acts_go_on_and_outsiders_verify_with_public_keys_only(kept, tmp_path):
    await kept.act(3)
    await kept.round()
    first = (kept.folder / "checkpoint").read_bytes()
    done = asyncio.Event()

    async def acts():
        await asyncio.gather(*(kept.act(20) for _ in range(3)))
        done.set()

    async def rounds():
        while not done.is_set():
            await kept.round()
            assert verified(kept, trust_all(kept), seen=(first,)).holds
            await asyncio.sleep(0)

    _, _, change = await asyncio.gather(acts(), rounds(), rotated(kept))
    await kept.round()
    assert kept.standing.published.size == 3 + 60 + 1
    assert signed_by(kept, change.old, change.new) == {change.old, change.new}
    for witness, key in zip(kept.witnesses, (change.new, change.new), strict=True):
        give(witness, key)
    await kept.act(1)
    await kept.round(HAND_OVER.total_seconds() + 1)
    assert signed_by(kept, change.old, change.new) == {change.new}
    assert kept.standing.published.size == 65
    assert verified(kept, trust_all(kept), seen=(first,)).holds
    assert verified(kept, trust_only(kept, change.new)).holds
    assert faults(verified(kept, trust_only(kept, change.old))) == {FaultName.LOG_SIGNATURE}


async def test_over_http_the_log_shows_every_generation_newest_first_and_verifies(kept, tmp_path):
    await kept.act(300)
    await kept.round()
    old = kept.keys
    [promised] = await kept.act(1)
    receipt = Receipt(kept.keeper.ledger.origin, promised.commitment, promised.at)
    await rotated(kept)
    await kept.round()
    new = kept.ring.held.current
    (tmp_path / "receipt-old").write_bytes(sign_receipt(receipt, old.receipts.key, old.receipts.sign))
    (tmp_path / "receipt-new").write_bytes(sign_receipt(receipt, new.receipts.key, new.receipts.sign))
    (tmp_path / "keys").write_text(key_lines([new.head.key, old.head.key, new.receipts.key, old.receipts.key]))
    (tmp_path / "witnesses").write_text(key_lines([one.key for one in kept.witnesses]))
    keys = ["--key", tmp_path / "keys", "--witness-key", tmp_path / "witnesses"]
    async with serving(kept) as url, aiohttp.ClientSession() as http:
        shown = await (await http.get(f"{url}/receipts.vkey")).text()
        assert [read_key(line) for line in shown.splitlines()] == [new.receipts.key, old.receipts.key]
        policy = await (await http.get(f"{url}/policy")).text()
        assert policy.splitlines()[:2] == [f"log {new.head.key.text()}", f"log {old.head.key.text()}"]
        leaves = await (await http.get(f"{url}/rotations")).read()
        assert leaves == (kept.folder / "rotations").read_bytes() != b""
        receipts = ["--receipt", tmp_path / "receipt-old", "--receipt", tmp_path / "receipt-new"]
        for place in (["--from-url", url], [kept.folder]):
            for brought in (keys, []):
                result = await run("verify", *place, *brought, *receipts, "--json")
                assert (result.exit_code, json.loads(result.stdout)["holds"]) == (0, True), result.stdout


async def test_during_the_hand_over_a_witness_with_either_key_goes_on(kept):
    await kept.act(1)
    await kept.round()
    change = await rotated(kept)
    give(kept.witnesses[0], change.old)
    give(kept.witnesses[1], change.new)
    await kept.act(5)
    await kept.round()
    assert kept.standing.published.size == 7
    assert verified(kept, trust_all(kept)).holds
    for one in (change.old, change.new):
        assert verified(kept, trust_only(kept, one)).holds


async def test_a_witness_that_was_not_given_the_new_key_stops_when_the_hand_over_ends_and_the_log_says_so(kept):
    await kept.round()
    change = await rotated(kept)
    give(kept.witnesses[1], change.old, change.new)
    await kept.round()
    published = kept.standing.published
    await kept.act(1)
    await kept.round(HAND_OVER.total_seconds())
    assert kept.standing.published == published
    waiting = await kept.rows("select entry from journal_waiting")
    said = [json.loads(bytes(row[0])) for row in waiting]
    assert [(one["kind"], one["about"]) for one in said] == [("service_outage", "witness:witness.example/w0")]
    give(kept.witnesses[0], change.new)
    await kept.round(10)
    await kept.round(10)
    assert kept.standing.published.size > published.size
    assert verified(kept, trust_all(kept)).holds


async def test_a_fork_is_refused_whichever_key_signed_it(kept):
    await kept.act(3)
    await kept.round()
    await rotated(kept)
    await kept.round()
    old, new = kept.ring.held.keys
    give(kept.witnesses[0], old.head.key, new.head.key)
    other = Checkpoint(kept.keeper.ledger.origin, 4, b"f" * 32)
    for pairs in ([old.head], [new.head], [new.head, old.head]):
        note = sign_checkpoint(other, [(one.key, one.sign) for one in pairs])
        reply = await kept.witnesses[0].add_checkpoint(Ask(4, (), note.data()), 1)
        assert isinstance(reply, Refuses)
        assert reply.status == 422


async def test_a_head_that_only_a_retired_key_signed_is_named(kept, tmp_path):
    await kept.act(3)
    await kept.round()
    change = await rotated(kept)
    await kept.round()
    thief = replace(kept.keeper, heads=OneGeneration(kept.keys))
    for witness in kept.witnesses:
        give(witness, change.old, change.new)
    kept.keeper = thief
    await kept.act(2)
    await kept.round(HAND_OVER.total_seconds())
    assert signed_by(kept, change.old, change.new) == {change.old}
    for source in (FileArchive(kept.folder), Hiding(kept.folder, "opened"), Hiding(kept.folder, "rotations")):
        report = verified(kept, trust_all(kept), source)
        assert [(one.name, one.where) for one in report.faults] == [(FaultName.KEY_RETIRED, "checkpoint")]
    hidden = Hiding(kept.folder, "opened", "rotations")
    assert verified(kept, trust_all(kept), hidden).holds
    brought = replace(trust_all(kept), rotations=kept.ring.held.leaves)
    assert faults(verified(kept, brought, hidden)) == {FaultName.KEY_RETIRED}
    head = (kept.folder / "checkpoint").read_bytes()
    kept.keeper = replace(thief, heads=OneGeneration(kept.ring.held.current))
    await kept.act(1)
    await kept.round()
    report = verified(kept, trust_all(kept), seen=(head,))
    assert [(one.name, one.where) for one in report.faults] == [(FaultName.KEY_RETIRED, "checkpoint 1")]


async def test_a_log_that_lacks_a_change_the_verifier_knows_of_is_named(kept):
    await kept.act(1)
    await rotated(kept)
    await kept.rows("delete from journal_waiting where entry like '%%log_key:%%'::bytea returning 1")
    await kept.round()
    other = await rotated(kept)
    leaf = (await kept.rows("select entry from journal_waiting"))[0][0]
    brought = replace(trust_only(kept, other.old), rotations=(bytes(leaf),))
    assert verified(kept, brought).holds
    kept.clock.go(61)
    assert faults(verified(kept, brought)) == {FaultName.KEY_CHANGE_MISSING}


async def test_a_head_of_an_unknown_key_is_named_as_before(kept):
    await kept.act(1)
    await kept.round()
    await rotated(kept)
    stranger = keys_of(kept.keeper.ledger.origin, b"s" * 32)
    for witness in kept.witnesses:
        give(witness, stranger.head.key)
    kept.keeper = replace(kept.keeper, heads=OneGeneration(stranger))
    await kept.round()
    held = await kept.ring.look()
    assert faults(verified(kept, Trust(replace(kept.keeper.policy, logs=held.heads)))) == {
        FaultName.LOG_SIGNATURE,
        FaultName.KEY_RETIRED,
    }


async def forge(kept, signers_of, generation=2):
    """Write a leaf about a change of keys into the database, signed by whom the forger can."""
    old, new = kept.keys, keys_of(kept.keeper.ledger.origin, b"t" * 32)
    at = kept.clock.now()
    origin = kept.keeper.ledger.origin
    says = Rotation(origin, generation, old.head.key, new.head.key, new.receipts.key, at, at).text()
    pairs = {"old": old.head, "new": new.head}
    lines = tuple(sign_note(says, pairs[one].key, pairs[one].sign) for one in signers_of)
    statement = {"statement": Note(says, lines).data().decode()}
    entry = Entry(EntryKind.LOG_KEY_ROTATED, at, "system:journal", f"{ABOUT}2", statement, secrets.token_bytes(32))
    async with kept.database.transaction() as connection:
        await append(connection, entry)


@pytest.mark.parametrize("by", [["old"], ["new"]])
async def test_a_leaf_that_only_one_key_signed_changes_nothing_and_is_named(kept, by, caplog):
    await kept.act(1)
    await forge(kept, by)
    with caplog.at_level(logging.ERROR):
        await kept.round()
    assert "not signed by both" in caplog.text
    assert signed_by(kept, kept.keys.head.key) == {kept.keys.head.key}
    assert kept.ring.held.heads == (kept.keys.head.key,)
    report = verified(kept, trust_all(kept))
    assert [(one.name, one.where) for one in report.faults] == [(FaultName.KEY_CHANGE_FALSE, "entry 1")]
    change = await rotated(kept)
    await kept.round()
    assert signed_by(kept, change.new) == {change.new}


async def test_a_change_by_whoever_stole_the_old_key_signs_nothing_without_the_vault(kept):
    await kept.act(1)
    await kept.round()
    published = kept.standing.published
    await forge(kept, ["old", "new"])
    with pytest.raises(Fault, match="the vault has no key journal-2"):
        await kept.round()
    assert read_checkpoint(read_note((kept.folder / "checkpoint").read_bytes()).text) == published


async def test_a_database_restored_from_before_the_change_goes_on_with_the_new_key(kept):
    await kept.act(3)
    await kept.round()
    change = await rotated(kept, timedelta(0))
    for witness in kept.witnesses:
        give(witness, change.new)
    await kept.act(2)
    await kept.round()
    await lose_tail(kept, 2)
    await kept.ring.look()
    assert kept.ring.held.heads == (change.old,)
    after = kept.again()
    await after.round()
    await after.round()
    assert signed_by(after, change.old, change.new) == {change.new}
    assert after.standing.published.size == 7
    assert verified(after, trust_all(kept)).holds


async def test_a_stolen_key_signs_no_head_from_the_change_on_when_there_is_no_hand_over(kept):
    await kept.round()
    change = await rotated(kept, timedelta(0))
    for witness in kept.witnesses:
        give(witness, change.new)
    await kept.round()
    assert kept.standing.published.size == 1
    assert signed_by(kept, change.old, change.new) == {change.new}


async def test_changes_at_once_come_one_after_another(kept):
    await kept.round()
    changes = await asyncio.gather(*(rotated(kept) for _ in range(3)))
    assert sorted(one.generation for one in changes) == [2, 3, 4]
    await kept.round()
    held = kept.ring.held
    assert signed_by(kept, *held.heads) == set(held.heads)
    assert len(held.heads) == 4
    assert verified(kept, trust_all(kept)).holds


class WatchedChanges(StoredKeyChanges):
    """Tells when it was asked and had something to say."""

    async def ordered(self):
        leaves = await super().ordered()
        if leaves:
            WatchedChanges.told.set()
        return leaves


async def test_every_process_takes_the_new_key_by_itself(kept):
    WatchedChanges.told = asyncio.Event()
    ring = KeyRing(kept.keeper.ledger.origin, kept.vault, WatchedChanges(kept.database, "main"))
    await kept.round()
    async with looking(ring, seconds=0.01):
        change = await rotated(kept)
        assert ring.held.current.head.key == change.old
        await kept.round()
        async with asyncio.timeout(30):
            await WatchedChanges.told.wait()
    assert (ring.held.current.head.key, ring.held.receipts[0]) == (change.new, change.receipts)


async def test_a_database_that_is_gone_for_a_while_does_not_end_the_looking(kept, caplog):
    class Gone:
        looks, enough = 0, asyncio.Event()

        async def ordered(self):
            self.looks += 1
            if self.looks == 4:
                self.enough.set()
            if self.looks in {2, 3}:
                raise OperationalError("the server closed the connection")
            return ()

    ring = KeyRing(kept.keeper.ledger.origin, kept.vault, Gone())
    async with looking(ring, seconds=0.001), asyncio.timeout(30):
        await Gone.enough.wait()
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert said == ["reading which key signs the log failed; trying again in 0.001 s"] * 2


async def test_the_command_changes_the_key_of_the_node_that_its_settings_name(kept, journal_url, tmp_path):
    data = kept.folder.parent
    zone, node = "restricted", "node1"
    settings = Settings(data=data, database_url=journal_url, zone=zone, node=node)
    file = write_settings(settings, tmp_path / "node.toml")
    result = await asyncio.to_thread(CliRunner().invoke, journal, ["rotate-key", str(file)])
    assert isinstance(result.exception, Fault)
    assert "the settings name almasu/restricted/node1" in str(result.exception)
    await kept.rows("update journal_logs set origin = %s returning 1", settings.origin)
    result = await asyncio.to_thread(CliRunner().invoke, journal, ["rotate-key", str(file), "--json"])
    said = json.loads(result.stdout)
    old, new = (keys_of(settings.origin, kept.vault.journal_secret(number)) for number in (1, 2))
    assert (said["generation"], said["old"], said["new"]) == ("2", old.head.key.text(), new.head.key.text())
    assert said["receipts"] == new.receipts.key.text()
    [row] = await kept.rows("select entry from journal_waiting")
    assert json.loads(bytes(row[0]))["kind"] == "log_key_rotated"
    result = await asyncio.to_thread(CliRunner().invoke, journal, ["rotate-key", str(file), "--hand-over", "0"])
    assert "generation: 3" in result.stdout


async def test_a_log_that_never_began_has_no_key_to_change(kept):
    await kept.rows("delete from journal_logs returning 1")
    with pytest.raises(Problem) as refused:
        await rotated(kept)
    assert refused.value.kind is NO_LOG
    assert kept.vault.journal_generations() == 1


class Hiding:
    """A copy of a log from which some files are left out."""

    def __init__(self, folder, *hidden):
        self.archive = FileArchive(folder)
        self.hidden = hidden

    def read(self, paths):
        found = self.archive.read(paths)
        return [None if path.startswith(self.hidden) else one for path, one in zip(paths, found, strict=True)]
