"""Block another person's account by a signed application: it takes effect by itself, at once (SIO25-7.2, SIO25-8).

A block is for a time, or, by the operator for a breach, for good; or the account is deleted (SIO22-A5.12.2,
SIO22-A5.17).

The control officer whom an order in force names (SIO25-21.1) blocks people of the own body: on dismissal or suspension
by the order, on long absence, on a lost EDS that was told by telephone, on a breach, on an unfit workplace. The
operator blocks on a lost EDS, a breach or a workplace. A blocked person comes back by a new application, or by a
decision of the operator (`lift_block`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.apply import block_now
from almasu.actions.blocks_in_force import blocks_of, is_closed
from almasu.actions.entering import Entered, act_of, holding, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed, signed_act, told_of
from almasu.actions.sign_off import LONGEST_WORDS, typed_wrong
from almasu.actions.under_order import in_power, make_sure_of_order
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import (
    REASONS_OF,
    Application,
    ApplicationState,
    BlockReason,
    Decided,
    Order,
    Sanction,
    application_in,
    found_by,
    may_impose,
    number_of,
)
from almasu.kernel.applications.form import LONGEST_ORDER
from almasu.kernel.applications.problems import NO_ACCOUNT, OWN_APPLICATION
from almasu.kernel.applications.problems_of_blocks import BLOCK_REASON, SANCTION, UNTIL
from almasu.kernel.applications.problems_of_form import ORDER_MISSING
from almasu.kernel.applications.reasons import REASON_WORDS
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.parties.problems import NO_SUCH_ACCOUNT
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_accounts import BLOCK_ACCOUNT
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law import moment
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

BY_ORDER = frozenset({BlockReason.DISMISSAL, BlockReason.SUSPENSION})
NOTE = Text(kk="Түсіндірме", ru="Пояснение", en="Explanation")
HUMANS = {
    Sanction.SUSPEND: Text(
        kk="{name} есептік жазбасын бұғаттаймын. Себебі: {reason}.",
        ru="Блокирую учётную запись: {name}. Причина: {reason}.",
        en="I block the account of {name}. Reason: {reason}.",
    ),
    Sanction.CLOSE: Text(
        kk="{name} қолжетімділігін біржола жабамын. Себебі: {reason}.",
        ru="Закрываю доступ окончательно: {name}. Причина: {reason}.",
        en="I close the access of {name} for good. Reason: {reason}.",
    ),
    Sanction.DELETE: Text(
        kk="{name} есептік жазбасын жоямын. Себебі: {reason}. Журнал мен әрекеттері сақталады.",
        ru="Удаляю учётную запись: {name}. Причина: {reason}. Журнал и действия сохраняются.",
        en="I delete the account of {name}. Reason: {reason}. The log and what was done stay.",
    ),
}
UNTIL_WORDS = Text(kk=" Мерзімі: {day} дейін.", ru=" Срок: до {day}.", en=" Until {day}.")


@dataclass(frozen=True, slots=True)
class Block:
    """A block as typed: the account, the reason, the order where the reason needs one, and what else is to be said.

    For a lost EDS the note tells who called, when and how they were recognised. `until` is the moment at which the
    operator is to decide whether a block for a time is lifted; it lifts nothing by itself.
    """

    account: UUID
    reason: BlockReason
    order_number: str
    order_signed_at: datetime | None
    note: str
    sanction: Sanction = Sanction.SUSPEND
    until: datetime | None = None


class Blocking(msgspec.Struct, frozen=True):
    """The body of the act that blocks."""

    paper: UUID
    account: UUID
    reason: BlockReason
    order: Order | None
    note: str
    sanction: Sanction = Sanction.SUSPEND
    until: datetime | None = None


async def prepare_block(node: Node, token: str, block: Block, at: datetime) -> PreparedAct:
    """Return the application to block, to be signed.

    Problems where reason, order or account do not fit the office; `control.no_order` without an order on control.
    """
    async with node.store.transaction() as transaction:
        officer = await in_power(transaction, token, BLOCK_ACCOUNT, at)
        account = await _to_block(transaction, officer, block.account)
        problems = _wrong(block, officer, at)
        if problems:
            raise ProblemGroup(problems)
        await _make_sure_it_adds(transaction, account, block.reason, block.sanction)
        order, note = _order(block), free_text(block.note)
        body = Blocking(node.new_id(), account.id, block.reason, order, note, block.sanction, block.until)
        iin, words = officer.account.person.iin, _in_plain_words(body, account)
        intent = Intent(ActPurpose.BLOCK, iin, msgspec.to_builtins(body), words)
        return await prepare_act(node, transaction, officer.session.token_hash, intent, at)


async def block_account(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Block the account of a signed application: every session of it is over when this returns (SIO25-8)."""
    signed = await signed_act(node, token, act, ActPurpose.BLOCK, cms, at)
    body = msgspec.convert(said_by(signed.act.data).body, Blocking)
    async with node.store.transaction() as transaction:
        officer = holding(await keep_signed(transaction, token, signed, at), BLOCK_ACCOUNT.roles)
        await make_sure_of_order(transaction, officer.account, BLOCK_ACCOUNT, at)
        account = await _to_block(transaction, officer, body.account)
        await transaction.accounts.hold(account.person.iin)
        account = await _to_block(transaction, officer, body.account)
        if not may_impose(officer.account.role, body.reason, body.sanction):
            raise SANCTION.at("sanction")
        await _make_sure_it_adds(transaction, account, body.reason, body.sanction)
        application = _application(node, body, officer, account, signed, at)
        state, keys = ApplicationState.BLOCKED.value, found_by(application)
        paper = new_paper(body.paper, PaperKind.APPLICATION, state, at, application, keys, body.until)
        await transaction.papers.keep(paper)
        actor = act_of(officer.account)
        await block_now(node, transaction, account, paper, actor, at)
        says = {**paper.told(), **told_of(node, signed), "kind": ApplicationKind.BLOCK.value}
        entry = leaf(node, EntryKind.APPLICATION_FILED, at, actor, paper.about(), says)
        await transaction.journal.append(entry)
        return paper


async def _to_block(transaction: Transaction, officer: Entered, account: UUID) -> Account:
    """Return the account; another body's is as absent to a control officer as a missing one (DESIGN 7)."""
    found = await transaction.accounts.with_id(account)
    own = officer.account
    if found is None or (own.role is Role.CONTROLLER and found.body_bin != own.body_bin):
        raise NO_SUCH_ACCOUNT.at()
    if found.id == own.id:
        raise OWN_APPLICATION.at()
    return found


async def _make_sure_it_adds(
    transaction: Transaction, account: Account, reason: BlockReason, sanction: Sanction
) -> None:
    """Problem where the account is shut already and this would take nothing more from it.

    A dismissal adds to any other block: nobody lifts it, so it is not to be forestalled by blocking oneself first.
    """
    if account.state is AccountState.DELETED:
        raise NO_ACCOUNT.at()
    if account.state.shut and sanction is Sanction.SUSPEND:
        known = {application_in(paper).reason for paper in await blocks_of(transaction, account)}
        if reason is not BlockReason.DISMISSAL or reason in known:
            raise NO_ACCOUNT.at()
    if sanction is Sanction.CLOSE and await is_closed(transaction, account):
        raise NO_ACCOUNT.at()


def _in_plain_words(body: Blocking, account: Account) -> Text:
    """Return what the signature under a block will mean."""
    reason, name, human = REASON_WORDS[body.reason], account.person.full_name(), HUMANS[body.sanction]
    until = Text("", "", "")
    if body.until is not None:
        until = UNTIL_WORDS.filled(day=moment.in_astana(body.until).strftime("%d.%m.%Y %H:%M"))
    return Text(
        kk=human.kk.format(name=name, reason=reason.kk) + until.kk,
        ru=human.ru.format(name=name, reason=reason.ru) + until.ru,
        en=human.en.format(name=name, reason=reason.en) + until.en,
    )


def _wrong(block: Block, officer: Entered, at: datetime) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if block.reason not in REASONS_OF[officer.account.role]:
        problems.append(BLOCK_REASON.at("reason"))
    if not may_impose(officer.account.role, block.reason, block.sanction):
        problems.append(SANCTION.at("sanction"))
    if _until_wrong(block, at):
        problems.append(UNTIL.at("until"))
    if _order_wrong(block, at):
        problems.append(ORDER_MISSING.at("order"))
    if block.reason not in BY_ORDER:
        wrong = typed_wrong(block.note, "note", NOTE, LONGEST_WORDS, one_line=False)
        problems += [] if wrong is None else [wrong]
    elif len(block.note) > LONGEST_WORDS or hidden_in(block.note, "note", one_line=False) is not None:
        problems.append(BLOCK_REASON.at("note"))
    return tuple(problems)


def _until_wrong(block: Block, at: datetime) -> bool:
    """Tell whether a moment is named that has passed, has no offset, or belongs to no block for a time."""
    until = block.until
    if until is None:
        return False
    return block.sanction is not Sanction.SUSPEND or until.tzinfo is None or until <= at


def _order_wrong(block: Block, at: datetime) -> bool:
    """Tell whether the order is missing where it is needed, or cannot be one: unreadable, or signed later than now."""
    number, signed_at = free_text(block.order_number), block.order_signed_at
    if signed_at is None:
        return block.reason in BY_ORDER
    if not number or len(number) > LONGEST_ORDER or hidden_in(number, "order", one_line=True) is not None:
        return True
    return signed_at.tzinfo is None or signed_at > at


def _order(block: Block) -> Order | None:
    signed_at = block.order_signed_at
    return None if signed_at is None else Order(free_text(block.order_number), signed_at)


def _application(
    node: Node, body: Blocking, officer: Entered, account: Account, signed: SignedAct, at: datetime
) -> Application:
    person = account.person
    fields = {"surname": person.surname, "given_name": person.given_name, "patronymic": person.patronymic}
    edition = node.law.edition_at(at)
    return Application(
        number=number_of(body.paper, moment.in_astana(at).strftime("%Y%m%d")),
        kind=ApplicationKind.BLOCK,
        edition=edition,
        form=node.law.annexes.application_form(edition).annex.version,
        iin=person.iin,
        body_bin=account.body_bin,
        fields=fields,
        declared=(),
        act=signed.act.id,
        signed_by=officer.account.person.iin,
        certificate_name=signed.checked.signer,
        submitted_at=at,
        order=body.order,
        reason=body.reason,
        note=body.note,
        decided=Decided(officer.account.id, at),
        account=account.id,
        sanction=body.sanction,
        until=body.until,
    )
