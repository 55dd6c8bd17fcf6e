"""Look at the last month as it stands today: what is odd and what is counted, without waiting for the pack.

Nothing of it is kept or signed; the look is a leaf (SIO25-21.2).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from almasu.actions.control.appoint import controller_of
from almasu.actions.control.known_to_control import fact_of, surroundings
from almasu.actions.control.pack_means import Means
from almasu.actions.control.report import lines, of_body
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.kernel.control.oddity import Oddity
from almasu.kernel.control.pack import PackInWork, Totals
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.parties.account import Account
from almasu.law.canonical import Json
from almasu.law.moment import days_of, in_astana, written

SPAN = timedelta(days=31)
MOST_LOOKED = 50_000
"""A longer month is looked at in its pack: a person waits here."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen from `since` to `until`; `cut` tells that there were more requests than are looked at here.

    `days` are the days of the span on the clock of Astana, each with how many requests were accepted on it.
    """

    since: datetime
    until: datetime
    oddities: Sequence[Oddity]
    totals: Totals
    people: dict[UUID, Account]
    cut: bool
    days: Sequence[tuple[date, int]]


async def look_now(node: Node, means: Means, token: str, at: datetime) -> Look:
    """Return what is odd in the last month of the own body; Problem `control.no_order`."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
    body, since = controller.account.body_bin, at - SPAN
    with means.packs.begin(node.new_id()) as work:
        people, by_day, cut = await _filled(node, work, body, since, at)
        oddities = await asyncio.to_thread(work.oddities, since, at)
        totals = await asyncio.to_thread(work.totals)
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        says: dict[str, Json] = {
            "order": controller.order.about(),
            "since": written(since),
            "until": written(at),
            "shown": totals.count,
            "oddities": len(oddities),
        }
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.REPORT_VIEWED, at, actor, actor, says))
    days = [(day, by_day[day]) for day in days_of(since, at)]
    return Look(since, at, oddities, totals, people, cut, days)


async def _filled(
    node: Node, work: PackInWork, body: str, since: datetime, at: datetime
) -> tuple[dict[UUID, Account], Counter[date], bool]:
    people: dict[UUID, Account] = {}
    by_day: Counter[date] = Counter()
    tasks: set[str] = set()
    looked, after = 0, None
    while looked < MOST_LOOKED:
        async with node.store.single() as store:
            found, after = await of_body(store, body, since, at, after)
            told = await lines(store, found)
        looked += len(told)
        people |= {line.user.id: line.user for line in told}
        by_day.update(in_astana(line.request.accepted_at).date() for line in told)
        tasks |= {line.request.draft.task for line in told}
        await asyncio.to_thread(work.add, [fact_of(node, line) for line in told])
        if after is None:
            break
    await asyncio.to_thread(work.surround, await surroundings(node, body, tasks, at))
    return people, by_day, after is not None
