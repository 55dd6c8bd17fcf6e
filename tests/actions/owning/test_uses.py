"""An owner sees each use of its own register, and of no other; quotas hold; a statement proves itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from actions.conftest import NOON, OFFICER, OTHER, SUBJECT, World, form
from almasu.actions import compose_request, submit_request
from almasu.actions.owning.see_uses import Period, own_resources, quotas, statement, uses
from almasu.kernel.answers import NoRecord
from almasu.kernel.journal.keys import keys_of
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.policy import k_of
from almasu.kernel.owning.owned import Owned
from almasu.kernel.owning.statement import StatementFile, proven_lines
from almasu.kernel.parties.account import Role
from almasu.law.problem import Problem
from almasu.store.journal_reading import StoredLog

OWNER, BODY, ORIGIN = "941208355264", "980740054115", "almasu/restricted/test"
KEYS = keys_of(ORIGIN, b"k" * 32)
DAY = Period(3, NOON - timedelta(hours=12), NOON + timedelta(hours=12))


def owning(world: World, **quotas: int) -> None:
    limits = {int(name.removeprefix("of_")): limit for name, limit in quotas.items()}
    world.node = replace(world.node, owned=Owned({BODY: frozenset({3, 5})}, limits))


async def owner_in(world: World) -> str:
    await world.account(OWNER, Role.OWNER, body_bin=BODY)
    return await world.working(OWNER)


async def asked(world: World, token: str, **change: object) -> UUID:
    act = (await compose_request.prepare_request(world.node, token, form(**change), world.clock())).id
    cms = f"signed {OFFICER} {act}".encode()
    accepted = await submit_request.submit_request(world.node, token, act, cms, world.clock())
    world.carrying_out.start(accepted)
    await world.carrying_out.settled_within(act, 10)
    return act


async def test_an_owner_sees_ground_role_and_pseudonym_and_nothing_of_the_person_or_the_subject(world: World) -> None:
    owning(world)
    officer = await world.account()
    token, owner = await world.working(), await owner_in(world)
    world.registers[3].reply = NoRecord(b"")
    await asked(world, token)
    (line,) = (await uses(world.node, owner, DAY, "", 50, world.clock())).items
    assert (line.ground, line.role, line.asker) == ("financial_monitoring", "officer", officer.pseudonym())
    assert (line.state, line.records) == ("no_record", 0)
    shown = msgspec.json.encode(line).decode()
    assert not any(one in shown for one in (OFFICER, SUBJECT, "Сағынтаев", "2026/114-ТМ", str(officer.id)))
    assert '"resources"' not in shown, "which other registers were asked is not the owner's"
    assert (await world.entries())[-1]["kind"] == "uses_viewed"


@pytest.mark.parametrize("resource", [1, 51, 777])
async def test_anothers_register_is_as_absent_as_one_that_does_not_exist(world: World, resource: int) -> None:
    owning(world)
    await world.account()
    token, owner = await world.working(), await owner_in(world)
    await asked(world, token)
    assert await own_resources(world.node, owner, world.clock()) == [3, 5]
    journal = StoredLog(world.database, "main")
    period = replace(DAY, resource=resource)
    at = world.clock()
    for tried in (
        uses(world.node, owner, period, "", 50, at),
        statement(world.node, owner, journal, ORIGIN, KEYS.receipts, period, at),
    ):
        with pytest.raises(Problem) as refused:
            await tried
        assert refused.value.kind.code == "uses.absent"
    assert len((await uses(world.node, owner, DAY, "", 50, at)).items) == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OPERATOR, Role.CONTROLLER, Role.PROSECUTOR])
async def test_nobody_else_sees_the_uses_of_a_register(world: World, role: Role) -> None:
    owning(world)
    await world.account(OTHER, role, body_bin=BODY)
    token = await world.working(OTHER)
    with pytest.raises(Problem) as refused:
        await uses(world.node, token, DAY, "", 50, world.clock())
    assert refused.value.kind.code == "account.role"


async def test_a_statement_is_signed_and_any_change_of_it_is_found_out(world: World) -> None:
    owning(world)
    await world.account()
    token, owner = await world.working(), await owner_in(world)
    world.registers[3].reply = NoRecord(b"")
    await asked(world, token)
    journal = StoredLog(world.database, "main")
    file = await statement(world.node, owner, journal, ORIGIN, KEYS.receipts, DAY, world.clock())
    policy = k_of(0, [KEYS.head.key], ())
    (line,) = proven_lines(file, [KEYS.receipts.key], policy)
    assert '"kind":"answer_received"' in line.entry
    foreign = keys_of(ORIGIN, b"f" * 32).receipts.key
    for broken, keys in (
        (file, [foreign]),
        (StatementFile(file.note, file.lines.replace("no_record", "answered")), [KEYS.receipts.key]),
        (StatementFile(file.note.replace("uses 1", "uses 0"), "[]"), [KEYS.receipts.key]),
        (StatementFile(file.note.replace("resource 3", "resource 5"), file.lines), [KEYS.receipts.key]),
    ):
        with pytest.raises(Malformed):
            proven_lines(broken, keys, policy)


async def test_beyond_its_quota_a_register_is_not_asked_until_midnight_in_astana(world: World) -> None:
    owning(world, of_5=1)
    await world.account()
    token = await world.working()
    waiting = (await compose_request.prepare_request(world.node, token, form(), world.clock())).id
    await asked(world, token)
    with pytest.raises(Problem) as refused:
        await asked(world, token)
    assert (refused.value.kind.code, refused.value.kind.status) == ("request.over_quota", 429)
    told = (await world.entries())[-1]
    assert (told["kind"], dict(told["says"])["problems"]) == ("request_refused", ["request.over_quota"])  # type: ignore[call-overload]
    cms = f"signed {OFFICER} {waiting}".encode()
    with pytest.raises(Problem) as refused:
        await submit_request.submit_request(world.node, token, waiting, cms, world.clock())
    assert refused.value.kind.code == "request.over_quota"
    assert (await world.entries())[-1]["kind"] == "request_refused"
    await asked(world, token, resources=(1, 3))
    world.clock.forward(hours=12)
    await asked(world, await world.working())


async def test_a_reading_goes_on_after_what_the_owner_has_seen_and_for_its_register_and_period_alone(
    world: World,
) -> None:
    owning(world, of_3=500)
    await world.account()
    token, owner = await world.working(), await owner_in(world)
    for _ in range(3):
        await asked(world, token)
        world.clock.forward(seconds=1)
    first = await uses(world.node, owner, DAY, "", 2, world.clock())
    second = await uses(world.node, owner, DAY, first.after, 2, world.clock())
    assert len({line.exchange for page in (first, second) for line in page.items}) == 3
    assert second.after == ""
    for period in (replace(DAY, resource=5), replace(DAY, until=DAY.until - timedelta(seconds=1))):
        with pytest.raises(Problem, match=r"list\.no_such_page"):
            await uses(world.node, owner, period, first.after, 2, world.clock())
    assert [(one.resource, one.per_day, one.today) for one in await quotas(world.node, owner, world.clock())] == [
        (3, 500, 3),
        (5, None, 3),
    ]
