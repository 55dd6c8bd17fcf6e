"""Offer information without a request, answer an offer, hand over what is wanted (CIS-7c)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.actions.interstate.acting import Acting, Meant, acting, attested, prepared_by, signing
from almasu.actions.interstate.bound import must_be_bound
from almasu.actions.interstate.carrying import Going, channel_between, let_go
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.offers_kept import OF_BODY, Held, KeptOffer, keep_moved, keep_new, offer_of, read
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act
from almasu.kernel.interstate import offering
from almasu.kernel.interstate.asking import Matter, Subject
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.offering import Offer, OfferState
from almasu.kernel.interstate.parcels import HandsOver, Offers, Parcel, SettlesOffer, must_be_card
from almasu.kernel.interstate.problems import NOT_IN_FORCE
from almasu.kernel.interstate.secrecy import Release, Stamp
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import ANSWER_OFFER, OFFER, SEE_CASES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.law.typed import Dated

AT_ONCE = 200
ANSWERING = Text(kk="Ұсынысқа жауабым осы.", ru="Таков мой ответ на предложение.", en="This is my answer to the offer.")
TAKING_BACK = Text(kk="Ұсынысты қайтарып аламын.", ru="Отзываю предложение.", en="I take the offer back.")


class Form(Dated, frozen=True):
    """What is offered, to whom, for which purpose, by which channel; its content stays at home until it is wanted.

    `until` is the last day to answer it; thirty days from now where none is named.
    """

    receiving: str
    subject: Subject
    matter: Matter
    purpose: str
    channel: Channel = Channel.NODE
    until: date | None = None


class Settling(msgspec.Struct, frozen=True):
    """What becomes of an offer: wanted, declined or taken back."""

    offer: UUID
    state: OfferState


class Handing(msgspec.Struct, frozen=True):
    """What is handed over, with its marks; of a secret one the release alone."""

    offer: UUID
    content: str
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


class _Offered(msgspec.Struct, frozen=True):
    """An offer as it is signed: with the number it will have."""

    number: UUID
    form: Form


async def prepare_offer(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act of an offer; Problems `cis.no_such_body`, `cis.not_in_force`, `cis.value` for an empty purpose."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, OFFER, at)
        must_fit(form)
        receiving = named(who.directory, form.receiving, "receiving")
        if not who.directory.lets_exchange(who.body, receiving, in_astana(at).date()):
            raise NOT_IN_FORCE.at("receiving")
        offering.must_say(form.purpose, "purpose")
        channel_between(who.body, receiving, form.channel)
        human = Text(
            kk=f"«{receiving.name.kk}» органына ақпарат ұсынамын.",
            ru=f"Предлагаю сведения органу «{receiving.name.ru}».",
            en=f"I offer information to “{receiving.name.en}”.",
        )
        form = replace(form, until=offering.last_day(form.until, at))
        meant = Meant(ActPurpose.CIS_OFFER, msgspec.to_builtins(_Offered(node.new_id(), form)), human)
        return await prepared_by(node, transaction, who, meant, at)


async def offer(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Held:
    """Make the offer that was signed."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_OFFER, cms, at)
    said = msgspec.convert(signed.body, _Offered)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, OFFER, at)
        form = said.form
        made = Offer(
            number=said.number,
            giving=who.body.id,
            receiving=form.receiving,
            subject=form.subject,
            matter=form.matter,
            purpose=form.purpose,
            state=OfferState.OFFERED,
            at=at,
            channel=channel_between(who.body, named(who.directory, form.receiving, "receiving"), form.channel),
            until=form.until,
        )
        held = await keep_new(node, transaction, KeptOffer(made, ours=True), who.said, at)
        await _post(node, transaction, who, held, Offers(made, attested(who, signed, at)), at)
        return held


async def prepare_settling(node: Node, token: str, form: Settling, at: datetime) -> PreparedAct:
    """Build the act that wants, declines or takes back.

    Problems `cis.offer_ended`, `cis.not_asked_here`, `cis.nothing_new` for an offer that is wanted too late.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ANSWER_OFFER, at)
        _settled(await offer_of(transaction, who, form.offer), form.state, who, at)
        human = TAKING_BACK if form.state is OfferState.TAKEN_BACK else ANSWERING
        meant = Meant(ActPurpose.CIS_OFFER_ANSWER, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def settle_offer(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Held:
    """Settle it, and tell the other side."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_OFFER_ANSWER, cms, at)
    form = msgspec.convert(signed.body, Settling)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, ANSWER_OFFER, at)
        held = await offer_of(transaction, who, form.offer, lock=True)
        after = _settled(held, form.state, who, at)
        moved = await keep_moved(node, transaction, held, after, who.said, at)
        parcel = SettlesOffer(after.number, form.state, attested(who, signed, at))
        await _post(node, transaction, who, moved, parcel, at)
        return moved


async def prepare_handing(node: Node, token: str, form: Handing, at: datetime) -> PreparedAct:
    """Build the act that hands over.

    Problems `cis.offer_ended` where it is not wanted, `cis.nothing_new`, `cis.secret_content`, `cis.value`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, OFFER, at)
        held = await offer_of(transaction, who, form.offer)
        offering.handed_over(held.kept.offer, who.body.id, at)
        must_be_bound(who.directory, who.body, held.kept.other, at)
        _must_be_fit(form)
        human = Text(kk="Ақпаратты беремін.", ru="Передаю сведения.", en="I hand the information over.")
        meant = Meant(ActPurpose.CIS_HANDING_OVER, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def hand_over(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Held:
    """Hand over what was signed."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_HANDING_OVER, cms, at)
    form = msgspec.convert(signed.body, Handing)
    _must_be_fit(form)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, OFFER, at)
        held = await offer_of(transaction, who, form.offer, lock=True)
        after = offering.handed_over(held.kept.offer, who.body.id, at)
        must_be_bound(who.directory, who.body, held.kept.other, at)
        moved = await keep_moved(node, transaction, held, after, who.said, at)
        vouched = attested(who, signed, at)
        parcel = HandsOver(after.number, who.body.id, form.content, vouched, form.stamps, form.release)
        await _post(node, transaction, who, moved, parcel, at)
        return moved


async def one_offer(node: Node, token: str, number: UUID, at: datetime) -> Held:
    """Return one offer of one's own body; Problem `paper.unknown` for any other alike."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        return await offer_of(transaction, who, number)


async def offers(node: Node, token: str, at: datetime) -> Sequence[Held]:
    """Return the offers of one's own body, made and received, the latest first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        papers = await transaction.papers.found(PaperKind.CIS_OFFER, OF_BODY, who.body.id, None, AT_ONCE)
        return [read(one) for one in papers]


async def offers_to_settle(node: Node, token: str, at: datetime) -> Sequence[Held]:
    """Return the offers that wait for one's own body: to be answered, and once they are wanted to be handed over.

    The latest first, as many as a desk shows; one whose days are over waits for nobody.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_CASES, at)
        open_yet = [OfferState.OFFERED.value, OfferState.WANTED.value]
        papers = await transaction.papers.found(PaperKind.CIS_OFFER, OF_BODY, who.body.id, None, AT_ONCE, open_yet)
        return [one for one in map(read, papers) if _waits(one.kept, at)]


def _waits(kept: KeptOffer, at: datetime) -> bool:
    if kept.ours:
        return kept.offer.state is OfferState.WANTED
    return kept.offer.state is OfferState.OFFERED and not kept.offer.is_over(at)


def _settled(held: Held, state: OfferState, who: Acting, at: datetime) -> Offer:
    """Return an offer as one of its sides answers it: it is wanted only while the Agreement binds both states."""
    after = offering.settled(held.kept.offer, state, who.body.id, at)
    if state is OfferState.WANTED:
        must_be_bound(who.directory, who.body, held.kept.other, at)
    return after


def _must_be_fit(form: Handing) -> None:
    must_fit(form)
    offering.must_say(form.content, "content")
    must_be_card(form.stamps, form.release, (form.content,))


async def _post(node: Node, transaction: Transaction, who: Acting, held: Held, parcel: Parcel, at: datetime) -> None:
    going = Going(held.kept.own_body, held.kept.other, held.kept.offer.channel, held.paper.id)
    await let_go(node, transaction, going, who.directory, parcel, at)
