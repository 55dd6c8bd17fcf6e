from __future__ import annotations

import pytest

from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import KeyKind
from almasu.kernel.journal.proofs import consistency_proof
from almasu.kernel.journal.tiles import Tile, TiledNodes
from almasu.kernel.journal.tree import EMPTY_ROOT
from almasu.kernel.journal.witnessing import Accepted, Ask, Declined, judge, read_ask, read_request


def ask_for(log, old, new):
    files = log.files(new)
    nodes = TiledNodes(new, lambda level, index, width: files.by_path[Tile(level, index, width).path()])
    return Ask(old, tuple(consistency_proof(old, new, nodes)), log.note(new, witnesses=[]))


def answered(log, ask, latest):
    read = read_request(ask.data(), {log.log.key.name: [log.log.key]})
    return read if isinstance(read, Declined) else judge(read[0], read[1], latest)


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 5), (5, 5), (5, 6), (5, 300), (256, 300), (299, 300)])
def test_a_log_that_grew_is_accepted(log_of, old, new):
    log = log_of(300)
    latest = log.head(old) if old else None
    accepted = answered(log, ask_for(log, old, new), latest)
    assert isinstance(accepted, Accepted)
    assert accepted.checkpoint == log.head(new)
    assert [signature.name for signature in accepted.note.signatures] == [log.log.key.name]


def test_the_request_is_written_as_the_specification_shows(log_of):
    ask = ask_for(log_of(300), 5, 300)
    assert read_ask(ask.data()) == ask
    assert ask.data().startswith(b"old 5\n")


def test_an_old_size_that_is_not_the_latest_is_answered_with_the_latest(log_of):
    log = log_of(300)
    for old in (0, 4, 6):
        declined = answered(log, ask_for(log, old, 300), log.head(5))
        assert declined == Declined(409, "5\n", "text/x.tlog.size")


def test_a_rollback_is_refused(log_of):
    log = log_of(300)
    assert answered(log, ask_for(log, 200, 250), log.head(300)).status == 409
    backwards = Ask(300, (), log.note(250, witnesses=[]))
    assert answered(log, backwards, log.head(300)).status == 400


def test_a_fork_is_refused(log_of):
    log, other = log_of(300), log_of(300, seed=2)
    assert answered(log, ask_for(other, 100, 300), log.head(100)).status == 422
    assert answered(log, ask_for(other, 300, 300), log.head(300)).status == 422


def test_a_proof_where_none_belongs_is_refused(log_of):
    log = log_of(300)
    asked = Ask(0, (b"x" * 32,), log.note(300, witnesses=[]))
    assert answered(log, asked, None).status == 422


def test_an_empty_tree_with_another_root_is_refused(log_of):
    log = log_of(1)
    head = Checkpoint(log.log.key.name, 0, b"x" * 32)
    note = sign_checkpoint(head, [(log.log.key, log.log.sign)])
    assert answered(log, Ask(0, (), note.data()), None).status == 422
    empty = sign_checkpoint(Checkpoint(log.log.key.name, 0, EMPTY_ROOT), [(log.log.key, log.log.sign)])
    assert isinstance(answered(log, Ask(0, (), empty.data()), None), Accepted)


def test_an_unknown_log_and_a_foreign_signature_are_refused(log_of, new_key):
    log = log_of(5)
    ask = ask_for(log, 0, 5)
    assert read_request(ask.data(), {}).status == 404
    stranger = new_key(log.log.key.name, KeyKind.NOTE, "stranger")
    assert read_request(ask.data(), {log.log.key.name: [stranger.key]}).status == 403
    false = Ask(0, (), ask.checkpoint.replace(b"\n5\n", b"\n4\n"))
    assert read_request(false.data(), {log.log.key.name: [log.log.key]}).status == 403


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"old 0\n",
        b"old -1\n\nx",
        b"old 00\n\nx",
        b"new 0\n\nx",
        b"old 0\nAAAA\n\nx",
        b"old 5\n" + b"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n" * 64 + b"\nx",
        b"old 0\xff\n\nx",
        b"old 0\n\n" + b"x" * 80_000,
    ],
)
def test_a_malformed_request_is_refused(data):
    with pytest.raises(Malformed):
        read_ask(data)
    assert read_request(data, {}).status == 400


def test_both_keys_of_a_log_that_changes_its_key_are_trusted_together(log_of, new_key):
    """The written rule of rotation: the witness learns the new key before the old one goes."""
    log = log_of(5)
    new = new_key(log.log.key.name, KeyKind.NOTE, "new")
    ask = Ask(0, (), log.note(5, by=new, witnesses=[]))
    assert read_request(ask.data(), {log.log.key.name: [log.log.key]}).status == 403
    read = read_request(ask.data(), {log.log.key.name: [log.log.key, new.key]})
    assert isinstance(read, tuple)
