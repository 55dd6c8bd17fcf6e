"""One request from "may I?" to the kept answer, and every way it is refused."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, World, form
from almasu.actions import compose_request, submit_request, view_request
from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Reply, Unreadable
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.parties.session import token_hash
from almasu.kernel.requests.offered import Offered
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.sealing.seal import committed
from almasu.law.problem import Problem, ProblemGroup

PERSON = {"iin": SUBJECT, "surname": "Ахметов"}


async def prepared(world: World, token: str, **change: object) -> UUID:
    return (await compose_request.prepare_request(world.node, token, form(**change), world.clock())).id


async def submitted(world: World, token: str, **change: object) -> submit_request.Accepted:
    act = await prepared(world, token, **change)
    cms = f"signed {OFFICER} {act}".encode()
    return await submit_request.submit_request(world.node, token, act, cms, world.clock())


async def carried_out(world: World, accepted: submit_request.Accepted) -> None:
    world.carrying_out.start(accepted)
    await world.carrying_out.settled_within(accepted.request.id, 10)


async def kinds(world: World) -> list[object]:
    return [entry["kind"] for entry in await world.entries()]


async def test_a_lawful_request_is_asked_answered_sealed_and_journalled(world: World) -> None:
    await world.account()
    token = await world.working()
    world.registers[1].reply = Records((PERSON,), b'{"raw": 1}')
    world.registers[3].reply = NoRecord(b"none")
    world.registers[5].reply = Refused("E7", "басқа іс бойынша жабық", b"refused")
    accepted = await submitted(world, token)
    await carried_out(world, accepted)

    opened = await view_request.open_answers(world.node, token, accepted.request.id, world.clock())
    assert [row.state for row in opened.request.rows] == [
        QuestionState.ANSWERED,
        QuestionState.NO_RECORD,
        QuestionState.REFUSED,
    ]
    assert opened.answers[0].reply == Records((PERSON,), b'{"raw": 1}')
    assert opened.request.settled()
    assert (await kinds(world))[-5:] == ["request_accepted", *["answer_received"] * 3, "dossier_viewed"]


async def test_what_the_node_has_not_connected_is_refused_with_its_clause(world: World) -> None:
    await world.account()
    token = await world.working()
    node = replace(world.node, offered=Offered(frozenset({1, 3})))
    for ask in (compose_request.may_i, compose_request.prepare_request):
        with pytest.raises(ProblemGroup) as told:
            await ask(node, token, form(resources=(1, 3, 5)), world.clock())
        (problem,) = told.value.problems
        assert (problem.kind.code, problem.where) == ("request.not_implemented", "resources")
        assert problem.kind.cites == ("SIO25-11",)
        assert (await world.entries())[-1]["says"]["problems"] == ["request.not_implemented"]
    assert (await compose_request.may_i(node, token, form(resources=(1, 3)), world.clock())).allowed


async def test_the_register_learns_ground_purpose_and_role_but_not_the_officers_name(world: World) -> None:
    account = await world.account()
    token = await world.working()
    await carried_out(world, await submitted(world, token, resources=(1,)))
    (question,) = world.registers[1].asked
    assert (question.ground, question.role) == ("financial_monitoring", "officer")
    assert question.asker == account.pseudonym()
    assert OFFICER not in repr(question)


@pytest.mark.parametrize(
    ("reply", "state", "note"),
    [
        (Records((PERSON,), b"x"), QuestionState.ANSWERED, ""),
        (NoRecord(b""), QuestionState.NO_RECORD, ""),
        (Refused("1", "no", b""), QuestionState.REFUSED, "refused_by_owner"),
        (NoReply(Silence.TIME_RAN_OUT, "", retriable=True), QuestionState.NO_REPLY, "time_ran_out"),
        (Unreadable(Nonsense.MALFORMED, "line 1", b"<"), QuestionState.UNREADABLE, "malformed"),
    ],
)
async def test_answer_refusal_silence_and_nonsense_are_told_apart(
    world: World, reply: Reply, state: QuestionState, note: str
) -> None:
    await world.account()
    token = await world.working()
    world.registers[1].reply = reply
    accepted = await submitted(world, token, resources=(1,))
    await carried_out(world, accepted)
    (row,) = (await view_request.view_request(world.node, token, accepted.request.id, world.clock())).rows
    assert (row.state, row.note) == (state, note)
    last = (await world.entries())[-1]
    assert (last["says"]["outcome"], last["says"]["note"]) == (state.value, note)


async def test_a_silent_register_is_asked_again_later_and_its_answer_joins(world: World) -> None:
    await world.account()
    token = await world.working()
    accepted = await submitted(world, token, resources=(1, 3))
    world.registers[3].reply = NoRecord(b"")
    await carried_out(world, accepted)
    assert await world.carrying_out.take_over(10) == 0
    world.registers[1].reply = Records((PERSON,), b"late")
    world.clock.forward(minutes=2)
    assert await world.carrying_out.take_over(10) == 1
    await world.carrying_out.settled_within(accepted.request.id, 10)
    request = await view_request.view_request(world.node, token, accepted.request.id, world.clock())
    assert request.settled()
    assert len(world.registers[3].asked) == 1


async def test_with_the_last_answer_it_is_read_that_session_and_account_are_as_they_were(world: World) -> None:
    await world.account()
    token = await world.working()
    world.registers[1].reply = world.registers[3].reply = NoRecord(b"")
    accepted = await submitted(world, token, resources=(1, 3))
    world.carrying_out.start(accepted)
    (answered,) = await world.carrying_out.answered_within([accepted.request.id], 10)
    assert answered is not None
    assert answered.unchanged
    assert answered.request.settled()
    await view_request.still_here(world.node, token, world.clock(), accepted.session)


async def test_a_page_that_asks_by_itself_does_not_put_off_the_idle_end(world: World) -> None:
    await world.account()
    token = await world.working()
    request = (await submitted(world, token)).request.id
    world.clock.forward(minutes=20)
    await view_request.polled_request(world.node, token, request, world.clock())
    world.clock.forward(minutes=11)
    with pytest.raises(Problem, match=r"session\.ended"):
        await view_request.polled_request(world.node, token, request, world.clock())


async def test_a_look_of_the_person_puts_off_the_idle_end(world: World) -> None:
    await world.account()
    token = await world.working()
    request = (await submitted(world, token)).request.id
    world.clock.forward(minutes=20)
    await view_request.view_request(world.node, token, request, world.clock())
    world.clock.forward(minutes=11)
    assert (await view_request.polled_request(world.node, token, request, world.clock())).id == request


@pytest.mark.parametrize("what", ["the session ended", "the account was blocked", "the account was changed"])
async def test_a_change_while_registers_answer_is_seen_with_the_last_answer(world: World, what: str) -> None:
    account = await world.account()
    token = await world.working()
    world.registers[1].reply = NoRecord(b"")
    accepted = await submitted(world, token, resources=(1,))
    async with world.node.store.transaction() as transaction:
        match what:
            case "the session ended":
                await transaction.sessions.end(token_hash(token), world.clock())
            case "the account was blocked":
                await transaction.accounts.set_state(account.id, AccountState.BLOCKED, world.clock())
            case _:
                await transaction.accounts.change(account.id, account.person, "210987654321")
    world.carrying_out.start(accepted)
    (answered,) = await world.carrying_out.answered_within([accepted.request.id], 10)
    assert answered is not None
    assert not answered.unchanged


@pytest.mark.parametrize("heard", [(True, False), (False, True)], ids=["as it is kept", "late news of before"])
async def test_a_change_once_seen_stays_seen_in_whatever_order_answers_are_heard_of(
    world: World, monkeypatch: pytest.MonkeyPatch, heard: tuple[bool, ...]
) -> None:
    await world.account()
    token = await world.working()
    world.registers[1].reply = world.registers[3].reply = NoRecord(b"")
    accepted = await submitted(world, token, resources=(1, 3))
    told = iter(heard)

    async def take(settlement: object) -> bool:
        return next(told)

    monkeypatch.setattr(world.node.store.together, "take", take)
    world.carrying_out.start(accepted)
    (answered,) = await world.carrying_out.answered_within([accepted.request.id], 10)
    assert answered is not None
    assert not answered.unchanged


async def test_a_register_that_stays_silent_leaves_the_session_to_be_read_anew(world: World) -> None:
    await world.account()
    token = await world.working()
    world.registers[3].reply = NoRecord(b"")
    accepted = await submitted(world, token, resources=(1, 3))
    world.carrying_out.start(accepted)
    (answered, unknown) = await world.carrying_out.answered_within([accepted.request.id, uuid4()], 10)
    assert answered is not None
    assert not answered.unchanged
    assert unknown is None


async def test_a_request_whose_process_died_is_taken_over(world: World) -> None:
    await world.account()
    token = await world.working()
    accepted = await submitted(world, token, resources=(1,))
    world.registers[1].reply = NoRecord(b"")
    assert await world.carrying_out.take_over(10) == 0, "the lease of the accepting process still holds"
    world.clock.forward(seconds=13)
    assert await world.carrying_out.take_over(10) == 1
    await world.carrying_out.settled_within(accepted.request.id, 10)
    assert (await view_request.view_request(world.node, token, accepted.request.id, world.clock())).settled()


async def test_an_answer_that_comes_twice_counts_once(world: World) -> None:
    await world.account()
    token = await world.working()
    world.registers[1].reply = NoRecord(b"")
    accepted = await submitted(world, token, resources=(1,))
    await carried_out(world, accepted)
    await carried_out(world, accepted)
    assert (await kinds(world)).count("answer_received") == 1


async def test_after_three_days_of_silence_the_question_is_given_up(world: World) -> None:
    await world.account()
    token = await world.working()
    accepted = await submitted(world, token, resources=(1,))
    world.clock.forward(hours=73)
    await world.carrying_out.take_over(10)
    await world.carrying_out.settled_within(accepted.request.id, 10)
    token = await world.entered()
    (row,) = (await view_request.view_request(world.node, token, accepted.request.id, world.clock())).rows
    assert (row.state, row.next_at) == (QuestionState.GIVEN_UP, None)


async def test_a_most_sensitive_register_gives_only_whether_it_holds_anything(world: World) -> None:
    await world.account()
    token = await world.working()
    world.registers[43].reply = Records(({"diagnosis": "secret"},), b"secret")
    accepted = await submitted(world, token, resources=(43,))
    await carried_out(world, accepted)
    opened = await view_request.open_answers(world.node, token, accepted.request.id, world.clock())
    assert opened.request.rows[0].records == 1
    assert opened.answers[0].reply == Records((), b"")


@pytest.mark.parametrize(
    "change",
    [
        {"ground": ""},
        {"ground": "curiosity"},
        {"purpose": ""},
        {"justification": ""},
        {"justification": "керек"},
        {"task": ""},
        {"resources": ()},
        {"resources": (53,)},
        {"subject": OFFICER},
    ],
    ids=lambda change: " ".join(map(str, next(iter(change.items())))),
)
async def test_what_the_law_does_not_allow_is_refused_with_clause_and_remedy_and_journalled(
    world: World, change: dict[str, object]
) -> None:
    await world.account()
    token = await world.working()
    with pytest.raises(ProblemGroup) as caught:
        await compose_request.prepare_request(world.node, token, form(**change), world.clock())
    assert all(one.kind.cites and one.remedy.kk and one.remedy.ru for one in caught.value.problems)
    assert (await kinds(world))[-1] == "request_refused"


@pytest.mark.parametrize("subject", ["850101300016", "", "not a key \x00", "1" * 5000])
async def test_a_subject_that_cannot_be_read_is_refused_beside_its_field_and_journalled(
    world: World, subject: str
) -> None:
    await world.account()
    token = await world.working()
    with pytest.raises(ProblemGroup) as caught:
        await compose_request.may_i(world.node, token, form(subject=subject), world.clock())
    assert caught.value.problems[0].where == "subject"
    assert (await kinds(world))[-1] == "request_refused"


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.CONTROLLER, Role.PROSECUTOR, Role.OWNER])
async def test_only_an_officer_may_ask(world: World, role: Role) -> None:
    await world.account(role=role)
    token = await world.working()
    composed = await compose_request.may_i(world.node, token, form(), world.clock())
    assert not composed.decision.allowed


async def test_may_i_is_a_leaf_whatever_the_answer(world: World) -> None:
    await world.account()
    token = await world.working()
    await compose_request.may_i(world.node, token, form(), world.clock())
    assert (await kinds(world))[-1] == "may_i_asked"


def refused_signatures(act: UUID) -> Iterable[tuple[str, str]]:
    yield f"forged {OFFICER} {act}", "signature.refused"
    yield f"signed {OTHER} {act}", "signature.refused"
    yield f"unknown {OFFICER} {act}", "signature.undecided"


async def test_a_request_that_is_not_rightly_signed_is_refused_and_journalled(world: World) -> None:
    await world.account()
    token = await world.working()
    act = await prepared(world, token)
    for cms, code in refused_signatures(act):
        with pytest.raises(Problem) as caught:
            await submit_request.submit_request(world.node, token, act, cms.encode(), world.clock())
        assert caught.value.kind.code == code
        assert (await kinds(world))[-1] == "request_refused"


async def test_a_signed_request_is_accepted_once_however_often_it_is_sent_at_once(world: World) -> None:
    await world.account()
    token = await world.working()
    act = await prepared(world, token)
    cms = f"signed {OFFICER} {act}".encode()
    sent = [submit_request.submit_request(world.node, token, act, cms, world.clock()) for _ in range(4)]
    outcomes = await asyncio.gather(*sent, return_exceptions=True)
    assert sum(isinstance(one, submit_request.Accepted) for one in outcomes) == 1
    assert {one.kind.code for one in outcomes if isinstance(one, Problem)} <= {
        "signature.replayed",
        "signature.act_gone",
    }
    assert (await kinds(world)).count("request_accepted") == 1


async def test_a_block_between_preparing_and_sending_stops_the_request(world: World) -> None:
    account = await world.account()
    token = await world.working()
    act = await prepared(world, token)
    async with world.node.store.transaction() as transaction:
        await transaction.accounts.set_state(account.id, AccountState.BLOCKED, world.clock())
    cms = f"signed {OFFICER} {act}".encode()
    with pytest.raises(Problem):
        await submit_request.submit_request(world.node, token, act, cms, world.clock())
    assert "request_accepted" not in await kinds(world)


async def test_another_officers_request_looks_like_none_at_all(world: World) -> None:
    await world.account()
    await world.account(OTHER)
    token, stranger = await world.working(), await world.working(OTHER)
    accepted = await submitted(world, token)
    told = []
    for number in (accepted.request.id, uuid4()):
        with pytest.raises(Problem) as caught:
            await view_request.open_answers(world.node, stranger, number, world.clock())
        told.append((caught.value.kind.code, caught.value.title, caught.value.where))
    assert told[0] == told[1]


async def test_the_leaf_says_nothing_of_the_subject_and_the_salt_opens_it(world: World) -> None:
    await world.account()
    token = await world.working()
    accepted = await submitted(world, token)
    entry = (await world.entries())[-1]
    assert SUBJECT not in str(entry)
    assert form().justification not in str(entry)
    says = entry["says"]
    assert says["task"] == committed(accepted.request.salt, "task", form().task.encode())
