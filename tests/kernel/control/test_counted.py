"""A count of the journal: it leads from head to head, and a recount that goes over it comes to the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.control.counted import Count, Counted, counted_from
from almasu.kernel.control.recount import Recount
from almasu.kernel.journal.checkpoint import Checkpoint, sign_checkpoint
from almasu.kernel.journal.entry import EntryKind, commitment
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tree import EMPTY_EDGE, grown, leaf_hashes
from almasu.law.moment import astana
from kernel.control.test_recount import BODY, entry

SINCE = datetime(2026, 11, 1, tzinfo=astana())
UNTIL = datetime(2026, 12, 1, tzinfo=astana())
KEYS = keys_of("almasu.test/log", b"k" * 32)


def note(edge) -> bytes:
    signed = sign_checkpoint(Checkpoint("almasu.test/log", edge.size, edge.root()), [(KEYS.head.key, KEYS.head.sign)])
    return signed.data()


def edge_of(contents):
    return grown(EMPTY_EDGE, leaf_hashes([commitment(one) for one in contents]))[0]


def taken(into, contents):
    into.take([commitment(one) for one in contents], contents)
    return into


KINDS = st.sampled_from([EntryKind.REQUEST_ACCEPTED, EntryKind.ANSWER_RECEIVED])
ENTRIES = st.lists(
    st.tuples(
        KINDS, st.sampled_from([BODY, "", "999999999999"]), st.integers(-40, 900).map(lambda at: timedelta(hours=at))
    )
)


@given(ENTRIES, st.data())
def test_a_recount_over_what_was_counted_comes_to_what_one_entry_by_entry_comes_to(drawn, data):
    contents = [entry(number, kind, body, SINCE + at) for number, (kind, body, at) in enumerate(drawn)]
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(contents))] * 2)))
    begins, ends = edge_of(contents[:first]), edge_of(contents[:last])
    counted = counted_from(taken(Count(begins), contents[first:last]).told(note(begins), note(ends)))
    assert (counted.begins(), counted.head().root) == ((first, begins.root()), ends.root())
    over = taken(Recount(BODY, SINCE, UNTIL, EMPTY_EDGE), contents[:first])
    over.pass_over(ends, counted.accepted)
    taken(over, contents[last:])
    assert over == taken(Recount(BODY, SINCE, UNTIL, EMPTY_EDGE), contents)


def test_a_count_begins_with_nothing_at_the_beginning_of_the_log():
    counted = counted_from(taken(Count(EMPTY_EDGE), [entry(1)]).told(b"", note(edge_of([entry(1)]))))
    assert counted.begins() == (0, EMPTY_EDGE.root())
    [(day, body, leaves)] = counted.accepted
    assert (day, body, leaves) == (datetime(2026, 11, 1, tzinfo=UTC).date(), BODY, commitment(entry(1)))


def test_a_count_that_does_not_lead_to_the_head_is_none():
    with pytest.raises(Malformed):
        taken(Count(EMPTY_EDGE), [entry(1)]).told(b"", note(edge_of([entry(2)])))
    with pytest.raises(Malformed):
        Count(EMPTY_EDGE).take([commitment(entry(1))], [entry(2)])


NO_COUNTS = {
    "nonsense": b"\xff\x00",
    "half a leaf": msgspec.msgpack.encode(Counted(b"", b"", [(SINCE.date(), BODY, bytes(31))])),
}


def test_what_is_no_count_is_not_read_as_one():
    for data in NO_COUNTS.values():
        with pytest.raises(Malformed):
            counted_from(data)
    with pytest.raises(Malformed):
        counted_from(msgspec.msgpack.encode(Counted(b"", b"no note", []))).head()
