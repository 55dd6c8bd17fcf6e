"""Things that a state's node has before its addresses are tried: a packet that waits, a message nobody accepted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from actions.interstate.conftest import FSB, INTERIOR, State, asked_for
from almasu.actions.interstate import consent, consult, items, offer, onward_kept, openings, packets, write_request
from almasu.actions.interstate.deliver import deliver
from almasu.actions.interstate.directory import paper_number
from almasu.actions.interstate.enter_directory import enter_body, prepare_body
from almasu.actions.interstate.items import Item
from almasu.actions.interstate.not_taken import note_not_taken
from almasu.kernel.interstate.asking import Matter, Subject
from almasu.kernel.interstate.channel import FIRST, Envelope
from almasu.kernel.interstate.consulting import Topic
from almasu.kernel.interstate.messages import Concern, Direction, Message, MessageState
from almasu.kernel.interstate.onward import OnwardAsked, OnwardCase
from almasu.kernel.interstate.parcels import Arrived
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.secrecy import Received, Stamp
from almasu.kernel.interstate.sending import Channel
from almasu.law.text import Text
from powers.lying_peer import evidence_of_a_liar

WORDS = "сведения о лице и событии"
INVITATION = consult.Form(FSB, Topic.JOINT, WORDS, date(2030, 1, 1))


def consent_of_ours(number: UUID, state: State) -> Message:
    """A consent to disclose a request of ours, as it was sent to a node that did not accept it."""
    at, about = state.now(), Concern(number, "kz-knb", "consents")
    envelope = Envelope("interstate/kz", "interstate/ru", 2, FIRST, "parcel", FIRST, at)
    return Message(envelope.receiver, Direction.OUT, envelope, b"", MessageState.NOT_ACCEPTED, at, about=about)


async def packet_of(state: State) -> UUID:
    """A packet that waits for a courier to a body without a node."""
    name = Text("Комитет", "Комитет", "Committee")
    body = Body("by-kgb", "BY", BodyKind.COMPETENT, name, date(2018, 8, 27), None, date(2019, 5, 1), ground="нота")
    await state.signs("keeper", prepare_body, enter_body, body)
    form = asked_for(requested="by-kgb", channel=Channel.COURIER)
    draft = await write_request.write_request(state.node, state.tokens["officer"], form, state.now())
    of = write_request.OfDraft(draft.paper.id)
    await state.signs("head", write_request.prepare_request, write_request.send_request, of)
    page = await packets.register(state.node, state.tokens["officer"], Direction.OUT, "", state.now())
    return page.items[0].paper.id


async def settled_things(state: State, folder: Path) -> dict[str, str]:
    """A draft, a request with a consent that stands, an offer and an item of the body; evidence about a peer."""
    node, token = state.node, state.tokens["officer"]
    await write_request.write_request(node, token, asked_for(), state.now())
    draft = await write_request.write_request(node, token, asked_for(), state.now())
    form = write_request.OfDraft(draft.paper.id)
    sent = await state.signs("head", write_request.prepare_request, write_request.send_request, form)
    due = sent.paper.at.replace(year=sent.paper.at.year + 1)
    async with node.store.transaction() as transaction:
        await deliver(node, transaction, "RU", Arrived(sent.case.asked.number, state.now(), due), state.now())
    given = consent.Form(sent.paper.id, (INTERIOR,))
    await state.signs("head", consent.prepare_consent, consent.give_consent, given)
    offered = offer.Form(FSB, Subject.TERRORISM, Matter.EVENT, WORDS)
    made = await state.signs("head", offer.prepare_offer, offer.offer, offered)
    received = Received(uuid4(), FSB, FSB, "kz-knb", WORDS, (Stamp("ДСП", "RU"),))
    async with node.store.transaction() as transaction:
        item = Item(received, WORDS, sent.paper.id, "1/0", state.now())
        await items.keep_item(node, transaction, item, "peer:RU", state.now())
        await note_not_taken(node, transaction, consent_of_ours(sent.paper.id, state), "cis.not_in_force", state.now())
    held = await state.signs("head", consult.prepare_invitation, consult.invite, INVITATION)
    onward = UUID(int=11)
    asked = OnwardAsked(onward, received.number, uuid4(), "", "kz-knb", FSB, INTERIOR, WORDS, state.now().date())
    async with node.store.transaction() as transaction:
        await onward_kept.keep_asked(node, transaction, OnwardCase(True, asked), "system:test", state.now(), {})
    opened = {
        f"opening of {who}": str(await openings.open_item(node, state.tokens[who], received.number, WORDS, state.now()))
        for who in ("officer", "head")
    }
    return {
        **opened,
        "packet": str(await packet_of(state)),
        "difference": str(await evidence_of_a_liar(state, folder)),
        "onward": str(onward),
        "party": str(paper_number("party", "RU")),
        "listed": str(paper_number("body", FSB)),
        "system": str(paper_number("system", "atc-bank")),
        "kind": "party",
        "name": "RU",
        "consultation": str(held.paper.id),
        "about": str(held.paper.id),
        "case": str(sent.paper.id),
        "offer": str(made.paper.id),
        "offered": str(made.paper.id),
        "item": str(received.number),
    }
