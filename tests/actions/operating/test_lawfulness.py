"""The operator controls that information is obtained lawfully, and sees neither people nor subjects nor answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest

from actions.conftest import NOON, OFFICER, OTHER, SUBJECT, form
from actions.operating.conftest import OPERATOR, Operated, signed
from actions.operating.test_breach import breach, reported
from almasu.actions import compose_request, submit_request
from almasu.actions.operating import take_breach
from almasu.actions.operating.control_lawfulness import one_standing, standings
from almasu.actions.operating.emergencies import noted
from almasu.actions.operating.report_breach import prepare_breach, report_breach
from almasu.actions.operating.try_services import health
from almasu.actions.supervision.packing import unpacked
from almasu.kernel.answers import NoRecord
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.lawfulness import Standing
from almasu.kernel.page import Page
from almasu.kernel.parties.account import AccountState, Role
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.law.problem import Problem
from almasu.law.rule import Finding, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met
from almasu.store.journal_reading import StoredLog
from almasu.store.papers import StoredActs

BLIND = (OFFICER, SUBJECT, "Сағынтаев", "2026/114-ТМ", "қолма-қол")


async def asked(operated: Operated, working: str) -> UUID:
    world = operated.world
    world.registers[3].reply = NoRecord(b"")
    act = (await compose_request.prepare_request(world.node, working, form(), world.clock())).id
    accepted = await submit_request.submit_request(world.node, working, act, signed(OFFICER, act), world.clock())
    world.carrying_out.start(accepted)
    await world.carrying_out.settled_within(act, 10)
    return act


async def seen(operated: Operated, token: str | None = None) -> Sequence[Standing]:
    return (await page(operated, token=token)).items


async def page(operated: Operated, after: str = "", most: int = 50, token: str | None = None) -> Page[Standing]:
    at = operated.world.clock()
    since, until = at - timedelta(hours=1), at + timedelta(hours=1)
    return await standings(operated.world.node, token or operated.token, since, until, after, most, at)


async def test_the_operator_sees_ground_role_and_verdicts_and_no_person_subject_or_answer(operated: Operated) -> None:
    request = await asked(operated, await operated.world.working())
    (line,) = await seen(operated)
    assert (line.request, line.asker, line.role) == (request, operated.officer.pseudonym(), "officer")
    assert (line.ground, line.resources) == ("financial_monitoring", (1, 3, 5))
    assert line.states[QuestionState.NO_RECORD] == 1
    assert line.then
    assert {finding.rule_id for finding in line.now} == set(line.then)
    assert line.oddities == ()
    assert not any(one in repr(line) for one in BLIND)
    detail = await one_standing(operated.world.node, operated.token, request, operated.world.clock())
    assert detail == line
    viewed = [entry for entry in await operated.leaves() if entry["kind"] == "lawfulness_viewed"]
    assert [entry["about"] for entry in viewed] == ["requests", f"request:{request}"]


def test_a_verdict_that_would_be_another_today_or_stands_in_the_way_is_an_oddity() -> None:
    said = Text("", "", "")
    verdicts = {"met": Met(), "broken": Broken(said, said)}
    now = tuple(
        Finding(f"sio_pso.{name}", RuleKind.LAW, ("SIO25-2",), said, verdict) for name, verdict in verdicts.items()
    )
    for then, odd in (
        ({"sio_pso.met": "met", "sio_pso.broken": "met"}, ("sio_pso.broken",)),
        ({"sio_pso.met": "not_applicable"}, ("sio_pso.broken", "sio_pso.met")),
        ({"sio_pso.gone": "met"}, ("sio_pso.broken",)),
    ):
        line = Standing(uuid4(), NOON, "officer-1", "officer", "g", "p", "SIO-2025", (), {}, then, now)
        assert line.oddities == odd


async def test_reading_goes_on_page_by_page_and_what_is_no_request_is_absent(operated: Operated) -> None:
    working = await operated.world.working()
    first = await asked(operated, working)
    operated.world.clock.forward(seconds=1)
    second = await asked(operated, working)
    assert [line.request for line in await seen(operated)] == [first, second]
    shown = await page(operated, most=1)
    assert [line.request for line in shown.items] == [first]
    assert [line.request for line in (await page(operated, shown.after)).items] == [second]
    with pytest.raises(Problem, match=r"request\.not_found"):
        await one_standing(operated.world.node, operated.token, uuid4(), operated.world.clock())


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CONTROLLER, Role.PROSECUTOR, Role.OWNER])
async def test_nobody_else_controls_lawfulness_lists_breaches_or_tries_services(operated: Operated, role: Role) -> None:
    token, node, at = await operated.came_in(OTHER, role), operated.world.node, operated.world.clock()
    for tried in (
        seen(operated, token=token),
        one_standing(node, token, uuid4(), at),
        take_breach.breaches(node, token, at),
        take_breach.take_breach(node, token, uuid4(), StoredLog(operated.world.database, "main"), "o", at),
        health(node, token, [], at),
    ):
        with pytest.raises(Problem) as refused:
            await tried
        assert refused.value.kind.code == "account.role"


async def test_a_breach_found_in_a_request_is_reported_by_the_request(operated: Operated) -> None:
    world = operated.world
    request = await asked(operated, await world.working())
    node, at = world.node, world.clock()
    act = await prepare_breach(node, operated.token, breach(at, iin="", request=request), at)
    await report_breach(node, operated.token, act.id, signed(OPERATOR, act.id), at)
    (found,) = await take_breach.breaches(node, operated.token, at)
    assert (found.account.id, found.said.request) == (operated.officer.id, request)
    assert found.account.state is AccountState.BLOCKED
    for wrong in (breach(at, iin=OTHER, request=request), breach(at, iin="", request=uuid4())):
        with pytest.raises(Problem) as refused:
            await prepare_breach(node, operated.token, wrong, at)
        assert (refused.value.kind.code, refused.value.where) == ("breach.nobody", "request")


async def test_the_papers_of_a_breach_are_taken_along_with_the_signed_act(
    operated: Operated, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def evidence(_: StoredActs, act: UUID) -> Parted:
        """The signatures of this world are names: a bundle of two parts stands for theirs."""
        return Parted(str(act).encode(), {b"c" * 32: b"certificate"})

    monkeypatch.setattr(StoredActs, "evidence", evidence)
    world = operated.world
    report = await reported(operated)
    log = StoredLog(world.database, "main")
    taken = await take_breach.take_breach(world.node, operated.token, report.id, log, "o", world.clock())
    files = unpacked(taken.data)
    assert {"manifest.json", "notice.json", "report.json", "evidence/bundle.json"} <= set(files)
    leaves = [msgspec.json.decode(data) for name, data in files.items() if name.startswith("leaves/")]
    assert sorted(one["kind"] for one in leaves) == ["breach_reported", "notice_sent"]
    waiting = msgspec.json.decode(files["manifest.json"])["waiting"]
    assert sorted(waiting) == sorted(name[7:-5] for name in files if name.startswith("leaves/")), "no place yet"
    said = msgspec.json.decode(files["report.json"])
    assert (said["report"], said["user"]["state"]) == (str(report.id), "blocked")
    assert msgspec.json.decode(files["notice.json"])["state"] == "sent"
    (told,) = [entry for entry in await operated.leaves() if entry["kind"] == "breach_taken"]
    assert told["says"] == {"manifest": taken.manifest.hex()}
    with pytest.raises(Problem) as refused:
        await take_breach.one_breach(world.node, operated.token, uuid4(), world.clock())
    assert refused.value.kind.code == "paper.unknown"


async def test_health_counts_what_registers_answered_lately(operated: Operated) -> None:
    world = operated.world
    await asked(operated, await world.working())
    found = await health(world.node, operated.token, [], world.clock())
    assert found.registers[3] == {QuestionState.NO_RECORD: 1}
    assert set(found.registers) == {1, 3, 5}
    assert found.silent == frozenset()
    await noted(world.node, EntryKind.SERVICE_OUTAGE, "resource:5", world.clock())
    await noted(world.node, EntryKind.SERVICE_OUTAGE, "resource:9", world.clock())
    assert (await health(world.node, operated.token, [], world.clock())).silent == {5}
    await noted(world.node, EntryKind.SERVICE_RESTORED, "resource:5", world.clock())
    assert (await health(world.node, operated.token, [], world.clock())).silent == frozenset()
    at = world.clock.forward(hours=2)
    later = await health(world.node, await world.working(OPERATOR), [], at)
    assert later.registers == {}
