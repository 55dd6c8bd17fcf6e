"""What was seen at a workplace: that it was, for both sides; its content, for whoever looked (FMA-3.2, FMA-6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.materials import own_open
from almasu.actions.provision.sittings import AT_ONCE, OF_SITTING, KeptSitting, known_sitting
from almasu.actions.provision.use_received import Asked, judged_use, tell_refusal
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_seats import OPEN_LOOK, SEE_SITTINGS
from almasu.kernel.provision.look import Content, Look
from almasu.kernel.provision.material import is_open
from almasu.kernel.provision.problems_of_sitting import NOTHING_KEPT
from almasu.kernel.provision.received import Provenance, Received, Use, bound_of
from almasu.kernel.provision.received_card import regimes_of
from almasu.kernel.provision.way import Way
from almasu.law.canonical import Json
from almasu.law.problem import Problem

MOST_LOOKS = AT_ONCE


@dataclass(frozen=True, slots=True)
class OpenedLook:
    """One look with its content open: what binds it, and where it came from."""

    look: Look
    content: Content
    received: Received


async def looks(node: Node, token: str, sitting: UUID, after: str, most: int, at: datetime) -> Page[Look]:
    """Return the looks of a session, newest first; paths and digests are for whoever looked alone.

    A look whose content went with its material is kept no more. Problem `paper.unknown` for a session that is foreign
    or missing.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SITTINGS, at)
        one = await known_sitting(transaction, who, sitting)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_LOOKS, str(sitting))
        kind = PaperKind.PROVISION_LOOK
        found = await transaction.papers.found(kind, OF_SITTING, str(sitting), pages.place(after), most + 1)
        cut = pages.cut(found, most, of_paper)
        seen = [msgspec.json.decode(paper.data, type=Look) for paper in cut.items]
        if await _gone(transaction, one, at):
            seen = [msgspec.structs.replace(shown, kept=False) for shown in seen]
        return Page([shown if _own(one, who) else _outline(shown) for shown in seen], cut.after)


async def seen_under(node: Node, token: str, sitting: UUID, at: datetime) -> tuple[UUID, bool] | None:
    """Return the material that what is seen in a session lies under and whether it is open, to whoever looked.

    None for others, and where nothing is kept; Problem `paper.unknown` for a session that is foreign or missing.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SITTINGS, at)
        one = await known_sitting(transaction, who, sitting)
        if one.sitting.material is None or not _own(one, who):
            return None
        return one.sitting.material, not await _gone(transaction, one, at)


async def open_look(node: Node, token: str, number: UUID, purpose: str, why: str, at: datetime) -> OpenedLook:
    """Return a look with its content, opened from its material by need and for its purpose, with the leaf of it.

    Problems: `paper.unknown` for what is foreign, `provision.material.absent`, `provision.sitting.nothing_kept`,
    `provision.received.*` of a use, `provision.words_needed`.
    """
    asked = Asked(Use.OPEN, purpose, why)
    try:
        return await _opened(node, token, number, asked, at)
    except Problem as refusal:
        await tell_refusal(node, token, OPEN_LOOK, f"paper:{number}", asked, refusal, at)
        raise


async def _opened(node: Node, token: str, number: UUID, asked: Asked, at: datetime) -> OpenedLook:
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, OPEN_LOOK, at)
        look, one, received = await _kept_look(transaction, who, number, at)
        judged = judged_use(node, who, bound_of(received), asked, at, mine=True)
        content = await transaction.contents.data(number, received.material)
        if content is None:
            raise NOTHING_KEPT.at()
        says: dict[str, Json] = {"look": str(number), "number": look.number, **judged}
        told = leaf(node, EntryKind.PROVISION_SITTING_VIEWED, at, who.said, one.paper.about(), says)
        await transaction.journal.append(told)
        return OpenedLook(look, msgspec.json.decode(content, type=Content), received)


async def look_to_open(node: Node, token: str, number: UUID, at: datetime) -> tuple[Look, Received]:
    """Return a look whose content its person may open, with what binds it; Problems as for `open_look`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, OPEN_LOOK, at)
        look, _, received = await _kept_look(transaction, who, number, at)
        return look, received


async def _kept_look(
    transaction: Transaction, who: Acting, number: UUID, at: datetime
) -> tuple[Look, KeptSitting, Received]:
    """Return a look with its session, and with what binds its content: its regimes are those of the act of its day."""
    paper = await transaction.papers.latest(number, PaperKind.PROVISION_LOOK)
    if paper is None:
        raise PAPER_UNKNOWN.at()
    look = msgspec.json.decode(paper.data, type=Look)
    one = await known_sitting(transaction, who, look.sitting)
    if one.sitting.material is None or not look.kept:
        raise NOTHING_KEPT.at()
    sitting, under = one.sitting, await own_open(transaction, who, one.sitting.material, at)
    act = await StoredJointActs(transaction.papers).act_in_force(sitting.body, sitting.data_set, look.at)
    came = Provenance(
        body=sitting.body,
        source=act.data_set.source,
        data_set=sitting.data_set,
        way=Way.WORKPLACE,
        act_version=act.version.number,
        delivery=sitting.id,
        sha256=look.received_sha256,
        received_at=look.at,
        line=look.number,
    )
    regimes = regimes_of(act.data_set, act.data_set.fields)
    material = under.material
    return look, one, Received(look.id, came, regimes, material.purpose, under.paper.id, material.until)


async def _gone(transaction: Transaction, one: KeptSitting, at: datetime) -> bool:
    """Tell whether the material of a session is no more, where it has one."""
    if one.sitting.material is None:
        return False
    paper = await transaction.papers.latest(one.sitting.material, PaperKind.PROVISION_MATERIAL)
    return paper is None or not is_open(paper, at)


def _own(one: KeptSitting, who: Acting) -> bool:
    return one.sitting.person == who.actor.account


def _outline(look: Look) -> Look:
    """Return of a look that it was: neither its path, which may name whom it was about, nor digests."""
    return msgspec.structs.replace(look, path="", sent_sha256="", received_sha256="", salt=b"")
