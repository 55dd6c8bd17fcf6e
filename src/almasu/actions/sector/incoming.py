"""What others published, for the sectoral centre: seen, added to by file, made into an alert (ASOI-3.5)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting
from almasu.actions.sector.software import Concerned, of_all
from almasu.actions.turn_pages import listing
from almasu.kernel.interchange.csaf_check import FaultFound, faults_of
from almasu.kernel.interchange.csaf_in import Advisory
from almasu.kernel.interchange.epss import scores_of, year_of
from almasu.kernel.interchange.incoming import (
    ADVISORIES,
    BY_HAND,
    CENTRE,
    Fetched,
    FileKind,
    PulledFile,
    SourceStands,
    pulled,
)
from almasu.kernel.interchange.misp import alert_in
from almasu.kernel.interchange.reading import advisory_of, exploited_of, kind_of
from almasu.kernel.interchange.taking import Taken
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.exchanging import SEE_INCOMING
from almasu.kernel.sector.software import Item, items_of
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

MOST = 50
MOST_LISTS = 20
MOST_YEARS = 60

NO_ADVISORY = ProblemKind(
    "interchange.no_advisory",
    422,
    Text(
        kk="Файл CSAF хабарламасы да, CVE жазбасы да емес.",
        ru="Файл не является ни документом CSAF, ни записью CVE.",
        en="The file is neither a CSAF advisory nor a record of CVE.",
    ),
    Text(
        kk="CSAF 2.0 құжатын не жарияланған CVE JSON 5 жазбасын беріңіз.",
        ru="Дайте документ CSAF 2.0 или опубликованную запись CVE JSON 5.",
        en="Give a CSAF 2.0 document or a published record of CVE JSON 5.",
    ),
    ("ASOI-3.5",),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about an advisory beside itself: until when to mend what is exploited, how likely it is (EPSS)."""

    file: PulledFile
    advisory: Advisory
    exploited: Mapping[str, date | None]
    likely: float | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An advisory as the centre sees it: with the faults of its form, and whom it concerns."""

    known: Known
    faults: tuple[FaultFound, ...]
    concerned: Concerned


@dataclass(frozen=True, slots=True)
class Event:
    """An event of MISP that came: what of it fills an alert, and what is lost."""

    file: PulledFile
    taken: Taken


async def advisories(node: Node, token: str, after: str, at: datetime) -> Page[Known]:
    """Return advisories that came for the centre, newest first, from a cursor on."""
    async with node.store.transaction() as transaction:
        files = await _page(node, transaction, token, ADVISORIES, after, at)
        return Page(await _known(transaction, files.items), files.after)


async def events(node: Node, token: str, after: str, at: datetime) -> Page[Event]:
    """Return events of MISP that came for the centre, newest first, with the marks that they carry."""
    async with node.store.transaction() as transaction:
        files = await _page(node, transaction, token, (FileKind.MISP,), after, at)
        return Page([Event(one, alert_in(one.body)) for one in files.items], files.after)


async def _page(
    node: Node, transaction: Transaction, token: str, kinds: Sequence[FileKind], after: str, at: datetime
) -> Page[PulledFile]:
    who = await acting(transaction, token, SEE_INCOMING, at)
    of_it = listing(node, str(who.actor.account), Collection.INCOMING, *kinds)
    files = await transaction.incoming.page(CENTRE, kinds, of_it.place(after), MOST + 1)
    return of_it.cut(files, MOST, lambda one: Place(one.came_at, one.id))


async def open_advisory(node: Node, token: str, number: UUID, at: datetime) -> Opened:
    """Return an advisory that came, and whom it concerns; Problem `paper.unknown` where there is none."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_INCOMING, at)
        (known,) = await _known(transaction, [await advisory_file(transaction, number)])
        concerned = await of_all(transaction, products_of(known.advisory))
        says = {"declared": concerned.declared, "surely": concerned.surely, "perhaps": concerned.perhaps}
        about = f"incoming:{number}"
        await transaction.journal.append(leaf(node, EntryKind.SECTOR_CONCERN_VIEWED, at, who.said, about, dict(says)))
        faults = faults_of(known.file.body) if known.file.kind is FileKind.CSAF else ()
        return Opened(known, faults, concerned)


async def original(node: Node, token: str, number: UUID, at: datetime) -> PulledFile:
    """Return a file as it came; Problem `paper.unknown` where there is none."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_INCOMING, at)
        found = await transaction.incoming.one(number, CENTRE)
        if found is None:
            raise PAPER_UNKNOWN.at()
        return found


async def sources(node: Node, token: str, at: datetime) -> Sequence[SourceStands]:
    """Return how the sources stand that are read for this node."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_INCOMING, at)
        return await transaction.incoming.sources()


async def add_advisory(node: Node, token: str, data: bytes, at: datetime) -> PulledFile:
    """Keep an advisory that somebody of the centre has as a file; Problem `interchange.no_advisory`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_INCOMING, at)
        kind = kind_of(data)
        if kind is None:
            raise NO_ADVISORY.at("file")
        digest = hashlib.sha256(data).hexdigest()
        file = pulled(kind, BY_HAND, CENTRE, Fetched(digest, digest, data), at)
        await transaction.incoming.put(file)
        await _tell(node, transaction, who, file, at)
        return file


async def _tell(node: Node, transaction: Transaction, who: Acting, file: PulledFile, at: datetime) -> None:
    says = {
        "source": hashlib.sha256(file.source.encode()).hexdigest(),
        "format": file.kind.value,
        "digest": hashlib.sha256(file.body).hexdigest(),
        "refused": False,
    }
    about = f"incoming:{file.id}"
    await transaction.journal.append(leaf(node, EntryKind.FILES_PULLED, at, who.said, about, dict(says)))


async def advisory_file(transaction: Transaction, number: UUID) -> PulledFile:
    """Return an advisory that came for the centre; Problem `paper.unknown` where there is none."""
    file = await transaction.incoming.one(number, CENTRE)
    if file is None or file.kind not in ADVISORIES:
        raise PAPER_UNKNOWN.at()
    return file


async def draft_of(transaction: Transaction, number: UUID) -> Mapping[str, str]:
    """Return the fields of an alert that an advisory fills in, with what is known of its numbers."""
    (known,) = await _known(transaction, [await advisory_file(transaction, number)])
    return known.advisory.fields


async def _known(transaction: Transaction, files: Sequence[PulledFile]) -> list[Known]:
    lists = await transaction.incoming.page(CENTRE, (FileKind.KEV,), None, MOST_LISTS)
    exploited = exploited_of(lists)
    read = [(file, advisory_of(file, exploited)) for file in files]
    cves = {cve for _, advisory in read for cve in advisory.cves}
    years = {year_of(cve) for cve in cves}
    found = await transaction.incoming.page(CENTRE, (FileKind.EPSS_OF_YEAR,), None, MOST_YEARS) if cves else ()
    scores = scores_of(file.body for file in found if file.name in years)
    return [
        Known(
            file,
            advisory,
            {cve: exploited[cve] for cve in advisory.cves if cve in exploited},
            max((scores[cve] for cve in advisory.cves if cve in scores), default=None),
        )
        for file, advisory in read
    ]


def products_of(advisory: Advisory) -> tuple[Item, ...]:
    """Return the products of an advisory as they are matched with what is declared."""
    return items_of(advisory.fields.get("affected", ""))


async def draft(node: Node, token: str, number: UUID, at: datetime) -> Mapping[str, str]:
    """Return the fields of an alert that an advisory fills in; Problem `paper.unknown` where there is none."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_INCOMING, at)
        return await draft_of(transaction, number)
