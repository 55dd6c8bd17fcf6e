"""Take back a delivery that counted: what it stood in place of counts again (FMA-3.1, FMA-5).

A full set replaces all that was given before. That is kept beside it for thirty days, so that a wrong file is undone by
the body that gave it: the delivery before counts from then on; where it is destroyed already, nothing of the set counts
until the body gives it anew. What was found in it for materials stays as it was received.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.actions.node import Node
from almasu.actions.provision.acting import acting
from almasu.actions.provision.deliveries import of_theirs, to_change, told
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.obligations import KeptObligations
from almasu.kernel.powers.provision_feeds import GIVE_FEED
from almasu.kernel.provision.delivery import Delivery, DeliveryState, TakenBack
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.problems_of_feeds import NOT_THE_LAST
from almasu.kernel.provision.seat import LEAST_WORDS


class Why(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a delivery is taken back."""

    why: Annotated[str, msgspec.Meta(max_length=300)]


async def take_back(node: Node, token: str, number: UUID, said: Why, at: datetime) -> Delivery:
    """Take back the last delivery of a set that counts; what the body owed by it is owed again.

    Problems: `provision.delivery.absent`, `.not_the_last`, `provision.words_needed`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, GIVE_FEED, at)
        of_theirs(await transaction.deliveries.one(number), who.actor)
        if len(said.why.split()) < LEAST_WORDS:
            raise WORDS_NEEDED.at("why")
        before = await to_change(transaction, number)
        # With the ladder of the set locked no other delivery of it comes to count meanwhile.
        await KeptLadders(node, transaction).way_now(before.body, before.data_set.code, at)
        done = await transaction.deliveries.done_of(before.body, before.data_set.code)
        if not done or done[0].id != number:
            raise NOT_THE_LAST.at("delivery")
        after = replace(before, state=DeliveryState.WITHDRAWN, taken_back=TakenBack(who.said, at, said.why))
        await transaction.deliveries.move(after)
        duties = KeptObligations(node, transaction, who.said)
        for one in after.settled:
            await duties.reopen(one, at)
        await told(node, transaction, after, who.said, at, {"why": said.why})
        return after
