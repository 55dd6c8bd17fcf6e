"""A consent on paper that is taken back by courier before a second person confirmed it (CIS-8.4, CIS-1f).

What takes a consent back narrows, and counts at once: the consent must never come into force, whoever confirms it
afterwards. It is settled as taken back; nothing else changes, for nothing of it was in force.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from uuid import UUID

from almasu.actions.interstate.acting import Acting, acting
from almasu.actions.interstate.carrying import MOST_OF_ONE, OF_CASE, keep_packet
from almasu.actions.interstate.confirm_packet import SETTLED, ToConfirm, waiting_of
from almasu.actions.node import Node
from almasu.kernel.interstate.packets import PacketState
from almasu.kernel.interstate.parcels import AnswersOnward, Consents, Parcel, TakesBack, TakesOnwardBack
from almasu.kernel.interstate.secrecy import Consent
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import ENTER_PACKETS


async def consents_waiting(node: Node, token: str, case: UUID, at: datetime) -> Sequence[Consent]:
    """Return the consents to disclose a request of one's own body that came on paper and wait for a second person."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ENTER_PACKETS, at)
        parcels = [one.entered.parcel async for one in _waiting(transaction, who, case)]
        return [one.consent for one in parcels if isinstance(one, Consents)]


async def take_back_waiting(
    node: Node, transaction: Transaction, who: Acting, about: UUID, parcel: Parcel, at: datetime
) -> bool:
    """Settle what waits and is taken back by a parcel, each with its leaf; tell whether there was any."""
    found = False
    async for one in _waiting(transaction, who, about):
        if _takes_back(parcel, one.entered.parcel):
            kept, found = one.kept, True
            paper = kept.paper.moved(PacketState.TAKEN_BACK, at, kept.packet)
            await keep_packet(node, transaction, paper, kept.packet, "taken_back", who.said, at)
            await transaction.papers.keep(one.paper.moved(SETTLED, at, one.entered))
    return found


async def _waiting(transaction: Transaction, who: Acting, about: UUID) -> AsyncIterator[ToConfirm]:
    """Yield what about one thing of one's own body waits for a second person, each locked."""
    states = [PacketState.TO_CONFIRM.value]
    papers = await transaction.papers.found(PaperKind.CIS_PACKET, OF_CASE, str(about), None, MOST_OF_ONE, states)
    for paper in papers:
        found = await waiting_of(transaction, who, paper.id)
        if found is not None:
            yield found


def _takes_back(parcel: Parcel, waits: Parcel) -> bool:
    """Tell whether a parcel takes back the very consent that waits."""
    match parcel, waits:
        case TakesBack(), Consents():
            return parcel.act == waits.consent.act
        case TakesOnwardBack(), AnswersOnward():
            return parcel.number == waits.number
        case _:
            return False
