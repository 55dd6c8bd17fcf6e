"""What a body gave, received and used in the exchange, in numbers, for its head alone (CIS-1i, CIS-8.4).

Only what is of the body itself is counted: nobody learns from a number what another body asked or was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from almasu.actions.entering import leaf
from almasu.actions.interstate import cases, items, offers_kept, onward_kept
from almasu.actions.interstate.acting import Acting, acting
from almasu.actions.node import Node
from almasu.actions.turn_pages import every
from almasu.kernel.interstate.answering import Done
from almasu.kernel.interstate.case import Case, Side
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import COUNT_EXCHANGE
from almasu.law.moment import in_astana

OF_BODY = "body"


class Deed(StrEnum):
    """What is counted."""

    GIVEN = "given"
    RECEIVED = "received"
    USED = "used"
    """A received item was opened or taken along."""
    SYSTEM_ASKED = "system_asked"
    """A request that names an information system of another body: the use of its system."""


class Kind(StrEnum):
    """By which way of the Agreement it went."""

    REQUEST = "request"
    OFFER = "offer"
    ONWARD = "onward"


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What is counted together: the year, the state of the other body (empty: a body of the CIS), kind and deed."""

    year: int
    state: str
    kind: Kind
    deed: Deed


async def count_exchange(node: Node, token: str, at: datetime) -> Sequence[tuple[Counted, int]]:
    """Return the counts of one's own body, the latest year first; that they were looked at is journalled."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, COUNT_EXCHANGE, at)
        counts: Counter[Counted] = Counter()
        for kind, counted in (
            (PaperKind.CIS_CASE, _of_case),
            (PaperKind.CIS_OFFER, _of_offer),
            (PaperKind.CIS_ITEM, _of_item),
            (PaperKind.CIS_ONWARD, _of_onward),
        ):
            async for paper in _all(transaction, kind, who.body.id):
                for one, many in counted(paper, who):
                    counts[one] += many
        says = {"given": 0, "received": 0, "used": 0, "system_asked": 0}
        for one, many in counts.items():
            says[one.deed.value] += many
        entry = leaf(node, EntryKind.CIS_EXCHANGE_COUNTED, at, who.said, f"body:{who.body.id}", {**says})
        await transaction.journal.append(entry)
        return sorted(((one, many) for one, many in counts.items() if many), key=lambda pair: (-pair[0].year, pair[0]))


def _all(transaction: Transaction, kind: PaperKind, body: str) -> AsyncIterator[Paper]:
    return every(lambda after, most: transaction.papers.found(kind, OF_BODY, body, after, most))


def _state(who: Acting, body: str) -> str:
    found = who.directory.body(body)
    return "" if found is None else found.party


def _of_case(paper: Paper, who: Acting) -> Iterator[tuple[Counted, int]]:
    case: Case = cases.read(paper).case
    state = _state(who, case.other)
    if case.side is Side.ASKING:
        if case.asked.system and case.sent is not None:
            yield Counted(in_astana(case.sent.at).year, state, Kind.REQUEST, Deed.SYSTEM_ASKED), 1
        return
    for notice in () if case.reception is None else case.reception.told:
        done = sum(isinstance(one, Done) for parts in notice.outcomes.values() for one in parts)
        yield Counted(in_astana(notice.at).year, state, Kind.REQUEST, Deed.GIVEN), done


def _of_offer(paper: Paper, who: Acting) -> Iterator[tuple[Counted, int]]:
    kept = offers_kept.read(paper).kept
    settled = kept.offer.settled_at
    if kept.ours and kept.offer.state is OfferState.HANDED_OVER and settled is not None:
        yield Counted(in_astana(settled).year, _state(who, kept.other), Kind.OFFER, Deed.GIVEN), 1


def _of_item(paper: Paper, who: Acting) -> Iterator[tuple[Counted, int]]:
    item = items.read(paper)
    kind = Kind.ONWARD if item.consent is not None else Kind.REQUEST if item.part else Kind.OFFER
    year, state = in_astana(item.at).year, _state(who, item.received.holder)
    yield Counted(year, state, kind, Deed.RECEIVED), 1
    yield Counted(year, state, kind, Deed.USED), item.uses


def _of_onward(paper: Paper, who: Acting) -> Iterator[tuple[Counted, int]]:
    onward = onward_kept.read(paper).onward
    for at in onward.passed if onward.ours else ():
        yield Counted(in_astana(at).year, _state(who, onward.asked.to), Kind.ONWARD, Deed.GIVEN), 1
