"""Register people of the bodies of one's own state by a signed act of the keeper (CIS-1c)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, leaf, version_of
from almasu.actions.interstate.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.interstate.directory import named
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.problems import NO_SUCH_BODY, VALUE_WRONG
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.powers.interstate import REGISTER_CIS_WORKER
from almasu.kernel.requests.free_text import hidden_in
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.iin import read_iin
from almasu.law.text import Text

LONGEST = 200
REGISTERED = "registered"
ROLES = (Role.CIS_OFFICER, Role.CIS_HEAD)
MUST_BE_SAID = ("surname", "given_name", "position")
NAMES = (*MUST_BE_SAID, "patronymic", "phone")


class Worker(msgspec.Struct, frozen=True):
    """Somebody of a body: by the names of their certificate, with what they do; `body` is an id of the directory."""

    body: str
    role: Role
    iin: str
    surname: str
    given_name: str
    patronymic: str
    position: str
    phone: str = ""


async def prepare_worker(node: Node, token: str, worker: Worker, at: datetime) -> PreparedAct:
    """Build the act that registers somebody; Problems `cis.no_such_body`, `cis.value`, what the IIN lacks."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, REGISTER_CIS_WORKER, at)
        _must_fit(node, who, worker)
        human = Text(
            kk="Мемлекеттер арасындағы алмасуға адамды тіркеймін.",
            ru="Регистрирую человека для обмена между государствами.",
            en="I register somebody for the exchange between states.",
        )
        meant = Meant(ActPurpose.CIS_WORKER, msgspec.to_builtins(worker), human)
        return await prepared_by(node, transaction, who, meant, at)


async def register_worker(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Account:
    """Register the person that was signed; Problem `account.exists` where they have an account already."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_WORKER, cms, at)
    worker = msgspec.convert(signed.body, Worker)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, REGISTER_CIS_WORKER, at)
        account = _account(worker, _must_fit(node, who, worker), node.new_id())
        await transaction.accounts.register(account, at)
        kept = await transaction.accounts.with_id(account.id) or account
        told = {"role": kept.role.value, **version_of(kept)}
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNT_REGISTERED, at, who.said, act_of(kept), told))
        card = new_paper(account.id, PaperKind.CIS_WORKER, REGISTERED, at, worker, {"body": worker.body})
        await transaction.papers.keep(card)
        says = {**card.told(), **told_of(node, signed), "account": act_of(kept)}
        entry = leaf(node, EntryKind.CIS_WORKER_REGISTERED, at, who.said, card.about(), says)
        await transaction.journal.append(entry)
    return account


def _must_fit(node: Node, who: Acting, worker: Worker) -> str:
    """Return the BIN of the body, one of this node's state; Problem where a field does not fit."""
    body = named(who.directory, worker.body, "body")
    if body.place != law_of(node).state or not body.bin:
        raise NO_SUCH_BODY.at("body")
    if worker.role not in ROLES:
        raise VALUE_WRONG.at("role")
    read_iin(worker.iin, "iin")
    for name in NAMES:
        text = getattr(worker, name)
        hidden = hidden_in(text, name, one_line=True)
        if hidden is not None:
            raise hidden
        if len(text) > LONGEST or (name in MUST_BE_SAID and not text.strip()):
            raise VALUE_WRONG.at(name)
    return body.bin


def _account(worker: Worker, number_of_body: str, number: UUID) -> Account:
    position = Text(worker.position, worker.position, worker.position)
    person = Person(worker.iin, worker.surname, worker.given_name, worker.patronymic, position, worker.phone)
    return Account(number, person, worker.role, number_of_body, AccountState.ACTIVE, "", None, 0)
