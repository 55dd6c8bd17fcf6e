"""The SMS code: six digits, five minutes, five tries, a minute apart, five an hour, one session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.parties.code import SentCode, code_from, code_mac, is_right, may_send_at

NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
KEY, SESSION = b"k" * 32, b"s" * 32
RIGHT = code_mac(KEY, SESSION, "012345")


def sent(**change) -> SentCode:
    return SentCode(
        **{"mac": RIGHT, "sent_at": NOON, "tries": 0, "sent_this_hour": 1, "hour_started_at": NOON} | change
    )


@given(st.binary(min_size=8, max_size=32))
def test_a_code_has_six_digits(random):
    code = code_from(random)
    assert len(code) == 6
    assert code.isdecimal()


def test_a_small_number_keeps_its_zeroes():
    assert code_from(bytes(15) + b"\x07") == "000007"


@pytest.mark.parametrize(
    ("seconds", "tries", "right"),
    [(0, 0, True), (299, 4, True), (300, 0, False), (0, 5, False), (299, 5, False)],
)
def test_a_code_is_right_in_time_and_within_its_tries(seconds, tries, right):
    assert is_right(sent(tries=tries), RIGHT, NOON + timedelta(seconds=seconds)) is right


@pytest.mark.parametrize(
    "given_mac",
    [code_mac(KEY, SESSION, "012346"), code_mac(KEY, b"t" * 32, "012345"), code_mac(b"j" * 32, SESSION, "012345"), b""],
)
def test_another_code_another_session_or_another_key_is_wrong(given_mac):
    assert not is_right(sent(), given_mac, NOON)


@pytest.mark.parametrize(
    ("last", "after", "earliest"),
    [
        (None, 0, 0),
        (sent(), 10, 60),
        (sent(), 90, 90),
        (sent(sent_this_hour=4, sent_at=NOON + timedelta(minutes=20)), 1200, 1260),
        (sent(sent_this_hour=5, sent_at=NOON + timedelta(minutes=20)), 1800, 3600),
        (sent(sent_this_hour=5, sent_at=NOON + timedelta(minutes=20)), 3600, 3600),
    ],
)
def test_codes_go_a_minute_apart_and_five_an_hour(last, after, earliest):
    assert may_send_at(last, NOON + timedelta(seconds=after)) == NOON + timedelta(seconds=earliest)
