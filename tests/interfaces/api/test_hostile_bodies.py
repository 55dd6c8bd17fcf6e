"""Bodies that no honest program sends: the sender's mistake, never a fault of ours and never a page of the log."""

from __future__ import annotations

import logging

import pytest
from litestar import Litestar, post
from litestar.params import FromPath, JSONBody
from litestar.testing import TestClient

from almasu.interfaces.api.messages import RequestForm
from almasu.interfaces.api.problems import API_PROBLEMS

BODIES = {
    "a list in a list without end": b"[" * 100_000,
    "an unknown name that nests without end": b'{"x":' + b'{"a":' * 50_000,
    "bytes that are no text": b'{"subject":"\xff"}',
    "a number larger than JSON can carry": b'{"subject":"1","resources":[9223372036854775807]}',
    "a number below nothing": b'{"subject":"1","resources":[-1]}',
    "half of a letter": b'{"subject":"\\ud800"}',
    "nothing": b"",
}


@post("/ask/{name:str}")
async def ask(name: FromPath[str], data: JSONBody[RequestForm]) -> str:
    return f"{name} {data.subject}"


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_an_unreadable_body_is_the_senders_mistake(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.WARNING),
        TestClient(Litestar([ask], exception_handlers=API_PROBLEMS, logging_config=None)) as client,
    ):
        answer = client.post("/ask/a%0Ab", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert all("\n" not in record.getMessage() and not record.exc_info for record in caplog.records)
