"""Things that a state's node has before its addresses are tried: a packet that waits, a message nobody accepted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from actions.interstate.conftest import State, asked_for
from almasu.actions.interstate import packets, write_request
from almasu.actions.interstate.enter_directory import enter_body, prepare_body
from almasu.kernel.interstate.channel import FIRST, Envelope
from almasu.kernel.interstate.messages import Concern, Direction, Message, MessageState
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.sending import Channel
from almasu.law.text import Text


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
