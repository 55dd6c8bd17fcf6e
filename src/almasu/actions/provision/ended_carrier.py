"""A carrier that was returned or destroyed, with the names its act is printed with (FMA-3.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.carriers import one_carrier
from almasu.actions.provision.see_names import names
from almasu.kernel.provision.carrier import Carrier
from almasu.kernel.provision.problems_of_handing import WRONG_STATE
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class EndedCarrier:
    """The carrier, the names of its bodies by BIN, who signed its act ("" where that was not kept) and when."""

    carrier: Carrier
    names: Mapping[str, Text]
    by: str
    at: datetime


async def ended_carrier(node: Node, token: str, number: UUID, at: datetime) -> EndedCarrier:
    """Return a carrier for the print of its act; Problems `paper.unknown`, `provision.handing.state` before its end."""
    one = await one_carrier(node, token, number, at)
    if one.ended_at is None:
        raise WRONG_STATE.at()
    known = await names(node, token, [(one.manifest.body, "")], at)
    by = ""
    if one.ended_by is not None:
        async with node.store.transaction() as transaction:
            account = await transaction.accounts.with_id(one.ended_by)
        by = "" if account is None else account.person.full_name()
    return EndedCarrier(one, known.bodies, by, one.ended_at)
