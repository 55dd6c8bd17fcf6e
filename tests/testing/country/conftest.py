"""One country for all tests of this folder; it never changes after it was made."""

from __future__ import annotations

import pytest

from almasu.kernel.resources import Resource
from almasu.testing.country.country import Country
from almasu.testing.people import PEOPLE
from almasu.wiring.sheets import read_resources


@pytest.fixture(scope="session")
def country() -> Country:
    return Country.generate(seed=7, people=8_000, fixed=PEOPLE)


@pytest.fixture(scope="session")
def resources() -> tuple[Resource, ...]:
    return read_resources()
