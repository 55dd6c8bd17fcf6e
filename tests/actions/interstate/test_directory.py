"""The keeper's directory, and peers that speak for whom they are not: dated, signed, and held to their own state."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace

from actions.interstate.conftest import BINS, FSB, INTERIOR, KNB, NAMED, Between, State, asked_for, listed
from actions.sector.conftest import number
from almasu.actions import turn_pages
from almasu.actions.interstate import enter_directory, offer, register_worker, remind, see_cases, write_request
from almasu.actions.interstate.acting import law_of
from almasu.actions.interstate.deliver import deliver
from almasu.actions.interstate.directory import PartyNotice, number_of
from almasu.actions.interstate.directory_history import directory_entry
from almasu.kernel.interstate.answering import Done, Told
from almasu.kernel.interstate.asking import Matter, Subject, Way
from almasu.kernel.interstate.case import CaseState
from almasu.kernel.interstate.parcels import Arrived, Asks, Attested, Parcel, Tells, Withdraws, unpacked
from almasu.kernel.interstate.parties import Body, Notice, NoticeKind
from almasu.kernel.interstate.secrecy import Stamp
from almasu.kernel.interstate.systems import ATTRIBUTES, Access, JointRight, RegimeCard, System
from almasu.kernel.parties.account import Role
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.law.verdict import Broken

BANK = System(
    id="atc-bank",
    name=Text("Мамандандырылған банк", "Специализированный банк данных", "Specialised data bank"),
    tasks="учёт лиц",
    owner="cis-atc",
    holder="cis-atc",
    users=(KNB,),
    card=RegimeCard(
        **dict.fromkeys(ATTRIBUTES, "установлено положением"),
        access=Access.OFFICIAL,
        set_by="cis-sorb",
        since=date(2020, 1, 1),
    ),
    joint=JointRight.USE,
    entrusted="cis-sorb",
    ground="положение о банке данных",
)


async def enters(state: State, body: Body) -> Any:
    return await state.signs("keeper", enter_directory.prepare_body, enter_directory.enter_body, body)


async def test_a_change_of_ones_own_list_is_to_be_told_of_within_a_month_of_its_day_and_lateness_shows(
    between: Between,
) -> None:
    kz, new = between.kz, listed("kz-fma", "KZ", since=date(2026, 10, 20))
    kept = await enters(kz, new)
    assert kept.body.tell_by.isoformat() == "2026-11-20T23:59:59+05:00", "a month from the change, not from its entry"
    assert kept.paper.due_at == kept.body.tell_by
    told = replace(new, contact="тел. 1", told_on=date(2026, 11, 20), told_by="исх. № 7")
    in_time = await enters(kz, told)
    assert (in_time.paper.due_at, in_time.body.told_late) == (None, False)
    left = await enters(kz, replace(told, until=date(2026, 10, 30), told_on=None, told_by=""))
    assert left.paper.due_at is not None, "that it left is a change of its own"
    again = replace(new, since=date(2026, 11, 10), told_on=date(2026, 11, 19), told_by="исх. № 8")
    back = await enters(kz, again)
    assert [back.body.stands_on(date(2026, *day)) for day in ((10, 29), (10, 30), (11, 9), (11, 10))] == [
        True, False, False, True,
    ]  # fmt: skip
    late = await enters(kz, listed("kz-late", "KZ", since=date(2026, 9, 1), told_on=date(2026, 10, 2)))
    assert late.body.told_late
    assert (await enters(kz, listed("tj-x", "TJ", since=date(2020, 1, 1)))).paper.due_at is None, "not our list"
    history = await directory_entry(kz.node, kz.tokens["officer"], number_of(back.body), kz.now())
    assert [one.said.until for one in history.versions] == [None, date(2026, 10, 30), None, None]
    assert all(one.by and one.said.ground == "перечень органов" for one in history.versions)
    for wrong, code in (
        (replace(new, ground=" "), "paper_needed"),
        (replace(told, told_by=""), "paper_needed"),
        (replace(told, told_on=date(2026, 11, 23)), "day_to_come"),
    ):
        with pytest.raises(Problem, match=code):
            await enters(kz, wrong)
    with pytest.raises(Problem, match="entry_unknown"):
        await directory_entry(kz.node, kz.tokens["officer"], uuid4(), kz.now())


async def test_the_agency_is_no_body_of_the_list_until_the_dated_list_says_so(between: Between) -> None:
    kz, ru = between.kz, between.ru
    today = in_astana(kz.now()).date()

    async def refusal(requested: str = FSB) -> str:
        form = replace(asked_for(), requested=requested)
        try:
            draft = await write_request.write_request(ru.node, ru.tokens["officer"], form, ru.now())
            judged = await write_request.judge_request(ru.node, ru.tokens["officer"], draft.paper.id, ru.now())
        except Problem as refused:
            return f"{refused.kind.code} {'CIS-R.2' in refused.kind.cites}"
        broken = [one for one in judged.findings if isinstance(one.verdict, Broken) and one.rule_id != "cis.is_signed"]
        return " ".join(one.rule_id for one in broken)

    assert await refusal("kz-fma") == "cis.no_such_body True", "with the clause of the six bodies"
    for since, said in ((today + timedelta(days=1), "cis.both_are_bodies"), (today, "")):
        await enters(ru, listed("kz-fma", "KZ", since=since))
        assert await refusal("kz-fma") == said, since
    await enters(ru, listed("kz-fma", "KZ", since=today - timedelta(days=9), until=today))
    assert await refusal("kz-fma") == "cis.both_are_bodies", "the first day out of the list"


async def test_a_wrong_notice_is_struck_out_and_the_right_one_entered_and_both_stay_to_be_read(
    between: Between,
) -> None:
    kz = between.kz
    enter = (enter_directory.prepare_notice, enter_directory.enter_notice)
    right = PartyNotice("TJ", Notice(NoticeKind.PROCEDURES_DONE, date(2026, 10, 21), "письмо № 5"))
    wrong = replace(right, notice=replace(right.notice, received_on=date(2026, 1, 21)))
    await kz.signs("keeper", *enter, wrong)
    await kz.signs("keeper", *enter, replace(wrong, strikes="перепутан месяц"))
    await kz.signs("keeper", *enter, right)
    seen = (await enter_directory.see_directory(kz.node, kz.tokens["officer"], kz.now())).directory
    assert [seen.binds("TJ", date(2026, 11, day)) for day in (20, 21)] == [False, True]
    party = seen.party("TJ")
    assert party is not None
    history = await directory_entry(kz.node, kz.tokens["officer"], number_of(party), kz.now())
    assert sorted((one.struck, one.said.notice.received_on.month) for one in history.versions) == [
        (False, 1), (False, 10), (True, 1),
    ]  # fmt: skip
    acceded = PartyNotice("GE", Notice(NoticeKind.ACCESSION, date(2026, 10, 21), "грамота"), name=NAMED[FSB])
    with pytest.raises(Problem, match="no_such_body"):
        await kz.signs("keeper", *enter, replace(acceded, name=None))
    await kz.signs("keeper", *enter, acceded)
    seen = (await enter_directory.see_directory(kz.node, kz.tokens["officer"], kz.now())).directory
    assert seen.binds("GE", date(2026, 11, 21)), "a state that the act does not print accedes with its own day"
    for told, code in (
        (right, "notice_known"),
        (replace(wrong, strikes="ещё раз"), "notice_unknown"),
        (replace(right, notice=replace(right.notice, received_on=date(2026, 12, 1))), "day_to_come"),
    ):
        with pytest.raises(Problem, match=code):
            await kz.signs("keeper", *enter, told)


async def test_who_left_the_list_exchanges_no_more(between: Between) -> None:
    kz = between.kz
    today = in_astana(kz.now()).date()
    await enters(kz, listed(KNB, "KZ", until=today, told_on=today, bin=BINS[KNB]))
    with pytest.raises(Problem, match=r"cis\.not_of_a_body"):
        await see_cases.cases(kz.node, kz.tokens["officer"], kz.now())


async def test_a_state_that_left_is_asked_no_more(between: Between) -> None:
    kz = between.kz
    leaving = PartyNotice("RU", Notice(NoticeKind.LEAVING, date(2026, 1, 15), "нота о выходе"))
    await kz.signs("keeper", enter_directory.prepare_notice, enter_directory.enter_notice, leaving)
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(), kz.now())
    form = write_request.OfDraft(draft.paper.id)
    with pytest.raises(Problem, match=r"cis\.refused"):
        await kz.signs("head", write_request.prepare_request, write_request.send_request, form)


async def test_only_the_owner_sets_a_systems_regime_and_its_users_alone_ask_it(between: Between) -> None:
    kz = between.kz
    enter = (enter_directory.prepare_system, enter_directory.enter_system)
    assert BANK.card is not None
    for card in (replace(BANK.card, set_by=KNB), replace(BANK.card, access=Access.SECRET), replace(BANK.card, use="")):
        with pytest.raises(Problem, match=r"cis\.refused"):
            await kz.signs("keeper", *enter, replace(BANK, card=card))
    before = await enter_directory.see_directory(kz.node, kz.tokens["officer"], kz.now())
    assert [(one.id, one.card, one.regime_setter()) for one in before.systems] == [("atc-bank", None, "cis-sorb")]
    with pytest.raises(Problem, match="system_of_the_act"):
        await kz.signs("keeper", *enter, replace(BANK, entrusted="cis-atc", card=replace(BANK.card, set_by="cis-atc")))
    await kz.signs("keeper", *enter, BANK)
    seen = await enter_directory.see_directory(kz.node, kz.tokens["officer"], kz.now())
    assert [one.id for one in seen.systems] == ["atc-bank"]
    draft = await write_request.write_request(
        kz.node, kz.tokens["officer"], asked_for(requested="cis-atc", system="atc-bank"), kz.now()
    )
    judged = await write_request.judge_request(kz.node, kz.tokens["officer"], draft.paper.id, kz.now())
    broken = [one.rule_id for one in judged.findings if type(one.verdict).__name__ == "Broken"]
    assert broken == ["cis.is_signed"], "nobody signed the draft yet, and nothing else is in its way"


async def test_people_of_ones_own_state_are_registered_by_the_keeper_alone(between: Between) -> None:
    kz = between.kz
    worker = register_worker.Worker(KNB, Role.CIS_OFFICER, number("84010130091"), "А", "Б", "", "Главный специалист")
    pair = (register_worker.prepare_worker, register_worker.register_worker)
    assert (await kz.signs("keeper", *pair, worker)).role is Role.CIS_OFFICER
    for wrong in (replace(worker, body=FSB), replace(worker, role=Role.CIS_KEEPER), replace(worker, iin="1")):
        with pytest.raises(Problem):
            await kz.signs("keeper", *pair, wrong)
    with pytest.raises(Problem, match=r"account\.role"):
        await kz.signs("head", *pair, worker)


async def took(state: State, peer: str, parcel: Parcel) -> str:
    """What the node says of a parcel, "" where it took it."""
    try:
        async with state.node.store.transaction() as transaction:
            await deliver(state.node, transaction, peer, parcel, state.now())
    except Problem as refused:
        return refused.kind.code
    return ""


async def test_a_peer_speaks_for_its_own_bodies_and_of_what_is_between_them(between: Between) -> None:
    kz, ru = between.kz, between.ru
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(), kz.now())
    form = write_request.OfDraft(draft.paper.id)
    await kz.signs("head", write_request.prepare_request, write_request.send_request, form)
    asks = unpacked(kz.post.bag.pop()[1])
    assert isinstance(asks, Asks)
    vouched = Attested(uuid4(), "0" * 64, kz.now(), "")
    assert await took(ru, "BY", asks) == "cis.not_asked_here", "another state's node in the name of ours"
    elsewhere = replace(asks, asked=replace(asks.asked, requested=INTERIOR))
    assert await took(ru, "KZ", elsewhere) == "cis.not_asked_here", "a request to a body of another node"
    assert await took(ru, "KZ", asks) == ""
    assert await took(ru, "KZ", asks) == "paper.changed", "the same request twice"
    years = timedelta(days=900)
    arrived = Arrived(asks.asked.number, kz.now() + years, kz.now() + 2 * years)
    assert await took(kz, "BY", arrived) == "paper.unknown", "a state that was not asked says that it arrived"
    assert await took(kz, "RU", replace(arrived, number=uuid4())) == "paper.unknown"
    assert await took(kz, "RU", arrived) == ""
    seen = await see_cases.one_case(kz.node, kz.tokens["officer"], draft.paper.id, kz.now())
    assert seen.case.due_at == law_of(kz.node).due("cis.answer", kz.now()), "the other side does not choose its term"
    assert await took(kz, "RU", arrived) == "cis.ended"
    assert await took(ru, "BY", Withdraws(asks.asked.number, vouched)) == "paper.unknown"


async def test_what_is_secret_and_who_is_not_in_force_is_not_taken_from_a_peer(between: Between) -> None:
    """A node of ours sends neither; another's may."""
    kz, ru = between.kz, between.ru
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(), kz.now())
    form = write_request.OfDraft(draft.paper.id)
    await kz.signs("head", write_request.prepare_request, write_request.send_request, form)
    asks = unpacked(kz.post.bag.pop()[1])
    assert isinstance(asks, Asks)
    number_of, vouched = asks.asked.number, asks.attested
    assert await took(kz, "RU", Arrived(number_of, kz.now(), kz.now() + timedelta(days=30))) == ""
    told = Told({1: (Done("проверены все базы", "тайные сведения о лице"),)}, kz.now(), uuid4())
    secret = Tells(number_of, told, vouched, (Stamp("секретно", "RU", secret=True),))
    assert await took(kz, "RU", secret) == "cis.secret_content"
    leaving = PartyNotice("KZ", Notice(NoticeKind.LEAVING, date(2026, 1, 15), "нота о выходе"))
    await ru.signs("keeper", enter_directory.prepare_notice, enter_directory.enter_notice, leaving)
    assert await took(ru, "KZ", asks) == "cis.not_in_force"


async def test_the_contact_of_the_anti_terrorism_centre_is_entered_and_seen(between: Between) -> None:
    kz = between.kz
    known = (await enter_directory.see_directory(kz.node, kz.tokens["officer"], kz.now())).directory.body("cis-atc")
    assert known is not None
    await enters(kz, replace(known, ground="письмо Центра", contact="дежурная служба, +7 700 000 00 01"))
    seen = (await enter_directory.see_directory(kz.node, kz.tokens["officer"], kz.now())).directory.body("cis-atc")
    assert seen is not None
    assert seen.contact.startswith("дежурная служба")


async def test_standing_requests_and_offers_end_by_themselves_after_their_last_day_however_many_are_open(
    between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn_pages, "AT_ONCE", 1)
    kz, day = between.kz, in_astana(between.clock()).date()
    ends = asked_for(way=Way.STANDING, ends_on=day + timedelta(days=9), review_on=day + timedelta(days=5))
    for one in (ends, replace(ends, subject=Subject.TERRORISM)):
        draft = await write_request.write_request(kz.node, kz.tokens["officer"], one, kz.now())
        form = write_request.OfDraft(draft.paper.id)
        await kz.signs("head", write_request.prepare_request, write_request.send_request, form)
    await between.carry()
    assert await remind.end_standing(kz.node, between.clock()) == 0
    until = day + timedelta(days=9)
    offered = offer.Form(FSB, Subject.TERRORISM, Matter.EVENT, "предупреждение готовящегося преступления", until=until)
    await kz.signs("head", offer.prepare_offer, offer.offer, offered)
    await between.carry()
    assert [await remind.end_offers(one.node, between.clock()) for one in (kz, between.ru)] == [0, 0]
    between.clock.at += timedelta(days=10)
    for state in (kz, between.ru):
        assert await remind.end_standing(state.node, between.clock()) == 2
        assert await remind.end_offers(state.node, between.clock()) == 1
        assert await remind.end_offers(state.node, between.clock()) == 0
        await state.come_in()
        found = await see_cases.cases(state.node, state.tokens["officer"], between.clock())
        assert [one.case.state for one in found] == [CaseState.CLOSED] * 2
