"""The regime as a whole: what is permitted, what never is, and in which words it says no."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almasu.kernel.answers import SubjectKey
from almasu.kernel.grounds.asked import (
    Asked,
    AskedSubject,
    Chosen,
    Depth,
    Factor,
    GivenSignature,
    SignatureOutcome,
    Step,
)
from almasu.kernel.grounds.decision import decision_record
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.resources import Resource
from almasu.law import moment
from almasu.law.problem import Fault
from almasu.law.rule import RuleKind
from almasu.law.text import Language
from almasu.law.verdict import Broken
from almasu.regimes.sio_pso.regime import SioPso
from almasu.wiring.law import law_with
from almasu.wiring.sheets import read_resources

WithFacts = Callable[[Asked, Mapping[str, Any]], Asked]
IN_2023 = moment.read("2023-05-10T10:00:00+06:00")


def test_a_lawful_request_is_permitted(regime: SioPso, lawful: Asked) -> None:
    decision = regime.decide(lawful)
    assert decision.refusals == ()
    assert decision.allowed


def test_the_same_request_may_be_asked_for_before_it_is_signed(regime: SioPso, lawful: Asked) -> None:
    assert regime.decide(replace(lawful, step=Step.ASKING, signature=None)).allowed


def test_a_past_act_is_judged_by_the_edition_of_its_day(regime: SioPso, lawful: Asked) -> None:
    eds_only = replace(lawful.asker, factors=frozenset({Factor.EDS}), consent_signed_at=IN_2023 - timedelta(days=9))
    old = replace(lawful, at=IN_2023, asker=eds_only)
    assert regime.decide(old).allowed
    assert not regime.decide(replace(old, at=lawful.at)).allowed
    assert regime.edition_at(IN_2023).id == "SIO-2022"
    assert regime.edition_at(lawful.at).id == "SIO-2025"
    assert [purpose.code for purpose in regime.purposes_at(IN_2023)] == ["laundering", "terrorist_financing"]
    assert len(regime.purposes_at(lawful.at)) == 3


def test_before_any_edition_nothing_is_permitted(regime: SioPso, lawful: Asked) -> None:
    early = replace(lawful, at=moment.read("2021-05-10T10:00:00+06:00"))
    assert not regime.decide(early).allowed
    with pytest.raises(Fault, match="no edition"):
        regime.edition_at(early.at)


def test_a_node_may_set_the_first_day_of_the_2025_edition(lawful: Asked) -> None:
    later = law_with({"SIO-2025": date(2025, 12, 18)}).sio_pso
    asker = replace(lawful.asker, factors=frozenset({Factor.EDS}), consent_signed_at=IN_2023)
    on_the_17th = replace(lawful, at=moment.read("2025-12-17T12:00:00+05:00"), asker=asker)
    assert later.decide(on_the_17th).allowed
    assert not law_with({}).sio_pso.decide(on_the_17th).allowed
    with pytest.raises(Fault, match="starts between"):
        law_with({"SIO-2025": date(2026, 1, 1)})


def test_every_refusal_says_why_and_how_to_mend_it_in_three_languages(regime: SioPso, lawful: Asked) -> None:
    empty = replace(lawful, ground="", purpose="", justification="", task="", subjects=(), chosen=(), signature=None)
    refusals = regime.decide(empty).refusals
    assert len(refusals) == 7
    for finding in refusals:
        assert isinstance(finding.verdict, Broken)
        assert finding.cites
        for language in Language:
            assert finding.verdict.because.said_in(language)
            assert finding.verdict.remedy.said_in(language)


def test_a_decision_record_names_rules_and_no_person(regime: SioPso, lawful: Asked) -> None:
    record = str(decision_record(regime.decide(lawful)))
    assert "sio_pso.is_signed" in record
    assert lawful.asker.iin not in record
    assert lawful.subjects[0].key.value not in record
    assert lawful.justification not in record


def test_rules_of_the_house_are_marked_so(regime: SioPso) -> None:
    house = {rule.id for rule in regime.rules if rule.kind is RuleKind.HOUSE}
    assert "sio_pso.detail_follows_a_hit" in house
    assert "sio_pso.is_signed" not in house
    assert all(rule.reading and rule.cites for rule in regime.rules)


SIGNATURES = st.one_of(
    st.none(),
    st.builds(
        GivenSignature,
        st.sampled_from(["850412300018", "870203400014", ""]),
        st.sampled_from(SignatureOutcome),
        st.sampled_from([True, False, None]),
    ),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_passes_without_ground_purpose_and_an_account_that_can_sign(
    regime: SioPso, lawful: Asked, data: st.DataObject
) -> None:
    draw = data.draw
    asker = replace(
        lawful.asker,
        state=draw(st.sampled_from(AccountState)),
        role=draw(st.sampled_from(Role)),
        consent_signed_at=draw(st.sampled_from([None, IN_2023, lawful.at + timedelta(days=1)])),
        factors=draw(st.frozensets(st.sampled_from(Factor))),
    )
    asked = replace(
        lawful,
        at=draw(st.sampled_from([IN_2023, lawful.at, moment.read("2021-01-01T00:00:00+06:00")])),
        step=draw(st.sampled_from(Step)),
        asker=asker,
        ground=draw(st.sampled_from(["", "financial_monitoring", "curiosity"])),
        purpose=draw(st.sampled_from(["", "laundering", "proliferation_financing", "curiosity"])),
        justification=draw(st.sampled_from(["", "нужно", lawful.justification])),
        signature=draw(SIGNATURES),
    )
    if not regime.decide(asked).allowed:
        return
    assert asked.ground == "financial_monitoring"
    assert asked.purpose in {purpose.code for purpose in regime.purposes_at(asked.at)}
    assert asked.justification == lawful.justification
    assert asker.state is AccountState.ACTIVE
    assert asker.role is Role.OFFICER
    assert asker.consent_signed_at is not None
    assert asker.consent_signed_at <= asked.at
    assert Factor.EDS in asker.factors
    if asked.step is Step.SENDING:
        assert asked.signature is not None
        assert asked.signature.outcome is SignatureOutcome.PASSED
        assert asked.signature.iin == asker.iin


@pytest.mark.parametrize("resource", [pytest.param(one, id=str(one.number)) for one in read_resources()])
def test_each_resource_of_the_annex_may_be_asked_by_each_of_its_keys(
    regime: SioPso, lawful: Asked, resource: Resource
) -> None:
    depth = Depth.HIT if resource.hit_first else Depth.DETAIL
    for kind in resource.keys:
        subject = AskedSubject(SubjectKey(kind, lawful.subjects[0].key.value))
        asked = replace(lawful, subjects=(subject,), chosen=(Chosen(resource.number, resource, depth),))
        assert regime.decide(asked).refusals == ()
