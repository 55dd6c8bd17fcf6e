"""Coming in: the EDS first, then the code, then the consent; every refusal is a leaf."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.conftest import OFFICER, OTHER, World
from almasu.actions import second_factor, sign_consent, sign_in
from almasu.actions.entering import consented, entered
from almasu.kernel.parties.account import AccountState
from almasu.kernel.parties.code import FAILURES_BEFORE_LOCK, SENT_PER_HOUR, TRIES
from almasu.kernel.parties.session import IDLE, token_hash
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.law.problem import Problem


async def proved(world: World, iin: str = OFFICER) -> str:
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    await sign_in.prove_identity(world.node, begun.token, act, f"signed {iin} {act}".encode(), world.clock())
    return begun.token


async def refusal(doing) -> Problem:
    with pytest.raises(Problem) as caught:
        await doing
    return caught.value


async def may_work(world: World, token: str) -> None:
    async with world.node.store.transaction() as transaction:
        await consented(transaction, token, world.clock())


async def test_both_factors_and_the_consent_open_the_exchange(world: World) -> None:
    await world.account()
    await may_work(world, await world.working())
    kinds = [entry["kind"] for entry in await world.entries()]
    assert kinds == ["sign_in_challenged", "code_sent", "signed_in", "consent_signed"]


async def test_without_the_consent_nothing_can_be_asked(world: World) -> None:
    await world.account()
    token = await world.entered()
    assert (await refusal(may_work(world, token))).kind.code == "session.stage"


async def test_the_token_of_the_first_factor_dies_with_the_second(world: World) -> None:
    await world.account()
    token = await proved(world)
    await second_factor.send_code(world.node, token, world.clock())
    done = await second_factor.check_code(world.node, token, world.messages.last_code(), world.clock())
    assert done.token != token
    assert (await refusal(may_work(world, token))).kind.code == "session.ended"


@pytest.mark.parametrize(
    ("cms", "code"),
    [
        ("forged {iin} {act}", "signature.refused"),
        ("unknown {iin} {act}", "signature.undecided"),
        ("signed {other} {act}", "account.not_registered"),
        ("signed {iin} of-another-act", "signature.refused"),
    ],
)
async def test_a_challenge_that_is_not_rightly_signed_is_refused_and_journalled(
    world: World, cms: str, code: str
) -> None:
    await world.account()
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    data = cms.format(iin=OFFICER, other=OTHER, act=act).encode()
    problem = await refusal(sign_in.prove_identity(world.node, begun.token, act, data, world.clock()))
    assert problem.kind.code == code
    last = (await world.entries())[-1]
    assert (last["kind"], last["says"]["reason"]) == ("sign_in_refused", code)


async def test_a_challenge_answers_once(world: World) -> None:
    await world.account()
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    data = f"signed {OFFICER} {act}".encode()
    await sign_in.prove_identity(world.node, begun.token, act, data, world.clock())
    problem = await refusal(sign_in.prove_identity(world.node, begun.token, act, data, world.clock()))
    assert problem.kind.code == "signature.act_gone"


async def test_a_challenge_of_another_session_is_not_found(world: World) -> None:
    await world.account()
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    another = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    data = f"signed {OFFICER} {act}".encode()
    problem = await refusal(sign_in.prove_identity(world.node, another.token, act, data, world.clock()))
    assert problem.kind.code == "signature.act_gone"


async def test_a_challenge_grows_old_after_five_minutes(world: World) -> None:
    await world.account()
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    at = world.clock.forward(minutes=5)
    data = f"signed {OFFICER} {act}".encode()
    problem = await refusal(sign_in.prove_identity(world.node, begun.token, act, data, at))
    assert problem.kind.code == "signature.act_gone"


async def test_a_blocked_account_does_not_come_in(world: World) -> None:
    await world.account(state=AccountState.BLOCKED)
    problem = await refusal(proved(world))
    assert problem.kind.code == "account.blocked"


async def test_a_block_ends_the_session_at_the_next_act(world: World) -> None:
    account = await world.account()
    token = await world.working()
    async with world.node.store.transaction() as transaction:
        await transaction.accounts.set_state(account.id, AccountState.BLOCKED, world.clock())
    assert (await refusal(may_work(world, token))).kind.code == "session.ended"


@pytest.mark.parametrize(
    ("minutes", "hours", "alive"), [(29, 0, True), (31, 0, False)], ids=["after 29 idle minutes", "after 31"]
)
async def test_an_idle_session_ends(world: World, minutes: int, hours: int, alive: bool) -> None:
    await world.account()
    token = await world.working()
    world.clock.forward(minutes=minutes, hours=hours)
    if alive:
        await may_work(world, token)
    else:
        assert (await refusal(may_work(world, token))).kind.code == "session.ended"


async def test_a_busy_session_ends_after_twelve_hours(world: World) -> None:
    await world.account()
    token = await world.working()
    for _ in range(25):
        world.clock.forward(minutes=28)
        await may_work(world, token)
    world.clock.forward(minutes=25)
    assert (await refusal(may_work(world, token))).kind.code == "session.ended"


async def test_signing_out_ends_the_session(world: World) -> None:
    await world.account()
    token = await world.working()
    await sign_consent.sign_out(world.node, token, world.clock())
    await sign_consent.sign_out(world.node, token, world.clock())
    assert (await refusal(may_work(world, token))).kind.code == "session.ended"


async def test_a_code_is_right_only_five_times_wrong(world: World) -> None:
    await world.account()
    token = await proved(world)
    await second_factor.send_code(world.node, token, world.clock())
    right = world.messages.last_code()
    wrong = "000000" if right != "000000" else "111111"
    for left in range(TRIES - 1, -1, -1):
        problem = await refusal(second_factor.check_code(world.node, token, wrong, world.clock()))
        assert f"Tries left: {left}" in problem.title.en
    assert (await refusal(second_factor.check_code(world.node, token, right, world.clock()))).kind.code == "code.wrong"


async def test_a_code_is_valid_for_five_minutes(world: World) -> None:
    await world.account()
    token = await proved(world)
    await second_factor.send_code(world.node, token, world.clock())
    at = world.clock.forward(minutes=5)
    problem = await refusal(second_factor.check_code(world.node, token, world.messages.last_code(), at))
    assert problem.kind.code == "code.wrong"


async def test_a_code_sent_to_one_session_opens_no_other(world: World) -> None:
    await world.account()
    first, second = await proved(world), await proved(world)
    await second_factor.send_code(world.node, first, world.clock())
    problem = await refusal(second_factor.check_code(world.node, second, world.messages.last_code(), world.clock()))
    assert problem.kind.code == "code.wrong"


async def test_codes_are_sent_a_minute_apart_and_five_an_hour(world: World) -> None:
    await world.account()
    token = await proved(world)
    for _ in range(SENT_PER_HOUR):
        await second_factor.send_code(world.node, token, world.clock())
        early = await refusal(second_factor.send_code(world.node, token, world.clock()))
        assert early.kind.code == "code.too_soon"
        world.clock.forward(seconds=61)
    assert (await refusal(second_factor.send_code(world.node, token, world.clock()))).kind.code == "code.too_soon"
    assert len(world.messages.sent) == SENT_PER_HOUR


async def test_a_hundred_wrong_codes_in_a_row_block_the_account(world: World) -> None:
    account = await world.account(failed_codes=0)
    token = await proved(world)
    for _ in range(FAILURES_BEFORE_LOCK - 1):
        await refusal(second_factor.check_code(world.node, token, "1", world.clock()))
    problem = await refusal(second_factor.check_code(world.node, token, "1", world.clock()))
    assert problem.kind.code == "code.locked"
    async with world.node.store.transaction() as transaction:
        found = await transaction.accounts.with_id(account.id)
    assert found is not None
    assert found.state is AccountState.BLOCKED


async def test_a_carrier_that_is_down_is_said_and_the_next_code_may_be_asked_for(world: World) -> None:
    await world.account()
    token = await proved(world)
    world.messages.up = False
    assert (await refusal(second_factor.send_code(world.node, token, world.clock()))).kind.code == "code.not_sent"
    world.messages.up = True
    world.clock.forward(seconds=61)
    await second_factor.send_code(world.node, token, world.clock())


async def test_a_consent_signed_by_another_is_refused(world: World) -> None:
    await world.account()
    token = await world.entered()
    act = await sign_consent.prepare_consent(world.node, token, world.clock())
    cms = f"signed {OTHER} {act.id}".encode()
    problem = await refusal(sign_consent.sign_consent(world.node, token, act.id, cms, world.clock()))
    assert problem.kind.code == "signature.refused"


async def test_a_session_that_was_never_opened_looks_like_one_that_ended(world: World) -> None:
    async with world.node.store.transaction() as transaction:
        problem = await refusal(entered(transaction, "no-such-token", world.clock()))
    assert problem.kind.code == "session.ended"


async def test_a_person_who_came_in_may_come_in_again_at_once(world: World) -> None:
    await world.account()
    for _ in range(SENT_PER_HOUR + 1):
        await world.entered()


async def test_a_code_opens_one_session_once(world: World) -> None:
    await world.account()
    token = await proved(world)
    await second_factor.send_code(world.node, token, world.clock())
    code = world.messages.last_code()
    await second_factor.check_code(world.node, token, code, world.clock())
    assert (
        await refusal(second_factor.check_code(world.node, token, code, world.clock()))
    ).kind.code == "session.ended"


async def test_nobody_can_begin_more_entries_in_a_minute_than_the_node_lets(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in, "CHALLENGES_A_MINUTE", 3)
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    for _ in range(2):
        await sign_in.renew_challenge(world.node, begun.token, world.clock())
    assert (await refusal(sign_in.begin_sign_in(world.node, world.clock()))).kind.code == "session.busy"
    assert (await refusal(sign_in.renew_challenge(world.node, begun.token, world.clock()))).kind.code == "session.busy"
    assert len(await world.entries()) == 3
    await sign_in.begin_sign_in(world.node, world.clock.forward(seconds=61))


async def test_every_challenge_is_a_leaf_the_renewed_one_too(world: World):
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    renewed = await sign_in.renew_challenge(world.node, begun.token, world.clock())
    given = [entry["about"] for entry in await world.entries() if entry["kind"] == "sign_in_challenged"]
    assert given == [f"act:{begun.challenge.id}", f"act:{renewed.id}"]


async def test_a_refused_challenge_is_used_up_and_written_down_once(world: World) -> None:
    await world.account()
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    act = begun.challenge.id
    forged = f"forged {OFFICER} {act}".encode()
    assert (await refusal(sign_in.prove_identity(world.node, begun.token, act, forged, world.clock()))).kind.code
    for data in (forged, f"signed {OFFICER} {act}".encode()):
        problem = await refusal(sign_in.prove_identity(world.node, begun.token, act, data, world.clock()))
        assert problem.kind.code == "signature.act_gone"
    assert [entry["kind"] for entry in await world.entries()] == ["sign_in_challenged", "sign_in_refused"]


async def test_entries_in_which_nothing_was_proved_are_forgotten_and_others_kept(world: World) -> None:
    await world.account()
    working = await world.working()
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    async with world.node.store.transaction() as transaction:
        await transaction.sessions.sweep(world.clock() + IDLE)
        assert await transaction.sessions.one(token_hash(begun.token)) is not None
        await transaction.sessions.sweep(world.clock() + IDLE + timedelta(seconds=1))
        assert await transaction.sessions.one(token_hash(begun.token)) is None
        assert await transaction.sessions.one(token_hash(working)) is not None


async def test_nobody_is_put_in_the_place_of_who_was_proved_in_a_session(world: World) -> None:
    first, second = await world.account(OFFICER), await world.account(OTHER)
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    session = token_hash(begun.token)
    async with world.node.store.transaction() as transaction:
        assert await transaction.sessions.prove(session, first.id, Parted(b"evidence", {}), world.clock())
        assert not await transaction.sessions.prove(session, second.id, Parted(b"evidence", {}), world.clock())
        assert not await transaction.sessions.finish(session, b"n" * 32, second.id, "sms", world.clock())


MINTED = "insert into sessions (token_hash, account, stage, factor, started_at, last_seen_at, bound)"
FORGERIES = {
    "a row of the forger's own": f"{MINTED} values (%(minted)s, %(account)s, 'ready', 'sms', %(at)s, %(at)s, null)",
    "a mark taken from another row": f"{MINTED} select %(minted)s, account, stage, factor, started_at, last_seen_at, "
    "bound from sessions where token_hash = %(own)s",
    "another account in one's own row": "update sessions set account = %(account)s, token_hash = %(minted)s "
    "where token_hash = %(own)s",
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
async def test_who_only_writes_rows_opens_no_session(world: World, forgery: str) -> None:
    await world.account(OTHER)
    victim = await world.account(OFFICER)
    own = await world.working(OTHER)
    values = {"minted": token_hash("minted"), "own": token_hash(own), "account": victim.id, "at": world.clock()}
    async with world.database.connection() as connection:
        await connection.execute("delete from prepared_acts")
        await connection.execute(forgery.encode(), values)
    assert (await refusal(may_work(world, "minted"))).kind.code == "session.ended"


async def test_a_session_cannot_be_raised_by_changing_its_row(world: World) -> None:
    await world.account(state=AccountState.ACTIVE)
    token = await proved(world)
    async with world.database.connection() as connection:
        await connection.execute("update sessions set stage = 'ready', factor = 'sms'")
    assert (await refusal(may_work(world, token))).kind.code == "session.ended"
