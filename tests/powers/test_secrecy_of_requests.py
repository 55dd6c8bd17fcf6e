"""Nobody but its two bodies can tell that a request was sent: every address, asked by everybody else (CIS-8.4).

A node goes through a history. Then one body has requests more. Whoever is not of that body asks every address of the
route table before and after, and gets the same bytes; with the new numbers, the same as with numbers of nothing, for
the same statements of the database.
"""

from __future__ import annotations

import logging
import random
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import pytest_asyncio
from litestar.testing import AsyncTestClient

from actions.conftest import StoppedClock
from actions.interstate.conftest import FSB, INTERIOR, state_at
from almasu.actions.interstate.deliver import deliver
from almasu.interfaces.addresses_of_programs import API
from almasu.interfaces.portal.offices_of_interstate import interstate_offices
from almasu.interfaces.site import site
from almasu.kernel.interstate.answering import Done, Told
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.parcels import (
    Accepts,
    AnswersConsultation,
    Arrived,
    Attested,
    Consents,
    HandsOver,
    SettlesOffer,
    TakesBack,
    TakesOnwardBack,
    Tells,
    Withdraws,
)
from almasu.kernel.interstate.secrecy import Consent
from almasu.law.problem import Problem
from powers.conftest import fresh
from powers.secret_histories import History, Neighbour, joined_to
from powers.test_interstate import BODIES, NOBODYS, InterstateWorld
from powers.test_sector import LEFT_TO_THE_FRAME, plain
from powers.zone_app import running_of

pytestmark = pytest.mark.asyncio(loop_scope="session")
WHO = ("stranger", "keeper", "strange head", "")
FEW = 2
ALL = 6
"""All the things that happen in a history."""
KIND_OF = {"offered": "offer", "about": "consultation"} | {
    one: one for one in ("packet", "act", "offer", "item", "opening", "onward", "consultation")
}
"""Of which kind a number in an address is; all others are of requests."""
NUMBER = UUID(int=1)
NAMED = re.compile(r"\{(\w+)\}")
TOKEN = re.compile(rb'[0-9a-f]{64,}|sha256-[\w+/=]+|data-bytes="[^"]+"|name="act" value="[^"]+"')
"""Random strings of forms and of what is signed to come in, of which each page has its own."""
OF_HASHES = ("/log/", "/static/", "/sign-in")
"""The public log: hashes of leaves and their number, salted; what a leaf says is at no address (CIS-8.4).

At the door stands what is signed to come in, new for each look."""
WAYS_TO_WRITE: Sequence[Callable[[str], str]] = (lambda one: one[:8], lambda one: one[:-1], str.upper)
QUESTIONS = (
    "?q={}", "?search={}", "?number={}", "?subject=financing", "?since=2026-01-01", "?until=2027-01-01", "?after={}",
    "?older={}", "?older-in={}", "?cursor={}", "?page=2", "?side=asked", "?body=kz-knb",
)  # fmt: skip
"""Of each address are asked none and two of them, others in each history."""


@asynccontextmanager
async def a_node(
    postgres_url: str, template: str, database_names: Iterator[str], folder: Path
) -> AsyncIterator[tuple[InterstateWorld, Neighbour]]:
    async with fresh(postgres_url, template, database_names) as (database, url):
        state = await state_at("KZ", database, folder, StoppedClock())
        neighbour = await joined_to(state, folder)
        running = running_of(state.world, folder, url, "interstate")
        app = site(running)
        async with AsyncTestClient(app) as client:
            yield InterstateWorld(state, client, app, interstate_offices(running).offices, {}), neighbour


@pytest_asyncio.fixture(loop_scope="session")
async def node(
    postgres_url: str, template: str, database_names: Iterator[str], tmp_path: Path
) -> AsyncIterator[tuple[InterstateWorld, Neighbour]]:
    async with a_node(postgres_url, template, database_names, tmp_path) as made:
        yield made


def addresses(world: InterstateWorld) -> Sequence[tuple[str, str]]:
    """Every address of the site with its method, but those of hashes."""
    found = {
        (method, plain(route.path))
        for route in world.app.routes
        for method in set(getattr(route, "methods", ())) - LEFT_TO_THE_FRAME
    }
    return sorted(one for one in found if not one[1].startswith(OF_HASHES) and "path" not in one[1])


async def answer(
    world: InterstateWorld, who: str, method: str, place: str, number: str = "", others: Sequence[str] = ()
) -> tuple[int, bytes]:
    """What somebody is told: status, headers and body, without what is random in a form and the number asked by."""
    if place.startswith((API, "/openapi")) or method == "POST":
        body = BODIES.get(place.removeprefix(API).replace(number, "{case}") if number else place.removeprefix(API))
        said: Any = _with(body, number) if number else body
        told = await world.ask(who, f"{method} {place}", said)
    else:
        told = await world.open(who, place)
    headers = sorted((name, value) for name, value in told.headers.items() if name != "set-cookie")
    whole = told.content + repr(headers).encode()
    for one in (number or "\x00", *others):
        whole = whole.replace(one.encode(), b"ID")
    return told.status_code, TOKEN.sub(b"*", whole)


def _with(body: Any, number: str) -> Any:
    """A body of a program with a number in place of one that is nobody's."""
    match body:
        case dict():
            return {name: _with(value, number) for name, value in body.items()}
        case str() if body == NOBODYS:
            return number
        case _:
            return body


async def seen(
    world: InterstateWorld, word: str, asked_of: Callable[[str], Sequence[str]], people: Sequence[str]
) -> dict[tuple[str, str], Any]:
    """What everybody is told at every address that names nothing; `asked_of` gives the questions put to each."""
    found: dict[tuple[str, str], Any] = {}
    for method, place in addresses(world):
        if method != "GET" or "{" in place:
            continue
        for question in asked_of(place) if place.startswith(("/cis", f"{API}/cis")) else ("",):
            asked = place + question.format(word)
            for who in people:
                found[who, asked] = await answer(world, who, "GET", asked)
    return found


@contextmanager
def statements(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is asked of the database meanwhile, statement by statement."""
    told: list[str] = []
    execute = psycopg.AsyncCursor.execute

    async def counted(self: Any, query: Any, *args: Any, **named: Any) -> Any:
        told.append(str(query)[:80])
        return await execute(self, query, *args, **named)

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.AsyncCursor, "execute", counted)
        yield told


async def probed(
    world: InterstateWorld, secret: History, people: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> int:
    """Ask every address by the secret's numbers and by numbers of nothing: nothing tells them apart."""
    asked = 0
    for method, place in addresses(world):
        names_a_body = method == "POST" and NOBODYS in repr(BODIES.get(place.removeprefix(API)))
        if not ("{" in place or names_a_body):
            continue
        numbers = list(secret.kinds.values())
        fitting = secret.kinds.get(KIND_OF.get((*NAMED.findall(place), "case")[0], "case"), numbers[0])
        for number in numbers if len(people) > FEW else [fitting]:
            missing = str(uuid4())
            for who in people:
                came = []
                for one in (number, missing):
                    with statements(monkeypatch) as made:
                        told = await answer(world, who, method, NAMED.sub(one, place), one)
                    came.append((told, made))
                assert came[0] == came[1], f"{who}: {method} {place}"
                assert not secret.found_in(came[0][0][1])
                asked += 1
            for of in WAYS_TO_WRITE if len(people) > FEW else ():
                mine, theirs = [
                    await answer(world, "stranger", method, NAMED.sub(of(one), place), of(one))
                    for one in (number, missing)
                ]
                assert mine == theirs, f"{method} {place} by {of(number)}"
                asked += 1
    return asked


async def heard_of(world: InterstateWorld, number: UUID) -> list[str]:
    """What the node of a third state is told of whatever it says about a number."""
    at = world.state.now()
    vouched = Attested(NUMBER, "0" * 64, at, "начальник")
    told = Told({1: (Done("проверены учёты ведомства", "лицо не значится нигде"),)}, at, NUMBER)
    consented = Consent(number, FSB, (INTERIOR,), at, NUMBER)
    parcels = (
        Arrived(number, at, at), Tells(number, told, vouched), Accepts(number, 1, vouched), Withdraws(number, vouched),
        Consents(consented, vouched), TakesBack(number, NUMBER, vouched),
        SettlesOffer(number, OfferState.WANTED, vouched), HandsOver(number, FSB, "сведения", vouched),
        TakesOnwardBack(number, vouched), AnswersConsultation(number, True, "", vouched),
    )  # fmt: skip
    codes = []
    for parcel in parcels:
        with pytest.raises(Problem) as told_back:
            async with world.state.node.store.transaction() as transaction:
                await deliver(world.state.node, transaction, "BY", parcel, at)
        codes.append(f"{told_back.value.kind.code} {told_back.value.where}")
    return codes


async def one_history(
    world: InterstateWorld, neighbour: Neighbour, seed: int, monkeypatch: pytest.MonkeyPatch, *, thorough: bool
) -> int:
    """Play a history, then secret requests; return how many questions were compared."""
    chance = random.Random(seed)
    await History(world.state, neighbour, chance, "plain").goes_on(chance.randint(1, 3))
    drawn = {place: ("", *chance.sample(QUESTIONS, FEW)) for _, place in addresses(world)}
    alike = (chance.choice(QUESTIONS),)

    def questions(place: str) -> Sequence[str]:
        return drawn[place] if thorough else alike

    people = WHO if thorough else WHO[:FEW]
    secret = History(world.state, neighbour, chance, "secret")
    word = secret.word().rsplit(" ", 1)[1]
    before = await seen(world, word, questions, people)
    said = Heard()
    logging.getLogger().addHandler(said)
    letters = list(world.state.world.messages.sent)
    level, _ = logging.getLogger().level, logging.getLogger().setLevel(logging.DEBUG)
    try:
        await secret.goes_on(chance.randint(1, 4) if thorough else ALL)
    finally:
        logging.getLogger().removeHandler(said)
        logging.getLogger().setLevel(level)
    assert secret.ids
    assert secret.found_in("\n".join(said.lines).encode()) == [], "the log of the process"
    assert world.state.world.messages.sent == letters, "a message to somebody"
    after = await seen(world, word, questions, people)
    assert after.keys() == before.keys()
    differ = [place for place, told in after.items() if told != before[place]]
    assert differ == []
    for number in secret.kinds.values():
        assert await heard_of(world, UUID(number)) == await heard_of(world, uuid4()), "a node of a third state"
    known = [one for one in people if one]
    fitting = await probed_as_they_fit(world, secret, known, monkeypatch)
    return len(after) + fitting + await probed(world, secret, known, monkeypatch)


async def probed_as_they_fit(
    world: InterstateWorld, secret: History, people: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> int:
    """Ask every address that holds several numbers by those that really belong together there: a form, a sign page."""
    asked = 0
    for method, place in addresses(world):
        names = NAMED.findall(place)
        if len(names) < FEW or not {KIND_OF.get(one, "case") for one in names} <= secret.kinds.keys():
            continue
        told = []
        for kinds in (secret.kinds, {one: str(uuid4()) for one in secret.kinds}):
            numbers = [kinds[KIND_OF.get(one, "case")] for one in names]
            at = NAMED.sub(lambda found, kinds=kinds: kinds[KIND_OF.get(found[1], "case")], place)  # type: ignore[misc]
            for who in people:
                with statements(monkeypatch) as made:
                    told.append((who, await answer(world, who, method, at, numbers[0], numbers[1:]), made))
        assert told[: len(people)] == told[len(people) :], f"{method} {place}"
        asked += len(people)
    return asked


class Heard(logging.Handler):
    """Every line of the process's log, of any level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


async def test_nobody_else_can_tell_that_a_request_was_sent(
    node: tuple[InterstateWorld, Neighbour], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await one_history(*node, 7, monkeypatch, thorough=False)
    assert asked > 100, "the route table was read"


@pytest.mark.trial
@pytest.mark.timeout(1_500)
@pytest.mark.parametrize("first", [100, 110, 120])
async def test_nobody_else_can_tell_in_any_of_six_histories(
    node: tuple[InterstateWorld, Neighbour], monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    """Two histories one after another at each of three nodes; each node may be run alone, by `-k 100`."""
    asked = 0
    for seed in (first, first + 1):
        asked += await one_history(*node, seed, monkeypatch, thorough=True)
        print(f"history {seed}: {asked} questions compared so far", flush=True)  # noqa: T201 - what a trial measured
