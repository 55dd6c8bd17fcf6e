"""Fetch the file of a set from the body's own server, asked for by its officer or by the schedule (FMA-3.1, FMA-5).

What came of it is kept on a card, one for each set, with a leaf for every step. A file that came whole is a delivery
like one that was sent; a break goes on where it stopped, a silent server is asked again, later each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from uuid import UUID

from msgspec.structs import replace

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting
from almasu.actions.provision.deliveries import feeds_of, ground_of
from almasu.actions.provision.fetch_cards import KIND, fetch_in, fetch_number, keep_fetch, opened, registered
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.take_delivery import Giver, begun
from almasu.kernel.papers.paper import Paper, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_feeds import GIVE_FEED
from almasu.kernel.provision.delivery import LARGEST_FILE, DeliveryState, Offered, not_counted
from almasu.kernel.provision.fetching import (
    LEASE,
    LONGEST_WAIT,
    MOST_TRIES,
    Fetch,
    FetchState,
    NotFetched,
    OnServer,
    Part,
    Trouble,
    wait_after,
)
from almasu.kernel.provision.joint_act import Extent
from almasu.kernel.provision.problems_of_feeds import (
    NO_SOURCE,
    SOURCE_HAS_NONE,
    SOURCE_IS_ANOTHER,
    SOURCE_REFUSES,
    SOURCE_SHUT,
    SOURCE_SILENT,
    SOURCE_UNUSABLE,
)
from almasu.law.problem import Problem, ProblemKind

OF_BODY = "body"
SYSTEM = "system:fetching"
AT_ONCE = 4
"""Files that come at the same time: a server that is slow holds up no other."""
TURN = timedelta(minutes=5)
"""How long a file that can go on later comes before others have their turn."""
PACKED = ".gz"
PROBLEMS: dict[Trouble, ProblemKind] = {
    Trouble.SILENT: SOURCE_SILENT,
    Trouble.REFUSED: SOURCE_REFUSES,
    Trouble.SHUT: SOURCE_SHUT,
    Trouble.ANOTHER: SOURCE_IS_ANOTHER,
    Trouble.NO_FILE: SOURCE_HAS_NONE,
    Trouble.UNUSABLE: SOURCE_UNUSABLE,
}
MAY_COME = frozenset({SOURCE_SILENT.code, SOURCE_HAS_NONE.code})
"""Troubles that may be over in an hour."""
Clock = Callable[[], datetime]


class Overtaken(Exception):
    """Somebody else fetches the file meanwhile."""


class TurnOver(Exception):
    """The file came for long enough: those of other bodies come first, then it goes on."""


async def fetch_now(node: Node, token: str, data_set: str, at: datetime) -> Fetch:
    """Ask that the file of a set is fetched now; one that is being fetched goes on.

    Problems: `account.role`, those of the act, the ladder and the rules; `provision.fetch.absent`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, GIVE_FEED, at)
        body = who.actor.body
        if (body, data_set) not in (*await registered(transaction), *feeds_of(node).sources.known()):
            raise NO_SOURCE.at("data_set", code=data_set)
        await ground_of(node, transaction, body, data_set, at)
        return await _asked(node, transaction, Giver(body, who.said), data_set, None, at)


async def ask_scheduled(node: Node, at: datetime) -> int:
    """Ask for the file of each set that is owed and has a server, each hour until it is given; return of how many."""
    asked, sources = 0, feeds_of(node).sources
    async with node.store.transaction() as transaction:
        known = [*await registered(transaction)]
    # A sheet that cannot be read stops no registered server; the page of servers tells it to both sides.
    known += [] if sources.trouble() else sources.known()
    for body, data_set in dict.fromkeys(known):
        async with node.store.transaction() as transaction:
            open_ones = await KeptObligations(node, transaction, SYSTEM).open_of(body, data_set)
            # What came with rows that lack ends the asking for its own term, never for those that follow.
            owed = next((one.id for one in open_ones if one.given_at is None), None)
            paper = await transaction.papers.latest(fetch_number(node, body, data_set), KIND)
            if owed is not None and _is_time(paper, owed, at):
                await _asked(node, transaction, Giver(body, SYSTEM), data_set, owed, at)
                asked += 1
    return asked


def _is_time(paper: Paper | None, owed: UUID, at: datetime) -> bool:
    """Tell whether to ask for what is owed: for the first time, or since the file may lie on the server by now.

    A server that refuses us, or is another one, is not asked again by itself: the account might be shut.
    """
    if paper is None:
        return True
    fetch = fetch_in(paper)
    if fetch.obligation != owed:
        return True
    may_come = fetch.because is None or fetch.because.code in MAY_COME
    return paper.state != FetchState.WAITING and may_come and at - paper.at >= LONGEST_WAIT


async def fetch_waiting(node: Node, now: Clock) -> int:
    """Fetch every file whose time has come; return how many came to an end, good or bad."""
    async with node.store.transaction() as transaction:
        due = [paper.id for paper in await transaction.papers.due(KIND, now(), AT_ONCE, (FetchState.WAITING,))]
    came = await asyncio.gather(*(_has_ended(node, number, now) for number in due), return_exceptions=True)
    faults = [one for one in came if isinstance(one, BaseException)]
    if faults:
        raise faults[0]
    return came.count(True)


async def _has_ended(node: Node, number: UUID, now: Clock) -> bool:
    try:
        return (await _fetch(node, number, now)) is not FetchState.WAITING
    except Overtaken:
        return False


async def _asked(
    node: Node, transaction: Transaction, giver: Giver, data_set: str, owed: UUID | None, at: datetime
) -> Fetch:
    number = fetch_number(node, giver.body, data_set)
    paper = await transaction.papers.to_change(number, KIND)
    fetch = Fetch(
        body=giver.body, data_set=data_set, delivery=node.new_id(), by=giver.said, asked_at=at, obligation=owed
    )
    if paper is None:
        after = new_paper(number, KIND, FetchState.WAITING, at, fetch, {OF_BODY: giver.body}, at)
    else:
        before = fetch_in(paper)
        if paper.state == FetchState.WAITING:
            fetch = replace(before, obligation=owed or before.obligation, tries=0)
        else:
            fetch = replace(fetch, obligation=owed or before.obligation, taken=before.taken)
        due = paper.due_at if paper.state == FetchState.WAITING and before.mark and not before.tries else at
        after = paper.moved(FetchState.WAITING, at, fetch, due)
    await keep_fetch(node, transaction, after, giver.said, at, "asked")
    return fetch


async def _fetch(node: Node, number: UUID, now: Clock) -> FetchState:
    """Fetch one file as far as it goes, and keep what came of it."""
    fetch = await _claimed(node, number, now())
    spool = feeds_of(node).spool
    try:
        async with await opened(node, fetch) as server:
            fetch = await _come(node, number, fetch, server, now)
            if not fetch.mark and not fetch.size:
                return await _ended(node, number, fetch, FetchState.UNCHANGED, now())
            if server.name.endswith(PACKED):
                await asyncio.to_thread(spool.unpack, fetch.delivery, LARGEST_FILE)
            return await _taken(node, number, fetch, server.name.removesuffix(PACKED), now())
    except TurnOver:
        fetch = await _card(node, number)
        return await _moved(node, number, replace(fetch, tries=0), FetchState.WAITING, now(), "later", now())
    except ValueError:
        return await _failed(node, number, fetch, SOURCE_UNUSABLE.at(), now(), "gzip")
    except NotFetched as no:
        problem, fetch = PROBLEMS[no.why].at(), await _card(node, number)
        if no.why is Trouble.SILENT and fetch.tries < MOST_TRIES:
            return await _later(node, number, fetch, problem, now(), no.detail)
        return await _failed(node, number, fetch, problem, now(), no.detail)
    except Problem as problem:
        return await _failed(node, number, fetch, problem, now())


async def _come(node: Node, number: UUID, fetch: Fetch, server: OnServer, now: Clock) -> Fetch:
    """Let the parts of a file come in behind what lies on the spool; return the card with its size and mark."""
    spool = feeds_of(node).spool
    held = spool.size(fetch.delivery) if fetch.mark else 0
    if held and held == fetch.size:
        return fetch
    came, began, held_since = replace(fetch, mark="", size=0), now(), now()
    async for part in server.parts(held, fetch.mark, fetch.taken):
        if not part.size:
            raise NotFetched(Trouble.UNUSABLE, "empty")
        await _must_go_on(node, number, fetch)
        if part.offset == 0:
            await asyncio.to_thread(spool.drop, fetch.delivery)
        await asyncio.to_thread(spool.append, fetch.delivery, part.offset, part.data)
        came = replace(fetch, mark=part.mark, size=part.size)
        if part.offset == 0 or part.mark != fetch.mark or now() - held_since > LEASE / 3:
            held_since = now()
            await _moved(node, number, came, FetchState.WAITING, held_since, "coming", held_since + LEASE)
        fetch = came
        if _is_last(part):
            break
        if part.mark and now() - began > TURN:
            raise TurnOver
    if came.size and spool.size(came.delivery) != came.size:
        raise NotFetched(Trouble.SILENT, "the file broke off")
    return came


async def _must_go_on(node: Node, number: UUID, fetch: Fetch) -> None:
    """Make sure that nobody ended the fetch meanwhile, as whoever revokes its server does; Overtaken else."""
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.latest(number, KIND)
    if paper is None or paper.state != FetchState.WAITING or fetch_in(paper).delivery != fetch.delivery:
        feeds_of(node).spool.drop(fetch.delivery)
        raise Overtaken


def _is_last(part: Part) -> bool:
    return part.offset + len(part.data) >= part.size


async def _claimed(node: Node, number: UUID, at: datetime) -> Fetch:
    """Take a fetch for one worker for a while; Overtaken where another one has it."""
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(number, KIND)
        if paper is None or paper.state != FetchState.WAITING or paper.due_at is None or paper.due_at > at:
            raise Overtaken
        fetch = replace(fetch_in(paper), tries=fetch_in(paper).tries + 1)
        await keep_fetch(
            node, transaction, paper.moved(FetchState.WAITING, at, fetch, at + LEASE), SYSTEM, at, "begins"
        )
        return fetch


async def _taken(node: Node, number: UUID, fetch: Fetch, name: str, at: datetime) -> FetchState:
    """Make a delivery of a file that came whole; it is read from then on."""
    spool = feeds_of(node).spool
    size, digest = spool.size(fetch.delivery), await asyncio.to_thread(spool.digest, fetch.delivery)
    async with node.store.transaction() as transaction:
        ground = await ground_of(node, transaction, fetch.body, fetch.data_set, at)
        schedule = ground.under.data_set.schedule
        if schedule is None:
            raise NO_SOURCE.at("data_set", code=fetch.data_set)
        done = await transaction.deliveries.done_of(fetch.body, fetch.data_set)
        offered = Offered(
            data_set=fetch.data_set,
            format=schedule.format,
            name=PurePosixPath(name).name or "file",
            size=size,
            sha256=digest,
            builds_on=done[0].number if done and schedule.extent is Extent.INCREMENTAL else 0,
        )
        giver = Giver(fetch.body, fetch.by)
        await begun(node, transaction, giver, offered, fetch.delivery, at, DeliveryState.READING)
        after = replace(fetch, taken=fetch.mark, because=None, sign="")
        await _move(node, transaction, number, after, FetchState.TAKEN, at, "taken")
    return FetchState.TAKEN


async def _card(node: Node, number: UUID) -> Fetch:
    """Return the card as it was kept last: it knows the edition of the parts that lie on the spool."""
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.latest(number, KIND)
    if paper is None:
        raise Overtaken
    return fetch_in(paper)


async def _later(node: Node, number: UUID, fetch: Fetch, problem: Problem, at: datetime, sign: str) -> FetchState:
    told = replace(fetch, because=not_counted(problem), sign=sign)
    return await _moved(node, number, told, FetchState.WAITING, at, "later", at + wait_after(fetch.tries))


async def _failed(node: Node, number: UUID, fetch: Fetch, problem: Problem, at: datetime, sign: str = "") -> FetchState:
    feeds_of(node).spool.drop(fetch.delivery)
    told = replace(fetch, because=not_counted(problem), sign=sign)
    return await _moved(node, number, told, FetchState.FAILED, at, "failed")


async def _ended(node: Node, number: UUID, fetch: Fetch, state: FetchState, at: datetime) -> FetchState:
    feeds_of(node).spool.drop(fetch.delivery)
    return await _moved(node, number, replace(fetch, because=None, sign=""), state, at, state.value)


async def _moved(
    node: Node, number: UUID, fetch: Fetch, state: FetchState, at: datetime, step: str, due: datetime | None = None
) -> FetchState:
    async with node.store.transaction() as transaction:
        await _move(node, transaction, number, fetch, state, at, step, due)
    return state


async def _move(
    node: Node,
    transaction: Transaction,
    number: UUID,
    fetch: Fetch,
    state: FetchState,
    at: datetime,
    step: str,
    due: datetime | None = None,
) -> None:
    paper = await transaction.papers.to_change(number, KIND)
    if paper is None or paper.state != FetchState.WAITING or fetch_in(paper).delivery != fetch.delivery:
        raise Overtaken
    await keep_fetch(node, transaction, paper.moved(state, at, fetch, due), SYSTEM, at, step)
