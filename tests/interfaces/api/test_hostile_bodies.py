"""Bodies that no honest program sends: the sender's mistake, never a fault of ours and never a page of the log."""

from __future__ import annotations

import json
import logging

import pytest
from litestar import Litestar, post
from litestar.params import FromPath, JSONBody
from litestar.testing import TestClient

from almasu.actions.interstate.tell import Form as Notice
from almasu.interfaces.api.documents import as_documents_come
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


@post("/tell")
async def tell(data: JSONBody[Notice]) -> str:
    return ",".join(stamp.original for stamp in data.stamps)


NOTICE = (
    '{"case":"00000000-0000-0000-0000-000000000007","outcomes":{"1":[{"type":"done","actions":"a","results":"b"}]},'
    '"stamps":[{"original":"ДСП","state":"RU"}]}'
)
SPOILT = {
    "a mark under a wrong name": ("stamps", "stmaps", "http.unknown_member", ""),
    "a wrong name inside a mark": ("state", "sttate", "http.unknown_member", "stamps"),
    "a wrong name in one of several kinds": ("results", "result", "http.unknown_member", "outcomes"),
    "a member of another of several kinds": ("results", "until", "http.unknown_member", "outcomes"),
    "a member twice": ('"stamps"', '"stamps":[],"stamps"', "http.repeated_member", ""),
    "a member twice inside": ('"original"', '"original":"","original"', "http.repeated_member", ""),
}


def test_no_member_of_a_document_is_passed_over_or_taken_twice() -> None:
    handlers = {"exception_handlers": API_PROBLEMS, "before_request": as_documents_come, "logging_config": None}
    headers = {"content-type": "application/json"}
    with TestClient(Litestar([tell], **handlers)) as client:  # type: ignore[arg-type]
        assert client.post("/tell", content=NOTICE.encode(), headers=headers).text == "ДСП"
        for name, (was, spoilt, code, where) in SPOILT.items():
            sent = NOTICE.replace(was, spoilt, 1).encode()
            told = client.post("/tell", content=sent, headers=headers)
            assert (told.status_code, told.json()["code"], told.json().get("where", "")) == (400, code, where), name
            assert spoilt not in json.dumps(told.json()), "what was sent does not come back"
