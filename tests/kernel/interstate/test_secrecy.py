"""That a request was sent, what was received, and what may become known of either."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from almasu.kernel.interstate import secrecy
from almasu.kernel.interstate.secrecy import Consent, Knowledge, Onward, Received, Stamp
from almasu.law.problem import Problem
from kernel.interstate.conftest import ACT, ANSWERING, ASKED, ASKING, CENTRE, NOW, THIRD, at

GIVEN = secrecy.consented(ASKED, ASKING, [THIRD], NOW, ACT)


def test_only_the_two_bodies_know_of_a_request() -> None:
    known = {who: secrecy.known_to(ASKED, [], who, NOW) for who in (ASKING, ANSWERING, THIRD, CENTRE, "")}
    everything, nothing = Knowledge.ALL, Knowledge.NOTHING
    assert known == {ASKING: everything, ANSWERING: everything, THIRD: nothing, CENTRE: nothing, "": nothing}


def test_whom_a_consent_names_knows_that_it_was_sent_while_it_stands_and_no_more() -> None:
    gone = secrecy.taken_back(GIVEN, ASKING, at("2026-12-01"))
    days = {
        day: secrecy.known_to(ASKED, [gone], THIRD, at(day))
        for day in ("2026-11-19", "2026-11-21", "2026-12-01", "2027-01-01")
    }
    assert days == {
        "2026-11-19": Knowledge.NOTHING,
        "2026-11-21": Knowledge.THAT_IT_WAS_SENT,
        "2026-12-01": Knowledge.NOTHING,
        "2027-01-01": Knowledge.NOTHING,
    }
    assert secrecy.known_to(ASKED, [GIVEN], CENTRE, at("2026-11-21")) is Knowledge.NOTHING


def test_a_consent_ends_with_its_last_day_in_astana() -> None:
    ends = replace(GIVEN, until=date(2026, 11, 30))
    moments = ("2026-11-30T23:59:59+05:00", "2026-12-01T00:00:00+05:00")
    known = [secrecy.known_to(ASKED, [ends], THIRD, datetime.fromisoformat(one)) for one in moments]
    assert known == [Knowledge.THAT_IT_WAS_SENT, Knowledge.NOTHING]


@pytest.mark.parametrize("who", [ANSWERING, THIRD, CENTRE, ""])
def test_nobody_but_the_requesting_body_consents_or_takes_back(who: str) -> None:
    with pytest.raises(Problem, match="not_its_consent"):
        secrecy.consented(ASKED, who, [THIRD], NOW, ACT)
    with pytest.raises(Problem, match="not_its_consent"):
        secrecy.taken_back(GIVEN, who, NOW)


def test_a_consent_is_taken_back_once() -> None:
    with pytest.raises(Problem, match="ended"):
        secrecy.taken_back(secrecy.taken_back(GIVEN, ASKING, NOW), ASKING, NOW)


WHO = st.sampled_from([ASKING, ANSWERING, THIRD, CENTRE, "kz-finance", ""])
CONSENTS = st.lists(
    st.builds(
        Consent,
        st.sampled_from([ASKED.number, UUID(int=2)]),
        st.just(ASKING),
        st.lists(WHO, max_size=3).map(tuple),
        st.sampled_from([at("2026-11-21"), at("2026-12-01")]),
        st.just(ACT),
        st.sampled_from([None, at("2026-12-05")]),
        st.sampled_from([None, date(2026, 11, 23)]),
    ),
    max_size=4,
)


@given(CONSENTS, WHO, st.sampled_from([at("2026-11-20"), at("2026-11-25"), at("2026-12-04"), at("2026-12-06")]))
def test_without_a_standing_consent_for_this_very_request_nobody_else_knows(
    consents: list[Consent], who: str, moment: datetime
) -> None:
    named = [one for one in consents if one.request == ASKED.number and who in one.recipients]
    standing = [one for one in named if one.since <= moment and (one.taken_back_at or moment) >= moment]
    standing = [one for one in standing if one.until is None or moment < at("2026-11-24")]
    knows = secrecy.known_to(ASKED, consents, who, moment)
    if who in (ASKING, ANSWERING):
        assert knows is Knowledge.ALL
    elif not standing:
        assert knows is Knowledge.NOTHING


ITEM = Received(UUID(int=5), ANSWERING, ANSWERING, ASKING, "дело № 114", (Stamp("ДСП", "KG", "ҚБП"),))
SECRET = replace(ITEM, stamps=(Stamp("Секретно", "KG", "Құпия", secret=True),), release=UUID(int=8))
ONWARD = Onward(ITEM.number, ANSWERING, THIRD, "дело № 7", ACT)


def test_what_was_received_serves_its_purpose_alone() -> None:
    assert secrecy.serves(ITEM, "дело № 114")
    assert not secrecy.serves(ITEM, "дело № 115")


def test_the_owners_consent_lets_an_item_go_on_with_every_mark() -> None:
    gone = secrecy.passed_on(ITEM, [ONWARD], THIRD, None, NOW)
    assert (gone.owner, gone.holder, gone.receiver, gone.purpose) == (ANSWERING, ASKING, THIRD, "дело № 7")
    assert gone.stamps == ITEM.stamps


@pytest.mark.parametrize(
    ("item", "consents", "receiver", "release"),
    [
        (ITEM, [], THIRD, None),
        (ITEM, [ONWARD], CENTRE, None),
        (ITEM, [replace(ONWARD, by=ASKING)], THIRD, None),
        (ITEM, [replace(ONWARD, item=UUID(int=6))], THIRD, None),
        (SECRET, [ONWARD], THIRD, None),
        (SECRET, [ONWARD], THIRD, SECRET.release),
    ],
)
def test_nothing_goes_on_without_the_owner_and_no_secret_without_a_decision_of_its_own(
    item: Received, consents: list[Onward], receiver: str, release: UUID | None
) -> None:
    with pytest.raises(Problem, match="not_passed_on"):
        secrecy.passed_on(item, consents, receiver, release, NOW)


def test_a_secret_item_goes_on_under_a_new_decision() -> None:
    assert secrecy.passed_on(SECRET, [ONWARD], THIRD, UUID(int=9), NOW).release == UUID(int=9)
