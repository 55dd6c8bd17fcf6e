"""Appoint control officers by an order of the head; without one in force nobody uses "Reports" (SIO25-21.1).

The head need not have an account: the order is signed in a visit, and the operator confirms that it was the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_off import POSITION, typed_wrong
from almasu.actions.under_order import IN_FORCE, order_over
from almasu.actions.visit import (
    Signer,
    as_head,
    keep_here,
    make_sure_head_is_not_shut,
    make_sure_head_is_of,
    signed_here,
    told_here,
)
from almasu.kernel.control.order import (
    MOST_OFFICERS,
    MOST_ORDERS,
    ControlOrder,
    HeadSigned,
    OrderState,
    check_order,
    order_in,
    order_paper,
    order_words,
)
from almasu.kernel.control.problems import ORDER_NOBODY, ORDER_STATE, OWN_ORDER
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_CHANGED, PAPER_UNKNOWN
from almasu.kernel.parties.account import Account, Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import DECIDE_ORDER, DRAFT_ORDER, SEE_ORDERS, SEE_REPORTS
from almasu.kernel.requests.free_text import free_text
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.iin import read_iin
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text

LONGEST_LINE = 200
MOST_TO_NAME = 100
NUMBER = Text(kk="Бұйрық нөмірі", ru="Номер приказа", en="Number of the order")


@dataclass(frozen=True, slots=True)
class OrderForm:
    """An order as typed."""

    number: str
    dated: date
    head_iin: str
    head_position: str
    officers: tuple[UUID, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Controller:
    """A control officer with the order that empowers them."""

    person: Entered
    order: Paper

    @property
    def account(self) -> Account:
        """Return the account of the officer."""
        return self.person.account


@dataclass(frozen=True, slots=True)
class Nameable:
    """Somebody whom an order may name: the account, and of the person no more than name and post."""

    account: UUID
    name: str
    position: Text


class OrderSigning(msgspec.Struct, frozen=True):
    """The body of the head's act: the whole order, and the version of its paper."""

    paper: UUID
    version: int
    order: ControlOrder


async def controller_of(transaction: Transaction, token: str, at: datetime) -> Controller:
    """Return a controller with the order in force; Problem `account.role`, `control.no_order`."""
    person = await in_office(transaction, token, SEE_REPORTS.roles, at)
    return Controller(person, await order_over(transaction, person.account, at))


async def officers_to_name(node: Node, token: str, at: datetime) -> Sequence[Nameable]:
    """Return whom an order of the own body may name; whoever looks needs no order. The look is a leaf."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, DRAFT_ORDER.roles, at)
        found = await transaction.accounts.in_role(person.account.body_bin, Role.CONTROLLER, MOST_TO_NAME)
        actor, says = act_of(person.account), {"to_name": len(found)}
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNTS_VIEWED, at, actor, actor, says))
        return [Nameable(one.id, one.person.full_name(), one.person.position) for one in found]


async def draft_order(node: Node, token: str, form: OrderForm, at: datetime) -> Paper:
    """Keep the draft of an order for the own body; the head it names signs it."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, DRAFT_ORDER.roles, at)
        order = _read(form, person.account)
        check_order(order)
        await _check_officers(transaction, order)
        paper = order_paper(node.new_id(), order, at)
        await _keep(node, transaction, paper, act_of(person.account), at)
        return paper


async def prepare_signing(node: Node, token: str, paper: UUID, at: datetime) -> PreparedAct:
    """Return the order to be signed by the head it names, in a visit or signed in."""
    async with node.store.transaction() as transaction:
        signer = await as_head(transaction, token, at)
        found, order = _for_head(await transaction.papers.latest(paper, PaperKind.CONTROL_ORDER), signer)
        body = msgspec.to_builtins(OrderSigning(found.id, found.version, order))
        words = await _in_plain_words(node, transaction, order)
        intent = Intent(ActPurpose.CONTROL_ORDER, signer.visitor.iin, body, words)
        return await prepare_act(node, transaction, signer.session.token_hash, intent, at)


async def sign_order(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep the head's signature; the operator still has to confirm."""
    signed = await signed_here(node, token, act, ActPurpose.CONTROL_ORDER, cms, at)
    body = msgspec.convert(said_by(signed.act.data).body, OrderSigning)
    await make_sure_head_is_of(node, signed, body.order.body_bin, at)
    async with node.store.transaction() as transaction:
        signer = await keep_here(transaction, token, signed, at)
        await make_sure_head_is_not_shut(transaction, signer)
        found, order = _for_head(await transaction.papers.to_change(body.paper, PaperKind.CONTROL_ORDER), signer)
        if (found.version, order) != (body.version, body.order):
            raise PAPER_CHANGED.at()
        part = HeadSigned(signed.act.id, at, signed.checked.signer)
        after = found.moved(OrderState.SIGNED.value, at, msgspec.structs.replace(order, signed=part))
        await transaction.papers.keep(after)
        says = {**after.told(), **told_here(node, signed)}
        entry = leaf(node, EntryKind.CONTROL_ORDER_CHANGED, at, signer.actor, after.about(), says)
        await transaction.journal.append(entry)
        return after


async def decide_order(node: Node, token: str, paper: UUID, at: datetime, *, confirmed: bool) -> Paper:
    """Confirm, as the operator, that the body's head signed, which ends the body's earlier orders; or decline."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, DECIDE_ORDER.roles, at)
        found = await transaction.papers.to_change(paper, PaperKind.CONTROL_ORDER)
        if found is None:
            raise PAPER_UNKNOWN.at()
        if found.state != OrderState.SIGNED:
            raise ORDER_STATE.at()
        order, actor = order_in(found), act_of(person.account)
        if confirmed and order.head_iin == person.account.person.iin:
            raise OWN_ORDER.at()
        if confirmed:
            await _end_earlier(node, transaction, order, actor, at)
        state = OrderState.IN_FORCE if confirmed else OrderState.DECLINED
        after = found.moved(state.value, at, msgspec.structs.replace(order, decided_by=person.account.id))
        await _keep(node, transaction, after, actor, at)
        return after


async def orders(node: Node, token: str, at: datetime) -> Sequence[Paper]:
    """Return the orders of the own body; for the operator those that wait for confirmation."""
    async with node.store.single() as store:
        person = await in_office(store, token, SEE_ORDERS.roles, at)
        if person.account.role is Role.OPERATOR:
            waiting = [OrderState.SIGNED.value]
            return await store.papers.in_states(PaperKind.CONTROL_ORDER, waiting, None, MOST_ORDERS)
        body = person.account.body_bin
        return await store.papers.found(PaperKind.CONTROL_ORDER, "body", body, None, MOST_ORDERS)


async def one_order(node: Node, token: str, paper: UUID, at: datetime) -> Paper:
    """Return an order to its body's controllers and to the operator; foreign and missing ones are equally absent."""
    async with node.store.single() as store:
        account = (await in_office(store, token, SEE_ORDERS.roles, at)).account
        found = await store.papers.latest(paper, PaperKind.CONTROL_ORDER)
        if found is None or not (account.role is Role.OPERATOR or account.body_bin == order_in(found).body_bin):
            raise PAPER_UNKNOWN.at()
        return found


async def order_to_sign(node: Node, token: str, paper: UUID, at: datetime) -> Paper:
    """Return an order that waits for the signature of the person as head; to all others it is absent."""
    async with node.store.single() as store:
        signer = await as_head(store, token, at)
        found, _ = _for_head(await store.papers.latest(paper, PaperKind.CONTROL_ORDER), signer)
        return found


async def orders_to_sign(node: Node, token: str, at: datetime) -> Sequence[Paper]:
    """Return the orders that wait for the signature of the person as head, in a visit or signed in."""
    async with node.store.single() as store:
        iin = (await as_head(store, token, at)).visitor.iin
        drafted = [OrderState.DRAFTED.value]
        return await store.papers.found(PaperKind.CONTROL_ORDER, "head", iin, None, MOST_ORDERS, drafted)


async def _end_earlier(node: Node, transaction: Transaction, order: ControlOrder, actor: str, at: datetime) -> None:
    body, kind = order.body_bin, PaperKind.CONTROL_ORDER
    for one in await transaction.papers.found(kind, "body", body, None, MOST_ORDERS, IN_FORCE):
        if order_in(one).body_bin == body:
            ended = msgspec.structs.replace(order_in(one), ended_at=at)
            await _keep(node, transaction, one.moved(OrderState.ENDED.value, at, ended), actor, at)


async def _keep(node: Node, transaction: Transaction, paper: Paper, actor: str, at: datetime) -> None:
    await transaction.papers.keep(paper)
    entry = leaf(node, EntryKind.CONTROL_ORDER_CHANGED, at, actor, paper.about(), paper.told())
    await transaction.journal.append(entry)


async def _in_plain_words(node: Node, transaction: Transaction, order: ControlOrder) -> Text:
    """Return the order with the body and its officers by name; Problem `control.order.officers` where one is gone."""
    known, bin_ = node.organisations.get(order.body_bin), order.body_bin
    body = Text(f"БСН {bin_}", f"БИН {bin_}", f"BIN {bin_}") if known is None else known.name
    officers = []
    for one in order.officers:
        account = await transaction.accounts.with_id(one)
        if account is None:
            raise ORDER_NOBODY.at("officers", most=str(MOST_OFFICERS))
        name, post = account.person.full_name(), account.person.position
        officers.append(Text(f"{name}, {post.kk}", f"{name}, {post.ru}", f"{name}, {post.en}"))
    return order_words(order, body, officers)


async def _check_officers(transaction: Transaction, order: ControlOrder) -> None:
    """Raise where an order names somebody it may not name."""
    for one in order.officers:
        account = await transaction.accounts.with_id(one)
        if account is None or not _may_be_named(account, order):
            raise ORDER_NOBODY.at("officers", most=str(MOST_OFFICERS))


def _may_be_named(account: Account, order: ControlOrder) -> bool:
    """Tell whether it is a controller of the body who may come in, and not the head: nobody appoints themselves."""
    own = account.role is Role.CONTROLLER and account.body_bin == order.body_bin
    return own and not account.state.shut and account.person.iin != order.head_iin


def _read(form: OrderForm, account: Account) -> ControlOrder:
    number, position = free_text(form.number), free_text(form.head_position)
    typed = (("number", number, NUMBER), ("head_position", position, POSITION))
    wrong = tuple(
        one for where, text, name in typed if (one := typed_wrong(text, where, name, LONGEST_LINE)) is not None
    )
    if wrong:
        raise ProblemGroup(wrong)
    return ControlOrder(
        number=number,
        dated=form.dated,
        body_bin=account.body_bin,
        head_iin=read_iin(form.head_iin, "head_iin").value,
        head_position=position,
        officers=form.officers,
        since=form.since,
        until=form.until,
        drafted_by=account.id,
    )


def _for_head(paper: Paper | None, signer: Signer) -> tuple[Paper, ControlOrder]:
    """Return an order that waits for this head; a foreign and a missing one look equally absent (DESIGN 7)."""
    if paper is None or order_in(paper).head_iin != signer.visitor.iin:
        raise PAPER_UNKNOWN.at()
    order = order_in(paper)
    if paper.state != OrderState.DRAFTED:
        raise ORDER_STATE.at()
    return paper, order
