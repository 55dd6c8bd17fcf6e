"""An older row written back with its own right mark: the log remembers what an account became."""

from __future__ import annotations

import pytest

from actions.conftest import OFFICER, OTHER, World
from almasu.actions import second_factor, sign_in
from almasu.actions.compare_accounts import Comparing
from almasu.kernel.parties.account import Account
from almasu.law.problem import Problem

KEEP = "create table held as select * from accounts where id = %(id)s"
PUT_BACK = (
    "update accounts a set state = h.state, consent_version = h.consent_version, failed_codes = h.failed_codes, "
    "consent_signed_at = h.consent_signed_at, version = h.version, bound = h.bound from held h where a.id = h.id"
)
ORDER = (
    "with gone as (delete from journal_waiting returning id, commitment, entry) "
    "insert into journal_entries (log, position, commitment, entry) "
    "select 'main', (select count(*) from journal_entries) + row_number() over (order by id) - 1, commitment, entry "
    "from gone"
)


async def write(world: World, statement: str, account: Account | None = None) -> None:
    async with world.database.connection() as connection:
        await connection.execute(statement.encode(), {"id": None if account is None else account.id})


async def wrong_code(world: World, iin: str = OFFICER) -> None:
    begun = await sign_in.begin_sign_in(world.node, world.clock())
    cms = f"signed {iin} {begun.challenge.id}".encode()
    await sign_in.prove_identity(world.node, begun.token, begun.challenge.id, cms, world.clock())
    await second_factor.send_code(world.node, begun.token, world.clock.forward(minutes=2))
    with pytest.raises(Problem):
        await second_factor.check_code(world.node, begun.token, "1", world.clock())


async def said(world: World, comparing: Comparing) -> list[tuple[object, object]]:
    """What a comparison newly says, after the sequencer has ordered everything."""
    await write(world, ORDER)
    await comparing.compare(world.clock())
    return [(entry["about"], entry["says"]) for entry in await world.entries() if entry["kind"] == "account_set_back"]


async def test_accounts_that_only_changed_by_acts_agree_with_the_log(world: World) -> None:
    await world.account()
    await world.account(OTHER)
    await wrong_code(world)
    await wrong_code(world)
    world.clock.forward(minutes=2)
    for iin in (OFFICER, OTHER, OFFICER):
        await world.working(iin)
        world.clock.forward(minutes=2)
    assert await said(world, Comparing(world.node)) == []


async def test_a_row_that_was_written_back_is_told_once(world: World, caplog: pytest.LogCaptureFixture) -> None:
    account = await world.account()
    await world.account(OTHER)
    await wrong_code(world, OTHER)
    await write(world, KEEP, account)
    await wrong_code(world)
    comparing = Comparing(world.node)
    assert await said(world, comparing) == []
    await write(world, PUT_BACK)
    assert await said(world, comparing) == [(f"account:{account.id}", {"kept": 1, "told": 2})]
    assert str(account.id) in caplog.text
    assert await said(world, comparing) == []
    assert len(await said(world, Comparing(world.node))) == 1, "another process says it too"


async def test_a_row_that_was_written_back_and_then_changed_by_an_act_still_shows(world: World) -> None:
    account = await world.account()
    await write(world, KEEP, account)
    await wrong_code(world)
    await write(world, PUT_BACK)
    await wrong_code(world)
    assert await said(world, Comparing(world.node)) == [(f"account:{account.id}", {"kept": 2, "told": 2})]


async def test_an_account_that_is_gone_is_told(world: World) -> None:
    account = await world.account()
    await wrong_code(world)
    await write(world, "delete from sent_codes")
    await write(world, "delete from prepared_acts")
    await write(world, "delete from sessions")
    await write(world, "delete from accounts where id = %(id)s", account)
    assert await said(world, Comparing(world.node)) == [(f"account:{account.id}", {"kept": 0, "told": 2})]


async def test_leaves_about_accounts_are_found_by_their_index(world: World) -> None:
    await world.account()
    await wrong_code(world)
    await write(world, ORDER)
    async with world.database.connection() as connection:
        await connection.execute("set enable_seqscan = off")
        found = await connection.execute(
            "explain select position from journal_entries where log = 'main' "
            """and substr(entry, 1, 18) = '{"about":"account:'::bytea """
            """and position('"account_version"'::bytea in entry) > 0"""
        )
        plan = "\n".join(line for (line,) in await found.fetchall())
    assert "journal_entries_of_changed_accounts" in plan
