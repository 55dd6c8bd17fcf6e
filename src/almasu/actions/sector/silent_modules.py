"""See which modules may send and are not heard: of one's own organisation, all of them for the centre (ASOI-9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting
from almasu.actions.sector.modules import KIND, MOST, module_in
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.signals import SEE_MODULES
from almasu.kernel.sector.contact import is_silent
from almasu.kernel.sector.modules import Module, ModuleState
from almasu.kernel.sector.seeing import sees_signals_of


@dataclass(frozen=True, slots=True)
class Silent:
    """A module that may send and is not heard: its paper, whose it is, and when it was heard of last."""

    number: UUID
    module: Module
    heard_at: datetime | None


async def silent_modules(node: Node, token: str, at: datetime) -> Sequence[Silent]:
    """Return the silent modules that somebody may see, the longest silence first."""
    async with node.store.transaction() as transaction:
        return await silent_of(transaction, await acting(transaction, token, SEE_MODULES, at), at)


async def silent_of(transaction: Transaction, who: Acting, at: datetime) -> Sequence[Silent]:
    """Return the modules that may send and are silent, of whoever's organisation it is; the longest silence first."""
    papers = await transaction.papers.in_states(KIND, [ModuleState.LET_IN], None, MOST)
    every = [(paper.id, module_in(paper)) for paper in papers]
    seen = [
        (number, one, bytes.fromhex(one.certificate))
        for number, one in every
        if one.until > at and sees_signals_of(one.organisation, who.actor)
    ]
    shown = [certificate for *_, certificate in seen]
    contacts = await transaction.signals.contacts(shown)
    spells = await transaction.signals.latest_spells(shown)
    found = []
    for number, one, certificate in seen:
        heard = [contacts[certificate].last_at] if certificate in contacts else []
        heard += [spells[certificate].until] if certificate in spells else []
        last = max(heard, default=None)
        if is_silent(last, at):
            found.append(Silent(number, one, last))
    return sorted(found, key=lambda one: (0.0 if one.heard_at is None else one.heard_at.timestamp(), one.number))
