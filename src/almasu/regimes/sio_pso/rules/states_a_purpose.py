"""Every request states one of the purposes for which the exchange exists; the list differs by edition."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from almasu.kernel.grounds.asked import Asked
from almasu.law.rule import Rule, RuleKind
from almasu.law.text import Text
from almasu.law.verdict import Broken, Met, Verdict
from almasu.regimes.sio_pso.editions import EDITION_2022, EDITION_2025

_SAYS = Text(
    kk="Ақпарат алу мақсаты тізімнен таңдалған.",
    ru="Цель получения информации выбрана из перечня.",
    en="The purpose of obtaining the information is chosen from the list.",
)
_REMEDY = Text(
    kk="Мақсаттардың бірін таңдаңыз: алынған ақпарат тек сол мақсатта пайдаланылады.",
    ru="Выберите одну из целей: полученное можно использовать только в ней.",
    en="Choose one of the purposes: what is obtained may be used for it alone.",
)


def _stated(asked: Asked, purposes: AbstractSet[str]) -> Verdict:
    if not asked.purpose:
        because = Text(
            kk="Сұрау салудың мақсаты көрсетілмеген.",
            ru="Цель запроса не указана.",
            en="The request states no purpose.",
        )
    elif asked.purpose not in purposes:
        because = Text(
            kk="Мұндай мақсат осы редакцияның тізімінде жоқ.",
            ru="Такой цели нет в перечне этой редакции.",
            en="This edition's list has no such purpose.",
        )
    else:
        return Met()
    return Broken(because=because, remedy=_REMEDY)


def states_a_purpose(purposes: AbstractSet[str]) -> Rule[Asked]:
    """Return the rule for the codes of the purposes of the 2025 edition."""
    return _rule(
        "sio_pso.states_a_purpose",
        ("SIO25-1", "SIO25-3.1"),
        "Clause 1 of 2025 names three purposes, one of which must be chosen; the spread of weapons is new.",
        purposes,
        EDITION_2025,
        None,
    )


def states_a_purpose_of_2022(purposes: AbstractSet[str]) -> Rule[Asked]:
    """Return the rule for the codes of the purposes of the 2022 edition."""
    return _rule(
        "sio_pso.states_a_purpose_of_2022",
        ("SIO22-1", "SIO25-3.1"),
        (
            "The title of 2022 names laundering and terrorist financing; the body of clause 1 mentions weapons only to "
            "describe the authority. The title sets what information may be obtained for."
        ),
        purposes,
        EDITION_2022,
        EDITION_2025,
    )


def _rule(
    rule_id: str,
    cites: tuple[str, ...],
    reading: str,
    purposes: AbstractSet[str],
    since: date,
    until: date | None,
) -> Rule[Asked]:
    return Rule(rule_id, RuleKind.LAW, cites, _SAYS, reading, since, until, lambda asked: _stated(asked, purposes))
