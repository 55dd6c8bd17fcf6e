"""What somebody may do in the exchange, as the table of powers says it (SIO22-A5.6, SIO22-A5.10.1)."""

from __future__ import annotations

from almasu.interfaces.portal.offices.blocks import Cell, Cites, Many, Said, Table
from almasu.kernel.parties.account import Role
from almasu.kernel.powers.power import Entry, Power
from almasu.kernel.powers.table import of_role
from almasu.kernel.powers.words import REACHES
from almasu.law.text import Text

RIGHTS = Text("Менің құқықтарым", "Мои права", "My rights")
WHAT = Text("Не істей аламын", "Что я могу", "What I may do")
REACH = Text("Нені қамтиды", "Что охватывает", "What it covers")
CLAUSES = Text("Тармақтар", "Пункты", "Clauses")
NONE = Text("Құқық берілмеген.", "Прав нет.", "No rights.")
BEFORE = frozenset({Entry.BEGUN, Entry.CODE})
"""Steps of coming in: whoever reads this is past them."""


def rights_of(role: Role) -> Table:
    """Return everything a role may do, how far it reaches and by which clauses."""
    rows = tuple(_row(power, role) for power in of_role(role) if power.entry not in BEFORE)
    return Table(RIGHTS, (WHAT, REACH, CLAUSES), rows, NONE)


def _row(power: Power, role: Role) -> tuple[tuple[Cell, ...], ...]:
    reaches = Many(tuple(REACHES[one] for one in sorted(power.reach(role))))
    return ((Said(power.says),), (reaches,), (Cites(power.cites),))
