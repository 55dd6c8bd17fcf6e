"""Until when the control of a month is to be signed, in words (SIO25-21.2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from almasu.interfaces.portal.offices.blocks import Due
from almasu.interfaces.portal.offices.deadline import due_by_law
from almasu.kernel.control.duty import TERM, Month
from almasu.wiring.law import Law


def month_due(law: Law, month: Month, at: datetime, done_at: datetime | None = None) -> Due:
    """Return until when the control of a month is to be signed, or how it was."""
    told = law.deadline(TERM, month.until - timedelta(seconds=1))
    return due_by_law(told, law.terms[TERM], at, done_at)
