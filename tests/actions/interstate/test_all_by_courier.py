"""Offers, onward use and consultations of a body without a node go by courier, under the same law as between nodes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from actions.interstate.conftest import INTERIOR, KNB, PEOPLE, Between, State, asked_for, received_items
from actions.interstate.test_packets import NODELESS, REQUEST, SCAN, entered, handed, register
from almasu.actions.interstate import (
    answer_onward,
    ask_onward,
    cases,
    confirm_packet,
    consult,
    file_act,
    offer,
    onward_kept,
    packets,
    pass_on,
    see_cases,
    taken_back,
    tell,
    write_request,
)
from almasu.actions.interstate.brought import (
    SaysConsent,
    SaysConsentBack,
    SaysHandedOver,
    SaysInvitation,
    SaysInvitationAnswered,
    SaysLegalAct,
    SaysMinutes,
    SaysOffer,
    SaysOfferSettled,
    SaysOnwardAnswered,
    SaysOnwardAsked,
    SaysOnwardBack,
    SaysPassedOn,
)
from almasu.actions.interstate.enter_directory import enter_body, prepare_body
from almasu.kernel.interstate.answering import Done
from almasu.kernel.interstate.asking import Matter, Subject
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.consulting import ConsultationState, Minutes, Result, Topic
from almasu.kernel.interstate.legal_acts import ActKind, LegalAct
from almasu.kernel.interstate.messages import Direction, Form, Way
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import Declined, Granted, OnwardGround, OnwardState
from almasu.kernel.interstate.packets import PacketKind, PacketState
from almasu.kernel.interstate.parcels import SECRET_WORDS
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.sending import Channel
from almasu.law.problem import Problem
from almasu.law.text import Text

WORDS, CONTENT = "розыск подозреваемого по делу", "лицо въезжало дважды"
MINUTES = Minutes("cd" * 32, date(2026, 1, 1), Result.SETTLED)
ANSWER = (offer.prepare_settling, offer.settle_offer)
HAND = (offer.prepare_handing, offer.hand_over)
REPLY = (answer_onward.prepare_answer, answer_onward.answer_onward)
SIGN = (consult.prepare_minutes, consult.sign_minutes)


@pytest.fixture
async def kz(between: Between) -> State:
    """A node that knows a body of Belarus, and no node of it."""
    name = Text("Мемлекеттік қауіпсіздік комитеті", "Комитет госбезопасности", "State Security Committee")
    body = Body(NODELESS, "BY", BodyKind.COMPETENT, name, date(2018, 8, 27), None, date(2019, 5, 1), ground="нота")
    await between.kz.signs("keeper", prepare_body, enter_body, body)
    return between.kz


async def offered(kz: State) -> UUID:
    form = offer.Form(NODELESS, Subject.TERRORISM, Matter.EVENT, WORDS, Channel.COURIER)
    made = await kz.signs("head", offer.prepare_offer, offer.offer, form)
    return made.paper.id


async def given(kz: State) -> UUID:
    """An offer of ours that was wanted and handed over."""
    number = await offered(kz)
    await entered(kz, SaysOfferSettled(number, OfferState.WANTED), theirs="w")
    await kz.signs("head", *HAND, offer.Handing(number, CONTENT))
    return number


async def received(kz: State) -> UUID:
    """An item that an offer by courier brought."""
    came = await entered(kz, SaysOffer(NODELESS, Subject.TERRORISM, Matter.EVENT, WORDS), theirs="8/1")
    await kz.signs("head", *ANSWER, offer.Settling(came.packet.case, OfferState.WANTED))
    await entered(kz, SaysHandedOver(came.packet.case, CONTENT), theirs="8/2")
    (item,) = await received_items(kz.node, kz.tokens["officer"], kz.now())
    return item.paper.id


async def texts(kz: State) -> list[str]:
    return [one.packet.text for one in await register(kz, Direction.OUT)]


async def confirmed(kz: State, came: Any, who: str = "head", **change: Any) -> Any:
    word = confirm_packet.Confirming(came.paper.id, **{"document": SCAN, **change})
    return await kz.signs(who, confirm_packet.prepare_confirming, confirm_packet.confirm_packet, word)


async def state_of(kz: State, number: UUID) -> OfferState:
    return (await offer.one_offer(kz.node, kz.tokens["head"], number, kz.now())).kept.offer.state


async def onward_of(kz: State, number: UUID) -> Any:
    return (await onward_kept.one_asking(kz.node, kz.tokens["head"], number, kz.now())).onward


async def test_an_offer_of_ours_goes_on_paper_and_its_content_only_once_it_was_wanted(kz: State) -> None:
    number = await offered(kz)
    (waits,) = await register(kz, Direction.OUT)
    assert (waits.packet.kind, waits.packet.case) == (PacketKind.OFFERS, number)
    assert WORDS in waits.packet.text
    await handed(kz, waits.paper.id)
    with pytest.raises(Problem, match=r"cis\.offer_ended"):
        await kz.signs("head", *HAND, offer.Handing(number, CONTENT))
    await entered(kz, SaysOfferSettled(number, OfferState.WANTED))
    await kz.signs("head", *HAND, offer.Handing(number, CONTENT))
    assert await state_of(kz, number) is OfferState.HANDED_OVER
    assert [CONTENT in one for one in await texts(kz)].count(True) == 1
    assert kz.post.bag == [], "nothing of it went over the network"
    about = await packets.packets_about(kz.node, kz.tokens["officer"], number, kz.now())
    assert sorted(one.packet.kind for one in about) == ["handsover", "offers", "settlesoffer"]
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await packets.packets_about(kz.node, kz.tokens["stranger"], number, kz.now())


async def test_what_another_body_offers_on_paper_is_answered_on_paper_and_kept_with_its_purpose(kz: State) -> None:
    number = await received(kz)
    (item,) = await received_items(kz.node, kz.tokens["officer"], kz.now())
    told = item.item
    assert (told.content, told.received.purpose, told.received.owner) == (CONTENT, WORDS, NODELESS)
    assert (told.carrier.way, item.paper.id) == (Way.COURIER, number)
    (answer,) = await texts(kz)
    assert "просим передать" in answer
    assert f"На № 8/1 от {kz.now():%d.%m.%Y}" in answer, "the other side knows its own number, not ours"


async def test_consent_to_pass_on_is_asked_and_answered_by_courier_and_taken_back(between: Between, kz: State) -> None:
    until = kz.now().date() + timedelta(days=30)
    form = ask_onward.Form(await received(kz), INTERIOR, WORDS, until)
    asked = await kz.signs("head", ask_onward.prepare_asking, ask_onward.ask_onward, form)
    assert asked.onward.asked.channel is Channel.COURIER
    assert any(str(asked.onward.asked.item) in one for one in await texts(kz))
    passing = pass_on.Form(asked.paper.id)
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await kz.signs("head", pass_on.prepare_passing, pass_on.pass_on, passing)
    came = await entered(kz, SaysOnwardAnswered(asked.paper.id, Granted(WORDS, until)), theirs="8/3")
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await kz.signs("head", pass_on.prepare_passing, pass_on.pass_on, passing)
    await confirmed(kz, came)
    await kz.signs("head", pass_on.prepare_passing, pass_on.pass_on, passing)
    (theirs,) = await received_items(kz.node, kz.tokens["stranger"], kz.now())
    assert (theirs.item.received.owner, theirs.item.received.holder) == (NODELESS, KNB)
    between.clock.at += timedelta(minutes=1)
    await entered(kz, SaysOnwardBack(asked.paper.id), theirs="8/4")
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await kz.signs("head", pass_on.prepare_passing, pass_on.pass_on, passing)
    assert kz.post.bag == []


async def consented(kz: State) -> tuple[UUID, Any]:
    """A request that came by courier, and the consent of its body to disclose it, entered by an officer."""
    await entered(kz, REQUEST, theirs="1")
    (case,) = await see_cases.cases(kz.node, kz.tokens["head"], kz.now())
    says = SaysConsent(case.paper.id, (INTERIOR,), kz.now().date())
    return case.paper.id, await entered(kz, says, theirs="2")


async def consents(kz: State, case: UUID) -> int:
    return len((await see_cases.one_case(kz.node, kz.tokens["head"], case, kz.now())).case.consents)


async def test_of_a_secret_paper_its_card_alone_is_entered(kz: State) -> None:
    with pytest.raises(Problem, match=r"cis\.secret_text"):
        await entered(kz, replace(REQUEST, stamp="Сов. секретно"), theirs="5")
    with pytest.raises(Problem, match=r"cis\.secret_text"):
        await entered(kz, replace(REQUEST, other="Особой важности\nсведения о лице"), theirs="5")
    assert await see_cases.cases(kz.node, kz.tokens["head"], kz.now()) == []
    items = tuple(replace(one, words=SECRET_WORDS) for one in REQUEST.items)
    card = replace(REQUEST, stamp="Сов. секретно", basis=SECRET_WORDS, items=items, purpose=SECRET_WORDS, other="")
    await entered(kz, card, theirs="5")
    (case,) = await see_cases.cases(kz.node, kz.tokens["head"], kz.now())
    assert case.case.stamps[0].is_secret


async def test_a_consent_on_paper_counts_once_a_second_person_read_the_same_paper(kz: State) -> None:
    case, came = await consented(kz)
    assert (came.paper.state, await consents(kz, case)) == (PacketState.TO_CONFIRM, 0)
    found = await confirm_packet.to_confirm(kz.node, kz.tokens["head"], came.paper.id, kz.now())
    assert "Министерство внутренних дел" in found.entered.text
    assert f"Действует по {kz.now():%d.%m.%Y} включительно." in found.entered.text
    for who, change, code in (
        ("officer", {}, "cis.packet.same_hand"),
        ("head", {"document": "cd" * 32}, "cis.packet.other_document"),
        ("head", {"document": "cd"}, "cis.packet.value"),
        ("head", {"agrees": False}, "cis.value"),
        ("strange head", {}, "paper.unknown"),
    ):
        with pytest.raises(Problem, match=code.replace(".", r"\.")):
            await confirmed(kz, came, who, **change)
    assert await consents(kz, case) == 0
    settled = await confirmed(kz, came)
    assert (settled.paper.state, await consents(kz, case)) == (PacketState.ENTERED, 1)
    with pytest.raises(Problem, match=r"cis\.packet\.moved"):
        await confirmed(kz, came)


async def test_a_consent_that_is_taken_back_before_it_was_confirmed_never_comes_into_force(kz: State) -> None:
    case, came = await consented(kz)
    with pytest.raises(Problem, match=r"cis\.ended"):
        await entered(kz, SaysConsentBack(case, UUID(int=9)), theirs="3")
    (waits,) = await taken_back.consents_waiting(kz.node, kz.tokens["officer"], case, kz.now())
    back = await entered(kz, SaysConsentBack(case, waits.act), theirs="3")
    assert back.paper.state == PacketState.ENTERED, "what narrows counts at once"
    with pytest.raises(Problem, match=r"cis\.packet\.moved"):
        await confirmed(kz, came)
    with pytest.raises(Problem, match=r"cis\.packet\.entered"):
        await entered(kz, SaysConsent(case, (INTERIOR,)), theirs="2")
    assert await consents(kz, case) == 0
    until = kz.now().date() + timedelta(days=30)
    form = ask_onward.Form(await received(kz), INTERIOR, WORDS, until)
    asked = await kz.signs("head", ask_onward.prepare_asking, ask_onward.ask_onward, form)
    came = await entered(kz, SaysOnwardAnswered(asked.paper.id, Granted(WORDS, until)), theirs="8/3")
    await entered(kz, SaysOnwardBack(asked.paper.id), theirs="8/4")
    with pytest.raises(Problem, match=r"cis\.packet\.moved"):
        await confirmed(kz, came)
    assert (await onward_of(kz, asked.paper.id)).state is OnwardState.ASKED, "the owner may answer anew"
    with pytest.raises(Problem, match=r"cis\.ended"):
        await entered(kz, SaysOnwardBack(asked.paper.id), theirs="8/5")


async def test_what_a_second_person_reads_otherwise_is_entered_anew_under_the_number_that_it_has(kz: State) -> None:
    case, came = await consented(kz)
    denied = await confirmed(kz, came, agrees=False, reason="в бумаге назван другой орган")
    assert (denied.paper.state, await consents(kz, case)) == (PacketState.NOT_CONFIRMED, 0)
    again = await entered(kz, SaysConsent(case, ("kz-finance",)), theirs="2")
    assert (again.packet.number, again.paper.id) == (came.packet.number, came.paper.id)
    await confirmed(kz, again)
    assert await consents(kz, case) == 1
    with pytest.raises(Problem, match=r"cis\.packet\.entered"):
        await entered(kz, SaysConsent(case, (INTERIOR,)), theirs="2")


async def test_the_owner_is_asked_on_paper_of_what_it_really_gave_and_answers_on_paper(kz: State) -> None:
    number, until = await given(kz), kz.now().date() + timedelta(days=9)
    says = SaysOnwardAsked(number, INTERIOR, WORDS, until)
    came = await entered(kz, says, theirs="9/1")
    declined = Declined(OnwardGround.OWNER, "не согласны на передачу")
    await kz.signs("head", *REPLY, answer_onward.Form(came.packet.case, declined))
    assert (await onward_of(kz, came.packet.case)).state is OnwardState.REFUSED
    assert any("на то нет воли собственника" in one for one in await texts(kz))
    with pytest.raises(Problem, match=r"cis\.not_asked_here"):
        await entered(kz, SaysOnwardAsked(await offered(kz), INTERIOR, WORDS, until), theirs="9/2")


async def test_an_answer_given_on_paper_may_be_asked_to_go_on_part_by_part(kz: State) -> None:
    await entered(kz, REQUEST, theirs="1")
    (case,) = await see_cases.cases(kz.node, kz.tokens["head"], kz.now())
    outcome = {1: (Done("проверены учёты границы", CONTENT),)}
    told = await kz.signs("head", tell.prepare_telling, tell.tell, tell.Form(case.paper.id, outcome))
    part, until = f"{told.case.reception.told[0].act}/1/0", kz.now().date()
    asked = await entered(kz, SaysOnwardAsked(case.paper.id, INTERIOR, WORDS, until, part), theirs="2")
    assert (await onward_of(kz, asked.packet.case)).asked.part == "1/0"
    with pytest.raises(Problem, match=r"cis\.not_asked_here"):
        await entered(kz, SaysOnwardAsked(case.paper.id, INTERIOR, WORDS, until, f"{UUID(int=7)}/1/0"), theirs="3")


async def test_what_a_body_passes_on_by_courier_comes_under_its_owners_consent_or_not_at_all(kz: State) -> None:
    until = kz.now().date()
    says = SaysPassedOn(NODELESS, "ru-fsb", WORDS, CONTENT, "согласие № 4", "сведения № 9", until)
    came = await entered(kz, says, theirs="7/1")
    assert await received_items(kz.node, kz.tokens["officer"], kz.now()) == []
    await confirmed(kz, came)
    (item,) = await received_items(kz.node, kz.tokens["officer"], kz.now())
    assert item.paper.id == came.packet.case
    assert (item.item.received.owner, item.item.received.holder) == ("ru-fsb", NODELESS)
    past = SaysPassedOn(NODELESS, "ru-fsb", WORDS, CONTENT, "согласие № 5", "сведения № 8", until - timedelta(days=1))
    ours = SaysPassedOn(NODELESS, INTERIOR, WORDS, CONTENT, "согласие № 6", "сведения № 7", until)
    with pytest.raises(Problem, match=r"cis\.value"):
        await entered(kz, replace(says, content=" "), theirs="7/3")
    for wrong in (past, ours):
        with pytest.raises(Problem, match=r"cis\.not_passed_on"):
            await entered(kz, wrong, theirs="7/2")


async def test_a_consultation_is_held_by_letters_until_both_signed_the_same_minutes(kz: State) -> None:
    form = consult.Form(NODELESS, Topic.DISPUTE, WORDS, kz.now().date(), "", Channel.COURIER)
    held = await kz.signs("head", consult.prepare_invitation, consult.invite, form)
    assert "консультация по спорному вопросу" in (await texts(kz))[0]
    await entered(kz, SaysInvitationAnswered(held.paper.id, True), theirs="5")
    await kz.signs("head", *SIGN, consult.Signing(held.paper.id, MINUTES))
    other = Minutes("ef" * 32, MINUTES.held_on, MINUTES.result)
    with pytest.raises(Problem, match=r"cis\.minutes_differ"):
        await entered(kz, SaysMinutes(held.paper.id, other), theirs="6")
    await entered(kz, SaysMinutes(held.paper.id, MINUTES), theirs="6")
    closed = await consult.one_consultation(kz.node, kz.tokens["head"], held.paper.id, kz.now())
    assert closed.consultation.state is ConsultationState.CLOSED


async def test_an_invitation_that_came_by_courier_is_answered_by_courier(kz: State) -> None:
    came = await entered(kz, SaysInvitation(NODELESS, Topic.JOINT, WORDS, kz.now().date()), theirs="4")
    form = consult.Answer(came.packet.case, agrees=False, reason="нет полномочий на такие консультации")
    await kz.signs("head", consult.prepare_answer, consult.answer, form)
    (answer,) = await texts(kz)
    assert "отказываемся" in answer
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await entered(kz, SaysInvitationAnswered(came.packet.case, True), theirs="5")


async def test_no_partner_makes_a_request_grow_without_an_end(kz: State, monkeypatch: pytest.MonkeyPatch) -> None:
    case, came = await consented(kz)
    held = await see_cases.one_case(kz.node, kz.tokens["head"], case, kz.now())
    monkeypatch.setattr(cases, "LARGEST", len(held.paper.data))
    with pytest.raises(Problem, match=r"cis\.full"):
        await confirmed(kz, came)


LAW = LegalAct(
    ActKind.NATIONAL, "№ 416", "Закон о противодействии терроризму", "KZ", date(1999, 7, 13), None, "aa" * 32
)


async def test_legal_acts_go_and_come_by_courier_and_are_found_with_what_they_came_on(kz: State) -> None:
    form = file_act.Form(LAW, by_courier=(NODELESS, NODELESS))
    filed = await kz.signs("head", file_act.prepare_act_card, file_act.file_act, form)
    (out,) = await register(kz, Direction.OUT)
    assert (out.packet.kind, out.packet.case) == (PacketKind.GIVESACT, filed.paper.id)
    assert all(one in out.packet.text for one in (LAW.number, LAW.name, "13.07.1999", LAW.sha256))
    assert kz.post.bag == [], "nothing of it went over the network"
    came = await entered(kz, SaysLegalAct(NODELESS, replace(LAW, number="№ 3-З", state="BY")), theirs="21")
    found = (await file_act.legal_acts(kz.node, kz.tokens["stranger"], "3-з", "", kz.now())).items
    assert [(one.paper.id, one.filed.by) for one in found] == [(came.packet.case, NODELESS)]
    assert found[0].filed.carrier == Carrier(Form.PAPER, Way.COURIER, came.packet.number)


async def test_an_act_goes_to_nobody_whom_the_agreement_does_not_bind_and_comes_with_its_number(kz: State) -> None:
    form = file_act.Form(LAW, by_courier=(INTERIOR,))
    with pytest.raises(Problem) as refused:
        await file_act.prepare_act_card(kz.node, kz.tokens["head"], form, kz.now())
    assert (refused.value.kind.code, refused.value.where) == ("cis.not_in_force", "by_courier")
    with pytest.raises(Problem, match=r"cis\.value"):
        await entered(kz, SaysLegalAct(NODELESS, replace(LAW, number=" ")), theirs="22")


async def test_nothing_is_entered_by_hand_for_what_goes_between_nodes_nor_for_a_foreign_body(kz: State) -> None:
    form = offer.Form("ru-fsb", Subject.TERRORISM, Matter.EVENT, WORDS)
    over_network = await kz.signs("head", offer.prepare_offer, offer.offer, form)
    with pytest.raises(Problem, match=r"cis\.packet\.other_way"):
        await entered(kz, SaysOfferSettled(over_network.paper.id, OfferState.WANTED))
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await entered(kz, SaysOfferSettled(await offered(kz), OfferState.WANTED), who="stranger")


async def test_whoever_signs_a_request_signs_the_channel_by_which_it_goes(kz: State) -> None:
    form = asked_for(requested=NODELESS, channel=Channel.COURIER)
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], form, kz.now())
    of = write_request.OfDraft(draft.paper.id)
    act = await write_request.prepare_request(kz.node, kz.tokens["head"], of, kz.now())
    assert b'"channel":"courier"' in act.data
    other = asked_for(requested=NODELESS)
    await write_request.rewrite_request(kz.node, kz.tokens["officer"], draft.paper.id, other, kz.now())
    cms = f"signed {PEOPLE['KZ']['head'][0]} {act.id}".encode()
    with pytest.raises(Problem, match=r"paper\.changed"):
        await write_request.send_request(kz.node, kz.tokens["head"], act.id, cms, kz.now())
