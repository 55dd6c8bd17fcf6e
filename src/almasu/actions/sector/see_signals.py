"""Search for signals, count them, see campaigns: an organisation its own, the sectoral centre all (ASOI-3.6).

Another organisation's signals are as absent as such that never came: in rows, in counts, in pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, law_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.signals import SEE_CAMPAIGNS, SEE_SIGNALS
from almasu.kernel.sector.campaign import OfferedCampaign, draft_of
from almasu.kernel.sector.rollup import Counted, Rollup, Wanted
from almasu.kernel.sector.seeing import sees_signals_of
from almasu.law.canonical import Json

PAGE = 50
MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for: all of the terms ("source:203.0.113.7"), of a kind and an organisation where told.

    `before` is where the page before ended: the last moment and the key of its last row.
    """

    terms: Collection[str] = ()
    organisation: str | None = None
    kind: int | None = None
    before: tuple[datetime, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what was found, newest first, and where the next one begins, None where there is none."""

    rows: tuple[Rollup, ...]
    after: tuple[datetime, bytes] | None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A campaign that is offered, and the fields of an alert that it fills in for a person to write on."""

    offered: OfferedCampaign
    draft: Mapping[str, str]


async def search_signals(node: Node, token: str, looked: Looked, at: datetime) -> Page:
    """Return a page of signals that somebody may see; what they look for of others is not there."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SIGNALS, at)
        rows: Sequence[Rollup] = ()
        if _may_be_there(who, looked.organisation):
            terms = sorted(looked.terms)[:MOST_TERMS]
            wanted = Wanted(terms, _whose(who, looked.organisation), looked.kind, looked.before)
            found = await transaction.signal_index.found(wanted, PAGE + 1)
            rows = [one for one in found if sees_signals_of(one.organisation, who.actor)]
        page = tuple(rows[:PAGE])
        await _tell(node, transaction, who, {"found": len(page), "terms": len(looked.terms)}, at)
        return Page(page, (page[-1].last_at, page[-1].key) if len(rows) > PAGE else None)


async def count_signals(
    node: Node, token: str, since: datetime, at: datetime, organisation: str | None = None
) -> Sequence[Counted]:
    """Return how much was sent since a moment, by kind, as far as somebody may see it."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SIGNALS, at)
        if not _may_be_there(who, organisation):
            return ()
        return await transaction.signal_index.counted(_whose(who, organisation), since)


async def see_campaigns(node: Node, token: str, at: datetime) -> Sequence[Drafted]:
    """Return the campaigns that are offered to the sectoral centre, the most surprising first, each with its draft."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_CAMPAIGNS, at)
        catalogue = law_of(node).catalogue
        offered = await transaction.signal_index.offered()
        await _tell(node, transaction, who, {"campaigns": len(offered)}, at)
        return [Drafted(one, draft_of(one.campaign, catalogue)) for one in offered]


def _may_be_there(who: Acting, organisation: str | None) -> bool:
    return organisation is None or sees_signals_of(organisation, who.actor)


def _whose(who: Acting, organisation: str | None) -> str | None:
    """Return whose signals are looked at: of one's own organisation, or whichever the centre names."""
    return organisation if who.actor.is_centre else who.actor.organisation


async def _tell(node: Node, transaction: Transaction, who: Acting, says: Mapping[str, Json], at: datetime) -> None:
    entry = leaf(node, EntryKind.SIGNALS_SEEN, at, who.said, "signals", says)
    await transaction.journal.append(entry)
