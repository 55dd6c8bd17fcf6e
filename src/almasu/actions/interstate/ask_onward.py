"""Ask the owner of received information for its consent to pass it on (CIS-1g, CIS-7.2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import Acting, Meant, acting, attested, prepared_by, signing
from almasu.actions.interstate.carrying import let_go
from almasu.actions.interstate.cases import read as read_case
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.items import KeptItem, own_item
from almasu.actions.interstate.offers_kept import read as read_offer
from almasu.actions.interstate.onward_kept import KeptOnward, going_of, keep_asked
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.onward import OnwardAsked, OnwardCase, must_be_askable
from almasu.kernel.interstate.parcels import AsksOnward
from almasu.kernel.interstate.parties import Body
from almasu.kernel.interstate.problems import NOT_IN_FORCE, NOT_PASSED_ON
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import ASK_ONWARD
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.law.typed import Dated


class Form(Dated, frozen=True):
    """Which item is to go on to which body, for which purpose, until which day at the latest."""

    item: UUID
    to: str
    purpose: str
    until: date


async def prepare_asking(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the asking.

    Problems `cis.not_passed_on` for an item that its owner did not give itself, `cis.not_in_force` for a body that
    nothing may go to, `cis.no_such_body`, `cis.value`.
    """
    must_fit(form)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ASK_ONWARD, at)
        kept = await own_item(transaction, who, form.item)
        asked = await _asked(transaction, who, kept, form, node.new_id(), at)
        to, owner = named(who.directory, asked.to, "to").name, named(who.directory, asked.owner, "owner").name
        human = Text(
            kk=f"«{owner.kk}» органынан ақпаратты «{to.kk}» органына беруге келісім сұраймын.",
            ru=f"Прошу у органа «{owner.ru}» согласия передать сведения органу «{to.ru}».",
            en=f"I ask “{owner.en}” for consent to pass information on to “{to.en}”.",
        )
        meant = Meant(ActPurpose.CIS_ONWARD_ASKED, msgspec.to_builtins(asked), human)
        return await prepared_by(node, transaction, who, meant, at)


async def ask_onward(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptOnward:
    """Keep the asking that was signed and put it into the post to its owner's node."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_ONWARD_ASKED, cms, at)
    asked = msgspec.convert(signed.body, OnwardAsked)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, ASK_ONWARD, at)
        kept = await own_item(transaction, who, asked.item)
        form = Form(asked.item, asked.to, asked.purpose, asked.until)
        asked = await _asked(transaction, who, kept, form, asked.number, at)
        case = OnwardCase(True, asked)
        after = await keep_asked(node, transaction, case, who.said, at, {**told_of(node, signed), "to": asked.to})
        going = going_of(after)
        await let_go(node, transaction, going, who.directory, AsksOnward(asked, attested(who, signed, at)), at)
        return after


def must_go(who: Acting, to: Body, at: datetime) -> None:
    """Make sure that something may go from whoever acts to a body; Problem `cis.not_in_force`.

    Both stand in the list that day; between two states the Agreement binds both (CIS-5.1, CIS-16.2).
    """
    day, own = in_astana(at).date(), who.body
    if to.party and to.party == own.party:
        if not to.stands_on(day):
            raise NOT_IN_FORCE.at("to")
        return
    if not who.directory.lets_exchange(own, to, day):
        raise NOT_IN_FORCE.at("to")


async def _asked(
    transaction: Transaction, who: Acting, kept: KeptItem, form: Form, number: UUID, at: datetime
) -> OnwardAsked:
    """Return what is asked of the owner; it alone gave the item, so that it knows which one is meant."""
    received = kept.item.received
    if received.owner != received.holder or kept.item.consent is not None:
        raise NOT_PASSED_ON.at("item")
    must_go(who, named(who.directory, form.to, "to"), at)
    source, channel = await _source(transaction, kept)
    asked = OnwardAsked(
        number=number,
        item=form.item,
        source=source,
        part=kept.item.part,
        by=who.body.id,
        owner=received.owner,
        to=form.to,
        purpose=form.purpose.strip(),
        until=form.until,
        secret=received.is_secret,
        channel=channel,
    )
    return must_be_askable(asked, at)


async def _source(transaction: Transaction, kept: KeptItem) -> tuple[UUID, Channel]:
    """Return the number by which the owner knows the request or offer that an item came by, and the way it goes."""
    if kept.item.part:
        request = await transaction.papers.latest(kept.item.case, PaperKind.CIS_CASE)
        return kept.item.case, Channel.NODE if request is None else read_case(request).case.channel
    paper = await transaction.papers.latest(kept.item.case, PaperKind.CIS_OFFER)
    if paper is None:
        raise NOT_PASSED_ON.at("item")
    offer = read_offer(paper).kept.offer
    return offer.number, offer.channel
