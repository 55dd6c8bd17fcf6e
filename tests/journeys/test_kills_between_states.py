"""Each process of two states' nodes killed (`kill -9`) at each hop of a request and its answer.

Nobody mends anything: what was killed is started again, as a supervisor does. Then every request is there once at both
sides and answered once, both journals verify, and the two histories of the line agree (CIS-6.1).
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from almasu.store.postgres.place import recorded
from almasu.store.postgres.postmaster import living
from almasu.testing.interstate.bodies import GKNB_KG, somebody
from almasu.testing.outside.member import Member
from almasu.testing.outside.officer import Declined
from almasu.wiring.demo.interstate import SETTINGS, address_of, of_body, start_interstate
from almasu.wiring.demo.plan import Wish
from almasu.wiring.demo.preparation import folder_of_state
from almasu.wiring.demo.promised import verify_journal
from almasu.wiring.demo.run import OFFICER, Demo, running_demo
from in_memory import folder_for_databases
from patience import looks

log = logging.getLogger(__name__)

PROCESSES = ("kz-portal", "kz-worker", "kz-door", "kg-portal", "kg-worker", "kg-door", "postgres")
"""What is killed; the worker orders the journal and sends, the server has the databases of both nodes."""
HOPS = ("signing the request", "the request on its way", "signing the answer", "the answer on its way")
LATEST = 0.4
"""Seconds after a hop begins at which the kill comes at the latest."""
PURPOSE = "выявление источников финансирования терроризма"
DONE = {"type": "done", "actions": "проверены учёты пограничной службы", "results": "лицо въезжало дважды в 2025 году"}
AWAY = (ClientError, ConnectionError, TimeoutError)
TRY_AGAIN = frozenset({404, 409, 410, 422, 500, 503})
"""What somebody is told who tries again what was done already, or while the node cannot."""
PAUSE = 0.5


@contextmanager
def two_states() -> Iterator[Demo]:
    """A demo on a server of its own, which nobody else misses when it is killed."""
    with (
        tempfile.TemporaryDirectory(
            prefix="almasu-kills-", dir=folder_for_databases(), ignore_cleanup_errors=True
        ) as folder,
        running_demo(Path(folder), Wish(people=1_000), lambda _: None, OFFICER, forked=True) as demo,
    ):
        start_interstate(demo)
        yield demo


@dataclass
class Exchange:
    """Requests of Kazakhstan to Kyrgyzstan, whose people try again as a person at a page does."""

    demo: Demo
    http: ClientSession
    chance: random.Random
    people: dict[tuple[str, str], Member]

    async def comes_in(self) -> None:
        for state, role in product(("KZ", "KG"), ("cis_officer", "cis_head")):
            one = of_body(self.demo, self.http, state, somebody(role, state))
            await one.comes_in()
            self.people[state, role] = one

    def kill(self, process: str) -> None:
        if process != "postgres":
            self.demo.parts.kill(process)
            return
        where = recorded(self.demo.data / "postgres")
        server = None if where is None else living(where.data)
        assert server is not None
        os.kill(server.pid, signal.SIGKILL)

    def start_what_ended(self) -> None:
        for name in self.demo.parts.ended():
            self.demo.parts.restart(name)

    async def while_killed(self, process: str, doing: Awaitable[Any]) -> Any:
        """Kill a process a moment after something began; whatever ended by it is started again."""
        task = asyncio.ensure_future(doing)
        await asyncio.sleep(self.chance.uniform(0.0, LATEST))
        await asyncio.to_thread(self.kill, process)
        return await task

    async def surely(self, what: str, done: Callable[[], Awaitable[Any]], do: Callable[[], Awaitable[Any]]) -> Any:
        """Do something until it shows as done: whoever got no answer looks first, and does it again if need be."""
        async for _ in looks(PAUSE):
            await asyncio.to_thread(self.start_what_ended)
            with suppress(*AWAY):
                try:
                    if found := await done():
                        return found
                    await do()
                except Declined as no:
                    if no.status not in TRY_AGAIN:
                        raise
        pytest.fail(f"{what} did not come about")

    async def comes(self, what: str, look: Callable[[], Awaitable[Any]]) -> Any:
        async def nothing() -> None:
            return None

        return await self.surely(what, look, nothing)

    async def of(self, state: str, basis: str, *, drafts: bool = False) -> list[Any]:
        found = await self.people[state, "cis_officer"].get("/cis/requests")
        return [one for one in found if one["case"]["asked"]["basis"] == basis and (one["state"] == "draft") is drafts]

    async def is_there(self, state: str, basis: str, wanted: str) -> Any:
        return next((one for one in await self.of(state, basis) if one["state"] == wanted), None)

    async def signed(self, basis: str) -> Any:
        items = [{"matter": "person", "words": "сведения о въезде и выезде лица"}]
        form = {
            "way": "one_time", "subject": "financing", "basis": basis, "items": items, "purpose": PURPOSE,
            "requested": GKNB_KG.id,
        }  # fmt: skip

        [draft, *_] = await self.surely(
            "a draft",
            lambda: self.of("KZ", basis, drafts=True),
            lambda: self.people["KZ", "cis_officer"].post("/cis/requests/drafts", form),
        )
        return await self.surely(
            "the request",
            lambda: self.of("KZ", basis),
            lambda: self.people["KZ", "cis_head"].signs("/cis/requests", {"draft": draft["id"]}),
        )

    async def answered(self, basis: str) -> Any:
        [theirs] = await self.comes("the request", lambda: self.of("KG", basis))
        telling = {"case": theirs["id"], "outcomes": {"1": [DONE]}}
        return await self.surely(
            "the answer",
            lambda: self.is_there("KG", basis, "closed"),
            lambda: self.people["KG", "cis_head"].signs("/cis/tellings", telling),
        )

    async def one(self, process: str, hop: int, basis: str) -> None:
        """Ask and answer, and kill a process at one of the hops."""
        steps: tuple[Callable[[], Awaitable[Any]], ...] = (
            lambda: self.signed(basis),
            lambda: self.comes("the receipt", lambda: self.is_there("KZ", basis, "received")),
            lambda: self.answered(basis),
            lambda: self.comes("the end", lambda: self.is_there("KZ", basis, "closed")),
        )
        for number, step in enumerate(steps):
            await (self.while_killed(process, step()) if number == hop else step())

    async def is_exactly_once(self, basis: str) -> None:
        for state in ("KZ", "KG"):
            [one] = await self.comes("the list", partial(self.of, state, basis))
            assert (one["state"], len(one["case"]["reception"]["told"])) == ("closed", 1), (state, basis)


@pytest.mark.trial
@pytest.mark.timeout(3_000)
def test_each_process_is_killed_at_each_hop_and_every_exchange_ends_by_itself_once(tmp_path: Path) -> None:
    with two_states() as demo:
        asyncio.run(killed_and_checked(demo))
        for state in ("KZ", "KG"):
            verify_journal(address_of(demo, state), log.info)
        histories_agree(demo, tmp_path)


async def killed_and_checked(demo: Demo) -> None:
    limits, line = ClientTimeout(total=20), TCPConnector(force_close=True)
    async with ClientSession(connector=line, timeout=limits) as http:
        exchange = Exchange(demo, http, random.Random(7), {})
        await exchange.comes_in()
        asked = []
        for process, hop in product(PROCESSES, range(len(HOPS))):
            basis = f"дело № {len(asked) + 1} о финансировании терроризма"
            log.info("%s at: %s", process, HOPS[hop])
            await exchange.one(process, hop, basis)
            asked.append(basis)
        for basis in asked:
            await exchange.is_exactly_once(basis)


def histories_agree(demo: Demo, folder: Path) -> None:
    """Take both histories along and compare them by the command, under the policies of both logs."""
    almasu = [sys.executable, "-m", "almasu", "interstate"]
    given = []
    for state, peer in (("KZ", "kg"), ("KG", "kz")):
        file = folder / f"{state}.json"
        settings = folder_of_state(demo.data, state) / SETTINGS
        said = subprocess.run(
            [*almasu, "export", str(settings), "--peer", f"interstate/{peer}", "--to", str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert said.returncode == 0, said.stdout + said.stderr
        given.append(str(file))
    policies = []
    for state, word in (("KZ", "first"), ("KG", "second")):
        policy = folder / f"{state}.policy"
        with urlopen(f"{address_of(demo, state)}/log/policy") as asked:
            policy.write_bytes(asked.read())
        policies += [f"--{word}-policy", str(policy)]
    compared = subprocess.run([*almasu, "compare", *given, *policies], capture_output=True, text=True, check=False)
    assert compared.returncode == 0, compared.stdout + compared.stderr
    log.info(compared.stdout)
