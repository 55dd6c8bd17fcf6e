"""What lies under a material apart from what was received for it, and goes with it all the same (FMA-6.1, FMA-6.2).

Questions that wait still, papers that are being keyed, scans of papers, sessions at a workplace with what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.keyings import keying_in
from almasu.actions.provision.materials import OF_MATERIAL
from almasu.actions.provision.questions import SYSTEM
from almasu.actions.provision.sheaves import sheaf_in
from almasu.actions.provision.sittings import looks_of, sitting_in
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.keying import WAITING, KeyingState, gone_with_material
from almasu.kernel.provision.material import Holds
from almasu.kernel.provision.question import AskingState, asking_in
from almasu.kernel.provision.received_card import ReceivedState
from almasu.kernel.provision.under_material import Under, UnderKind

AT_ONCE = 50
SEALED_KEYINGS = (*WAITING, KeyingState.RECEIVED)
"""The states of a keying whose typed values lie under its material."""


async def lying_under(transaction: Transaction, material: UUID, *, most: int = AT_ONCE) -> tuple[Under, ...]:
    """Return what lies under a material apart from received data, of each kind the newest, no content."""

    async def found(kind: PaperKind, states: Sequence[str] | None = None) -> Sequence[Paper]:
        return await transaction.papers.found(kind, OF_MATERIAL, str(material), None, most, states)

    async def of(kind: PaperKind, told: Callable[[Paper], Under], states: Sequence[str] | None = None) -> list[Under]:
        return [told(paper) for paper in await found(kind, states)]

    sessions = await of(PaperKind.PROVISION_SITTING, _session)
    seen = [msgspec.structs.replace(one, count=await looks_of(transaction, one.id)) for one in sessions]
    return (
        *await of(PaperKind.PROVISION_QUESTION, _question, [AskingState.WAITING]),
        *await of(PaperKind.PROVISION_KEYING, _keying, WAITING),
        *await of(PaperKind.PROVISION_SHEAF, _scan),
        *seen,
    )


async def held_under(transaction: Transaction, material: UUID) -> Holds:
    """Return how much a material holds, by what it is."""
    papers, number = transaction.papers, str(material)
    return Holds(
        received=await papers.tally(PaperKind.PROVISION_RECEIVED, OF_MATERIAL, number, [ReceivedState.HELD]),
        looks=await papers.tally(PaperKind.PROVISION_LOOK, OF_MATERIAL, number),
        scans=await papers.tally(PaperKind.PROVISION_SHEAF, OF_MATERIAL, number),
        keyings=await papers.tally(PaperKind.PROVISION_KEYING, OF_MATERIAL, number, SEALED_KEYINGS),
    )


async def end_keyings(node: Node, transaction: Transaction, material: UUID, at: datetime) -> None:
    """End the keyings that waited for another hand: what was typed went with the material; each has its leaf."""
    kind, number = PaperKind.PROVISION_KEYING, str(material)
    while papers := await transaction.papers.found(kind, OF_MATERIAL, number, None, AT_ONCE, WAITING):
        for paper in papers:
            keying = gone_with_material(keying_in(paper), at)
            after = paper.moved(keying.state, at, keying)
            await transaction.papers.keep(after)
            says = {**after.told(), "step": "gone_with_material", "material": number}
            told = leaf(node, EntryKind.PROVISION_KEYING_MOVED, at, SYSTEM, after.about(), says)
            await transaction.journal.append(told)


def _question(paper: Paper) -> Under:
    asked = asking_in(paper).question
    return Under(UnderKind.QUESTION, paper.id, asked.body, asked.data_set, asked.at)


def _keying(paper: Paper) -> Under:
    keying = keying_in(paper)
    return Under(UnderKind.KEYING, paper.id, keying.body, keying.data_set, keying.first_at)


def _scan(paper: Paper) -> Under:
    sheaf = sheaf_in(paper)
    pages = 0 if sheaf.scan is None else sheaf.scan.pages
    return Under(UnderKind.SCAN, paper.id, sheaf.card.body, sheaf.card.data_set, paper.at, pages)


def _session(paper: Paper) -> Under:
    sitting = sitting_in(paper)
    return Under(UnderKind.SESSION, paper.id, sitting.body, sitting.data_set, sitting.since)
