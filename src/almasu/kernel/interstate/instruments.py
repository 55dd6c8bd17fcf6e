"""The instruments that the Agreement itself rests on: what a request's basis may name first (CIS-P)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from almasu.law.text import Text


class Instrument(StrEnum):
    """An instrument by the year it is of."""

    TREATY_1999 = "treaty_1999"
    CONCEPT_2005 = "concept_2005"
    TREATY_2007 = "treaty_2007"


NAMES: Mapping[Instrument, Text] = MappingProxyType(
    {
        Instrument.TREATY_1999: Text(
            kk="Терроризмге қарсы күрестегі ынтымақтастық туралы шарт, 04.06.1999",
            ru="Договор о сотрудничестве в борьбе с терроризмом от 04.06.1999",
            en="Treaty on cooperation in fighting terrorism of 04.06.1999",
        ),
        Instrument.CONCEPT_2005: Text(
            kk="Терроризммен күрестегі ынтымақтастық тұжырымдамасы, 26.08.2005",
            ru="Концепция сотрудничества в борьбе с терроризмом от 26.08.2005",
            en="Concept of cooperation in fighting terrorism of 26.08.2005",
        ),
        Instrument.TREATY_2007: Text(
            kk="Қылмыстық кірістерді заңдастыруға, терроризмді қаржыландыруға қарсы іс-қимыл шарты, 05.10.2007",
            ru="Договор о противодействии легализации преступных доходов и финансированию терроризма от 05.10.2007",
            en="Treaty against laundering and the financing of terrorism of 05.10.2007",
        ),
    }
)


def with_instruments(chosen: Iterable[Instrument], basis: str) -> str:
    """Return a basis in Russian that names the chosen instruments first, then what else was written."""
    return "; ".join([*(NAMES[one].ru for one in Instrument if one in set(chosen)), *([basis] if basis else [])])


def told_apart(basis: str) -> tuple[tuple[Instrument, ...], str]:
    """Return the instruments that a basis names first, and what else it says."""
    found: list[Instrument] = []
    for one in Instrument:
        name = NAMES[one].ru
        if basis == name or basis.startswith(f"{name}; "):
            found.append(one)
            basis = basis[len(name) :].removeprefix("; ")
    return tuple(found), basis
