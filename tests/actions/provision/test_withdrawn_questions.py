"""A question that can never be answered comes to an end: withdrawn by a signed act, then late no more (FMA-3.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest

from actions.provision.conftest import BODY, Zone
from actions.provision.test_asking import ROW, SILENCE, WHY, Asking, ToldSystems, goes_down_to_request, with_sets
from actions.provision.test_joint_acts import governing
from actions.provision.test_under_way import ASKED, OTHER, replaced
from almasu.actions.provision import (
    answer_as_clerk,
    answering,
    destroy,
    materials,
    see_obligations,
    see_received,
    withdraw_question,
)
from almasu.actions.provision.answering import ask_system, ask_waiting
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.questions import KeptQuestion
from almasu.actions.provision.see_received import Seen
from almasu.actions.provision.withdraw_question import Back
from almasu.kernel.answers import Question, Records, Reply
from almasu.kernel.provision.delivery import Settled
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.obligations import Standing
from almasu.kernel.provision.question import AskingState
from almasu.kernel.provision.under_material import UnderKind
from almasu.law.problem import Problem
from kernel.provision.acts import act_of

NEEDLESS = "Акт енді бұл жиынды қамтымайды."


@pytest.fixture
async def asking(zone: Zone) -> Asking:
    made = await with_sets(zone, ASKED)
    made.systems.reply = SILENCE
    return made


async def withdraws(asking: Asking, number: UUID, who: str = "officer", why: str = NEEDLESS) -> KeptQuestion:
    form = Back(number, why)
    both = withdraw_question.prepare_withdrawal, withdraw_question.withdraw_question
    made = await asking.zone.signs(who, *both, form)
    assert isinstance(made, KeptQuestion)
    return made


async def sees(asking: Asking, number: UUID, who: str) -> Seen:
    return await see_received.question(asking.zone.node, asking.zone.tokens[who], number, asking.zone.now())


async def code_of_refusal(asking: Asking, number: UUID, who: str, why: str = NEEDLESS) -> str:
    with pytest.raises(Problem) as told:
        await withdraws(asking, number, who, why)
    return told.value.kind.code


async def test_a_question_lies_under_its_material_as_long_as_it_waits(asking: Asking) -> None:
    async def beside() -> list[tuple[UnderKind, UUID]]:
        zone = asking.zone
        held = await see_received.material(zone.node, zone.tokens["officer"], asking.material, "", 50, zone.now())
        return [(one.kind, one.id) for one in held.beside]

    waits = (await asking.asks()).paper.id
    assert await beside() == [(UnderKind.QUESTION, waits)]
    await withdraws(asking, waits)
    assert await beside() == []


async def test_a_question_whose_set_fell_out_of_the_act_is_withdrawn_and_presses_no_more_but_was_late(
    asking: Asking,
) -> None:
    zone, clock = asking.zone, asking.zone.world.clock
    await goes_down_to_request(zone, zone.now())
    asked = (await asking.answered()).paper.id
    assert (await sees(asking, asked, "officer")).no is None
    await replaced(zone, act_of(OTHER))
    clock.forward(days=9)
    await zone.again()
    for who in ("officer", "responsible", "head of agency"):
        seen = await sees(asking, asked, who)
        assert seen.no is not None
        assert (seen.no.kind.code, seen.no.kind.cites) == ("provision.act.not_covered", ("FMA-5",))
        assert seen.one.is_late(zone.now())
    assert (await see_obligations.tally(zone.node, zone.tokens["responsible"], zone.now())).late == 1

    done = await withdraws(asking, asked)
    back = done.asking.withdrawn
    assert (done.state, done.is_late(zone.now()), done.paper.due_at) == (AskingState.WITHDRAWN, True, None)
    assert back is not None
    assert back.because is not None
    assert (back.why, back.because.code) == (NEEDLESS, "provision.act.not_covered")
    seen = await sees(asking, asked, "responsible")
    assert (seen.one.asking.withdrawn, seen.no) == (back, None), "the body sees it, and nothing more is asked of it"
    owed = await see_obligations.obligation(zone.node, zone.tokens["head"], done.asking.obligation, zone.now())
    assert (owed.standing, owed.is_open) == (Standing.WITHDRAWN_LATE, False)
    counted = await see_obligations.tally(zone.node, zone.tokens["responsible"], zone.now())
    assert (counted.late, counted.pressing) == (0, ())
    (said,) = [one for one in await zone.told("provision_question_moved") if one["step"] == "withdrawn"]
    assert (said["because"], said["late"], NEEDLESS in str(said)) == ("provision.act.not_covered", True, False)
    assert (await zone.told("provision_obligation_moved"))[-1]["step"] == "withdrawn"

    await replaced(zone, act_of(ASKED))
    late = (
        ask_system(zone.node, asked, zone.now()),
        answer_as_clerk.prepare_answer(zone.node, zone.tokens["responsible"], asked, [], zone.now()),
        see_obligations.note_given(zone.node, zone.tokens["officer"], done.asking.obligation, (), zone.now()),
    )
    for answer in late:
        with pytest.raises(Problem) as told:
            await answer
        assert (told.value.kind.code, told.value.kind.cites) == ("provision.answer.withdrawn", ("FMA-3.3", "FMA-5"))
    clock.forward(days=9)
    assert await ask_waiting(zone.node, zone.now()) == 0


async def test_who_asked_and_the_head_of_the_agency_withdraw_and_others_know_of_nothing(asking: Asking) -> None:
    first, second = (await asking.asks()).paper.id, (await asking.asks()).paper.id
    for who, code in (
        ("second officer", "paper.unknown"),
        ("responsible", "account.role"),
        ("head", "account.role"),
        ("stranger", "account.role"),
    ):
        assert await code_of_refusal(asking, first, who) == code
    assert await code_of_refusal(asking, UUID(int=7), "officer") == "paper.unknown"
    assert await code_of_refusal(asking, first, "officer", "керек емес") == "provision.words_needed"
    by_head = await withdraws(asking, first, "head of agency")
    assert by_head.asking.withdrawn is not None
    assert (by_head.asking.withdrawn.because, by_head.state) == (None, AskingState.WITHDRAWN)
    assert await code_of_refusal(asking, first, "officer") == "provision.answer.withdrawn"
    asking.systems.reply = Records((ROW,), b"")
    await ask_system(asking.zone.node, second, asking.zone.now())
    assert await code_of_refusal(asking, second, "officer") == "provision.answer.given"


@dataclass
class SlowSystems(ToldSystems):
    """Systems that answer once somebody withdrew what they were asked."""

    asking: Asking | None = None

    async def ask(self, body: str, of: DataSet, question: Question) -> Reply:
        assert self.asking is not None
        await withdraws(self.asking, question.request_id)
        return await super().ask(body, of, question)


async def test_an_answer_that_was_on_its_way_when_the_question_was_withdrawn_is_not_taken(asking: Asking) -> None:
    asked, zone = (await asking.asks()).paper.id, asking.zone
    slow = SlowSystems(Records((ROW,), b""), asking=asking)
    zone.world.node = replace(zone.node, systems=slow)
    with pytest.raises(Problem, match=r"provision\.answer\.withdrawn"):
        await ask_system(zone.node, asked, zone.now())
    assert len(slow.asked) == 1
    assert (await sees(asking, asked, "officer")).one.state is AskingState.WITHDRAWN
    assert await zone.told("provision_received_moved") == [], "nothing of it is kept"


async def test_questions_that_cannot_be_put_take_no_others_turn(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "AT_ONCE", 1)
    zone, token = asking.zone, asking.zone.tokens["officer"]
    dead = [(await asking.asks()).paper.id for _ in range(2)]
    await zone.signs("officer", destroy.prepare_destruction, destroy.destroy, asking.material, WHY)
    zone.world.clock.forward(minutes=1)
    until = zone.now() + timedelta(days=30)
    asking.material = await materials.open_material(zone.node, token, "2026/2", "laundering", until, zone.now())
    live = (await asking.asks()).paper.id
    assert [await ask_waiting(zone.node, zone.now()) for _ in range(4)] == [1, 1, 1, 0]
    assert [one.request_id for one in asking.systems.asked] == [live]
    told = [one for one in await zone.told("provision_question_moved") if one["step"] == "not_put"]
    assert [(one["reason"], one["clauses"]) for one in told] == [
        ("provision.answer.material_closed", ["FMA-6.1", "FMA-6.2"])
    ] * 2
    seen = await sees(asking, dead[0], "officer")
    assert seen.one.asking.stopped is not None
    assert (seen.one.asking.stopped.times, seen.one.asking.tries) == (1, ()), "the system was not silent: nobody asked"
    turns = [await ask_waiting(zone.node, zone.world.clock.forward(minutes=5)) for _ in range(3)]
    assert turns == [1, 1, 1], "and they come again, later and later"


async def test_a_file_that_is_taken_back_brings_no_withdrawn_duty_back(asking: Asking) -> None:
    asked, zone = await asking.asks(), asking.zone
    number, at = asked.asking.obligation, zone.now()
    async with zone.node.store.transaction() as transaction:
        await KeptObligations(zone.node, transaction, "system:test").give(number, at)
    await withdraws(asking, asked.paper.id)
    for _ in range(2):
        async with zone.node.store.transaction() as transaction:
            keeping = KeptObligations(zone.node, transaction, "system:test")
            assert await keeping.open_of(BODY, (await governing(zone)).data_set.code) == []
            await keeping.reopen(Settled(number, None, ()), at)
    owed = await see_obligations.obligation(zone.node, zone.tokens["officer"], number, at)
    assert (owed.standing, owed.kept.paper.state) == (Standing.WITHDRAWN, "withdrawn")
