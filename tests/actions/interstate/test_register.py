"""Consultations and acts between bodies, the exchange in numbers, and a Party that leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from actions.interstate.conftest import FSB, INTERIOR, KNB, Between, received_items
from actions.interstate.test_directory import took
from actions.interstate.test_requests import DONE, at_the_other, sent, told
from almasu.actions.interstate import consult, count_exchange, enter_directory, file_act, items, leaving
from almasu.actions.interstate.directory import PartyNotice
from almasu.kernel.interstate.consulting import ConsultationState, Minutes, Result, Topic
from almasu.kernel.interstate.legal_acts import ActKind, LegalAct
from almasu.kernel.interstate.parcels import GivesAct, Invites, unpacked
from almasu.kernel.interstate.parties import Notice, NoticeKind
from almasu.law.moment import in_astana
from almasu.law.problem import Problem

MINUTED = (consult.prepare_minutes, consult.sign_minutes)
ANSWERED = (consult.prepare_answer, consult.answer)


async def at(state: Any) -> Any:
    [kept] = (await consult.consultations(state.node, state.tokens["officer"], "", state.now())).items
    return kept


async def refused(doing: Any) -> str:
    with pytest.raises(Problem) as no:
        await doing
    return no.value.kind.code


async def waiting(state: Any) -> list[UUID]:
    found = await consult.consultations_to_settle(state.node, state.tokens["head"], state.now())
    return [one.paper.id for one in found]


async def test_a_consultation_ends_when_both_bodies_signed_the_same_minutes(between: Between) -> None:
    kz, ru = between.kz, between.ru
    day = in_astana(between.clock()).date()
    form = consult.Form(FSB, Topic.DISPUTE, "толкование статьи 8 Соглашения", day + timedelta(days=20), "Астана")
    pair = (consult.prepare_invitation, consult.invite)
    assert await refused(kz.signs("head", *pair, replace(form, on=day - timedelta(days=1)))) == "cis.value"
    assert await refused(kz.signs("head", *pair, replace(form, invited=INTERIOR))) == "cis.not_in_force"
    mine = await kz.signs("head", *pair, form)
    invites = unpacked(kz.post.bag[0][1])
    assert isinstance(invites, Invites)
    assert await took(ru, "BY", invites) == "cis.not_asked_here"
    await between.carry()
    theirs = await at(ru)
    assert await waiting(kz) == []
    assert await waiting(ru) == [theirs.paper.id], "an invitation is to be answered by whom it was made to"
    minutes = Minutes("ab" * 32, day, Result.SETTLED)
    assert await refused(kz.signs("head", *MINUTED, consult.Signing(mine.paper.id, minutes))) == "cis.ended"
    answer = consult.Answer(theirs.paper.id, agrees=True)
    assert (
        await refused(kz.signs("head", *ANSWERED, consult.Answer(mine.paper.id, agrees=True))) == "cis.not_asked_here"
    )
    assert await refused(ru.signs("head", *ANSWERED, replace(answer, agrees=False))) == "cis.value"
    await ru.signs("head", *ANSWERED, answer)
    await between.carry()
    assert [await waiting(kz), await waiting(ru)] == [[], []], "minutes are not signed before the agreed day"
    before_the_commonwealth = consult.Signing(theirs.paper.id, replace(minutes, held_on=date(1900, 1, 1)))
    assert await refused(ru.signs("head", *MINUTED, before_the_commonwealth)) == "cis.value"
    await ru.signs("head", *MINUTED, consult.Signing(theirs.paper.id, minutes))
    await between.carry()
    assert (await at(kz)).consultation.state is ConsultationState.MINUTED
    assert [await waiting(kz), await waiting(ru)] == [[mine.paper.id], []], "minutes that one side signed wait at once"
    assert [(await at(one)).may_sign for one in (kz, ru)] == [True, False]
    other = consult.Signing(mine.paper.id, replace(minutes, sha256="cd" * 32))
    assert await refused(kz.signs("head", *MINUTED, other)) == "cis.minutes_differ"
    await kz.signs("head", *MINUTED, consult.Signing(mine.paper.id, minutes))
    await between.carry()
    for state in (kz, ru):
        kept = (await at(state)).consultation
        assert (kept.state, [body for body, _ in kept.signed]) == (ConsultationState.CLOSED, [FSB, KNB])
    assert (await consult.consultations(kz.node, kz.tokens["stranger"], "", kz.now())).items == []
    foreign = consult.one_consultation(kz.node, kz.tokens["stranger"], mine.paper.id, kz.now())
    assert await refused(foreign) == "paper.unknown"


async def test_acts_are_filed_told_to_partners_and_found(between: Between) -> None:
    kz, ru = between.kz, between.ru
    pair = (file_act.prepare_act_card, file_act.file_act)
    law = LegalAct(ActKind.NATIONAL, "416-I", "О противодействии терроризму", "KZ", date(1999, 7, 13), None, "ab" * 32)
    protocol = LegalAct(ActKind.PROTOCOL, "1", "Протокол об изменениях", "", date(2026, 1, 1), date(2026, 3, 1))
    for wrong in (replace(law, number=" "), replace(law, sha256="x"), replace(protocol, in_force_on=date(2025, 1, 1))):
        assert await refused(kz.signs("head", *pair, file_act.Form(wrong))) == "cis.value"
    assert await refused(kz.signs("keeper", *pair, file_act.Form(protocol, (FSB,)))) == "cis.not_of_a_body"
    await kz.signs("keeper", *pair, file_act.Form(protocol))
    await kz.signs("head", *pair, file_act.Form(law, (FSB,)))
    gives = unpacked(kz.post.bag[0][1])
    assert isinstance(gives, GivesAct)
    assert await took(ru, "BY", gives) == "cis.not_asked_here"
    await between.carry()
    assert await took(ru, "KZ", gives) == "paper.changed", "the same act twice"
    [came] = (await file_act.legal_acts(ru.node, ru.tokens["officer"], "терроризму", "", ru.now())).items
    assert (came.filed.act, came.filed.by) == (law, KNB)
    own = (await file_act.legal_acts(kz.node, kz.tokens["stranger"], "", "", kz.now())).items
    assert {one.filed.act.kind for one in own} == {ActKind.NATIONAL, ActKind.PROTOCOL}
    assert (await file_act.legal_acts(kz.node, kz.tokens["keeper"], "налоговый", "", kz.now())).items == []


async def counted(state: Any, who: str) -> dict[tuple[str, str, str], int]:
    found = await count_exchange.count_exchange(state.node, state.tokens[who], state.now())
    return {(one.state, one.kind.value, one.deed.value): many for one, many in found}


async def test_the_head_alone_counts_the_own_body_and_a_leaving_partys_open_requests_are_listed(
    between: Between,
) -> None:
    kz, ru = between.kz, between.ru
    mine = await sent(between)
    await between.carry()
    await told(between, await at_the_other(between), {1: (DONE,)})
    await between.carry()
    [item] = await received_items(kz.node, kz.tokens["officer"], kz.now())
    for _ in range(2):
        await items.use_item(kz.node, kz.tokens["officer"], item.paper.id, item.item.received.purpose, kz.now())
    assert await counted(kz, "head") == {("RU", "request", "received"): 1, ("RU", "request", "used"): 2}
    assert await counted(ru, "head") == {("KZ", "request", "given"): 1}
    assert await counted(kz, "strange head") == {}, "a number tells nobody of another body's requests"
    for who in ("officer", "keeper"):
        assert await refused(counted(kz, who)) == "account.role"
    assert "cis_exchange_counted" in await kz.kinds()

    today = in_astana(between.clock()).date()
    assert await leaving.leaving(kz.node, kz.tokens["officer"], kz.now()) == []
    notice = PartyNotice("RU", Notice(NoticeKind.LEAVING, today, "нота о выходе"))
    await kz.signs("keeper", enter_directory.prepare_notice, enter_directory.enter_notice, notice)
    [leaves] = await leaving.leaving(kz.node, kz.tokens["officer"], kz.now())
    assert leaves.until > today + timedelta(days=180), "six months at the earliest, whatever day was named"
    assert ([one.number for one in leaves.open], leaves.items, leaves.listed_at) == ([mine.paper.id], 1, None)
    [strange] = await leaving.leaving(kz.node, kz.tokens["stranger"], kz.now())
    assert (strange.open, strange.items) == ((), 0)
    assert await leaving.list_left(kz.node, kz.now()) == 0
    between.clock.at += leaves.until - today
    await kz.come_in()
    assert await leaving.list_left(kz.node, kz.now()) >= 2
    assert await leaving.list_left(kz.node, kz.now()) == 0
    [closed] = await leaving.leaving(kz.node, kz.tokens["officer"], kz.now())
    assert (closed.open, closed.listed_at) == (leaves.open, kz.now())
    assert await refused(sent(between)) == "cis.refused"
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await items.item_card(kz.node, kz.tokens["officer"], uuid4(), kz.now())
    opened = await items.use_item(kz.node, kz.tokens["officer"], item.paper.id, item.item.received.purpose, kz.now())
    assert opened.item.content == DONE.results, "what was received still serves its purpose"
