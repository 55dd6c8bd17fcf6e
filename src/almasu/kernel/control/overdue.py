"""A month whose control was not signed in time, told once to body, head and operator until it is (SIO25-21.2)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

import msgspec

from almasu.kernel.control.duty import MonthDuty
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper


class OverdueState(StrEnum):
    """Where a notice stands."""

    TOLD = "told"
    DONE = "done"


class OverdueMonth(msgspec.Struct, frozen=True):
    """What the paper of a notice says. `officers` and `head_iin` are those of the order in force when it was told.

    `done_at` is when the month's pack was signed after all, None before.
    """

    body_bin: str
    month: str
    due: datetime
    told_at: datetime
    officers: tuple[UUID, ...]
    head_iin: str
    done_at: datetime | None = None


def overdue_number(body_bin: str, month: str) -> UUID:
    """Return the number of the notice about a month of a body: one month is told once, whoever tells it."""
    return uuid5(NAMESPACE_OID, f"almasu/control-overdue/{body_bin}/{month}")


def overdue_paper(body_bin: str, duty: MonthDuty, officers: tuple[UUID, ...], head_iin: str, at: datetime) -> Paper:
    """Return the notice about a month, found by its body and by its head."""
    says = OverdueMonth(body_bin, str(duty.month), duty.due, at, officers, head_iin)
    keys = {"body": body_bin, "head": head_iin}
    number = overdue_number(body_bin, says.month)
    return new_paper(number, PaperKind.CONTROL_OVERDUE, OverdueState.TOLD.value, at, says, keys)


def overdue_in(paper: Paper) -> OverdueMonth:
    """Return what the paper of a notice says."""
    return msgspec.json.decode(paper.data, type=OverdueMonth)
