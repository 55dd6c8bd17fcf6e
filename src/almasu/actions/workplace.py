"""The card of a workplace: kept with the registration, renewed by its user when it runs out or changes (SIO25-4.2).

Until when it is in force stands with the account and is read in every act: where it has run out, or its user says that
the workplace reaches the Internet (SIO22-A3.8), nothing but a new card is signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, admitted, leaf, version_of
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.applications.application import Card
from almasu.kernel.applications.card import keeps_out, read_card
from almasu.kernel.applications.problems_of_form import CARD_UNFIT
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text

DECLARED = "declared"
MOST = 10
HUMAN = Text(
    kk="Жұмыс орнымның шарттарға сай екенін растаймын.",
    ru="Подтверждаю, что моё рабочее место соответствует условиям.",
    en="I confirm that my workplace keeps the conditions.",
)


class Workplace(msgspec.Struct, frozen=True):
    """Whose workplace it is, and its card: what the paper of the kind says."""

    account: UUID
    card: Card


async def prepare_card(node: Node, token: str, given: Mapping[str, str | bool], at: datetime) -> PreparedAct:
    """Return the card to be signed by its user; ProblemGroup with one problem beside each value.

    A card that says what keeps its person out is never signed, and ends the one before: who says so works no further.
    """
    conditions = node.law.annexes.workplace_conditions(node.law.edition_at(at))
    card, problems = read_card(conditions, given, at)
    unfit = keeps_out(conditions, card) if {one.kind for one in problems} == {CARD_UNFIT} else ()
    async with node.store.transaction() as transaction:
        person = await admitted(transaction, token, at)
        if unfit:
            await _lapse(node, transaction, person, tuple(one.code for one in unfit), at)
    if problems:
        raise ProblemGroup(problems)
    async with node.store.transaction() as transaction:
        person = await admitted(transaction, token, at)
        body = msgspec.to_builtins(Workplace(person.account.id, card))
        intent = Intent(ActPurpose.WORKPLACE, person.account.person.iin, body, HUMAN)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def _lapse(node: Node, transaction: Transaction, person: Entered, unkept: tuple[str, ...], at: datetime) -> None:
    """End the card in force of a person who says that the workplace does not keep some conditions."""
    changed = await transaction.accounts.set_workplace(person.account.id, at)
    actor, says = act_of(person.account), {"unkept": list(unkept), **version_of(changed)}
    await transaction.journal.append(leaf(node, EntryKind.WORKPLACE_UNFIT, at, actor, actor, says))


async def renew_card(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep the card that its user signed."""
    signed = await signed_act(node, token, act, ActPurpose.WORKPLACE, cms, at)
    body = msgspec.convert(said_by(signed.act.data).body, Workplace)
    async with node.store.transaction() as transaction:
        person = await keep_signed(transaction, token, signed, at)
        actor, says = act_of(person.account), told_of(node, signed)
        return await keep_card(node, transaction, body, actor, at, says)


async def keep_card(
    node: Node,
    transaction: Transaction,
    said: Workplace,
    actor: str,
    at: datetime,
    says: Mapping[str, Json] | None = None,
) -> Paper:
    """Keep a card in place of the one before; its clock runs out when it must be renewed."""
    known = await card_of(transaction, said.account)
    if known is None:
        found_by = {"account": str(said.account)}
        paper = new_paper(node.new_id(), PaperKind.WORKPLACE, DECLARED, at, said, found_by, said.card.expires_at)
    else:
        paper = known.moved(DECLARED, at, said, said.card.expires_at)
    await transaction.papers.keep(paper)
    told = {**paper.told(), **(says or {})}
    await transaction.journal.append(leaf(node, EntryKind.WORKPLACE_DECLARED, at, actor, paper.about(), told))
    changed = await transaction.accounts.set_workplace(said.account, said.card.expires_at)
    of_account: dict[str, Json] = {"workplace": paper.about(), **version_of(changed)}
    await transaction.journal.append(leaf(node, EntryKind.ACCOUNT_CHANGED, at, actor, act_of(changed), of_account))
    return paper


async def card_of(transaction: Transaction, account: UUID) -> Paper | None:
    """Return the paper with an account's card, or None."""
    found = await transaction.papers.found(PaperKind.WORKPLACE, "account", str(account), None, MOST)
    own = (paper for paper in found if msgspec.json.decode(paper.data, type=Workplace).account == account)
    return next(own, None)
