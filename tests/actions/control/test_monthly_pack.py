"""The pack of a month: complete between two checkpoints, signed, checked by anybody; a hidden request shows."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from actions.conftest import OTHER, SUBJECT
from actions.control.conftest import BODY, CONTROLLER, FOREIGN_BODY
from almasu.actions.control import make_pack, see_packs, sign_pack
from almasu.actions.control.known_to_control import standing, surroundings
from almasu.actions.control.left_behind import view_left_behind
from almasu.actions.control.pack_means import Means
from almasu.interfaces.cli.control import verify
from almasu.kernel.control.duty import Month, duties
from almasu.kernel.control.pack import MANIFEST, FileNamed, Manifest, PackState, manifest_bytes, pack_in
from almasu.kernel.journal.checkpoint import Checkpoint, cosign, sign_checkpoint
from almasu.kernel.journal.keys import from_seed, keys_of
from almasu.kernel.journal.note import KeyKind, read_note
from almasu.kernel.journal.tiles import Bundle, joined_bundle, width_at
from almasu.kernel.journal.tree import EMPTY_EDGE, TILE_WIDTH, grown, leaf_hashes
from almasu.kernel.materials.copy import CopyFormat, CopySays, CopyState
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.law.problem import Fault, Problem
from almasu.law.text import Language
from almasu.store.archive.brought import KNOWN
from almasu.store.archive.packs import ODDITIES, PDF, PRINTED, StoredPacks
from almasu.store.archive.tables import CSV, PARQUET, XLSX
from almasu.store.database import Database
from almasu.store.journal_reading import StoredLog
from almasu.store.sealer import Sealer
from almasu.wiring.law import open_law

ORIGIN = "almasu.test/log"
KEYS = keys_of(ORIGIN, b"j" * 32)


@dataclass
class SmallLog:
    """Orders what waits, by hand, and publishes a head that the log signed."""

    database: Database
    folder: Path

    async def published(self, at: datetime) -> None:
        async with self.database.transaction() as connection:
            await connection.execute(
                "insert into journal_logs (log, origin, root) values ('main', %s, %s) on conflict do nothing",
                [ORIGIN, EMPTY_EDGE.root()],
            )
            await connection.execute(
                "insert into journal_entries (log, position, commitment, entry)"
                " select 'main', (select count(*) from journal_entries) + row_number() over (order by id) - 1,"
                " commitment, entry from journal_waiting"
            )
            await connection.execute("delete from journal_waiting")
            told = await connection.execute("select commitment, entry from journal_entries order by position")
            rows = await told.fetchall()
            edge, _ = grown(EMPTY_EDGE, leaf_hashes([row[0] for row in rows]))
            for level, row in enumerate(edge.rows):
                if row:
                    await connection.execute(
                        "insert into journal_tiles values ('main', %s, %s, %s)"
                        " on conflict (log, level, number) do update set hashes = excluded.hashes",
                        [level, edge.size >> (8 * level + 8), b"".join(row)],
                    )
            note = sign_checkpoint(Checkpoint(ORIGIN, edge.size, edge.root()), [(KEYS.head.key, KEYS.head.sign)])
            await connection.execute(
                "insert into journal_checkpoints values ('main', %s, %s, %s, %s) on conflict do nothing",
                [edge.size, edge.root(), note.data(), at],
            )
        self._archive(rows)

    def _archive(self, rows) -> None:
        for index in range(-(-len(rows) // TILE_WIDTH)):
            width = width_at(0, index, len(rows))
            part = rows[index * TILE_WIDTH : index * TILE_WIDTH + width]
            for opened, column in ((False, 0), (True, 1)):
                path = self.folder / Bundle(index, width, opened=opened).path()
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(joined_bundle([row[column] for row in part]))


@dataclass
class Month11:
    """November with four requests of the body and one of another, and December's first hour."""

    office: object
    means: Means
    log: SmallLog
    requests: list
    folder: Path

    async def made(self, month: str = "2026-11"):
        world = self.office.world
        return await make_pack.make_pack(world.node, self.means, self.office.token, month, Language.KK, world.clock())

    async def signed(self, paper, iin: str = CONTROLLER):
        node, clock = self.office.world.node, self.office.world.clock
        act = await sign_pack.prepare_signing(node, self.office.token, paper.id, clock())
        cms = f"signed {iin} {act.id}".encode()
        return act, await sign_pack.sign_pack(node, self.office.token, act.id, cms, clock())

    async def taken(self, paper) -> Path:
        target = self.folder / "taken"
        target.mkdir(exist_ok=True)
        node, clock = self.office.world.node, self.office.world.clock
        for name in (MANIFEST, *pack_in(paper).files):
            pieces = await see_packs.take_file(node, self.means, self.office.token, paper.id, name, clock())
            (target / name).write_bytes(b"".join(pieces))
        return target

    def verified(self, pack: Path, *more: str):
        return self.verified_by(pack, str(self.log.folder), *more)

    def verified_by(self, pack: Path, *log: str):
        """Verify by a log, or by none."""
        key = self.folder / "log.key"
        key.write_text(f"{KEYS.head.key.text()}\n")
        result = CliRunner().invoke(verify, [str(pack), *log, "--key", str(key), "--json"])
        assert isinstance(result.exception, SystemExit | None), repr(result.exception)
        return result.exit_code, json.loads(result.output)


@pytest.fixture
async def month(office, tmp_path):
    world = office.world
    object.__setattr__(world.node.law, "due", open_law().due)
    packs = StoredPacks(tmp_path / "packs", Sealer(world.node.vault, world.node.random))
    means = Means(packs, StoredLog(world.database, "main"))
    log = SmallLog(world.database, tmp_path / "log")
    log.folder.mkdir()
    await log.published(datetime.fromisoformat("2026-10-31T10:00:00+05:00"))
    await office.in_force()
    await world.account()
    mine = await world.working()
    requests = [await office.asks(mine, task=f"2026/{number}") for number in range(4)]
    await world.account(OTHER, body_bin=FOREIGN_BODY)
    await office.asks(await world.working(OTHER), OTHER)
    world.clock.at = datetime.fromisoformat("2026-12-01T01:00:00+05:00")
    await log.published(world.clock())
    office.token = await world.entered(CONTROLLER)
    return Month11(office, means, log, requests, tmp_path)


async def test_the_pack_holds_every_request_of_the_month_and_anybody_can_check_it(month):
    paper = await month.made()
    says = pack_in(paper)
    assert set(says.files) == {PARQUET, CSV, XLSX, PDF, PRINTED, ODDITIES, KNOWN}
    assert (says.requests, paper.state) == (4, PackState.MADE)
    code, said = month.verified(await month.taken(paper), "--unsigned")
    assert (code, said["holds"], said["accepted"], said["listed"]) == (0, True, 4, 4)
    assert said["first"] < said["last"]


async def test_the_document_is_short_and_files_lie_sealed(month):
    paper = await month.made()
    taken = await month.taken(paper)
    pages = re.findall(rb"/Type\s*/Page\b", (taken / PDF).read_bytes())
    assert 1 <= len(pages) <= 50
    kept = [path for path in (month.folder / "packs").rglob("*") if path.is_file()]
    assert len(kept) == 8
    assert not [path for path in kept if SUBJECT.encode() in path.read_bytes()]


async def test_signing_the_manifest_does_the_duty_of_the_month_and_is_done_once(month):
    paper = await month.made()
    node, clock = month.office.world.node, month.office.world.clock
    [before] = await see_packs.duty(node, month.office.token, clock())
    assert (before.month, before.done_at, before.overdue) == (Month(2026, 11), None, False)
    act, after = await month.signed(paper)
    assert json.loads(act.data)["body"]["manifest"] == pack_in(paper).manifest
    assert (after.state, pack_in(after).act) == (PackState.SIGNED, act.id)
    [done] = await see_packs.duty(node, month.office.token, clock())
    assert done.done_at == clock()
    with pytest.raises(Problem, match=r"control\.pack\.state"):
        await sign_pack.prepare_signing(node, month.office.token, paper.id, clock())
    kinds = [entry["kind"] for entry in await month.office.world.entries()]
    assert kinds[-2:] == ["control_pack_made", "control_pack_signed"]


def test_a_month_nobody_controlled_in_time_is_overdue():
    begun = datetime.fromisoformat("2026-10-20T10:00:00+05:00")
    late = datetime.fromisoformat("2026-12-31T10:00:00+05:00")
    in_time = datetime.fromisoformat("2026-11-30T23:59:00+05:00")
    told = duties(begun, {Month(2026, 10): in_time}, open_law().due, late)
    assert [(str(one.month), one.overdue) for one in told] == [("2026-11", True), ("2026-10", False)]
    assert told[0].due.isoformat() == "2026-12-30T23:59:59+05:00"
    assert duties(begun, {Month(2026, 10): late}, open_law().due, late)[1].overdue


async def test_a_request_taken_out_of_the_database_is_named_and_nothing_can_be_signed(month):
    async with month.office.world.database.connection() as connection:
        for table in ("asking", "questions"):
            await connection.execute(f"delete from {table} where request = %s", [month.requests[1]])
        await connection.execute("delete from requests where id = %s", [month.requests[1]])
    with pytest.raises(Problem, match=r"control\.pack\.incomplete"):
        await month.made()
    told = (await month.office.world.entries())[-1]
    assert (told["kind"], len(told["says"]["missing"])) == ("control_pack_made", 1)


async def test_a_pack_with_one_request_less_is_found_out_by_the_verifier(month):
    import duckdb

    taken = await month.taken(await month.made())
    path = taken / PARQUET
    duckdb.read_parquet(str(path)).limit(3).write_parquet(str(taken / "less"))
    (taken / "less").replace(path)
    code, said = month.verified(taken, "--unsigned")
    assert (code, said["holds"]) == (1, False)
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    data = path.read_bytes()
    named = {**manifest.files, PARQUET: FileNamed(len(data), hashlib.sha256(data).hexdigest())}
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, files=named)))
    code, said = month.verified(taken, "--unsigned")
    assert (code, len(said["missing"])) == (1, 1)


def rewritten(taken: Path, **certificate: object) -> None:
    """What a dishonest controller could sign in place of what the node made."""
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    changed = msgspec.structs.replace(manifest.certificate, **certificate)
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, certificate=changed)))


@pytest.mark.parametrize("name", ["since", "until", "body"])
async def test_a_certificate_of_less_than_the_month_it_is_named_for_proves_nothing(month, name):
    import duckdb

    taken = await month.taken(await month.made())
    path = taken / PARQUET
    duckdb.read_parquet(str(path)).limit(0).write_parquet(str(taken / "none"))
    (taken / "none").replace(path)
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    data = path.read_bytes()
    named = {**manifest.files, PARQUET: FileNamed(len(data), hashlib.sha256(data).hexdigest())}
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, files=named)))
    narrow = {"since": manifest.certificate.until, "until": manifest.certificate.since, "body": FOREIGN_BODY[::-1]}
    rewritten(taken, **{name: narrow[name]})
    code, said = month.verified(taken, "--unsigned")
    assert (code, said["says"]) == (1, "the certificate is for another body or time than the manifest names")


@pytest.mark.parametrize("data", [b"", b"PAR1 nothing of the kind PAR1", b"request,leaf\n1,2\n"])
async def test_a_list_that_is_none_is_told_by_the_verifier(month, data):
    taken = await month.taken(await month.made())
    (taken / PARQUET).write_bytes(data)
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    named = {**manifest.files, PARQUET: FileNamed(len(data), hashlib.sha256(data).hexdigest())}
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, files=named)))
    code, said = month.verified(taken, "--unsigned")
    assert (code, said["holds"]) == (1, False)
    assert "the list cannot be read" in said["says"]


WITNESS = from_seed("witness.test", KeyKind.COSIGNATURE, b"w" * 32)
SEEN = [
    ("2026-10-31T10:00:00+05:00", "2026-12-01T01:00:00+05:00", ""),
    ("2026-11-02T10:00:00+05:00", "2026-12-01T01:00:00+05:00", "the first checkpoint was co-signed when the month"),
    ("2026-10-31T10:00:00+05:00", "2026-11-29T01:00:00+05:00", "the last checkpoint was co-signed before the month"),
]


@pytest.mark.parametrize(("first", "last", "says"), SEEN)
async def test_witnesses_tell_that_the_checkpoints_stand_around_the_whole_month(month, first, last, says):
    taken = await month.taken(await month.made())
    certificate = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest).certificate
    notes = {}
    for name, at in (("first_note", first), ("last_note", last)):
        note = read_note(getattr(certificate, name))
        seen = cosign(note.text, datetime.fromisoformat(at), WITNESS.key, WITNESS.sign)
        notes[name] = note.with_signatures([seen]).data()
    rewritten(taken, **notes)
    key = month.folder / "witness.key"
    key.write_text(f"{WITNESS.key.text()}\n")
    code, said = month.verified(taken, "--unsigned", "--witness-key", str(key))
    assert (code, said["holds"]) == ((1, False) if says else (0, True))
    assert says in said.get("says", "")


async def test_a_log_whose_entries_were_changed_proves_nothing(month):
    taken = await month.taken(await month.made())
    bundles = [path for path in month.log.folder.rglob("*") if path.is_file() and "opened" in str(path)]
    bundle = max(bundles, key=lambda path: path.stat().st_size)
    bundle.write_bytes(bundle.read_bytes().replace(b"request_accepted", b"request_rejected"))
    assert month.verified(taken, "--unsigned")[0] == 1


async def test_a_sealed_piece_that_somebody_changed_is_a_fault(month):
    paper = await month.made()
    path = month.folder / "packs" / str(paper.id) / PDF
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Fault):
        await month.taken(paper)


@pytest.mark.parametrize("name", ["2026-12", "2026-13", "../..", "2027-01"])
async def test_a_month_that_is_not_over_or_none_makes_no_pack(month, name):
    with pytest.raises(Problem, match=r"control\.pack\.not_yet"):
        await month.made(name)


async def test_a_controller_of_another_body_reaches_no_pack(month):
    paper = await month.made()
    stranger = month.office.world
    assert pack_in(paper).body_bin == BODY
    token = await stranger.entered(OTHER)
    with pytest.raises(Problem, match=r"account\.role"):
        await see_packs.take_file(stranger.node, month.means, token, paper.id, PDF, stranger.clock())
    for name in ("../x", "none.pdf"):
        with pytest.raises(Problem, match=r"control\.not_in_report"):
            await see_packs.take_file(stranger.node, month.means, month.office.token, paper.id, name, stranger.clock())


async def test_what_is_known_beside_the_requests_is_told_to_the_pack(month):
    node, at = month.office.world.node, month.office.world.clock()
    known = await surroundings(node, BODY, {"2026/0", "2026/1"}, at)
    assert {tie.relation for tie in known.ties} == {"self", "colleague"}
    assert [task.closed_at for task in known.tasks] == [None, None]
    told = await standing(node, BODY, at, at)
    assert (told.people, told.copies, told.tasks, told.materials) == ([], [], [], [])


async def test_tasks_without_a_report_and_copies_not_destroyed_are_told(month):
    node, clock = month.office.world.node, month.office.world.clock
    says = CopySays(month.requests[0], month.office.account.id, BODY, (), CopyFormat.CSV, "", clock())
    paper = new_paper(node.new_id(), PaperKind.COPY, CopyState.TAKEN, clock(), says, {"body": BODY}, clock())
    async with node.store.transaction() as transaction:
        await transaction.papers.keep(paper)
    clock.forward(days=60)
    month.office.token = await month.office.again(CONTROLLER)
    left = await view_left_behind(node, month.office.token, clock())
    assert [one.task for one in left.tasks] == [f"2026/{number}" for number in range(4)]
    assert [one.request for one in left.copies] == [month.requests[0]]
    told = await standing(node, BODY, clock(), clock())
    assert (len(told.tasks), len(told.copies)) == (4, 1)
    known = await surroundings(node, BODY, set(), clock())
    assert [one.destroyed_at for one in known.copies] == [None]


async def test_a_spreadsheet_or_totals_other_than_the_list_are_found_out_though_the_manifest_names_them(month):
    import duckdb

    taken = await month.taken(await month.made())
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    totals = replace(manifest.totals, count=3)
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, totals=totals)))
    code, said = month.verified(taken, "--unsigned")
    assert (code, said["says"]) == (1, "the totals of the manifest are not those of the list")
    duckdb.read_csv(str(taken / CSV), all_varchar=True).limit(3).write_csv(str(taken / "less"), compression="zstd")
    (taken / "less").replace(taken / CSV)
    data = (taken / CSV).read_bytes()
    named = {**manifest.files, CSV: FileNamed(len(data), hashlib.sha256(data).hexdigest())}
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, files=named)))
    code, said = month.verified(taken, "--unsigned")
    assert (code, "requests.csv.zst is not the list" in said["says"]) == (1, True)


@pytest.mark.parametrize("name", [CSV, PDF, PARQUET, PRINTED, ODDITIES, KNOWN])
async def test_a_pack_without_one_of_its_documents_proves_nothing(month, name):
    taken = await month.taken(await month.made())
    manifest = msgspec.json.decode((taken / MANIFEST).read_bytes(), type=Manifest)
    named = {one: told for one, told in manifest.files.items() if one != name}
    (taken / MANIFEST).write_bytes(manifest_bytes(msgspec.structs.replace(manifest, files=named)))
    (taken / name).unlink()
    code, said = month.verified(taken, "--unsigned")
    assert (code, said["says"]) == (1, f"the file {name} is not in the pack")
