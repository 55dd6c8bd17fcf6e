"""The provider of links in its place: its own database and role, filled once, read from lines, asked by a node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from almasu.kernel.answers import NoRecord, Records
from almasu.law.problem import Problem
from almasu.testing.registers.run import Ports
from almasu.wiring import relations
from almasu.wiring.register_sheet import write_sheet
from almasu.wiring.registers import open_registers
from almasu.wiring.relations import fill_once, keys_in, own_database, records_in, serving, sheets_at
from almasu.wiring.sheets import read_resources
from almasu.wiring.simulators import SHEET, prepare, sheet_of
from connectors.world import question, stopped_clock

ONE, OTHER = "870412300416", "010101500013"
ACT = {"act_no": "AZ-1", "civil_act_kind": "marriage", "subject_iin": ONE, "spouse_iin": OTHER}


def silently(step: str, share: float) -> None:
    pass


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch, postgres_url: str, database_names: Iterator[str]) -> Iterator[str]:
    name = next(database_names)
    monkeypatch.setattr(relations, "DATABASE", name)
    yield name
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
        server.execute(sql.SQL("drop role if exists {}").format(sql.Identifier(name)))


def test_the_provider_has_a_database_and_a_role_of_its_own(database: str, postgres_url: str, tmp_path: Path) -> None:
    url = own_database(postgres_url, tmp_path)
    told = conninfo_to_dict(url)
    assert (told["dbname"], told["user"]) == (database, database)
    assert own_database(postgres_url, tmp_path) == url
    assert {(tmp_path / "secrets" / name).stat().st_mode & 0o777 for name in ("relations", "50", "51")} == {0o600}
    assert len(set(keys_in(tmp_path).values())) == 2


def test_a_graph_of_the_same_content_is_filled_once(empty_database_url: str) -> None:
    def not_again() -> Iterator[tuple[int, dict[str, str | int | bool | None]]]:
        raise AssertionError("filled already")
        yield

    first = fill_once(empty_database_url, "a country", iter([(22, {**ACT})]), silently)
    assert first is not None
    assert fill_once(empty_database_url, "a country", not_again(), silently) == first
    again = fill_once(empty_database_url, "another country", iter([]), silently)
    assert again is not None
    assert again.links == 0


def test_what_cannot_stand_is_told(empty_database_url: str) -> None:
    heard: list[str] = []
    records = iter([(22, {**ACT, "spouse_iin": ONE}), (22, {**ACT})])
    fill_once(empty_database_url, "told", records, lambda step, share: heard.append(step))
    assert "1 links of register 22 cannot stand" in heard


def test_records_are_read_from_lines() -> None:
    (line,) = records_in([b'{"resource": 22, "record": {"act_no": "AZ-1", "subject_iin": null}}'])
    assert line == (22, {"act_no": "AZ-1", "subject_iin": None})


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "relations.unreadable"),
        (b"{", "relations.unreadable"),
        (b'{"resource": "22", "record": {}}', "relations.unreadable"),
        (b'{"resource": 22, "record": {"a": [1]}}', "relations.unreadable"),
        (b'{"resource": 22, "record": {}, "more": 1}', "relations.unreadable"),
        (b'{"resource": 12, "record": {"iin": "870412300416"}}', "relations.no_links"),
        (b'{"resource": 43, "record": {}}', "relations.no_links"),
    ],
)
def test_a_line_that_is_none_stops_the_reading_and_is_named(line: bytes, code: str) -> None:
    good = b'{"resource": 22, "record": {}}'
    with pytest.raises(Problem) as raised:
        list(records_in([good, line]))
    assert raised.value.kind.code == code
    assert raised.value.where == "line 2"
    assert "2" in raised.value.title.kk
    assert raised.value.remedy.ru


def test_a_node_reaches_both_levels_with_a_key_each() -> None:
    sheets = sheets_at(8790)
    assert {number: sheet.key for number, sheet in sheets.items()} == {50: "secrets/50", 51: "secrets/51"}
    assert all(f"/resources/{number}/questions" in sheet.url for number, sheet in sheets.items())


async def test_a_node_asks_the_provider_where_its_registers_stand(tmp_path: Path, empty_database_url: str) -> None:
    fill_once(empty_database_url, "a country", iter([(22, {**ACT})]), silently)
    resources = {one.number: one for one in read_resources()}
    prepare(tmp_path, stopped_clock())
    async with serving(empty_database_url, keys_in(tmp_path), "127.0.0.1", 0) as url:
        sheet = sheet_of(Ports.after(20_000), sheets_at(int(url.rpartition(":")[2])))
        write_sheet(tmp_path / SHEET, sheet)
        lines = await open_registers(tmp_path / SHEET, resources.values(), stopped_clock)
        asked = replace(question(ONE, purpose="laundering"), resource=resources[50])
        near = await lines.registers[50].ask(asked, 10)
        far = await lines.registers[51].ask(replace(asked, resource=resources[51]), 10)
        await lines.close()
    assert isinstance(near, Records)
    assert [record["object_id"] for record in near.records] == [OTHER]
    assert isinstance(far, NoRecord)
    assert set(sheet.registers) == set(resources)
