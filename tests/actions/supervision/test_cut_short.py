"""A resolution is withdrawn or made shorter by a signed act: access ends, what was seen stays told."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from actions.conftest import OFFICER, OTHER, World
from actions.supervision.conftest import PROSECUTOR, Checked, signed
from almasu.actions.supervision import hold_check
from almasu.actions.supervision.cut_short import cut_short, prepare_cut
from almasu.actions.supervision.take_along import Wanted, take_along
from almasu.kernel.journal.logs import Log
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Role
from almasu.kernel.supervision.resolution import CutForm, Resolution
from almasu.law.problem import Problem, ProblemGroup

WHY = "Қаулы қате шығарылды."


async def cut(checked: Checked, form: CutForm, token: str | None = None, iin: str = PROSECUTOR) -> Paper:
    node, token = checked.world.node, token or checked.checking
    act = await prepare_cut(node, token, form, checked.world.clock())
    return await cut_short(node, token, act.id, signed(iin, act.id), checked.world.clock())


async def seen(checked: Checked, resolution: UUID) -> list[UUID] | str:
    """What a resolution shows, or the code of the Problem that says why nothing."""
    world = checked.world
    try:
        found = await hold_check.covered_requests(world.node, checked.checking, resolution, "", 5, world.clock())
    except Problem as problem:
        return problem.kind.code
    return [one.request.id for one in found.items]


async def test_a_withdrawn_resolution_opens_nothing_more_and_what_was_seen_stays(checked: Checked) -> None:
    request, resolution = await checked.asked(), await checked.resolution()
    assert await seen(checked, resolution.id) == [request]
    before = await checked.kinds("main")
    paper = await cut(checked, CutForm(resolution.id, WHY))
    assert (paper.state, paper.version) == ("withdrawn", 2)
    assert await seen(checked, resolution.id) == "supervision.absent"
    for act in (
        hold_check.replay(checked.world.node, checked.checking, resolution.id, request, None, checked.world.clock()),
        take_along(checked.world.node, checked.checking, Wanted(resolution.id, "", 5), None, checked.world.clock()),  # type: ignore[arg-type]
    ):
        with pytest.raises(Problem, match=r"supervision\.absent"):
            await act
    assert await checked.kinds("supervision") == [
        "case_changed",
        "resolution_issued",
        "supervision_viewed",
        "resolution_cut",
    ]
    assert await checked.kinds("main") == before
    assert WHY not in repr(await checked.leaves("supervision"))
    ((own, told),) = await hold_check.own_resolutions(checked.world.node, checked.checking, checked.world.clock())
    assert (own.state, [one.words for one in told.cuts]) == ("withdrawn", [WHY])


async def test_a_shorter_term_holds_to_its_new_end_and_no_longer(checked: Checked) -> None:
    request, resolution = await checked.asked(), await checked.resolution()
    before = msgspec.json.decode(resolution.data, type=Resolution).valid_until
    ends = checked.world.clock() + timedelta(minutes=5)
    told = msgspec.json.decode((await cut(checked, CutForm(resolution.id, WHY, ends))).data, type=Resolution)
    assert (told.valid_until, told.cuts[0].before) == (ends, before)
    assert await seen(checked, resolution.id) == [request]
    sooner = ends - timedelta(minutes=1)
    await cut(checked, CutForm(resolution.id, WHY, sooner))
    checked.world.clock.at = sooner
    assert await seen(checked, resolution.id) == "supervision.absent"
    with pytest.raises(Problem, match=r"supervision\.absent"):
        await cut(checked, CutForm(resolution.id, WHY))


WRONG = [
    ("", None, ["resolution.reason"]),
    ("қате\u202e", None, ["request.hidden_character"]),
    (WHY, timedelta(0), ["resolution.not_shorter"]),
    (WHY, timedelta(days=10), ["resolution.not_shorter"]),
    (" ", timedelta(days=400), ["resolution.reason", "resolution.not_shorter"]),
]


@pytest.mark.parametrize(("words", "ends", "codes"), WRONG)
async def test_what_does_not_make_a_term_shorter_is_refused_field_by_field(
    checked: Checked, words: str, ends: timedelta | None, codes: list[str]
) -> None:
    resolution = await checked.resolution()
    until = None if ends is None else checked.world.clock() + ends
    with pytest.raises(ProblemGroup) as refused:
        await cut(checked, CutForm(resolution.id, words, until))
    assert [one.kind.code for one in refused.value.problems] == codes


def test_an_end_without_its_offset_is_no_form() -> None:
    with pytest.raises(ValueError, match="valid_until has no offset"):
        CutForm(uuid4(), WHY, datetime(2026, 11, 21))  # noqa: DTZ001 - what is tried


async def test_nobody_cuts_a_resolution_of_another_short(checked: Checked, world: World) -> None:
    resolution = await checked.resolution()
    await world.account(OTHER, Role.PROSECUTOR)
    other = await world.working(OTHER)
    for number in (resolution.id, uuid4()):
        with pytest.raises(Problem, match=r"supervision\.absent"):
            await cut(checked, CutForm(number, WHY), other, OTHER)
    with pytest.raises(Problem, match=r"account\.role"):
        await cut(checked, CutForm(resolution.id, WHY), checked.asking, OFFICER)
    assert await seen(checked, resolution.id) == []


async def test_a_resolution_written_back_after_its_withdrawal_is_found_out(checked: Checked) -> None:
    resolution = await checked.resolution()
    await cut(checked, CutForm(resolution.id, WHY))
    async with checked.world.database.connection() as connection:
        await connection.execute("delete from papers where id = %(id)s and version = 2", {"id": resolution.id})
        await connection.execute("update papers set latest = true where id = %(id)s", {"id": resolution.id})
        await connection.execute(
            "with gone as (delete from journal_waiting returning id, log, commitment, entry) "
            "insert into journal_entries (log, position, commitment, entry) "
            "select log, row_number() over (partition by log order by id) - 1, commitment, entry from gone"
        )
    async with checked.world.node.store.single() as store:
        (told,) = await store.papers.set_back(Log.SUPERVISION)
    assert (told.kept, told.told) == (1, 2)
