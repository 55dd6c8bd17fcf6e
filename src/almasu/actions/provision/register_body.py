"""Register a state body that gives data, and the people of both sides, by signed acts (FMA-2.4).

The head of the Agency registers bodies and anybody; the head of a body registers its responsible people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, leaf, version_of
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, prepared_by, signing
from almasu.actions.provision.bodies import bodies_of, body_of
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision import REGISTER_BODY, REGISTER_WORKER, SEE_BODIES
from almasu.kernel.provision import body as registered
from almasu.kernel.provision.body import OF_BODY, Body, BodyState, Worker, body_number
from almasu.kernel.provision.parties import DUTY_OF_ROLE, SIDES, Side
from almasu.kernel.provision.problems_of_bodies import BODY_EXISTS, OF_ANOTHER_SIDE
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

Typed = Mapping[str, str]


async def prepare_body(node: Node, token: str, typed: Typed, at: datetime) -> PreparedAct:
    """Build the act that registers a body; ProblemGroup with every field, `provision.body.exists`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_BODY, at)
        body = registered.body_of(typed)
        number = body_number(node.audience, body.bin)
        if await transaction.papers.latest(number, PaperKind.PROVISION_BODY) is not None:
            raise BODY_EXISTS.at("bin")
        human = Text(
            kk=f"Мәлімет беретін мемлекеттік органды тіркеймін: {body.name_kk}, БСН {body.bin}.",
            ru=f"Регистрирую государственный орган, передающий сведения: {body.name_ru}, БИН {body.bin}.",
            en=f"I register a state body that gives data: {body.name_ru}, BIN {body.bin}.",
        )
        meant = Meant(ActPurpose.PROVISION_BODY, msgspec.to_builtins(body), human)
        return await prepared_by(node, transaction, who, meant, at)


async def register_body(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Body:
    """Register the body that was signed; a second one of the same BIN meets `paper.changed`."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_BODY, cms, at)
    body = msgspec.convert(signed.body, Body)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, REGISTER_BODY, at)
        number = body_number(node.audience, body.bin)
        state = BodyState.REGISTERED.value
        paper = new_paper(number, PaperKind.PROVISION_BODY, state, at, body, {OF_BODY: body.bin})
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed)}
        entry = leaf(node, EntryKind.PROVISION_BODY_REGISTERED, at, who.said, paper.about(), says)
        await transaction.journal.append(entry)
    return body


async def bodies(node: Node, token: str, at: datetime) -> Sequence[Body]:
    """Return the bodies that somebody sees: the Agency all of them, a body itself."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_BODIES, at)
        known = await bodies_of(transaction)
        return [one for one in known if who.of_agency or one.bin == who.actor.body]


async def prepare_worker(node: Node, token: str, typed: Typed, at: datetime) -> PreparedAct:
    """Build the act that registers somebody of a body or of the Agency; ProblemGroup, `provision.body.none`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_WORKER, at)
        worker = registered.worker_of(typed)
        await _must_register(node, transaction, who, worker)
        human = Text(
            kk=f"Адамды тіркеймін, ұйымның БСН {worker.body}.",
            ru=f"Регистрирую человека, БИН организации {worker.body}.",
            en=f"I register somebody of the organisation with BIN {worker.body}.",
        )
        meant = Meant(ActPurpose.PROVISION_WORKER, msgspec.to_builtins(worker), human)
        return await prepared_by(node, transaction, who, meant, at)


async def register_worker(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Account:
    """Register the person that was signed; Problem `account.exists` where they have an account already."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_WORKER, cms, at)
    worker = msgspec.convert(signed.body, Worker)
    account = account_of(worker, node.new_id())
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, REGISTER_WORKER, at)
        await _must_register(node, transaction, who, worker)
        await transaction.accounts.register(account, at)
        kept = await transaction.accounts.with_id(account.id) or account
        told = {"role": kept.role.value, **version_of(kept)}
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNT_REGISTERED, at, who.said, act_of(kept), told))
        keys = {OF_BODY: worker.body}
        card = new_paper(account.id, PaperKind.PROVISION_WORKER, BodyState.REGISTERED.value, at, worker, keys)
        await transaction.papers.keep(card)
        says = {**card.told(), **told_of(node, signed), "account": act_of(kept)}
        entry = leaf(node, EntryKind.PROVISION_WORKER_REGISTERED, at, who.said, card.about(), says)
        await transaction.journal.append(entry)
    return account


def account_of(worker: Worker, number: UUID) -> Account:
    """Return the account of somebody: they sign in with their EDS from the first moment on."""
    position = Text(worker.position, worker.position, worker.position)
    person = Person(worker.iin, worker.surname, worker.given_name, worker.patronymic, position, worker.phone)
    return Account(number, person, worker.role, worker.body, AccountState.ACTIVE, "", None, 0)


async def _must_register(node: Node, transaction: Transaction, who: Acting, worker: Worker) -> None:
    """Make sure that the role fits whom they work for, and that whoever registers reaches that far."""
    own = who.person.account.body_bin
    if SIDES[DUTY_OF_ROLE[worker.role]] is Side.AGENCY:
        if not (who.of_agency and worker.body == own):
            raise OF_ANOTHER_SIDE.at("role")
        return
    if not who.of_agency and (worker.body != own or worker.role is not Role.BODY_RESPONSIBLE):
        raise OF_ANOTHER_SIDE.at("body" if worker.body != own else "role")
    await body_of(node, transaction, worker.body)
