"""People in departmental control: who is absent, moved or blocked; what orders of the body say of leave and duty.

A note of a leave blocks nobody: requests under the account in that time are told as an oddity (SIO25-8, SIO25-21.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.actions.control.appoint import Controller, controller_of
from almasu.actions.control.gather_away import Away, gather_away
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.sign_off import typed_wrong
from almasu.kernel.control.away import LONGEST, NOTED, AwayNote, AwayState, Why, away_in
from almasu.kernel.control.problems import AWAY_DAYS, AWAY_WHY
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.problems import NO_SUCH_ACCOUNT
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.free_text import free_text
from almasu.law.canonical import Json
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

LONGEST_GROUND = 200
GROUND = Text(kk="Негізі (бұйрық)", ru="Основание (приказ)", en="Ground (the order)")


@dataclass(frozen=True, slots=True)
class AwayForm:
    """A note as typed."""

    account: UUID
    why: Why
    since: date
    until: date | None
    ground: str


async def view_people(node: Node, token: str, at: datetime) -> Sequence[Away]:
    """Return who of the own body must not work or must not have, the latest first; the look is a leaf."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await gather_away(node, transaction, controller.account.body_bin, at)
        says: dict[str, Json] = {"away": len(found), "order": controller.order.about()}
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNTS_VIEWED, at, actor, actor, says))
        return found


async def people_of_body(node: Node, token: str, most: int, at: datetime) -> Sequence[Account]:
    """Return the people of the own body, of whom a note may be kept; the look is a leaf."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await transaction.accounts.of_body(controller.account.body_bin, None, most)
        says: dict[str, Json] = {"shown": len(found), "order": controller.order.about()}
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNTS_VIEWED, at, actor, actor, says))
        return found


async def one_away(node: Node, token: str, paper: UUID, at: datetime) -> AwayNote:
    """Return a note of the own body; Problem `paper.unknown` for a foreign and a missing one alike."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        found = await store.papers.latest(paper, PaperKind.AWAY)
        if found is None or away_in(found).body_bin != controller.account.body_bin:
            raise PAPER_UNKNOWN.at()
        return away_in(found)


async def note_away(node: Node, token: str, form: AwayForm, at: datetime) -> Paper:
    """Write down a leave, an illness, a trip or a night duty of somebody of the own body."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        wrong = _wrong(form)
        if wrong:
            raise ProblemGroup(wrong)
        account = await transaction.accounts.with_id(form.account)
        if account is None or account.body_bin != controller.account.body_bin:
            raise NO_SUCH_ACCOUNT.at("account")
        note = AwayNote(
            body_bin=account.body_bin,
            account=account.id,
            why=form.why,
            since=form.since,
            until=form.until,
            ground=free_text(form.ground),
            noted_by=controller.account.id,
            order=controller.order.id,
        )
        keys = {"body": note.body_bin, "account": str(account.id)}
        paper = new_paper(node.new_id(), PaperKind.AWAY, AwayState.NOTED.value, at, note, keys)
        await _keep(node, transaction, controller, paper, at)
        return paper


async def withdraw_away(node: Node, token: str, paper: UUID, at: datetime) -> Paper:
    """Withdraw a note that was wrong; it stays in the journal."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await transaction.papers.to_change(paper, PaperKind.AWAY)
        if found is None or away_in(found).body_bin != controller.account.body_bin:
            raise PAPER_UNKNOWN.at()
        if found.state != AwayState.NOTED:
            return found
        note = msgspec.structs.replace(away_in(found), withdrawn_by=controller.account.id)
        after = found.moved(AwayState.WITHDRAWN.value, at, note)
        await _keep(node, transaction, controller, after, at)
        return after


async def _keep(node: Node, transaction: Transaction, controller: Controller, paper: Paper, at: datetime) -> None:
    await transaction.papers.keep(paper)
    actor = act_of(controller.account)
    says = {**paper.told(), "why": away_in(paper).why.value, "order": controller.order.about()}
    await transaction.journal.append(leaf(node, EntryKind.AWAY_NOTED, at, actor, paper.about(), says))


def _wrong(form: AwayForm) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    if form.why not in NOTED:
        problems.append(AWAY_WHY.at("why"))
    if form.until is not None and not form.since <= form.until <= form.since + LONGEST:
        problems.append(AWAY_DAYS.at("until"))
    ground = typed_wrong(free_text(form.ground), "ground", GROUND, LONGEST_GROUND)
    return tuple(problems if ground is None else [*problems, ground])
