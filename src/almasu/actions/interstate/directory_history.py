"""One entry of the directory with everything that was ever entered of it: when, by whom, on which paper (CIS-5.1).

Nothing that was entered is rewritten: a change is a further version, and what was struck out stays to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.interstate.acting import acting, law_of
from almasu.actions.interstate.directory import (
    ENTERED,
    MOST,
    STRUCK,
    EnteredBody,
    EnteredNotice,
    EnteredSystem,
    number_of,
    systems_of,
)
from almasu.actions.node import Node
from almasu.kernel.interstate.parties import Body, Directory, Party
from almasu.kernel.interstate.problems_of_directory import ENTRY_UNKNOWN
from almasu.kernel.interstate.systems import System
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import SEE_DIRECTORY

Said = EnteredBody | EnteredNotice | EnteredSystem
TYPES: dict[PaperKind, type[Said]] = {
    PaperKind.CIS_BODY: EnteredBody,
    PaperKind.CIS_NOTICE: EnteredNotice,
    PaperKind.CIS_SYSTEM: EnteredSystem,
}


@dataclass(frozen=True, slots=True)
class Version:
    """What somebody entered at a moment; `struck` where it strikes out what stood, `due_at` until when it was to tell.

    `by` is empty of what was there before anybody's entries were noted by name.
    """

    at: datetime
    by: str
    said: Said
    struck: bool
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A Party, a body or a system as it stands, the directory around it, and its versions, the latest first."""

    number: UUID
    of: Party | Body | System
    directory: Directory
    versions: Sequence[Version]


async def directory_entry(node: Node, token: str, number: UUID, at: datetime) -> Entry:
    """Return an entry with its history; Problem `cis.entry_unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_DIRECTORY, at)
        systems = await systems_of(law_of(node), transaction)
        known: tuple[Party | Body | System, ...] = (*who.directory.parties, *who.directory.bodies, *systems)
        found = next((one for one in known if number_of(one) == number), None)
        if found is None:
            raise ENTRY_UNKNOWN.at("entry")
        papers = await _papers_of(transaction, found)
        versions = [_read(version) for paper in papers for version in await transaction.papers.versions(paper)]
        versions.sort(key=lambda one: one.at)
        return Entry(number, found, who.directory, versions[::-1])


async def _papers_of(transaction: Transaction, one: Party | Body | System) -> Sequence[UUID]:
    """Return the papers that tell of an entry: of a Party, each notice is a paper of its own."""
    if not isinstance(one, Party):
        return [number_of(one)]
    notices = await transaction.papers.in_states(PaperKind.CIS_NOTICE, [ENTERED, STRUCK], None, MOST)
    read = [(paper.id, msgspec.json.decode(paper.data, type=EnteredNotice)) for paper in notices]
    return [number for number, notice in read if notice.party == one.code]


def _read(paper: Paper) -> Version:
    said: Said = msgspec.json.decode(paper.data, type=TYPES[paper.kind])
    return Version(paper.at, said.entered_by, said, paper.state == STRUCK, paper.due_at)
