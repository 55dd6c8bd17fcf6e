"""Links step by step: the links and paths of answers in groups that are counted before they are opened.

Records of resources 50 and 51 stand as they were obtained (SIO25-A2.50, SIO25-A2.51); nothing is joined to them. A path
over a medical register would be no path at all: whatever a provider sends, it is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from almasu.interfaces.portal.views.dossier import LinkTable, PathRow
from almasu.interfaces.portal.views.graph import Graph, GraphRow, Group
from almasu.kernel.relations.answers import LEVEL_1, LEVEL_2
from almasu.kernel.relations.kinds import MEDICAL
from almasu.law.text import Text

EVERYTHING = "all"
MOST_OPENED = 400
"""So many groups there can be at most: one of each kind, and one behind each party of level 1."""


def graph_of(tables: Sequence[LinkTable], opened: Sequence[str]) -> Graph:
    """Return the groups of a dossier's links, opened as told; unknown names open nothing."""
    seen = [replace(table, rows=tuple(row for row in table.rows if not _is_hidden(row))) for table in tables]
    hidden = sum(len(table.rows) for table in tables) - sum(len(table.rows) for table in seen)
    gathering = _Gathering(
        next((table for table in seen if table.level == 1), None),
        next((table for table in seen if table.level == 2), None),
    )
    keys = gathering.keys()
    known = frozenset(keys) if EVERYTHING in opened else frozenset(keys) & frozenset(opened[:MOST_OPENED])
    groups = tuple(gathering.groups(known))
    left_out = sum(table.paths_left_out for table in seen)
    return Graph(groups, left_out, hidden, "" if known == frozenset(keys) else f"?{urlencode({'open': EVERYTHING})}")


def _is_hidden(row: PathRow) -> bool:
    return any(step.register in MEDICAL for step in row.steps)


@dataclass(frozen=True, slots=True)
class _Gathering:
    """The links of level 1 and the paths of level 2, as far as each was asked."""

    links: LinkTable | None
    paths: LinkTable | None

    def keys(self) -> list[str]:
        """Return the names of all groups."""
        return [*self._kinds(), *self._behind().values()]

    def groups(self, opened: Set[str]) -> Iterator[Group]:
        """Yield the groups at the subject, the most telling kind first.

        What leads on from a party stands once: at its first row that is in sight.
        """
        behind, left_out = self._behind(), self._left_out()
        for key, rows in self._kinds().items():
            told = [
                GraphRow(
                    row.steps[0],
                    row.weight,
                    self._further(row.steps[0].other, behind, opened) if key in opened else None,
                )
                for row in rows
            ]
            first = rows[0].steps[0]
            yield _group(key, first.kind, "", tuple(told), left_out.get(first.code, 0), opened)

    def _further(self, via: str, behind: dict[str, str], opened: Set[str]) -> Group | None:
        if self.paths is None or via not in behind:
            return None
        key = behind.pop(via)
        rows = [row for row in self.paths.rows if row.steps[0].other == via]
        # One step may be told by two paths that begin differently: behind a party it is one.
        steps = {(row.steps[1].other, row.steps[1].code, row.steps[1].record): row for row in reversed(rows)}
        told = tuple(GraphRow(row.steps[1], row.weight, None) for row in reversed(steps.values()))
        return _group(key, None, via, told, 0, opened)

    def _kinds(self) -> dict[str, list[PathRow]]:
        """Return the links at the subject by kind: those of level 1, and first steps that only level 2 tells."""
        found: dict[str, dict[tuple[str, str], PathRow]] = {}
        for row in (*(self.links.rows if self.links else ()), *(self.paths.rows if self.paths else ())):
            step = row.steps[0]
            first = PathRow((step,), row.weight if len(row.steps) == 1 else "")
            found.setdefault(f"{LEVEL_1}.{step.code}", {}).setdefault((step.other, step.record), first)
        return {key: list(rows.values()) for key, rows in found.items()}

    def _behind(self) -> dict[str, str]:
        """Return the group behind each party that paths lead through. Names hold no IIN: addresses are kept in logs."""
        via = dict.fromkeys(row.steps[0].other for row in self.paths.rows) if self.paths else {}
        return {party: f"{LEVEL_2}.{number}" for number, party in enumerate(via)}

    def _left_out(self) -> dict[str, int]:
        return {one.code: one.count for one in self.links.left_out} if self.links else {}


def _group(key: str, kind: Text | None, via: str, rows: tuple[GraphRow, ...], left_out: int, opened: Set[str]) -> Group:
    is_open = key in opened
    turned = sorted(opened ^ {key})
    turn = f"?{urlencode([('open', one) for one in turned])}"
    return Group(key, kind, via, len(rows), left_out, is_open, turn, rows if is_open else ())
