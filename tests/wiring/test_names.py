"""The provider of resource 1 in its place: its own database and key, filled once, asked by a node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from almasu.kernel.answers import Record, Records, SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.provider.names.people import Person
from almasu.testing.registers.run import Ports
from almasu.wiring import names
from almasu.wiring.names import fill_once, keys_in, own_database, people_of, serving, sheets_at
from almasu.wiring.register_sheet import write_sheet
from almasu.wiring.registers import open_registers
from almasu.wiring.sheets import read_resources
from almasu.wiring.simulators import SHEET, prepare, sheet_of
from connectors.world import question, stopped_clock

PERSON: Record = {
    "iin": "870412300416",
    "surname": "СМАҒҰЛОВ",
    "given_name": "НҰРЛАН",
    "birth_date": "1987-04-12",
    "sex": "male",
    "citizenship": "KZ",
    "life_status": "alive",
}


def silently(step: str, share: float) -> None:
    pass


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, postgres_url: str, database_names: Iterator[str]) -> Iterator[str]:
    name = next(database_names)
    monkeypatch.setattr(names, "DATABASE", name)
    yield name
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        server.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(name)))


def test_the_provider_has_a_database_and_a_key_of_its_own(database: str, postgres_url: str, tmp_path: Path) -> None:
    told = conninfo_to_dict(own_database(postgres_url, tmp_path))
    assert (told["dbname"], told["user"]) == (database, database)
    assert {(tmp_path / "secrets" / name).stat().st_mode & 0o777 for name in ("names", "01")} == {0o600}
    assert set(keys_in(tmp_path)) == {1}


def test_an_index_of_the_same_content_is_filled_once(empty_database_url: str) -> None:
    def not_again() -> Iterator[Person]:
        raise AssertionError("filled already")
        yield

    first = fill_once(empty_database_url, "a country", people_of([PERSON], silently), silently)
    assert first is not None
    assert (first.people, first.names) == (1, 1)
    assert fill_once(empty_database_url, "a country", not_again(), silently) == first


def test_records_that_cannot_stand_are_left_out_and_told() -> None:
    heard: list[str] = []
    people = people_of([PERSON, {**PERSON, "iin": "1"}], lambda step, share: heard.append(step))
    assert [one.party for one in people] == ["870412300416"]
    assert heard == ["1 records left out: no IIN"]


async def test_a_node_asks_the_provider_where_its_registers_stand(tmp_path: Path, empty_database_url: str) -> None:
    fill_once(empty_database_url, "a country", people_of([PERSON], silently), silently)
    resources = {one.number: one for one in read_resources()}
    prepare(tmp_path, stopped_clock())
    async with serving(empty_database_url, keys_in(tmp_path), "127.0.0.1", 0) as url:
        write_sheet(tmp_path / SHEET, sheet_of(Ports.after(20_000), sheets_at(int(url.rpartition(":")[2]))))
        lines = await open_registers(tmp_path / SHEET, resources.values(), stopped_clock)
        key = SubjectKey(KeyKind.PERSON_NAME, "SMAGULOV NURLAN 1987-04-12")
        reply = await lines.registers[1].ask(
            replace(question("870412300416", purpose="laundering"), resource=resources[1], key=key), 10
        )
        await lines.close()
    assert isinstance(reply, Records)
    (record,) = reply.records
    assert (record["iin"], record["surname_agreement"]) == ("870412300416", "spelling")
