"""Declare what software an organisation uses, and see whom a vulnerability alert concerns (ASOI-3.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, connected
from almasu.actions.sector.documents import Kept, read, shown_to
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.exchanging import DECLARE_SOFTWARE, SEE_CONCERN, SEE_SOFTWARE
from almasu.kernel.sector.alert import VulnerabilityAlert
from almasu.kernel.sector.concerns import Concern, Match, affected_by, matches
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.kept import found_by
from almasu.kernel.sector.software import Item, Software, items_of
from almasu.kernel.sector.software_in import software_in

DECLARED = "declared"
MOST_ORGANISATIONS = 5_000
KIND = PaperKind.SECTOR_SOFTWARE


async def declare(node: Node, token: str, lines: str, named_to_centre: bool, at: datetime) -> Software:
    """Keep what an organisation uses, in place of what it declared before; ProblemGroup with each wrong line."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECLARE_SOFTWARE, at)
        return await _keep(node, transaction, who, items_of(lines), named_to_centre, at)


async def declare_file(node: Node, token: str, data: bytes, named_to_centre: bool, at: datetime) -> Software:
    """Keep what a file lists, CSV or CycloneDX, in place of what was declared before; Problems of `software_in`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECLARE_SOFTWARE, at)
        return await _keep(node, transaction, who, software_in(data), named_to_centre, at)


async def _keep(
    node: Node, transaction: Transaction, who: Acting, items: tuple[Item, ...], named: bool, at: datetime
) -> Software:
    organisation = who.actor.organisation
    software = Software(organisation, items, named)
    before = await transaction.papers.to_change(_number(node, organisation), KIND)
    if before is None:
        paper = new_paper(_number(node, organisation), KIND, DECLARED, at, software, found_by(organisation))
    else:
        paper = before.moved(DECLARED, at, software)
    await transaction.papers.keep(paper)
    says = {**paper.told(), "items": len(items), "named_to_centre": named}
    told = leaf(node, EntryKind.SECTOR_SOFTWARE_DECLARED, at, who.said, paper.about(), says)
    await transaction.journal.append(told)
    return software


async def declared(node: Node, token: str, at: datetime) -> Software:
    """Return what one's own organisation declared; empty where it declared nothing yet."""
    async with node.store.transaction() as transaction:
        organisation = (await acting(transaction, token, SEE_SOFTWARE, at)).actor.organisation
        return await _of(node, transaction, organisation)


async def _of(node: Node, transaction: Transaction, organisation: str) -> Software:
    paper = await transaction.papers.latest(_number(node, organisation), KIND)
    return Software(organisation, (), named_to_centre=False) if paper is None else software_of(paper)


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom an alert concerns, as somebody may know it.

    `own` is what it matches of one's own organisation. For the centre: of how many organisations that declared anything
    it concerns how many surely and how many perhaps, and those of them, by BIN and name, that let themselves be named.
    """

    own: tuple[Match, ...] = ()
    declared: int = 0
    surely: int = 0
    perhaps: int = 0
    named: tuple[tuple[str, str, tuple[Match, ...]], ...] = ()


async def concerned(node: Node, token: str, number: UUID, at: datetime) -> Concerned:
    """Return whom a vulnerability alert concerns; Problem `paper.unknown` where there is none for whoever asks."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_CONCERN, at)
        kept = await read(transaction, number, who.actor)
        affected = affected_in(shown_to(kept, who.actor))
        if not who.actor.is_centre:
            return Concerned(own=matches(affected, await _of(node, transaction, who.actor.organisation)))
        found = await of_all(transaction, affected)
        says = {"declared": found.declared, "surely": found.surely, "perhaps": found.perhaps}
        told = leaf(node, EntryKind.SECTOR_CONCERN_VIEWED, at, who.said, kept.paper.about(), dict(says))
        await transaction.journal.append(told)
        return found


def affected_in(kept: Kept) -> tuple[Item, ...]:
    """Return the products a vulnerability alert is about; Problem `paper.unknown` where it is another document."""
    if kept.document.kind is not DocumentKind.VULNERABILITY_ALERT:
        raise PAPER_UNKNOWN.at()
    return affected_by(msgspec.json.decode(kept.document.content, type=VulnerabilityAlert))


async def of_all(transaction: Transaction, affected: Iterable[Item]) -> Concerned:
    """Return whom products concern, as the centre may know it: counts of all, names of those who let it."""
    products = tuple(affected)
    profiles = await connected(transaction)
    papers = await transaction.papers.in_states(KIND, [DECLARED], None, MOST_ORGANISATIONS)
    softwares = [one for one in map(software_of, papers) if one.items]
    found = [(one, matches(products, one)) for one in softwares]
    concerned_by = [(one, matched) for one, matched in found if matched]
    surely = sum(any(match.concern is Concern.YES for match in matched) for _, matched in concerned_by)
    named = [
        (one.organisation, profiles[one.organisation].name if one.organisation in profiles else "", matched)
        for one, matched in concerned_by
        if one.named_to_centre
    ]
    return Concerned((), len(softwares), surely, len(concerned_by) - surely, tuple(sorted(named)[:MOST_ORGANISATIONS]))


def software_of(paper: Paper) -> Software:
    """Return the declaration that a paper holds."""
    return msgspec.json.decode(paper.data, type=Software)


def _number(node: Node, organisation: str) -> UUID:
    """Return the number of an organisation's declaration: one for each."""
    return uuid5(UUID(int=0), f"software/{organisation}/{node.audience}")
