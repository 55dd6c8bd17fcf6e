"""Standing conditions of a participant: dated statements of keeping No. 179 and No. 832 (FMA-4.1).

A statement is of a day and holds a year (house); a channel of a side without a statement in force carries nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.law.text import Text

HOLDS = timedelta(days=365)


class Kept(StrEnum):
    """The acts whose keeping is stated."""

    PERSONAL_DATA = "179"
    UNIFIED_REQUIREMENTS = "832"


KEPT_NAMES: Mapping[Kept, Text] = MappingProxyType(
    {
        Kept.PERSONAL_DATA: Text(
            kk="дербес деректерді қорғау қағидалары (№ 179)",
            ru="правила защиты персональных данных (№ 179)",
            en="rules on protecting personal data (No. 179)",
        ),
        Kept.UNIFIED_REQUIREMENTS: Text(
            kk="АКТ және ақпараттық қауіпсіздік саласындағы бірыңғай талаптар (№ 832)",
            ru="единые требования в области ИКТ и информационной безопасности (№ 832)",
            en="unified requirements on ICT and information security (No. 832)",
        ),
    }
)


class Statement(msgspec.Struct, frozen=True):
    """One statement: whose (BIN), of which act, as of which day, on what paper; `withdrawn` is the day it ended."""

    participant: str
    kept: Kept
    as_of: date
    document: str
    by: UUID
    withdrawn: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        ended = self.withdrawn is not None and self.withdrawn <= day
        return self.as_of <= day < self.as_of + HOLDS and not ended


def lacking(statements: Iterable[Statement], participant: str, day: date) -> tuple[Kept, ...]:
    """Return the acts whose keeping a participant has not stated for a day."""
    held = {one.kept for one in statements if one.participant == participant and one.holds(day)}
    return tuple(kept for kept in Kept if kept not in held)


def lapsing(statements: Iterable[Statement], day: date, within: timedelta) -> tuple[Statement, ...]:
    """Return the statements that hold and stop doing so soon, with no later one after them."""
    known = [one for one in statements if one.holds(day)]
    return tuple(
        one
        for one in known
        if one.as_of + HOLDS - day <= within
        and not any(
            other.participant == one.participant and other.kept is one.kept and other.as_of > one.as_of
            for other in known
        )
    )
