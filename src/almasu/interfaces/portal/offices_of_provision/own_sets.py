"""The sets of one's own body as a choice: by name and present way, so that nobody has to know a code (FMA-3, FMA-5)."""

from __future__ import annotations

from almasu.actions.provision import see_ways
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.offices_of_provision.naming import named
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.text import Text
from almasu.wiring.running import Running


async def field_of_sets(running: Running, here: Here, typed: Field) -> Field:
    """Return a field of a set's code as a choice of the body's sets; typed by hand while there is none, or too many.

    Sets that go by another way are offered with it: whoever takes one is told why not, with the clause.
    """
    page = await see_ways.ladders_seen(running.node, here.session, "", running.now())
    ladders = [one.ladder for one in page.items]
    if not ladders or page.after:
        return typed
    names = await named(running, here, [(one.body, one.data_set) for one in ladders])
    choices = []
    for one in ladders:
        said = f"{names.said(one.body, one.data_set)} – {WAY_NAMES[one.way].said_in(here.language)}"
        choices.append(Choice(one.data_set, Text(said, said, said)))
    return Field(typed.name, typed.label, Kind.CHOICE, hint=typed.hint, choices=tuple(choices))
