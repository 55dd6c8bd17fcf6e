"""Turn the pages of a list: whoever reads it is given cursors that serve nobody else (DESIGN 7)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.kernel.page import BEGINNING, Collection, Listing, Place
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Account
from almasu.kernel.requests.request import Request
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret
from almasu.kernel.supervision.port import Oversight

AT_ONCE = 200
"""How many are read at once of a list that may be long."""
MOST_READ = 5000
"""How many requests a page looks through: however few of a wide period fit, the next page goes on where it stopped."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which requests are read for a page: accepted from `since` to before `until`, of some accounts or of all."""

    since: datetime
    until: datetime
    accounts: Sequence[UUID] | None = None


def listing(node: Node, principal: str, collection: Collection, *filters: str) -> Listing:
    """Return a list as a principal reads it; `principal` names an account or a visitor, not their session."""
    return Listing(use_key(node.vault.secret(Secret.FORMS), "cursors"), principal, collection, filters)


async def every(some: Callable[[Place | None, int], Awaitable[Sequence[Paper]]]) -> AsyncIterator[Paper]:
    """Yield every paper of a list, which is read by its places, newest first: `some` reads up to a number behind one.

    What moves meanwhile moves to the front, which was read: it is seen once at most.
    """
    after: Place | None = None
    while papers := await some(after, AT_ONCE):
        for paper in papers:
            yield paper
        if len(papers) < AT_ONCE:
            return
        after = of_paper(papers[-1])


async def gathered(
    oversight: Oversight, span: Span, fits: Callable[[Request], bool], after: Place | None, most: int
) -> tuple[Sequence[Request], Place | None]:
    """Return up to `most` fitting requests in the order of acceptance, and where the next page begins.

    None where nothing can follow; a page that has looked through `MOST_READ` of them ends, however little it found.
    """
    found: list[Request] = []
    for _ in range(MOST_READ // AT_ONCE):
        some = await oversight.accepted(span.since, span.until, span.accounts, after, AT_ONCE)
        found += [request for request in some if fits(request)]
        if len(found) > most:
            return found[:most], of_request(found[most - 1])
        if len(some) < AT_ONCE:
            return found, None
        after = of_request(some[-1])
    return found, after


def of_request(request: Request) -> Place:
    """Return the place of a request."""
    return Place(request.accepted_at, request.id)


def of_paper(paper: Paper) -> Place:
    """Return the place of a paper as it stands."""
    return Place(paper.at, paper.id)


def of_clock(paper: Paper) -> Place:
    """Return the place of a paper among those whose clock has run out, the most overdue first."""
    return Place(paper.due_at or paper.at, paper.id)


def of_account(account: Account) -> Place:
    """Return the place of an account: accounts are listed in the order of their numbers."""
    return Place(BEGINNING, account.id)
