"""Forget authenticators: those of an account that is registered anew open nothing any more (SIO25-9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.authenticator import KeptAuthenticator
from almasu.kernel.ports import Transaction

IN_USE, REMOVED = "in_use", "removed"
MOST_EVER = 100


async def authenticators_of(transaction: Transaction, account: Account) -> Sequence[Paper]:
    """Return the papers of an account's authenticators that are in use, the newest first."""
    papers = await transaction.papers.found(PaperKind.AUTHENTICATOR, "account", str(account.id), None, MOST_EVER)
    return [paper for paper in papers if paper.state == IN_USE and kept_in(paper).account == account.id]


async def forget_authenticators(node: Node, transaction: Transaction, account: Account, at: datetime) -> None:
    """Take every authenticator of an account out of use, each with its leaf."""
    for paper in await authenticators_of(transaction, account):
        await forget(node, transaction, paper, act_of(account), at)


async def forget(node: Node, transaction: Transaction, paper: Paper, actor: str, at: datetime) -> Paper:
    """Take one authenticator out of use."""
    removed = paper.moved(REMOVED, at, kept_in(paper))
    await transaction.papers.keep(removed)
    entry = leaf(node, EntryKind.AUTHENTICATOR_REMOVED, at, actor, removed.about(), removed.told())
    await transaction.journal.append(entry)
    return removed


def kept_in(paper: Paper) -> KeptAuthenticator:
    """Return what a paper of the kind says."""
    return msgspec.json.decode(paper.data, type=KeptAuthenticator)
