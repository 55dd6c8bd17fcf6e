"""Queue notices for those who have something to look at, and send what is due (ASOI-3.3, CIS-8.2).

A notice is written down in the transaction of the act, so none is lost with a process and none is sent of what was
undone. Before each try it is noted when the next one would be: a process that dies while it sends changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection as Many
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.kept import found_by
from almasu.kernel.sector.notices import (
    Channel,
    Notice,
    NoticePlace,
    NoticeState,
    PlaceState,
    again_at,
    tried,
)
from almasu.law.problem import Fault

ACTOR = "system:notices"
MOST_PLACES = 20_000
AT_ONCE = 50
LONGEST_WHY = 60


class Sender(Protocol):
    """Sends over one channel. It never raises for the outside."""

    async def send(self, place: UUID, to: NoticePlace, number: UUID, notice: Notice, at: datetime) -> str:
        """Send a notice; return why it was not taken, empty where it was."""
        ...


@dataclass(frozen=True, slots=True)
class Sending:
    """What sends, by channel."""

    senders: Mapping[Channel, Sender]


async def queue(node: Node, transaction: Transaction, to: Many[str], about: UUID, kind: str, at: datetime) -> None:
    """Queue a notice for each open place of some organisations; `kind` is what it may say, empty for nothing."""
    places = await transaction.papers.in_states(PaperKind.NOTICE_PLACE, [PlaceState.OPEN], None, MOST_PLACES)
    for place in places:
        organisation = place_in(place).organisation
        if organisation in to:
            notice = Notice(place.id, organisation, about, kind, at)
            keys = found_by(organisation)
            paper = new_paper(node.new_id(), PaperKind.SECTOR_NOTICE, NoticeState.WAITING, at, notice, keys, at)
            await _keep(node, transaction, paper, at)


async def send_due(node: Node, sending: Sending, at: datetime) -> int:
    """Try every notice that is due, at most some at a time; return how many."""
    async with node.store.transaction() as transaction:
        due = await transaction.papers.due(PaperKind.SECTOR_NOTICE, at, AT_ONCE, [NoticeState.WAITING])
    for paper in due:
        await _try(node, sending, paper.id, at)
    return len(due)


async def _try(node: Node, sending: Sending, number: UUID, at: datetime) -> None:
    begun = await _begun(node, number, at)
    if begun is None:
        return
    place, to, notice = begun
    sender = sending.senders.get(to.channel)
    why = "no channel" if sender is None else await sender.send(place, to, number, notice, at)
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(number, PaperKind.SECTOR_NOTICE)
        if paper is None:
            raise Fault(f"the notice {number} is gone")
        if notice_in(paper).tries != notice.tries or paper.state != NoticeState.WAITING:
            return
        again = again_at(notice, at)
        state = NoticeState.DELIVERED if not why else NoticeState.WAITING if again else NoticeState.GIVEN_UP
        ended = tried_last(notice, why)
        await _keep(node, transaction, paper.moved(state, at, ended, again if why else None), at)


async def _begun(node: Node, number: UUID, at: datetime) -> tuple[UUID, NoticePlace, Notice] | None:
    """Note a try and when the next one would be; None where somebody else tries it, or nobody wants it any more."""
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(number, PaperKind.SECTOR_NOTICE)
        if paper is None or paper.state != NoticeState.WAITING or paper.due_at is None or paper.due_at > at:
            return None
        notice = notice_in(paper)
        place = await transaction.papers.latest(notice.place, PaperKind.NOTICE_PLACE)
        if place is None or place.state != PlaceState.OPEN:
            closed = tried_last(notice, "closed")
            await _keep(node, transaction, paper.moved(NoticeState.GIVEN_UP, at, closed), at)
            return None
        under_way = tried(notice)
        await _keep(node, transaction, paper.moved(NoticeState.WAITING, at, under_way, again_at(under_way, at)), at)
        return place.id, place_in(place), under_way


def tried_last(notice: Notice, why: str) -> Notice:
    """Return a notice with what came of its last try."""
    return Notice(
        notice.place, notice.organisation, notice.about, notice.kind, notice.at, notice.tries, why[:LONGEST_WHY]
    )


def place_in(paper: Paper) -> NoticePlace:
    """Return the place that a paper holds."""
    return msgspec.json.decode(paper.data, type=NoticePlace)


def notice_in(paper: Paper) -> Notice:
    """Return the notice that a paper holds."""
    return msgspec.json.decode(paper.data, type=Notice)


async def _keep(node: Node, transaction: Transaction, paper: Paper, at: datetime) -> None:
    await transaction.papers.keep(paper)
    notice = notice_in(paper)
    says = {**paper.told(), "tries": notice.tries, "place": str(notice.place), "document": str(notice.about)}
    await transaction.journal.append(leaf(node, EntryKind.NOTICE_MOVED, at, ACTOR, paper.about(), dict(says)))
