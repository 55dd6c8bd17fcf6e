"""The 52 resources, read once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from almasu.kernel.resources import Resource
from almasu.wiring.sheets import read_resources, resource_texts


@pytest.fixture(scope="session")
def resources() -> tuple[Resource, ...]:
    return read_resources()


@pytest.fixture(scope="session")
def texts() -> Mapping[str, str]:
    return resource_texts()
