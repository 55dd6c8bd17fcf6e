"""Write an incident card from an incident of a file of others, or of what the organisation's own machines handed in
(ASOI-12).

A person chooses the kind where the file does not say it, writes the rest, and the head consents as to every card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.sector.acting import acting, law_of
from almasu.actions.sector.documents import Kept
from almasu.actions.sector.given_files import one_given
from almasu.actions.sector.write_document import write_in
from almasu.kernel.interchange.incoming import FileKind, PulledFile
from almasu.kernel.interchange.stix_incident_in import IncidentTold, card_in, incidents_in
from almasu.kernel.interchange.taking_card import CardTaken
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.sector import WRITE_DOCUMENT
from almasu.kernel.sector.catalogue import Catalogue, IncidentKind
from almasu.kernel.sector.content import Form
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.fields import Field
from almasu.kernel.sector.incident import Report
from almasu.kernel.sector.problems import NO_SUCH_KIND


@dataclass(frozen=True, slots=True)
class GivenIncident:
    """An incident of a file and what of it fills in a card; `kind` is None where nobody said it yet."""

    file: PulledFile
    told: IncidentTold
    kind: IncidentKind | None
    taken: CardTaken


@dataclass(frozen=True, slots=True)
class Filled:
    """What a card is written with: which incident of which file, the kind, how far it has grown, the fields as typed.

    An empty kind is the one that the file tells.
    """

    file: UUID
    incident: UUID
    kind: str
    report: Report
    fields: Mapping[str, str]


def incidents_of(node: Node, file: PulledFile) -> tuple[IncidentTold, ...]:
    """Return the incidents of a file; an event of MISP has none."""
    return incidents_in(file.body, law_of(node).catalogue) if file.kind is FileKind.STIX else ()


async def given_incident(
    node: Node, token: str, number: UUID, incident: UUID, kind: str, at: datetime
) -> GivenIncident:
    """Return an incident of a file of one's own organisation, as a card of a kind, an empty one for what the file says.

    Problems: `paper.unknown` for what is foreign or missing, `sector.no_such_kind`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        file = (await one_given(transaction, who, number)).file
        return _read(law_of(node).catalogue, file, incident, kind)


async def write_card(node: Node, token: str, filled: Filled, at: datetime) -> Kept:
    """Keep a draft of a card whose leaf names the file it was written from.

    Problems: `paper.unknown`, `sector.no_such_kind`, `sector.not_bound`; ProblemGroup with the fields that are wrong.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        file = (await one_given(transaction, who, filled.file)).file
        given = _read(law_of(node).catalogue, file, filled.incident, filled.kind)
        if given.kind is None:
            raise NO_SUCH_KIND.at("kind")
        form = Form(DocumentKind.INCIDENT_CARD, dict(filled.fields), given.kind.code, filled.report)
        says = {"format": file.kind.value, "from": file.tag, "lost": len(given.taken.losses)}
        return await write_in(node, transaction, who, form, at, says)


def fields_for(catalogue: Catalogue, kind: IncidentKind | None) -> tuple[Field, ...]:
    """Return the fields of a card of a kind; those of all kinds where it is not told."""
    kinds = catalogue.incidents if kind is None else (kind,)
    return tuple({one.name: one for each in kinds for one in catalogue.fields_of_card(each)}.values())


def _read(catalogue: Catalogue, file: PulledFile, incident: UUID, code: str) -> GivenIncident:
    found = incidents_in(file.body, catalogue) if file.kind is FileKind.STIX else ()
    told = next((one for one in found if one.id == incident), None)
    if told is None:
        raise PAPER_UNKNOWN.at()
    kind = catalogue.incident_of(code) if code else told.kind
    if code and kind is None:
        raise NO_SUCH_KIND.at("kind")
    taken = card_in(file.body, incident, fields_for(catalogue, kind))
    if taken is None:
        raise PAPER_UNKNOWN.at()
    return GivenIncident(file, told, kind, taken)
