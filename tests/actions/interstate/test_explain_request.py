"""What the command line of a node tells of requests and offers: rules, clocks, and nothing of what is asked."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from uuid import uuid4

import pytest

from actions.interstate.conftest import FSB, KNB, Between, asked_for
from actions.interstate.test_requests import DONE, at_the_other, sent, told
from almasu.actions.interstate import offer, write_request
from almasu.actions.interstate.explain_request import Explaining, explain_request
from almasu.interfaces.cli.explain_interstate import clock_lines, lines_of, record_of
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.interstate.answering import Postponed
from almasu.kernel.interstate.asking import Matter, Subject, Way
from almasu.kernel.interstate.clocks import ANSWER, ENDS, NOT_ARRIVED, OFFER, REVIEW
from almasu.law.problem import Problem
from almasu.law.text import Language


async def test_a_request_a_standing_one_and_an_offer_are_explained_at_both_sides(between: Between) -> None:
    kz, ru = between.kz, between.ru
    day = kz.now().date()
    first, second = (
        Explaining(one.node.store, one.node.interstate, secrets.token_bytes, "process:test") for one in (kz, ru)
    )
    draft = await write_request.write_request(kz.node, kz.tokens["officer"], asked_for(purpose=""), kz.now())
    found = await explain_request(first, draft.paper.id, kz.now())
    words = {one.rule_id: verdict_word(one.verdict) for one in found.findings}
    assert (words["cis.states_a_purpose_of_use"], words["cis.is_signed"]) == ("broken", "broken")
    assert [one.says for one in found.clocks] == [NOT_ARRIVED]

    days = {"ends_on": day + timedelta(days=90), "review_on": day + timedelta(days=45)}
    mine = await sent(between, way=Way.STANDING, **days)
    await between.carry()
    theirs = await at_the_other(between)
    put_off = Postponed(day + timedelta(days=20), "идёт проверка по учётам")
    await told(between, theirs, {1: (DONE,), 2: (put_off,)})
    await between.carry()
    for explaining, number in ((first, mine.paper.id), (second, theirs.paper.id)):
        found = await explain_request(explaining, number, kz.now())
        assert {verdict_word(one.verdict) for one in found.findings} <= {"met", "not_applicable"}
        answer, later, review, ends = found.clocks
        assert (answer.says, answer.due_at, answer.cites) == (ANSWER, theirs.case.due_at, ("CIS-8.2",))
        assert (later.day, later.cites) == (put_off.until, ("CIS-8.2b",))
        assert (review.says, review.day, ends.says, ends.day) == (REVIEW, days["review_on"], ENDS, days["ends_on"])
        said = [*lines_of(found, Language.RU), record_of(number, found, Language.KK)]
        hidden = (FSB, KNB, asked_for().basis, asked_for().purpose, put_off.reason, DONE.results)
        assert all(word not in "\n".join(said) for word in hidden)
        assert len(json.loads(said[-1])["clocks"]) == 4

    form = offer.Form(FSB, Subject.TERRORISM, Matter.EVENT, "предупреждение готовящегося преступления")
    made = await kz.signs("head", offer.prepare_offer, offer.offer, form)
    found = await explain_request(first, made.paper.id, kz.now())
    assert (found.findings, [one.says for one in found.clocks]) == ((), [OFFER])
    assert clock_lines(found.clocks, Language.EN)[-1] == f"  until: {day + timedelta(days=30)}"
    with pytest.raises(Problem, match=r"paper\.unknown"):
        await explain_request(first, uuid4(), kz.now())
    viewed = [one for one in await kz.world.entries() if one["kind"] == "cis_case_viewed"]
    assert [one["actor"] for one in viewed] == ["process:test"] * 3
