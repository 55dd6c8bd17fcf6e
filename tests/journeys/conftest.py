"""A whole demo for journeys: real processes, real sockets, real keys; started once for the tests of a worker."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.run import OFFICER, Demo, running_demo

PEOPLE = 1_000


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """A small demo whose emulator signs with the officer's key without asking."""
    with (
        tempfile.TemporaryDirectory(prefix="almasu-journey-", ignore_cleanup_errors=True) as folder,
        running_demo(Path(folder), Wish(people=PEOPLE), lambda _: None, OFFICER) as running,
    ):
        yield running
