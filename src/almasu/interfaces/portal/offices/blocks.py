"""What a page of an office is made of: facts, tables, bars, words; and what may stand in a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from almasu.law.deadline import SkippedDay
from almasu.law.text import Text


class Tone(StrEnum):
    """How a state looks; its word always says the same, so that nothing hangs on colour (WCAG 1.4.1)."""

    PLAIN = ""
    GOOD = "good"
    BAD = "bad"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of ours, in the page's language."""

    text: Text


@dataclass(frozen=True, slots=True)
class Own:
    """Words of somebody else - a name, a number, a justification - shown as they came, never translated."""

    text: str


@dataclass(frozen=True, slots=True)
class Many:
    """Several words of ours, one below the other."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours with {named} places: what fills them is ours (Text) or somebody's own (str)."""

    text: Text
    names: Mapping[str, Text | str]


@dataclass(frozen=True, slots=True)
class At:
    """A moment, shown on the clock of Astana."""

    at: datetime


@dataclass(frozen=True, slots=True)
class On:
    """A calendar day."""

    on: date


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, named by any of its days."""

    on: date


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, grouped as the language groups it."""

    number: int


@dataclass(frozen=True, slots=True)
class State:
    """A state as a mark and a word."""

    tone: Tone
    text: Text


@dataclass(frozen=True, slots=True)
class Why:
    """How a deadline came about: what the count began with and when, how long it runs, which days did not count.

    `began` and `length` are None where the end was named outright. `counted` tells how days or hours are counted.
    """

    starts: Text
    began: datetime | None
    length: Text | None
    counted: Text
    skipped: tuple[SkippedDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: word, moment, the clause it rests on, and why; `tone` BAD once it has passed."""

    tone: Tone
    text: Text
    due: datetime
    cites: tuple[str, ...] = ()
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page; `text` is ours (Text) or somebody's own (str)."""

    text: Text | str
    place: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to be compared letter by letter: a hash, an id."""

    text: str


@dataclass(frozen=True, slots=True)
class Small:
    """A number or code that stands below a name: it tells two of the same name apart."""

    text: str


@dataclass(frozen=True, slots=True)
class Cites:
    """Clauses, each a link to its page."""

    ids: tuple[str, ...]


Cell = Said | Own | Many | Sentence | At | On | Month | Number | State | Due | Link | Code | Small | Cites


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and what stands behind each. A row with no cells is shown as "not given"."""

    title: Text | None
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...]
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `empty` is said where there are no rows; `older` is where the next rows are, "" at its end.

    `narrowed` tells whether the filters of the page pick its rows, so that without them there may be more.
    """

    title: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[tuple[Cell, ...], ...], ...]
    empty: Text
    older: str = ""
    cites: tuple[str, ...] = ()
    narrowed: bool = True


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts as bars, each with its number beside it: read or looked at, it says the same.

    `wholes` are what each count is a part of, in the order of the bars: a full bar is then all of it, not the largest.
    """

    title: Text
    bars: tuple[tuple[Text | str, int], ...]
    empty: Text
    cites: tuple[str, ...] = ()
    wholes: tuple[int, ...] = ()

    def most(self) -> int:
        """Return the length of the longest bar, at least one."""
        return max((count for _, count in self.bars), default=1) or 1


@dataclass(frozen=True, slots=True)
class Columns:
    """Counts in an order of their own, such as the hours of a day, as columns; the same numbers stand in a table.

    `days` name the columns in the table where each is a day and its label under the chart only its number.
    """

    title: Text
    columns: tuple[tuple[str, int], ...]
    empty: Text
    cites: tuple[str, ...] = ()
    days: tuple[date, ...] = ()

    def most(self) -> int:
        """Return the height of the highest column, at least one."""
        return max((count for _, count in self.columns), default=1) or 1


class Fill(StrEnum):
    """How a part of a column is filled, from the best to the worst; NONE is what cannot be told yet.

    Each is darker or lighter than its neighbours, so that the parts are told apart without their colours (WCAG 1.4.1).
    """

    BEST = "best"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    WORST = "worst"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Parts:
    """What months consist of, as columns of parts from the first part at the foot; the same numbers stand in a table.

    `parts` are the parts with their fills, `months` the count of each part by any day of the month.
    """

    title: Text
    parts: tuple[tuple[Text, Fill], ...]
    months: tuple[tuple[date, tuple[int, ...]], ...]
    empty: Text
    cites: tuple[str, ...] = ()

    def most(self) -> int:
        """Return the height of the highest column, at least one."""
        return max((sum(counts) for _, counts in self.months), default=1) or 1

    def stacked(self, counts: tuple[int, ...]) -> tuple[tuple[Fill, int, int], ...]:
        """Return the parts of one column that there are: the fill, how far below the top it begins, its height."""
        found, foot = [], self.most()
        for (_, fill), count in zip(self.parts, counts, strict=True):
            foot -= count
            found.append((fill, foot, count))
        return tuple(one for one in found if one[2])


def by_day(title: Text, days: Sequence[tuple[date, int]], empty: Text, cites: tuple[str, ...] = ()) -> Columns:
    """Return counts by day as columns; `empty` is said where every day counts nothing."""
    shown = days if any(count for _, count in days) else ()
    columns = tuple((f"{day.day:02d}", count) for day, count in shown)
    return Columns(title, columns, empty, cites, tuple(day for day, _ in shown))


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of ours under a heading."""

    title: Text | None
    text: Text
    tone: Tone = Tone.PLAIN
    cites: tuple[str, ...] = ()


Block = Facts | Table | Bars | Columns | Parts | Words


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from a page: to a deed or a file. `main` marks the one thing most people come for."""

    text: Text
    place: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of an office. What is absent, foreign or hidden has no sheet: a Problem of status 404 is raised.

    `follow` is the address that the open page asks by itself for what came meanwhile; "" where it asks nothing.
    `under_way` tells that it shows work that moves on: without script it has a way to look again.
    `unprinted` is what a print from the screen says in place of the page: it leaves the screen by an act of its own.
    """

    title: Text
    blocks: tuple[Block, ...]
    ways: tuple[Way, ...] = ()
    lead: Text | None = None
    cites: tuple[str, ...] = ()
    follow: str = ""
    under_way: bool = False
    unprinted: Text | None = None
