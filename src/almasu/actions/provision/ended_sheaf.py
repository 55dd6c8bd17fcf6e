"""A paper that was returned or destroyed, with the names its act is printed with (FMA-3.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.see_names import names
from almasu.actions.provision.sheaves import sheaf
from almasu.kernel.provision.paper import Sheaf
from almasu.kernel.provision.problems_of_handing import WRONG_STATE
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class EndedSheaf:
    """The paper, names of bodies by BIN, what its set is called, who signed its act ("" where not kept) and when."""

    sheaf: Sheaf
    bodies: Mapping[str, Text]
    data_set: Text | None
    by: str
    at: datetime


async def ended_sheaf(node: Node, token: str, number: UUID, at: datetime) -> EndedSheaf:
    """Return a paper for the print of its act; Problems `paper.unknown`, `provision.handing.state` before its end."""
    one = await sheaf(node, token, number, at)
    if one.ended_at is None or not one.received_at:
        raise WRONG_STATE.at()
    of_set = (one.card.body, one.card.data_set)
    known = await names(node, token, [of_set], at)
    by = ""
    if one.ended_by is not None:
        async with node.store.transaction() as transaction:
            account = await transaction.accounts.with_id(one.ended_by)
        by = "" if account is None else account.person.full_name()
    return EndedSheaf(one, known.bodies, known.sets.get(of_set), by, one.ended_at)
