"""A recount finds what a list lacks and what it has too much, and trusts no entry that the tree does not hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.control.recount import Recount, edge_from, edge_tiles
from almasu.kernel.journal.entry import Entry, EntryKind, commitment, entry_bytes
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tree import EMPTY_EDGE, grown, leaf_hashes

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=30)
BODY = "123456789012"


def entry(number, kind=EntryKind.REQUEST_ACCEPTED, body=BODY, at=SINCE):
    return entry_bytes(Entry(kind, at, "account:1", f"request:{number}", {"body": body}, number.to_bytes(32, "big")))


def counted(contents, listed, first=0):
    commitments = [commitment(one) for one in contents]
    edge, _ = grown(EMPTY_EDGE, leaf_hashes(commitments[:first]))
    whole, _ = grown(EMPTY_EDGE, leaf_hashes(commitments))
    recount = Recount(BODY, SINCE, UNTIL, edge)
    recount.take(commitments[first:], contents[first:])
    return recount.compared(whole.size, whole.root(), listed)


@given(st.lists(st.booleans(), max_size=600), st.data())
def test_any_request_left_out_and_any_put_in_is_found(mine, data):
    contents = [entry(number, body=BODY if own else "999999999999") for number, own in enumerate(mine)]
    leaves = [commitment(one).hex() for one, own in zip(contents, mine, strict=True) if own]
    assert counted(contents, leaves).holds
    if leaves:
        gone = data.draw(st.sampled_from(leaves))
        found = counted(contents, [leaf for leaf in leaves if leaf != gone])
        assert (found.holds, found.missing) == (False, (gone,))
        twice = counted(contents, [*leaves, gone])
        assert (twice.holds, twice.unknown) == (False, (gone,))


@pytest.mark.parametrize(
    "other",
    [
        {"kind": EntryKind.REQUEST_REFUSED},
        {"at": SINCE - timedelta(seconds=1)},
        {"at": UNTIL},
        {"body": ""},
    ],
)
def test_only_accepted_requests_of_the_body_and_time_count(other):
    found = counted([entry(1), entry(2, **other)], [commitment(entry(1)).hex()])
    assert (found.holds, found.accepted, found.entries) == (True, 1, 2)
    assert found.unnamed == (other.get("body") == "")


def test_a_nonsense_leaf_in_the_list_is_unknown():
    assert counted([], ["zz"]).unknown == ("zz",)


def test_a_content_that_is_not_its_own_proves_nothing():
    recount = Recount(BODY, SINCE, UNTIL, EMPTY_EDGE)
    with pytest.raises(Malformed):
        recount.take([commitment(entry(1))], [entry(2)])


def test_entries_left_out_do_not_lead_to_the_head():
    contents = [entry(number) for number in range(5)]
    whole, _ = grown(EMPTY_EDGE, leaf_hashes([commitment(one) for one in contents]))
    recount = Recount(BODY, SINCE, UNTIL, EMPTY_EDGE)
    recount.take([commitment(one) for one in contents[:4]], contents[:4])
    with pytest.raises(Malformed):
        recount.compared(whole.size, whole.root(), [])


@pytest.mark.parametrize("size", [1, 255, 256, 257, 700])
def test_the_edge_of_a_tree_is_read_from_its_tiles_and_a_false_one_refused(size):
    edge, _ = grown(EMPTY_EDGE, leaf_hashes([number.to_bytes(32, "big") for number in range(size)]))
    tiles = {(level, number): b"".join(edge.rows[level]) for level, number, width in edge_tiles(size) if width}
    assert edge_from(size, edge.root(), tiles) == edge
    spoilt = {place: bytes(len(data)) for place, data in tiles.items()}
    with pytest.raises(Malformed):
        edge_from(size, edge.root(), spoilt)
