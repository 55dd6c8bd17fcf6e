"""The provider of resource 1 asked as a node asks it: over HTTP, by the connector of REST registers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.register_rest.register import RestLine, RestRegister
from almasu.kernel.answers import NoRecord, NoReply, Question, Record, Records, Refused, Reply, SubjectKey
from almasu.kernel.conformity import departures
from almasu.kernel.exchange.json_contract import question_body
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.names.answers import MOST_LIKELY, MOST_MEANT
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.identity_number import check_digit
from almasu.provider.names.people import person_of
from almasu.wiring.names import serving
from almasu.wiring.sheets import read_resources
from connectors.world import question
from provider.names.conftest import filled

RESOURCE = next(one for one in read_resources() if one.number == 1)
KEYS = {1: "the key of resource 1"}


def number(serial: int) -> str:
    digits = f"{85_010_100_000 + serial * 7:011d}"
    expected = check_digit(digits).expected
    return f"{digits}{expected}" if expected is not None else number(serial + 1_000_003)


def held(serial: int, name: str, born: str = "1985-03-14") -> Record:
    """Return a whole record of resource 1."""
    surname, given, patronymic = (*name.split(), "")[:3]
    must: Record = {
        "iin": number(serial),
        "surname": surname,
        "given_name": given,
        "patronymic": patronymic or None,
        "birth_date": born,
        "sex": "male",
        "citizenship": "KZ",
        "document_no": f"{serial:09d}",
        "life_status": "alive",
    }
    return {**{one.name: None for one in RESOURCE.fields}, **must}


PEOPLE = (
    held(1, "СМАҒҰЛОВ НҰРЛАН ЕРЛАНҰЛЫ"),
    held(2, "СМАҒҰЛОВ НҰРЖАН ЕРЛАНҰЛЫ", "1988-01-02"),
    held(3, "СМАҒҰЛОВ НҰРЛАН ЕРЖАНҰЛЫ", "1990-01-02"),
    held(4, "ҚОЙШЫБАЕВА АЙГҮЛ БОЛАТҚЫЗЫ", "1991-01-02"),
)


@dataclass
class Served:
    """A provider that serves, a caller that reaches it, and its database."""

    url: str
    caller: Caller
    database: str

    def fill(self, records: tuple[Record, ...] = PEOPLE, content: str = "test") -> None:
        filled(self.database, [person_of(record) for record in records], content)

    async def ask(self, asked: Question, key: str = KEYS[1]) -> Reply:
        line = RestLine(f"{self.url}/v1/resources/1/questions", key)
        return await RestRegister(RESOURCE, line, self.caller, Limits()).ask(asked, 10)

    async def named(self, name: str) -> Reply:
        return await self.ask(asked(name, KeyKind.PERSON_NAME))

    async def get(self, path: str) -> tuple[int, Any]:
        async with aiohttp.ClientSession() as session, session.get(self.url + path) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def provider(empty_database_url: str) -> AsyncIterator[Served]:
    async with serving(empty_database_url, KEYS, "127.0.0.1", 0) as url:
        caller = Caller((pinned(url, networks(("127.0.0.0/8",))),))
        yield Served(url, caller, empty_database_url)
        await caller.close()


def asked(value: str, kind: KeyKind = KeyKind.IIN, purpose: str = "laundering") -> Question:
    return replace(question(purpose=purpose), resource=RESOURCE, key=SubjectKey(kind, value))


@pytest.mark.parametrize(
    "name",
    ["СМАҒҰЛОВ НҰРЛАН ЕРЛАНҰЛЫ", "СМАГУЛОВ НУРЛАН ЕРЛАНОВИЧ", "SMAGULOV NURLAN ERLANULY", "SMAĞŪLOV NŪRLAN ERLANŪLY"],
)
async def test_a_person_is_found_in_every_spelling_and_the_record_says_why(provider: Served, name: str) -> None:
    provider.fill()
    reply = await provider.named(name)
    assert isinstance(reply, Records)
    (record,) = reply.records
    assert record["iin"] == number(1)
    assert float(str(record["name_likeness"])) >= 0.85
    assert record["given_name_agreement"] in {"same", "spelling"}
    assert record["others_left_out"] == 0
    assert departures(RESOURCE, record) == ()
    assert list(record) == [one.name for one in RESOURCE.fields]


async def test_a_birth_date_tells_two_of_one_name_apart(provider: Served) -> None:
    provider.fill()
    both = await provider.named("СМАГУЛОВ НУРЛАН")
    assert isinstance(both, Records)
    assert {one["iin"] for one in both.records} == {number(1), number(3)}
    one = await provider.named("СМАГУЛОВ НУРЛАН 1990-01-02")
    assert isinstance(one, Records)
    assert [record["iin"] for record in one.records] == [number(3)]
    assert isinstance(await provider.named("СМАГУЛОВ НУРЛАН 1990-01-03"), NoRecord)


async def test_who_is_only_possibly_meant_is_told_where_nobody_is_likely(provider: Served) -> None:
    provider.fill()
    reply = await provider.named("КОЙШБАЕВА АЙГУЛ БОЛАТКЫЗЫ")
    assert isinstance(reply, Records)
    assert [one["iin"] for one in reply.records] == [number(4)]


async def test_people_are_found_by_number_and_by_document_without_reasons(provider: Served) -> None:
    provider.fill()
    by_number, by_document = (
        await provider.ask(asked(number(4))),
        await provider.ask(asked("000000004", KeyKind.DOCUMENT_NO)),
    )
    for reply in (by_number, by_document):
        assert isinstance(reply, Records)
        assert reply.records == (PEOPLE[3],)
    for stranger in (asked(number(77)), asked("999999999", KeyKind.DOCUMENT_NO)):
        assert isinstance(await provider.ask(stranger), NoRecord)


async def test_a_common_name_is_cut_and_says_how_many_are_left_out(provider: Served) -> None:
    provider.fill(tuple(held(serial, "АХМЕТОВ СЕРІК") for serial in range(100, 130)))
    reply = await provider.named("АХМЕТОВ СЕРИК")
    assert isinstance(reply, Records)
    assert len(reply.records) == MOST_LIKELY
    assert {one["others_left_out"] for one in reply.records} == {30 - MOST_LIKELY}


@pytest.mark.parametrize("people", [MOST_MEANT + 1, 500])
async def test_a_name_of_too_many_is_declined_until_more_is_said(provider: Served, people: int) -> None:
    provider.fill(tuple(held(serial, "АХМЕТОВ СЕРІК", f"19{serial % 80 + 10}-05-06") for serial in range(people)))
    reply = await provider.named("АХМЕТОВ СЕРИК")
    assert isinstance(reply, Refused)
    assert reply.code == "TOO_MANY_BEARERS"
    assert "отчество" in reply.words
    assert isinstance(await provider.named("АХМЕТОВ СЕРИК 1912-05-06"), Records)


@pytest.mark.parametrize(
    ("question_of", "code"),
    [
        (asked("СМАҒҰЛОВ Н", KeyKind.PERSON_NAME), "NAME_NOT_WHOLE"),
        (asked("СМАҒҰЛОВ", KeyKind.PERSON_NAME), "KEY_NOT_READABLE"),
        (asked("% %", KeyKind.PERSON_NAME), "KEY_NOT_READABLE"),
        (asked("А" * 300, KeyKind.PERSON_NAME), "KEY_NOT_READABLE"),
        (asked("870412300417"), "KEY_NOT_READABLE"),
        (asked("'; drop schema names; --"), "KEY_NOT_READABLE"),
        (asked("+77015653889", KeyKind.PHONE), "KEY_NOT_SEARCHABLE"),
        (asked(number(1), purpose=" "), "PURPOSE_MISSING"),
    ],
)
async def test_the_owner_declines_in_words(provider: Served, question_of: Question, code: str) -> None:
    provider.fill()
    reply = await provider.ask(question_of)
    assert isinstance(reply, Refused)
    assert reply.code == code
    assert reply.words.count(" / ") == 2


async def test_a_wrong_key_another_resource_and_no_question_are_not_answered(provider: Served) -> None:
    provider.fill()
    refused = await provider.ask(asked(number(1)), key="another")
    assert isinstance(refused, NoReply)
    assert refused.reason == Silence.CREDENTIALS_REFUSED
    async with aiohttp.ClientSession() as session:
        for path, body, status in (("1", b"{}", 400), ("2", question_body(asked(number(1))), 404)):
            address = f"{provider.url}/v1/resources/{path}/questions"
            async with session.post(address, data=body, headers={"X-Api-Key": KEYS[1]}) as answer:
                assert answer.status == status


async def test_before_an_index_is_in_place_the_provider_asks_to_come_back(provider: Served) -> None:
    assert await provider.ask(asked(number(1))) == NoReply(Silence.BUSY, "503", retriable=True)
    assert await provider.named("СМАҒҰЛОВ НҰРЛАН") == NoReply(Silence.BUSY, "503", retriable=True)
    assert await provider.get("/healthz") == (503, {"status": "empty"})
    provider.fill()
    assert isinstance(await provider.ask(asked(number(1))), Records)
    status, told = await provider.get("/healthz")
    assert (status, told["status"], told["people"]) == (200, "ok", 4)


async def test_an_index_that_is_replaced_goes_on_answering(provider: Served) -> None:
    provider.fill()
    for turn in range(6):
        assert isinstance(await provider.named("СМАГУЛОВ НУРЛАН"), Records)
        provider.fill(content=f"edition {turn}")
