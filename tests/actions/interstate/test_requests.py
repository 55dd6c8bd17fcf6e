"""A request between two states: written, judged, signed, taken in, told of in parts, used for its purpose."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from actions.interstate.conftest import FSB, INTERIOR, KNB, PEOPLE, Between, asked_for, received_items
from almasu.actions.interstate import consent, items, offer, see_cases, steer_request, tell, write_request
from almasu.actions.interstate.deliver import deliver
from almasu.actions.interstate.offers_kept import handed_item
from almasu.kernel.interstate.answering import Conditional, Done, Ground, Postponed, Refused
from almasu.kernel.interstate.asking import Item, Matter, Subject, Way
from almasu.kernel.interstate.case import CaseState, Side
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.parcels import SECRET_WORDS, Asks, unpacked
from almasu.kernel.interstate.secrecy import Release, Stamp
from almasu.kernel.interstate.sending import Channel
from almasu.law.problem import Problem

DONE = Done("проверены базы пограничной службы", "лицо въезжало дважды в 2025 году")


async def sent(between: Between, **change: object) -> Any:
    kz = between.kz
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(**change), kz.now())
    form = write_request.OfDraft(draft.paper.id)
    return await kz.signs("head", write_request.prepare_request, write_request.send_request, form)


async def at_the_other(between: Between) -> Any:
    return (await see_cases.cases(between.ru.node, between.ru.tokens["officer"], between.ru.now()))[0]


async def told(between: Between, case: Any, outcomes: dict[int, Any], **more: Any) -> Any:
    form = tell.Form(case.paper.id, outcomes, **more)
    return await between.ru.signs("head", tell.prepare_telling, tell.tell, form)


async def test_what_was_marked_otherwise_meanwhile_does_not_leave_under_a_signature(between: Between) -> None:
    kz = between.kz
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(stamp="ДСП"), kz.now())
    number = draft.paper.id
    act = await write_request.prepare_request(kz.node, kz.tokens["head"], write_request.OfDraft(number), kz.now())
    await write_request.rewrite_request(kz.node, kz.tokens["officer"], number, asked_for(), kz.now())
    cms = f"signed {PEOPLE['KZ']['head'][0]} {act.id}".encode()
    with pytest.raises(Problem, match=r"paper\.changed"):
        await write_request.send_request(kz.node, kz.tokens["head"], act.id, cms, kz.now())


async def test_whoever_signs_is_told_at_once_of_everything_that_a_request_lacks(between: Between) -> None:
    kz = between.kz
    lacking = asked_for(basis="дело", purpose="зачем", items=(Item(Matter.PERSON, "кто"),))
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], lacking, kz.now())
    form = write_request.OfDraft(draft.paper.id)
    with pytest.raises(Problem, match=r"cis\.refused") as raised:
        await write_request.prepare_request(kz.node, kz.tokens["head"], form, kz.now())
    told = raised.value
    assert [words in told.title.ru for words in ("предмет и основание", "описание", "цель использования")] == [True] * 3
    assert {"CIS-8.1b", "CIS-8.1c", "CIS-8.1d"} <= set(told.kind.cites)
    assert told.remedy.ru.count("Напишите не менее чем тремя словами.") == 1


async def test_a_request_goes_out_is_taken_in_refused_in_part_put_off_and_finished(between: Between) -> None:
    kz, ru = between.kz, between.ru
    mine = await sent(between)
    assert (mine.case.state, mine.case.channel) == (CaseState.SENT, Channel.NODE)
    await between.carry()
    theirs = await at_the_other(between)
    assert (theirs.case.side, theirs.case.state) == (Side.ASKED, CaseState.RECEIVED)
    refusing = {1: (DONE,), 2: (Postponed(ru.now().date() + timedelta(days=40), "идёт проверка учредителей"),)}
    assert (await told(between, theirs, refusing)).case.state is CaseState.OPEN
    await between.carry()
    known = await see_cases.one_case(kz.node, kz.tokens["officer"], mine.paper.id, kz.now())
    assert known.case.state is CaseState.OPEN
    assert known.case.reception.due_at == theirs.case.due_at
    await told(between, theirs, {2: (Refused(Ground.LAW, "закон о тайне следствия запрещает"),)})
    await between.carry()
    known = await see_cases.one_case(kz.node, kz.tokens["officer"], mine.paper.id, kz.now())
    assert known.case.state is CaseState.CLOSED
    found = await received_items(kz.node, kz.tokens["officer"], kz.now())
    assert [one.item.received.owner for one in found] == [FSB]
    with pytest.raises(Problem, match=r"cis\.other_purpose"):
        await items.use_item(kz.node, kz.tokens["officer"], found[0].paper.id, "другая цель", kz.now())
    purpose = asked_for().purpose
    opened = await items.use_item(kz.node, kz.tokens["officer"], found[0].paper.id, purpose, kz.now())
    assert opened.item.content == DONE.results
    assert {"cis_use_refused", "cis_item_used", "cis_item_moved"} <= set(await kz.kinds())


async def test_the_marks_of_what_was_given_stay_on_the_request_at_both_sides(between: Between) -> None:
    mine = await sent(between)
    await between.carry()
    theirs = await at_the_other(between)
    given = await told(between, theirs, {1: (DONE,)}, stamps=(Stamp("ДСП", ""),))
    await between.carry()
    known = await see_cases.one_case(between.kz.node, between.kz.tokens["officer"], mine.paper.id, between.kz.now())
    [notice] = known.case.reception.told
    assert given.case.marked == {notice.act: (Stamp("ДСП", ""),)}
    assert known.case.marked == {notice.act: (Stamp("ДСП", "RU"),)}


async def test_the_notice_is_due_on_the_thirtieth_day_and_late_after_it_at_both_sides(between: Between) -> None:
    mine = await sent(between)
    await between.carry()
    theirs = await at_the_other(between)
    due = theirs.case.due_at
    assert due is not None
    assert due - between.clock() <= timedelta(days=31)
    between.clock.at = due + timedelta(seconds=1)
    await between.kz.come_in()
    await between.ru.come_in()
    later = Postponed(due.date() + timedelta(days=20), "идёт проверка по учётам")
    with pytest.raises(Problem, match=r"cis\.no_extension"):
        await told(between, theirs, {1: (later,)})
    known = await see_cases.one_case(between.kz.node, between.kz.tokens["head"], mine.paper.id, between.clock())
    assert known.case.is_late(between.clock())
    assert theirs.case.is_late(between.clock())


REFUSED = {
    "a body that is in no list": ({"requested": "kz-fma"}, "cis.no_such_body"),
    "a body of one's own state": ({"requested": INTERIOR}, "cis.refused"),
    "a request that is secret itself": ({"stamp": "секретно", "secret": True}, "cis.secret_text"),
    "a mark of secrecy without the tick": ({"stamp": "Совершенно секретно, экз. № 1"}, "cis.secret_text"),
    "a text under a mark of secrecy": ({"basis": "Өте құпия\nоснование запроса по делу"}, "cis.secret_text"),
    "the card of a request that is secret": (
        {
            "stamp": "секретно",
            "basis": SECRET_WORDS,
            "purpose": SECRET_WORDS,
            "items": (Item(Matter.FACT, SECRET_WORDS),),
        },
        "cis.refused",
    ),
    "no purpose": ({"purpose": ""}, "cis.refused"),
    "a text that is not Russian": ({"basis": "қылмыстық іс бойынша негіздеме мәтіні"}, "cis.refused"),
    "a standing request without an end": ({"way": Way.STANDING}, "cis.refused"),
    "nothing asked for": ({"items": ()}, "cis.refused"),
    "a system whose regime does not let the body in": ({"system": "ru-unknown"}, "cis.refused"),
    "a body of a state that nothing is known of": ({"requested": "cis-nobody"}, "cis.no_such_body"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_the_agreement_does_not_allow_does_not_leave(between: Between, case: str) -> None:
    change, code = REFUSED[case]
    with pytest.raises(Problem) as refused:
        await sent(between, **change)
    assert refused.value.kind.code == code
    assert not between.kz.post.bag


async def test_only_the_two_bodies_know_of_a_request(between: Between) -> None:
    mine = await sent(between)
    kz = between.kz
    assert await see_cases.cases(kz.node, kz.tokens["stranger"], kz.now()) == []
    foreign = await refusal(see_cases.one_case(kz.node, kz.tokens["stranger"], mine.paper.id, kz.now()))
    missing = await refusal(see_cases.one_case(kz.node, kz.tokens["stranger"], kz.node.new_id(), kz.now()))
    assert foreign == missing
    with pytest.raises(Problem, match=r"account\.role"):
        await see_cases.cases(kz.node, kz.tokens["keeper"], kz.now())


async def refusal(doing: Any) -> tuple[str, str]:
    with pytest.raises(Problem) as refused:
        await doing
    return refused.value.kind.code, refused.value.title.en


async def test_disclosure_needs_a_consent_that_stands(between: Between) -> None:
    kz, ru = between.kz, between.ru
    mine = await sent(between)
    await between.carry()
    theirs = await at_the_other(between)
    to = consent.To(mine.paper.id, INTERIOR)
    with pytest.raises(Problem, match=r"cis\.not_asked_here"):
        await consent.disclose(kz.node, kz.tokens["head"], to, kz.now())
    form = consent.Form(mine.paper.id, (INTERIOR,))
    given = await kz.signs("head", consent.prepare_consent, consent.give_consent, form)
    await between.carry()
    assert (await at_the_other(between)).case.consents[0].recipients == (INTERIOR,)
    await consent.disclose(kz.node, kz.tokens["head"], to, kz.now())
    known = await consent.disclosed_to_us(kz.node, kz.tokens["stranger"], kz.now())
    assert [(one.requesting, one.requested) for one in known] == [(KNB, FSB)]
    back = consent.OfConsent(mine.paper.id, given.case.consents[0].act)
    await kz.signs("head", consent.prepare_taking_back, consent.take_consent_back, back)
    await between.carry()
    with pytest.raises(Problem, match=r"cis\.not_asked_here"):
        await consent.disclose(kz.node, kz.tokens["head"], to, kz.now())
    with pytest.raises(Problem, match=r"cis\.no_such_body"):
        await consent.disclose(ru.node, ru.tokens["head"], consent.To(theirs.paper.id, INTERIOR), ru.now())
    day = kz.now().date()
    with pytest.raises(Problem, match=r"cis\.value"):
        await kz.signs("head", consent.prepare_consent, consent.give_consent, replace(form, until=day - timedelta(1)))
    await kz.signs("head", consent.prepare_consent, consent.give_consent, replace(form, until=day + timedelta(1)))
    await between.carry()
    assert (await at_the_other(between)).case.consents[-1].until == day + timedelta(1)
    await consent.disclose(kz.node, kz.tokens["head"], to, kz.now())
    between.clock.at += timedelta(days=2)
    await kz.come_in()
    await ru.come_in()
    with pytest.raises(Problem, match=r"cis\.not_asked_here"):
        await consent.disclose(kz.node, kz.tokens["head"], to, kz.now())
    with pytest.raises(Problem, match=r"cis\.not_its_consent"):
        await ru.signs("head", consent.prepare_consent, consent.give_consent, consent.Form(theirs.paper.id, (KNB,)))


async def test_a_standing_request_fires_until_it_is_withdrawn(between: Between) -> None:
    day = between.clock().date()
    ends = {"ends_on": day + timedelta(days=90), "review_on": day + timedelta(days=45)}
    mine = await sent(between, way=Way.STANDING, **ends)
    await between.carry()
    theirs = await at_the_other(between)
    for _ in range(2):
        assert (await told(between, theirs, {1: (DONE,)})).case.state is CaseState.OPEN
    await between.carry()
    kz = between.kz
    assert len(await received_items(kz.node, kz.tokens["officer"], kz.now())) == 2
    form = steer_request.OfCase(mine.paper.id)
    await kz.signs("head", steer_request.prepare_withdrawal, steer_request.withdraw_request, form)
    await between.carry()
    with pytest.raises(Problem, match=r"cis\.ended"):
        await told(between, theirs, {1: (DONE,)})


async def test_conditions_are_accepted_and_new_ones_are_not_which_settles_the_item(between: Between) -> None:
    mine = await sent(between)
    await between.carry()
    theirs = await at_the_other(between)
    await told(between, theirs, {1: (Conditional("без передачи третьим органам", "так требует закон"),), 2: (DONE,)})
    await between.carry()
    kz = between.kz
    answers = (steer_request.prepare_conditions, steer_request.answer_conditions)
    for reason in ("", "бұл шарттар бізге келмейді"):
        with pytest.raises(Problem):
            await kz.signs("head", *answers, steer_request.OfItem(mine.paper.id, 1, accepts=False, reason=reason))
    await kz.signs("head", *answers, steer_request.OfItem(mine.paper.id, 1))
    await between.carry()
    assert (await at_the_other(between)).case.reception.agreed == (1,)
    await told(between, theirs, {1: (Conditional("только для ознакомления руководителя", "так требует закон"),)})
    await between.carry()
    why = "условия не позволяют использовать сведения"
    await kz.signs("head", *answers, steer_request.OfItem(mine.paper.id, 1, accepts=False, reason=why))
    await between.carry()
    other = await at_the_other(between)
    assert (other.case.state, other.case.reception.declined) == (CaseState.CLOSED, {1: why})


SECRET = (Stamp("секретно", "RU", secret=True),)
RELEASE = Release("заместитель директора службы", "2026-11-20", "дело № 17-2026", "исх. 44-с")


async def test_a_secret_is_told_of_by_its_card_alone_after_a_release(between: Between) -> None:
    await sent(between)
    await between.carry()
    theirs = await at_the_other(between)
    card = Done("сведения направлены документом", SECRET_WORDS)
    for stamps in (SECRET, (Stamp("Cекретно", "RU"),)):
        for outcome, release in ((DONE, RELEASE), (card, None)):
            with pytest.raises(Problem, match=r"cis\.secret_content"):
                await told(between, theirs, {1: (outcome,)}, stamps=stamps, release=release)
    with pytest.raises(Problem, match=r"cis\.secret_one_by_one"):
        await told(between, theirs, {1: (card,), 2: (card,)}, stamps=SECRET, release=RELEASE)
    await told(between, theirs, {1: (card,)}, stamps=SECRET, release=RELEASE)
    await between.carry()
    kz = between.kz
    found = await received_items(kz.node, kz.tokens["officer"], kz.now())
    assert found[0].item.received.stamps == SECRET
    assert found[0].item.received.release is not None


async def test_an_offer_leaves_its_content_at_home_until_it_is_wanted(between: Between) -> None:
    kz, ru = between.kz, between.ru
    form = offer.Form(FSB, Subject.TERRORISM, Matter.EVENT, "предупреждение готовящегося преступления")
    made = await kz.signs("head", offer.prepare_offer, offer.offer, form)
    await between.carry()
    theirs = (await offer.offers(ru.node, ru.tokens["officer"], ru.now()))[0]

    async def waiting() -> list[list[Any]]:
        sides = (await offer.offers_to_settle(one.node, one.tokens["head"], one.now()) for one in (kz, ru))
        return [[one.paper.id for one in side] async for side in sides]

    assert await waiting() == [[], [theirs.paper.id]], "an offer is to be answered by whom it was made to"
    handing = offer.Handing(made.paper.id, "сведения о готовящемся событии")
    with pytest.raises(Problem, match=r"cis\.offer_ended"):
        await kz.signs("head", offer.prepare_handing, offer.hand_over, handing)
    wanted = offer.Settling(theirs.paper.id, OfferState.WANTED)
    await ru.signs("head", offer.prepare_settling, offer.settle_offer, wanted)
    await between.carry()
    assert await waiting() == [[made.paper.id], []], "what is wanted is to be handed over by whoever offered it"
    await kz.signs("head", offer.prepare_handing, offer.hand_over, handing)
    await between.carry()
    assert await waiting() == [[], []]
    found = await received_items(ru.node, ru.tokens["officer"], ru.now())
    assert [one.paper.id for one in found] == [handed_item(theirs.paper.id)]
    assert [(one.item.received.owner, one.item.received.purpose) for one in found] == [(KNB, form.purpose)]


async def test_an_incomplete_request_goes_back_with_what_is_missing(between: Between) -> None:
    """A node of ours never sends one; another's may."""

    mine = await sent(between)
    ((_, data),) = between.kz.post.bag
    between.kz.post.bag = []
    asks = unpacked(data)
    assert isinstance(asks, Asks)
    lacking = replace(asks, asked=replace(asks.asked, purpose="", items=(Item(Matter.FACT, "?"),)))
    async with between.ru.node.store.transaction() as transaction:
        await deliver(between.ru.node, transaction, "KZ", lacking, between.ru.now())
    await between.carry()
    kz = between.kz
    known = await see_cases.one_case(kz.node, kz.tokens["officer"], mine.paper.id, kz.now())
    assert known.case.state is CaseState.RETURNED
    assert [one.value for one in known.case.reception.missing] == ["description", "purpose"]
    assert known.case.due_at is None
