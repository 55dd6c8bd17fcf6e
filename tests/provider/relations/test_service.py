"""The provider asked as a node asks it: over HTTP, by the connector of REST registers, with the real resources."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import aiohttp
import psycopg
import pytest

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.register_rest.register import RestLine, RestRegister
from almasu.kernel.answers import NoRecord, NoReply, Question, Records, Refused, Reply, SubjectKey
from almasu.kernel.exchange.json_contract import question_body
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.resources import KeyKind
from almasu.provider.face import Face, pool_of
from almasu.provider.relations.asking import SESSION
from almasu.provider.relations.service import RelationsProvider
from almasu.wiring.relations import serving
from almasu.wiring.sheets import read_resources
from connectors.world import question
from provider.relations.conftest import AT, Filled, heads, lives, married, number

ME, WIFE, SON, FIRM = (number(serial) for serial in range(1, 5))
RESOURCES = {one.number: one for one in read_resources()}
KEYS = {50: "the key of level 1", 51: "the key of level 2"}
GRAPH = (married(ME, WIFE), lives(ME, "17"), lives(SON, "17"), heads(WIFE, FIRM))


@dataclass
class Provider:
    """A provider that serves, and a caller that reaches it."""

    url: str
    caller: Caller

    async def ask(self, asked: Question, key: str | None = None) -> Reply:
        resource = asked.resource
        line = RestLine(f"{self.url}/v1/resources/{resource.number}/questions", key or KEYS[resource.number])
        return await RestRegister(resource, line, self.caller, Limits()).ask(asked, 10)

    async def post(self, level: int, body: bytes, key: str | None = None) -> aiohttp.ClientResponse:
        async with aiohttp.ClientSession() as session:
            headers = {"X-Api-Key": key or KEYS[level]}
            async with session.post(f"{self.url}/v1/resources/{level}/questions", data=body, headers=headers) as answer:
                await answer.read()
                return answer

    async def health(self) -> tuple[int, dict[str, object]]:
        async with aiohttp.ClientSession() as session, session.get(f"{self.url}/healthz") as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def provider(empty_database_url: str) -> AsyncIterator[Provider]:
    async with serving(empty_database_url, KEYS, "127.0.0.1", 0) as url:
        caller = Caller((pinned(url, networks(("127.0.0.0/8",))),))
        yield Provider(url, caller)
        await caller.close()


def asked(level: int, who: str = ME, purpose: str = "laundering", kind: KeyKind = KeyKind.IIN) -> Question:
    return replace(question(purpose=purpose), resource=RESOURCES[level], key=SubjectKey(kind, who))


async def test_both_levels_answer_as_any_register_does(provider: Provider, filled: Filled) -> None:
    filled(*GRAPH)
    near, far = await provider.ask(asked(50)), await provider.ask(asked(51))
    assert isinstance(near, Records)
    assert {one["object_id"] for one in near.records} == {WIFE, SON}
    assert isinstance(far, Records)
    assert [(one["via_id"], one["object_id"]) for one in far.records] == [(WIFE, FIRM)]
    assert isinstance(await provider.ask(asked(50, FIRM, kind=KeyKind.BIN)), Records)


async def test_of_a_stranger_the_provider_says_that_it_holds_nothing(provider: Provider, filled: Filled) -> None:
    filled(*GRAPH)
    for level in (50, 51):
        assert isinstance(await provider.ask(asked(level, number(99))), NoRecord)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"purpose": "curiosity"}, "PURPOSE_NOT_ALLOWED"),
        ({"purpose": ""}, "PURPOSE_NOT_ALLOWED"),
        ({"key": SubjectKey(KeyKind.PHONE, "+77015653889")}, "KEY_NOT_SEARCHABLE"),
        ({"key": SubjectKey(KeyKind.IIN, "870412300417")}, "KEY_NOT_READABLE"),
        ({"key": SubjectKey(KeyKind.IIN, "1 or 1=1")}, "KEY_NOT_READABLE"),
    ],
)
async def test_the_owner_declines_in_words(provider: Provider, filled: Filled, change, code: str) -> None:
    filled(*GRAPH)
    for level in (50, 51):
        reply = await provider.ask(replace(asked(level), **change))
        assert isinstance(reply, Refused)
        assert reply.code == code


async def test_a_question_about_another_resource_is_declined(provider: Provider, filled: Filled) -> None:
    filled(*GRAPH)
    assert (await provider.post(51, question_body(asked(50)))).status == 403


async def test_the_right_to_one_level_is_not_the_right_to_the_other(provider: Provider, filled: Filled) -> None:
    filled(*GRAPH)
    reply = await provider.ask(asked(51), key=KEYS[50])
    assert isinstance(reply, NoReply)
    assert reply.reason == Silence.CREDENTIALS_REFUSED
    assert (await provider.post(50, b"{}", key="ё".encode().decode("latin-1"))).status == 401


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"key": 1}', b"\xff\xfe", b"[" * 5_000])
async def test_what_is_no_question_is_not_answered(provider: Provider, filled: Filled, body: bytes) -> None:
    filled(*GRAPH)
    assert (await provider.post(50, body)).status == 400


async def test_a_question_too_long_to_be_one_is_cut_off(provider: Provider) -> None:
    assert (await provider.post(50, b" " * 70_000)).status == 413


async def test_no_other_resource_is_served(provider: Provider) -> None:
    async with aiohttp.ClientSession() as session:
        for level in (12, 43, 49, 52):
            async with session.post(f"{provider.url}/v1/resources/{level}/questions") as answer:
                assert answer.status == 404


async def test_before_a_graph_is_in_place_the_provider_asks_to_come_back(provider: Provider, filled: Filled) -> None:
    reply = await provider.ask(asked(50))
    assert reply == NoReply(Silence.BUSY, "503", retriable=True)
    assert await provider.health() == (503, {"status": "empty"})
    filled(*GRAPH)
    assert isinstance(await provider.ask(asked(50)), Records)
    status, told = await provider.health()
    assert (status, told["status"], told["links"]) == (200, "ok", 8)


async def test_a_graph_that_is_replaced_goes_on_answering(provider: Provider, filled: Filled) -> None:
    filled(*GRAPH)
    for turn in range(8):
        assert isinstance(await provider.ask(asked(51)), Records)
        filled(*GRAPH, content=f"edition {turn}")


async def test_connections_that_answer_cannot_write(filled: Filled, empty_database_url: str) -> None:
    filled(*GRAPH)
    async with pool_of(empty_database_url, 2, SESSION) as pool, pool.connection() as connection:
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            await connection.execute("delete from links.edge")


@pytest.mark.parametrize("keys", [{}, {50: "a"}, {50: "a", 51: ""}])
def test_a_provider_without_a_key_for_each_level_does_not_start(keys) -> None:
    with pytest.raises(ValueError, match="key"):
        Face(RelationsProvider(None, lambda: AT), keys)  # type: ignore[arg-type]
