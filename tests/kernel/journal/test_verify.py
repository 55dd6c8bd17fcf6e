"""Honest logs pass; every generated tampering is caught and named."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from almasu.kernel.journal.checkpoint import cosign, sign_checkpoint
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.findings import MEANING, FaultName, Outcome
from almasu.kernel.journal.note import KeyKind
from almasu.kernel.journal.tiles import narrowed, read_path
from kernel.journal.tamperings import SIZES, TAMPERINGS

PER_KIND = 60


@pytest.fixture(scope="module")
def logs(log_of):
    return {size: log_of(size) for size in SIZES}


@pytest.mark.parametrize("size", [0, *SIZES])
def test_an_honest_log_passes_every_step(log_of, size):
    log = log_of(size)
    seen = [log.note(former) for former in {0, 1, size // 2, size} if former <= size]
    receipts = [log.receipt(index) for index in {0, size // 2, size - 1} if 0 <= index < size]
    report = log.verified(log.files(opened=True), seen=seen, receipts=receipts)
    assert report.faults == ()
    assert report.holds
    assert report.checkpoint == log.head(size)
    expected = [*range(1, 9)] if size else [1, 2, 3, 4, 5, 6]
    assert [step.number for step in report.steps if step.outcome is Outcome.PASSED] == expected


def test_a_receipt_that_is_not_due_yet_is_no_fault(logs, make_content):
    log = logs[300]
    waiting = log.receipt(0, content=make_content(9999, log.head_at(300), 9), at=log.head_at(300))
    assert log.verified(log.files(), at=log.head_at(300) + timedelta(seconds=5), receipts=[waiting]).holds


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tile/entries/001.p/7", FaultName.ENTRY_CHANGED),
        ("tile/0/001.p/7", FaultName.TILE_CHANGED),
        ("tile/1/000.p/9", None),
        ("tile/0/1.p/7", FaultName.TILE_MALFORMED),
        ("tile/0/099.p/7", None),
    ],
)
def test_a_former_part_is_the_beginning_of_what_took_its_place(logs, path, name):
    """A part wider than the log reaches is for the next checkpoint; so is one beyond its end."""
    log = logs[300]
    former = [f"tile/{kind}/001.p/{width}" for kind in ("entries", "0") for width in (3, 7)]
    files = log.files()
    files.by_path |= {one: beginning(files, one) for one in former}
    assert log.verified(files, former=former).holds
    files.by_path[path] = b"\x00" * 40
    faults = log.verified(files, former=[*former, path]).faults
    assert {(one.name, one.where) for one in faults} == (set() if name is None else {(name, path)})


def test_without_witnesses_the_step_is_not_done_rather_than_passed(log_of):
    log = log_of(5, quorum=0)
    report = log.verified(log.files())
    assert report.holds
    assert report.steps[1].outcome is Outcome.NOT_DONE


def test_every_fault_has_words_in_three_languages():
    assert set(MEANING) == set(FaultName)
    assert all(text.kk and text.ru and text.en for text in MEANING.values())


def beginning(files, path):
    """What a part of the log of 300 held when it was as wide as its path says."""
    named = read_path(path)
    [wide] = files.read([replace(named, width=300 - 256).path()])
    return narrowed(wide, named, 300 - 256)


# Each tampering takes an honest log and a random source, returns the report of verifying the result, and the names one
# of which must be among the faults.
Tampering = Callable[[dict, random.Random], tuple[object, set[FaultName]]]


def test_the_tamperings_are_more_than_a_thousand():
    assert len(TAMPERINGS) * PER_KIND >= 1000


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.__name__)
def test_every_tampering_of_its_kind_is_caught_by_name(logs, tampering, new_key, make_content):
    taken = tampering.__code__.co_varnames[: tampering.__code__.co_argcount]
    offered = {"new_key": new_key, "make_content": make_content}
    more = {name: offered[name] for name in taken if name in offered}
    for number in range(PER_KIND):
        dice = random.Random(f"{tampering.__name__} {number}")
        report, names = tampering(logs, dice, **more)
        assert not report.holds, number
        assert {finding.name for finding in report.faults} & names, (number, report.faults[:3])


@pytest.mark.trial
def test_ten_thousand_tamperings_are_caught(logs, new_key, make_content):
    offered = {"new_key": new_key, "make_content": make_content}
    for number in range(10_000):
        dice = random.Random(f"trial {number}")
        tampering = dice.choice(TAMPERINGS)
        taken = tampering.__code__.co_varnames[: tampering.__code__.co_argcount]
        report, names = tampering(logs, dice, **{name: offered[name] for name in taken if name in offered})
        assert {finding.name for finding in report.faults} & names, (number, tampering.__name__)


def test_a_clock_set_back_in_the_open_is_in_order(log_of, make_content):
    log = log_of(20)
    back = log.entry_at(0) - timedelta(hours=1)
    log.contents[10] = make_content(10, back, 3, EntryKind.CLOCK_CHANGED)
    for index in range(11, 20):
        log.contents[index] = make_content(index, back + timedelta(seconds=index), 3)
    report = log.verified(log.files(opened=True))
    assert report.holds, report.faults


def test_one_fault_does_not_hide_the_next(logs):
    log = logs[600]
    files = log.files(opened=True)
    del files.by_path["tile/entries/000"]
    files.by_path["tile/1/000.p/2"] = b"x" * 64
    files.by_path["opened/001"] = b""
    names = {finding.name for finding in log.verified(files).faults}
    assert {FaultName.ENTRIES_MISSING, FaultName.TILE_CHANGED, FaultName.OPENED_MISSING} <= names


def test_a_log_of_another_origin_is_not_compared_but_named(logs, new_key):
    log = logs[3]
    other = new_key("other.example/log", KeyKind.NOTE)
    head = type(log.head(1))("other.example/log", 1, log.head(1).root)
    note = sign_checkpoint(head, [(other.key, other.sign)])
    note = note.with_signatures([cosign(note.text, log.head_at(3), one.key, one.sign) for one in log.witnesses])
    report = log.verified(log.files(), seen=[note.data()])
    assert [finding.name for finding in report.faults] == [FaultName.SEEN_CHECKPOINT_FALSE]
