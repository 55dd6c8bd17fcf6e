"""Registers of work, disability and dispensary care: 11, 12, 43."""

from __future__ import annotations

import numpy as np

from almasu.kernel.answers import Record
from almasu.testing.country.days import AS_OF, TODAY, YEAR, month, written
from almasu.testing.country.dice import Draw, Index, stream
from almasu.testing.country.land import Land
from almasu.testing.country.places import REGIONS
from almasu.testing.country.register import RecordNumbers, Register, kinds, record

MONTHS_SHOWN = 12
DAYS_OF_MONTH = 30.44


def pension_contributions(land: Land) -> Register:
    """11: that a contribution was registered in a month, by which employer; never how much (SIO25-A2.n2).

    One row a month and job, of the last twelve months of the job. Nothing here is drawn from anything but the
    interval of the job and the row's own number.
    """
    jobs = land.jobs
    last = np.where(jobs.until > 0, jobs.until, TODAY - 20)
    lasted = np.clip(((last - jobs.since) / DAYS_OF_MONTH).astype(np.int64) + 1, 1, MONTHS_SHOWN)
    job = np.repeat(np.arange(len(jobs.person), dtype=np.int32), lasted)
    back = (np.arange(len(job)) - np.repeat(np.cumsum(lasted) - lasted, lasted)).astype(np.int32)
    by_job = Index(job)
    persons = jobs.person[job]
    del by_job

    def render(row: int) -> Record:
        which = int(job[row])
        company = int(jobs.company[which])
        day = _months_before(int(last[which]), int(back[row]))
        draw = Draw(land.seed, 11, row)
        return record(
            contributor_iin=land.id(int(jobs.person[which])),
            employer_bin=land.bin(company),
            employer_name=land.company_name(company)[1],
            period_month=month(day),
            payment_type="mandatory" if draw.chance(97) else "voluntary",
            payment_registered_on=written(min(TODAY, _first_of_next_month(day) + draw.between(4, 24))),
            payment_status=draw.one(("registered",) * 48 + ("corrected", "returned")),
            first_period=month(int(jobs.since[which])),
            last_period=month(int(last[which])),
        )

    newest: list[int] = np.flatnonzero(back == 0).tolist()
    return Register(11, len(job), kinds("iin"), render, (Index(persons),), first_of_each=newest)


def _months_before(day: int, count: int) -> int:
    """Return the middle of the month so many months earlier: days of no month are ever skipped that way."""
    year, number = (int(part) for part in month(day).split("-"))
    whole = year * 12 + number - 1 - count
    return _ordinal(whole // 12, whole % 12 + 1, 15)


def _first_of_next_month(day: int) -> int:
    year, number = (int(part) for part in month(day).split("-"))
    whole = year * 12 + number
    return _ordinal(whole // 12, whole % 12 + 1, 1)


def _ordinal(year: int, number: int, day: int) -> int:
    from datetime import date

    return date(year, number, day).toordinal()


def disability(land: Land) -> Register:
    """12: about thirty-six of a thousand people."""
    dice = stream(land.seed, "disability")
    alive = np.flatnonzero((land.people.died == 0) & (land.people.born < TODAY - int(3 * YEAR)))
    person = np.sort(dice.choice(alive, max(8, land.people.size * 36 // 1000), replace=False)).astype(np.int32)
    numbers = RecordNumbers("", len(person), 8, 5_000_003)

    def render(row: int) -> Record:
        who, draw = int(person[row]), Draw(land.seed, 12, row)
        young = land.people.age(who) < 18
        earliest = int(land.people.born[who]) + 400
        found = max(earliest, TODAY - draw.between(60, 7000))
        lasting = draw.chance(40)
        until = max(TODAY + draw.between(20, 700), found + 365)
        return record(
            iin=land.id(who),
            disability_group="child" if young else draw.one(("first", "second", "second", "third", "third")),
            cause_code="from_childhood" if young else draw.one(("general_illness", "general_illness", "work_injury")),
            set_on=written(found),
            valid_until=None if lasting else written(until),
            reexamination_on=None if lasting else written(until - 15),
            examining_unit=f"Отдел МСЭ № {draw.between(1, 9)}, {REGIONS[land.region_of(who)].ru}",
            certificate_no=numbers.of(row),
            rehabilitation_plan_flag=draw.chance(80),
            benefit_flag=draw.chance(92),
        )

    return Register(12, len(person), kinds("iin"), render, (Index(person),))


def dispensary_register(land: Land) -> Register:
    """43: fifteen of a thousand people; the answer is only observed or not."""
    dice = stream(land.seed, "dispensary")
    adults = land.people.adults(90)
    person = np.sort(dice.choice(adults, max(6, land.people.size * 15 // 1000), replace=False)).astype(np.int32)

    def render(row: int) -> Record:
        draw = Draw(land.seed, 43, row)
        since = TODAY - draw.between(90, 4000)
        removed = draw.chance(25)
        return record(
            iin=land.id(int(person[row])),
            observed_kind="any",
            observed_flag=not removed,
            registered_on=written(since),
            removed_on=written(since + (TODAY - since) * 3 // 4) if removed else None,
            facility_code=f"{draw.one(tuple('ABCD'))}{draw.between(100, 999)}",
            answered_at=AS_OF,
        )

    return Register(43, len(person), kinds("iin"), render, (Index(person),))
