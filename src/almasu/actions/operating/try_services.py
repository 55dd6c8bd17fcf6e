"""See how registers and services stand, and try the services now: for the operator alone (SIO25-14.1, SIO25-14.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.entering import in_office
from almasu.actions.node import Node
from almasu.actions.operating.emergencies import silent_places
from almasu.actions.operating.watch_services import Tried, tried
from almasu.kernel.operating.probe import Probe
from almasu.kernel.powers.over_users import TRY_SERVICES
from almasu.kernel.requests.request import QuestionState

LATELY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Health:
    """`registers` counts the questions asked lately by register and state; `services` tells how each was found now.

    `silent` are the registers that are not asked now, since they failed again and again.
    """

    since: datetime
    registers: Mapping[int, Mapping[QuestionState, int]]
    services: Sequence[Tried]
    silent: frozenset[int] = frozenset()


async def health(node: Node, token: str, probes: Sequence[Probe], at: datetime) -> Health:
    """Try every service now and count what registers answered in the last hour."""
    since = at - LATELY
    async with node.store.transaction() as transaction:
        await in_office(transaction, token, TRY_SERVICES.roles, at)
        registers = await transaction.oversight.states_since(since)
        places = await silent_places(transaction)
    silent = frozenset(number for number in registers if f"resource:{number}" in places)
    return Health(since, registers, await tried(probes, at), silent)
