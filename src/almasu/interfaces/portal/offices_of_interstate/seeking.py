"""The search above lists of requests, offers and items: by number, subject and day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from almasu.actions.interstate.seek import Sought
from almasu.actions.node import Node
from almasu.interfaces.portal.offices.blocks import Cell, Table
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.offices_of_interstate.naming import directory_at
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.asking import Subject
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.page import Page as Turned
from almasu.law.text import Text
from almasu.wiring.running import Running

One = TypeVar("One")
Row = tuple[tuple[Cell, ...], ...]
NUMBER = Text("Нөмірі (басы жеткілікті)", "Номер (достаточно начала)", "Number (its beginning is enough)")
SINCE = Text("Қай күннен", "С какого дня", "From which day")
UNTIL = Text("Қай күнге дейін", "По какой день", "Until which day")
BY_NUMBER = Field("number", NUMBER, required=False, longest=40)
BY_DAYS = (Field("since", SINCE, Kind.DAY, required=False), Field("until", UNTIL, Kind.DAY, required=False))
BY_SUBJECT = Field(
    "subject",
    say.SUBJECT,
    Kind.CHOICE,
    required=False,
    choices=tuple(Choice(one.value, text) for one, text in say.SUBJECTS.items()),
)
FILTERS = (BY_NUMBER, BY_SUBJECT, *BY_DAYS)
FILTERS_OF_ITEMS = (BY_NUMBER, *BY_DAYS)


def sought(here: Here) -> Sought:
    """Return what was typed above the list."""
    asked = here.asked
    subject = asked.text("subject")
    return Sought(
        asked.text("number").strip(), Subject(subject) if subject else None, asked.day("since"), asked.day("until")
    )


@dataclass(frozen=True, slots=True)
class Searched(Generic[One]):
    """A list that is searched above it: its title and columns, what finds a page of it, how one of it is a row."""

    title: Text
    columns: tuple[Text, ...]
    find: Callable[[Node, str, Sought, str, datetime], Awaitable[Turned[One]]]
    row: Callable[[One, Directory, datetime], Row]
    cites: tuple[str, ...]

    async def page(self, running: Running, here: Here) -> Table:
        """Return the page that was turned to, under what was looked for."""
        at, seen = running.now(), await directory_at(running, here)
        page = await self.find(running.node, here.session, sought(here), here.asked.text("older"), at)
        rows = tuple(self.row(one, seen.directory, at) for one in page.items)
        further = older_of(page.after, here.asked, (one.name for one in FILTERS))
        return Table(self.title, self.columns, rows, say.NOTHING, further, self.cites)
