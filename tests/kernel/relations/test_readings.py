"""Readings: what each register's record becomes, and that most of it is never looked at."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.relations.facts import Fact, Unfit, written
from almasu.kernel.relations.kinds import MEDICAL
from almasu.kernel.relations.readings import READINGS, facts_of
from almasu.wiring.sheets import read_resources

ONE, OTHER, THIRD, FIRM, BODY = "870412300416", "010101500013", "031040071224", "241040957745", "061140679405"


def read(number: int, **record) -> list[tuple[str, str, date | None, date | None, str]]:
    facts = [fact for fact in facts_of(number, record) if isinstance(fact, Fact)]
    return [(fact.kind.code, written(fact.near), fact.since, fact.until, fact.record) for fact in facts]


def test_a_birth_links_the_child_to_both_parents():
    act = {"act_no": "AZ-1", "civil_act_kind": "birth", "event_date": "2001-02-03", "subject_iin": ONE}
    assert (
        read(22, **act, father_iin=OTHER, mother_iin=THIRD) == [("child_of", ONE, date(2001, 2, 3), None, "AZ-1")] * 2
    )
    assert read(22, **act, father_iin=None, mother_iin=None) == []


@pytest.mark.parametrize(("kind", "code"), [("marriage", "spouse_of"), ("divorce", "former_spouse_of")])
def test_marriage_and_divorce_are_told_apart(kind, code):
    act = {
        "act_no": "AZ-2",
        "civil_act_kind": kind,
        "event_date": "2010-05-06",
        "subject_iin": ONE,
        "spouse_iin": OTHER,
    }
    assert [one[0] for one in read(22, **act)] == [code]


@pytest.mark.parametrize("kind", ["death", "change_of_name", "adoption of nobody", None])
def test_other_civil_acts_link_nobody(kind):
    assert read(22, act_no="AZ-3", civil_act_kind=kind, subject_iin=ONE, spouse_iin=OTHER) == []


def test_a_company_has_its_head_its_founder_and_its_seat():
    firm = {"bin": FIRM, "registered_on": "2024-10-23", "liquidated_on": "2025-01-01", "legal_address_rca": "17"}
    found = read(2, **firm, head_iin=ONE, founder_iin_bin=OTHER)
    assert [one[0] for one in found] == ["director_of", "founder_of", "same_legal_address"]
    assert {one[3] for one in found} == {date(2025, 1, 1)}


def test_a_company_that_founded_itself_is_no_link():
    said = list(facts_of(2, {"bin": FIRM, "founder_iin_bin": FIRM}))
    assert len(said) == 1
    assert isinstance(said[0], Unfit)


def test_employment_is_an_interval_of_whole_months_and_nothing_else():
    job = {"contributor_iin": ONE, "employer_bin": FIRM, "first_period": "2019-11", "last_period": "2020-02"}
    [(code, near, since, until, record)] = read(11, **job)
    assert (code, near, since, until) == ("employed_by", ONE, date(2019, 11, 1), date(2020, 2, 29))
    # What an answer must not hold cannot get in by another field either.
    assert read(11, **job, payment_status="returned", period_month="2020-01", amount="1") == [
        (code, near, since, until, record)
    ]


@pytest.mark.parametrize("month", ["2020-13", "2020-00", "20200", "yyyy-mm", "2020-1"])
def test_a_month_that_is_none_is_unfit(month):
    said = list(facts_of(11, {"contributor_iin": ONE, "employer_bin": FIRM, "last_period": month}))
    assert [type(one) for one in said] == [Unfit]


def test_a_power_ends_when_it_is_revoked_and_a_sale_is_no_link():
    deed = {"register_no": "NA-1", "act_date": "2020-01-01", "party_iin_bin": ONE, "counterparty_iin_bin": OTHER}
    power = {**deed, "notarial_act_kind": "power_of_attorney", "power_until": "2023-01-01", "revoked_on": "2021-06-01"}
    assert read(21, **power) == [("represented_by", ONE, date(2020, 1, 1), date(2021, 6, 1), "NA-1")]
    assert read(21, **deed, notarial_act_kind="sale") == []


def test_a_pledge_is_no_ownership():
    right = {"cadastral_no": "02:642", "holder_iin_bin": ONE, "registered_on": "2011-08-03"}
    assert read(3, **right, right_type="pledge") == []
    assert [one[0] for one in read(3, **right, right_type="ownership")] == ["co_owner"]


def test_a_number_given_up_was_shared_until_then():
    found = read(
        52, iin=ONE, phone_no="+77015653889", previous_phone_no="+77010000000", registered_at="2024-03-08T10:59"
    )
    assert [(one[2], one[3]) for one in found] == [(date(2024, 3, 8), None), (None, date(2024, 3, 8))]


def test_vehicles_crossings_orders_and_contracts():
    assert (
        read(5, vin="L6T", owner_iin_bin=ONE, registered_on="2018-04-12", certificate_no="ST1")[0][0] == "same_vehicle"
    )
    crossing = {"crossing_id": "BC-1", "iin": ONE, "direction": "entry", "crossed_at": "2026-04-18T17:20:00+05:00"}
    assert read(23, **crossing, vehicle_plate="875ARD07")[0][2:4] == (date(2026, 4, 18),) * 2
    assert read(23, **crossing, vehicle_plate=None) == []
    ticket = {"ticket_no": "766", "passenger_iin": ONE, "departs_at": "2024-12-20T21:01:00+05:00"}
    assert read(35, **ticket, order_no="ORD-1")[0][0] == "same_order"
    assert read(35, **ticket, order_no=None) == []
    contract = {"contract_no": "KZD-1", "supplier_iin_bin": FIRM, "customer_bin": BODY, "signed_on": "2024-06-04"}
    assert read(27, **contract)[0][:2] == ("supplies_to", FIRM)
    assert read(40, iin=ONE, address_rca="0203444186374860", valid_from="2021-04-19")[0][0] == "same_address"


@pytest.mark.parametrize("number", sorted(set(range(60)) - set(READINGS)))
def test_a_register_without_a_reading_yields_nothing_whatever_its_record_holds(number):
    everything = {
        "iin": ONE, "spouse_iin": OTHER, "civil_act_kind": "marriage", "act_no": "1", "guardian_iin": OTHER,
        "address_rca": "1", "bin": FIRM, "head_iin": ONE,
    }  # fmt: skip
    with pytest.raises(Unfit, match=f"resource {number} yields no links"):
        list(facts_of(number, everything))


def test_the_medical_registers_have_no_reading():
    assert not MEDICAL & set(READINGS)


FIELDS = sorted({field.name for one in read_resources() if one.number in READINGS for field in one.fields})
LIKELY = st.sampled_from(
    [ONE, OTHER, FIRM, "birth", "marriage", "power_of_attorney", "ownership", "2020-02", "2024-03-08"]
)
VALUES = st.none() | st.booleans() | st.integers() | st.text() | LIKELY


@given(st.sampled_from(sorted(READINGS)), st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=30))
def test_whatever_a_record_holds_is_a_sound_fact_or_unfit(number: int, record) -> None:
    for said in facts_of(number, record):
        if isinstance(said, Fact):
            assert said.kind.source == number
            assert said.near > 0
            assert said.near != said.far
            assert said.record.isprintable()
        else:
            assert isinstance(said, Unfit)
