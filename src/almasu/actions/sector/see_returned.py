"""What the sectoral centre returned and nobody has sent again: a list in which nothing unsent leaves a trace (ASOI-15).

What an organisation is writing stands in the same states. It is left out before the pages are cut: a page that is short
of a row would tell that there is something.
"""

from __future__ import annotations

from collections.abc import Sequence

from almasu.actions.node import Node
from almasu.actions.sector.documents import Kept, all_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.document import COURSES, DocumentKind, Stage
from almasu.kernel.sector.kept import OUT
from almasu.kernel.sector.parties import Actor

READ = 200
IN_HAND = (Stage.RETURNED, Stage.AT_HEAD)


async def returned_page(node: Node, transaction: Transaction, who: Actor, after: str, most: int) -> Page[Kept]:
    """Return a page of what waits to be corrected, the latest first; Problem `list.no_such_page`."""
    listed = listing(node, str(who.account), Collection.SECTOR_RETURNED)
    place, found = listed.place(after), list[Paper]()
    for kind in (one for one in DocumentKind if COURSES[one].returnable):
        found += await _waiting(transaction, kind, place, most + 1)
    newest = sorted(found, key=lambda paper: (paper.at, paper.id), reverse=True)
    page = listed.cut(newest, most, of_paper)
    return Page(await all_of(transaction, page.items, who), page.after)


async def _waiting(transaction: Transaction, kind: DocumentKind, place: Place | None, most: int) -> Sequence[Paper]:
    """Return papers of a kind whose correction has a term, up to so many, after a place."""
    found: list[Paper] = []
    while len(found) < most:
        some = await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, OUT, kind.value, place, READ, list(IN_HAND))
        found += [paper for paper in some if paper.due_at is not None]
        if len(some) < READ:
            break
        place = of_paper(some[-1])
    return found[:most]
