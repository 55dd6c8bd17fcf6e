"""Where letters about requests of a body go: registered and closed by signed acts of its head (CIS-8.2, CIS-8.4).

A letter says that there is something to come in for, and nothing else: not of which request, nor that there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, Meant, acting, prepared_by, signing
from almasu.actions.interstate.own_paper import own_paper
from almasu.actions.node import Node
from almasu.actions.queue_notices import place_in
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import KEEP_MAILBOXES
from almasu.kernel.sector.notices import (
    MOST_PLACES,
    TOO_MANY_PLACES,
    Channel,
    NoticePlace,
    PlaceForm,
    PlaceState,
    checked,
)
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

KIND, OF_BODY = PaperKind.NOTICE_PLACE, "body"


class Mailbox(msgspec.Struct, frozen=True):
    """An address that letters are to go to."""

    address: str


class OfMailbox(msgspec.Struct, frozen=True):
    """Which mailbox is closed."""

    mailbox: UUID


@dataclass(frozen=True, slots=True)
class KeptMailbox:
    """A mailbox with the paper that holds it."""

    paper: Paper
    place: NoticePlace


async def mailboxes(node: Node, token: str, at: datetime) -> Sequence[KeptMailbox]:
    """Return the mailboxes of one's own body, open and closed, the latest first."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_MAILBOXES, at)
        papers = await transaction.papers.found(KIND, OF_BODY, who.body.id, None, 100)
        return [KeptMailbox(one, place_in(one)) for one in papers]


async def prepare_mailbox(node: Node, token: str, form: Mailbox, at: datetime) -> PreparedAct:
    """Build the act that registers a mailbox; Problems `sector.notice_place`, `sector.notice_places_too_many`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_MAILBOXES, at)
        said = await _fitting(transaction, who, form)
        human = Text(
            kk=f"Органның хабарлары осында жіберілсін: {said.address}.",
            ru=f"Извещения органа отправлять сюда: {said.address}.",
            en=f"Notices of the body are to go to: {said.address}.",
        )
        meant = Meant(ActPurpose.NOTICE_PLACE, {"address": said.address}, human)
        return await prepared_by(node, transaction, who, meant, at)


async def open_mailbox(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptMailbox:
    """Register the mailbox that was signed for."""
    signed = await signed_act(node, token, act, ActPurpose.NOTICE_PLACE, cms, at)
    form = msgspec.convert(signed.body, Mailbox)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_MAILBOXES, at)
        said = await _fitting(transaction, who, form)
        place = NoticePlace(Channel.MAIL, said.address, who.body.id, "", who.person.account.id, signed.act.id)
        paper = new_paper(node.new_id(), KIND, PlaceState.OPEN, at, place, {OF_BODY: who.body.id})
        await transaction.papers.keep(paper)
        says = {**paper.told(), "channel": Channel.MAIL.value, **told_of(node, signed)}
        told = leaf(node, EntryKind.NOTICE_PLACE_OPENED, at, who.said, paper.about(), says)
        await transaction.journal.append(told)
        return KeptMailbox(paper, place)


async def prepare_closing(node: Node, token: str, form: OfMailbox, at: datetime) -> PreparedAct:
    """Build the act that closes a mailbox; `paper.unknown` for a foreign, closed or missing one alike."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_MAILBOXES, at)
        place = (await _own(transaction, form.mailbox, who)).place
        human = Text(
            kk=f"Хабарлар енді мұнда жіберілмесін: {place.address}.",
            ru=f"Больше не отправлять извещения сюда: {place.address}.",
            en=f"Notices are no longer to go to: {place.address}.",
        )
        meant = Meant(ActPurpose.NOTICE_PLACE_CLOSED, {"mailbox": str(form.mailbox)}, human)
        return await prepared_by(node, transaction, who, meant, at)


async def close_mailbox(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptMailbox:
    """Close the mailbox that was signed for: what waits for it is given up."""
    signed = await signed_act(node, token, act, ActPurpose.NOTICE_PLACE_CLOSED, cms, at)
    form = msgspec.convert(signed.body, OfMailbox)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_MAILBOXES, at)
        kept = await _own(transaction, form.mailbox, who, lock=True)
        paper = kept.paper.moved(PlaceState.CLOSED, at, kept.place)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed)}
        told = leaf(node, EntryKind.NOTICE_PLACE_CLOSED, at, who.said, paper.about(), says)
        await transaction.journal.append(told)
        return KeptMailbox(paper, kept.place)


async def _fitting(transaction: Transaction, who: Acting, form: Mailbox) -> PlaceForm:
    said = checked(PlaceForm(Channel.MAIL, form.address))
    held = await transaction.papers.found(KIND, OF_BODY, who.body.id, None, MOST_PLACES, [PlaceState.OPEN])
    if len(held) >= MOST_PLACES:
        raise TOO_MANY_PLACES.at(most=str(MOST_PLACES))
    return said


async def _own(transaction: Transaction, number: UUID, who: Acting, *, lock: bool = False) -> KeptMailbox:
    """Return an open mailbox of one's own body; `paper.unknown` for any other alike."""

    def is_own(paper: Paper) -> bool:
        return paper.state == PlaceState.OPEN and place_in(paper).organisation == who.body.id

    paper = await own_paper(transaction, number, KIND, is_own, lock=lock)
    if not is_own(paper):
        raise PAPER_UNKNOWN.at()
    return KeptMailbox(paper, place_in(paper))
