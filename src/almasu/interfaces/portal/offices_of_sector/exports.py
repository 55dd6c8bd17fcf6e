"""Documents to take along in formats of other systems (ASOI-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.actions.sector.export_card import Form, export_card
from almasu.actions.sector.see import Seen
from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import File, Here
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.sector.document import DocumentKind
from almasu.law.text import Text
from almasu.wiring.running import Running

IODEF = Text("IODEF файлын алу", "Взять файл IODEF", "Take the card as IODEF")
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
