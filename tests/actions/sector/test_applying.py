"""Applications to join: filed with an EDS alone, checked, granted, returned or refused (ASOI-5, ASOI-6)."""

from __future__ import annotations

from uuid import UUID

import pytest

from actions.sector.conftest import BANK, CENTRE, OTHER_BANK, PEOPLE, Sector, number, profile_of, worker_of
from almasu.actions import visit
from almasu.actions.sector import apply_to_join, decide_joining, join
from almasu.actions.sector.apply_to_join import Wished
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.sector.applying import JoiningState, Wish, joining_in
from almasu.kernel.signatures.act import ActPurpose
from almasu.law.problem import Problem, ProblemGroup

NEW, NEWCOMER, STRANGER = number("09034000111"), number("90010130011"), number("90010130021")
SUBMITTED, RETURNED, REFUSED = JoiningState.SUBMITTED, JoiningState.RETURNED, JoiningState.REFUSED


async def visits(sector: Sector, iin: str) -> str:
    """Somebody comes with their EDS alone."""
    begun = await visit.begin_visit(sector.node, sector.now())
    act = begun.challenge.id
    return (
        await visit.prove_visit(sector.node, begun.token, act, f"signed {iin} {act} -".encode(), sector.now())
    ).token


async def files(sector: Sector, token: str, iin: str, wished: Wished, names: str = "-") -> Paper:
    act = await apply_to_join.prepare_joining(sector.node, token, wished, sector.now())
    cms = f"signed {iin} {act.id} {names}".encode()
    return await apply_to_join.file_joining(sector.node, token, act.id, cms, sector.now())


async def checks(sector: Sector, paper: UUID) -> Paper:
    return await decide_joining.check_joining(sector.node, sector.tokens["centre"], paper, sector.now())


async def grants(sector: Sector, paper: UUID) -> None:
    token = sector.tokens["centre"]
    act = await decide_joining.prepare_granting(sector.node, token, paper, sector.now())
    finish = join.create_profile if act.purpose is ActPurpose.SECTOR_PROFILE else join.register_worker
    await finish(sector.node, token, act.id, sector.signed("centre", act), sector.now())


async def answers(sector: Sector, paper: UUID, answer: JoiningState, words: str = "телефон нөмірі толық емес") -> Paper:
    token = sector.tokens["centre"]
    act = await decide_joining.prepare_answer(sector.node, token, paper, answer, words, sector.now())
    return await decide_joining.answer_joining(sector.node, token, act.id, sector.signed("centre", act), sector.now())


def of_profile(**change: str) -> Wished:
    return Wished(Wish.PROFILE, profile_of(NEW) | change)


def of_user(iin: str = NEWCOMER, organisation: str = NEW, **change: str) -> Wished:
    return Wished(Wish.USER, worker_of(iin, "responsible_worker", organisation) | change)


async def test_an_organisation_and_its_first_worker_come_in_by_applications(sector: Sector) -> None:
    token = await visits(sector, NEWCOMER)
    with pytest.raises(ProblemGroup, match=r"sector\.no_profile"):
        await files(sector, token, NEWCOMER, of_user())
    paper = await files(sector, token, NEWCOMER, of_profile(), NEW)
    assert paper.state == SUBMITTED
    with pytest.raises(Problem, match=r"sector\.joining_open"):
        await files(sector, await visits(sector, STRANGER), STRANGER, of_profile())
    with pytest.raises(Problem, match=r"sector\.joining_state"):
        await grants(sector, paper.id)
    await checks(sector, paper.id)
    await grants(sector, paper.id)
    user = await files(sector, token, NEWCOMER, of_user(), NEW)
    await checks(sector, user.id)
    await grants(sector, user.id)
    inside = await sector.comes_in(NEWCOMER)
    page = await apply_to_join.own_joinings(sector.node, inside, "", 10, sector.now())
    assert [one.state for one in page.items] == [JoiningState.CREATED, JoiningState.CREATED]
    said = [joining_in(one) for one in page.items]
    assert all(one.made is not None for one in said)
    assert {one.certificate_bin for one in said} == {NEW}
    told = [one["kind"] for one in await sector.world.entries()]
    for kind in ("sector_joining_filed", "sector_joining_checked", "sector_joining_answered"):
        assert told.count(kind) == 2


async def test_what_is_returned_is_mended_and_what_is_refused_is_over(sector: Sector) -> None:
    token = sector.tokens["worker"]
    iin = PEOPLE["worker"][0]
    paper = await files(sector, token, iin, of_user(organisation=BANK), BANK)
    with pytest.raises(Problem, match=r"sector\.words_needed"):
        await answers(sector, paper.id, RETURNED, "no")
    returned = await answers(sector, paper.id, RETURNED)
    assert returned.state == RETURNED
    again = Wished(Wish.USER, of_user(organisation=BANK, phones="+77001112233").fields, paper.id)
    mended = await files(sector, token, iin, again, BANK)
    assert (mended.id, mended.state, joining_in(mended).edition) == (paper.id, SUBMITTED, 2)
    assert [one.edition for one in joining_in(mended).answers] == [1]
    refused = await answers(sector, (await checks(sector, paper.id)).id, REFUSED)
    assert refused.state == REFUSED
    for step in (checks(sector, paper.id), answers(sector, paper.id, RETURNED), files(sector, token, iin, again)):
        with pytest.raises(Problem, match=r"sector\.joining_state"):
            await step


async def test_nobody_applies_for_another_s_organisation_nor_sees_their_application(sector: Sector) -> None:
    token, iin = sector.tokens["worker"], PEOPLE["worker"][0]
    with pytest.raises(Problem, match=r"sector\.joining_organisation"):
        await files(sector, token, iin, of_user(organisation=OTHER_BANK))
    visitor = await visits(sector, STRANGER)
    with pytest.raises(Problem, match=r"sector\.joining_organisation"):
        await files(sector, visitor, STRANGER, of_user(STRANGER, BANK), OTHER_BANK)
    paper = await files(sector, visitor, STRANGER, of_user(STRANGER, BANK))
    with pytest.raises(Problem, match=r"sector\.joining_absent"):
        await apply_to_join.own_joining(sector.node, token, paper.id, sector.now())
    for who in ("head", "centre"):
        with pytest.raises(Problem, match=r"account\.role"):
            await apply_to_join.own_joinings(sector.node, sector.tokens[who], "", 10, sector.now())
    for who in ("worker", "head"):
        with pytest.raises(Problem, match=r"account\.role"):
            await decide_joining.see_joining(sector.node, sector.tokens[who], paper.id, sector.now())
    page = await decide_joining.joinings(sector.node, sector.tokens["centre"], [SUBMITTED], "", 10, sector.now())
    assert [one.id for one in page.items] == [paper.id]
    await decide_joining.see_joining(sector.node, sector.tokens["centre"], paper.id, sector.now())
    told = [one["kind"] for one in await sector.world.entries()]
    assert told.count("sector_joining_viewed") == 2, "who read the data of a person is told"


async def test_nobody_of_the_centre_decides_on_what_they_applied_for_themselves(sector: Sector) -> None:
    """Whoever works at the centre may visit with the same EDS and ask for an organisation of their own."""
    token = sector.tokens["centre"]
    paper = await files(sector, await visits(sector, CENTRE), CENTRE, of_profile())
    asked = (
        checks(sector, paper.id),
        answers(sector, paper.id, REFUSED),
    )
    for step in asked:
        with pytest.raises(Problem, match=r"sector\.joining_own"):
            await step
    async with sector.node.store.transaction() as transaction:
        found = await transaction.papers.to_change(paper.id, PaperKind.SECTOR_JOINING)
        assert found is not None
        await transaction.papers.keep(found.moved(JoiningState.CHECKED, sector.now(), joining_in(found)))
    with pytest.raises(Problem, match=r"sector\.joining_own"):
        await decide_joining.prepare_granting(sector.node, token, paper.id, sector.now())


async def test_data_that_are_wrong_are_named_field_by_field(sector: Sector) -> None:
    token = await visits(sector, NEWCOMER)
    for wished, where in (
        (of_profile(name=""), "name"),
        (of_profile(bin="123456789012"), "bin"),
        (of_profile(bin=BANK), "bin"),
        (of_profile(email="bank.kz"), "email"),
        (of_user(organisation=BANK, surname=""), "surname"),
        (of_user(organisation=BANK, phones=""), "phones"),
    ):
        with pytest.raises(ProblemGroup) as refused:
            await files(sector, token, NEWCOMER, wished)
        assert [one.where for one in refused.value.problems] == [where]


async def test_an_application_taken_back_by_time_is_not_granted(sector: Sector) -> None:
    """What was prepared for one edition grants no other: returned and mended meanwhile, it is checked anew."""
    token, iin = sector.tokens["worker"], PEOPLE["worker"][0]
    paper = await files(sector, token, iin, of_user(organisation=BANK))
    await checks(sector, paper.id)
    centre = sector.tokens["centre"]
    act = await decide_joining.prepare_granting(sector.node, centre, paper.id, sector.now())
    await answers(sector, paper.id, RETURNED)
    with pytest.raises(Problem, match=r"sector\.joining_state"):
        await join.register_worker(sector.node, centre, act.id, sector.signed("centre", act), sector.now())
