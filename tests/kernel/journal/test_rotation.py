"""Statements about a change of a log's key: both keys sign, one continues the other, and nothing else counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from almasu.kernel.journal.entry import Entry, EntryKind, entry_bytes
from almasu.kernel.journal.generations import generations_of
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import Note, sign_note
from almasu.kernel.journal.rotation import (
    Rotation,
    open_leaf,
    open_statement,
    read_leaves,
    rotation_entry,
    succeeding,
)
from almasu.law.problem import Fault

ORIGIN = "almasu.example/restricted/node1"
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
UNTIL = AT + timedelta(days=14)
SECRETS = {number: bytes([number]) * 32 for number in range(1, 6)}
KEYS = {number: keys_of(ORIGIN, secret) for number, secret in SECRETS.items()}


def secret(generation):
    if generation not in SECRETS:
        raise Fault(f"the vault has no key journal-{generation}")
    return SECRETS[generation]


def change(generation, *, at=AT, until=UNTIL, old=None, new=None):
    old, new = old or KEYS[generation - 1], new or KEYS[generation]
    return Rotation(ORIGIN, generation, old.head.key, new.head.key, new.receipts.key, at, until)


def leaf(generation, **given):
    old, new = given.get("old") or KEYS[generation - 1], given.get("new") or KEYS[generation]
    return entry_bytes(rotation_entry(change(generation, **given), old, new, bytes(32)))


def test_what_a_leaf_tells_is_what_was_signed():
    assert open_leaf(leaf(2)) == change(2)
    assert open_leaf(leaf(2)).text() == change(2).text()


def signed(text, *pairs):
    return Note(text, tuple(sign_note(text, one.head.key, one.head.sign) for one in pairs)).data()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (change(2).text(), [KEYS[1]]),
        (change(2).text(), [KEYS[2]]),
        (change(2).text(), [KEYS[2], KEYS[2]]),
        (change(2).text(), [KEYS[2], KEYS[3]]),
        (change(2, new=KEYS[1]).text(), [KEYS[1]]),
        (change(2).text().replace("/v1", "/v2"), [KEYS[1], KEYS[2]]),
        (change(2).text().replace("generation 2", "generation 02"), [KEYS[1], KEYS[2]]),
        (change(2).text().replace("generation 2\n", ""), [KEYS[1], KEYS[2]]),
        (change(2).text() + "more\n", [KEYS[1], KEYS[2]]),
        (change(2).text().replace("+05:00", ""), [KEYS[1], KEYS[2]]),
        (change(2).text().replace("+05:00", "Z"), [KEYS[1], KEYS[2]]),
        (change(2).text().replace("until 2026-03-16T14:00:00.000+05:00", "until never"), [KEYS[1], KEYS[2]]),
        (change(2).text().replace("until 2026-03-16T14", "until 9999-12-31T23:59:59-23"), [KEYS[1], KEYS[2]]),
        (change(2).text().replace("node1\ngen", "node2\ngen"), [KEYS[1], KEYS[2]]),
        (change(2).text().replace("receipts ", "receipts  "), [KEYS[1], KEYS[2]]),
    ],
)
def test_a_statement_of_another_form_or_without_both_signatures_is_refused(text, pairs):
    assert open_statement(signed(change(2).text(), KEYS[1], KEYS[2])) == change(2)
    with pytest.raises(Malformed):
        open_statement(signed(text, *pairs))


def test_a_statement_with_a_false_signature_is_refused():
    one, other = signed(change(2).text(), KEYS[1], KEYS[2]), signed(change(2, at=UNTIL).text(), KEYS[1], KEYS[2])
    head, tail = one.split(b"\n\n")[0], other.split(b"\n\n")[1]
    with pytest.raises(Malformed, match="is false"):
        open_statement(head + b"\n\n" + tail)


def test_keys_of_another_log_are_refused():
    strange = keys_of("other.example", SECRETS[2])
    says = Rotation(ORIGIN, 2, KEYS[1].head.key, strange.head.key, strange.receipts.key, AT, UNTIL)
    with pytest.raises(Malformed, match="another log"):
        open_statement(signed(says.text(), KEYS[1], strange))


def test_an_entry_of_another_kind_with_a_right_statement_is_no_change():
    statement = {"statement": signed(change(2).text(), KEYS[1], KEYS[2]).decode()}
    entry = entry_bytes(Entry(EntryKind.CLOCK_CHANGED, AT, "system:journal", "log_key:2", statement, bytes(32)))
    with pytest.raises(Malformed, match="not about a change"):
        open_leaf(entry)
    for data in (b"", b"{}", b"\xff", b'{"kind":"log_key_rotated","says":{"statement":7}}'):
        with pytest.raises(Malformed):
            open_leaf(data)


def test_generations_follow_the_leaves_and_each_signs_beside_the_new_one_until_its_hand_over_ends():
    later = AT + timedelta(days=7)
    held = generations_of(ORIGIN, [leaf(2), leaf(3, at=later, until=later + timedelta(days=14))], secret)
    assert held.heads == (KEYS[3].head.key, KEYS[2].head.key, KEYS[1].head.key)
    assert held.receipts == tuple(KEYS[number].receipts.key for number in (3, 2, 1))
    for day, numbers in ((7, (3, 2, 1)), (14, (3, 2)), (20, (3, 2)), (21, (3,))):
        assert tuple(one.key for one in held.signing(AT + timedelta(days=day))) == tuple(
            KEYS[number].head.key for number in numbers
        )


@pytest.mark.parametrize(
    "false",
    [
        leaf(3),
        leaf(2, new=KEYS[4]),
        leaf(2, old=KEYS[3]),
        b"{}",
    ],
)
def test_a_leaf_that_does_not_continue_is_passed_over_and_the_next_right_one_counts(false):
    held = generations_of(ORIGIN, [false, leaf(2), leaf(2)], secret)
    assert held.heads == (KEYS[2].head.key, KEYS[1].head.key)
    assert held.leaves == (leaf(2),)
    assert [one.leaf for one in held.refused] == [false, leaf(2)]


def test_a_generation_that_the_vault_lacks_is_a_fault_and_never_passed_over():
    sixth = leaf(6, old=KEYS[5], new=keys_of(ORIGIN, bytes([6]) * 32))
    with pytest.raises(Fault, match="journal-6"):
        generations_of(ORIGIN, [*(leaf(number) for number in range(2, 6)), sixth], secret)


@pytest.mark.parametrize(
    ("trusted", "at", "expected"),
    [
        ([1], AT, [1, 2]),
        ([1], UNTIL, [3]),
        ([1, 2], AT, [1, 2]),
        ([2], UNTIL, [3]),
        ([3], UNTIL, [3]),
        ([4], UNTIL, [4]),
        ([], AT, []),
    ],
)
def test_a_trusted_key_brings_its_successor_and_goes_when_the_hand_over_ends(trusted, at, expected):
    changes = [change(2), change(3)] if at == UNTIL else [change(2)]
    keys = [KEYS[number].head.key for number in trusted]
    found = succeeding(keys, changes, at)
    assert set(found) == {KEYS[number].head.key for number in expected}


def test_a_file_of_more_changes_than_any_log_has_is_not_read():
    assert read_leaves(b"one\n\ntwo\n") == [b"one", b"two"]
    with pytest.raises(Malformed):
        read_leaves(b"x\n" * 1_001)
