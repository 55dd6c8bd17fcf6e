"""The search above lists of requests, offers and items: by number, subject and day."""

from __future__ import annotations

from almasu.actions.interstate.seek import Sought
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices.older import older_of
from almasu.interfaces.portal.offices_of_interstate import words as say
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.asking import Subject
from almasu.law.text import Text

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


def older(after: str, here: Here) -> str:
    """Return the way to the next page, under the same search."""
    return older_of(after, here.asked, (one.name for one in FILTERS))
