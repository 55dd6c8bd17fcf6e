"""Register where notices of an organisation go, and close it, by signed acts; see how they are delivered (ASOI-3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.queue_notices import notice_in, place_in
from almasu.actions.sector.acting import Acting, acting, signing
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.exchanging import OPEN_NOTICES, SEE_NOTICES
from almasu.kernel.sector.kept import CENTRE, OF_ORGANISATION, found_by
from almasu.kernel.sector.notices import (
    KEY_BYTES,
    MOST_PLACES,
    NO_SUCH_PLACE,
    TOO_MANY_PLACES,
    Channel,
    Notice,
    NoticePlace,
    PlaceForm,
    PlaceState,
    checked,
    new_key,
)
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

KIND = PaperKind.NOTICE_PLACE
ON_PAGE = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """A place that was registered, and its key, empty for mail."""

    paper: Paper
    key: str


async def prepare_place(node: Node, token: str, form: PlaceForm, at: datetime) -> PreparedAct:
    """Build the act that registers a place; Problems `sector.notice_place`, `sector.notice_places_too_many`."""
    said = checked(form)
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, OPEN_NOTICES, at)
        await _must_have_room(transaction, who)
        human = Text(
            kk=f"Ұйымның хабарлары осында жіберілсін: {said.address}.",
            ru=f"Извещения организации отправлять сюда: {said.address}.",
            en=f"Notices of the organisation are to go to: {said.address}.",
        )
        body = {"channel": said.channel.value, "address": said.address}
        intent = Intent(ActPurpose.NOTICE_PLACE, who.person.account.person.iin, body, human)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def open_place(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Opened:
    """Register the place that was signed for; a webhook gets a key of its own."""
    signed = await signed_act(node, token, act, ActPurpose.NOTICE_PLACE, cms, at)
    form = checked(PlaceForm(Channel(str(signed.body["channel"])), str(signed.body["address"])))
    key = new_key(node.random(KEY_BYTES)) if form.channel is Channel.WEBHOOK else ""
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, OPEN_NOTICES, at)
        await _must_have_room(transaction, who)
        organisation = who.actor.organisation
        place = NoticePlace(form.channel, form.address, organisation, key, who.person.account.id, signed.act.id)
        paper = new_paper(node.new_id(), KIND, PlaceState.OPEN, at, place, found_by(organisation))
        await transaction.papers.keep(paper)
        says = {**paper.told(), "channel": form.channel.value, **told_of(node, signed)}
        told = leaf(node, EntryKind.NOTICE_PLACE_OPENED, at, who.said, paper.about(), says)
        await transaction.journal.append(told)
        return Opened(paper, key)


async def prepare_closing(node: Node, token: str, number: UUID, at: datetime) -> PreparedAct:
    """Build the act that closes a place; Problem `sector.notice_place_absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, OPEN_NOTICES, at)
        _, place = _of(await transaction.papers.latest(number, KIND), who)
        human = Text(
            kk=f"Хабарлар енді мұнда жіберілмесін: {place.address}.",
            ru=f"Больше не отправлять извещения сюда: {place.address}.",
            en=f"Notices are no longer to go to: {place.address}.",
        )
        intent = Intent(ActPurpose.NOTICE_PLACE_CLOSED, who.person.account.person.iin, {"place": str(number)}, human)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def close_place(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Close the place that was signed for: what waits for it is given up."""
    signed = await signed_act(node, token, act, ActPurpose.NOTICE_PLACE_CLOSED, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, OPEN_NOTICES, at)
        found = await transaction.papers.to_change(UUID(str(signed.body["place"])), KIND)
        before, place = _of(found, who)
        paper = before.moved(PlaceState.CLOSED, at, msgspec.structs.replace(place, key=""))
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed)}
        told = leaf(node, EntryKind.NOTICE_PLACE_CLOSED, at, who.said, paper.about(), says)
        await transaction.journal.append(told)
        return paper


async def places(node: Node, token: str, at: datetime) -> Sequence[tuple[Paper, NoticePlace]]:
    """Return where notices of one's own organisation go or went, newest first."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_NOTICES, at)
        name = who.actor.organisation or CENTRE
        papers = await transaction.papers.found(KIND, OF_ORGANISATION, name, None, 100)
        return [(paper, place_in(paper)) for paper in papers]


async def take_key(node: Node, token: str, number: UUID, at: datetime) -> str:
    """Return the key of a webhook for its owner, and journal it; Problem `sector.notice_place_absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, OPEN_NOTICES, at)
        paper, place = _of(await transaction.papers.latest(number, KIND), who)
        if not place.key:
            raise NO_SUCH_PLACE.at()
        told = leaf(node, EntryKind.NOTICE_KEY_TAKEN, at, who.said, paper.about(), paper.told())
        await transaction.journal.append(told)
        return place.key


async def notices(node: Node, token: str, after: str, at: datetime) -> Page[tuple[Paper, Notice]]:
    """Return notices of one's own organisation and how far each is, the last that moved first."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_NOTICES, at)
        name = who.actor.organisation or CENTRE
        of_it = listing(node, str(who.actor.account), Collection.NOTICES)
        papers = await transaction.papers.found(
            PaperKind.SECTOR_NOTICE, OF_ORGANISATION, name, of_it.place(after), ON_PAGE + 1
        )
        page = of_it.cut(papers, ON_PAGE, of_paper)
        return Page([(paper, notice_in(paper)) for paper in page.items], page.after)


async def _must_have_room(transaction: Transaction, who: Acting) -> None:
    name = who.actor.organisation or CENTRE
    held = await transaction.papers.found(KIND, OF_ORGANISATION, name, None, MOST_PLACES, [PlaceState.OPEN])
    if len(held) >= MOST_PLACES:
        raise TOO_MANY_PLACES.at(most=str(MOST_PLACES))


def _of(paper: Paper | None, who: Acting) -> tuple[Paper, NoticePlace]:
    """Return an open place of one's own organisation; a foreign one is as absent as one that never was."""
    if paper is None or paper.state != PlaceState.OPEN:
        raise NO_SUCH_PLACE.at()
    place = place_in(paper)
    if place.organisation != who.actor.organisation:
        raise NO_SUCH_PLACE.at()
    return paper, place
