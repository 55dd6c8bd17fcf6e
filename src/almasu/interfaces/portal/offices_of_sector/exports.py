"""Documents to take along in formats of other systems (ASOI-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.actions.sector.export_card import Form, export_card
from almasu.actions.sector.see import Seen
from almasu.interfaces.portal.offices.blocks import Table, Way
from almasu.interfaces.portal.offices.office import File, Here
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.offices_of_sector.losses import losses_table
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.interchange.iodef_out import lost_in_iodef
from almasu.kernel.interchange.stix_incident import lost_in_stix
from almasu.kernel.sector.catalogue import Catalogue
from almasu.kernel.sector.content import card_in
from almasu.kernel.sector.document import DocumentKind
from almasu.law.text import Text
from almasu.wiring.running import Running

IODEF = Text("IODEF файлын алу", "Взять файл IODEF", "Take the card as IODEF")
NOT_IN_IODEF = Text("IODEF файлына кірмейтіні", "Не войдёт в файл IODEF", "What IODEF leaves out")
NOT_IN_STIX = Text("STIX файлына кірмейтіні", "Не войдёт в файл STIX", "What STIX leaves out")
STIX = Text("STIX файлын алу", "Взять файл STIX", "Take the card as STIX")


@dataclass(frozen=True, slots=True)
class Exports:
    """Files of documents."""

    running: Running

    def files(self) -> tuple[File, ...]:
        """Return all of them."""
        return (File(f"{say.ONE}/iodef", self.iodef), File(f"{say.ONE}/stix", self.stix))

    async def iodef(self, here: Here) -> EvidenceFile:
        """Return an incident card as IODEF."""
        return await self._taken(here, Form.IODEF, "iodef.xml")

    async def stix(self, here: Here) -> EvidenceFile:
        """Return an incident card as a bundle of STIX 2.1."""
        return await self._taken(here, Form.STIX, "stix.json")

    async def _taken(self, here: Here, form: Form, ending: str) -> EvidenceFile:
        number = here.ids["document"]
        made = await export_card(self.running.node, here.session, number, form, self.running.now())
        return EvidenceFile(f"{number}.{ending}", made.data)


def exports_of(seen: Seen) -> Iterator[Way]:
    """Yield the ways to what may be taken along of a document."""
    document = seen.kept.document
    if document.kind is DocumentKind.INCIDENT_CARD and document.is_out:
        yield Way(IODEF, f"{say.DOCUMENTS}/{seen.kept.paper.id}/iodef")
        yield Way(STIX, f"{say.DOCUMENTS}/{seen.kept.paper.id}/stix")


def lost_in_exports(seen: Seen, catalogue: Catalogue) -> Iterator[Table]:
    """Yield what of a card that was sent each format leaves out, nothing where it takes all of it (ASOI-12)."""
    sent = seen.kept.document.seen_by_others
    card = None if sent is None else card_in(seen.kept.document.kind, sent.content)
    if card is not None:
        for title, losses in ((NOT_IN_IODEF, tuple(lost_in_iodef(card))), (NOT_IN_STIX, lost_in_stix(card))):
            if losses:
                yield losses_table(losses, catalogue, ("ASOI-12",), title)
