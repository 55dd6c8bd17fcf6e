"""Confirm that the EDS password was changed: monthly, by the person, as a leaf (SIO25-12.4)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from almasu.actions.entering import act_of, leaf, living
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.password import Confirmed, PasswordStanding, PasswordState, standing_of
from almasu.kernel.parties.problems import ACCOUNT_BLOCKED, PASSWORD_OVERDUE, SESSION_STAGE
from almasu.kernel.ports import Transaction

CONFIRMED = "confirmed"
MOST = 10


async def confirm_password(node: Node, token: str, at: datetime) -> PasswordStanding | None:
    """Keep the confirmation of somebody whose EDS was proved in this session, before or after the second factor."""
    async with node.store.transaction() as transaction:
        account = (await living(transaction, token, at)).account
        if account is None:
            raise SESSION_STAGE.at()
        if account.state.shut:
            raise ACCOUNT_BLOCKED.at()
        known = await _kept(transaction, account)
        said = Confirmed(account.id, at)
        if known is None:
            found_by = {"account": str(account.id)}
            paper = new_paper(node.new_id(), PaperKind.PASSWORD, CONFIRMED, at, said, found_by)
        else:
            paper = known.moved(CONFIRMED, at, said)
        await transaction.papers.keep(paper)
        actor = act_of(account)
        entry = leaf(node, EntryKind.PASSWORD_CONFIRMED, at, actor, paper.about(), paper.told())
        await transaction.journal.append(entry)
        return standing_of(account, at, at)


async def password_standing(transaction: Transaction, account: Account, at: datetime) -> PasswordStanding | None:
    """Return how the monthly duty of a person stands."""
    paper = await _kept(transaction, account)
    confirmed_at = None if paper is None else msgspec.json.decode(paper.data, type=Confirmed).at
    return standing_of(account, confirmed_at, at)


async def stop_where_overdue(transaction: Transaction, account: Account, at: datetime) -> None:
    """Stop an entry whose person has not confirmed the change in time; Problem `password.overdue`."""
    standing = await password_standing(transaction, account, at)
    if standing is not None and standing.state is PasswordState.OVERDUE:
        raise PASSWORD_OVERDUE.at(since=standing.since.strftime("%d.%m.%Y"))


async def _kept(transaction: Transaction, account: Account) -> Paper | None:
    found = await transaction.papers.found(PaperKind.PASSWORD, "account", str(account.id), None, MOST)
    own = (paper for paper in found if msgspec.json.decode(paper.data, type=Confirmed).account == account.id)
    return next(own, None)
