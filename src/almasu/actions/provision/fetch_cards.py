"""The card of a set that is fetched, and from which server: read and ended by whoever has to know of it (FMA-3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.deliveries import feeds_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.delivery import not_counted
from almasu.kernel.provision.feed_server import Entrance, Server, ServerState, place_of, server_number
from almasu.kernel.provision.fetching import Fetch, FetchState, OnServer
from almasu.kernel.sealing.envelope import disclosed
from almasu.law.canonical import Json
from almasu.law.problem import Problem

KIND = PaperKind.PROVISION_FETCH
MOST_REGISTERED = 1_000


def fetch_in(paper: Paper) -> Fetch:
    """Return the card that a paper holds."""
    return msgspec.json.decode(paper.data, type=Fetch)


def fetch_number(node: Node, body: str, data_set: str) -> UUID:
    """Return the number of the card of a set: there is one."""
    return uuid5(UUID(int=0), f"feed-fetch/{node.audience}/{body}/{data_set}")


async def keep_fetch(node: Node, transaction: Transaction, paper: Paper, by: str, at: datetime, step: str) -> None:
    """Keep a card with its leaf."""
    fetch = fetch_in(paper)
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {
        **paper.told(),
        "step": step,
        "body": fetch.body,
        "set": fetch.data_set,
        "delivery": str(fetch.delivery),
        "tries": fetch.tries,
        "because": fetch.because.code if fetch.because and step in ("later", "failed") else "",
    }
    await transaction.journal.append(leaf(node, EntryKind.PROVISION_FETCH_MOVED, at, by, paper.about(), says))


async def end_fetch(
    node: Node, transaction: Transaction, body: str, data_set: str, problem: Problem, by: str, at: datetime
) -> UUID | None:
    """End what is being fetched of a set for a reason; return the delivery whose file is to be dropped, if any."""
    paper = await transaction.papers.to_change(fetch_number(node, body, data_set), KIND)
    if paper is None or paper.state != FetchState.WAITING:
        return None
    fetch = replace(fetch_in(paper), because=not_counted(problem), sign="")
    await keep_fetch(node, transaction, paper.moved(FetchState.FAILED, at, fetch), by, at, "failed")
    return fetch.delivery


async def registered(transaction: Transaction) -> Sequence[tuple[str, str]]:
    """Return body and code of every set whose server was registered by a signed act."""
    states = (ServerState.REGISTERED,)
    found = await transaction.papers.in_states(PaperKind.PROVISION_SERVER, states, None, MOST_REGISTERED)
    cards = [msgspec.json.decode(paper.data, type=Server) for paper in found]
    return [(one.body, one.data_set) for one in cards]


async def opened(node: Node, fetch: Fetch) -> AbstractAsyncContextManager[OnServer]:
    """Reach the file of a set: on the server that its body registered, else on the one of the operator's sheet.

    NotFetched where there is none, or none that may be reached.
    """
    sources, number = feeds_of(node).sources, server_number(node.audience, fetch.body, fetch.data_set)
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.latest(number, PaperKind.PROVISION_SERVER)
    if paper is None or paper.state != ServerState.REGISTERED:
        return sources.opened(fetch.body, fetch.data_set)
    server = msgspec.json.decode(paper.data, type=Server)
    entrance = await disclosed(node.vault, server.server, bytes.fromhex(server.sealed), place_of(server.server))
    return sources.reached(server, msgspec.msgpack.decode(entrance, type=Entrance))
