"""Biometrics beside the EDS: bound by a signed act, proved at each entry, never without the EDS."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from actions.applying import refusal, signed
from actions.conftest import OFFICER, OTHER, World
from actions.soft_authenticator import SoftAuthenticator
from almasu.actions import biometrics, sign_in
from almasu.actions.entering import consented
from almasu.actions.view_applications import own_account
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.authenticator import MOST
from almasu.kernel.parties.problems import TOO_MANY_AUTHENTICATORS
from almasu.law.problem import Problem


async def bound(world: World, device: SoftAuthenticator, iin: str = OFFICER, token: str = "") -> tuple[Paper, str]:
    token = token or await world.working(iin)
    asked = await biometrics.ask_for_new(world.node, token, world.clock())
    answer = device.make(asked.challenge)
    act = await biometrics.prepare_binding(world.node, token, asked.act.id, answer, world.clock())
    return await biometrics.bind(world.node, token, act.id, signed(iin, act.id), world.clock()), token


async def proved(world: World, iin: str = OFFICER) -> str:
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    await sign_in.prove_identity(world.node, begun.token, act, signed(iin, act), world.clock())
    return begun.token


async def entered(world: World, device: SoftAuthenticator, token: str) -> str:
    asked = await biometrics.ask_for_biometrics(world.node, token, world.clock())
    answer = device.use(asked.challenge)
    done = await biometrics.check_biometrics(world.node, token, asked.act.id, answer, world.clock())
    return done.token


@pytest.mark.parametrize("counts", [True, False], ids=["a device that counts", "a device that does not"])
async def test_the_eds_and_the_finger_open_the_exchange_without_an_sms(world: World, counts: bool) -> None:
    await world.account()
    device = SoftAuthenticator(counts=counts)
    await bound(world, device)
    sent = len(world.messages.sent)
    for _ in range(2):
        token = await entered(world, device, await proved(world))
        async with world.node.store.transaction() as transaction:
            person = await consented(transaction, token, world.clock())
        assert person.session.factor == "biometrics"
    assert len(world.messages.sent) == sent
    says = [entry["says"] for entry in await world.entries() if entry["kind"] == "signed_in"]
    assert says[-1]["factors"] == ["eds", "biometrics"]


WRONG = {
    "no user verification": {"verifies": False},
    "another host": {"host": "portal.example"},
    "another origin": {"origin": "http://localhost:9999"},
    "another key": {"key": SoftAuthenticator().key},
    "another credential": {"id": b"x" * 32},
    "a counter that went back": {"counter": -1, "counts": True},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
async def test_what_is_wrong_with_an_answer_keeps_out(world: World, change: dict[str, object]) -> None:
    await world.account()
    device = SoftAuthenticator()
    await bound(world, device)
    token = await proved(world)
    wrong = replace(device, **change)  # type: ignore[arg-type]
    assert (await refusal(entered(world, wrong, token))).kind.code == "biometrics.refused"
    assert (await world.entries())[-1]["says"]["reason"] == "biometrics.refused"


async def test_a_challenge_of_biometrics_answers_once_and_only_in_its_session(world: World) -> None:
    await world.account()
    device = SoftAuthenticator()
    await bound(world, device)
    token, second = await proved(world), await proved(world)
    asked = await biometrics.ask_for_biometrics(world.node, token, world.clock())
    answer = device.use(asked.challenge)
    for session in (second, token):
        doing = biometrics.check_biometrics(world.node, session, asked.act.id, answer, world.clock())
        if session is second:
            assert (await refusal(doing)).kind.code == "signature.act_gone"
        else:
            await doing
    doing = biometrics.check_biometrics(world.node, token, asked.act.id, answer, world.clock())
    assert (await refusal(doing)).kind.code == "signature.act_gone"


async def test_a_finger_without_the_eds_opens_nothing(world: World) -> None:
    await world.account()
    await bound(world, SoftAuthenticator())
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    doing = biometrics.ask_for_biometrics(world.node, begun.token, world.clock())
    assert (await refusal(doing)).kind.code == "session.stage"


async def test_the_device_of_another_opens_nothing(world: World) -> None:
    await world.account()
    await world.account(OTHER)
    own, theirs = SoftAuthenticator(), SoftAuthenticator()
    await bound(world, own)
    await bound(world, theirs, OTHER)
    token = await proved(world)
    assert (await refusal(entered(world, theirs, token))).kind.code == "biometrics.refused"


@pytest.mark.parametrize("change", [{"verifies": False}, {"origin": "http://evil.example"}, {"host": "evil.example"}])
async def test_a_device_that_does_not_verify_its_user_here_is_not_bound(
    world: World, change: dict[str, object]
) -> None:
    await world.account()
    device = SoftAuthenticator(**change)  # type: ignore[arg-type]
    assert (await refusal(bound(world, device))).kind.code == "biometrics.refused"


@pytest.mark.parametrize("answer", [b"", b"{}", b"[1]", b"{" * 50_000, b'{"id": "x", "rawId": 3}'])
async def test_an_answer_that_is_none_is_refused(world: World, answer: bytes) -> None:
    await world.account()
    token = await world.working()
    asked = await biometrics.ask_for_new(world.node, token, world.clock())
    doing = biometrics.prepare_binding(world.node, token, asked.act.id, answer, world.clock())
    assert (await refusal(doing)).kind.code == "biometrics.refused"


async def test_a_binding_is_signed_by_its_own_person(world: World) -> None:
    await world.account()
    token = await world.working()
    asked = await biometrics.ask_for_new(world.node, token, world.clock())
    answer = SoftAuthenticator().make(asked.challenge)
    act = await biometrics.prepare_binding(world.node, token, asked.act.id, answer, world.clock())
    doing = biometrics.bind(world.node, token, act.id, signed(OTHER, act.id), world.clock())
    assert (await refusal(doing)).kind.code == "signature.refused"


async def test_a_removed_device_opens_nothing_and_only_its_owner_removes_it(world: World) -> None:
    await world.account()
    await world.account(OTHER)
    device = SoftAuthenticator()
    paper, token = await bound(world, device)
    thief = await world.working(OTHER)

    async def removed(by: str, number: UUID) -> None:
        await biometrics.remove(world.node, by, number, world.clock())

    assert (await refusal(removed(thief, paper.id))).kind.code == "paper.unknown"
    await removed(token, paper.id)
    own = await own_account(world.node, token, world.clock())
    assert own.authenticators == []
    doing = biometrics.ask_for_biometrics(world.node, await proved(world), world.clock())
    assert (await refusal(doing)).kind.code == "biometrics.none"


async def test_no_more_devices_are_bound_than_are_allowed_however_many_were_begun_nor_one_twice(world: World) -> None:
    await world.account()
    token, at = await world.working(), world.clock()
    devices = [SoftAuthenticator() for _ in range(MOST + 1)]
    begun = []
    for device in (devices[0], *devices):
        asked = await biometrics.ask_for_new(world.node, token, at)
        answer = device.make(asked.challenge)
        begun.append((await biometrics.prepare_binding(world.node, token, asked.act.id, answer, at)).id)
    refused = []
    for act in begun:
        try:
            await biometrics.bind(world.node, token, act, signed(OFFICER, act), at)
        except Problem as problem:
            refused.append(problem.kind.code)
    assert refused == ["biometrics.refused", TOO_MANY_AUTHENTICATORS.code]
    assert len((await own_account(world.node, token, at)).authenticators) == MOST
