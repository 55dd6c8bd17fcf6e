"""Look at questions, at materials and at what was received for them: cards only, no content (FMA-3.3, FMA-6.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.at_question import why_not_answered
from almasu.actions.provision.materials import OF_MATERIAL, OfAgency, own_open
from almasu.actions.provision.questions import OF_ASKER, OF_BODY, KeptQuestion, kept, question_for
from almasu.actions.provision.under_material import lying_under
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_asking import KEEP_MATERIAL, SEE_QUESTIONS, USE_RECEIVED
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.material import material_in
from almasu.kernel.provision.parties import Duty, Side
from almasu.kernel.provision.question import AskingState
from almasu.kernel.provision.received_card import Card, ReceivedState, card_in
from almasu.kernel.provision.under_material import Under
from almasu.law.problem import Problem

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """A question as somebody sees it, with the act it stood on; `no` keeps an answer from being taken now, if any.

    `connected` tells whether this node knows the system of the set: where it does not, nobody asks it.
    """

    one: KeptQuestion
    act: ActContent
    no: Problem | None = None
    connected: bool = True


async def questions(node: Node, token: str, after: str, most: int, at: datetime) -> Page[KeptQuestion]:
    """Return the questions somebody may know of, newest first; Problem `list.no_such_page`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_QUESTIONS, at)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_QUESTIONS)
        place = pages.place(after)
        papers, kind = transaction.papers, PaperKind.PROVISION_QUESTION
        if who.actor.duty is Duty.HEAD_OF_AGENCY:
            found = await papers.in_states(kind, list(AskingState), place, most + 1)
        else:
            of_body = who.actor.side is Side.BODY
            name, value = (OF_BODY, who.actor.body) if of_body else (OF_ASKER, str(who.actor.account))
            found = await papers.found(kind, name, value, place, most + 1)
    cut = pages.cut(found, most, of_paper)
    return Page([kept(paper) for paper in cut.items], cut.after)


async def question(node: Node, token: str, number: UUID, at: datetime) -> Seen:
    """Return a question with its leaf; Problem `paper.unknown` for what is foreign, hidden or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_QUESTIONS, at)
        one = await question_for(transaction, number, who)
        versions = await StoredJointActs(transaction.papers).versions(one.asking.question.body)
        act = next(version for version in versions if version.number == one.asking.question.version)
        told = leaf(node, EntryKind.PROVISION_QUESTION_VIEWED, at, who.said, one.paper.about())
        await transaction.journal.append(told)
        no = await why_not_answered(node, transaction, one, at) if one.asking.waits else None
        asked = one.asking.question
        return Seen(one, act.read(), no, node.systems.knows(asked.body, asked.data_set))


@dataclass(frozen=True, slots=True)
class Contained:
    """A material with the cards of what was received for it; `beside` is what else lies under it."""

    one: OfAgency
    cards: Page[Card]
    beside: tuple[Under, ...]


async def material(node: Node, token: str, number: UUID, after: str, most: int, at: datetime) -> Contained:
    """Return an open material of the officer with its cards, newest first; Problem `provision.material.absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEEP_MATERIAL, at)
        one = await own_open(transaction, who, number, at)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_RECEIVED, str(number))
        found = await transaction.papers.found(
            PaperKind.PROVISION_RECEIVED,
            OF_MATERIAL,
            str(number),
            pages.place(after),
            most + 1,
            [ReceivedState.HELD],
        )
        beside = await lying_under(transaction, number)
    cut = pages.cut(found, most, of_paper)
    return Contained(one, Page([card_in(paper) for paper in cut.items], cut.after), beside)


async def received_card(node: Node, token: str, number: UUID, at: datetime) -> Card:
    """Return the card of something received for a material of one's own; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, USE_RECEIVED, at)
        paper = await transaction.papers.latest(number, PaperKind.PROVISION_RECEIVED)
        if paper is None or not await _own(transaction, who, paper):
            raise PAPER_UNKNOWN.at()
        return card_in(paper)


async def destroyed_materials(node: Node, token: str, at: datetime) -> Sequence[OfAgency]:
    """Return the materials of the officer that are no more, with the acts they ended by."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEEP_MATERIAL, at)
        papers = await transaction.papers.found(
            PaperKind.PROVISION_MATERIAL, "worker", str(who.actor.account), None, AT_ONCE, ["condemned", "destroyed"]
        )
        return [OfAgency(paper, material_in(paper)) for paper in papers]


async def _own(transaction: Transaction, who: Acting, paper: Paper) -> bool:
    number = msgspec.json.decode(paper.data, type=Card).received.material
    found = await transaction.papers.latest(number, PaperKind.PROVISION_MATERIAL)
    return found is not None and who.actor.account in material_in(found).workers
