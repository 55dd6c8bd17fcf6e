"""The pension register (11) is truncated: no amount, nothing an amount follows from (SIO25-A2.n2)."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from almasu.kernel.answers import Record
from almasu.testing.country.businesses import Jobs
from almasu.testing.country.country import Country
from almasu.testing.country.dice import stream


@pytest.fixture(scope="module")
def records(country: Country) -> list[Record]:
    return list(country.rows(11))


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    shared = np.cumsum(counts) - (counts - 1) / 2
    result: NDArray[np.float64] = shared[inverse]
    return result


def _correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def test_the_country_knows_no_wage_at_all() -> None:
    assert [field.name for field in dataclasses.fields(Jobs)] == ["person", "company", "since", "until"]


def test_no_record_holds_a_number_or_a_decimal(records: list[Record]) -> None:
    for record in records:
        assert all(isinstance(value, str) for value in record.values())
        assert not any("." in str(value) for name, value in record.items() if name != "employer_name")


def test_a_month_of_a_job_has_exactly_one_record(records: list[Record]) -> None:
    months = Counter(
        (row["contributor_iin"], row["employer_bin"], row["first_period"], row["last_period"], row["period_month"])
        for row in records
    )
    assert set(months.values()) == {1}


def test_nothing_given_out_goes_up_or_down_with_a_withheld_wage(records: list[Record]) -> None:
    """A wage is drawn here for each person; the register never saw it, so nothing it says may follow it."""
    dice = stream(99, "withheld wages")
    of_person: dict[object, float] = {}
    wage = np.array([of_person.setdefault(row["contributor_iin"], dice.lognormal(12, 0.6)) for row in records])
    outputs = {
        "kind": [row["payment_type"] == "voluntary" for row in records],
        "status": [row["payment_status"] == "registered" for row in records],
        "lag": [
            (
                date.fromisoformat(str(row["payment_registered_on"])) - date.fromisoformat(f"{row['period_month']}-01")
            ).days
            for row in records
        ],
    }
    for values in outputs.values():
        assert abs(_correlation(np.array(values, dtype=float), wage)) < 0.02
