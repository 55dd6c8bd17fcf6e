"""Bodies by their names, and what may be chosen of them."""

from __future__ import annotations

from collections.abc import Mapping

from almasu.actions.interstate.enter_directory import Seen, see_directory
from almasu.interfaces.portal.offices.blocks import Cell, Own, Small
from almasu.interfaces.portal.offices.office import Here
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.interstate.parties import Directory
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.wiring.running import Running


async def directory_at(running: Running, here: Here) -> Seen:
    """Return the directory as whoever is here sees it."""
    return await see_directory(running.node, here.session, running.now())


def named(directory: Directory, body: str, here: Here) -> tuple[Cell, ...]:
    """Return a body as it is shown: its name, then its id."""
    found = directory.body(body)
    return (Own(body),) if found is None else (Own(found.name.said_in(here.language)), Small(found.id))


def states_of(directory: Directory) -> Mapping[str, Text]:
    """Return what states are called, by their codes."""
    return {one.code: one.name for one in directory.parties}


def partners(running: Running, seen: Seen) -> tuple[Choice, ...]:
    """Return the bodies with which the body of whoever looks may exchange today."""
    day, own = in_astana(running.now()).date(), "" if seen.own is None else seen.own.party
    return tuple(Choice(one.id, one.name) for one in seen.directory.partners(own, day))
