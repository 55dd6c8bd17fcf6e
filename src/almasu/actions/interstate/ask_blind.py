"""Ask a body of another state which of some subjects it knows, before any name moves (CIS-8.4, CIS-7a).

What comes back is a lead for a request, and nothing else. A question is found by the people of the body that asked it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, acting, peer_of
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.messages import blind
from almasu.actions.interstate.messages.peers import open_states, peer_of_state
from almasu.actions.node import Node
from almasu.kernel.interstate.asking import LONGEST, says_something
from almasu.kernel.interstate.blind_port import BlindWork
from almasu.kernel.interstate.blind_rows import Asked
from almasu.kernel.interstate.marks_of_secrecy import stands_under_one
from almasu.kernel.interstate.problems import SECRET_TEXT, VALUE_WRONG
from almasu.kernel.interstate.problems_of_blind import NOT_ON_THIS_MACHINE
from almasu.kernel.interstate.problems_of_messages import PEER_ABSENT
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import ASK_BLIND
from almasu.kernel.requests.free_text import hidden_in

ASKED = "asked"
OF_BODY = "body"
AT_ONCE = 50


class Form(msgspec.Struct, frozen=True):
    """Whom one asks, about which subjects (keys such as IINs, 20 to 5,000), for what."""

    requested: str
    subjects: tuple[str, ...]
    purpose: str


class BlindCard(msgspec.Struct, frozen=True):
    """What is kept of a question for its body: whom it went to, for what, how many subjects; none of them."""

    body: str
    requested: str
    purpose: str
    count: int


@dataclass(frozen=True, slots=True)
class KeptBlind:
    """A question with what came of it so far; `asked` is None once everything of it is forgotten."""

    paper: Paper
    card: BlindCard
    asked: Asked | None


async def ask_blind(node: Node, token: str, form: Form, at: datetime) -> KeptBlind:
    """Put a blind question into the post; its set is signed and committed to before anybody answers.

    The sums are done between two transactions: neither holds anything while they last.

    Problems `cis.no_such_body`, `cis.peer.absent`, `cis.blind.subjects`, `cis.value` for a purpose that says nothing.
    """
    async with node.store.transaction() as transaction:
        await _addressed(node, transaction, token, form, at)
    blinded = await blind.blinded_subjects(node, work_of(node), form.subjects)
    async with node.store.transaction() as transaction:
        who, to = await _addressed(node, transaction, token, form, at)
        asked = await blind.ask_blind(node, transaction, blinded, to, form.purpose, at)
        card = BlindCard(who.body.id, to.body, form.purpose, len(set(form.subjects)))
        paper = new_paper(asked.question.number, PaperKind.CIS_BLIND, ASKED, at, card, {OF_BODY: who.body.id})
        await transaction.papers.keep(paper)
        says = {**paper.told(), "to": to.body, "root": asked.question.root.hex()}
        await transaction.journal.append(leaf(node, EntryKind.CIS_BLIND_ASKED, at, who.said, paper.about(), says))
        return KeptBlind(paper, card, asked)


async def _addressed(
    node: Node, transaction: Transaction, token: str, form: Form, at: datetime
) -> tuple[Acting, blind.Addressee]:
    """Return who asks, and the node and body asked; Problems as `ask_blind` has them."""
    who = await acting(node, transaction, token, ASK_BLIND, at)
    requested = named(who.directory, form.requested, "requested")
    hidden = hidden_in(form.purpose, "purpose", one_line=False)
    if hidden is not None:
        raise hidden
    if stands_under_one(form.purpose):
        raise SECRET_TEXT.at("purpose")
    if not says_something(form.purpose) or len(form.purpose) > LONGEST:
        raise VALUE_WRONG.at("purpose")
    peer = await peer_of_state(node, transaction, peer_of(requested))
    if peer is None:
        raise PEER_ABSENT.at("requested")
    return who, blind.Addressee(peer, requested.id)


async def states_reached(node: Node, token: str, at: datetime) -> frozenset[str]:
    """Return the states, and bodies of the CIS, whose open node takes a blind question: others have no door for it."""
    async with node.store.transaction() as transaction:
        await acting(node, transaction, token, ASK_BLIND, at)
        return await open_states(node, transaction)


async def blind_questions(node: Node, token: str, at: datetime) -> Sequence[KeptBlind]:
    """Return the questions of one's own body with the leads that still stand, the latest first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ASK_BLIND, at)
        papers = await transaction.papers.found(PaperKind.CIS_BLIND, OF_BODY, who.body.id, None, AT_ONCE)
        found = [
            KeptBlind(one, msgspec.json.decode(one.data, type=BlindCard), await transaction.lines.asked(one.id))
            for one in papers
        ]
        entry = leaf(node, EntryKind.CIS_BLIND_VIEWED, at, who.said, f"body:{who.body.id}", {"questions": len(found)})
        await transaction.journal.append(entry)
        return found


def work_of(node: Node) -> BlindWork:
    """Return what does the sums; Problem `cis.blind.not_here` on a machine that its library does not run on."""
    if node.blind is None:
        raise NOT_ON_THIS_MACHINE.at()
    return node.blind
