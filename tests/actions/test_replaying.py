"""A past request judged again: what is kept of it is enough, who may, and the leaf about it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result

from actions.conftest import OFFICER, OTHER, SUBJECT, World, form
from almasu.actions import compose_request, submit_request
from almasu.actions.replay_request import Again, Replaying, replay_for_operator, replay_request
from almasu.interfaces.cli.main import almasu
from almasu.kernel.parties.account import Role
from almasu.law.problem import Problem
from almasu.wiring.law import open_law
from almasu.wiring.settings import Settings, write_settings


async def accepted(world: World, token: str) -> submit_request.Accepted:
    act = await compose_request.prepare_request(world.node, token, form(), world.clock())
    cms = f"signed {OFFICER} {act.id}".encode()
    return await submit_request.submit_request(world.node, token, act.id, cms, world.clock())


def again(request: submit_request.Accepted, edition: str) -> Again:
    return Again(request.request.id, edition, open_law().sio_pso.decide_under)


async def test_the_facts_of_a_decision_are_kept_with_the_request(world: World) -> None:
    await world.account()
    made = await accepted(world, await world.working())
    async with world.node.store.single() as store:
        kept = await store.requests.one(made.request.id)
    assert kept is not None
    assert kept.judgement == made.request.judgement
    assert kept.judgement is not None
    asker = kept.judgement.asked.asker
    assert asker.role is Role.OFFICER
    assert {factor.value for factor in asker.factors} == {"eds", "sms"}
    assert asker.consent_signed_at is not None
    assert kept.judgement.asked.signature is not None


async def test_an_officer_replays_an_own_request_and_the_journal_tells(world: World) -> None:
    await world.account()
    token = await world.working()
    made = await accepted(world, token)
    same = await replay_request(world.node, token, again(made, "SIO-2025"), world.clock())
    assert same.differences == ()
    other = await replay_request(world.node, token, again(made, "SIO-2022"), world.clock())
    assert "sio_pso.entered_with_eds" in {one.rule_id for one in other.differences}
    leaf = (await world.entries())[-1]
    assert leaf["kind"] == "request_replayed"
    assert leaf["about"] == f"request:{made.request.id}"
    assert OFFICER not in json.dumps(leaf)
    assert SUBJECT not in json.dumps(leaf)


async def test_another_request_is_as_absent_as_a_missing_one(world: World) -> None:
    await world.account()
    made = await accepted(world, await world.working())
    await world.account(OTHER, Role.OFFICER)
    other = await world.working(OTHER)
    before = len(await world.entries())
    for request in (made.request.id, uuid4()):
        with pytest.raises(Problem) as told:
            await replay_request(
                world.node, other, Again(request, "SIO-2025", open_law().sio_pso.decide_under), world.clock()
            )
        assert told.value.kind.code == "request.not_found"
    assert len(await world.entries()) == before


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.OWNER, Role.PROSECUTOR, Role.CONTROLLER])
async def test_other_roles_replay_nothing(world: World, role: Role) -> None:
    await world.account()
    made = await accepted(world, await world.working())
    await world.account(OTHER, role)
    token = await world.working(OTHER)
    with pytest.raises(Problem, match="not_found"):
        await replay_request(world.node, token, again(made, "SIO-2025"), world.clock())


async def test_the_command_line_replays_and_names_its_process(world: World) -> None:
    await world.account()
    made = await accepted(world, await world.working())
    replaying = Replaying(world.node.store, world.node.resources, world.node.random)
    told = await replay_for_operator(replaying, again(made, "SIO-2022"), "process:cli", world.clock())
    assert told.edition == "SIO-2022"
    assert (await world.entries())[-1]["actor"] == "process:cli"
    missing = Again(uuid4(), "SIO-2022", open_law().sio_pso.decide_under)
    with pytest.raises(Problem, match="not_found"):
        await replay_for_operator(replaying, missing, "process:cli", world.clock())


@pytest.fixture
def node_file(tmp_path: Path, database_url: str) -> Path:
    """The settings of the world's node, as its command line reads them."""
    settings = Settings(data=tmp_path, database_url=database_url, node="test")
    return write_settings(settings, tmp_path / "node.toml")


async def replayed(node_file: Path, request: UUID, *more: str) -> Result:
    """What `almasu law replay` says; it runs a loop of its own."""
    command = ["law", "replay", str(request), "--settings", str(node_file), *more]
    return await asyncio.to_thread(CliRunner().invoke, almasu, command)


async def test_the_command_tells_rules_and_clauses_and_no_person(world: World, node_file: Path) -> None:
    await world.account()
    made = await accepted(world, await world.working())
    told = json.loads((await replayed(node_file, made.request.id, "--under", "2022", "--json")).output)
    assert told["request"] == str(made.request.id)
    assert (told["edition"], told["allowed_then"], told["allowed_under"]) == ("SIO-2022", True, True)
    assert {"rule": "sio_pso.entered_with_eds", "was": "not_in_force", "now": "met"}.items() <= next(
        one.items() for one in told["differences"] if one["rule"] == "sio_pso.entered_with_eds"
    )
    shown = (await replayed(node_file, made.request.id, "--under", "SIO-2025", "--lang", "kk")).output
    assert "сол күні: рұқсат етілді, SIO-2025 бойынша: рұқсат етілді; айырмашылық: 0" in shown
    assert (await world.entries())[-1]["kind"] == "request_replayed"


@pytest.mark.parametrize(("under", "code"), [("2017", "law.edition.unknown"), ("2025", "request.not_found")])
async def test_the_command_names_what_is_not_there(world: World, node_file: Path, under: str, code: str) -> None:
    told = await replayed(node_file, uuid4(), "--under", under)
    assert isinstance(told.exception, Problem)
    assert told.exception.kind.code == code


async def test_a_request_kept_before_says_that_its_facts_were_not_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.account()
    token = await world.working()
    monkeypatch.setattr(submit_request, "judgement_of", lambda *_: None)
    made = await accepted(world, token)
    with pytest.raises(Problem) as told:
        await replay_request(world.node, token, again(made, "SIO-2022"), world.clock())
    assert told.value.kind.code == "request.not_judged"


async def test_a_request_is_explained_by_the_rules_of_its_day(world: World, node_file: Path) -> None:
    await world.account()
    made = await accepted(world, await world.working())
    command = ["explain", "request", str(made.request.id), "--settings", str(node_file)]
    told = await asyncio.to_thread(CliRunner().invoke, almasu, [*command, "--json"])
    explained = json.loads(told.output)
    assert (explained["edition"], explained["differs"]) == ("SIO-2025", {})
    assert explained["decision"]["allowed"] is True
    shown = await asyncio.to_thread(CliRunner().invoke, almasu, [*command, "--lang", "ru"])
    assert "sio_pso.entered_with_two_factors (SIO25-9)" in shown.output
    assert "entered_with_eds" not in shown.output
    assert SUBJECT not in shown.output
