"""Documents to take along in formats of other systems (ASOI-12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from almasu.actions.sector import export_card
from almasu.actions.sector.see import Seen
from almasu.interfaces.portal.offices.blocks import Way
from almasu.interfaces.portal.offices.office import File, Here
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.interfaces.portal.views.proof import EvidenceFile
from almasu.kernel.sector.document import DocumentKind
from almasu.law.text import Text
from almasu.wiring.running import Running

IODEF = Text("IODEF файлын алу", "Взять файл IODEF", "Take the card as IODEF")


@dataclass(frozen=True, slots=True)
class Exports:
    """Files of documents."""

    running: Running

    def files(self) -> tuple[File, ...]:
        """Return all of them."""
        return (File(f"{say.ONE}/iodef", self.iodef),)

    async def iodef(self, here: Here) -> EvidenceFile:
        """Return an incident card as IODEF."""
        number = here.ids["document"]
        made = await export_card.export_iodef(self.running.node, here.session, number, self.running.now())
        return EvidenceFile(f"{number}.iodef.xml", made.data)


def exports_of(seen: Seen) -> Iterator[Way]:
    """Yield the ways to what may be taken along of a document."""
    document = seen.kept.document
    if document.kind is DocumentKind.INCIDENT_CARD and document.is_out:
        yield Way(IODEF, f"{say.DOCUMENTS}/{seen.kept.paper.id}/iodef")
