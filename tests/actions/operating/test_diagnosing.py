"""Diagnostics really ask, about nobody, seldom, and keep only whether something answered."""

from __future__ import annotations

from datetime import datetime

import pytest

from actions.operating.conftest import CONTROLLER, Operated
from almasu.actions.operating.diagnose import (
    Examiner,
    diagnose,
    diagnose_as_process,
    diagnoses,
    register_examiners,
)
from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Reply, Unreadable
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.operating.diagnosis import NOBODY, Came, Diagnosis, Finding, nobody_of, remedy_of
from almasu.kernel.parties.account import Role
from almasu.kernel.resources import KeyKind
from almasu.law.problem import Problem

CASES: list[tuple[Reply, Finding, str, str]] = [
    (NoRecord(b""), Finding.ANSWERS, "", "Nothing needs"),
    (Records(({"surname": "СЕРІКОВ"},), b"..."), Finding.STRANGE, "", "not kept"),
    (Refused("NO", "860314450216 may not", b""), Finding.REFUSES, "", "declines"),
    (NoReply(Silence.NO_CONNECTION, "", retriable=True), Finding.SILENT, "no_connection", "firewall"),
    (NoReply(Silence.CREDENTIALS_REFUSED, "401", retriable=False), Finding.SILENT, "credentials_refused", "password"),
    (NoReply(Silence.BUSY, "503", retriable=True), Finding.SILENT, "busy", "few minutes"),
    (
        Unreadable(Nonsense.WRONG_SCHEMA, "/records", "СЕРІКОВ".encode()),
        Finding.UNREADABLE,
        "wrong_schema",
        "joint act",
    ),
]


def examiner(operated: Operated, number: int) -> tuple[Examiner, ...]:
    examiners = register_examiners(operated.world.node, operated.world.carrying_out.asking)
    return tuple(one for one in examiners if one.place == f"resource:{number}")


async def shown(operated: Operated) -> list[Diagnosis]:
    return list(await diagnoses(operated.world.node, operated.token, operated.world.clock()))


@pytest.mark.parametrize(("reply", "finding", "code", "remedy"), CASES)
async def test_what_came_is_told_with_its_remedy_and_nothing_of_the_answer_is_kept(
    operated: Operated, reply: Reply, finding: Finding, code: str, remedy: str
) -> None:
    world = operated.world
    world.registers[12].reply = reply
    await diagnose(world.node, operated.token, examiner(operated, 12), world.clock())
    (found,) = await shown(operated)
    assert (found.place, found.finding, found.code) == ("resource:12", finding, code)
    assert remedy in remedy_of(found).en
    leaves = [entry for entry in await operated.leaves() if entry["kind"] == "service_tested"]
    assert [dict(entry["says"])["paper_state"] for entry in leaves] == ["begun", "ended"]  # type: ignore[call-overload]
    assert "СЕРІКОВ" not in str(leaves)
    assert "860314450216" not in str(leaves)


async def test_a_register_is_asked_about_nobody_and_by_nobody(operated: Operated) -> None:
    world = operated.world
    await diagnose(world.node, operated.token, examiner(operated, 12), world.clock())
    (asked,) = world.registers[12].asked
    assert asked.key == nobody_of(world.node.resources[12].keys)
    assert {asked.asker, asked.role, asked.ground, asked.purpose, asked.task} == {"diagnostics"}
    assert set(NOBODY) == set(KeyKind), "every kind of key has its nobody"


async def test_a_fresh_result_stands_and_nothing_is_asked_again(operated: Operated) -> None:
    world, one = operated.world, examiner(operated, 12)
    await diagnose(world.node, operated.token, one, world.clock())
    world.clock.forward(seconds=29)
    await diagnose(world.node, operated.token, one, world.clock())
    assert len(world.registers[12].asked) == 1
    world.clock.forward(seconds=2)
    await diagnose(world.node, operated.token, one, world.clock())
    assert len(world.registers[12].asked) == 2
    assert len(await shown(operated)) == 1, "a place has one paper, its latest test"


async def test_only_the_operator_tests_and_sees_tests(operated: Operated) -> None:
    world = operated.world
    controller = await operated.came_in(CONTROLLER, Role.CONTROLLER)
    with pytest.raises(Problem, match=r"account\.role"):
        await diagnose(world.node, controller, examiner(operated, 12), world.clock())
    with pytest.raises(Problem, match=r"account\.role"):
        await diagnoses(world.node, controller, world.clock())
    assert world.registers[12].asked == []


async def test_a_test_that_breaks_says_that_nobody_can_tell(operated: Operated) -> None:
    class Broken:
        place = "service:ocsp"

        async def test(self, at: datetime) -> Came:
            raise OSError

    world = operated.world
    await diagnose(world.node, operated.token, (Broken(),), world.clock())
    (found,) = await shown(operated)
    assert found.finding is Finding.UNKNOWN
    assert remedy_of(found).en.startswith("Call the certification authority")


async def test_the_machine_itself_tests_and_the_leaf_names_the_process(operated: Operated) -> None:
    world, one = operated.world, examiner(operated, 12)
    world.registers[12].reply = NoRecord(b"")
    (found,) = await diagnose_as_process(world.node, one, world.clock())
    assert (found.place, found.finding) == ("resource:12", Finding.ANSWERS)
    assert await shown(operated) == [found], "the operator's page shows the same"
    await diagnose_as_process(world.node, one, world.clock())
    assert len(world.registers[12].asked) == 1, "a fresh result stands for the machine as well"
    actors = {entry["actor"] for entry in await operated.leaves() if entry["kind"] == "service_tested"}
    assert actors == {f"process:{world.node.process}"}
