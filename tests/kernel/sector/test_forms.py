"""What is typed into the forms of the sector: six fields, one hour, the data of joining."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.sector.alert import threat_alert_of, vulnerability_alert_of
from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.confidentiality import Degree, passes_on
from almasu.kernel.sector.fields import Field, FieldKind, checked
from almasu.kernel.sector.incident import Report, card_of
from almasu.kernel.sector.joining import profile_of, worker_of
from almasu.kernel.sector.question import question_of, reply_of
from almasu.law.text import Text
from kernel.sector.conftest import BANK, INSURER, NOW

ALERT = {
    "source": "Фишингтік хат",
    "threat": "phishing",
    "severity": "high",
    "confidentiality": "amber",
    "description": "Банк атынан келген хат.",
    "recommendations": "Жіберушіні бұғаттаңыз.",
}
CARD = {
    "detected_at": "2026-11-20T08:00+05:00",
    "place": "Бас кеңсе",
    "noticed_by": "technical_means",
    "characteristics": "Желі тоқтады.",
    "outcome": "done",
}
PROFILE = {"name": "«Алма» банкі", "bin": BANK, "email": "soc@alma.kz", "kind": "bank"}
WORKER_DATA = {
    "surname": "Ахметова",
    "given_name": "Айгүл",
    "iin": "850101400011",
    "position": "маман",
    "organisation": BANK,
    "phones": "+77001234567\n+7 (700) 123-45-68",
    "email": "a@alma.kz",
    "duty": "responsible_worker",
}


def wrong(problems) -> dict[str, str]:
    return {one.where: one.kind.code for one in problems}


def test_an_alert_with_its_six_fields_is_one(catalogue: Catalogue) -> None:
    alert, problems = threat_alert_of(catalogue, {**ALERT, "addresses": "203.0.113.7\n2001:db8::/32", "other": "x"})
    assert problems == ()
    assert alert is not None
    assert (alert.confidentiality, alert.marks) == (Degree.AMBER, {"addresses": ["203.0.113.7", "2001:db8::/32"]})


@pytest.mark.parametrize("field", sorted(ALERT))
def test_an_alert_without_one_of_its_six_fields_is_none(catalogue: Catalogue, field: str) -> None:
    alert, problems = threat_alert_of(catalogue, {name: value for name, value in ALERT.items() if name != field})
    assert alert is None
    assert wrong(problems) == {field: "sector.field.empty"}


def test_an_alert_to_everybody_is_not_red(catalogue: Catalogue) -> None:
    _, problems = threat_alert_of(catalogue, {**ALERT, "confidentiality": "red"})
    assert wrong(problems) == {"confidentiality": "sector.red_to_all"}


def test_a_vulnerability_alert_names_maker_product_and_versions(catalogue: Catalogue) -> None:
    typed = {"maker": "Alma Soft", "product": "VPN", "versions": "< 4.2", "cves": "cve-2026-1234"}
    alert, problems = vulnerability_alert_of(catalogue, {**ALERT, **typed})
    assert problems == ()
    assert alert is not None
    assert alert.cves == ("CVE-2026-1234",)
    assert set(wrong(vulnerability_alert_of(catalogue, ALERT)[1])) == {"maker", "product", "versions"}


# How long the systems stood still, whether they work again, and what the form says of it.
OUTAGES = [
    (timedelta(minutes=59), True, {"ended_at": "sector.outage_too_short"}),
    (timedelta(minutes=60), True, {"ended_at": "sector.outage_too_short"}),
    (timedelta(minutes=61), True, {}),
    (timedelta(minutes=61), False, {}),
    (timedelta(minutes=10), False, {"began_at": "sector.outage_too_short"}),
    (timedelta(minutes=-5), True, {"began_at": "sector.not_yet"}),
]


@pytest.mark.parametrize(("lasted", "over", "told"), OUTAGES)
def test_an_outage_is_an_incident_above_one_hour(
    catalogue: Catalogue, lasted: timedelta, over: bool, told: dict[str, str]
) -> None:
    kind = catalogue.incident_of("outage")
    assert kind is not None
    times = {"began_at": (NOW - lasted).isoformat(), "systems": "Интернет-банк"}
    card, problems = card_of(
        catalogue, kind, Report.FIRST, {**CARD, **times, **({"ended_at": NOW.isoformat()} if over else {})}, NOW
    )
    assert wrong(problems) == told
    assert (card is None) is bool(told)


def test_every_kind_of_incident_has_a_card_of_its_own(catalogue: Catalogue) -> None:
    for kind in catalogue.incidents:
        _, problems = card_of(catalogue, kind, Report.FIRST, CARD, NOW)
        assert set(wrong(problems)) == {field.name for field in kind.fields if field.required}


def test_an_attack_that_ends_before_it_begins_is_refused(catalogue: Catalogue) -> None:
    kind = catalogue.incident_of("denial_of_service")
    assert kind is not None
    times = {"began_at": "2026-11-20T08:00+05:00", "ended_at": "2026-11-20T07:00+05:00"}
    _, problems = card_of(catalogue, kind, Report.MORE, {**CARD, "target": "a", "attack": "volume", **times}, NOW)
    assert wrong(problems) == {"ended_at": "sector.ends_before_it_begins"}


@pytest.mark.parametrize("field", sorted(PROFILE))
def test_a_profile_has_each_of_its_fields(catalogue: Catalogue, field: str) -> None:
    assert profile_of(catalogue, PROFILE, ())[1] == ()
    assert wrong(profile_of(catalogue, {**PROFILE, field: " "}, ())[1]) == {field: "sector.field.empty"}


# What is typed wrongly, and the field that says so.
WRONG_PROFILES = [
    ({"bin": "210140083119"}, "bin"),
    ({"bin": "21014"}, "bin"),
    ({"email": "soc(at)alma.kz"}, "email"),
    ({"email": "a@b"}, "email"),
    ({"kind": "casino"}, "kind"),
    ({"name": "a" * 301}, "name"),
]


@pytest.mark.parametrize(("typed", "field"), WRONG_PROFILES)
def test_a_profile_with_wrong_data_is_refused_at_its_field(catalogue: Catalogue, typed, field: str) -> None:
    profile, problems = profile_of(catalogue, {**PROFILE, **typed}, ())
    assert profile is None
    assert list(wrong(problems)) == [field]


def test_one_organisation_has_one_profile(catalogue: Catalogue) -> None:
    assert wrong(profile_of(catalogue, PROFILE, {BANK})[1]) == {"bin": "sector.profile_exists"}


def test_a_user_may_lack_a_patronymic_and_has_several_telephones(catalogue: Catalogue) -> None:
    worker, problems = worker_of(catalogue, WORKER_DATA, {BANK})
    assert problems == ()
    assert worker is not None
    assert (worker.patronymic, worker.phones) == ("", ("+77001234567", "+77001234568"))


@pytest.mark.parametrize("field", sorted(WORKER_DATA))
def test_a_user_has_each_of_the_other_fields(catalogue: Catalogue, field: str) -> None:
    assert field in wrong(worker_of(catalogue, {**WORKER_DATA, field: ""}, {BANK})[1])


def test_a_users_organisation_has_a_profile(catalogue: Catalogue) -> None:
    assert wrong(worker_of(catalogue, WORKER_DATA, {INSURER})[1]) == {"organisation": "sector.no_profile"}


REQUEST = {"subject": "VPN", "text": "Осы мекенжайды көрдіңіздер ме?", "reason": "Тергеу.", "confidentiality": "red"}
# Who is asked, and what the form says.
ADDRESSEES = [
    ([INSURER], None),
    ([""], None),
    ([INSURER, ""], None),
    ([], "sector.nobody_asked"),
    ([BANK], "sector.oneself_asked"),
    (["990540000018"], "sector.not_connected"),
]


@pytest.mark.parametrize(("asked", "told"), ADDRESSEES)
def test_a_request_goes_to_others_that_are_connected_or_to_the_authorised_body(catalogue, asked, told) -> None:
    question, problems = question_of(catalogue, REQUEST, asked, BANK, {BANK, INSURER})
    assert wrong(problems) == ({} if told is None else {"addressees": told})
    assert (question is None) is (told is not None)


def test_an_answer_has_a_text(catalogue: Catalogue) -> None:
    assert wrong(reply_of(catalogue, {"confidentiality": "green"})[1]) == {"text": "sector.field.empty"}


def test_degrees_stand_in_order_and_say_how_far_they_go() -> None:
    assert [degree.value for degree in Degree] == ["red", "amber_strict", "amber", "green", "clear"]
    assert all(passes_on(degree).kk for degree in Degree)
    assert Degree.AMBER_STRICT.label == "TLP:AMBER+STRICT"


@given(st.sampled_from(FieldKind), st.text(max_size=400))
def test_whatever_is_typed_ends_in_a_value_or_a_problem_of_its_field(kind: FieldKind, typed: str) -> None:
    field = Field("it", Text("a", "b", "c"), kind, False, ())
    values, problems = checked((field,), {"it": typed})
    assert len(values) + len(problems) <= 1
    assert {one.where for one in problems} <= {"it"}


def test_moments_at_the_ends_of_time_are_refused_and_not_a_fault(catalogue: Catalogue) -> None:
    field = Field("it", Text("a", "b", "c"), FieldKind.MOMENT, False, ())
    for typed in ("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "2026-11-20T09:30"):
        assert wrong(checked((field,), {"it": typed})[1]) == {"it": "sector.field.moment"}
