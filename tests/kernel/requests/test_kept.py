"""A reply is kept so that it reads back to the very same value, raw bytes included."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Unreadable
from almasu.kernel.requests.kept import reply_bytes, reply_from

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
RAW = st.binary(max_size=40)
VALUES = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | WORDS
REPLIES = (
    st.builds(Records, st.lists(st.dictionaries(WORDS, VALUES, max_size=3), max_size=3).map(tuple), RAW)
    | st.builds(NoRecord, RAW)
    | st.builds(Refused, WORDS, WORDS, RAW)
    | st.builds(NoReply, WORDS, WORDS, st.just(False))
    | st.builds(Unreadable, WORDS, WORDS, RAW)
)


@given(REPLIES)
def test_a_kept_reply_reads_back_as_the_reply_it_was(reply):
    assert reply_from(reply_bytes(reply)) == reply


def test_a_silence_that_was_kept_is_over_and_not_asked_again():
    assert reply_from(reply_bytes(NoReply("resting", "", retriable=True))) == NoReply("resting", "", retriable=False)


@pytest.mark.parametrize(
    "data",
    [b"{}", b"null", b'{"type":"accepted"}', b'{"type":"records","records":[]}', b'{"type":"no_record","raw":1}'],
)
def test_what_is_no_kept_reply_is_refused(data):
    with pytest.raises(msgspec.ValidationError):
        reply_from(data)
