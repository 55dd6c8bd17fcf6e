"""Whether a set may be given at the workplace at this moment: by its act, its ladder and the rules (FMA-3.2, FMA-5)."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import unkept_now
from almasu.actions.provision.ladders import KeptLadders
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.ladder import must_carry
from almasu.kernel.provision.transfer import facts_of, must_be_lawful
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem


async def why_not_by_workplace(
    node: Node, transaction: Transaction, body: str, data_set: str, at: datetime
) -> Problem | None:
    """Return why not, None where it may: the ladder is read as it stands and not locked."""
    try:
        under = await StoredJointActs(transaction.papers).act_in_force(body, data_set, at)
        ladder = await KeptLadders(node, transaction).one(body, data_set)
        must_carry(ladder, Way.WORKPLACE, at)
        unkept = await unkept_now(transaction, body, at)
        facts = facts_of(under, ladder, under.content.purposes[0].value, at, unkept=unkept)
        must_be_lawful(law_of(node).judged("transferred", facts))
    except Problem as no:
        return no
    return None
