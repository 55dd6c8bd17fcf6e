"""The law of the sector as one node decides by it: its lists and fields, its terms, the calendar its terms run by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from almasu.kernel.sector.catalogue import Catalogue
from almasu.law.calendar import Calendar
from almasu.law.term import Term

ALERT_DECISION = "asoi.alert_decision"
ANSWER = "asoi.answer"
CORRECTION = "asoi.correction"


@dataclass(frozen=True, slots=True)
class SectorLaw:
    """What the package and the sheets say; days that a decree changed later are laid over `calendar` when counting.

    `terms` are the terms of resolution No. 67 by their ids (`asoi.alert_decision`).
    """

    catalogue: Catalogue
    terms: Mapping[str, Term]
    calendar: Calendar
