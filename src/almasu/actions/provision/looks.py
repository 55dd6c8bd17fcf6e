"""What was seen at a workplace: that it was, for both sides; its content, for whoever looked (FMA-3.2, FMA-6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.materials import own_open
from almasu.actions.provision.sittings import AT_ONCE, OF_SITTING, KeptSitting, known_sitting
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_seats import OPEN_LOOK, SEE_SITTINGS
from almasu.kernel.provision.look import Content, Look
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.problems_of_sitting import NOTHING_KEPT
from almasu.kernel.provision.seat import LEAST_WORDS
from almasu.law.canonical import Json

MOST_LOOKS = AT_ONCE


@dataclass(frozen=True, slots=True)
class OpenedLook:
    """One look with its content open."""

    look: Look
    content: Content


async def looks(node: Node, token: str, sitting: UUID, after: str, most: int, at: datetime) -> Page[Look]:
    """Return the looks of a session, newest first; paths and digests are for whoever looked alone.

    Problem `paper.unknown` for a session that is foreign or missing.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SITTINGS, at)
        one = await known_sitting(transaction, who, sitting)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_LOOKS, str(sitting))
        kind = PaperKind.PROVISION_LOOK
        found = await transaction.papers.found(kind, OF_SITTING, str(sitting), pages.place(after), most + 1)
        cut = pages.cut(found, most, of_paper)
        seen = [msgspec.json.decode(paper.data, type=Look) for paper in cut.items]
        return Page([shown if _own(one, who) else _outline(shown) for shown in seen], cut.after)


async def open_look(node: Node, token: str, number: UUID, why: str, at: datetime) -> OpenedLook:
    """Return a look with its content, opened from the material by need, with the leaf of its opening.

    Problems: `paper.unknown` for what is foreign, `provision.words_needed`, `provision.material.absent`,
    `provision.sitting.nothing_kept`.
    """
    if len(why.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("why")
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, OPEN_LOOK, at)
        look, one, material = await _kept_look(transaction, who, number, at)
        content = await transaction.contents.data(number, material)
        if content is None:
            raise NOTHING_KEPT.at()
        says: dict[str, Json] = {"look": str(number), "number": look.number, "why": why[:200]}
        told = leaf(node, EntryKind.PROVISION_SITTING_VIEWED, at, who.said, one.paper.about(), says)
        await transaction.journal.append(told)
        return OpenedLook(look, msgspec.json.decode(content, type=Content))


async def look_to_open(node: Node, token: str, number: UUID, at: datetime) -> Look:
    """Return a look whose content its person may open, without the content; Problems as for `open_look`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, OPEN_LOOK, at)
        return (await _kept_look(transaction, who, number, at))[0]


async def _kept_look(
    transaction: Transaction, who: Acting, number: UUID, at: datetime
) -> tuple[Look, KeptSitting, UUID]:
    """Return a look with its session and the material that its content is kept under."""
    paper = await transaction.papers.latest(number, PaperKind.PROVISION_LOOK)
    if paper is None:
        raise PAPER_UNKNOWN.at()
    look = msgspec.json.decode(paper.data, type=Look)
    one = await known_sitting(transaction, who, look.sitting)
    if one.sitting.material is None or not look.kept:
        raise NOTHING_KEPT.at()
    return look, one, (await own_open(transaction, who, one.sitting.material, at)).paper.id


def _own(one: KeptSitting, who: Acting) -> bool:
    return one.sitting.person == who.actor.account


def _outline(look: Look) -> Look:
    """Return of a look that it was: neither its path, which may name whom it was about, nor digests."""
    return msgspec.structs.replace(look, path="", sent_sha256="", received_sha256="", salt=b"")
