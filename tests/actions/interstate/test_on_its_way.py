"""What crosses on its way: a consent taken back while something goes, and a Party's last day with full post bags."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from actions.interstate.conftest import FSB, INTERIOR, KNB, PEOPLE, Between, State, received_items
from actions.interstate.test_directory import took
from actions.interstate.test_onward import PURPOSE, asks, at_interior, given
from actions.interstate.test_requests import DONE, at_the_other, sent, told
from almasu.actions.interstate import answer_onward, consent, enter_directory, offer, pass_on, see_cases, steer_request
from almasu.actions.interstate.directory import PartyNotice
from almasu.kernel.interstate.asking import Matter, Subject, Way
from almasu.kernel.interstate.case import CaseState
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import Granted
from almasu.kernel.interstate.parcels import unpacked
from almasu.kernel.interstate.parties import Notice, NoticeKind
from almasu.kernel.interstate.problems import NOT_IN_FORCE
from almasu.law.moment import in_astana
from almasu.law.problem import Problem

WITHDRAW = (steer_request.prepare_withdrawal, steer_request.withdraw_request)


async def say_in_turn(state: State, peer: State) -> list[str]:
    """Carry one side's bag; what the other says of each parcel, "" where it took it."""
    bag, state.post.bag = state.post.bag, []
    return [await took(peer, state.code, unpacked(data)) for _, data in bag]


async def test_a_consent_that_is_taken_back_while_the_passing_is_signed_passes_nothing_on(between: Between) -> None:
    kz, ru = between.kz, between.ru
    mine, theirs = await asks(between, await given(between))
    granted = answer_onward.Form(theirs.paper.id, Granted(PURPOSE, theirs.onward.asked.until))
    await ru.signs("head", answer_onward.prepare_answer, answer_onward.answer_onward, granted)
    await between.carry()
    act = await pass_on.prepare_passing(kz.node, kz.tokens["head"], pass_on.Form(mine.paper.id), kz.now())
    back = answer_onward.OfOnward(theirs.paper.id)
    await ru.signs("head", answer_onward.prepare_taking_back, answer_onward.take_back, back)
    await between.carry()
    cms = f"signed {PEOPLE['KZ']['head'][0]} {act.id}".encode()
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await pass_on.pass_on(kz.node, kz.tokens["head"], act.id, cms, kz.now())
    assert await at_interior(between) == []
    assert not kz.post.bag


async def test_a_consent_and_its_end_in_one_bag_leave_nothing_to_pass_on_nor_to_disclose(between: Between) -> None:
    kz, ru = between.kz, between.ru
    mine, theirs = await asks(between, await given(between))
    granted = answer_onward.Form(theirs.paper.id, Granted(PURPOSE, theirs.onward.asked.until))
    await ru.signs("head", answer_onward.prepare_answer, answer_onward.answer_onward, granted)
    back = answer_onward.OfOnward(theirs.paper.id)
    await ru.signs("head", answer_onward.prepare_taking_back, answer_onward.take_back, back)
    request = (await see_cases.cases(kz.node, kz.tokens["officer"], kz.now()))[0]
    form = consent.Form(request.paper.id, (INTERIOR,))
    consented = await kz.signs("head", consent.prepare_consent, consent.give_consent, form)
    no_more = consent.OfConsent(request.paper.id, consented.case.consents[0].act)
    await kz.signs("head", consent.prepare_taking_back, consent.take_consent_back, no_more)
    assert await say_in_turn(ru, kz) == await say_in_turn(kz, ru) == ["", ""]
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await pass_on.prepare_passing(kz.node, kz.tokens["head"], pass_on.Form(mine.paper.id), kz.now())
    [known] = (await at_the_other(between)).case.consents
    assert known.taken_back_at is not None


async def test_a_request_that_is_withdrawn_while_its_answer_is_under_way_ends_at_both_sides(between: Between) -> None:
    """The answer finds no request any more: its body learns that it was not accepted, and nothing of it is kept."""
    kz, ru = between.kz, between.ru
    mine = await sent(between)
    await between.carry()
    await told(between, await at_the_other(between), {1: (DONE,)})
    await kz.signs("head", *WITHDRAW, steer_request.OfCase(mine.paper.id))
    assert await say_in_turn(ru, kz) == ["cis.ended"]
    assert await say_in_turn(kz, ru) == [""]
    known = await see_cases.one_case(kz.node, kz.tokens["officer"], mine.paper.id, kz.now())
    theirs = await at_the_other(between)
    assert known.case.state is theirs.case.state is CaseState.CLOSED
    assert await received_items(kz.node, kz.tokens["officer"], kz.now()) == []


async def test_on_a_partys_last_day_with_full_bags_what_arose_is_answered_and_what_comes_later_is_refused(
    between: Between,
) -> None:
    """A request has its effect on the day it is received (CIS-8.2); what arose until the end is settled (CIS-18)."""
    kz, ru = between.kz, between.ru
    today = in_astana(between.clock()).date()
    notice = PartyNotice("RU", Notice(NoticeKind.LEAVING, today, "нота о выходе"))
    for state in (kz, ru):
        await state.signs("keeper", enter_directory.prepare_notice, enter_directory.enter_notice, notice)
    between.clock.at += notice.notice.effect_day - today - timedelta(days=1)
    for state in (kz, ru):
        await state.come_in()
    mine = await sent(between)
    await between.carry()
    theirs = await at_the_other(between)
    await told(between, theirs, {1: (DONE,)})
    late = await sent(between)
    offered = offer.Form(KNB, Subject.TERRORISM, Matter.EVENT, "предупреждение готовящегося преступления")
    await ru.signs("head", offer.prepare_offer, offer.offer, offered)
    between.clock.at += timedelta(days=1)
    for state in (kz, ru):
        await state.come_in()
    assert await say_in_turn(ru, kz) == ["", NOT_IN_FORCE.code], "the answer is taken, what nobody asked for is not"
    assert await say_in_turn(kz, ru) == [NOT_IN_FORCE.code], "a request that nobody received in time binds nobody"
    [item] = await received_items(kz.node, kz.tokens["officer"], kz.now())
    assert item.item.received.owner == FSB
    assert {"CIS-18"} <= set(NOT_IN_FORCE.cites)
    assert (await told(between, theirs, {2: (DONE,)})).case.state is CaseState.CLOSED
    assert await say_in_turn(ru, kz) == [""], "the rest of what was asked in time is still answered"
    ended = await see_cases.one_case(kz.node, kz.tokens["officer"], mine.paper.id, kz.now())
    assert ended.case.state is CaseState.CLOSED
    waits = await see_cases.one_case(kz.node, kz.tokens["officer"], late.paper.id, kz.now())
    assert waits.case.state is CaseState.SENT
    with pytest.raises(Problem, match=r"cis\.refused"):
        await sent(between)


async def test_after_a_partys_last_day_nothing_new_goes_by_a_standing_request_or_an_offer(between: Between) -> None:
    """What arose is settled: each item once (CIS-18). What arrives later would be an exchange of its own (CIS-7b)."""
    kz, ru = between.kz, between.ru
    today = in_astana(between.clock()).date()
    await sent(between, way=Way.STANDING, ends_on=today + timedelta(days=360), review_on=today + timedelta(days=300))
    await between.carry()
    theirs = await at_the_other(between)
    await told(between, theirs, {1: (DONE,)})
    await told(between, theirs, {1: (DONE,)})
    wanted = await offered_and_wanted(between)
    await between.carry()
    for node in (kz, ru):
        await told_of_leaving(node, today)
    await told(between, theirs, {1: (DONE,)})
    between.clock.at += timedelta(days=200)
    for state in (kz, ru):
        await state.come_in()
    assert await say_in_turn(ru, kz) == [""], "signed in time, and on its way since"
    for outcomes in ({1: (DONE,)}, {2: (DONE,), 1: (DONE,)}):
        with pytest.raises(Problem, match=r"cis\.nothing_new"):
            await told(between, theirs, outcomes)
    handing = offer.Handing(wanted, "сведения по предложению")
    with pytest.raises(Problem, match=r"cis\.nothing_new"):
        await ru.signs("head", offer.prepare_handing, offer.hand_over, handing)
    await told(between, theirs, {2: (DONE,)})
    assert await say_in_turn(ru, kz) == [""], "an item that nobody told of yet was owed since the request arrived"
    assert len(await received_items(kz.node, kz.tokens["officer"], kz.now())) == 4
    back = offer.Settling(wanted, OfferState.TAKEN_BACK)
    await ru.signs("head", offer.prepare_settling, offer.settle_offer, back)
    assert await say_in_turn(ru, kz) == [""], "what goes no further may be ended"


async def test_a_node_that_does_not_know_that_a_party_left_is_refused_by_the_other(between: Between) -> None:
    kz, ru = between.kz, between.ru
    today = in_astana(between.clock()).date()
    await sent(between, way=Way.STANDING, ends_on=today + timedelta(days=360), review_on=today + timedelta(days=300))
    await between.carry()
    theirs = await at_the_other(between)
    await told(between, theirs, {1: (DONE,)})
    wanted = await offered_and_wanted(between)
    await between.carry()
    await told_of_leaving(kz, today)
    between.clock.at += timedelta(days=200)
    for state in (kz, ru):
        await state.come_in()
    await told(between, theirs, {1: (DONE,)})
    handing = offer.Handing(wanted, "сведения по предложению")
    await ru.signs("head", offer.prepare_handing, offer.hand_over, handing)
    assert await say_in_turn(ru, kz) == ["cis.nothing_new", "cis.nothing_new"]
    assert len(await received_items(kz.node, kz.tokens["officer"], kz.now())) == 1


async def told_of_leaving(state: State, today: date) -> None:
    """A state enters that Russia leaves, six months from today."""
    notice = PartyNotice("RU", Notice(NoticeKind.LEAVING, today, "нота о выходе"))
    await state.signs("keeper", enter_directory.prepare_notice, enter_directory.enter_notice, notice)


async def offered_and_wanted(between: Between) -> UUID:
    """Russia offers something, Kazakhstan wants it: its number, the same at the giving side."""
    ru, kz = between.ru, between.kz
    form = offer.Form(KNB, Subject.TERRORISM, Matter.EVENT, "предупреждение готовящегося преступления")
    made = await ru.signs("head", offer.prepare_offer, offer.offer, form)
    await between.carry()
    [known] = await offer.offers(kz.node, kz.tokens["officer"], kz.now())
    settling = offer.Settling(known.paper.id, OfferState.WANTED)
    await kz.signs("head", offer.prepare_settling, offer.settle_offer, settling)
    number = made.paper.id
    assert isinstance(number, UUID)
    return number
