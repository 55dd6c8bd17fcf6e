"""A whole demo of its own for the journeys: small country, own folder, free ports, a signer that asks nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.run import OFFICER, Demo, running_demo
from interfaces.portal.browsing import chromium


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo whose emulator signs for the officer by itself. Starts only where there is a browser to use it."""
    chromium()
    folder: Path = tmp_path_factory.mktemp("demo")
    folder.parent.chmod(0o711)
    with running_demo(folder, Wish(people=1000), lambda step: None, OFFICER) as running:
        yield running
