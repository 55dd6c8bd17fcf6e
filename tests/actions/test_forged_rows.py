"""Who may write to our database but holds no key of the vault changes nobody's rights, requests or answers."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from actions.conftest import OFFICER, OTHER, SUBJECT, World, form
from almasu.actions import compose_request, second_factor, sign_consent, sign_in, submit_request, view_request
from almasu.actions.entering import consented
from almasu.kernel.answers import NoRecord, Records
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.requests.port import Acceptance, Accepting
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Fault, Problem
from almasu.named_sql import parsed
from almasu.store.request_marks import evidence_place
from almasu.store.sealer import Sealer

PERSON = {"iin": SUBJECT, "surname": "Ахметов"}
FORGERIES = parsed("forgeries", Path(__file__).with_name("forgeries.sql").read_text(encoding="utf-8"))


def of_kind(kind: str) -> pytest.MarkDecorator:
    """Every forgery whose name begins so."""
    of_it = [one for one in FORGERIES.values() if one.name.startswith(kind)]
    return pytest.mark.parametrize("forgery", [one.text for one in of_it], ids=[one.sentence for one in of_it])


@dataclass
class Scene:
    """Two officers at work, each with one request about the same registers that was answered; one more account."""

    world: World
    victim: Account
    thief: Account
    victims: str
    thiefs: str
    asked: UUID
    other: UUID

    def values(self) -> Mapping[str, object]:
        return {"victim": self.victim.id, "thief": self.thief.id, "asked": self.asked, "other": self.other}

    async def forge(self, forgery: str) -> None:
        """Write as a superuser would: foreign keys do not stand in the way."""
        async with self.world.database.transaction() as connection:
            await connection.execute("set local session_replication_role = replica")
            for statement in filter(str.strip, forgery.split(";")):
                changed = await connection.execute(statement.encode(), self.values())
                assert changed.rowcount, statement


async def accepted(world: World, token: str, iin: str) -> submit_request.Accepted:
    act = (await compose_request.prepare_request(world.node, token, form(resources=(1, 3)), world.clock())).id
    return await submit_request.submit_request(world.node, token, act, f"signed {iin} {act}".encode(), world.clock())


async def answered(world: World, token: str, iin: str) -> UUID:
    request = (carried := await accepted(world, token, iin)).request.id
    world.carrying_out.start(carried)
    await world.carrying_out.settled_within(request, 10)
    return request


@pytest.fixture
async def scene(world: World) -> Scene:
    world.registers[1].reply = Records((PERSON,), b'{"raw": 1}')
    world.registers[3].reply = NoRecord(b"none")
    victim, thief = await world.account(OFFICER), await world.account(OTHER)
    victims, thiefs = await world.working(OFFICER), await world.working(OTHER)
    asked, other = await answered(world, victims, OFFICER), await answered(world, thiefs, OTHER)
    return Scene(world, victim, thief, victims, thiefs, asked, other)


async def refusal(doing) -> Problem:
    with pytest.raises(Problem) as caught:
        await doing
    return caught.value


async def may_work(world: World, token: str) -> None:
    async with world.node.store.transaction() as transaction:
        await consented(transaction, token, world.clock())


@of_kind("account")
async def test_a_changed_account_opens_no_session_and_is_no_account(
    scene: Scene, forgery: str, caplog: pytest.LogCaptureFixture
) -> None:
    await scene.forge(forgery)
    assert (await refusal(may_work(scene.world, scene.victims))).kind.code == "session.ended"
    assert str(scene.victim.id) in caplog.text
    assert not [secret for secret in (OFFICER, OTHER, "Сағынтаев", "+7700") if secret in caplog.text]
    async with scene.world.node.store.transaction() as transaction:
        with pytest.raises(Fault, match=str(scene.victim.id)):
            await transaction.accounts.with_id(scene.victim.id)


@of_kind("account")
async def test_a_changed_account_is_never_written_on_and_so_never_gets_a_right_mark(scene: Scene, forgery: str) -> None:
    await scene.forge(forgery)
    for state in (AccountState.ACTIVE, AccountState.BLOCKED):
        with pytest.raises(Fault):
            async with scene.world.node.store.transaction() as transaction:
                await transaction.accounts.set_state(scene.victim.id, state, scene.world.clock())


async def test_a_state_without_mark_cannot_be_written(scene: Scene) -> None:
    with pytest.raises(Exception, match="null value"):
        await scene.forge("update accounts set bound = null where id = %(victim)s")


async def test_a_thief_does_not_come_in_under_the_index_of_another(scene: Scene) -> None:
    await scene.forge(FORGERIES["account_indexes_exchanged"].text)
    begun = await sign_in.begin_sign_in(scene.world.node, scene.world.clock())
    cms = f"signed {OTHER} {begun.challenge.id}".encode()
    with pytest.raises(Fault):
        await sign_in.prove_identity(scene.world.node, begun.token, begun.challenge.id, cms, scene.world.clock())


async def test_a_blocked_account_is_not_unblocked_by_writing_it_active(scene: Scene) -> None:
    async with scene.world.node.store.transaction() as transaction:
        await transaction.accounts.set_state(scene.victim.id, AccountState.BLOCKED, scene.world.clock())
    await scene.forge("update accounts set state = 'active' where id = %(victim)s; update sessions set ended_at = null")
    assert (await refusal(may_work(scene.world, scene.victims))).kind.code == "session.ended"


async def test_a_request_prepared_by_a_changed_account_waits_for_no_signature(scene: Scene) -> None:
    node, clock = scene.world.node, scene.world.clock
    act = (await compose_request.prepare_request(node, scene.victims, form(), clock())).id
    await scene.forge("update accounts set body_bin = '210987654321' where id = %(victim)s")
    doing = submit_request.submit_request(node, scene.victims, act, f"signed {OFFICER} {act}".encode(), clock())
    assert (await refusal(doing)).kind.code == "signature.act_gone"


async def test_a_request_is_kept_only_for_the_account_that_the_law_judged(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    node, clock = scene.world.node, scene.world.clock
    act = (await compose_request.prepare_request(node, scene.victims, form(), clock())).id
    accept, checks = node.store.together.accept, node.signatures.check

    async def check_and_be_changed(cms: bytes, prepared: PreparedAct, *rest):
        checked = await checks(cms, prepared, *rest)
        async with node.store.transaction() as transaction:
            await transaction.accounts.count_failure(scene.victim.id)
        return checked

    became = []

    async def noted(acceptance: Acceptance) -> Accepting:
        became.append(await accept(acceptance))
        return became[-1]

    monkeypatch.setattr(node.signatures, "check", check_and_be_changed)
    monkeypatch.setattr(node.store.together, "accept", noted)
    doing = submit_request.submit_request(node, scene.victims, act, f"signed {OFFICER} {act}".encode(), clock())
    assert (await refusal(doing)).kind.code == "session.ended"
    assert became == [Accepting.SESSION_ENDED]


@of_kind("request")
async def test_a_changed_request_opens_to_nobody_and_hinders_no_other(
    scene: Scene, forgery: str, caplog: pytest.LogCaptureFixture
) -> None:
    node, at = scene.world.node, scene.world.clock()
    later = await answered(scene.world, scene.victims, OFFICER)
    await scene.forge(forgery)
    for token in (scene.victims, scene.thiefs):
        for view in (view_request.view_request, view_request.open_answers):
            with pytest.raises(Fault):
                await view(node, token, scene.asked, at)
    listed = {
        one.id
        for token in (scene.victims, scene.thiefs)
        for one in (await view_request.my_requests(node, token, "", 10, at)).items
    }
    assert scene.asked not in listed
    assert later in listed
    assert str(scene.asked) in caplog.text
    assert not [secret for secret in (SUBJECT, OFFICER, "2026/114", "Ахметов") if secret in caplog.text]


@of_kind("answer")
async def test_changed_answers_do_not_open(scene: Scene, forgery: str) -> None:
    await scene.forge(forgery)
    with pytest.raises(Fault):
        await view_request.open_answers(scene.world.node, scene.victims, scene.asked, scene.world.clock())


async def test_the_evidence_of_a_request_handed_to_another_does_not_open(scene: Scene) -> None:
    sealer = Sealer(scene.world.node.vault, secrets.token_bytes)
    async with scene.world.database.connection() as connection:
        found = await connection.execute("select evidence from requests where id = %s", [scene.asked])
        ((sealed,),) = await found.fetchall()
    assert sealer.from_log(evidence_place(scene.asked, scene.victim.id), sealed).startswith(b"evidence signed")
    await scene.forge("update requests set account = %(thief)s where id = %(asked)s")
    async with scene.world.node.store.transaction() as transaction:
        with pytest.raises(Fault):
            await transaction.requests.evidence(scene.asked)


@pytest.mark.parametrize(
    "forgery",
    [
        "update accounts set role = 'owner' where id = %(thief)s",
        "update requests set account = %(victim)s where account = %(thief)s",
    ],
)
async def test_a_worker_passes_over_what_is_forged_and_asks_for_the_others(
    scene: Scene, forgery: str, caplog: pytest.LogCaptureFixture
) -> None:
    forged = await accepted(scene.world, scene.thiefs, OTHER)
    honest = await accepted(scene.world, scene.victims, OFFICER)
    await scene.forge(forgery)
    scene.world.clock.forward(seconds=13)
    assert await scene.world.carrying_out.take_over(10) == 1
    settled = await scene.world.carrying_out.settled_within(honest.request.id, 10)
    assert settled is not None
    assert settled.settled()
    assert str(forged.request.id) in caplog.text
    caplog.clear()
    scene.world.clock.forward(minutes=5)
    assert await scene.world.carrying_out.take_over(10) == 0
    assert not [line for line in caplog.records if line.levelno >= logging.ERROR], "it is looked at again in an hour"


async def test_a_forged_session_hinders_none_that_is_read_with_it(scene: Scene) -> None:
    hashes = [sign_in.token_hash(token) for token in (scene.victims, scene.thiefs)]
    await scene.forge("update accounts set role = 'owner' where id = %(victim)s")
    async with scene.world.node.store.single() as store:
        forged, honest = await store.sessions.some(hashes)
    assert forged is None
    assert honest is not None


async def test_each_change_of_an_account_has_a_version_and_a_mark_of_its_own(world: World) -> None:
    account = await world.account()
    seen = []

    async def look() -> None:
        async with world.node.store.transaction() as transaction:
            found = await transaction.accounts.with_id(account.id)
        assert found is not None
        seen.append((found.version, found.mark))

    await look()
    token = await world.entered()
    await look()
    act = await sign_consent.prepare_consent(world.node, token, world.clock())
    await sign_consent.sign_consent(world.node, token, act.id, f"signed {OFFICER} {act.id}".encode(), world.clock())
    await look()
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    cms = f"signed {OFFICER} {begun.challenge.id}".encode()
    await sign_in.prove_identity(world.node, begun.token, begun.challenge.id, cms, world.clock())
    await second_factor.send_code(world.node, begun.token, world.clock.forward(minutes=2))
    assert (await refusal(second_factor.check_code(world.node, begun.token, "1", world.clock()))).kind.code
    await look()
    await second_factor.check_code(world.node, begun.token, world.messages.last_code(), world.clock())
    await look()
    assert [version for version, _ in seen] == [1, 2, 3, 4, 5]
    assert len({mark for _, mark in seen}) == 5
