"""What was received goes on by its owner's consent alone, keeps its marks, and is marked by its receiver too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace

from actions.interstate.conftest import FSB, INTERIOR, KNB, Between, asked_for, received_items
from actions.interstate.test_directory import took
from actions.interstate.test_requests import DONE, RELEASE, SECRET, at_the_other, sent, told
from almasu.actions.interstate import answer_onward, ask_onward, enter_equal, items, offer, onward_kept, pass_on
from almasu.kernel.interstate.answering import Done
from almasu.kernel.interstate.asking import Matter, Subject
from almasu.kernel.interstate.messages import Form, Way
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import Declined, Granted, OnwardGround, OnwardState
from almasu.kernel.interstate.parcels import SECRET_WORDS, AsksOnward, Attested, PassesOn, unpacked
from almasu.kernel.interstate.secrecy import Onward, Received, Stamp
from almasu.law.moment import in_astana
from almasu.law.problem import Problem

PURPOSE = "розыск подозреваемого по делу"
MARK = Stamp("для служебного пользования", "", "не наш")


async def given(between: Between, outcome: Done = DONE, **more: Any) -> Any:
    """An item of the committee that the service gave under a request."""
    await sent(between)
    await between.carry()
    await told(between, await at_the_other(between), {1: (outcome,)}, **more)
    await between.carry()
    kz = between.kz
    return (await received_items(kz.node, kz.tokens["officer"], kz.now()))[0]


async def asks(between: Between, item: Any, **change: Any) -> Any:
    day = in_astana(between.clock()).date() + timedelta(days=60)
    form = replace(ask_onward.Form(item.paper.id, INTERIOR, PURPOSE, day), **change)
    made = await between.kz.signs("head", ask_onward.prepare_asking, ask_onward.ask_onward, form)
    await between.carry()
    ru = between.ru
    found = (await onward_kept.askings(ru.node, ru.tokens["officer"], "", ru.now())).items
    return made, next(one for one in found if one.onward.state is OnwardState.ASKED)


async def answers(between: Between, theirs: Any, answer: Granted | Declined) -> Any:
    form = answer_onward.Form(theirs.paper.id, answer)
    made = await between.ru.signs("head", answer_onward.prepare_answer, answer_onward.answer_onward, form)
    await between.carry()
    return made


async def passes(between: Between, mine: Any) -> Any:
    return await between.kz.signs("head", pass_on.prepare_passing, pass_on.pass_on, pass_on.Form(mine.paper.id))


async def at_interior(between: Between) -> Any:
    kz = between.kz
    return await received_items(kz.node, kz.tokens["stranger"], kz.now())


async def test_an_item_goes_on_by_its_owners_consent_within_its_limits_until_it_is_taken_back(
    between: Between,
) -> None:
    kz, ru = between.kz, between.ru
    item = await given(between, stamps=(MARK,))
    assert item.item.received.stamps == (Stamp(MARK.original, "RU"),), "no equal of ours is set by another state"
    mine, theirs = await asks(between, item)
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await passes(between, mine)
    assert await at_interior(between) == []
    limit = theirs.onward.asked.until - timedelta(days=30)
    for wrong, code in (
        (Granted(PURPOSE, theirs.onward.asked.until + timedelta(days=1)), "cis.value"),
        (Granted("", limit), "cis.value"),
        (Declined(OnwardGround.OWNER, ""), "cis.value"),
    ):
        with pytest.raises(Problem) as refused:
            await answers(between, theirs, wrong)
        assert refused.value.kind.code == code
    narrower = "розыск подозреваемого и только он"
    await answers(between, theirs, Granted(narrower, limit))
    await passes(between, mine)
    [passed] = await at_interior(between)
    received = passed.item.received
    assert (received.owner, received.holder, received.receiver, received.purpose) == (FSB, KNB, INTERIOR, narrower)
    assert [one.original for one in received.stamps] == [MARK.original]
    with pytest.raises(Problem, match=r"cis\.other_purpose"):
        await items.use_item(kz.node, kz.tokens["stranger"], passed.paper.id, asked_for().purpose, kz.now())
    form = ask_onward.Form(passed.paper.id, FSB, PURPOSE, limit)
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await kz.signs("strange head", ask_onward.prepare_asking, ask_onward.ask_onward, form)
    shown = await onward_kept.askings_of_item(kz.node, kz.tokens["officer"], item.paper.id, kz.now())
    assert [one.onward.state for one in shown] == [OnwardState.GRANTED]
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await onward_kept.one_asking(kz.node, kz.tokens["stranger"], mine.paper.id, kz.now())
    back = answer_onward.OfOnward(theirs.paper.id)
    await ru.signs("head", answer_onward.prepare_taking_back, answer_onward.take_back, back)
    await between.carry()
    with pytest.raises(Problem, match=r"cis\.not_passed_on"):
        await passes(between, mine)
    assert len(await at_interior(between)) == 1, "what went on while it stood stays"
    assert {"cis_onward_moved", "cis_onward_refused"} <= set(await kz.kinds())


async def test_a_consent_ends_with_its_last_day_and_a_refusal_names_its_clause(between: Between) -> None:
    item = await given(between)
    mine, theirs = await asks(between, item)
    day = in_astana(between.clock()).date()
    await answers(between, theirs, Granted(PURPOSE, day))
    second, other = await asks(between, item)
    refused = await answers(between, other, Declined(OnwardGround.PURPOSE, "это иная цель использования"))
    assert refused.onward.state is OnwardState.REFUSED
    between.clock.at += timedelta(days=1)
    await between.kz.come_in()
    for one in (mine, second):
        with pytest.raises(Problem, match=r"cis\.not_passed_on"):
            await passes(between, one)


async def test_a_secret_goes_on_as_its_card_under_a_decision_of_its_own_and_its_receiver_sets_the_equal_mark(
    between: Between,
) -> None:
    kz = between.kz
    item = await given(between, Done("сведения направлены документом", SECRET_WORDS), stamps=SECRET, release=RELEASE)
    assert (item.item.carrier.form, item.item.carrier.way) == (Form.PAPER, Way.COURIER)
    assert item.item.carrier.number == RELEASE.paper
    pair = (enter_equal.prepare_equal, enter_equal.enter_equal)
    for wrong in (enter_equal.Equal(item.paper.id, 2, "құпия"), enter_equal.Equal(item.paper.id, 1, " ")):
        with pytest.raises(Problem, match=r"cis\.value"):
            await kz.signs("head", *pair, wrong)
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await kz.signs("strange head", *pair, enter_equal.Equal(item.paper.id, 1, "құпия"))
    marked = await kz.signs("head", *pair, enter_equal.Equal(item.paper.id, 1, "құпия"))
    assert marked.item.received.stamps == (replace(SECRET[0], equal="құпия"),)
    _, theirs = await asks(between, item)
    until = theirs.onward.asked.until
    with pytest.raises(Problem, match=r"cis\.secret_content"):
        await answers(between, theirs, Granted(PURPOSE, until))
    await answers(between, theirs, Granted(PURPOSE, until, replace(RELEASE, paper="исх. 45-с")))
    [mine] = (await onward_kept.askings(kz.node, kz.tokens["head"], "", kz.now())).items
    await passes(between, mine)
    [passed] = await at_interior(between)
    assert (passed.item.content, passed.item.carrier.number) == (SECRET_WORDS, "исх. 45-с")
    assert passed.item.received.release not in (None, item.item.received.release)
    taken = await items.take_item(kz.node, kz.tokens["officer"], item.paper.id, asked_for().purpose, kz.now())
    assert (taken.file().received.stamps, taken.file().uses) == (marked.item.received.stamps, 1)
    assert taken.file().names[FSB]["ru"] == taken.names[FSB].ru != ""
    with pytest.raises(Problem, match=r"cis\.other_purpose"):
        await items.take_item(kz.node, kz.tokens["officer"], item.paper.id, "другая цель", kz.now())


async def test_a_peer_asks_of_what_it_was_given_alone_and_shows_the_consent_of_what_it_passes_on(
    between: Between,
) -> None:
    """A node of ours sends none of these; another's may."""
    kz, ru = between.kz, between.ru
    form = offer.Form(FSB, Subject.TERRORISM, Matter.EVENT, "предупреждение готовящегося преступления")
    made = await kz.signs("head", offer.prepare_offer, offer.offer, form)
    await between.carry()
    [theirs] = await offer.offers(ru.node, ru.tokens["officer"], ru.now())
    wanted = offer.Settling(theirs.paper.id, OfferState.WANTED)
    await ru.signs("head", offer.prepare_settling, offer.settle_offer, wanted)
    await between.carry()
    handing = offer.Handing(made.paper.id, "сведения о готовящемся событии")
    await kz.signs("head", offer.prepare_handing, offer.hand_over, handing)
    await between.carry()
    [item] = await received_items(ru.node, ru.tokens["officer"], ru.now())
    asking = ask_onward.Form(item.paper.id, INTERIOR, PURPOSE, ru.now().date() + timedelta(days=9))
    await ru.signs("head", ask_onward.prepare_asking, ask_onward.ask_onward, asking)
    parcel = unpacked(ru.post.bag.pop()[1])
    assert isinstance(parcel, AsksOnward)
    asked = parcel.asked
    for wrong in (
        replace(asked, item=uuid4()),
        replace(asked, source=uuid4()),
        replace(asked, part="1/0"),
        replace(asked, owner=INTERIOR),
    ):
        assert await took(kz, "RU", replace(parcel, asked=wrong)) == "cis.not_asked_here"
    assert await took(kz, "BY", parcel) == "cis.not_asked_here"
    assert await took(kz, "RU", parcel) == ""
    assert await took(kz, "RU", parcel) == "paper.changed"
    owner = "cis-atc"
    gone = Received(uuid4(), owner, FSB, KNB, PURPOSE, (Stamp("ДСП", "RU"),))
    consent = Onward(uuid4(), owner, KNB, PURPOSE, uuid4(), kz.now().date())
    shows = PassesOn(gone, "сведения о лице", consent, Attested(uuid4(), "0" * 64, kz.now(), ""))
    for lie, code in (
        (replace(shows, consent=replace(consent, by=FSB)), "cis.not_passed_on"),
        (replace(shows, consent=replace(consent, receiver=INTERIOR)), "cis.not_passed_on"),
        (replace(shows, consent=replace(consent, purpose="иная")), "cis.not_passed_on"),
        (replace(shows, consent=replace(consent, until=kz.now().date() - timedelta(days=2))), "cis.not_passed_on"),
        (
            replace(shows, received=replace(gone, owner=INTERIOR), consent=replace(consent, by=INTERIOR)),
            "cis.not_passed_on",  # a body of ours gave no such consent
        ),
        (replace(shows, received=replace(gone, receiver="by-kgb")), "cis.no_such_body"),
        (replace(shows, received=replace(gone, holder=INTERIOR)), "cis.not_asked_here"),
        (replace(shows, received=replace(gone, stamps=SECRET)), "cis.secret_content"),
    ):
        assert await took(kz, "RU", lie) == code
    assert await took(kz, "RU", shows) == ""
    [kept] = await received_items(kz.node, kz.tokens["officer"], kz.now())
    assert (kept.item.received.owner, kept.item.consent) == (owner, consent.act)
    await widened(kz, parcel)


async def widened(kz: Any, parcel: AsksOnward) -> None:
    """Our own body consents within limits; the peer shows that consent wider than it is, and after it ended."""
    node, asked = kz.node, parcel.asked
    [theirs] = (await onward_kept.askings(node, kz.tokens["officer"], "", kz.now())).items
    limit, narrower = asked.until - timedelta(days=5), "розыск подозреваемого и только он"
    form = answer_onward.Form(theirs.paper.id, Granted(narrower, limit))
    granted = await kz.signs("head", answer_onward.prepare_answer, answer_onward.answer_onward, form)
    ours = granted.onward.consent
    received = Received(uuid4(), KNB, FSB, INTERIOR, narrower)
    vouched = Attested(uuid4(), "0" * 64, kz.now(), "")
    shows = PassesOn(received, "сведения о готовящемся событии", ours, vouched)
    wide = replace(received, purpose=PURPOSE)
    for lie in (
        replace(shows, received=wide, consent=replace(ours, purpose=PURPOSE)),
        replace(shows, consent=replace(ours, until=asked.until)),
        replace(shows, consent=replace(ours, until=None)),
        replace(shows, consent=replace(ours, act=uuid4())),
        replace(shows, consent=replace(ours, item=uuid4())),
    ):
        assert await took(kz, "RU", lie) == "cis.not_passed_on"
    assert await took(kz, "RU", shows) == ""
    back = answer_onward.OfOnward(theirs.paper.id)
    await kz.signs("head", answer_onward.prepare_taking_back, answer_onward.take_back, back)
    later = replace(shows, received=replace(received, number=uuid4()))
    assert await took(kz, "RU", later) == "cis.not_passed_on", "it was taken back; the peer shows it as if it stood"
    before = replace(later, attested=replace(vouched, at=kz.now() - timedelta(minutes=1)))
    assert await took(kz, "RU", before) == "", "what went on while it stood is lawful, however late it comes"
