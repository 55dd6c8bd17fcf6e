"""Write a threat alert from a file of others: a bundle of STIX 2.1 or an event of MISP that a worker has (ASOI-10).

The file is kept as it came, sealed, for the worker's organisation alone. What of it an alert has no field for is named.
A person writes the rest of the six fields, and the head consents as to every alert.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting
from almasu.actions.sector.documents import Kept
from almasu.actions.sector.write_document import write_in
from almasu.actions.turn_pages import listing
from almasu.kernel.interchange.incoming import BY_HAND, BY_MACHINE, PulledFile
from almasu.kernel.interchange.problems import NO_EVENT
from almasu.kernel.interchange.reading import EVENTS, alert_of, event_kind_of
from almasu.kernel.interchange.stix_out import NAMESPACE
from almasu.kernel.interchange.taking import Taken
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import WRITE_DOCUMENT
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind

MOST_BYTES = 1024 * 1024
"""Of one file; what is larger holds more marks than an alert has room for."""
AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Given:
    """A file that was given, and what of it fills an alert."""

    file: PulledFile
    taken: Taken


async def give_file(node: Node, token: str, data: bytes, at: datetime) -> Given:
    """Keep a file for the worker's organisation, the same file once; Problem `interchange.no_event`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        kind = event_kind_of(data) if len(data) <= MOST_BYTES else None
        if kind is None:
            raise NO_EVENT.at("file")
        own, digest = who.actor.organisation, hashlib.sha256(data).hexdigest()
        number = uuid5(NAMESPACE, f"given/{own}/{kind}/{digest}")
        known = await transaction.incoming.one(number, own)
        file = known or PulledFile(number, kind, f"{BY_HAND}/{own}", digest, own, digest, at, data)
        if known is None:
            await transaction.incoming.put(file)
            says = {"source": BY_HAND, "format": kind.value, "digest": digest, "refused": False}
            entry = leaf(node, EntryKind.FILES_PULLED, at, who.said, f"incoming:{number}", dict(says))
            await transaction.journal.append(entry)
        return Given(file, alert_of(file))


async def given_files(node: Node, token: str, after: str, at: datetime) -> Page[Given]:
    """Return the files that one's own organisation was given, newest first, from a cursor on."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        of_it = listing(node, str(who.actor.account), Collection.SECTOR_GIVEN)
        files = await transaction.incoming.page(who.actor.organisation, EVENTS, of_it.place(after), AT_ONCE + 1)
        page = of_it.cut(files, AT_ONCE, lambda one: Place(one.came_at, one.id))
        return Page([Given(one, alert_of(one)) for one in page.items], page.after)


async def handed_in(node: Node, token: str, since: datetime, at: datetime) -> int:
    """Return how many files with incidents machines of one's own organisation handed in since a moment, `AT_ONCE` at
    most.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        files = await transaction.incoming.page(who.actor.organisation, EVENTS, None, AT_ONCE)
        return sum(one.source.startswith(f"{BY_MACHINE}/") and one.came_at >= since for one in files)


async def given_file(node: Node, token: str, number: UUID, at: datetime) -> Given:
    """Return one of them with its bytes as they came; Problem `paper.unknown` for what is foreign or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        return await one_given(transaction, who, number)


async def write_from_file(node: Node, token: str, number: UUID, fields: Mapping[str, str], at: datetime) -> Kept:
    """Keep a draft of an alert whose leaf names the file it was written from.

    Problem `paper.unknown`; ProblemGroup with the fields that are wrong.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        given = await one_given(transaction, who, number)
        says = {"format": given.file.kind.value, "from": given.file.tag, "lost": len(given.taken.losses)}
        form = Form(DocumentKind.THREAT_ALERT, dict(fields))
        return await write_in(node, transaction, who, form, at, says)


async def one_given(transaction: Transaction, who: Acting, number: UUID) -> Given:
    """Return a file of somebody's own organisation; Problem `paper.unknown` for what is foreign or missing."""
    file = await transaction.incoming.one(number, who.actor.organisation)
    if file is None or file.kind not in EVENTS:
        raise PAPER_UNKNOWN.at()
    return Given(file, alert_of(file))
