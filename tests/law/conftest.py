"""The law of the package, read once."""

from __future__ import annotations

import pytest

from almasu.wiring.law import Law, open_law


@pytest.fixture(scope="session")
def law() -> Law:
    """All law data of the package."""
    return open_law()
