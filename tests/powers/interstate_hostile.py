"""What a hostile hand tries at a node of the exchange between states: whose things, which bodies, which characters."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from litestar.testing import AsyncTestClient

from actions.conftest import StoppedClock
from actions.interstate.conftest import FSB, State, number, session_of, state_at
from almasu.actions.interstate import consult, mailboxes, register_worker
from almasu.actions.interstate.enter_directory import enter_body, prepare_body
from almasu.actions.interstate.mailboxes import Mailbox
from almasu.interfaces.portal.offices_of_interstate import interstate_offices
from almasu.interfaces.site import site
from almasu.kernel.interstate.consulting import Topic
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.parties.account import Role
from almasu.law.text import Text
from almasu.wiring.interstate import blind_work
from powers.conftest import fresh
from powers.forms_of_browser import FormsOfBrowser
from powers.interstate_things import WORDS, settled_things
from powers.test_interstate import InterstateWorld
from powers.zone_app import running_of

GUEST = Body(
    "by-sk", "BY", BodyKind.COMPETENT, Text("Тергеу комитеті", "Следственный комитет", "Investigative Committee"),
    date(2018, 8, 27), None, date(2019, 5, 1), "", "150740009884", "KZ", "нота",
)  # fmt: skip
GUESTS = {"guest": (Role.CIS_OFFICER, "84010130091"), "guest head": (Role.CIS_HEAD, "84010130101")}
OWNERS, FOREIGN = ("officer", "head"), ("stranger", "strange head", "guest", "guest head", "keeper")
"""Who is of the body whose things are tried, and who of no such body is."""


@dataclass(repr=False)
class Hostile(InterstateWorld):
    """The world of the matrix with guests of another state, and how a form is sent by a browser."""

    url: str = ""
    forms: FormsOfBrowser = field(init=False)

    def __post_init__(self) -> None:
        self.forms = FormsOfBrowser(self.client, self.state.tokens)

    async def sends(self, who: str, place: str, data: Any = None, *, token: str | None = None, **more: Any) -> Any:
        """Send a form; `token` is another than one's own."""
        return await self.forms.sends(who, place, data, token=token, **more)

    def kept(self) -> list[tuple[str, int]]:
        """Return how much stands in each table, but for sessions, which every look renews."""
        with psycopg.connect(self.url) as connection:
            tables = connection.execute("select relname from pg_stat_user_tables order by relname").fetchall()
            counted = [(one, connection.execute(f'select count(*) from "{one}"').fetchone()) for (one,) in tables]
            return [(one, 0 if count is None else count[0]) for one, count in counted if "session" not in one]


@asynccontextmanager
async def hostile_world(
    postgres_url: str, template: str, database_names: Iterator[str], folder: Path
) -> AsyncIterator[Hostile]:
    """A node with the things of one body, and people of three others before it."""
    async with fresh(postgres_url, template, database_names) as (database, url):
        state = await state_at("KZ", database, folder, StoppedClock())
        state.world.node = replace(state.world.node, blind=blind_work())
        running = running_of(state.world, folder, url, "interstate")
        app = site(running)
        async with AsyncTestClient(app) as client:
            # What there is of it every head, and of the directory everybody, may see.
            evidence = {name: str(uuid4()) for name in ("difference", "party", "listed", "system", "kind", "name")}
            things = {**await settled_things(state, folder), **await more_things(state), **evidence}
            world = Hostile(state, client, app, interstate_offices(running).offices, things, url)
            await guests_come(state)
            yield world


async def guests_come(state: State) -> None:
    """Register a body of another state that works at this node, and its people."""
    await state.signs("keeper", prepare_body, enter_body, GUEST)
    for name, (role, iin) in GUESTS.items():
        worker = register_worker.Worker(GUEST.id, role, number(iin), "ИВАНОВ", "ИВАН", "", "Начальник отдела")
        made = await state.signs("keeper", register_worker.prepare_worker, register_worker.register_worker, worker)
        state.tokens[name] = await session_of(state.node, made, state.now())


async def more_things(state: State) -> dict[str, str]:
    """A mailbox, and an act that waits for the signature of whom it was made for."""
    box = await state.signs("head", mailboxes.prepare_mailbox, mailboxes.open_mailbox, Mailbox("duty@example.kz"))
    form = consult.Form(FSB, Topic.JOINT, WORDS, date(2030, 1, 1))
    act = await consult.prepare_invitation(state.node, state.tokens["head"], form, state.now())
    return {"mailbox": str(box.paper.id), "act": str(act.id)}
