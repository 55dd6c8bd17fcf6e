"""The incident card: what every card says, what only its kind says, and the hour that makes an incident of kind 6.

"Immediately" (ASOI-12) is shown, not forgiven: the card carries when the incident was found, when the head consented
and when it was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from almasu.kernel.sector.catalogue import Catalogue, IncidentKind
from almasu.kernel.sector.fields import Value, checked
from almasu.law import moment
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

OUTAGE = "outage"
"""The code of kind 6, which is a matter of clause 12 only above one hour (ASOI-12.6)."""
LEAST_OUTAGE = timedelta(hours=1)


class Report(StrEnum):
    """How far the card has grown: the first notice, more that came to light, the final one."""

    FIRST = "first"
    MORE = "more"
    FINAL = "final"

    def is_before(self, other: Report) -> bool:
        """Tell whether a card of this stage says less than one of the other."""
        stages = tuple(Report)
        return stages.index(self) < stages.index(other)


class Card(msgspec.Struct, frozen=True):
    """What a card says: its kind, how far it has grown, when the incident was found, the values of its fields.

    `attachments` are SHA-256 digests in hexadecimal by the names the files were given.
    """

    kind: str
    report: Report
    detected_at: datetime
    values: dict[str, Value]
    attachments: dict[str, str] = {}


TOO_SHORT = ProblemKind(
    "sector.outage_too_short",
    422,
    Text(
        kk="Жұмыстың тоқтауы бір сағаттан аспайды.",
        ru="Простой не больше одного часа.",
        en="The systems stood still for no more than one hour.",
    ),
    Text(
        kk="12-тармақтың 6) тармақшасы бір сағаттан асатын тоқтауға қатысты. Инцидент басқа түрге жатса, сол түрін "
        "таңдаңыз; болмаса қауіп туралы хабарлама жіберіңіз.",
        ru="Подпункт 6) пункта 12 – о простое свыше одного часа. Если инцидент другого вида, выберите его; иначе "
        "отправьте оповещение об угрозе.",
        en="Clause 12(6) is about more than one hour. If the incident is of another kind, choose that one; else send a "
        "threat alert.",
    ),
    ("ASOI-12.6",),
)
ENDS_BEFORE_IT_BEGINS = ProblemKind(
    "sector.ends_before_it_begins",
    422,
    Text(kk="Аяқталуы басталуынан ерте.", ru="Окончание раньше начала.", en="It ends before it begins."),
    Text(kk="Екі уақытты тексеріңіз.", ru="Проверьте оба времени.", en="Check both moments."),
    ("ASOI-12",),
)
NOT_YET = ProblemKind(
    "sector.not_yet",
    422,
    Text(kk="Бұл уақыт әлі келген жоқ.", ru="Этот момент ещё не наступил.", en="That moment has not come yet."),
    Text(
        kk="Болған оқиғаның уақытын жазыңыз.",
        ru="Напишите время произошедшего.",
        en="Write when it happened.",
    ),
    ("ASOI-12",),
)


def card_of(
    catalogue: Catalogue, kind: IncidentKind, report: Report, typed: Mapping[str, str], at: datetime
) -> tuple[Card | None, tuple[Problem, ...]]:
    """Return the card that was typed, or the Problems that stand in its way, each with its field.

    `typed` holds the fields of every card and of the kind, `detected_at` among them.
    """
    values, problems = checked(catalogue.fields_of_card(kind), typed)
    problems += _of_times(kind, values, at)
    if problems:
        return None, problems
    detected = moment.read(str(values["detected_at"]))
    return Card(kind.code, report, detected, {k: v for k, v in values.items() if k != "detected_at"}), ()


def _of_times(kind: IncidentKind, values: Mapping[str, Value], at: datetime) -> tuple[Problem, ...]:
    """Return what is wrong with the moments: yet to come, the wrong way round, an outage of an hour or less."""
    found = [NOT_YET.at(name) for name in ("detected_at", "began_at", "ended_at") if _moment(values, name, at) > at]
    began, ended = values.get("began_at"), values.get("ended_at")
    if found or began is None:
        return tuple(found)
    lasted = _moment(values, "ended_at", at) - _moment(values, "began_at", at)
    if ended is not None and lasted < timedelta(0):
        return (ENDS_BEFORE_IT_BEGINS.at("ended_at"),)
    if kind.code == OUTAGE and lasted <= LEAST_OUTAGE:
        return (TOO_SHORT.at("ended_at" if ended is not None else "began_at"),)
    return ()


def _moment(values: Mapping[str, Value], name: str, otherwise: datetime) -> datetime:
    value = values.get(name)
    return otherwise if value is None else moment.read(str(value))
