"""What lies under a material apart from received data, as a table of the material and of its destruction (FMA-6.1)."""

from __future__ import annotations

from collections.abc import Sequence

from almasu.interfaces.portal.offices.blocks import At, Cell, Link, Number, Table
from almasu.interfaces.portal.offices_of_provision import words_of_asking as say
from almasu.interfaces.portal.offices_of_provision.naming import Named
from almasu.kernel.provision.material import Destroyed
from almasu.kernel.provision.under_material import UNDER_NAMES, Under, UnderKind
from almasu.law.text import Text

TITLE = Text("Материалмен бірге сақталып тұр", "Хранится вместе с материалом", "Kept with the material")
WHAT = Text("Не", "Что", "What")
HOW_MUCH = Text("Беттер, көріністер", "Листов, просмотров", "Pages, looks")
GONE = (
    Text("Алынған жиындар", "Полученные наборы", "Sets received"),
    Text("АЖО-дағы қараулар", "Просмотры в АРМ", "Looks at workplaces"),
    Text("Қағаздардың скандары", "Сканы бумаг", "Scans of papers"),
    Text("Қағаздан терілгені", "Набранное с бумаг", "Keyed from papers"),
)
"""What went with a destroyed material, as columns."""
PLACES = {
    UnderKind.QUESTION: "questions",
    UnderKind.KEYING: "keyings",
    UnderKind.SCAN: "papers",
    UnderKind.SESSION: "sittings",
}
CITES = ("FMA-6.1", "FMA-6.2")


def table_of(under: Sequence[Under], names: Named) -> Table:
    """Return the table, the newest of each kind first."""
    columns = (WHAT, say.FROM_WHERE, say.SET, HOW_MUCH, say.SINCE)
    return Table(TITLE, columns, tuple(_row(one, names) for one in under), say.NOTHING, cites=CITES)


def what_went(gone: Destroyed) -> tuple[tuple[Cell, ...], ...]:
    """Return the cells of those columns."""
    held = gone.held
    return tuple((Number(one),) for one in (held.received, held.looks, held.scans, held.keyings))


def _row(one: Under, names: Named) -> tuple[tuple[Cell, ...], ...]:
    return (
        (Link(UNDER_NAMES[one.kind].said_in(names.language), f"/provision/{PLACES[one.kind]}/{one.id}"),),
        names.body(one.body),
        names.data_set(one.body, one.data_set),
        (Number(one.count),) if one.count else (),
        (At(one.at),),
    )
