"""Make what falls due by the schedules of the acts in force: one obligation for each delivery that began (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from almasu.actions.node import Node
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.obligations import KIND, KeptObligations, obligation_number
from almasu.actions.provision.see_acts import every_act
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.act_course import Stage, Version, in_force
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.joint_act import DataSet, Schedule
from almasu.kernel.provision.obligations import occurrences

SYSTEM = "system:obligations"
WINDOW = timedelta(days=31)


async def make_obligations(node: Node, at: datetime) -> int:
    """Keep every obligation that began by now and is not kept yet; return how many. Done again it changes nothing."""
    async with node.store.transaction() as transaction:
        bodies = tuple(await every_act(transaction))
    made = 0
    for body in bodies:
        async with node.store.transaction() as transaction:
            versions = await StoredJointActs(transaction.papers).versions(body)
            for version in versions:
                made += await _of_version(node, transaction, version, versions, at)
    return made


async def _of_version(
    node: Node, transaction: Transaction, version: Version, versions: Sequence[Version], at: datetime
) -> int:
    if version.stage is not Stage.SIGNED:
        return 0
    content, made = version.read(), 0
    for data_set in content.data_sets:
        if data_set.schedule is not None:
            under = ActInForce(version, content, data_set)
            made += await _of_set(node, transaction, under, data_set.schedule, versions, at)
    return made


async def _of_set(
    node: Node,
    transaction: Transaction,
    under: ActInForce,
    schedule: Schedule,
    versions: Sequence[Version],
    at: datetime,
) -> int:
    """Go back window by window and stop at one whose deliveries are all kept: what is older was kept with them."""
    keeping, made = KeptObligations(node, transaction, SYSTEM), 0
    for since, until in _windows(max(hand.at for hand in under.version.signatures), at):
        began = [
            one for one in occurrences(under.content, schedule, since, until) if _governs(under.version, versions, one)
        ]
        missing = [one for one in began if not await _is_kept(node, transaction, under, under.data_set, one)]
        for one in missing:
            await keeping.owe(under, one)
        made += len(missing)
        if began and not missing:
            break
    return made


def _windows(first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield stretches of time from the last moment back to the first."""
    while last > first:
        since = max(first, last - WINDOW)
        yield since, last
        last = since


def _governs(version: Version, versions: Sequence[Version], at: datetime) -> bool:
    found = in_force(versions, at)
    return found is not None and found.number == version.number


async def _is_kept(node: Node, transaction: Transaction, under: ActInForce, data_set: DataSet, since: datetime) -> bool:
    number = obligation_number(node.audience, under.version.body, data_set.code, since, None)
    return await transaction.papers.latest(number, KIND) is not None
