"""Offers that hand over nothing unasked, and the cards of systems."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from almasu.kernel.interstate import offering
from almasu.kernel.interstate.asking import Matter, Subject
from almasu.kernel.interstate.offering import Offer, OfferState
from almasu.kernel.interstate.systems import Access, JointRight, RegimeCard, System, card_holds, may_use
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.verdict import Broken, Met
from kernel.interstate.conftest import ANSWERING, ASKING, CENTRE, NOW, THIRD, named

OFFER = Offer(
    UUID(int=3), ANSWERING, ASKING, Subject.TERRORISM, Matter.EVENT, "Предупреждение теракта", OfferState.OFFERED, NOW
)


def test_an_offer_is_handed_over_only_when_the_other_side_wants_it() -> None:
    with pytest.raises(Problem):
        offering.handed_over(OFFER, ANSWERING, NOW)
    wanted = offering.wanted(OFFER, ASKING, NOW)
    assert offering.handed_over(wanted, ANSWERING, NOW).state is OfferState.HANDED_OVER
    assert offering.declined(OFFER, ASKING, NOW).state is OfferState.DECLINED
    assert offering.taken_back(wanted, ANSWERING, NOW).state is OfferState.TAKEN_BACK


def test_an_offer_that_nobody_answers_lapses_after_its_last_day_and_an_answer_of_that_day_holds() -> None:
    until = offering.last_day(None, NOW)
    assert until == in_astana(NOW).date() + timedelta(days=30)
    standing, last = replace(OFFER, until=until), NOW + timedelta(days=30)
    assert offering.lapsed(standing, last) == standing
    over = offering.lapsed(standing, last + timedelta(days=1))
    assert over.state is OfferState.LAPSED
    assert offering.wanted(over, ASKING, last).state is OfferState.WANTED
    for answer in (offering.wanted, offering.declined):
        for one in (standing, over):
            with pytest.raises(Problem, match="offer_ended"):
                answer(one, ASKING, last + timedelta(days=1))
    wanted = offering.wanted(standing, ASKING, last)
    assert offering.lapsed(wanted, last + timedelta(days=1)) == wanted
    with pytest.raises(Problem, match=r"cis\.value"):
        offering.last_day(in_astana(NOW).date(), NOW)


@pytest.mark.parametrize(
    ("step", "offer", "by"),
    [
        (offering.wanted, OFFER, ANSWERING),
        (offering.wanted, OFFER, THIRD),
        (offering.declined, replace(OFFER, state=OfferState.WANTED), ASKING),
        (offering.handed_over, replace(OFFER, state=OfferState.WANTED), ASKING),
        (offering.handed_over, replace(OFFER, state=OfferState.DECLINED), ANSWERING),
        (offering.taken_back, replace(OFFER, state=OfferState.HANDED_OVER), ANSWERING),
        (offering.taken_back, OFFER, ASKING),
    ],
)
def test_no_other_step_is_possible(step: Any, offer: Offer, by: str) -> None:
    with pytest.raises(Problem):
        step(offer, by, NOW)


CARD = RegimeCard(
    status="действует",
    area="террористы",
    formation="вкладами сторон",
    use="по запросу",
    handling="для служебного пользования",
    ownership="совместная",
    access=Access.OFFICIAL,
    protection="по соглашению сторон",
    set_by="cis-sorb",
    since=date(2018, 8, 27),
)
BANK = System(
    "cis-bank", named("bank"), "учёт", CENTRE, CENTRE, (ASKING,), CARD, JointRight.OWNERSHIP, entrusted="cis-sorb"
)


def test_the_data_banks_regime_is_set_by_whom_it_was_entrusted_to() -> None:
    assert isinstance(card_holds(BANK, CARD), Met)
    assert isinstance(card_holds(BANK, replace(CARD, set_by=CENTRE)), Broken)


@pytest.mark.parametrize("name", ["status", "area", "formation", "use", "handling", "ownership", "protection"])
def test_a_card_says_every_attribute_of_article_1(name: str) -> None:
    assert isinstance(card_holds(BANK, replace(CARD, **{name: " "})), Broken)


def test_a_secret_interstate_system_lists_the_measures_of_2013() -> None:
    secret = replace(CARD, access=Access.SECRET)
    assert isinstance(card_holds(BANK, secret), Broken)
    assert isinstance(card_holds(BANK, replace(secret, measures=("допуск персонала",))), Met)
    national = replace(BANK, joint=None, entrusted="", owner="cis-sorb")
    assert isinstance(card_holds(national, secret), Met)


def test_a_holder_does_not_set_the_regime() -> None:
    national = System("kg-base", named("base"), "учёт", ANSWERING, THIRD, (), None)
    assert isinstance(card_holds(national, replace(CARD, set_by=THIRD)), Broken)
    assert isinstance(card_holds(national, replace(CARD, set_by=ANSWERING)), Met)


def test_without_a_card_nobody_but_owner_and_holder_uses_a_system() -> None:
    users = {who: may_use(replace(BANK, card=None), who) for who in (CENTRE, ASKING, THIRD)}
    assert users == {CENTRE: True, ASKING: False, THIRD: False}
    assert may_use(BANK, ASKING)
    assert not may_use(BANK, THIRD)
