"""How long a node takes to say "there is nothing here" does not tell that a request was sent (CIS-8.4).

Over real sockets somebody else asks by the numbers of a secret request and by numbers of nothing, in pairs of random
order. If the clock told nothing, each difference of a pair would be as likely with its sign turned: that is judged by
the signed ranks of Wilcoxon, which no burst of work beside can move, for it falls on either half alike.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import aiohttp
import msgspec
import numpy as np
import pytest
import pytest_asyncio

from almasu.actions.interstate.deliver import deliver
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.body_deadline import BodyDeadline
from almasu.interfaces.connections import bounded_config
from almasu.interfaces.even_absence import EvenAbsence
from almasu.interfaces.intake.app import Asked, Said
from almasu.interfaces.interstate.app import DoorApp
from almasu.kernel.interstate.channel import FIRST, Envelope
from almasu.kernel.interstate.messages import ADDRESS, MEDIA, SALT_BYTES, Sent, Told
from almasu.kernel.interstate.parcels import Attested, Withdraws
from almasu.kernel.interstate.resuming import Beyond, Known
from almasu.law.problem import Problem
from almasu.wiring.running import now
from interfaces.serving import listening
from powers.secret_histories import History, Neighbour
from powers.test_interstate import InterstateWorld
from powers.test_secrecy_of_requests import a_node

pytestmark = [pytest.mark.trial, pytest.mark.timeout(480), pytest.mark.asyncio(loop_scope="session")]
PAIRS = 200
FURTHEST = 5.0
"""Standard deviations: one measurement in 1.7 million is further from nothing by chance alone.

Of 200 pairs it finds any shift by which seven pairs in ten are slower on one side, however small it is in time.
Where noise is larger than what is told, more pairs would find it: so would whoever has that many tries.
"""
ASKED = (
    ("stranger", f"{API}/cis/requests/NUMBER"),
    ("strange head", f"{API}/cis/requests/NUMBER/packets"),
    ("stranger", "/cis/requests/NUMBER"),
    ("strange head", "/cis/requests/NUMBER/tell"),
)


@pytest_asyncio.fixture(loop_scope="session")
async def node(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path: Path
) -> AsyncIterator[tuple[InterstateWorld, Neighbour]]:
    async with a_node(postgres_url, template, database_names, tmp_path) as made:
        yield made


def apart(pairs: Sequence[tuple[float, float]]) -> float:
    """How many standard deviations the signed ranks of the differences are from nothing (Wilcoxon)."""
    differ = np.array([hidden - missing for hidden, missing in pairs])
    ranks = np.argsort(np.argsort(np.abs(differ))) + 1.0
    return float((ranks * np.sign(differ)).sum() / np.sqrt((ranks**2).sum()))


async def timed(ask: Callable[[UUID], Awaitable[None]], hidden: UUID) -> tuple[float, list[tuple[float, float]]]:
    """Ask in pairs; return how far both kinds of numbers are apart, and the times."""
    pairs = []
    for _ in range(PAIRS):
        took: dict[bool, float] = {}
        for is_hidden in random.sample((True, False), 2):
            number = hidden if is_hidden else uuid4()
            began = time.perf_counter()
            await ask(number)
            took[is_hidden] = time.perf_counter() - began
        pairs.append((took[True], took[False]))
    return apart(pairs), pairs


def said(name: str, found: tuple[float, list[tuple[float, float]]]) -> None:
    hidden, missing = np.median(np.array(found[1]), axis=0) * 1_000
    print(f"{name}: {found[0]:+.1f} deviations; medians {hidden:.3f} and {missing:.3f} ms", flush=True)  # noqa: T201 - a trial


async def test_the_measure_finds_a_shift_as_large_as_the_noise_and_nothing_where_there_is_none() -> None:
    chance = np.random.default_rng(8)
    same = chance.exponential(1.0, (PAIRS, 2))
    assert abs(apart([(a, b) for a, b in same])) < FURTHEST
    assert apart([(a + 1.0, b) for a, b in same]) > FURTHEST


async def test_the_time_of_an_answer_does_not_tell_that_a_request_was_sent(
    node: tuple[InterstateWorld, Neighbour],
) -> None:
    world, neighbour = node
    secret = History(world.state, neighbour, random.Random(7), "secret")
    await secret.goes_on(2)
    hidden = UUID(secret.kinds["case"])
    far: dict[str, float] = {}
    even = bounded_config(BodyDeadline(EvenAbsence(world.app)), 400)
    even.lifespan = "off"
    async with listening(even) as port, aiohttp.ClientSession() as http:
        for who, path in ASKED:
            token = world.state.tokens[who]

            async def ask(number: UUID, path: str = path, token: str = token) -> None:
                place = f"http://127.0.0.1:{port}{path.replace('NUMBER', str(number))}"
                headers = {"authorization": f"Bearer {token}", "cookie": f"almasu-session={token}"}
                async with http.get(place, headers=headers, allow_redirects=False) as answer:
                    assert answer.status == 404, place
                    await answer.read()

            found = await timed(ask, hidden)
            said(path, found)
            far[path] = found[0]
    assert {path: one for path, one in far.items() if abs(one) > FURTHEST} == {}


async def test_the_time_of_the_door_does_not_tell_a_third_state_that_a_request_was_sent(
    node: tuple[InterstateWorld, Neighbour],
) -> None:
    world, neighbour = node
    secret = History(world.state, neighbour, random.Random(7), "secret")
    await secret.goes_on(2)
    state, hidden = world.state, UUID(secret.kinds["case"])

    async def heard(certificate: bytes, sent: Sent) -> Told:
        number, at = UUID(bytes=sent.body[SALT_BYTES:]), state.now()
        with suppress(Problem):
            async with state.node.store.transaction() as transaction:
                await deliver(state.node, transaction, "BY", Withdraws(number, Attested(number, "0" * 64, at, "")), at)
        return Told()

    async def nothing_beyond(certificate: bytes, known: Known) -> Beyond:
        return Beyond()

    door = DoorApp(heard, nothing_beyond, PAIRS * 4)

    async def through(number: UUID) -> None:
        await answered(door, number)

    async def straight(number: UUID) -> None:
        await heard(b"", of(number))

    said("as it is looked for", await timed(straight, hidden))
    found = await timed(through, hidden)
    said("at the door", found)
    assert abs(found[0]) <= FURTHEST


def of(number: UUID) -> Sent:
    envelope = Envelope("interstate/by", "interstate/kz", 1, FIRST, "parcel", FIRST, now())
    return Sent(envelope, b"", bytes(SALT_BYTES) + number.bytes)


async def answered(door: DoorApp, number: UUID) -> None:
    """Hand a message to the door as the connection does, and wait for its answer."""
    came: asyncio.Future[Said] = asyncio.get_running_loop().create_future()
    body = msgspec.msgpack.encode(of(number))
    door.answer(Asked(b"POST", ADDRESS.encode(), b"x" * 32, body, MEDIA.encode()), came.set_result)
    assert (await came).status == 200
