"""The links drawn straight from the columns are those that the registers' records tell."""

from __future__ import annotations

from collections import Counter

import pytest

from almasu.kernel.relations.facts import Fact
from almasu.kernel.relations.readings import facts_of
from almasu.testing.country.country import Country
from almasu.testing.country.days import TODAY
from almasu.testing.country.links import HOSTEL, facts_of_land
from almasu.testing.country.settle import settle
from almasu.testing.people import PEOPLE


@pytest.fixture(scope="module")
def drawn() -> list[Fact]:
    return list(facts_of_land(settle(7, 8_000, PEOPLE, lambda what, share: None), hostel=50))


def told(country: Country, number: int, code: str) -> set[tuple[int, int]]:
    facts = (fact for record in country.rows(number) for fact in facts_of(number, record))
    return {(fact.near, fact.far) for fact in facts if isinstance(fact, Fact) and fact.kind.code == code}


@pytest.mark.parametrize(
    ("number", "code"),
    [(22, "child_of"), (22, "spouse_of"), (2, "director_of"), (2, "founder_of"), (11, "employed_by")],
)
def test_both_ways_tell_the_same_people(country: Country, drawn: list[Fact], number: int, code: str) -> None:
    from_columns = {(fact.near, fact.far) for fact in drawn if fact.kind.code == code}
    from_records = told(country, number, code)
    # Planted stories gave eight companies others to head and found them: the columns alone do not know.
    assert len(from_columns ^ from_records) <= (32 if number == 2 else 0)
    assert len(from_records) > 200


def test_no_fact_links_a_party_to_itself_or_ends_before_it_begins(drawn: list[Fact]) -> None:
    for fact in drawn:
        assert fact.near > 0
        assert fact.near != fact.far
        assert (fact.far < 0) == fact.kind.shared
        assert fact.since is None or fact.until is None or fact.since <= fact.until
        assert fact.since is None or fact.since.toordinal() <= TODAY


def test_the_hostel_has_its_guests(drawn: list[Fact]) -> None:
    assert Counter(fact.far for fact in drawn)[HOSTEL] == 50


def test_one_month_of_a_job_tells_of_it_what_all_months_do(country: Country) -> None:
    assert len(list(country.news(11))) < country.count(11) / 4
    assert list(country.news(22)) == list(country.rows(22))
    news = {fact for record in country.news(11) for fact in facts_of(11, record)}
    assert news == {fact for record in country.rows(11) for fact in facts_of(11, record)}
