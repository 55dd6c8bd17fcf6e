"""Carry accepted requests out: right after the commit by the accepting process, later by any worker.

A process that dies leaves its lease to run out; another takes the request over and asks what is still open. Asking a
register twice is harmless: the exchange id is the same, and an answer that comes twice counts once.

Who is blocked asks no more (SIO25-8): every process looks at the accounts of the requests it has under way, and whoever
takes a request over looks first.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from almasu.actions.ask_registers import Answered, Asking, ask_registers, stop_asking
from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.settle_question import LONGEST_PAUSE
from almasu.actions.submit_request import LEASE, Accepted
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.request import OPEN_STATES, Request
from almasu.law.canonical import Json
from almasu.law.problem import Fault

log = logging.getLogger(__name__)

LOOK_AGAIN = 0.5
"""Seconds between two looks at the accounts of requests under way: a block is to take effect within one (SIO25-8)."""


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A request about which registers are being asked, and for whom."""

    request: Request
    account: UUID
    task: asyncio.Task[Answered]


class CarryingOut:
    """The requests one process is asking registers about at this moment."""

    def __init__(self, node: Node, asking: Asking) -> None:
        self._node = node
        self._asking = asking
        self._running: dict[UUID, _UnderWay] = {}
        self._watching: asyncio.Task[None] | None = None

    @property
    def asking(self) -> Asking:
        """Return the registers that this process asks, with their circuits and time limits."""
        return self._asking

    def start(self, accepted: Accepted) -> None:
        """Begin to ask the registers of requests whose acceptance was committed: of every subject of the act."""
        for request in (accepted.request, *accepted.beside):
            self._start(replace(accepted, request=request, beside=()))

    def _start(self, accepted: Accepted) -> None:
        number = accepted.request.id
        task = asyncio.create_task(self._carry_out(accepted), name=f"asking {number}")
        self._running[number] = _UnderWay(accepted.request, accepted.account.id, task)
        task.add_done_callback(lambda ended: self._ended(number, ended))
        if self._watching is None or self._watching.done():
            self._watching = asyncio.create_task(self._watch(), name="watching who asks")

    async def settled_within(self, request: UUID, seconds: float) -> Request | None:
        """Wait until the first round of asking is over and return the request as it was kept, as `answered_within`."""
        (answered,) = await self.answered_within([request], seconds)
        return None if answered is None else answered.request

    async def answered_within(self, requests: Sequence[UUID], seconds: float) -> Sequence[Answered | None]:
        """Wait until the first round of asking is over for all of some requests and return what came of each.

        None for one that takes longer than `seconds`, that another process asks about, or whose asking failed.
        """
        under_way = [self._running.get(request) for request in requests]
        tasks = [None if one is None else one.task for one in under_way]
        if waited := [task for task in tasks if task is not None]:
            await asyncio.wait(waited, timeout=seconds)
        return [None if task is None or not _ended_well(task) else task.result() for task in tasks]

    async def take_over(self, most: int) -> int:
        """Take over what is due and return how many: registers that were silent, requests of dead processes."""
        at = self._asking.now()
        async with self._node.store.transaction() as transaction:
            taken, stopped = [], []
            for number in await transaction.requests.claim_asking(self._node.process, at, at + LEASE, most):
                accepted = await self._claimed(transaction, number, at)
                if accepted is not None and accepted.account.state.shut:
                    stopped.append(accepted.request)
                elif accepted is not None:
                    taken.append(accepted)
                    await transaction.journal.append(self._asked_again(accepted.request, at))
        for accepted in taken:
            self.start(accepted)
        for request in stopped:
            await stop_asking(self._node, request, at)
        return len(taken)

    async def _claimed(self, transaction: Transaction, number: UUID, at: datetime) -> Accepted | None:
        """Return a claimed request with its officer; None, put off, where either is not as this node wrote it."""
        try:
            request = await transaction.requests.one(number)
            account = None if request is None else await transaction.accounts.with_id(request.account)
        except Fault:
            log.exception("the request %s is not asked about", number)
            await transaction.requests.asked(number, self._node.process, at + LONGEST_PAUSE)
            return None
        return None if request is None or account is None else Accepted(request, account)

    async def _watch(self) -> None:
        """Stop asking for whoever was shut meanwhile, in whatever process that was decided; ends with the last request.

        What a look misses because the database is away, the next one sees.
        """
        await asyncio.sleep(LOOK_AGAIN)
        while self._running:
            try:
                await self._stop_shut()
            except Exception:
                log.exception("nobody looked at the accounts of the requests under way")
            await asyncio.sleep(LOOK_AGAIN)

    async def _stop_shut(self) -> None:
        under_way = list(self._running.values())
        async with self._node.store.single() as store:
            shut = await store.accounts.shut_among({one.account for one in under_way})
        stopped = [one for one in under_way if one.account in shut]
        for one in stopped:
            one.task.cancel()
        for one in stopped:
            await asyncio.wait([one.task])
            await stop_asking(self._node, one.request, self._asking.now())

    def _ended(self, number: UUID, task: asyncio.Task[Answered]) -> None:
        """Forget a request; its failure has been logged, and its lease lets another process take it over."""
        self._running.pop(number, None)
        if not task.cancelled():
            task.exception()

    def _asked_again(self, request: Request, at: datetime) -> Entry:
        """Return the leaf of the intent to ask silent registers again, which is kept before they are asked."""
        says: dict[str, Json] = {"resources": [row.resource for row in request.rows if row.state in OPEN_STATES]}
        return leaf(self._node, EntryKind.QUESTION_SENT, at, "system:exchange", f"request:{request.id}", says)

    async def finish(self) -> None:
        """Wait for everything under way: the process is about to end. What it was stopping, another takes over."""
        await asyncio.gather(*(one.task for one in self._running.values()), return_exceptions=True)
        if self._watching is not None and not self._watching.done():
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    async def _carry_out(self, accepted: Accepted) -> Answered:
        """Ask, and say where registers stay silent or nothing was left to ask; kept answers end the rest themselves."""
        request = accepted.request
        try:
            after = await ask_registers(self._node, self._asking, request, accepted.account, accepted.session)
            again_at = min((row.next_at for row in after.request.rows if row.next_at is not None), default=None)
            if again_at is not None or request.settled():
                async with self._node.store.single() as store:
                    await store.requests.asked(request.id, self._node.process, again_at)
        except Exception:
            log.exception("request %s stays with its lease and will be taken over", request.id)
            raise
        return after


def _ended_well(task: asyncio.Task[Answered]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is None
