"""Several subjects in one signed act: each judged by itself, each with a request, a leaf and answers of its own."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, World, form
from actions.test_materials import Office, refused
from almasu.actions import compose_request, submit_request
from almasu.actions.submit_request import Accepted
from almasu.kernel.answers import NoRecord
from almasu.kernel.owning.owned import Owned
from almasu.kernel.parties.account import Account
from almasu.kernel.requests.draft import FurtherSubject
from almasu.kernel.requests.request import Request, question_digest
from almasu.kernel.signatures.act import said_by
from almasu.law.problem import ProblemGroup

SECOND, COMPANY = "790101300001", "010140000004"
OWN = "Екінші тұлға сол операцияларға қатысқан, оның шоттарын салыстыру қажет."
OF_COMPANY = "Компания тексерілетін тұлғадан қаражат алған, құрылтайшыларын анықтау қажет."


@pytest.fixture
async def account(world: World) -> Account:
    for number in (1, 2, 3, 5):
        world.registers[number].reply = NoRecord(b"none")
    return await world.account()


@pytest.fixture
async def office(world: World, account: Account) -> Office:
    return Office(world, await world.working())


def further(subject: str = SECOND, justification: str = OWN, **change: object) -> FurtherSubject:
    return FurtherSubject(None, subject, justification, **change)  # type: ignore[arg-type]


async def sent(office: Office, *others: FurtherSubject, **change: object) -> Accepted:
    world = office.world
    asked = form(further=others, **change)
    act = await compose_request.prepare_request(world.node, office.token, asked, world.clock())
    cms = f"signed {office.iin} {act.id}".encode()
    return await submit_request.submit_request(world.node, office.token, act.id, cms, world.clock())


async def settled(office: Office, accepted: Accepted) -> list[Request]:
    carrying_out = office.world.carrying_out
    carrying_out.start(accepted)
    after = await asyncio.gather(
        *(carrying_out.settled_within(one.id, 10) for one in (accepted.request, *accepted.beside))
    )
    return [one for one in after if one is not None]


async def test_one_signature_sends_a_request_for_each_subject_in_the_registers_its_key_can_ask(office: Office) -> None:
    world = office.world
    accepted = await sent(office, further(), further(COMPANY, OF_COMPANY), resources=(1, 2, 3))
    requests = await settled(office, accepted)
    assert [one.draft.key.value for one in requests] == [SUBJECT, SECOND, COMPANY]
    keys = {number: set(world.node.resources[number].keys) for number in (1, 2, 3)}
    for one in requests:
        assert one.settled()
        assert [row.resource for row in one.rows] == [n for n, fits in keys.items() if one.draft.key.kind in fits]
    assert len({one.digest for one in requests}) == 1
    assert len({one.leaf for one in requests}) == len({one.salt for one in requests}) == 3
    assert all(one.together == tuple(request.id for request in requests) for one in requests)
    kept = await _kept(office, requests[2].id)
    assert (kept.together, kept.place(), kept.draft.justification) == (requests[0].together, 2, OF_COMPANY)


async def test_what_is_signed_names_every_subject_with_its_own_justification(office: Office) -> None:
    world = office.world
    asked = form(further=(further(),), resources=(1,))
    act = await compose_request.prepare_request(world.node, office.token, asked, world.clock())
    body = said_by(act.data).body
    subjects = body["subjects"]
    assert isinstance(subjects, list)
    assert [one["key"]["value"] for one in subjects] == [SUBJECT, SECOND]
    assert [one["justification"] for one in subjects] == [form().justification, OWN]
    assert "justification" not in body
    assert body["task"] == form().task


async def test_each_question_is_bound_to_its_own_subject(office: Office) -> None:
    world = office.world
    requests = await settled(office, await sent(office, further(), resources=(1,)))
    asked = {one.request_id: one.digest for one in world.registers[1].asked}
    assert asked == {one.id: question_digest(one.digest, 1, place) for place, one in enumerate(requests)}
    assert len(set(asked.values())) == 2


async def test_the_journal_tells_each_subject_apart_and_names_the_act_they_share(office: Office) -> None:
    requests = await settled(office, await sent(office, further(), resources=(1,)))
    told = [one for one in await office.world.entries() if one["kind"] == "request_accepted"]
    entries = sorted(told, key=lambda one: one["says"]["place"])  # type: ignore[index,no-any-return]
    assert [one["about"] for one in entries] == [f"request:{one.id}" for one in requests]
    says = [one["says"] for one in entries]
    assert [(one["bundle"], one["place"], one["among"]) for one in says] == [  # type: ignore[index]
        (str(requests[0].id), 1, 2), (str(requests[0].id), 2, 2),
    ]  # fmt: skip
    assert SECOND not in str(await office.world.entries())


@pytest.mark.parametrize(
    ("others", "rule"),
    [
        ((further(justification=""),), "sio_pso.each_subject_has_its_reason"),
        ((further(justification="керек"),), "sio_pso.each_subject_has_its_reason"),
        ((further(justification=form().justification.upper()),), "sio_pso.each_subject_has_its_reason"),
        ((further(OFFICER),), "sio_pso.not_about_oneself"),
        (tuple(further(f"{at:03}ABC02", f"{OWN} {at}") for at in range(10)), "sio_pso.subjects_are_few"),
    ],
)  # fmt: skip
async def test_a_bundle_of_which_one_subject_is_not_allowed_is_not_sent_at_all(
    office: Office, others: tuple[FurtherSubject, ...], rule: str
) -> None:
    composed = await compose_request.may_i(office.world.node, office.token, form(further=others), office.world.clock())
    assert not composed.allowed
    with pytest.raises(ProblemGroup) as told:
        await sent(office, *others)
    assert any(
        problem.where.endswith(rule) and problem.where.startswith("subjects/") for problem in told.value.problems
    )
    assert not office.world.registers[1].asked


async def test_what_cannot_be_read_names_the_field_of_its_subject(office: Office) -> None:
    with pytest.raises(ProblemGroup) as told:
        await sent(office, further("79010130000"), further(SUBJECT), justification="a" * 4001)
    assert {problem.where for problem in told.value.problems} == {
        "justification", "further-2-subject",
    }  # fmt: skip
    with pytest.raises(ProblemGroup) as told:
        await sent(office, further(), further(SECOND, OF_COMPANY))
    assert [problem.where for problem in told.value.problems] == ["further-3-subject"]


async def test_a_bundle_is_accepted_once(office: Office) -> None:
    world = office.world
    act = await compose_request.prepare_request(world.node, office.token, form(further=(further(),)), world.clock())
    cms = f"signed {OFFICER} {act.id}".encode()
    await submit_request.submit_request(world.node, office.token, act.id, cms, world.clock())
    again = submit_request.submit_request(world.node, office.token, act.id, cms, world.clock())
    assert await refused(again) in {"signature.act_gone", "signature.replayed"}
    async with world.database.connection() as connection:
        assert await (await connection.execute("select count(*) from requests")).fetchone() == (2,)


async def test_a_quota_counts_every_subject(office: Office) -> None:
    node = replace(office.world.node, owned=Owned({}, {1: 1}))
    asked = form(further=(further(),), resources=(1,))
    preparing = compose_request.prepare_request(node, office.token, asked, office.world.clock())
    assert await refused(preparing) == "request.over_quota"
    assert await compose_request.prepare_request(node, office.token, form(resources=(1,)), office.world.clock())


async def test_a_colleague_among_the_subjects_stops_all_of_them(office: Office) -> None:
    await office.world.account(OTHER)
    with pytest.raises(ProblemGroup) as told:
        await sent(office, further(OTHER))
    assert [problem.where for problem in told.value.problems] == ["subjects/2/sio_pso.not_about_a_colleague"]


async def _kept(office: Office, request: UUID) -> Request:
    async with office.world.node.store.single() as store:
        kept = await store.requests.one(request)
    assert kept is not None
    return kept
