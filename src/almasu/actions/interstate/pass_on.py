"""Pass received information on under its owner's consent: owner and marks stay, the purpose is its own (CIS-7.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import (
    Acting,
    Meant,
    acting,
    attested,
    law_of,
    peer_of,
    prepared_by,
    signing,
)
from almasu.actions.interstate.ask_onward import must_go
from almasu.actions.interstate.carrying import Going, channel_between, let_go
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.items import Item, KeptItem, keep_item, own_item
from almasu.actions.interstate.onward_kept import KeptOnward, keep_moved, onward_of
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.carriers import carrier_under
from almasu.kernel.interstate.onward import Granted, OnwardCase, consent_at
from almasu.kernel.interstate.parcels import PassesOn
from almasu.kernel.interstate.problems import NOT_PASSED_ON
from almasu.kernel.interstate.secrecy import Onward, Received, Release, passed_on
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import PASS_ON
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.text import Text


class Form(msgspec.Struct, frozen=True):
    """Under which asking, by its number here, the item goes on to the body that the consent names, by which channel."""

    onward: UUID
    channel: Channel = Channel.NODE


async def prepare_passing(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act; Problem `cis.not_passed_on`, journalled, without a consent that stands."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, PASS_ON, at)
        kept = await onward_of(transaction, who, form.onward)
        refusal = await _refusal(transaction, who, kept, at)
        if refusal is None:
            body = named(who.directory, kept.onward.asked.to, "to")
            channel_between(who.body, body, form.channel)
            to = body.name
            human = Text(
                kk=f"Ақпаратты меншік иесінің келісімімен «{to.kk}» органына беремін.",
                ru=f"С согласия собственника передаю сведения органу «{to.ru}».",
                en=f"With its owner's consent I pass the information on to “{to.en}”.",
            )
            meant = Meant(ActPurpose.CIS_PASSING_ON, msgspec.to_builtins(form), human)
            return await prepared_by(node, transaction, who, meant, at)
        says = {"reason": refusal.kind.code, "cites": list(refusal.kind.cites)}
        told = leaf(node, EntryKind.CIS_ONWARD_REFUSED, at, who.said, kept.paper.about(), says)
        await transaction.journal.append(told)
    raise refusal


async def pass_on(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptOnward:
    """Give the item to the body that the consent names: at this node at once, at another through the post."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_PASSING_ON, cms, at)
    form = msgspec.convert(signed.body, Form)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, PASS_ON, at)
        kept = await onward_of(transaction, who, form.onward, lock=True)
        item = await own_item(transaction, who, kept.onward.asked.item)
        consent, received = _received(who, kept.onward, item, at)
        onward = replace(kept.onward, passed=(*kept.onward.passed, at))
        after = await keep_moved(node, transaction, kept, onward, "passed_on", who.said, at, told_of(node, signed))
        vouched = attested(who, signed, at)
        parcel = PassesOn(received, item.item.content, consent, vouched, release_of(kept.onward))
        to = named(who.directory, received.receiver, "to")
        if peer_of(to) == law_of(node).state:
            await keep_item(node, transaction, passed_item(parcel, item.item, at), who.said, at)
        else:
            channel = channel_between(who.body, to, form.channel)
            going = Going(who.body.id, to.id, channel, after.paper.id)
            await let_go(node, transaction, going, who.directory, parcel, at)
        return after


def passed_item(parcel: PassesOn, like: Item, at: datetime) -> Item:
    """Return the item as its new receiver keeps it: it came by no request of its own."""
    carrier = carrier_under(parcel.release, like.carrier)
    return Item(parcel.received, parcel.content, parcel.consent.act, "", at, carrier, parcel.consent.act)


def release_of(onward: OnwardCase) -> Release | None:
    """Return the decision by which a secret goes on, None where there is none."""
    return onward.answer.release if isinstance(onward.answer, Granted) else None


async def _refusal(transaction: Transaction, who: Acting, kept: KeptOnward, at: datetime) -> Problem | None:
    try:
        _received(who, kept.onward, await own_item(transaction, who, kept.onward.asked.item), at)
    except Problem as no:
        return no
    return None


def _received(who: Acting, onward: OnwardCase, item: KeptItem, at: datetime) -> tuple[Onward, Received]:
    """Return the consent, and the item as it goes to its new receiver.

    Problems `cis.not_passed_on`, `cis.not_in_force`. The consent of an owner whose state left the Agreement stands no
    more: doubt does not permit (CIS-18).
    """
    consent = consent_at(onward, at)
    owner, to = named(who.directory, onward.asked.owner, "owner"), named(who.directory, onward.asked.to, "to")
    if owner.party and not who.directory.binds(owner.party, in_astana(at).date()):
        raise NOT_PASSED_ON.at()
    must_go(who, to, at)
    release = consent.act if release_of(onward) is not None else None
    received = passed_on(item.item.received, [consent], to.id, release, at)
    return consent, replace(received, number=uuid5(received.number, f"{to.id}/{len(onward.passed)}"))
