"""The picture of links: every node at a place that only depends on what is opened, so that two people see the same.

From left to right: the subject, the kinds of links with their counts, the parties of level 1, those of level 2. A party
stands once, with a line for each way to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from almasu.interfaces.portal.views.dossier import LinkStep
from almasu.interfaces.portal.views.graph import Graph, GraphRow, Group, Line, Node, Picture, Shape

SUBJECT_AT, GROUP_AT, PARTY_AT, FAR_AT = 104, 214, 470, 746
ROW, MARGIN, WIDTH = 44, 30, 1010
LONGEST = 26
"""So many letters of a name stand beside its node without meeting the next one."""
BEND = 46
"""How long before its end a line leaves the height it began at."""
FIFTH_OF_COMPANY = frozenset("456")
"""The fifth digit of a BIN tells who is registered; in an IIN it belongs to the day of birth, 0 to 3."""


def picture_of(graph: Graph, subject: str, called: str, on: date) -> Picture:
    """Return the picture of a graph; lines that ended before a day are told apart, `called` names the subject."""
    drawing = _Drawing(on.isoformat(), {row.step.other for group in graph.groups for row in group.rows})
    for group in graph.groups:
        drawing.group(group)
    drawing.subject(subject, called)
    return Picture(tuple(drawing.nodes.values()), tuple(drawing.drawn()), WIDTH, drawing.y + MARGIN // 2)


@dataclass(slots=True)
class _Drawing:
    """The picture while it is drawn, from top to bottom. `first` are the parties of level 1 that are opened."""

    on: str
    first: set[str]
    nodes: dict[str, Node] = field(default_factory=dict)
    lines: dict[tuple[str, str], bool] = field(default_factory=dict)
    y: int = MARGIN

    def subject(self, name: str, called: str) -> None:
        """Draw the subject in the middle of everything."""
        self.y = max(self.y, MARGIN + ROW)
        short = _shortened(called, _shape(name))
        self.nodes["subject"] = Node("subject", Shape.SUBJECT, SUBJECT_AT, self._middle(MARGIN), name, called, short)

    def group(self, group: Group) -> None:
        """Draw a group at the subject, and its parties where it is opened."""
        top, name = self.y, f"group-{group.key}"
        for row in group.rows:
            self._party(row, name)
        self.y = max(self.y, top + ROW)
        self.nodes[name] = Node(
            name,
            Shape.GROUP,
            GROUP_AT,
            self._middle(top),
            kind=group.kind,
            count=group.count,
            opened=group.opened,
            turn=group.turn,
            leads=group.opened,
        )
        self.lines["subject", name] = False

    def drawn(self) -> list[Line]:
        """Return the lines with their ways."""
        return [
            Line(one, other, ended, _way(self.nodes[one], self.nodes[other]))
            for (one, other), ended in self.lines.items()
        ]

    def _party(self, row: GraphRow, before: str) -> None:
        name, further, top = _id(row.step.other), row.further, self.y
        self._line(before, name, row.step)
        if name in self.nodes:
            return
        # The place is taken before the further ones are drawn: one of them may lead back here.
        self.nodes[name] = _party_at(PARTY_AT, top, row)
        if further is not None and not further.opened:
            closed = f"group-{further.key}"
            self.nodes[closed] = Node(closed, Shape.GROUP, FAR_AT, top, count=further.count, turn=further.turn)
            self.lines[name, closed] = False
        for one in further.rows if further is not None else ():
            self._far(one, name)
        self.y = max(self.y, top + ROW)
        self.nodes[name] = replace(
            self.nodes[name],
            y=self._middle(top) if further is not None and further.opened else top,
            opened=further is not None and further.opened,
            turn=further.turn if further is not None and further.opened else "",
            leads=further is not None,
        )

    def _far(self, row: GraphRow, via: str) -> None:
        name = _id(row.step.other)
        self._line(via, name, row.step)
        if name not in self.nodes and row.step.other not in self.first:
            self.nodes[name] = replace(_party_at(FAR_AT, self.y, row), kind=row.step.kind)
            self.y += ROW

    def _middle(self, top: int) -> int:
        return max(top, (top + self.y - ROW) // 2)

    def _line(self, one: str, other: str, step: LinkStep) -> None:
        ended = bool(step.until) and step.until < self.on
        self.lines[one, other] = ended and self.lines.get((one, other), True)


def _way(one: Node, other: Node) -> str:
    """Return a line that keeps its height under the words of the node it begins at, and bends before its end."""
    if other.x <= one.x:
        # Back to level 1, or within level 2: around on the right.
        side = max(one.x, other.x) + 200
        return f"M{one.x} {one.y}C{side} {one.y} {side} {other.y} {other.x} {other.y}"
    bend = max(one.x, other.x - 2 * BEND)
    middle = (bend + other.x) // 2
    return f"M{one.x} {one.y}H{bend}C{middle} {one.y} {middle} {other.y} {other.x} {other.y}"


def _party_at(x: int, y: int, row: GraphRow) -> Node:
    step = row.step
    shape = _shape(step.other)
    return Node(_id(step.other), shape, x, y, step.other, step.other_name, _shortened(step.other_name, shape))


def _shortened(name: str, shape: Shape) -> str:
    """Return a name that fits beside its node: the surname of a person with initials, the beginning of a firm's."""
    words = name.split()
    if shape is Shape.PERSON and len(words) > 1:
        words = [words[0], *(f"{word[0]}." for word in words[1:3])]
    short = " ".join(words)
    return short if len(short) <= LONGEST else f"{short[: LONGEST - 1].rstrip()}…"


def _id(name: str) -> str:
    return f"party-{name}"


def _shape(name: str) -> Shape:
    return Shape.COMPANY if len(name) == 12 and name[4] in FIFTH_OF_COMPANY else Shape.PERSON
