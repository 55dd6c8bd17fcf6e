"""Search for signals, count them, see campaigns: an organisation its own, the sectoral centre all (ASOI-3.6).

Another organisation's signals are as absent as such that never came: in rows, in counts, in pages.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Collection as Several
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, law_of, watching
from almasu.actions.turn_pages import listing
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import BEGINNING, Collection, Page, Place
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.signals import SEE_CAMPAIGNS, SEE_SIGNALS
from almasu.kernel.sector.campaign import OfferedCampaign, draft_of
from almasu.kernel.sector.limited import SIGNAL_ABSENT, limited, opened
from almasu.kernel.sector.rollup import Counted, Rollup, Wanted
from almasu.kernel.sector.seeing import sees_signals_of
from almasu.law.canonical import Json
from almasu.law.moment import written

PAGE = 50
MOST_TERMS = 8
MOST_EXPORTED = 5_000
MOST_NEWER = 1_000
COLUMNS = (
    "organisation",
    "kind",
    "first_at",
    "last_at",
    "records",
    "signals",
    "severity",
    "sensor",
    "rule",
    "name",
    "source",
    "target",
    "account",
)
FORMULAS = tuple("=+-@\t\r")
CAMPAIGNS = UUID("5f0c5a3e-1f6b-4f0e-9c39-2a6f4a8d7c11")
"""Under which the number of a campaign is made of its mark."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for: all of the terms ("source:203.0.113.7"), of a kind and an organisation where told."""

    terms: Several[str] = ()
    organisation: str | None = None
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A campaign that is offered, and the fields of an alert that it fills in for a person to write on.

    Whoever is not of the centre is told how many organisations met it, and of none of them but their own.
    """

    offered: OfferedCampaign
    draft: Mapping[str, str]

    @property
    def id(self) -> UUID:
        """Return the number of the campaign: the same mark has the same."""
        return uuid5(CAMPAIGNS, self.offered.campaign.seen.term)


async def search_signals(node: Node, token: str, looked: Looked, after: str, at: datetime) -> Page[Rollup]:
    """Return a page of signals that somebody may see, newest first, without the fields whose reading is limited.

    What they look for of others is not there. Problem `list.no_such_page`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SIGNALS, at)
        listed = listing(node, who.said, Collection.SIGNALS, *_filters(looked))
        rows = await _found(transaction, who, looked, listed.place(after), PAGE + 1)
        page = listed.cut([limited(one) for one in rows], PAGE, place_of)
        await _tell(node, transaction, who, {"found": len(page.items), "terms": len(looked.terms)}, at)
        return page


async def newer_signals(node: Node, token: str, looked: Looked, newest: datetime, at: datetime) -> int:
    """Return how many rows would stand above the first one of a list that is open, counted to `MOST_NEWER`.

    A page asks this by itself: the session is held to everything and not noted as acting, and nothing is read.
    """
    async with node.store.transaction() as transaction:
        who = await watching(transaction, token, SEE_SIGNALS, at)
        if not _may_be_there(who, looked.organisation):
            return 0
        wanted = Wanted(sorted(looked.terms)[:MOST_TERMS], _whose(who, looked.organisation), looked.kind)
        return await transaction.signal_index.newer(wanted, newest, MOST_NEWER)


async def open_signal(node: Node, token: str, number: UUID, at: datetime) -> Rollup:
    """Return one signal with every field; that these were opened is a leaf (ASOI-4).

    Problem `sector.signal_absent` for one that is another organisation's, or nobody's.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SIGNALS, at)
        row = await transaction.signal_index.one(number.bytes)
        if row is None or not sees_signals_of(row.organisation, who.actor):
            raise SIGNAL_ABSENT.at()
        says: dict[str, Json] = {"fields": list(opened(row))}
        await transaction.journal.append(leaf(node, EntryKind.SIGNAL_OPENED, at, who.said, f"signal:{number}", says))
        return row


async def export_signals(node: Node, token: str, looked: Looked, at: datetime) -> bytes:
    """Return what was found as CSV, at most `MOST_EXPORTED` rows, without the limited fields; the export is a leaf."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SIGNALS, at)
        rows = await _found(transaction, who, looked, None, MOST_EXPORTED)
        data = _csv([limited(one) for one in rows])
        says: dict[str, Json] = {"signals": len(rows), "digest": hashlib.sha256(data).hexdigest()}
        await transaction.journal.append(leaf(node, EntryKind.SIGNALS_EXPORTED, at, who.said, "signals", says))
        return data


def place_of(row: Rollup) -> Place:
    """Return the place of a signal in a list."""
    return Place(row.last_at, UUID(bytes=row.key))


def _filters(looked: Looked) -> tuple[str, ...]:
    return (*sorted(looked.terms), looked.organisation or "", str(looked.kind or ""))


async def _found(
    transaction: Transaction, who: Acting, looked: Looked, place: Place | None, most: int
) -> Sequence[Rollup]:
    if not _may_be_there(who, looked.organisation):
        return ()
    before = None if place is None else (place.at, place.id.bytes)
    terms = sorted(looked.terms)[:MOST_TERMS]
    wanted = Wanted(terms, _whose(who, looked.organisation), looked.kind, before)
    found = await transaction.signal_index.found(wanted, most)
    return [one for one in found if sees_signals_of(one.organisation, who.actor)]


def _csv(rows: Sequence[Rollup]) -> bytes:
    """Return rows as CSV (RFC 4180); what a spreadsheet would take for a formula begins with an apostrophe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        told = [getattr(row, name) for name in COLUMNS]
        writer.writerow([_plain(written(one) if isinstance(one, datetime) else str(one)) for one in told])
    return file.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in FORMULAS else text


async def hourly_signals(
    node: Node, token: str, since: datetime, at: datetime, organisation: str | None = None
) -> Sequence[tuple[datetime, int]]:
    """Return how many signals each hour since a moment had, as far as somebody may see them."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SIGNALS, at)
        if not _may_be_there(who, organisation):
            return ()
        return await transaction.signal_index.hourly(_whose(who, organisation), since)


async def count_signals(
    node: Node, token: str, since: datetime, at: datetime, organisation: str | None = None
) -> Sequence[Counted]:
    """Return how much was sent since a moment, by kind, as far as somebody may see it."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SIGNALS, at)
        if not _may_be_there(who, organisation):
            return ()
        return await transaction.signal_index.counted(_whose(who, organisation), since)


async def see_campaigns(node: Node, token: str, at: datetime, after: str = "", most: int = PAGE) -> Page[Drafted]:
    """Return the campaigns that are offered, the most surprising first, each with its draft.

    To the centre all of them; to a worker those that the own organisation met, and no name of another. A page goes on
    behind the rank that ended the one before, whatever is offered or withdrawn meanwhile. Problem `list.no_such_page`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_CAMPAIGNS, at)
        listed = listing(node, who.said, Collection.SECTOR_CAMPAIGNS)
        found = sorted(await _offered_to(node, transaction, who), key=_rank)
        if (place := listed.place(after)) is not None:
            found = [one for one in found if _rank(one) > (BEGINNING - place.at, place.id)]
        page = listed.cut(found, most, _rank_place)
        await _tell(node, transaction, who, {"campaigns": len(page.items)}, at)
        return page


async def _offered_to(node: Node, transaction: Transaction, who: Acting) -> Sequence[Drafted]:
    catalogue = law_of(node).catalogue
    offered = await transaction.signal_index.offered()
    if not who.actor.is_centre:
        offered = [one for one in offered if who.actor.organisation in one.campaign.seen.organisations]
    return [Drafted(one, draft_of(one.campaign, catalogue)) for one in offered]


def _rank_place(one: Drafted) -> Place:
    """Return the place of a campaign: how surprising it is, in millionths, stands where a moment would."""
    return Place(BEGINNING + timedelta(microseconds=round(one.offered.campaign.surprise * 1_000_000)), one.id)


def _rank(one: Drafted) -> tuple[timedelta, UUID]:
    return BEGINNING - _rank_place(one).at, one.id


async def see_campaign(node: Node, token: str, number: UUID, at: datetime) -> Drafted:
    """Return one campaign of these; Problem `sector.signal_absent` where it is not there for whoever looks."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_CAMPAIGNS, at)
        found = next((one for one in await _offered_to(node, transaction, who) if one.id == number), None)
        await _tell(node, transaction, who, {"campaigns": int(found is not None)}, at)
    if found is None:
        raise SIGNAL_ABSENT.at()
    return found


def _may_be_there(who: Acting, organisation: str | None) -> bool:
    return organisation is None or sees_signals_of(organisation, who.actor)


def _whose(who: Acting, organisation: str | None) -> str | None:
    """Return whose signals are looked at: of one's own organisation, or whichever the centre names."""
    return organisation if who.actor.is_centre else who.actor.organisation


async def _tell(node: Node, transaction: Transaction, who: Acting, says: Mapping[str, Json], at: datetime) -> None:
    entry = leaf(node, EntryKind.SIGNALS_SEEN, at, who.said, "signals", says)
    await transaction.journal.append(entry)
