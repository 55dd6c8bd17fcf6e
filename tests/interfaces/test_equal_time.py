"""How long an answer takes does not tell whether a hidden thing is there: measured over real sockets.

Answers about hidden and missing things are asked for in turn, each a few hundred times. Their distributions are
compared by the Kolmogorov-Smirnov distance. The bound is the critical value at 0.1 %: two halves of the same
distribution are further apart than that once in a thousand measurements.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from uuid import UUID, uuid4

import aiohttp
import numpy as np
import pytest

from actions.conftest import World, world  # noqa: F401 - a fixture
from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.even_absence import EvenAbsence
from interfaces.hidden_things import Hidden, a_day_of_supervision, hidden_things
from interfaces.serving import listening

log = logging.getLogger(__name__)

ROUNDS = 400
BOUND = 1.95 * (2 / ROUNDS) ** 0.5
ASKED = [
    ("officer", "/api/v1/requests/NUMBER", "request"),
    ("officer", "/api/v1/requests/NUMBER/dossier", "request"),
    ("officer", "/api/v1/materials/NUMBER", "material"),
    ("officer", "/api/v1/applications/NUMBER", "resolution"),
    ("operator", "/api/v1/applications/NUMBER", "application"),
    ("controller", "/api/v1/control/requests/NUMBER", "request"),
    ("controller", "/api/v1/notices/NUMBER", "notice"),
    ("controller", "/api/v1/notices/NUMBER", "case"),
]


@pytest.fixture
async def hidden(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hidden]:  # noqa: F811
    monkeypatch.setattr("almasu.wiring.evidence.trust_of", lambda _: SimpleNamespace(anchors=(), authorities=()))
    async with hidden_things(world, tmp_path) as made:
        yield made


def distance(first: Sequence[float], second: Sequence[float]) -> float:
    """The Kolmogorov-Smirnov distance of two samples."""
    every = np.sort(np.concatenate([first, second]))
    shares = [np.searchsorted(np.sort(one), every, side="right") / len(one) for one in (first, second)]
    return float(np.abs(shares[0] - shares[1]).max())


async def took(http: aiohttp.ClientSession, address: str, session: str) -> float:
    began = time.perf_counter()
    async with http.get(address, headers={"authorization": f"Bearer {session}"}) as answer:
        assert answer.status == 404
        await answer.read()
    return time.perf_counter() - began


@pytest.mark.trial
@pytest.mark.timeout(900)
@pytest.mark.parametrize(("role", "path", "thing"), ASKED)
async def test_the_time_of_an_answer_tells_nothing_of_what_is_hidden(
    hidden: Hidden, role: str, path: str, thing: str
) -> None:
    things: dict[str, UUID] = hidden.things | await a_day_of_supervision(hidden)
    bare = bounded_config(hidden.app, 400)
    even = bounded_config(BodyDeadline(EvenAbsence(hidden.app)), 400)
    for name, config in (("as searched", bare), ("on the stroke", even)):
        config.lifespan = "off"
        times: dict[str, list[float]] = {"hidden": [], "missing": [], "control": []}
        async with listening(config) as port, aiohttp.ClientSession() as http:
            for _ in range(ROUNDS):
                for kind in random.sample(sorted(times), 3):
                    number = things[thing] if kind == "hidden" else uuid4()
                    address = f"http://127.0.0.1:{port}{path.replace('NUMBER', str(number))}"
                    times[kind].append(await took(http, address, hidden.sessions[role]))
        apart = distance(times["hidden"], times["missing"])
        control = distance(times["control"], times["missing"])
        medians = {kind: f"{median(one) * 1000:.3f} ms" for kind, one in times.items()}
        log.info("%s %s %s: distance %.3f, control %.3f, %s", path, thing, name, apart, control, medians)
    assert apart <= BOUND
