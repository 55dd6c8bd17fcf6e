"""A body without a system works at another state's node: its own people and requests, nobody else's (CIS-6.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actions.interstate.conftest import FSB, KNB, Between, asked_for, number, received_items, session_of
from almasu.actions.interstate import (
    answer_onward,
    ask_onward,
    consult,
    offer,
    onward_kept,
    pass_on,
    register_worker,
    see_cases,
    tell,
    write_request,
)
from almasu.actions.interstate.enter_directory import enter_body, prepare_body, see_directory
from almasu.actions.interstate.register_worker import Worker
from almasu.kernel.interstate.answering import Done
from almasu.kernel.interstate.asking import Matter, Subject
from almasu.kernel.interstate.case import CaseState, Side
from almasu.kernel.interstate.consulting import ConsultationState, Minutes, Result, Topic
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import Granted
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.parties.account import Role
from almasu.law.problem import Problem
from almasu.law.text import Text

DONE = Done("проверены учёты границы", "лицо въезжало дважды")
GUEST, BIN = "by-kgb", "150740009884"
NAME = Text("Мемлекеттік қауіпсіздік комитеті", "Комитет госбезопасности", "State Security Committee")
BODY = Body(GUEST, "BY", BodyKind.COMPETENT, NAME, date(2018, 8, 27), None, date(2019, 5, 1), "", BIN, "RU", "нота")


class Guests:
    """The people of the guest at Russia's node, registered by its keeper."""

    def __init__(self, between: Between) -> None:
        self.between, self.state = between, between.ru
        self.tokens: dict[str, str] = {}
        self.iins = {"officer": number("84010130101"), "head": number("84010130111")}

    async def come(self) -> None:
        for state in (self.between.kz, self.state):
            await state.signs("keeper", prepare_body, enter_body, BODY)
        for name, role in (("officer", Role.CIS_OFFICER), ("head", Role.CIS_HEAD)):
            worker = Worker(GUEST, role, self.iins[name], "ИВАНОВ", "ИВАН", "", "Начальник отдела")
            account = await self.state.signs(
                "keeper", register_worker.prepare_worker, register_worker.register_worker, worker
            )
            self.tokens[name] = await session_of(self.state.node, account, self.state.now())

    async def signs(self, prepare: Any, finish: Any, *told: object) -> Any:
        node, token, at = self.state.node, self.tokens["head"], self.state.now()
        act = await prepare(node, token, *told, at)
        return await finish(node, token, act.id, f"signed {self.iins['head']} {act.id}".encode(), at)

    async def cases(self) -> list[Any]:
        return list(await see_cases.cases(self.state.node, self.tokens["officer"], self.state.now()))

    async def asks(self, requested: str) -> Any:
        form = asked_for(requested=requested)
        draft = await write_request.write_request(self.state.node, self.tokens["officer"], form, self.state.now())
        of = write_request.OfDraft(draft.paper.id)
        return await self.signs(write_request.prepare_request, write_request.send_request, of)


@pytest.fixture
async def guests(between: Between) -> Guests:
    made = Guests(between)
    await made.come()
    return made


async def host_cases(between: Between) -> list[Any]:
    return list(await see_cases.cases(between.ru.node, between.ru.tokens["officer"], between.ru.now()))


async def test_a_guest_asks_another_state_through_the_node_it_works_at(between: Between, guests: Guests) -> None:
    case = await guests.asks(KNB)
    assert case.case.channel is Channel.WORKPLACE
    await between.carry()
    kz = between.kz
    (theirs,) = await see_cases.cases(kz.node, kz.tokens["officer"], kz.now())
    await kz.signs("head", tell.prepare_telling, tell.tell, tell.Form(theirs.paper.id, {1: (DONE,), 2: (DONE,)}))
    await between.carry()
    assert [one.case.state for one in await guests.cases()] == [CaseState.CLOSED]
    assert await host_cases(between) == [], "the host learns nothing of its guest's requests"
    ru = between.ru
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await see_cases.one_case(ru.node, ru.tokens["head"], case.paper.id, ru.now())


async def test_a_guest_and_its_host_ask_each_other_on_one_node(between: Between, guests: Guests) -> None:
    case = await guests.asks(FSB)
    await between.carry()
    (theirs,) = await host_cases(between)
    assert (theirs.case.side, theirs.paper.id != case.paper.id) == (Side.ASKED, True)
    await between.ru.signs(
        "head", tell.prepare_telling, tell.tell, tell.Form(theirs.paper.id, {1: (DONE,), 2: (DONE,)})
    )
    await between.carry()
    assert [(one.case.side, one.case.state) for one in await guests.cases()] == [(Side.ASKING, CaseState.CLOSED)]


async def test_an_offer_between_two_bodies_of_one_node_moves_each_of_its_two_copies(
    between: Between, guests: Guests
) -> None:
    offered = offer.Form(FSB, Subject.TERRORISM, Matter.EVENT, "предупреждение террористического акта")
    made = await guests.signs(offer.prepare_offer, offer.offer, offered)
    await between.carry()
    ru = between.ru
    (theirs,) = await offer.offers(ru.node, ru.tokens["head"], ru.now())
    want = offer.Settling(theirs.paper.id, OfferState.WANTED)
    await ru.signs("head", offer.prepare_settling, offer.settle_offer, want)
    await between.carry()
    handing = offer.Handing(made.paper.id, "сведения о готовящемся событии")
    await guests.signs(offer.prepare_handing, offer.hand_over, handing)
    await between.carry()
    (theirs,) = await offer.offers(ru.node, ru.tokens["head"], ru.now())
    assert theirs.kept.offer.state is OfferState.HANDED_OVER


async def test_a_guest_chooses_among_bodies_of_other_states_its_host_among_them(guests: Guests) -> None:
    node, at = guests.state.node, guests.state.now()
    seen = await see_directory(node, guests.tokens["officer"], at)
    assert seen.own is not None
    partners = {one.id for one in seen.directory.partners(seen.own.party, at.date())}
    assert {FSB, KNB} <= partners
    assert GUEST not in partners


async def test_nobody_is_registered_for_a_body_that_works_elsewhere(between: Between, guests: Guests) -> None:
    worker = Worker(GUEST, Role.CIS_HEAD, number("84010130121"), "ИВАНОВ", "ИВАН", "", "Начальник")
    with pytest.raises(Problem, match=r"cis\.no_such_body"):
        await between.kz.signs("keeper", register_worker.prepare_worker, register_worker.register_worker, worker)


async def test_a_guest_and_its_host_consult_on_one_node_and_each_signs_for_itself(
    between: Between, guests: Guests
) -> None:
    ru, day = between.ru, between.clock().date()
    form = consult.Form(FSB, Topic.JOINT, "порядок сверки сведений", day)
    mine = await guests.signs(consult.prepare_invitation, consult.invite, form)
    await between.carry()
    [theirs] = (await consult.consultations(ru.node, ru.tokens["head"], "", ru.now())).items
    assert theirs.paper.id != mine.paper.id
    for foreign in (mine.paper.id, theirs.paper.id):
        token = ru.tokens["head"] if foreign == mine.paper.id else guests.tokens["head"]
        with pytest.raises(Problem, match=r"paper\.unknown"):
            await consult.one_consultation(ru.node, token, foreign, ru.now())
    yes = consult.Answer(theirs.paper.id, agrees=True)
    await ru.signs("head", consult.prepare_answer, consult.answer, yes)
    await between.carry()
    minutes = Minutes("ab" * 32, day, Result.SETTLED)
    pair = (consult.prepare_minutes, consult.sign_minutes)
    await guests.signs(*pair, consult.Signing(mine.paper.id, minutes))
    await between.carry()
    [there] = (await consult.consultations(ru.node, ru.tokens["head"], "", ru.now())).items
    assert (there.consultation.state, dict(there.consultation.signed).keys()) == (
        ConsultationState.MINUTED,
        {GUEST},
    ), "nobody signed for the host"
    await ru.signs("head", *pair, consult.Signing(theirs.paper.id, minutes))
    await between.carry()
    for token in (ru.tokens["head"], guests.tokens["head"]):
        [closed] = (await consult.consultations(ru.node, token, "", ru.now())).items
        assert (closed.consultation.state, len(closed.consultation.signed)) == (ConsultationState.CLOSED, 2)


async def test_a_guest_passes_on_to_its_host_what_another_state_lets_it(between: Between, guests: Guests) -> None:
    await guests.asks(KNB)
    await between.carry()
    kz, ru = between.kz, between.ru
    (theirs,) = await see_cases.cases(kz.node, kz.tokens["officer"], kz.now())
    await kz.signs("head", tell.prepare_telling, tell.tell, tell.Form(theirs.paper.id, {1: (DONE,)}))
    await between.carry()
    (item,) = await received_items(ru.node, guests.tokens["officer"], ru.now())
    until, purpose = kz.now().date() + timedelta(days=9), "розыск подозреваемого по делу"
    form = ask_onward.Form(item.paper.id, FSB, purpose, until)
    mine = await guests.signs(ask_onward.prepare_asking, ask_onward.ask_onward, form)
    await between.carry()
    passing = (pass_on.prepare_passing, pass_on.pass_on, pass_on.Form(mine.paper.id))
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await guests.signs(*passing)
    (asked,) = (await onward_kept.askings(kz.node, kz.tokens["head"], "", kz.now())).items
    answer = answer_onward.Form(asked.paper.id, Granted(purpose, until))
    await kz.signs("head", answer_onward.prepare_answer, answer_onward.answer_onward, answer)
    await between.carry()
    await guests.signs(*passing)
    await between.carry()
    (passed,) = await received_items(ru.node, ru.tokens["officer"], ru.now())
    assert (passed.item.received.owner, passed.item.received.holder) == (KNB, GUEST)
