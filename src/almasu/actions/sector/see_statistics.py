"""See the sector in numbers: an organisation its own and sums of the others, the sectoral centre all of it.

Of the others an organisation sees no number in which one of them could be recognised (`kernel.sector.statistics`).
Cards are the centre's and their author's alone, so no sum of them is shown to anybody else (ASOI-3.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, connected
from almasu.actions.sector.deliver import receipt_in
from almasu.actions.sector.documents import all_of
from almasu.actions.sector.silent_modules import Silent, silent_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.statistics import SEE_STATISTICS
from almasu.kernel.sector import statistics as numbers
from almasu.kernel.sector.content import card_in
from almasu.kernel.sector.document import Document, DocumentKind
from almasu.kernel.sector.kept import OF_ORGANISATION, OUT
from almasu.kernel.sector.parties import Profile
from almasu.kernel.sector.receipt import Receipt, ReceiptState
from almasu.kernel.sector.seeing import shown
from almasu.law import moment

MOST_PARTS = 20_000
"""Parts of alerts that are counted, the newest first."""
MOST_DOCUMENTS = 2_000


@dataclass(frozen=True, slots=True)
class OfSignals:
    """Signals by day and kind; `others` by kind are None where a sum is not to be shown, and empty for the centre."""

    by_day: Sequence[tuple[date, int]]
    by_kind: Mapping[int, int]
    others: Mapping[int, int | None]
    silent: Sequence[Silent]


@dataclass(frozen=True, slots=True)
class OfAlerts:
    """How alerts are reacted to; `undecided` and `campaigns` are told to the centre alone."""

    reactions: numbers.Reactions
    others: numbers.Took | None
    undecided: Sequence[numbers.Undecided]
    campaigns: int | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers as somebody may see them; `cards` by the code of their kind, `organisations` by BIN."""

    since: date
    of_centre: bool
    signals: OfSignals
    alerts: OfAlerts
    cards: Mapping[str, int]
    returned: int
    organisations: Mapping[str, Profile]


async def see_statistics(node: Node, token: str, at: datetime) -> Statistics:
    """Return the numbers of the last days, today among them; that they were seen is journalled."""
    days = moment.days_of(at - timedelta(days=numbers.DAYS - 1), at)
    since = datetime.combine(days[0], datetime.min.time(), moment.astana())
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_STATISTICS, at)
        documents = await _documents(transaction, who, since)
        found = Statistics(
            since=days[0],
            of_centre=who.actor.is_centre,
            signals=await _signals(transaction, who, days, since, at),
            alerts=await _alerts(transaction, who, since, at),
            cards=_cards(documents, who),
            returned=sum(one.correct_by is not None for one in documents),
            organisations=await connected(transaction),
        )
        entry = leaf(node, EntryKind.SIGNALS_SEEN, at, who.said, "statistics", {"days": len(days)})
        await transaction.journal.append(entry)
        return found


async def _signals(
    transaction: Transaction, who: Acting, days: Sequence[date], since: datetime, at: datetime
) -> OfSignals:
    own = who.actor.organisation
    every = await transaction.signal_index.sent(None, since)
    theirs = every if who.actor.is_centre else [one for one in every if one.organisation == own]
    others = {} if who.actor.is_centre else numbers.sums_of_others(every, own, days[-1])
    silent = await silent_of(transaction, who, at)
    return OfSignals(numbers.by_day(theirs, days), numbers.by_kind(theirs), others, silent)


async def _alerts(transaction: Transaction, who: Acting, since: datetime, at: datetime) -> OfAlerts:
    papers = await transaction.papers.in_states(PaperKind.SECTOR_RECEIPT, list(ReceiptState), None, MOST_PARTS)
    every = [part for part in map(receipt_in, papers) if part.received_at >= since]
    if who.actor.is_centre:
        offered = await transaction.signal_index.offered()
        return OfAlerts(numbers.reactions(every, at), None, numbers.undecided(every, at), len(offered))
    own = who.actor.organisation
    parts: list[Receipt] = [one for one in every if one.organisation == own]
    return OfAlerts(numbers.reactions(parts, at), numbers.others_took(every, own), (), None)


async def _documents(transaction: Transaction, who: Acting, since: datetime) -> Sequence[Document]:
    """Return what was sent and is seen: all cards for the centre, what is one's own for an organisation."""
    if who.actor.is_centre:
        papers: list[Paper] = []
        for kind in DocumentKind:
            papers += await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, OUT, kind.value, None, MOST_DOCUMENTS)
    else:
        own = who.actor.organisation
        papers = list(
            await transaction.papers.found(PaperKind.SECTOR_DOCUMENT, OF_ORGANISATION, own, None, MOST_DOCUMENTS)
        )
    every = [one.document for one in await all_of(transaction, papers, who.actor)]
    return [one for one in every if (sent := one.seen_by_others) is not None and sent.at >= since]


def _cards(documents: Sequence[Document], who: Acting) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for one in documents:
        card = card_in(one.kind, shown(one, who.actor) or b"")
        if card is not None:
            counts[card.kind] = counts.get(card.kind, 0) + 1
    return dict(sorted(counts.items()))
