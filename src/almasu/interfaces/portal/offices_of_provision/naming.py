"""Names before numbers: a body by its name with the BIN below it, a set by its name with its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from almasu.actions.provision import see_names
from almasu.actions.provision.see_names import BodyAndSet, Names
from almasu.interfaces.portal.offices.blocks import Cell, Link, Own, Said, Sentence, Small
from almasu.interfaces.portal.offices.office import Here
from almasu.kernel.provision.problems_of_act import NOT_IN_ACT
from almasu.kernel.provision.problems_of_asking import NOT_A_KEY
from almasu.law.problem import ProblemKind
from almasu.law.text import Language, Text
from almasu.wiring.running import Running

BY_CODE: Mapping[str, ProblemKind] = MappingProxyType({one.code: one for one in (NOT_IN_ACT, NOT_A_KEY)})
"""Problems whose words hold the code of a set or of a field, by their own codes."""


@dataclass(frozen=True, slots=True)
class Named:
    """The names of what a page shows, as its cells say them in the page's language."""

    names: Names
    language: Language

    def said_body(self, number: str) -> str:
        """Return what a body is called, its BIN where it has no name."""
        name = self.names.bodies.get(number)
        return number if name is None else name.said_in(self.language)

    def body(self, number: str) -> tuple[Cell, ...]:
        """Return a body by its BIN: the name first, the BIN where it has none."""
        name = self.names.bodies.get(number)
        return (Own(number),) if name is None else (Own(name.said_in(self.language)), Small(number))

    def data_set(self, body: str, code: str, place: str = "") -> tuple[Cell, ...]:
        """Return a set of a body by its code, as a way to a page where a place is given."""
        name = self.said(body, code)
        first: Cell = Link(name, place) if place else Own(name)
        return (first,) if name == code else (first, Small(code))

    def said(self, body: str, code: str) -> str:
        """Return what a set is called, its code where it has no name."""
        name = self.names.sets.get((body, code))
        return code if name is None else name.said_in(self.language)


async def named(running: Running, here: Here, wanted: Iterable[BodyAndSet]) -> Named:
    """Return the names of what a page shows: of bodies, and of their sets by code."""
    return Named(await see_names.names(running.node, here.session, wanted, running.now()), here.language)


def said_why(code: str, title: Text, data_set: str, key: str = "") -> Cell:
    """Return the words of a problem with the names of its set and its field in the place of their codes."""
    kind = BY_CODE.get(code)
    return Said(title) if kind is None else Sentence(kind.title, {"code": data_set, "key": key})
