"""The values of the house as a sheet: how long proofs stand, when a better way is tried, how wrong a file may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

import msgspec

from almasu.kernel.provision.feeds.progress import Tolerance
from almasu.kernel.provision.impossibility import Longest
from almasu.kernel.provision.ladder import Pace
from almasu.law.sheet import SheetFile, read_sheet
from almasu.law.term import Term, Unit

Count = Annotated[int, msgspec.Meta(ge=1, le=4_000)]


class _Proofs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    measured_days: Count
    letter_days: Count
    decision_days: Count
    failures: Count
    over_hours: Count
    cites: tuple[str, ...]
    re_read_on: date


class _Tries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    first_hours: Count
    longest_days: Count
    cites: tuple[str, ...]
    re_read_on: date


class _Rejected(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    share: Annotated[float, msgspec.Meta(ge=0, le=1)]
    after_rows: Annotated[int, msgspec.Meta(ge=0)]
    cites: tuple[str, ...]
    re_read_on: date


class _Carriers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    put_away_working_days: Count
    cites: tuple[str, ...]
    re_read_on: date


class _House(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    proofs: _Proofs
    tries: _Tries
    carriers: _Carriers
    rejected: _Rejected


@dataclass(frozen=True, slots=True)
class House:
    """The values with the clauses they serve."""

    longest: Longest
    pace: Pace
    tolerance: Tolerance
    carrier_term: Term
    cites: tuple[str, ...]


def read_house(file: SheetFile) -> House:
    """Return the values; Fault where the sheet has another shape."""
    told = read_sheet(file, _House)
    proofs, tries, rejected = told.proofs, told.tries, told.rejected
    return House(
        longest=Longest(
            timedelta(days=proofs.measured_days),
            timedelta(days=proofs.letter_days),
            timedelta(days=proofs.decision_days),
            proofs.failures,
            timedelta(hours=proofs.over_hours),
        ),
        pace=Pace(timedelta(hours=tries.first_hours), timedelta(days=tries.longest_days)),
        tolerance=Tolerance(rejected.share, rejected.after_rows),
        carrier_term=Term(told.carriers.put_away_working_days, Unit.WORKING_DAYS),
        cites=(*proofs.cites, *tries.cites, *told.carriers.cites, *rejected.cites),
    )
