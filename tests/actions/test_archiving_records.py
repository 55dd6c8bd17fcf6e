"""The log journal is archived as it is filled: requests and results, sealed, and nothing is missed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from actions.conftest import OFFICER, SUBJECT, World, form
from almasu.actions import compose_request, submit_request
from almasu.actions.archive_records import archive_records, faults_in_records
from almasu.kernel.answers import NoRecord
from almasu.kernel.requests.archived import ArchivedPart
from almasu.store.journal_archive import FileArchive
from almasu.store.journal_reading import StoredLog
from almasu.store.record_archive import RecordArchive

ORDER = (
    "with gone as (delete from journal_waiting returning id, commitment, entry) "
    "insert into journal_entries (log, position, commitment, entry) "
    "select 'main', (select count(*) from journal_entries) + row_number() over (order by id) - 1, commitment, entry "
    "from gone"
)


async def filled(world: World) -> None:
    """One request and its answers, then leaves until the first part is full."""
    await world.account()
    token = await world.working()
    world.registers[3].reply = NoRecord(b"")
    act = (await compose_request.prepare_request(world.node, token, form(), world.clock())).id
    cms = f"signed {OFFICER} {act}".encode()
    world.carrying_out.start(await submit_request.submit_request(world.node, token, act, cms, world.clock()))
    await world.carrying_out.settled_within(act, 10)
    while len(await world.entries()) < 256:
        await compose_request.may_i(world.node, token, form(), world.clock())
    async with world.database.connection() as connection:
        await connection.execute(ORDER.encode())


@pytest.fixture
def records(world: World, tmp_path: Path) -> RecordArchive:
    return RecordArchive(FileArchive(tmp_path / "tiles"), world.node.store.sealer, "almasu/restricted/test")  # type: ignore[attr-defined]


async def test_a_full_part_is_archived_once_and_verified(world: World, records: RecordArchive) -> None:
    journal = StoredLog(world.database, "main")
    assert await archive_records(world.node, journal, records, 0, world.clock()) == 0
    await filled(world)
    assert await faults_in_records(journal, records) == ["part 0 is missing"]
    assert await archive_records(world.node, journal, records, 0, world.clock()) == 1
    assert await archive_records(world.node, journal, records, 0, world.clock()) == 1
    assert await faults_in_records(journal, records) == []
    part = msgspec.json.decode(records.read(0) or b"", type=ArchivedPart)
    assert [one.draft.key.value for one in part.requests] == [SUBJECT]
    assert sum('"outcome":"no_record"' in one for one in part.results) == 1
    (told,) = [entry for entry in await world.entries() if entry["kind"] == "records_archived"]
    assert told["says"]["requests"] == 1  # type: ignore[index]

    place = records.files.folder / "opened" / "records" / "000000000"
    sealed = place.read_bytes()
    assert SUBJECT.encode() not in sealed
    place.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    (fault,) = await faults_in_records(journal, records)
    assert "does not open" in fault
    changed = msgspec.structs.replace(part, requests=(), results=part.results[1:])
    place.unlink()
    records.keep(0, msgspec.json.encode(changed))
    assert len(await faults_in_records(journal, records)) == 2


async def test_a_record_that_was_changed_in_the_database_is_named_and_stops_nothing(
    world: World, records: RecordArchive
) -> None:
    await filled(world)
    async with world.database.connection() as connection:
        await connection.execute("update requests set edition = 'SIO-2022'")
    journal = StoredLog(world.database, "main")
    assert await archive_records(world.node, journal, records, 0, world.clock()) == 1
    (fault,) = await faults_in_records(journal, records)
    assert "the record of the request" in fault
