"""What of a file or of a card is left out, as a table: the part, and why in the reader's words (ASOI-10, ASOI-12)."""

from __future__ import annotations

from collections.abc import Iterable

from almasu.interfaces.portal.offices.blocks import Cell, Own, Said, Sentence, Table
from almasu.interfaces.portal.offices_of_sector import words as say
from almasu.kernel.interchange.losses import WORDS, Loss, names_in, part_of
from almasu.kernel.sector.catalogue import Catalogue
from almasu.law.text import Text

LOST = Text("Алынбаған бөліктері", "Не перенесено", "Not taken over")
WHAT = Text("Бөлігі", "Часть", "Part")
WHY = Text("Себебі", "Причина", "Why")


def losses_table(losses: Iterable[Loss], catalogue: Catalogue, cites: tuple[str, ...], title: Text = LOST) -> Table:
    """Return the table, one loss a row."""
    rows = tuple(((_part(one, catalogue),), (Sentence(WORDS[one.why], names_in(one, catalogue)),)) for one in losses)
    return Table(title, (WHAT, WHY), rows, say.NOTHING, cites=cites)


def _part(loss: Loss, catalogue: Catalogue) -> Cell:
    part = part_of(loss, catalogue)
    return Own(part) if isinstance(part, str) else Said(part)
