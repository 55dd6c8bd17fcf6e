"""A node's whole address over a made-up world in which a check is held, and all that its people must not see of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from litestar import Litestar
from litestar.testing import AsyncTestClient

from actions.applying import APPLICANT, REGISTER
from actions.conftest import NOON, OFFICER, OTHER, World, form
from actions.control.conftest import CONTROLLER, OPERATOR
from actions.control.conftest import Office as ControlOffice
from actions.supervision.conftest import PROSECUTOR, Checked, signed
from almasu.actions import apply, compose_request, submit_request, take_copy, visit
from almasu.actions.operating.report_breach import prepare_breach, report_breach
from almasu.actions.supervision import hold_check
from almasu.actions.supervision.cut_short import cut_short, prepare_cut
from almasu.actions.supervision.take_measure import MeasureForm, prepare_measure, take_measure
from almasu.interfaces.site import site
from almasu.kernel.answers import NoRecord
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.policy import k_of
from almasu.kernel.materials.copy import CopyFormat
from almasu.kernel.operating.breach import BreachForm, BrokenLaw
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Role
from almasu.kernel.supervision.case import MeasureKind
from almasu.kernel.supervision.resolution import CutForm
from almasu.store.journal_reading import StoredLog
from almasu.wiring.law import open_law
from almasu.wiring.settings import Settings

OWNER, CAUGHT = "941208355264", "750918301282"
OWN_BODY, OTHER_BODY = "123456789012", "210140083118"
ORIGIN = "almasu/restricted/test"
KEYS = keys_of(ORIGIN, b"k" * 32)
POLICY = k_of(0, [KEYS.head.key], ())
CSRF = re.compile(r'(name="_csrf_token" value=")[^"]*')


@dataclass
class Hidden:
    """The address of a node, sessions of its people by role, and numbers of things hidden from each of them."""

    world: World
    client: AsyncTestClient[Litestar]
    app: Litestar
    checked: Checked
    sessions: dict[str, str]
    things: dict[str, UUID]

    async def asks(self, role: str, method: str, path: str, body: object) -> tuple[int, str, dict[str, str]]:
        """Return status, body and headers of an answer, without what is random in each."""
        headers = {"authorization": f"Bearer {self.sessions[role]}", "cookie": f"almasu-session={self.sessions[role]}"}
        answer = await self.client.request(method, path, headers=headers, json=body, follow_redirects=False)
        self.client.cookies.clear()
        told = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
        return answer.status_code, CSRF.sub(r"\1", answer.text), told


def running_over(world: World, folder: Path) -> SimpleNamespace:
    """What the interfaces need of a node whose journal nobody keeps."""
    held = SimpleNamespace(current=KEYS, receipts=[KEYS.receipts.key], heads=[KEYS.head.key], published=lambda: b"")
    logs = {
        name: SimpleNamespace(
            origin=ORIGIN, journal=StoredLog(world.database, name), log_keys=SimpleNamespace(held=held), policy=POLICY
        )
        for name in ("main", "supervision")
    }
    settings = Settings(data=folder, database_url="", supervision_log_to=("10.9.0.0/16",), metrics_to=())
    return SimpleNamespace(
        settings=settings,
        node=world.node,
        now=world.clock,
        law=open_law(),
        carrying_out=world.carrying_out,
        journal=logs["main"].journal,
        log_keys=logs["main"].log_keys,
        policy=POLICY,
        receipt=lambda commitment, at: b"",
        main=logs["main"],
        supervision=logs["supervision"],
    )


@asynccontextmanager
async def hidden_things(world: World, folder: Path) -> AsyncIterator[Hidden]:
    """A node at work: officer, controller, operator, owner; and an officer elsewhere whose acts are checked."""
    for register in world.registers.values():
        register.reply = NoRecord(b"none")
    own = {"officer": await came(world, OFFICER, Role.OFFICER), "owner": await came(world, OWNER, Role.OWNER)}
    controller = await world.account(CONTROLLER, Role.CONTROLLER)
    await world.account(OPERATOR, Role.OPERATOR)
    own |= {"controller": await world.working(CONTROLLER), "operator": await world.working(OPERATOR)}
    await ControlOffice(world, controller, own["controller"], own["operator"]).in_force()
    officer = await world.account(OTHER, body_bin=OTHER_BODY)
    prosecutor = await world.account(PROSECUTOR, Role.PROSECUTOR, body_bin="950340062057")
    checked = Checked(world, officer, prosecutor, await world.working(OTHER), await world.working(PROSECUTOR))
    things = await elsewhere(world, checked)
    app = site(running_over(world, folder))  # type: ignore[arg-type]
    async with AsyncTestClient(app) as client:
        yield Hidden(world, client, app, checked, own, things)


async def came(world: World, iin: str, role: Role) -> str:
    await world.account(iin, role)
    return await world.working(iin)


async def elsewhere(world: World, checked: Checked) -> dict[str, UUID]:
    """What others have: a request, its material, a copy, an application, a notice and a breach of another body."""
    node, clock = world.node, world.clock
    request = await asked_by(checked, OTHER)
    async with node.store.single() as store:
        found = await store.requests.one(request)
    assert found is not None
    wanted = take_copy.Wanted(request, "2026/114-ТМ", "Материалға тігу үшін.", CopyFormat.CSV)
    copy = await take_copy.take_copy(node, checked.asking, wanted, clock())
    begun = await visit.begin_visit(node, clock())
    act = begun.challenge.id
    came = await visit.prove_visit(node, begun.token, act, signed(APPLICANT, act), clock())
    filled = await apply.prepare_application(node, came.token, REGISTER, None, clock())
    application = await apply.file_application(node, came.token, filled.id, signed(APPLICANT, filled.id), clock())
    return {
        "request": request,
        "material": found.material,
        "copy": copy.paper.id,
        "application": application.id,
        "account": checked.officer.id,
        "notice": await notice(world),
    }


async def asked_by(checked: Checked, iin: str) -> UUID:
    world = checked.world
    act = (await compose_request.prepare_request(world.node, checked.asking, form(), world.clock())).id
    accepted = await submit_request.submit_request(world.node, checked.asking, act, signed(iin, act), world.clock())
    world.carrying_out.start(accepted)
    await world.carrying_out.settled_within(act, 10)
    return act


async def notice(world: World) -> UUID:
    """The operator reports a breach of somebody in the other body: a notice to it, and a case of the prosecutor."""
    await world.account(CAUGHT, body_bin=OTHER_BODY)
    token = await world.entered(OPERATOR)
    told = BreachForm(CAUGHT, BrokenLaw.RULES, "Жеке мақсатта сұрады.", "Тәртіптік.", NOON - timedelta(hours=1))
    act = await prepare_breach(world.node, token, told, world.clock())
    await report_breach(world.node, token, act.id, signed(OPERATOR, act.id), world.clock())
    async with world.node.store.single() as store:
        (paper,) = await store.papers.found(PaperKind.NOTICE, "body", OTHER_BODY, None, 5)
    return paper.id


async def a_day_of_supervision(hidden: Hidden) -> dict[str, UUID]:
    """A check from its resolution to its measure; the numbers of what it made."""
    checked, node, clock = hidden.checked, hidden.world.node, hidden.world.clock
    resolution = await checked.resolution(officers=(OTHER,))
    await hold_check.covered_requests(node, checked.checking, resolution.id, "", 5, clock())
    await hold_check.replay(node, checked.checking, resolution.id, hidden.things["request"], None, clock())
    cases = await hold_check.open_cases(node, checked.checking, clock())
    own = next(paper for paper, told in cases if told.prosecutor == checked.prosecutor.id)
    measure = await prepare_measure(
        node, checked.checking, MeasureForm(own.id, MeasureKind.ADMINISTRATIVE, "Хаттама."), clock()
    )
    await take_measure(node, checked.checking, measure.id, signed(PROSECUTOR, measure.id), clock())
    second = await checked.resolution(officers=(OTHER,), case=own.id)
    cut = await prepare_cut(node, checked.checking, CutForm(second.id, "Қате."), clock())
    await cut_short(node, checked.checking, cut.id, signed(PROSECUTOR, cut.id), clock())
    reported = next(paper for paper, told in cases if told.prosecutor is None)
    return {
        "resolution": resolution.id,
        "withdrawn": second.id,
        "case": own.id,
        "reported case": reported.id,
        "measure": measure.id,
        "prosecutor": checked.prosecutor.id,
    }


def without(number: UUID, text: str) -> str:
    """A text in which a number is not told from another."""
    return text.replace(str(number), "NUMBER").replace(number.hex, "NUMBER")
