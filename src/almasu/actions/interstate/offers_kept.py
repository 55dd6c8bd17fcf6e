"""Offers of information as they are kept at each of their two sides (CIS-7c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.offering import Offer
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction

OF_BODY = "body"


class KeptOffer(msgspec.Struct, frozen=True):
    """An offer at one side; `ours` tells whether a body of this node makes it."""

    offer: Offer
    ours: bool

    @property
    def own_body(self) -> str:
        """Return the body of this node."""
        return self.offer.giving if self.ours else self.offer.receiving

    @property
    def other(self) -> str:
        """Return the body on the other side."""
        return self.offer.receiving if self.ours else self.offer.giving


@dataclass(frozen=True, slots=True)
class Held:
    """An offer with the paper that holds it."""

    paper: Paper
    kept: KeptOffer


def handed_item(offered: UUID) -> UUID:
    """Return the number of the item that comes by an offer, which is kept here under this number."""
    return uuid5(offered, "item")


async def keep_new(node: Node, transaction: Transaction, kept: KeptOffer, by: str, at: datetime) -> Held:
    """Keep an offer for the first time, with its leaf; Problem `paper.changed` where its number is taken."""
    number = kept.offer.number if kept.ours else incoming(kept.offer.giving, kept.offer.number)
    keys = {OF_BODY: kept.own_body}
    return await _keep(
        node, transaction, new_paper(number, PaperKind.CIS_OFFER, kept.offer.state.value, at, kept, keys), by, at
    )


async def keep_moved(node: Node, transaction: Transaction, held: Held, offer: Offer, by: str, at: datetime) -> Held:
    """Keep an offer after a step, with its leaf."""
    kept = KeptOffer(offer, held.kept.ours)
    return await _keep(node, transaction, held.paper.moved(offer.state.value, at, kept), by, at)


async def offer_of(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> Held:
    """Return an offer of one's own body; `paper.unknown` for any other alike."""

    def is_own(paper: Paper) -> bool:
        return read(paper).kept.own_body == who.body.id

    return read(await own_paper(transaction, number, PaperKind.CIS_OFFER, is_own, lock=lock))


def read(paper: Paper) -> Held:
    """Return the offer of a paper."""
    return Held(paper, msgspec.json.decode(paper.data, type=KeptOffer))


async def _keep(node: Node, transaction: Transaction, paper: Paper, by: str, at: datetime) -> Held:
    await transaction.papers.keep(paper)
    await transaction.journal.append(leaf(node, EntryKind.CIS_OFFER_MOVED, at, by, paper.about(), paper.told()))
    return read(paper)
