"""Found a node: the operator's first people are registered by a signed order, once, before anybody can sign in.

Whoever installs the node names whose signature counts; the order, that signature and who was registered are kept, and
the journal says so in its first leaves (SIO25-6.1, SIO25-15.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import msgspec

from almasu.actions.check_act import refusal_of
from almasu.actions.entering import act_of, leaf, version_of
from almasu.actions.node import Node
from almasu.kernel.founding.order import Founding as FoundingOrder
from almasu.kernel.founding.order import Order, account_of, founding_number, order_bytes, read_order
from almasu.kernel.founding.problems import FOUNDED, NOT_THE_ORDER
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.sealing.seal import SALT_BYTES, committed
from almasu.kernel.signatures.port import SignatureChecked
from almasu.law.canonical import Json

BY = "system:founding"


class FoundingPaper(msgspec.Struct, frozen=True):
    """What is kept of a founding: the signed bytes, the evidence with its parts, and what opens the leaf."""

    order: bytes
    evidence: bytes
    parts: Mapping[str, bytes]
    salt: bytes


def make_order(node: Node, founding: FoundingOrder, at: datetime) -> bytes:
    """Return the bytes to be signed; Problems name what is wrong in the form."""
    return order_bytes(founding, node.audience, node.law.edition_at(at), node.random(16).hex(), at)


async def found_node(node: Node, data: bytes, cms: bytes, head: str, at: datetime) -> tuple[Account, ...]:
    """Register the people of a signed order and return their accounts.

    `head` is the IIN of the person whose signature counts, told by whoever installs the node. Problems:
    `founding.order`, `founding.done`, what verification refuses; then a leaf says so and nobody is registered.
    """
    order = read_order(data, node.audience)
    if order.founding.head != head:
        raise NOT_THE_ORDER.at("head")
    checked = await node.signatures.check(cms, order.act, node.audience, head, at)
    refusal = refusal_of(checked)
    if refusal is not None:
        says: dict[str, Json] = {"purpose": order.act.purpose.value, "step": checked.code}
        async with node.store.single() as store:
            about = f"act:{order.act.id}"
            await store.journal.append(leaf(node, EntryKind.ACT_REFUSED, at, BY, about, says))
        raise refusal
    return await _register(node, order, checked, at)


async def _register(node: Node, order: Order, checked: SignatureChecked, at: datetime) -> tuple[Account, ...]:
    paper = _paper(node, order, checked, at)
    accounts = []
    async with node.store.transaction() as transaction:
        if await transaction.accounts.anybody():
            raise FOUNDED.at()
        await transaction.papers.keep(paper)
        for one in order.founding.operators:
            account = _of_zone(node, account_of(one, order.founding.body_bin, node.new_id()))
            await transaction.accounts.register(account, at)
            kept = await transaction.accounts.with_id(account.id)
            if kept is not None:
                accounts.append(kept)
        says = {**paper.told(), **_commitments(order, checked, paper), "accounts": [act_of(one) for one in accounts]}
        await transaction.journal.append(leaf(node, EntryKind.NODE_FOUNDED, at, BY, paper.about(), says))
        for account in accounts:
            named = act_of(account)
            registered = {"role": account.role.value, **version_of(account)}
            await transaction.journal.append(leaf(node, EntryKind.ACCOUNT_REGISTERED, at, BY, named, registered))
    return tuple(accounts)


def _of_zone(node: Node, account: Account) -> Account:
    """Return the account as the node's zone needs it.

    The sector is begun by its centre, the zone of provision by the head of the Agency and the exchange between states
    by the keeper of its directory, who sign no consent.
    """
    if node.sector is not None:
        return replace(account, role=Role.SECTORAL_CENTRE, state=AccountState.ACTIVE)
    if node.provision is not None:
        return replace(account, role=Role.HEAD_OF_AGENCY, state=AccountState.ACTIVE)
    if node.interstate is not None:
        return replace(account, role=Role.CIS_KEEPER, state=AccountState.ACTIVE)
    return account


def _paper(node: Node, order: Order, checked: SignatureChecked, at: datetime) -> Paper:
    parts = {digest.hex(): part for digest, part in checked.evidence.parts.items()}
    said = FoundingPaper(order.act.data, checked.evidence.data, parts, node.random(SALT_BYTES))
    number = founding_number(node.audience)
    return new_paper(number, PaperKind.FOUNDING, "founded", at, said, {"head": order.founding.head})


def _commitments(order: Order, checked: SignatureChecked, paper: Paper) -> dict[str, Json]:
    salt = msgspec.json.decode(paper.data, type=FoundingPaper).salt
    return {
        "order": committed(salt, "order", order.act.data),
        "evidence": committed(salt, "evidence", checked.evidence.data),
        "certificate": checked.certificate.hex(),
    }
