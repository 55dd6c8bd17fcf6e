"""A draft alert from a file of others: kept as it came, every loss named, its own organisation's alone (ASOI-10)."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from actions.sector.conftest import ALERT, Sector
from almasu.actions.sector import given_files
from almasu.actions.sector.given_files import MOST_BYTES, Given
from almasu.kernel.interchange.incoming import FileKind
from almasu.kernel.interchange.losses import Loss, Why
from almasu.law.problem import Problem, ProblemGroup

EVENT = {
    "Event": {
        "info": "A wave of mails",
        "threat_level_id": "1",
        "Tag": [{"name": "tlp:green"}],
        "Attribute": [
            {"type": "ip-dst", "value": "203.0.113.9", "uuid": "1"},
            {"type": "ip-dst", "value": "203.0.113.9", "uuid": "2"},
            {"type": "yara", "value": "rule x {}", "uuid": "3"},
            {"broken": True},
        ],
    }
}
BUNDLE = {
    "type": "bundle",
    "id": "bundle--0",
    "objects": [
        {"type": "report", "id": "report--1", "name": "A wave of mails", "description": "Mails of a bank."},
        {
            "type": "indicator",
            "id": "indicator--1",
            "pattern": "[ipv4-addr:value = '203.0.113.9']",
            "pattern_type": "stix",
        },
        {"type": "malware", "id": "malware--1", "name": "x"},
    ],
}
FILES = [
    (EVENT, FileKind.MISP, [Loss("3", Why.KIND, "yara"), Loss("", Why.BROKEN)]),
    (BUNDLE, FileKind.STIX, [Loss("malware--1", Why.KIND, "malware")]),
]


async def gives(sector: Sector, data: bytes, who: str = "worker") -> Given:
    return await given_files.give_file(sector.node, sector.tokens[who], data, sector.now())


@pytest.mark.parametrize(("said", "kind", "losses"), FILES)
async def test_a_file_of_others_fills_in_a_draft_and_stays_as_it_came(
    sector: Sector, said: object, kind: FileKind, losses: list[Loss]
) -> None:
    data, token = json.dumps(said, indent=3).encode(), sector.tokens["worker"]
    given = await gives(sector, data)
    assert await gives(sector, data) == given, "the same file is kept once"
    assert (given.file.kind, list(given.taken.losses)) == (kind, losses)
    assert (given.taken.fields["source"], given.taken.fields["addresses"]) == ("A wave of mails", "203.0.113.9")
    listed = await given_files.given_files(sector.node, token, "", sector.now())
    assert [one.file for one in listed.items] == [given.file]
    kept = await given_files.given_file(sector.node, token, given.file.id, sector.now())
    assert kept.file.body == data
    with pytest.raises(ProblemGroup):
        await given_files.write_from_file(sector.node, token, given.file.id, given.taken.fields, sector.now())
    fields = {**ALERT, **given.taken.fields}
    draft = await given_files.write_from_file(sector.node, token, given.file.id, fields, sector.now())
    assert b"203.0.113.9" in draft.document.content
    entries = await sector.world.entries()
    assert [one["says"]["digest"] for one in entries if one["kind"] == "files_pulled"] == [given.file.tag]
    assert [one["says"].get("from") for one in entries if one["kind"] == "sector_document_moved"] == [given.file.tag]


async def test_a_file_is_its_own_organisations_alone_though_another_has_the_same(sector: Sector) -> None:
    data = json.dumps(EVENT).encode()
    given, theirs = await gives(sector, data), await gives(sector, data, "other worker")
    assert given.file.id != theirs.file.id
    token = sector.tokens["other worker"]
    for number in (given.file.id, UUID(int=7)):
        for act in (
            given_files.given_file(sector.node, token, number, sector.now()),
            given_files.write_from_file(sector.node, token, number, ALERT, sector.now()),
        ):
            with pytest.raises(Problem, match=r"paper\.unknown"):
                await act
    listed = await given_files.given_files(sector.node, token, "", sector.now())
    assert [one.file.id for one in listed.items] == [theirs.file.id]


NO_EVENTS = [
    b"",
    b"{}",
    b"[]",
    b"\xff\xfe",
    b'{"type": "report"}',
    b'{"Event": 1}',
    b"PK\x03\x04",
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
    b'{"type": "bundle", "objects": ' + b"[" * 100_000,
    json.dumps(BUNDLE).encode() + b" " * MOST_BYTES,
]


async def test_what_is_no_event_is_refused_with_a_remedy(sector: Sector) -> None:
    for data in NO_EVENTS:
        with pytest.raises(Problem, match=r"interchange\.no_event"):
            await gives(sector, data)
    assert (await given_files.given_files(sector.node, sector.tokens["worker"], "", sector.now())).items == []
