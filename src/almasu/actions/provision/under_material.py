"""What lies under a material apart from what was received for it, and goes with it all the same (FMA-6.1, FMA-6.2).

Questions that wait still, papers that are being keyed, scans of papers, sessions at a workplace with what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec

from almasu.actions.provision.keyings import keying_in
from almasu.actions.provision.materials import OF_MATERIAL
from almasu.actions.provision.sheaves import sheaf_in
from almasu.actions.provision.sittings import looks_of, sitting_in
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.keying import WAITING
from almasu.kernel.provision.question import AskingState, asking_in
from almasu.kernel.provision.under_material import Under, UnderKind

AT_ONCE = 50


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
