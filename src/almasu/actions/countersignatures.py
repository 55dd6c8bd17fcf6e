"""Countersignatures as people see them: those that wait for a head, and those an officer asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import consented
from almasu.actions.node import Node
from almasu.actions.visit import as_head, make_sure_head_is_not_shut, signer_of
from almasu.kernel.grounds.countersignature import (
    CountersignatureSays,
    CountersignatureState,
    countersignature_says,
)
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction

MOST = 100
KIND = PaperKind.COUNTERSIGNATURE


@dataclass(frozen=True, slots=True)
class Countersigned:
    """A paper, what it says, the name of the officer who asks.

    `living` while it may still be signed or sent; `own` where whoever looks is that officer.
    """

    paper: Paper
    says: CountersignatureSays
    officer: str
    living: bool
    own: bool = False


async def waiting_for_me(node: Node, token: str, at: datetime) -> Sequence[Countersigned]:
    """Return what waits for the signature of whoever is here, signed in or come with the EDS alone."""
    async with node.store.single() as store:
        signer = await as_head(store, token, at)
        asked = (CountersignatureState.ASKED,)
        found = await store.papers.found(KIND, "head", signer.visitor.iin, None, MOST, asked)
        told = [await _told(store, paper, at) for paper in found]
    return [one for one in told if one.living]


async def asked_by_me(node: Node, token: str, at: datetime) -> Sequence[Countersigned]:
    """Return what the person asked their head to sign, the latest first."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        found = await store.papers.found(KIND, "account", str(person.account.id), None, MOST)
        return [await _told(store, paper, at, own=True) for paper in found]


async def view_countersignature(node: Node, token: str, paper: UUID, at: datetime) -> Countersigned:
    """Return a paper to its officer or its head; Problem `paper.unknown` to anybody else as for none."""
    async with node.store.single() as store:
        signer = await signer_of(store, token, at)
        found = await store.papers.latest(paper, KIND)
        if found is None:
            raise PAPER_UNKNOWN.at()
        says = countersignature_says(found)
        own = signer.account is not None and signer.account.id == says.account
        if not own and says.head_iin != signer.visitor.iin:
            raise PAPER_UNKNOWN.at()
        if not own:
            await make_sure_head_is_not_shut(store, signer)
        return await _told(store, found, at, own=own)


async def _told(store: Transaction, paper: Paper, at: datetime, *, own: bool = False) -> Countersigned:
    says = countersignature_says(paper)
    account = await store.accounts.with_id(says.account)
    living = paper.state != CountersignatureState.USED and paper.due_at is not None and at < paper.due_at
    return Countersigned(paper, says, "" if account is None else account.person.full_name(), living, own)
