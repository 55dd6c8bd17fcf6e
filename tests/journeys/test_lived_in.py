"""A new demo has some life in it: real acts with real signatures, done once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from almasu.wiring.demo.lived_in import live
from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.run import running_demo

# A demo of its own: the journeys of the shared one begin where nobody has done anything yet.
pytestmark = [pytest.mark.timeout(300), pytest.mark.trial]


def test_the_people_of_a_demo_have_done_something_before_the_visitor_comes() -> None:
    said: list[str] = []
    with (
        tempfile.TemporaryDirectory(prefix="almasu-lived-in-", ignore_cleanup_errors=True) as folder,
        running_demo(Path(folder), Wish(people=1_000), lambda _: None) as demo,
    ):
        assert live(demo, said.append) == 6, said
        assert not [words for words in said if words.startswith("not done")]
        assert live(demo, said.append) == 0, "once for a folder"
