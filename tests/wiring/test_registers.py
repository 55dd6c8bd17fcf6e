"""All 52 registers of the standard plan, simulated and asked through `registers.yaml`, over four protocols at once."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import aiohttp
import pytest

from almasu.actions.circuits import Circuits
from almasu.actions.fan_out import Budget, fan_out
from almasu.kernel.answers import NoRecord, NoReply, Question, Records, Refused, Unreadable
from almasu.kernel.exchange.circuit import Breaker
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.exchange.retry import Retry
from almasu.kernel.resources import FieldType, KeyKind
from almasu.law.problem import Problem
from almasu.testing.registers.misbehaviour import Conduct, Manner, Misbehaviour
from almasu.testing.registers.run import Ports
from almasu.testing.registers.sql.database import drop_database
from almasu.wiring.register_sheet import Sheet, read_sheet, write_sheet
from almasu.wiring.registers import Lines, open_registers
from almasu.wiring.sheets import read_resources
from almasu.wiring.simulators import SHEET, World, simulating
from connectors.world import KNOWN, question, stopped_clock

RESOURCES = {one.number: one for one in read_resources()}
SAMPLES = {
    FieldType.TEXT: "Ә",
    FieldType.DATE: "2024-02-29",
    FieldType.MOMENT: "2024-03-01T00:30:00+05:00",
    FieldType.INTEGER: 7,
    FieldType.DECIMAL: "1.50",
    FieldType.BOOLEAN: True,
    FieldType.IIN: KNOWN,
    FieldType.BIN: KNOWN,
    FieldType.IIN_OR_BIN: KNOWN,
    FieldType.IMAGE: "/9j/4AAQ",
}


def record_of(number: int):
    """A record with every field that needs no particular form."""
    fields = [one for one in RESOURCES[number].fields if not one.pattern and (one.codes or one.type in SAMPLES)]
    return {one.name: one.codes[0].value if one.codes else SAMPLES[one.type] for one in fields}


class OneOfEach:
    """Holds one record on one subject in every register."""

    def look_up(self, resource_number: int, key):
        return (record_of(resource_number),) if key.value == KNOWN else ()


class Country(NamedTuple):
    lines: Lines
    conduct: Conduct
    ports: Ports
    folder: Path


def rows_of(number: int) -> Iterator:
    return ((replace(key_of(number)), record_of(number)) for _ in range(1))


def key_of(number: int):
    return question(KNOWN, RESOURCES[number].keys[0]).key


@pytest.fixture(scope="module")
def sql_server(postgres_url: str) -> Iterator[str]:
    yield postgres_url
    for number in (8, 9, 32, 33, 38, 39):
        drop_database(postgres_url, number)


@pytest.fixture
async def country(tmp_path: Path, sql_server: str) -> AsyncIterator[Country]:
    conduct = Conduct()
    world = World(RESOURCES, OneOfEach(), rows_of, "one of each")
    async with simulating(tmp_path, world, conduct, sql_server, Ports(), stopped_clock) as ports:
        lines = await open_registers(tmp_path / SHEET, RESOURCES.values(), stopped_clock)
        yield Country(lines, conduct, ports, tmp_path)
        await lines.close()


def asked_of(number: int, value: str = KNOWN) -> Question:
    return replace(question(), resource=RESOURCES[number], key=replace(key_of(number), value=value))


async def dossier(country: Country, value: str = KNOWN, interactive: float = 30.0):
    replies = {}

    async def take(heard) -> None:
        replies[heard.question.resource.number] = heard.reply

    circuits = Circuits(Breaker(), lambda number, state, failures: None)
    questions = [asked_of(number, value) for number in RESOURCES]
    budget = Budget(interactive, each=interactive, retry=Retry(attempts=1))
    left = await fan_out(questions, country.lines.registers, circuits, take, budget, random.random)
    return replies, {one.resource.number for one in left}


async def test_all_52_registers_are_asked_at_once_and_told_apart(country: Country) -> None:
    country.conduct.change(1, Misbehaviour(Manner.DOWN))
    country.conduct.change(2, Misbehaviour(Manner.REFUSING))
    country.conduct.change(6, Misbehaviour(Manner.MALFORMED))
    country.conduct.change(8, Misbehaviour(Manner.HANGING))
    country.conduct.change(14, Misbehaviour(Manner.ANOTHER_QUESTION))
    country.conduct.change(22, Misbehaviour(Manner.EXPIRED_CERTIFICATE))
    country.conduct.change(23, Misbehaviour(Manner.BAD_SIGNATURE))
    replies, left = await dossier(country, interactive=4.0)
    assert isinstance(replies[1], NoReply)
    assert isinstance(replies[2], Refused)
    assert replies[6].reason == Nonsense.MALFORMED
    assert replies[8] == NoReply(Silence.TIME_RAN_OUT, "", retriable=True)
    assert replies[14].reason == Nonsense.ANOTHER_QUESTION
    assert replies[22].reason == Nonsense.EXPIRED_CERTIFICATE
    assert replies[23].reason == Nonsense.BAD_SIGNATURE
    assert left == {1, 8}
    good = set(RESOURCES) - {1, 2, 6, 8, 14, 22, 23}
    odd = {number: replies[number] for number in good if not isinstance(replies[number], Records | Unreadable)}
    assert odd == {}
    # The sample record lacks the fields whose form is particular: the only flaw it may be refused for.
    flaws = {replies[number].reason for number in good if isinstance(replies[number], Unreadable)}
    assert flaws <= {Nonsense.MISSING_FIELD}


async def test_where_nothing_is_held_every_register_says_so(country: Country) -> None:
    replies, left = await dossier(country, value="010101500013")
    assert left == set()
    assert {type(reply) for reply in replies.values()} == {NoRecord}


async def test_manners_are_changed_at_the_control_address(country: Country) -> None:
    control = f"http://127.0.0.1:{country.ports.control}"
    async with aiohttp.ClientSession() as session:
        answer = await session.put(f"{control}/registers/6", json={"manner": "refusing", "code": "NO", "words": "no"})
        assert answer.status == 204
        reply = await country.lines.registers[6].ask(asked_of(6), 10)
        assert isinstance(reply, Refused)
        assert (await (await session.get(f"{control}/conduct")).json())["6"]["manner"] == "refusing"
        assert (await session.put(f"{control}/registers/6", json={"manner": "polite"})).status == 400
        assert (await session.put(f"{control}/registers/77", json={})).status == 404
        assert (await session.delete(f"{control}/registers")).status == 204
    assert country.conduct.all() == {}


async def test_a_second_start_keeps_keys_and_databases(country: Country, sql_server: str) -> None:
    before = {path.name: path.read_bytes() for path in (country.folder / "secrets").iterdir()}

    def no_rows(number: int):
        raise AssertionError("filled already")

    world = World(RESOURCES, OneOfEach(), no_rows, "one of each")
    async with simulating(country.folder, world, Conduct(), sql_server, Ports(), stopped_clock):
        pass
    assert {path.name: path.read_bytes() for path in (country.folder / "secrets").iterdir()} == before


async def test_a_wrong_api_key_is_told_as_refused_credentials(country: Country) -> None:
    (country.folder / "secrets" / "06").write_bytes(b"another key")
    (country.folder / "secrets" / "08").write_bytes(b"another password")
    lines = await open_registers(country.folder / SHEET, RESOURCES.values(), stopped_clock)
    replies = [await lines.registers[number].ask(asked_of(number), 10) for number in (6, 8)]
    await lines.close()
    assert {reply.reason for reply in replies} == {Silence.CREDENTIALS_REFUSED}
    assert not any(reply.retriable for reply in replies)


def changed(sheet: Sheet, **changes) -> Sheet:
    import msgspec

    return msgspec.structs.replace(sheet, **changes)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda sheet, folder: changed(sheet, inner_ranges=()),
        lambda sheet, folder: changed(sheet, inner_ranges=("10.0.0.0/8",)),
        lambda sheet, folder: changed(sheet, gateway=None),
        lambda sheet, folder: changed(sheet, security_server=None),
        lambda sheet, folder: changed(sheet, registers={77: sheet.registers[6]}),
        lambda sheet, folder: (folder / "secrets" / "06").chmod(0o644) or sheet,
        lambda sheet, folder: (folder / "secrets" / "06").unlink() or sheet,
        lambda sheet, folder: (folder / "node.crt").write_text("no certificate") and sheet,
        lambda sheet, folder: (folder / "node.crt").write_bytes((folder / "gateway.crt").read_bytes()) and sheet,
    ],
)
async def test_a_sheet_that_is_not_as_it_must_be_stops_the_start(country: Country, spoil) -> None:
    path = country.folder / SHEET
    write_sheet(path, spoil(read_sheet(path), country.folder))
    with pytest.raises(Problem) as raised:
        await open_registers(path, RESOURCES.values(), stopped_clock)
    assert raised.value.kind.code.startswith("registers.")


def test_an_unknown_setting_in_the_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / SHEET
    path.write_text("registers: {}\nverify: false\n")
    with pytest.raises(Problem):
        read_sheet(path)


def test_every_kind_of_key_used_here_is_known() -> None:
    assert all(isinstance(RESOURCES[number].keys[0], KeyKind) for number in RESOURCES)
