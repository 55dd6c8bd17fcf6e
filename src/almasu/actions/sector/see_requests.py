"""Requests as somebody of the sector sees them: what came to them, what they sent, what is overdue (ASOI-14.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.sector.acting import acting, calendar_now, connected
from almasu.actions.sector.assignments import assignment_in, parts_of
from almasu.actions.sector.documents import Kept, all_of, opened, shown_to
from almasu.actions.sector.see import Clock, clock_of
from almasu.actions.turn_pages import listing, of_clock, of_paper
from almasu.kernel.page import Collection, Listing, Page
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import DECIDE_ON_REQUEST, SEE_DOCUMENTS, SEE_SECTOR
from almasu.kernel.sector.assignment import OPEN, Assignment, AssignmentState
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.kept import ASKING, CENTRE, OF_ORGANISATION, OUT
from almasu.kernel.sector.parties import Actor, Profile
from almasu.kernel.sector.seeing import outward_part
from almasu.law.calendar import Calendar
from almasu.law.problem import Fault

AT_ONCE = 50
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request at one addressee: who asks, how far it is, and how the clock that runs came about."""

    kept: Kept
    part: Assignment
    author: str
    due: Clock | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A request that was sent, with how far each addressee is with it."""

    kept: Kept
    author: str
    parts: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What every line is read with: who reads, the names of organisations, the calendar of this moment."""

    node: Node
    transaction: Transaction
    who: Actor
    names: Mapping[str, Profile]
    calendar: Calendar

    async def asked(self, paper: Paper) -> Asked:
        """Return an addressee's part with its request."""
        part = assignment_in(paper)
        found = await self.transaction.papers.latest(part.request, PaperKind.SECTOR_DOCUMENT)
        if found is None:
            raise Fault(f"the request {part.request} is gone, its parts are not")
        kept = shown_to(await opened(self.transaction, found), self.who)
        clock = clock_of(self.node, part, self.calendar)
        return Asked(kept, outward_part(part, self.who), self.name(kept.document.organisation), clock)

    async def asking(self, kept: Kept) -> Asking:
        """Return a request with the parts of its addressees."""
        parts = tuple(outward_part(one, self.who) for one in await parts_of(self.transaction, kept.paper.id))
        return Asking(kept, self.name(kept.document.organisation), parts)

    def name(self, organisation: str) -> str:
        """Return the name of an organisation; empty for the sectoral centre."""
        profile = self.names.get(organisation)
        return organisation if profile is None else profile.name


async def asked_of_us(node: Node, token: str, after: str, most: int, at: datetime) -> Page[Asked]:
    """Return the requests that came to somebody's organisation, or to the authorised body, newest first."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_ASKED)
        papers = await transaction.papers.found(
            PaperKind.SECTOR_ASSIGNMENT,
            OF_ORGANISATION,
            who.organisation or CENTRE,
            listed.place(after),
            most + 1,
        )
        page, reading = listed.cut(papers, most, of_paper), await _reading(node, transaction, who)
        return Page([await reading.asked(paper) for paper in page.items], page.after)


async def asked_by_us(node: Node, token: str, after: str, most: int, at: datetime) -> Page[Asking]:
    """Return the requests that somebody's organisation sent, newest first; for the centre those of all."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_ASKING)
        name, value = (OUT, DocumentKind.REQUEST.value) if who.is_centre else (ASKING, who.organisation)
        papers = await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, name, value, listed.place(after), most + 1)
        page, reading = listed.cut(papers, most, of_paper), await _reading(node, transaction, who)
        kept = await all_of(transaction, page.items, who)
        return Page([await reading.asking(one) for one in kept], page.after)


async def open_requests(node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE) -> Page[Asked]:
    """Return the requests that wait at somebody's organisation, the most urgent of a page first.

    Problem `list.no_such_page`, as for every list here.
    """
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_DOCUMENTS, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_OPEN_REQUESTS)
        return await _at(node, transaction, who, list(OPEN), Part(listed, after, most))


async def requests_to_decide(node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE) -> Page[Asked]:
    """Return the requests about which something is proposed to the head, the most urgent of a page first."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, DECIDE_ON_REQUEST, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_TO_DECIDE)
        return await _at(node, transaction, who, [AssignmentState.PROPOSED], Part(listed, after, most))


async def late_requests(node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE) -> Page[Asked]:
    """Return the requests whose clock ran out at an organisation, the most overdue first, for the sectoral centre."""
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_SECTOR, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_LATE_REQUESTS)
        place = listed.place(after)
        papers = await transaction.papers.due(PaperKind.SECTOR_ASSIGNMENT, at, most + 1, list(OPEN), place)
        page, reading = listed.cut(papers, most, of_clock), await _reading(node, transaction, who)
        return Page([await reading.asked(paper) for paper in page.items], page.after)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: whose list, from which cursor on, how many rows."""

    listed: Listing
    after: str
    most: int


async def _at(node: Node, transaction: Transaction, who: Actor, states: Sequence[str], part: Part) -> Page[Asked]:
    papers = await transaction.papers.found(
        PaperKind.SECTOR_ASSIGNMENT,
        OF_ORGANISATION,
        who.organisation or CENTRE,
        part.listed.place(part.after),
        part.most + 1,
        states,
    )
    page, reading = part.listed.cut(papers, part.most, of_paper), await _reading(node, transaction, who)
    found = [await reading.asked(paper) for paper in page.items]
    return Page(sorted(found, key=lambda one: (one.part.due_at or NEVER, one.part.received_at)), page.after)


async def _reading(node: Node, transaction: Transaction, who: Actor) -> _Reading:
    return _Reading(node, transaction, who, await connected(transaction), await calendar_now(node, transaction))


def mine(found: Sequence[Asked], worker: UUID) -> list[Asked]:
    """Return those that nobody else was entrusted with."""
    return [one for one in found if one.part.worker in (None, worker)]
