"""Look for requests, offers and items of one's own body by number, subject and day, page by page (CIS-8.4).

What belongs to another body is never read: the search goes over what is found by one's own, and its cursors serve one
person, one list and its filters.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate import cases, items, offers_kept
from almasu.actions.interstate.acting import acting
from almasu.actions.interstate.cases import OF_BODY, KeptCase
from almasu.actions.interstate.items import KeptItem
from almasu.actions.interstate.offers_kept import Held
from almasu.actions.node import Node
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.interstate.asking import Subject
from almasu.kernel.page import Collection, Listing, Page, Place
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.powers.interstate import SEE_CASES, USE_ITEM
from almasu.kernel.powers.power import Power
from almasu.law.moment import in_astana

ON_PAGE = 50
AT_ONCE = 200
MOST_READ = 2_000
"""Papers that one page looks through; the next page goes on where it stopped."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A list that is searched: whose cursors serve it, which papers are in it, under which power."""

    collection: Collection
    kind: PaperKind
    power: Power


OF_CASES = Searched(Collection.CIS_CASES, PaperKind.CIS_CASE, SEE_CASES)
OF_OFFERS = Searched(Collection.CIS_OFFERS, PaperKind.CIS_OFFER, SEE_CASES)
OF_ITEMS = Searched(Collection.CIS_ITEMS, PaperKind.CIS_ITEM, USE_ITEM)


class Sought(msgspec.Struct, frozen=True):
    """What is looked for: the beginning of a number, the subject, and days of Astana from `since` to `until`."""

    number: str = ""
    subject: Subject | None = None
    since: date | None = None
    until: date | None = None

    def filters(self) -> tuple[str, ...]:
        """Return it as a cursor is bound to it."""
        days = ("" if one is None else one.isoformat() for one in (self.since, self.until))
        return (self.number, "" if self.subject is None else self.subject.value, *days)

    def fits(self, numbers: Sequence[UUID], subject: Subject | None, at: datetime) -> bool:
        """Tell whether something with these numbers, of a subject and of a moment is looked for."""
        wanted, day = self.number.strip().lstrip("№ ").casefold(), in_astana(at).date()
        of_number = not wanted or any(str(one).startswith(wanted) for one in numbers)
        of_subject = self.subject is None or subject is self.subject
        return of_number and of_subject and (self.since or day) <= day <= (self.until or day)


async def find_cases(node: Node, token: str, sought: Sought, older: str, at: datetime) -> Page[KeptCase]:
    """Return a page of requests, the one that moved last first; the day is that of sending, of a draft its last."""

    def fits(paper: Paper) -> bool:
        case = cases.read(paper).case
        when = paper.at if case.sent is None else case.sent.at
        return sought.fits((case.asked.number, paper.id), case.asked.subject, when)

    page = await _page(node, token, OF_CASES, sought, older, fits, at)
    return Page([cases.read(one) for one in page.items], page.after)


async def find_offers(node: Node, token: str, sought: Sought, older: str, at: datetime) -> Page[Held]:
    """Return a page of offers, the one that moved last first; the day is that of the offer."""

    def fits(paper: Paper) -> bool:
        one = offers_kept.read(paper).kept.offer
        return sought.fits((one.number, paper.id), one.subject, one.at)

    page = await _page(node, token, OF_OFFERS, sought, older, fits, at)
    return Page([offers_kept.read(one) for one in page.items], page.after)


async def find_items(node: Node, token: str, sought: Sought, older: str, at: datetime) -> Page[KeptItem]:
    """Return a page of items, the latest first, by their own number or their request's; a subject finds none."""

    def fits(paper: Paper) -> bool:
        item = items.read(paper)
        return sought.fits((item.received.number, item.case), None, item.at)

    page = await _page(node, token, OF_ITEMS, sought, older, fits, at)
    return Page([KeptItem(one, items.read(one)) for one in page.items], page.after)


async def _page(
    node: Node, token: str, one: Searched, sought: Sought, older: str, fits: Callable[[Paper], bool], at: datetime
) -> Page[Paper]:
    """Return up to `ON_PAGE` papers of one's own body that fit, and where the next page begins."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, one.power, at)
        pages = listing(node, str(who.person.account.id), one.collection, *sought.filters())
        papers, body = transaction.papers, who.body.id
        return await page_of(pages, older, lambda after, most: papers.found(one.kind, OF_BODY, body, after, most), fits)


async def page_of(
    pages: Listing,
    older: str,
    read: Callable[[Place | None, int], Awaitable[Sequence[Paper]]],
    fits: Callable[[Paper], bool],
) -> Page[Paper]:
    """Return up to `ON_PAGE` papers of a list that fit, and where the next page begins; `read` reads behind a place."""
    after: Place | None = pages.place(older)
    found: list[Paper] = []
    for _ in range(MOST_READ // AT_ONCE):
        some = await read(after, AT_ONCE)
        found += [one for one in some if fits(one)]
        if len(found) > ON_PAGE:
            return pages.page(found[:ON_PAGE], of_paper(found[ON_PAGE - 1]))
        if len(some) < AT_ONCE:
            return pages.page(found, None)
        after = of_paper(some[-1])
    return pages.page(found, after)
