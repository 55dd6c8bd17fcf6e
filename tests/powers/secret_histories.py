"""Histories of requests between states at one node, made by chance: what two bodies do, and another node's messages."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from actions.interstate.conftest import FSB, INTERIOR, KNB, State, asked_for, received_items
from almasu.actions.interstate import (
    ask_onward,
    confirm_packet,
    consent,
    consult,
    enter_packet,
    offer,
    openings,
    steer_request,
    tell,
    write_request,
)
from almasu.actions.interstate.brought import Brought, Said, SaysConsent, SaysRequest
from almasu.actions.interstate.enter_directory import enter_body, prepare_body
from almasu.actions.interstate.messages import peers
from almasu.actions.interstate.messages.peers import OwnPlace
from almasu.actions.interstate.messages.sending import send_due
from almasu.actions.interstate.messages.taking import take_message
from almasu.actions.interstate.packets import KeptPacket
from almasu.kernel.interstate.answering import Done, Ground, Postponed, Refused, Told
from almasu.kernel.interstate.asking import Asked, Item, Matter, Subject, Way
from almasu.kernel.interstate.channel import FIRST, Envelope, Receipt
from almasu.kernel.interstate.consulting import Consultation, Topic
from almasu.kernel.interstate.messages import Sent, SignedReceipt, receipt_bytes, salted
from almasu.kernel.interstate.messages import Told as ToldBack
from almasu.kernel.interstate.offering import Offer, OfferState
from almasu.kernel.interstate.parcels import Arrived, Asks, Attested, Invites, Offers, Parcel, Tells, Withdraws, packed
from almasu.kernel.interstate.parties import Body, BodyKind
from almasu.kernel.interstate.peers import ENVELOPE, RECEIPT, Card, KeyKind, NodeKey, card_signed, node_key
from almasu.kernel.interstate.secrecy import Stamp
from almasu.law.text import Text
from almasu.store.vault import FileVault
from almasu.testing.pki.transport import TransportAuthority
from almasu.wiring.between_nodes import PARCEL, MessagePost, handlers, take_parcel

KZ, RU = "interstate/kz", "interstate/ru"
NODELESS = "by-kgb"
SCAN = "ab" * 32
BODIES = {"secret": (KNB, "officer", "head"), "plain": (INTERIOR, "stranger", "strange head")}
"""Whose requests are looked for, and whose are there for everybody who looks to see their own."""


@dataclass
class Neighbour:
    """The node of another state: its key, and how far it has spoken; it takes what comes and gives its receipt."""

    key: NodeKey
    certificate: bytes
    number: int = 0
    last: bytes = FIRST

    def says(self, parcel: Parcel, at: Any, salt: bytes) -> Sent:
        body = salted(salt, packed(parcel))
        content = hashlib.sha256(body).digest()
        envelope = Envelope(RU, KZ, self.number + 1, self.last, PARCEL, content, at)
        self.number, self.last = envelope.number, envelope.digest()
        return Sent(envelope, self.key.sign(ENVELOPE + envelope.signed_bytes()), body)

    async def bring(self, card: Card, sent: Sent) -> ToldBack | str:
        receipt = Receipt(sent.envelope.number, sent.envelope.digest(), sent.envelope.sent_at)
        return ToldBack((SignedReceipt(receipt, self.key.sign(RECEIPT + receipt_bytes(RU, KZ, receipt))),))


async def joined_to(state: State, folder: Any) -> Neighbour:
    """Give a state's node a real post, its own card and the card of a neighbour."""
    at, authority = state.now(), TransportAuthority(folder / "authority", state.now())
    issued = {one: authority.node(one) for one in ("KZ", "RU")}
    shown = {
        one: x509.load_pem_x509_certificate(given.certificate.read_bytes()).public_bytes(Encoding.DER)
        for one, given in issued.items()
    }
    key = node_key(FileVault.create(folder / "neighbour"), RU, 1)
    since, until = at - timedelta(days=1), at + timedelta(days=900)
    theirs = Card(RU, "Узел RU", "RU", "https://127.0.0.1:1", shown["RU"], KeyKind.ED25519, key.key, 1, since, until)
    async with state.node.store.transaction() as transaction:
        place = OwnPlace("Узел KZ", "KZ", "https://127.0.0.1:2", shown["KZ"], since, until)
        await peers.make_own_card(state.node, transaction, place, "account:test", at, {})
        await peers.register_peer(state.node, transaction, card_signed(theirs, key), "account:test", "", at, {})
    object.__setattr__(state.node, "post", MessagePost(state.node))
    name = Text("Комитет", "Комитет", "Committee")
    body = Body(NODELESS, "BY", BodyKind.COMPETENT, name, date(2018, 8, 27), None, date(2019, 5, 1), ground="нота")
    await state.signs("keeper", prepare_body, enter_body, body)
    return Neighbour(key, issued["RU"].fingerprint)


@dataclass
class History:
    """What is done for one of the two bodies, in words of its own: their ids and words are what is looked for."""

    state: State
    neighbour: Neighbour
    chance: random.Random
    whose: str
    ids: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)

    def word(self) -> str:
        made = "".join(self.chance.choice("бвгджзклмнпрст") + self.chance.choice("аеиоуыя") for _ in range(6))
        self.words.add(made)
        return f"сведения о деле {made}"

    def known(self, kind: str, number: UUID) -> UUID:
        self.ids.add(str(number))
        self.kinds[kind] = str(number)
        return number

    async def hears(self, parcel: Parcel) -> None:
        """Take a message of the neighbour through the door's own function."""
        at = self.state.now()
        sent = self.neighbour.says(parcel, at, self.chance.randbytes(32))
        taken_by = handlers({PARCEL: take_parcel})
        told = await take_message(self.state.node, taken_by, self.neighbour.certificate, sent, at)
        assert len(told.receipts) == 1

    def vouched(self) -> Attested:
        return Attested(self.known("act", uuid4()), "0" * 64, self.state.now(), "начальник")

    def stamps(self) -> tuple[Stamp, ...]:
        return (Stamp(self.word(), "RU"),) if self.chance.random() < 0.5 else ()

    async def asks(self, *, gives: bool = False) -> None:
        """We ask: a draft, sent, arrived, told of, perhaps consented to and withdrawn; or told of for certain."""
        state, (body, officer, head) = self.state, BODIES[self.whose]
        form = asked_for(basis=self.word(), purpose=self.word(), items=(Item(Matter.PERSON, self.word()),))
        draft = await write_request.write_request(state.node, state.tokens[officer], form, state.now())
        number = self.known("case", draft.paper.id)
        if not gives and self.chance.random() < 0.2:
            return
        await state.signs(
            head, write_request.prepare_request, write_request.send_request, write_request.OfDraft(number)
        )
        await self.hears(Arrived(number, state.now(), state.now() + timedelta(days=30)))
        if self.chance.random() < 0.7:
            given = consent.Form(number, (INTERIOR if body == KNB else KNB,))
            kept = await state.signs(head, consent.prepare_consent, consent.give_consent, given)
            self.known("act", kept.case.consents[-1].act)
        if gives or self.chance.random() < 0.7:
            told = Told({1: (Done(self.word(), self.word()),)}, state.now(), self.known("act", uuid4()))
            await self.hears(Tells(number, told, self.vouched(), self.stamps()))
        elif self.chance.random() < 0.5:
            of_case = steer_request.OfCase(number)
            await state.signs(head, steer_request.prepare_withdrawal, steer_request.withdraw_request, of_case)

    async def is_asked(self) -> None:
        """The neighbour asks: told of in part, refused or put off, perhaps withdrawn."""
        state, (body, officer, head) = self.state, BODIES[self.whose]
        asked = Asked(
            number=self.known("case", uuid4()), way=Way.ONE_TIME, requesting=FSB, requested=body,
            subject=Subject.FINANCING, basis=self.word(), purpose=self.word(),
            items=(Item(Matter.PERSON, self.word()), Item(Matter.FACT, self.word())),
        )  # fmt: skip
        await self.hears(Asks(asked, self.vouched(), self.stamps()))
        number = await self.found(officer, asked.number)
        if self.chance.random() < 0.7:
            until = state.now().date() + timedelta(days=20)
            outcome = self.chance.choice(
                [Done(self.word(), self.word()), Refused(Ground.LAW, self.word()), Postponed(until, self.word())]
            )
            await state.signs(head, tell.prepare_telling, tell.tell, tell.Form(number, {1: (outcome,)}))
        if self.chance.random() < 0.3:
            await self.hears(Withdraws(asked.number, self.vouched()))

    async def by_courier(self) -> None:
        """A body without a node asks on paper and consents on paper: confirmed, or waiting for a second person."""
        state, (body, officer, head) = self.state, BODIES[self.whose]
        items = (Item(Matter.PERSON, self.word()),)
        asks = SaysRequest(NODELESS, Way.ONE_TIME, Subject.TERRORISM, self.word(), items, self.word())
        came = await self.enters(officer, asks)
        case = self.known("case", came.packet.case)
        self.known("packet", came.paper.id)
        if self.chance.random() < 0.5:
            outcome = Refused(Ground.LAW, self.word())
            await state.signs(head, tell.prepare_telling, tell.tell, tell.Form(case, {1: (outcome,)}))
        consents = SaysConsent(case, (INTERIOR if body == KNB else KNB,))
        waits = await self.enters(officer, consents)
        number = self.known("packet", waits.paper.id)
        word = confirm_packet.Confirming(number, SCAN)
        if self.chance.random() < 0.5:
            await state.signs(head, confirm_packet.prepare_confirming, confirm_packet.confirm_packet, word)
            return
        act = await confirm_packet.prepare_confirming(state.node, state.tokens[head], word, state.now())
        self.known("act", act.id)

    async def enters(self, officer: str, says: Said) -> KeptPacket:
        """Enter what a courier brought."""
        at, theirs = self.state.now(), self.word()
        brought = Brought(theirs, at.date(), at, self.word(), SCAN, says)
        kept: KeptPacket = await self.state.signs(
            officer, enter_packet.prepare_entering, enter_packet.enter_packet, brought
        )
        return kept

    async def found(self, officer: str, number: UUID) -> UUID:
        from almasu.actions.interstate.see_cases import cases

        seen = await cases(self.state.node, self.state.tokens[officer], self.state.now())
        return self.known("case", next(one.paper.id for one in seen if one.case.asked.number == number))

    async def offers(self) -> None:
        """Something is offered, by us or to us."""
        state, (body, _, head) = self.state, BODIES[self.whose]
        if self.chance.random() < 0.5:
            form = offer.Form(FSB, Subject.TERRORISM, Matter.EVENT, self.word())
            held = await state.signs(head, offer.prepare_offer, offer.offer, form)
            self.known("offer", held.paper.id)
            return
        made = Offer(
            self.known("offer", uuid4()), FSB, body, Subject.TERRORISM, Matter.EVENT, self.word(),
            OfferState.OFFERED, state.now(),
        )  # fmt: skip
        await self.hears(Offers(made, self.vouched()))

    async def consults(self) -> None:
        """A consultation, to which we invite or are invited."""
        state, (body, _, head) = self.state, BODIES[self.whose]
        on = state.now().date() + timedelta(days=9)
        if self.chance.random() < 0.5:
            form = consult.Form(FSB, Topic.JOINT, self.word(), on)
            held = await state.signs(head, consult.prepare_invitation, consult.invite, form)
            self.known("consultation", held.paper.id)
            return
        number = self.known("consultation", uuid4())
        await self.hears(
            Invites(Consultation(number, FSB, body, Topic.JOINT, self.word(), on, "", state.now()), self.vouched())
        )

    async def uses(self) -> None:
        """What the neighbour gave is opened for its purpose, and its owner asked to let it go on to a third body."""
        state, (body, officer, head) = self.state, BODIES[self.whose]
        await self.asks(gives=True)
        token, at, third = state.tokens[officer], state.now(), INTERIOR if body == KNB else KNB
        item = (await received_items(state.node, token, at))[0].item.received
        opened = await openings.open_item(state.node, token, self.known("item", item.number), item.purpose, at)
        self.known("opening", opened)
        form = ask_onward.Form(item.number, third, self.word(), at.date() + timedelta(days=5))
        asked = await state.signs(head, ask_onward.prepare_asking, ask_onward.ask_onward, form)
        self.known("onward", asked.paper.id)

    async def goes_on(self, steps: int) -> None:
        """Do so many different things, and let everything that was said reach the neighbour."""
        moves = (self.asks, self.is_asked, self.by_courier, self.offers, self.consults, self.uses)
        for move in self.chance.sample(moves, steps):
            await move()
        await send_due(self.state.node, self.neighbour, self.state.now())

    def found_in(self, data: bytes) -> list[str]:
        """Return what of this history stands in some bytes."""
        said = data.decode("utf-8", "replace")
        escaped = data.decode("unicode_escape", "replace")
        return [one for one in (*self.ids, *self.words) if one in said or one in escaped]
