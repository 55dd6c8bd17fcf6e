"""The sets of one's own body as a choice: by name and present way, so that nobody has to know a code (FMA-3, FMA-5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from almasu.actions.provision import see_own_sets
from almasu.actions.provision.see_own_sets import OwnSet
from almasu.interfaces.portal.offices.blocks import Tone, Words
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.office import Blank, Here
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.provision.joint_act import Extent
from almasu.kernel.provision.problems_of_act import NO_ACT_IN_FORCE
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.text import Language, Text
from almasu.wiring.running import Running

SET = Text("Деректер жиыны", "Набор данных", "Data set")
CHANGES = Text(
    "№ {last} жеткізілімнен кейінгі өзгерістер: {sets}",
    "изменения после поставки № {last}: {sets}",
    "changes since delivery No. {last}: {sets}",
)
NONE_BY_SCHEDULE = Text(
    "Күшіндегі бірлескен актіде кестемен берілетін жиын жоқ.",
    "В действующем совместном акте нет наборов, передаваемых по графику.",
    "The joint act in force has no set that is given by a schedule.",
)


async def form_of_sets(
    running: Running, here: Here, fields: Sequence[Field], named: tuple[Field, ...] = (), *, by_schedule: bool = False
) -> Blank:
    """Return a form that begins with the choice of a set of the act in force; closed where the act gives none.

    Sets that go by another way are offered with it: whoever takes one is told why not, with the clause. `by_schedule`
    leaves out what is given on request.
    """
    own = await see_own_sets.own_sets(running.node, here.session, running.now())
    sets = [one for one in own if one.data_set.schedule is not None or not by_schedule]
    if not sets:
        return _closed(by_schedule=by_schedule)
    choices = tuple(Choice(one.data_set.code, _said(one, here.language)) for one in sets)
    chosen = Field("data_set", SET, Kind.CHOICE, choices=choices)
    return Blank((chosen, *_builds_on(fields, sets, here.language)), named=named)


def _closed(*, by_schedule: bool) -> Blank:
    said = NONE_BY_SCHEDULE if by_schedule else NO_ACT_IN_FORCE.title
    above = (Words(None, said, Tone.WAIT, ("FMA-5",)), Words(None, NO_ACT_IN_FORCE.remedy))
    return Blank((), above, closed=True)


def _builds_on(fields: Sequence[Field], sets: Sequence[OwnSet], language: Language) -> Iterable[Field]:
    """Yield the fields; of what a file of changes builds on the deliveries there are, none where files are whole."""
    for field in fields:
        choices = tuple(_changes(sets, language)) if field.name == "builds_on" else ()
        if choices:
            yield replace(field, kind=Kind.CHOICE, choices=choices)
        elif field.name != "builds_on":
            yield field


def _changes(sets: Sequence[OwnSet], language: Language) -> Iterable[Choice]:
    built = [one for one in sets if one.last and _is_of_changes(one)]
    for last in sorted({one.last for one in built}):
        names = ", ".join(one.data_set.name.text().said_in(language) for one in built if one.last == last)
        yield Choice(str(last), CHANGES.filled(last=str(last), sets=names))


def _is_of_changes(one: OwnSet) -> bool:
    return one.data_set.schedule is not None and one.data_set.schedule.extent is Extent.INCREMENTAL


def _said(one: OwnSet, language: Language) -> Text:
    said = f"{one.data_set.name.text().said_in(language)} – {WAY_NAMES[one.way].said_in(language)}"
    return Text(said, said, said)
