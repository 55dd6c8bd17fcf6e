"""Oneself, relatives, colleagues: a stop, and the head's signature under the very request as the only way on."""

from __future__ import annotations

from uuid import uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, World, form
from actions.test_materials import Office, refused
from almasu.actions import compose_request, countersign, declare_relatives
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.answers import NoRecord, Records, Refused
from almasu.kernel.applications.application import Application, ApplicationState
from almasu.kernel.grounds.countersignature import CountersignatureState
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Role
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects.iin import read_iin
from almasu.law.problem import Problem, ProblemGroup

HEAD = "790101300001"


@pytest.fixture
async def office(world: World) -> Office:
    account = await world.account()
    for number in (1, 3, 5):
        world.registers[number].reply = NoRecord(b"none")
    application = Application(
        number="1",
        kind=ApplicationKind.REGISTER,
        edition="2025",
        form="v1",
        iin=OFFICER,
        body_bin=account.body_bin,
        fields={},
        declared=(),
        act=uuid4(),
        signed_by=OFFICER,
        certificate_name="",
        submitted_at=world.clock(),
        head_iin=HEAD,
    )
    state, found_by = ApplicationState.REGISTERED.value, {"iin": OFFICER}
    paper = new_paper(uuid4(), PaperKind.APPLICATION, state, world.clock(), application, found_by)
    async with world.node.store.transaction() as transaction:
        await transaction.papers.keep(paper)
    return Office(world, await world.working())


async def broken(office: Office, **change: object) -> set[str]:
    composed = await compose_request.may_i(office.world.node, office.token, form(**change), office.world.clock())
    return {finding.rule_id.removeprefix("sio_pso.") for finding in composed.decisions[0].refusals}


async def asked_of_head(office: Office, **change: object) -> Paper:
    world = office.world
    return await countersign.ask_countersignature(world.node, office.token, form(**change), world.clock())


async def signed_by_head(office: Office, paper: Paper, iin: str = HEAD) -> Paper:
    """The head is signed in here, as an officer of control of the body; a visit serves as well."""
    world = office.world
    async with world.node.store.single() as store:
        known = await store.accounts.with_iin(iin)
    if known is None:
        await world.account(iin, Role.CONTROLLER)
    token = await world.entered(iin) if known else await world.working(iin)
    act = await countersign.prepare_countersignature(world.node, token, paper.id, world.clock())
    return await countersign.countersign(world.node, token, act.id, f"signed {iin} {act.id}".encode(), world.clock())


OWN_NAMES = ["Сағынтаев Нұрлан Серікұлы", "SAGYNTAEV NURLAN", "Нурлан Сагынтаев", "Сағынтаев Нұрлан {born}"]
OTHER_NAMES = ["Сағынтаев Нұржан Серікұлы", "Сағынтаев Нұрлан 1931-05-06", "Ахметов Нұрлан"]


@pytest.mark.parametrize("name", OWN_NAMES)
async def test_oneself_by_name_is_oneself_in_any_spelling_and_needs_the_head(office: Office, name: str) -> None:
    named = {"subject": name.format(born=read_iin(OFFICER).birth_date), "resources": (1,)}
    assert await broken(office, **named) == {"not_about_oneself"}
    paper = await asked_of_head(office, **named)
    await signed_by_head(office, paper)
    sent = await office.asked(countersigned=paper.id, **named)
    assert [tie.value for tie in sent.draft.ties] == ["oneself"]


@pytest.mark.parametrize("name", OTHER_NAMES)
async def test_somebody_else_by_name_is_not_oneself(office: Office, name: str) -> None:
    assert await broken(office, subject=name, resources=(1,)) == set()


async def test_a_colleague_is_known_by_the_register_of_accounts_and_stops_the_request(office: Office) -> None:
    assert await broken(office, subject=OTHER) == set()
    await office.world.account(OTHER, body_bin="210987654321")
    assert await broken(office, subject=OTHER) == set()
    await office.world.account("880505300007")
    assert await broken(office, subject="880505300007") == {"not_about_a_colleague"}
    with pytest.raises(ProblemGroup) as stopped:
        await office.asked(subject="880505300007")
    (problem,) = stopped.value.problems
    assert "head" in problem.remedy.en


async def test_a_declared_relative_stops_the_request_of_that_officer_alone(office: Office) -> None:
    world = office.world
    await declare_relatives.declare_relatives(world.node, office.token, [SUBJECT], world.clock())
    assert await broken(office) == {"not_about_a_relative"}
    await world.account(OTHER)
    other = Office(world, await world.working(OTHER), OTHER)
    assert await broken(other) == set()
    assert SUBJECT not in str(await world.entries())


@pytest.mark.parametrize("subject", [OFFICER, SUBJECT])
async def test_what_the_head_signed_is_sent_once_and_told_in_the_journal(office: Office, subject: str) -> None:
    world = office.world
    await declare_relatives.declare_relatives(world.node, office.token, [SUBJECT], world.clock())
    paper = await asked_of_head(office, subject=subject)
    assert paper.state == CountersignatureState.ASKED
    given = await signed_by_head(office, paper)
    assert given.state == CountersignatureState.GIVEN
    request = await office.asked(subject=subject, countersigned=paper.id)
    assert request.draft.countersigned == paper.id
    with pytest.raises(ProblemGroup):
        await office.asked(subject=subject, countersigned=paper.id)
    kinds = [entry["kind"] for entry in await world.entries()]
    for kind in ("countersignature_asked", "countersignature_given", "countersignature_used"):
        assert kinds.count(kind) == 1


async def test_a_countersignature_opens_no_other_request(office: Office) -> None:
    world = office.world
    await declare_relatives.declare_relatives(world.node, office.token, [SUBJECT, OTHER], world.clock())
    paper = await asked_of_head(office)
    waiting = paper.id
    with pytest.raises(ProblemGroup):
        await office.asked(countersigned=waiting)
    await signed_by_head(office, paper)
    for change in ({"subject": OTHER}, {"resources": (1,)}, {"task": "2026/2-ТМ"}, {"countersigned": uuid4()}):
        with pytest.raises(ProblemGroup):
            await office.asked(**{"countersigned": waiting, **change})
    world.clock.forward(days=3)
    office.token = await world.entered(OFFICER)
    with pytest.raises(ProblemGroup):
        await office.asked(countersigned=waiting)


async def test_only_the_named_head_sees_and_signs_it(office: Office) -> None:
    world = office.world
    await declare_relatives.declare_relatives(world.node, office.token, [SUBJECT], world.clock())
    paper = await asked_of_head(office)
    for token in (office.token, await _stranger(world)):
        preparing = countersign.prepare_countersignature(world.node, token, paper.id, world.clock())
        assert await refused(preparing) == "paper.unknown"
    world.clock.forward(days=3)
    assert await refused(signed_by_head(office, paper)) == "paper.unknown"


async def _stranger(world: World) -> str:
    await world.account(OTHER)
    return await world.working(OTHER)


async def test_what_needs_no_signature_or_more_than_it_is_not_put_before_the_head(office: Office) -> None:
    world = office.world
    assert await refused(asked_of_head(office)) == "countersignature.not_needed"
    await declare_relatives.declare_relatives(world.node, office.token, [SUBJECT], world.clock())
    assert await refused(asked_of_head(office, justification="")) == "countersignature.not_needed"
    await world.account(OTHER)
    other = Office(world, await world.working(OTHER), OTHER)
    assert await refused(asked_of_head(other, subject=OTHER)) == "countersignature.no_head"


CIVIL_ACT = {"civil_act_kind": "marriage", "subject_iin": SUBJECT, "spouse_iin": OFFICER, "act_no": "7"}


async def test_a_relative_is_known_once_a_register_told_it_in_the_same_task(office: Office) -> None:
    world = office.world
    world.registers[22].reply = Records((CIVIL_ACT,), b"raw")
    assert await broken(office) == set()
    await office.asked(resources=(22,))
    assert await broken(office) == {"not_about_a_relative"}
    assert await broken(office, subject=OTHER) == set()
    paper = await asked_of_head(office)
    await signed_by_head(office, paper)
    sent = await office.asked(countersigned=paper.id)
    assert [tie.value for tie in sent.draft.ties] == ["relative"]


async def test_what_was_obtained_for_another_task_or_by_a_colleague_tells_nothing(office: Office) -> None:
    world = office.world
    world.registers[22].reply = Records((CIVIL_ACT,), b"raw")
    await office.asked(resources=(22,))
    assert await broken(office, task="2026/115-ТМ") == set()
    await world.account(OTHER)
    other = Office(world, await world.working(OTHER), OTHER)
    world.registers[22].reply = Records(({**CIVIL_ACT, "spouse_iin": OTHER},), b"raw")
    await office.asked(resources=(22,), subject="790101300001")
    assert await broken(other) == set()


@pytest.mark.parametrize("organisation", ["-", "210140083118"])
async def test_a_head_whose_certificate_names_another_body_or_none_countersigns_nothing(
    office: Office, organisation: str
) -> None:
    world = office.world
    paper = await asked_of_head(office, subject=OFFICER)
    await world.account(HEAD, Role.CONTROLLER)
    token = await world.working(HEAD)
    act = await countersign.prepare_countersignature(world.node, token, paper.id, world.clock())
    cms = f"signed {HEAD} {act.id} {organisation}".encode()
    with pytest.raises(Problem) as caught:
        await countersign.countersign(world.node, token, act.id, cms, world.clock())
    assert caught.value.kind.code == "signature.other_body"
    assert await broken(office, subject=OFFICER, countersigned=str(paper.id)) == {"not_about_oneself"}


FOUND = {"iin": SUBJECT, "surname": "АХМЕТОВ", "given_name": "НҰРЛАН"}


async def heard(office: Office, found: dict[str, object], **change: object) -> tuple[str, str, int, object]:
    """Ask a register, the first by default; return state, note and records of the row, and the answer as it is kept."""
    asked = {"resources": (1,), **change}
    for number in asked["resources"]:
        office.world.registers[number].reply = Records((found,), b"the bytes of " + str(found).encode())
    request = await office.asked(**asked)
    async with office.world.node.store.single() as store:
        kept = await store.requests.one(request.id)
        (answer,) = await store.requests.answers(kept)
    (row,) = kept.rows
    return row.state.value, row.note, row.records, answer.reply


@pytest.mark.parametrize(
    "named",
    [
        {"subject": "Ахметов Нұрлан"},
        {"subject": "N12345678", "subject_kind": KeyKind.DOCUMENT_NO},
        {"subject": "+7 701 555 44 33", "subject_kind": KeyKind.PHONE, "resources": (52,)},
    ],
)
@pytest.mark.parametrize("column", ["iin", "guardian_iin"])
@pytest.mark.parametrize("whose", ["own", "declared"])
async def test_an_answer_that_names_the_asker_or_kin_is_not_kept(
    office: Office, named: dict[str, object], column: str, whose: str
) -> None:
    iin = OFFICER if whose == "own" else OTHER
    await declare_relatives.declare_relatives(office.world.node, office.token, [OTHER], office.world.clock())
    state, note, records, reply = await heard(office, {**FOUND, column: iin}, **named)
    assert (state, note, records) == ("refused", "withheld_near", 0)
    assert reply == Refused("withheld_near", "", b""), "a code; its words are each reader's"


async def test_an_answer_about_a_stranger_by_name_is_kept_as_it_came(office: Office) -> None:
    state, note, records, reply = await heard(office, FOUND, subject="Ахметов Нұрлан")
    assert (state, note, records) == ("answered", "", 1)
    assert isinstance(reply, Records)


async def test_what_the_head_signed_is_told_whoever_it_turns_out_to_be(office: Office) -> None:
    named = {"subject": OWN_NAMES[0], "resources": (1,)}
    paper = await asked_of_head(office, **named)
    await signed_by_head(office, paper)
    state, _, records, _ = await heard(office, {**FOUND, "iin": OFFICER}, countersigned=paper.id, **named)
    assert (state, records) == ("answered", 1)


async def test_an_owner_cannot_pass_its_refusal_off_as_ours(office: Office) -> None:
    office.world.registers[1].reply = Refused("withheld_near", "", b"the owner's own bytes")
    request = await office.asked(subject="Ахметов Нұрлан", resources=(1,))
    async with office.world.node.store.single() as store:
        kept = await store.requests.one(request.id)
    assert kept.rows[0].note == "refused_by_owner"
