"""How parties of the graph are called: a link says who is linked, as the registers of people and companies write it.

Of registers 1 and 2 only names are read for this (SIO25-A2.50, SIO25-A2.51); a party that neither holds is told by its
number alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from almasu.kernel.answers import Record
from almasu.kernel.relations.facts import Unfit, party

LONGEST_NAME = 200
Names = Mapping[int, str]
NO_NAMES: Names = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Called:
    """What a party is called."""

    party: int
    name: str


def _person(row: Record) -> tuple[object, str]:
    parts = (row.get(part) for part in ("surname", "given_name", "patronymic"))
    return row.get("iin"), " ".join(str(part) for part in parts if part)


def _company(row: Record) -> tuple[object, str]:
    return row.get("bin"), str(row.get("name_ru") or row.get("name_kk") or "")


NAMING: Mapping[int, Callable[[Record], tuple[object, str]]] = MappingProxyType({1: _person, 2: _company})
"""The registers that say how somebody is called."""


def called_in(number: int, record: Record) -> Called | None:
    """Return how a record of a register calls its party; None where it calls nobody by a fit name."""
    reading = NAMING.get(number)
    if reading is None:
        return None
    who, name = reading(record)
    try:
        return Called(party(who), name) if name and len(name) <= LONGEST_NAME and name.isprintable() else None
    except Unfit:
        return None
