"""Copies on local devices: given out under a watermark, inert, to be destroyed in time and confirmed so."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, World
from actions.ordering import ordered
from actions.test_materials import TODAY, Office, refused
from almasu.actions import join_answers, take_copy
from almasu.actions.copy_file import neutral
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.journal.entry import commitment
from almasu.kernel.materials.copy import CopyFormat, CopyState, copy_says, typed_code
from almasu.kernel.materials.limits import Limits
from almasu.kernel.materials.mark import CONFIDENTIAL
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Role
from almasu.kernel.requests.request import Request
from almasu.law.canonical import canonical_bytes
from almasu.wiring.law import open_law

FORMULA = '=HYPERLINK("http://evil.kz";"Ахметов")'
TASK = "2026/114-ТМ"
TABLES = (CopyFormat.CSV, CopyFormat.XLSX, CopyFormat.JSON)
WHY = "Материалға тігу үшін."


@pytest.fixture
async def office(world: World) -> Office:
    await world.account()
    world.registers[1].reply = Records(({"iin": SUBJECT, "surname": FORMULA, "given_name": None},), b"raw")
    world.registers[3].reply = NoRecord(b"none")
    world.registers[5].reply = NoRecord(b"none")
    return Office(world, await world.working())


async def copied(
    office: Office, request: Request, chosen: CopyFormat = CopyFormat.CSV, task: str = TASK
) -> take_copy.Copy:
    wanted = take_copy.Wanted(request.id, task, WHY, chosen)
    return await take_copy.take_copy(office.world.node, office.token, wanted, office.world.clock())


async def confirmed(office: Office, copy: Paper, on: datetime | None = None) -> Paper:
    world = office.world
    return await take_copy.confirm_destroyed(world.node, office.token, copy.id, on or world.clock(), world.clock())


async def test_a_copy_is_a_paper_with_its_term_and_a_leaf_with_its_digest(office: Office) -> None:
    request = await office.asked()
    copy = await copied(office, request)
    says = copy_says(copy.paper)
    assert (copy.paper.state, copy.paper.due_at) == (CopyState.TAKEN, office.world.clock() + timedelta(hours=8))
    last = (await office.world.entries())[-1]
    assert (last["kind"], last["about"]) == ("copy_taken", copy.paper.about())
    assert last["says"]["digest"] == says.digest  # type: ignore[index]
    mine = await take_copy.my_copies(office.world.node, office.token, office.world.clock())
    assert [paper.id for paper in mine] == [copy.paper.id]


async def test_no_format_holds_a_formula_and_each_bears_the_watermark(office: Office) -> None:
    request = await office.asked()
    as_csv, as_xlsx, as_json = [await copied(office, request, chosen) for chosen in TABLES]
    rows = list(csv.reader(io.StringIO(as_csv.data.decode("utf-8-sig"))))
    assert rows[0] == ["mark", CONFIDENTIAL.ru]
    assert rows[1] == ["almasu copy", str(as_csv.paper.id)]
    assert f"'{FORMULA}" in [row[-1] for row in rows]
    with zipfile.ZipFile(io.BytesIO(as_xlsx.data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        words = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "HYPERLINK" in words
    assert str(as_xlsx.paper.id) in words
    assert CONFIDENTIAL.ru in words
    told = json.loads(as_json.data)
    assert told["watermark"]["mark"] == CONFIDENTIAL.ru
    assert told["watermark"]["almasu copy"] == str(as_json.paper.id)
    assert [one["value"] for one in told["values"]] == [SUBJECT, FORMULA, None, "no_record", "no_record"]
    assert len({told["watermark"]["code"], rows[7][1]}) == 2


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\ufeff=1"])
def test_what_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Ахметов", "2026-11-20", "a=b", "850101300015"])
def test_what_no_spreadsheet_runs_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


async def test_a_copy_names_the_material_it_is_for(office: Office) -> None:
    request = await office.asked()
    assert await refused(copied(office, request, task="2026/999-ТМ")) == "copy.other_material"
    last = (await office.world.entries())[-1]
    assert (last["kind"], last["says"]["reason"]) == ("copy_refused", "copy.other_material")  # type: ignore[index]


async def test_the_copies_and_requests_of_others_look_like_none(office: Office) -> None:
    world = office.world
    request = await office.asked()
    copy = await copied(office, request)
    await world.account(OTHER)
    colleague = Office(world, await world.working(OTHER), OTHER)
    assert await refused(copied(colleague, request)) == "request.not_found"
    for number in (copy.paper.id, uuid4()):
        confirming = take_copy.confirm_destroyed(world.node, colleague.token, number, world.clock(), world.clock())
        assert await refused(confirming) == "copy.unknown"
    assert await take_copy.my_copies(world.node, colleague.token, world.clock()) == []


async def test_an_overdue_copy_blocks_the_next_until_its_destruction_is_confirmed(office: Office) -> None:
    world = office.world
    request = await office.asked()
    first = (await copied(office, request)).paper
    await copied(office, request)
    world.clock.forward(hours=8)
    office.token = await world.entered(OFFICER)
    assert await refused(copied(office, request)) == "copy.overdue"
    for copy in await take_copy.my_copies(world.node, office.token, world.clock()):
        await confirmed(office, copy)
    assert (await copied(office, request)).paper.state == CopyState.TAKEN
    kinds = [entry["kind"] for entry in await world.entries()]
    assert kinds.count("copy_destroyed") == 2
    again = await confirmed(office, first, world.clock() - timedelta(minutes=1))
    assert (again.state, kinds.count("copy_destroyed")) == (CopyState.DESTROYED, 2)


@pytest.mark.parametrize("minutes", [-1, 1])
async def test_a_copy_cannot_be_destroyed_before_it_was_taken_or_in_the_future(office: Office, minutes: int) -> None:
    copy = (await copied(office, await office.asked())).paper
    on = office.world.clock() + timedelta(minutes=minutes)
    assert await refused(confirmed(office, copy, on)) == "copy.time"


async def test_nobody_holds_many_copies_at_a_time(office: Office) -> None:
    request = await office.asked()
    for _ in range(10):
        await copied(office, request)
    assert await refused(copied(office, request)) == "copy.too_many"


async def test_a_material_whose_copies_are_out_is_not_destroyed(office: Office) -> None:
    world = office.world
    request = await office.asked()
    copy = (await copied(office, request)).paper
    await office.closed(request.material)
    await office.past_its_term()
    assert await refused(office.destroyed(request.material)) == "material.copies_out"
    controller = await world.account(OTHER, Role.CONTROLLER)
    control = Office(world, await world.working(OTHER), OTHER)
    assert await refused(confirmed(control, copy)) == "control.no_order"
    await ordered(world, controller)
    await confirmed(control, copy)
    await office.destroyed(request.material)
    assert await refused(copied(office, request)) == "material.gone"


@pytest.mark.parametrize("first_gone", ["own", "further"])
async def test_an_answer_opens_while_any_material_holds_it_and_never_after(office: Office, first_gone: str) -> None:
    world = office.world
    request = await office.asked()
    further = await office.asked(task="2026/115-ТМ", resources=(3,))
    joining = join_answers.join_answers(world.node, office.token, request.id, further.material, world.clock())
    assert await joining == 3
    again = join_answers.join_answers(world.node, office.token, request.id, further.material, world.clock())
    assert await again == 0
    for material in (request.material, further.material):
        await office.closed(material, TODAY)
    await office.past_its_term()
    order = [request.material, further.material]
    if first_gone == "further":
        order.reverse()
    before = (await office.opened(request.id)).answers
    await office.destroyed(order[0])
    assert (await office.opened(request.id)).answers == before
    task = TASK if first_gone == "further" else "2026/115-ТМ"
    copy = await copied(office, request, task=task)
    await confirmed(office, copy.paper)
    await office.destroyed(order[1])
    assert await refused(office.opened(request.id)) == "material.gone"
    async with world.database.connection() as connection:
        left = await (await connection.execute("select count(*) from answers")).fetchone()
    assert left == (0,)


async def test_answers_obtained_for_one_purpose_are_not_used_for_another(office: Office) -> None:
    from actions.conftest import NOON
    from almasu.wiring.law import open_law

    world = office.world
    request = await office.asked()
    other_purpose = open_law().sio_pso.purposes_at(NOON)[1].code
    further = await office.asked(task="2026/115-ТМ", purpose=other_purpose)
    joining = join_answers.join_answers(world.node, office.token, request.id, further.material, world.clock())
    assert await refused(joining) == "material.other_purpose"
    unknown = join_answers.join_answers(world.node, office.token, request.id, uuid4(), world.clock())
    assert await refused(unknown) == "material.unknown"


async def test_term_and_number_of_copies_are_what_the_node_sets(office: Office) -> None:
    world = office.world
    limits = Limits(copy_lives=timedelta(hours=1), most_copies_out=1)
    node = replace(world.node, limits=limits)
    request = await office.asked()
    copy = await take_copy.take_copy(
        node, office.token, take_copy.Wanted(request.id, TASK, WHY, CopyFormat.CSV), world.clock()
    )
    assert copy.paper.due_at == world.clock() + timedelta(hours=1)
    again = take_copy.take_copy(
        node, office.token, take_copy.Wanted(request.id, TASK, WHY, CopyFormat.CSV), world.clock()
    )
    assert await refused(again) == "copy.too_many"


async def test_a_document_bears_its_code_and_is_found_by_it_alone(office: Office) -> None:
    request = await office.asked()
    copy = await copied(office, request, CopyFormat.PDF)
    assert copy.data.startswith(b"%PDF")
    [code] = [value for name, value in copy.paper.found_by.items() if name == "code"]
    found = await take_copy.copy_with_code(office.world.node, code)
    assert found.id == copy.paper.id
    told = copy_says(found)
    last = (await office.world.entries())[-1]
    assert told.leaf == commitment(canonical_bytes(last)).hex()
    assert await refused(take_copy.copy_with_code(office.world.node, "0000-0000-0000-0000-0000")) == "copy.code_unknown"


async def test_a_document_says_on_what_ground_and_for_what_purpose_it_was_asked(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, told = await office.asked(), []

    def setting(_: bytes, *, sys_inputs: dict[str, str], **__: object) -> bytes:
        told.append(json.loads(sys_inputs["told"]))
        return b"%PDF"

    monkeypatch.setattr("almasu.actions.copy_document.typst.compile", setting)
    await copied(office, request, CopyFormat.PDF)
    called, [facts] = open_law().sio_pso.sheets.called(), [dict(one["facts"]) for one in told]
    assert facts["Основание"] == called.ground(request.draft.ground).ru
    assert (facts["Цель"], facts["Задание"]) == (called.purpose(request.draft.purpose).ru, TASK)


@pytest.mark.parametrize("reason", ["", "  ", "ab", "a" * 301, "с\u202eтранное"])
async def test_a_copy_is_taken_for_a_reason_that_can_be_read(office: Office, reason: str) -> None:
    request = await office.asked()
    wanted = take_copy.Wanted(request.id, TASK, reason, CopyFormat.CSV)
    taking = take_copy.take_copy(office.world.node, office.token, wanted, office.world.clock())
    assert await refused(taking) == "copy.reason"


async def test_no_leaf_holds_the_reason(office: Office) -> None:
    await copied(office, await office.asked())
    assert WHY not in json.dumps(await office.world.entries(), ensure_ascii=False)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("9f3a-0c11-77de-4b02-a5e8", "9F3A-0C11-77DE-4B02-A5E8"),
        (" 9F3A 0C11 77DE 4B02 A5E8 ", "9F3A-0C11-77DE-4B02-A5E8"),
        ("9f3a0c1177de4b02a5e8", "9F3A-0C11-77DE-4B02-A5E8"),
        ("9f3a-0c11-77de-4b02", None),
        ("9f3a-0c11-77de-4b02-a5eg", None),
        ("", None),
    ],
)
def test_a_code_is_read_however_it_is_parted(typed: str, code: str | None) -> None:
    assert typed_code(typed) == code
