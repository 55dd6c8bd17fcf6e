"""Links as a picture and as a table: groups with their counts, opened step by step (SIO25-A2.50, SIO25-A2.51)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.interfaces.portal.views.dossier import DossierHead, LinkStep
from almasu.kernel.dossier.card import Source
from almasu.law.text import Text


class Shape(StrEnum):
    """What a node of the picture stands for; each has a form of its own."""

    SUBJECT = "subject"
    PERSON = "person"
    COMPANY = "company"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Node:
    """One node at its place: the subject, a party, or a group with its count.

    `name` is IIN or BIN, empty for a group; `called` is how the party is called, whole and `short` enough for the
    picture, both empty where nobody says it. `kind` is what a group or a step of level 2 says, None where there is
    nothing to say. `turn` is the query that opens or closes what leads on from here, empty where nothing does; `opened`
    tells which of the two, `leads` that lines go on from here.
    """

    id: str
    shape: Shape
    x: int
    y: int
    name: str = ""
    called: str = ""
    short: str = ""
    kind: Text | None = None
    count: int = 0
    opened: bool = False
    turn: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two nodes; `ended` tells that nothing of it holds any more, `path` is its way (SVG)."""

    one: str
    other: str
    ended: bool
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """Links of one kind at the subject, or all that lead on from one party: counted before they are opened.

    `rows` are empty until it is opened; `left_out` is how many the provider did not give; `turn` is the query that
    opens or closes it; `via` is the party it leads on from, empty at the subject.
    """

    key: str
    kind: Text | None
    via: str
    count: int
    left_out: int
    opened: bool
    turn: str
    rows: tuple[GraphRow, ...]


@dataclass(frozen=True, slots=True)
class GraphRow:
    """One link with its source and days; `weight` is how sure or telling it is, `further` what leads on from it."""

    step: LinkStep
    weight: str
    further: Group | None


@dataclass(frozen=True, slots=True)
class Graph:
    """All groups at the subject, in their order.

    `hidden` counts paths that no picture may show, `paths_left_out` those the provider did not give; `all_turn` is the
    query that opens everything, empty where everything is open.
    """

    groups: tuple[Group, ...]
    paths_left_out: int
    hidden: int
    all_turn: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes at their places and the lines between them, in a field of a width and a height."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LinksView:
    """The links of a dossier: which answers of level 1 and 2 came, the groups, and the picture of what is opened."""

    head: DossierHead
    sources: tuple[Source, ...]
    graph: Graph
    picture: Picture
