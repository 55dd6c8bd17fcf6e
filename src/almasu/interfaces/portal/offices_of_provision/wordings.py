"""What a page of a transfer says of its law: by whose wording clauses 3 and 4 governed it on its day (FMA-O.4)."""

from __future__ import annotations

from datetime import datetime

from almasu.actions.provision.acting import law_of
from almasu.interfaces.portal.offices.blocks import Cell, Facts, On, Said
from almasu.law.text import Text
from almasu.wiring.running import Running

TITLE = Text("Сол күнгі редакция", "Редакция того дня", "The edition of its day")
CLAUSE_3 = Text("3-тармақ (тәсілдер)", "Пункт 3 (способы)", "Clause 3 (ways)")
CLAUSE_4 = Text("4-тармақ (қорғау)", "Пункт 4 (защита)", "Clause 4 (protection)")
NAMES = (("3", CLAUSE_3), ("4", CLAUSE_4))


def wording_facts(running: Running, at: datetime) -> Facts:
    """Return the facts of a transfer that was made at a moment."""
    found = law_of(running.node).wordings_at(at)

    def cells(clause: str) -> tuple[Cell, ...]:
        edition = found.get(clause)
        return () if edition is None else (Said(edition.name), On(edition.since))

    return Facts(TITLE, tuple((name, cells(clause)) for clause, name in NAMES), ("FMA-O.4",))
