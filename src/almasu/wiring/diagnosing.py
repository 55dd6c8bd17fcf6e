"""Diagnostics from a node's settings: for the command line on the machine, which knows no person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from almasu.actions.operating.diagnose import diagnose_as_process
from almasu.kernel.operating.diagnosis import Diagnosis
from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.wiring.restricted import open_node
from almasu.wiring.settings import Settings
from almasu.wiring.watching import open_examiners

NO_PLACE = ProblemKind(
    "diagnostics.no_place",
    404,
    Text(kk="Мұндай орын жоқ: {place}.", ru="Места {place} нет.", en="There is no place {place}."),
    Text(
        kk="--place параметрінсіз іске қосыңыз: барлық орын аталады.",
        ru="Запустите без --place: будут названы все места.",
        en="Run it without --place: every place is named.",
    ),
    ("SIO25-14.1",),
)


async def diagnosed(settings: Settings, places: Collection[str]) -> tuple[Sequence[Diagnosis], Mapping[str, Text]]:
    """Return the latest test of some places of a node, of all where none is named, and the names of its registers.

    Problems: what the settings lack, `diagnostics.no_place`.
    """
    async with open_node(settings, 2) as running, open_examiners(running) as examiners:
        known = {one.place for one in examiners}
        for place in places:
            if place not in known:
                raise NO_PLACE.at("--place", place=place)
        asked = [one for one in examiners if not places or one.place in places]
        names = {f"resource:{number}": one.name for number, one in running.node.resources.items()}
        return await diagnose_as_process(running.node, asked, running.now()), names
