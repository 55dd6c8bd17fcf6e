"""Apply for access: register, change or block a user, signed by the applicant (SIO25-5, SIO25-7.1, SIO25-8).

An application to register or to change goes to the head first; one to block the own account takes effect at once.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.blocks_in_force import make_sure_it_is_not_closed
from almasu.actions.entering import act_of, leaf, version_of
from almasu.actions.forget_authenticators import forget_authenticators
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.visit import SignedHere, Signer, keep_here, signed_here, signer_of, told_here
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import (
    OPEN,
    OWN_REASONS,
    Application,
    ApplicationState,
    BlockReason,
    Card,
    Decided,
    Order,
    Sanction,
    application_in,
    found_by,
    number_of,
)
from almasu.kernel.applications.card import read_card
from almasu.kernel.applications.form import Filled, Read, in_plain_words, read_filled
from almasu.kernel.applications.problems import NO_ACCOUNT, OPEN_ALREADY
from almasu.kernel.applications.problems_of_blocks import BLOCK_REASON
from almasu.kernel.applications.problems_of_form import NOT_YOURS
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.parties.problems import ACCOUNT_EXISTS
from almasu.kernel.ports import Transaction
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.iin import read_iin
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.problem import Problem, ProblemGroup

CHANGE_TERMS = {"SIO-2022": "sio22.change_application", "SIO-2025": "sio25.change_application"}
MOST_OF_A_PERSON = 50


class Applied(msgspec.Struct, frozen=True):
    """The body of the act an applicant signs: everything the application says."""

    paper: UUID
    kind: ApplicationKind
    form: str
    iin: str
    body_bin: str
    fields: dict[str, str]
    declared: tuple[str, ...]
    head_iin: str
    order: Order | None
    card: Card | None
    reason: BlockReason | None


async def prepare_application(
    node: Node, token: str, filled: Filled, reason: BlockReason | None, at: datetime
) -> PreparedAct:
    """Return the application to be signed; ProblemGroup with one problem beside each field that is wrong."""
    form = node.law.annexes.application_form(node.law.edition_at(at))
    read, problems = read_filled(form, filled, node.organisations, at)
    card, wrong = _card(node, filled, at)
    problems = (*problems, *wrong, *_wrong_reason(filled.kind, reason))
    async with node.store.transaction() as transaction:
        signer = await signer_of(transaction, token, at)
        if read.iin and read.iin != signer.visitor.iin:
            problems = (*problems, NOT_YOURS.at("iin"))
        if problems:
            raise ProblemGroup(problems)
        await _may_apply(transaction, filled.kind, read.iin)
        applied = _applied(node, form.annex.version, filled, read, card, reason)
        words = in_plain_words(filled.kind, read)
        intent = Intent(ActPurpose.APPLICATION, read.iin, msgspec.to_builtins(applied), words)
        return await prepare_act(node, transaction, signer.session.token_hash, intent, at)


async def file_application(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep a signed application; one to block takes effect with it, any other waits for the head's signature."""
    signed = await signed_here(node, token, act, ActPurpose.APPLICATION, cms, at)
    applied = msgspec.convert(said_by(signed.act.data).body, Applied)
    async with node.store.transaction() as transaction:
        signer = await keep_here(transaction, token, signed, at)
        if read_iin(applied.iin, "iin").value != signer.visitor.iin:
            raise NOT_YOURS.at("iin")
        await transaction.accounts.hold(applied.iin)
        account = await _may_apply(transaction, applied.kind, applied.iin)
        application = _application(node, applied, signed, signer, at)
        if applied.kind is ApplicationKind.BLOCK and account is not None:
            application = msgspec.structs.replace(application, account=account.id, decided=Decided(account.id, at))
            paper = _paper(applied.paper, ApplicationState.BLOCKED, application, at)
            await block_now(node, transaction, account, paper, signer.actor, at)
        else:
            paper = _paper(applied.paper, ApplicationState.SUBMITTED, application, at)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_here(node, signed), "kind": applied.kind.value, "late": application.late}
        entry = leaf(node, EntryKind.APPLICATION_FILED, at, signer.actor, paper.about(), says)
        await transaction.journal.append(entry)
        return paper


async def block_now(
    node: Node, transaction: Transaction, account: Account, paper: Paper, actor: str, at: datetime
) -> Account:
    """Block an account by an application, in this transaction: its sessions end, the leaf names paper and reason.

    A block for the workplace ends its card as well: after the block only a new one lets its person work.
    """
    application = application_in(paper)
    sanction, reason = application.sanction, application.reason
    if reason is BlockReason.WORKPLACE:
        await transaction.accounts.set_workplace(account.id, at)
    state, kind = AccountState.BLOCKED, EntryKind.ACCOUNT_BLOCKED
    if sanction is Sanction.DELETE:
        state, kind = AccountState.DELETED, EntryKind.ACCOUNT_DELETED
        await forget_authenticators(node, transaction, account, at)
    blocked = await transaction.accounts.set_state(account.id, state, at)
    # An account that is blocked already does not change: its version is told by the leaf that changed it, and once.
    changed = version_of(blocked) if blocked.version != account.version else {}
    says: dict[str, Json] = {
        "application": paper.about(),
        "reason": "" if reason is None else reason.value,
        "sanction": sanction.value,
        **changed,
    }
    await transaction.journal.append(leaf(node, kind, at, actor, act_of(blocked), says))
    return blocked


async def _may_apply(transaction: Transaction, kind: ApplicationKind, iin: str) -> Account | None:
    """Return the account the application is about; Problem where the kind does not fit it, or another one is open."""
    account = await transaction.accounts.with_iin(iin)
    in_use = account is not None and not account.state.shut
    if kind is ApplicationKind.REGISTER and in_use:
        raise ACCOUNT_EXISTS.at("kind")
    if kind is ApplicationKind.REGISTER and account is not None:
        await make_sure_it_is_not_closed(transaction, account)
    if kind is not ApplicationKind.REGISTER and not in_use:
        raise NO_ACCOUNT.at("kind")
    if kind is not ApplicationKind.BLOCK and await open_application(transaction, iin) is not None:
        raise OPEN_ALREADY.at("kind")
    return account


async def open_application(transaction: Transaction, iin: str) -> Paper | None:
    """Return the application of a person that nobody has decided yet, or None."""
    papers = await transaction.papers.found(PaperKind.APPLICATION, "iin", iin, None, MOST_OF_A_PERSON)
    return next((paper for paper in papers if paper.state in OPEN and application_in(paper).iin == iin), None)


def _card(node: Node, filled: Filled, at: datetime) -> tuple[Card | None, tuple[Problem, ...]]:
    """Return the card of the workplace: a registration needs it, a change may bring it."""
    if filled.kind is ApplicationKind.BLOCK or (filled.kind is ApplicationKind.CHANGE and not filled.card):
        return None, ()
    return read_card(node.law.annexes.workplace_conditions(node.law.edition_at(at)), filled.card, at)


def _wrong_reason(kind: ApplicationKind, reason: BlockReason | None) -> tuple[Problem, ...]:
    fits = reason in OWN_REASONS if kind is ApplicationKind.BLOCK else reason is None
    return () if fits else (BLOCK_REASON.at("reason"),)


def _applied(
    node: Node, form: str, filled: Filled, read: Read, card: Card | None, reason: BlockReason | None
) -> Applied:
    return Applied(
        paper=node.new_id(),
        kind=filled.kind,
        form=form,
        iin=read.iin,
        body_bin=read.body_bin,
        fields=dict(read.fields),
        declared=tuple(sorted(filled.declared)),
        head_iin=read.head_iin,
        order=read.order,
        card=card,
        reason=reason,
    )


def _application(node: Node, applied: Applied, signed: SignedHere, signer: Signer, at: datetime) -> Application:
    return Application(
        number=number_of(applied.paper, moment.in_astana(at).strftime("%Y%m%d")),
        kind=applied.kind,
        edition=node.law.edition_at(at),
        form=applied.form,
        iin=applied.iin,
        body_bin=applied.body_bin,
        fields=applied.fields,
        declared=applied.declared,
        act=signed.act.id,
        signed_by=signer.visitor.iin,
        certificate_name=signed.checked.signer,
        submitted_at=at,
        head_iin=applied.head_iin,
        order=applied.order,
        order_due=None if applied.order is None else order_due(node, applied.order),
        card=applied.card,
        reason=applied.reason,
    )


def order_due(node: Node, order: Order) -> datetime:
    """Return until when an application had to follow an order, by the edition of the day it was signed (SIO25-7.1)."""
    return node.law.due(CHANGE_TERMS[node.law.edition_at(order.signed_at)], order.signed_at)


def _paper(number: UUID, state: ApplicationState, application: Application, at: datetime) -> Paper:
    return new_paper(number, PaperKind.APPLICATION, state.value, at, application, found_by(application))
