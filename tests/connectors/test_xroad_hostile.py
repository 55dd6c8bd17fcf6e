"""X-Road's message protocol: headers that must agree, the request's hash, X-Road's own failures."""

from __future__ import annotations

import base64
import hashlib

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from almasu.connectors.register_xroad.register import UserHeader, XroadLine, XroadRegister
from almasu.kernel.answers import NoRecord, NoReply, Refused, Unreadable
from almasu.kernel.exchange import xroad
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.testing.registers.listening import listening
from connectors.conftest import CLIENT, SERVICE, calling
from connectors.world import question, resource

HASH = base64.b64encode(bytes(64)).decode()


class Server:
    """A security server that answers with the headers it is told to change."""

    def __init__(self, status: int = 200, body: bytes | None = None, **changed: str | None) -> None:
        self.status, self.body = status, body
        self.changed = {name.replace("_", "-"): value for name, value in changed.items()}
        self.seen: web.Request | None = None

    async def answer(self, request: web.Request) -> web.Response:
        self.seen = request
        asked = await request.json()
        headers = {
            xroad.CLIENT: CLIENT,
            xroad.SERVICE: SERVICE,
            xroad.ID: request.headers[xroad.ID],
            xroad.REQUEST_ID: "r-1",
            xroad.REQUEST_HASH: HASH,
            xroad.DIGEST: asked["digest"],
        }
        headers = {name: value for name, value in (headers | self.changed).items() if value is not None}
        if self.body is not None:
            return web.Response(status=self.status, body=self.body, headers=headers)
        bound = {name: asked[name] for name in ("exchange_id", "digest")}
        return web.json_response({**bound, "records": []}, status=self.status, headers=headers)


async def asked_of(server: Server, user: UserHeader = UserHeader.ROLE_AND_PSEUDONYM, party: str = "", **of):
    application = web.Application()
    application.router.add_post("/{tail:.*}", server.answer)
    async with listening(application, "127.0.0.1", 0) as url, calling(url) as caller:
        line = XroadLine(url, CLIENT, SERVICE, user, party)
        return await XroadRegister(resource(), line, caller, Limits()).ask(question(**of), 10)


async def test_an_answer_with_all_headers_is_read() -> None:
    assert isinstance(await asked_of(Server()), NoRecord)


@pytest.mark.parametrize(
    "changed",
    [
        {"X_Road_Client": "KZ-TEST/GOV/1/other"},
        {"X_Road_Service": None},
        {"X_Road_Service": SERVICE + "x"},
        {"X_Road_Id": "another"},
        {"X_Road_Request_Id": None},
        {"X_Road_Request_Hash": None},
        {"X_Road_Request_Hash": "AAAA"},
        {"X_Road_Request_Hash": "*" * 88},
        {"X_Almasu_Digest": "00" * 32},
        {"X_Almasu_Digest": None},
    ],
    ids=str,
)
async def test_headers_of_another_exchange_are_noticed(changed: dict[str, str | None]) -> None:
    reply = await asked_of(Server(**changed))
    assert isinstance(reply, Unreadable)
    assert reply.reason == Nonsense.ANOTHER_QUESTION
    assert reply.where == next(iter(changed)).replace("_", "-")


ERRORS = {
    xroad.ACCESS_DENIED: None,
    "Server.ServerProxy.ServiceFailed.HttpError": (Silence.GATEWAY_FAULT, True),
    "Server.ClientProxy.NetworkError": (Silence.GATEWAY_FAULT, True),
    "Client.BadRequest": (Silence.QUESTION_NOT_ACCEPTED, False),
}


@pytest.mark.parametrize("kind", ERRORS)
async def test_failures_of_xroad_itself_keep_their_place(kind: str) -> None:
    body = b'{"type":"%s","message":"words","detail":"1"}' % kind.encode()
    reply = await asked_of(Server(500, body, X_Road_Error=kind))
    told = ERRORS[kind]
    if told is None:
        assert reply == Refused(kind, "words", body)
    else:
        assert isinstance(reply, NoReply)
        assert (reply.reason, reply.retriable) == told


async def test_an_error_without_a_readable_body_is_still_silence() -> None:
    reply = await asked_of(Server(500, b"<html>", X_Road_Error="Server.ClientProxy.X"))
    assert reply == NoReply(Silence.GATEWAY_FAULT, "Server?ClientProxy?X", retriable=True)


async def test_an_error_header_makes_even_a_good_body_no_answer() -> None:
    assert isinstance(await asked_of(Server(X_Road_Error="Server.X")), NoReply)


@pytest.mark.parametrize(
    ("user", "sent"),
    [
        (UserHeader.ROLE_AND_PSEUDONYM, "KZ:analyst:p-7f3a"),
        (UserHeader.COUNTRY_AND_ASKER, "KZp-7f3a"),
        (UserHeader.ABSENT, None),
    ],
)
async def test_the_user_header_names_whom_the_joint_act_lets_it_name(user: UserHeader, sent: str | None) -> None:
    server = Server()
    await asked_of(server, user)
    assert server.seen is not None
    assert server.seen.headers.get(xroad.USER) == sent


async def test_case_ground_and_purpose_travel_and_no_hash_is_sent() -> None:
    server = Server()
    await asked_of(server, party="GOV/123", task="Т-15\r\nX-Evil: 1", ground="бап 9", purpose="check")
    assert server.seen is not None
    headers = server.seen.headers
    assert headers[xroad.ISSUE] == "%D0%A2-15%0D%0AX-Evil: 1"
    assert headers[xroad.GROUND] == "%D0%B1%D0%B0%D0%BF 9"
    assert headers[xroad.PARTY] == "GOV/123"
    assert "X-Evil" not in headers
    assert xroad.REQUEST_HASH not in headers
    assert len(headers.getall(xroad.CLIENT)) == 1


def test_the_request_hash_is_computed_over_what_travels() -> None:
    headers = [("X-Road-Client", "a/b/c/d"), ("Host", "x"), ("x-road-request-id", "1"), ("Connection", "close")]
    kept = b"POST\r\n/r1/a?b=1\r\nX-Road-Client:a/b/c/d\r\nx-road-request-id:1\r\n"
    first = hashlib.sha512(kept).digest()
    expected = hashlib.sha512(first + hashlib.sha512(b"body").digest()).digest()
    assert xroad.request_hash("POST", "/r1/a?b=1", headers, b"body") == base64.b64encode(expected).decode()
    assert xroad.request_hash("POST", "/r1/a?b=1", headers, b"") == base64.b64encode(first).decode()


@pytest.mark.parametrize("text", ["", "a/b/c", "a/b/c/d/e/f", "a/b/c/d/é", "a//c/d/e", "a/b/c/d/e%2F", "a/b/c/d/e f"])
def test_an_identifier_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="X-Road identifier"):
        xroad.identifier(text, 5)


@given(st.text())
def test_any_words_are_fit_for_a_header(words: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        return
    value = xroad.header_value(words)
    assert value.isascii()
    assert value.isprintable()
    assert value == value.strip()
