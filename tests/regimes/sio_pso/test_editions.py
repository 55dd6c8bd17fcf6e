"""Law by date: every moment has its edition, the switch is one midnight in Astana, and the past can be judged again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almasu.kernel.grounds.asked import Asked, Factor
from almasu.kernel.grounds.judgement import Judgement, facts_of, judgement_of
from almasu.kernel.grounds.replay import compared
from almasu.law import moment
from almasu.law.edition import nearest_day
from almasu.law.problem import Fault
from almasu.law.rule import Rule
from almasu.regimes.sio_pso.regime import SioPso
from almasu.wiring.law import law_with, open_law

LAST_OF_2022 = moment.read("2025-12-14T23:59:59.999+05:00")
FIRST_OF_2025 = moment.read("2025-12-15T00:00:00+05:00")
FIRST_OF_ALL = moment.read("2022-03-25T00:00:00+06:00")
EDS = frozenset({Factor.EDS})
BOTH = frozenset({Factor.EDS, Factor.SMS})


def moments(first: str, last: str) -> st.SearchStrategy[datetime]:
    """Moments from the first to the last, to the second."""
    begins, ends = (int(moment.read(one).timestamp()) for one in (first, last))
    return st.integers(begins, ends).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def asked_at(lawful: Asked, at: datetime, factors: frozenset[Factor], purpose: str = "laundering") -> Asked:
    """The lawful request moved to a moment, with the consent signed the day before."""
    asker = replace(lawful.asker, factors=factors, consent_signed_at=at - timedelta(days=1))
    return replace(lawful, at=at, asker=asker, purpose=purpose)


@given(at=moments("2022-03-25T00:00:00+06:00", "2060-01-01T00:00:00+05:00"))
def test_every_moment_has_exactly_one_edition(at: datetime) -> None:
    editions = open_law().sio_pso.editions
    day = moment.in_astana(at).date()
    governing = [one for one in editions if one.since <= day and (one.until is None or day < one.until)]
    assert len(governing) == 1


@given(at=moments("2000-01-01T00:00:00+06:00", "2022-03-24T23:59:59+06:00"))
def test_before_the_first_edition_no_moment_has_one(at: datetime) -> None:
    with pytest.raises(Fault, match="no edition"):
        open_law().sio_pso.edition_at(at)


@pytest.mark.parametrize(
    ("at", "edition"),
    [(FIRST_OF_ALL, "SIO-2022"), (LAST_OF_2022, "SIO-2022"), (FIRST_OF_2025, "SIO-2025")],
)
def test_an_edition_begins_at_midnight_in_astana(regime: SioPso, at: datetime, edition: str) -> None:
    assert regime.edition_at(at).id == edition
    assert regime.edition_at(at.astimezone(UTC)).id == edition


def test_the_offset_of_the_day_counts_not_that_of_today(regime: SioPso) -> None:
    before = moment.read("2022-03-24T23:30:00+06:00")
    assert moment.written(before).endswith("+06:00")
    with pytest.raises(Fault, match="no edition"):
        regime.edition_at(before)


@pytest.mark.parametrize(
    ("at", "factors", "purpose", "allowed"),
    [
        (LAST_OF_2022, EDS, "laundering", True),
        (FIRST_OF_2025, EDS, "laundering", False),
        (FIRST_OF_2025, BOTH, "laundering", True),
        (LAST_OF_2022, BOTH, "laundering", True),
        (LAST_OF_2022, EDS, "proliferation_financing", False),
        (FIRST_OF_2025, BOTH, "proliferation_financing", True),
    ],
)
def test_a_request_on_either_side_of_the_switch_is_judged_by_its_own_edition(
    regime: SioPso, lawful: Asked, at: datetime, factors: frozenset[Factor], purpose: str, allowed: bool
) -> None:
    assert regime.decide(asked_at(lawful, at, factors, purpose)).allowed is allowed


def test_the_same_request_across_the_switch_shows_which_rules_differ(regime: SioPso, lawful: Asked) -> None:
    asked = asked_at(lawful, LAST_OF_2022, EDS)
    replay = compared(judgement_of(asked, regime.decide(asked)), "SIO-2025", regime.decide_under(asked, "SIO-2025"))
    words = {one.rule_id: (one.was, one.now) for one in replay.differences}
    assert words["sio_pso.entered_with_eds"] == ("met", "not_in_force")
    assert words["sio_pso.entered_with_two_factors"] == ("not_in_force", "broken")
    assert replay.turned
    assert {word for pair in words.values() for word in pair} <= {"met", "not_in_force", "broken", "not_applicable"}


def test_a_request_of_today_would_have_passed_under_2022(regime: SioPso, lawful: Asked) -> None:
    replay = compared(judgement_of(lawful, regime.decide(lawful)), "SIO-2022", regime.decide_under(lawful, "SIO-2022"))
    assert replay.decision.allowed
    assert not replay.turned
    assert replay.differences


MOMENTS = moments("2022-03-26T00:00:00+06:00", "2030-01-01T00:00:00+05:00")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=MOMENTS, factors=st.frozensets(st.sampled_from(Factor)), purpose=st.sampled_from(["laundering", "other"]))
def test_a_replay_under_the_edition_of_the_day_differs_in_nothing(
    regime: SioPso, lawful: Asked, at: datetime, factors: frozenset[Factor], purpose: str
) -> None:
    asked = asked_at(lawful, at, factors, purpose)
    judged = judgement_of(asked, regime.decide(asked))
    kept = msgspec.json.decode(msgspec.json.encode(judged), type=Judgement)
    resources = {one.number: one.resource for one in asked.chosen if one.resource is not None}
    edition = regime.edition_at(at).id
    replay = compared(kept, edition, regime.decide_under(facts_of(kept, resources), edition))
    assert replay.differences == ()
    assert replay.decision.allowed is kept.allowed


@pytest.mark.parametrize("start", [date(2025, 12, day) for day in range(14, 20)], ids=str)
def test_wherever_the_start_is_set_one_family_of_rules_governs_each_day(start: date) -> None:
    regime = law_with({"SIO-2025": start}).sio_pso
    old = {rule.id for rule in regime.rules if rule.until == start}
    new = {rule.id for rule in regime.rules if rule.since == start}
    assert len(old) >= 5
    assert len(new) >= 5
    for day in (start + timedelta(days=away) for away in range(-7, 8)):
        of_the_day = {rule.id for rule in regime.rules if in_force(rule, day)}
        assert of_the_day & (old | new) == (old if day < start else new)


def in_force(rule: Rule[Asked], day: date) -> bool:
    return rule.since <= day and (rule.until is None or day < rule.until)


def test_the_nearest_day_of_an_edition_stands_for_one_outside_it(regime: SioPso) -> None:
    of_2022, of_2025 = regime.editions
    assert nearest_day(of_2022, date(2030, 1, 1)) == date(2025, 12, 14)
    assert nearest_day(of_2022, date(2020, 1, 1)) == date(2022, 3, 25)
    assert nearest_day(of_2022, date(2023, 5, 5)) == date(2023, 5, 5)
    assert nearest_day(of_2025, date(2020, 1, 1)) == date(2025, 12, 15)
    assert nearest_day(of_2025, date(2099, 1, 1)) == date(2099, 1, 1)


def test_an_edition_that_is_not_cannot_judge(regime: SioPso, lawful: Asked) -> None:
    with pytest.raises(Fault, match="SIO-2017"):
        regime.decide_under(lawful, "SIO-2017")
