"""The JSON contract of registers, read strictly."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.answers import NoRecord, Records, Refused, Unreadable
from almasu.kernel.exchange.json_contract import question_body, read_answer, read_question, read_refusal
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.exchange.shape import shape_of
from connectors.world import ROWS, question, resource

SHAPE = shape_of(resource(), Limits())
ASKED = question()
BOUND = {"exchange_id": str(ASKED.exchange_id), "digest": ASKED.digest.hex()}
BROKEN = {
    "not JSON": (b"{", Nonsense.MALFORMED),
    "nothing": (b"", Nonsense.MALFORMED),
    "bytes that are no UTF-8": (b'{"exchange_id":"\xff"}', Nonsense.MALFORMED),
    "half a surrogate pair": (b'{"exchange_id":"\\ud800"}', Nonsense.MALFORMED),
    "endless nesting": (b'{"records":' + b"[" * 100_000, Nonsense.WRONG_SCHEMA),
    "another object": (b'{"a":1}', Nonsense.WRONG_SCHEMA),
    "a list": (b"[]", Nonsense.WRONG_SCHEMA),
    "trailing words": (json.dumps({**BOUND, "records": []}).encode() + b"{}", Nonsense.MALFORMED),
    "a member too many": (json.dumps({**BOUND, "records": [], "more": 1}).encode(), Nonsense.WRONG_SCHEMA),
    "nested values": (json.dumps({**BOUND, "records": [{"plate": {"a": 1}}]}).encode(), Nonsense.WRONG_SCHEMA),
    "a fraction": (json.dumps({**BOUND, "records": [{"seats": 1.5}]}).encode(), Nonsense.WRONG_SCHEMA),
    "another digest": (json.dumps({**BOUND, "digest": "00" * 32, "records": []}).encode(), Nonsense.ANOTHER_QUESTION),
    "a digest in capitals": (
        json.dumps({**BOUND, "digest": BOUND["digest"].upper() + " ", "records": []}).encode(),
        Nonsense.ANOTHER_QUESTION,
    ),
    "another exchange": (json.dumps({**BOUND, "exchange_id": "x", "records": []}).encode(), Nonsense.ANOTHER_QUESTION),
    "a field named twice": (
        json.dumps({**BOUND, "records": []}).replace("[]", '[{"plate":"1","plate":"2"}]').encode(),
        Nonsense.REPEATED_FIELD,
    ),
}


def test_a_question_is_read_back_as_it_was_asked() -> None:
    read = read_question(question_body(ASKED))
    assert (read.exchange_id, read.digest) == (BOUND["exchange_id"], BOUND["digest"])
    assert (read.key.kind, read.key.value) == (ASKED.key.kind.value, ASKED.key.value)
    assert read.asked_at == "2026-03-02T15:15:00.000+05:00"


def test_records_are_read() -> None:
    body = json.dumps({**BOUND, "records": list(ROWS)}).encode()
    assert read_answer(body, ASKED, SHAPE) == Records(ROWS, body)


def test_an_empty_list_is_no_record() -> None:
    body = json.dumps({**BOUND, "records": []}).encode()
    assert read_answer(body, ASKED, SHAPE) == NoRecord(body)


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_answer_is_unreadable_and_kept(case: str) -> None:
    body, reason = BROKEN[case]
    reply = read_answer(body, ASKED, SHAPE)
    assert isinstance(reply, Unreadable)
    assert reply.reason == reason
    assert reply.raw == body


def test_a_refusal_of_another_question_is_not_taken_for_ours() -> None:
    body = json.dumps({**BOUND, "digest": "00" * 32, "code": "NO", "words": "no"}).encode()
    assert read_refusal(body, ASKED) == Unreadable(Nonsense.ANOTHER_QUESTION, "/digest", body)


def test_a_refusal_has_code_and_words_of_limited_length() -> None:
    body = json.dumps({**BOUND, "code": "N" * 100, "words": "w" * 900}).encode()
    assert read_refusal(body, ASKED) == Refused("N" * 60, "w" * 500, body)


@given(st.binary(max_size=300))
def test_no_bytes_make_reading_fail(body: bytes) -> None:
    assert isinstance(read_answer(body, ASKED, SHAPE), Unreadable)
    assert isinstance(read_refusal(body, ASKED), Unreadable)
