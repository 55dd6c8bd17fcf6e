"""The EDS password: changed at least once a month, as the person confirms (SIO25-12.4).

Nobody but the person knows the password; what the exchange keeps is the date of each confirmation. From the 25th day
after it the person is reminded, from the 31st day nobody comes in before the change is confirmed. Days are Astana's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.parties.account import Account
from almasu.law import moment

REMIND_ON_DAY = 25
STOP_ON_DAY = 31


class PasswordState(StrEnum):
    """How the monthly duty stands."""

    KEPT = "kept"
    REMINDED = "reminded"
    OVERDUE = "overdue"


class Confirmed(msgspec.Struct, frozen=True):
    """One confirmation: what the paper of the kind says."""

    account: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class PasswordStanding:
    """Since when the count runs, from when the person is reminded and the entry stopped, and what holds now."""

    since: datetime
    remind_from: datetime
    stop_from: datetime
    state: PasswordState


def standing_of(account: Account, confirmed_at: datetime | None, at: datetime) -> PasswordStanding | None:
    """Return how the duty stands; None before the consent, when nothing was done with the EDS here yet.

    The count begins with the signed consent: its EDS and password were new to the exchange on that day.
    """
    moments = [one for one in (account.consent_signed_at, confirmed_at) if one is not None]
    if not moments:
        return None
    since = max(moments)
    remind, stop = _day_after(since, REMIND_ON_DAY), _day_after(since, STOP_ON_DAY)
    state = PasswordState.KEPT
    if at >= stop:
        state = PasswordState.OVERDUE
    elif at >= remind:
        state = PasswordState.REMINDED
    return PasswordStanding(moment.in_astana(since), remind, stop, state)


def _day_after(since: datetime, days: int) -> datetime:
    """Return the first moment of a day in Astana, so many days after the day of `since`."""
    day = moment.in_astana(since).date() + timedelta(days=days)
    return datetime.combine(day, time(), moment.astana())
