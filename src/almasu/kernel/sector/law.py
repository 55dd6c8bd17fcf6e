"""The law of the sector as one node decides by it: its lists and fields, its terms, the calendar its terms run by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from almasu.kernel.grounds.judged_act import Dated, JudgedAct
from almasu.kernel.sector.assignment import AnswerClock
from almasu.kernel.sector.catalogue import Catalogue
from almasu.law.calendar import Calendar
from almasu.law.moment import in_astana
from almasu.law.rule import Finding
from almasu.law.term import Term
from almasu.law.verdict import NotApplicable, NotInForce

ALERT_DECISION = "asoi.alert_decision"
REQUEST_DECISION = "asoi.request_decision"
ANSWER = "asoi.answer"
CORRECTION = "asoi.correction"


class Act(StrEnum):
    """What is judged: the code under which `almasu law judge` and the journal know it."""

    JOINED = "joined"
    MODULE = "module"
    SENT = "sent"
    DECIDED = "decided"
    PROCESSED = "processed"
    TAKEN = "taken"
    RETURNED = "returned"
    TIMED = "timed"


@dataclass(frozen=True, slots=True)
class SectorLaw:
    """What the package and the sheets say; days that a decree changed later are laid over `calendar` when counting.

    `terms` are the terms of resolution No. 67 by their ids (`asoi.alert_decision`), `answer_clocks` from which day on
    the term of an answer begins with what, the earliest first: the act leaves that open (ASOI-14.2). `acts` are the
    rules by what they judge.
    """

    catalogue: Catalogue
    terms: Mapping[str, Term]
    calendar: Calendar
    answer_clocks: tuple[tuple[date, AnswerClock], ...] = ()
    acts: Mapping[Act, JudgedAct[Any]] = field(default_factory=dict)

    def judged(self, act: Act, facts: Dated) -> tuple[Finding, ...]:
        """Return what the rules say of facts, those alone that were in force and speak of them."""
        return tuple(
            one for one in self.acts[act].judged(facts) if not isinstance(one.verdict, NotInForce | NotApplicable)
        )

    def answer_clock(self, at: datetime) -> AnswerClock:
        """Return what the term of the answer to a request sent at a moment begins with; the receipt by default."""
        day = in_astana(at).date()
        return next((clock for since, clock in reversed(self.answer_clocks) if since <= day), AnswerClock.RECEIPT)
