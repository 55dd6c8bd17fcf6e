"""Lift a block: a signed decision of the operator, with its words (SIO22-A5.12.2, SIO25-17).

Nobody opens an account of one's own, and a block on dismissal stays: who comes back to service applies anew. What was
deleted is registered anew as well. A block for a time lifts nothing by itself: on its day it waits for this decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.blocks_in_force import blocks_of, end_blocks
from almasu.actions.entering import Entered, act_of, holding, in_office, leaf, version_of
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.actions.sign_off import LONGEST_WORDS, typed_wrong
from almasu.kernel.applications.application import ApplicationState, BlockReason, Lifted, application_in
from almasu.kernel.applications.problems import OWN_APPLICATION
from almasu.kernel.applications.problems_of_blocks import DISMISSED, NOT_BLOCKED
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_CHANGED
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.parties.problems import NO_SUCH_ACCOUNT
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_accounts import LIFT_BLOCK
from almasu.kernel.requests.free_text import free_text
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

WORDS = Text(kk="Негіздеме", ru="Обоснование", en="Ground of the decision")
HUMAN = Text(
    kk="{name} есептік жазбасының бұғатын аламын. Негіздеме: {words}",
    ru="Снимаю блокировку учётной записи: {name}. Обоснование: {words}",
    en="I lift the block of the account of {name}. Ground: {words}",
)


class Lifting(msgspec.Struct, frozen=True):
    """The body of the decision: the account as the operator saw it, and the words."""

    account: UUID
    version: int
    words: str


async def prepare_lifting(node: Node, token: str, account: UUID, words: str, at: datetime) -> PreparedAct:
    """Return the decision to be signed; Problems where there is nothing to lift, or it may not be lifted."""
    wrong = typed_wrong(words, "words", WORDS, LONGEST_WORDS, one_line=False)
    async with node.store.transaction() as transaction:
        operator = await in_office(transaction, token, LIFT_BLOCK.roles, at)
        found = await _to_lift(transaction, operator, account)
        if wrong is not None:
            raise wrong
        body = Lifting(found.id, found.version, free_text(words))
        human = HUMAN.filled(name=found.person.full_name(), words=body.words)
        intent = Intent(ActPurpose.LIFT, operator.account.person.iin, msgspec.to_builtins(body), human)
        return await prepare_act(node, transaction, operator.session.token_hash, intent, at)


async def lift_block(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Account:
    """Open the account again; every block in force of it is ended in the same act."""
    signed = await signed_act(node, token, act, ActPurpose.LIFT, cms, at)
    body = msgspec.convert(said_by(signed.act.data).body, Lifting)
    async with node.store.transaction() as transaction:
        operator = holding(await keep_signed(transaction, token, signed, at), LIFT_BLOCK.roles)
        account = await _to_lift(transaction, operator, body.account)
        await transaction.accounts.hold(account.person.iin)
        account = await _to_lift(transaction, operator, body.account)
        if account.version != body.version:
            raise PAPER_CHANGED.at()
        actor = act_of(operator.account)
        lifted = Lifted(operator.account.id, at, body.words, signed.act.id)
        ended = await end_blocks(node, transaction, account, lifted, actor, at)
        opened = await transaction.accounts.restore(account.id)
        blocks: list[Json] = [paper.about() for paper in ended]
        says = {"blocks": blocks, **told_of(node, signed), **version_of(opened)}
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNT_UNBLOCKED, at, actor, act_of(opened), says))
        return opened


async def blocks_to_decide(node: Node, token: str, most: int, at: datetime) -> Sequence[Paper]:
    """Return blocks for a time whose day has come, the oldest first: the operator decides whether to lift them."""
    async with node.store.transaction() as transaction:
        await in_office(transaction, token, LIFT_BLOCK.roles, at)
        states = [ApplicationState.BLOCKED.value]
        return await transaction.papers.due(PaperKind.APPLICATION, at, most, states)


async def _to_lift(transaction: Transaction, operator: Entered, number: UUID) -> Account:
    account = await transaction.accounts.with_id(number)
    if account is None:
        raise NO_SUCH_ACCOUNT.at()
    if account.id == operator.account.id:
        raise OWN_APPLICATION.at()
    if account.state is not AccountState.BLOCKED:
        raise NOT_BLOCKED.at()
    reasons = [application_in(paper).reason for paper in await blocks_of(transaction, account)]
    if BlockReason.DISMISSAL in reasons:
        raise DISMISSED.at()
    return account
