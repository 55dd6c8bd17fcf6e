"""What is due and who is reminded; which channel is the state network; which conditions a participant keeps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from almasu.kernel.provision import conditions
from almasu.kernel.provision.conditions import Kept, Statement
from almasu.kernel.provision.joint_act import Extent
from almasu.kernel.provision.network import ChannelFacts, Sign, signs_against
from almasu.kernel.provision.obligations import (
    Obligation,
    Standing,
    Told,
    due_of,
    next_reminder,
    occurrences,
    reminders,
    settled_by,
)
from almasu.kernel.provision.parties import Duty
from almasu.law import moment
from almasu.wiring.law import open_law
from kernel.provision.acts import VEHICLES, act, data_set
from kernel.provision.conftest import BODY, DAY, NOW


@pytest.mark.parametrize(
    ("schedule", "since", "until", "first", "count"),
    [
        ({}, "2026-11-01", "2027-02-28", "2026-11-30T06:00", 3),
        ({}, "2026-11-01", "2027-03-01", "2026-11-30T06:00", 4),
        ({"period": "daily", "day": 1}, "2026-11-20", "2026-11-27", "2026-11-20T06:00", 7),
        ({"period": "weekly", "day": 1}, "2026-11-20", "2026-12-01", "2026-11-23T06:00", 2),
        ({"period": "quarterly", "day": 1}, "2026-11-20", "2027-07-02", "2027-01-01T06:00", 3),
        ({"period": "quarterly", "day": 92}, "2026-11-20", "2027-07-02", "2026-12-31T06:00", 3),
        ({"period": "daily", "day": 1}, "2026-10-01", "2026-11-02", "2026-11-01T06:00", 1),
        ({"period": "daily", "day": 1}, "2027-10-31", "2028-10-31", "2027-10-31T06:00", 1),
    ],
)
def test_deliveries_come_round_within_the_days_of_the_act(
    schedule: dict[str, Any], since: str, until: str, first: str, count: int
) -> None:
    planned = data_set(schedule={**VEHICLES["schedule"], **schedule}).schedule
    assert planned is not None
    found = occurrences(act(), planned, at(f"{since}T00:00:00"), at(f"{until}T00:00:00"))
    assert (found[0].isoformat()[:16], len(found)) == (first, count)


def at(text: str) -> datetime:
    return moment.read(f"{text}+05:00")


def test_the_due_moment_is_computed_by_the_calendar_of_the_law() -> None:
    due = due_of(data_set(), NOW, open_law().calendar())
    assert due.due.isoformat() == "2026-11-24T23:59:59+05:00"
    assert [one.day for one in due.skipped] == [date(2026, 11, 21), date(2026, 11, 22)]


OWED = Obligation(UUID(int=1), BODY, "vehicles", NOW, NOW + 4 * DAY)


@pytest.mark.parametrize(
    ("given", "lacks", "days", "standing"),
    [
        (None, (), 0, Standing.OPEN),
        (None, (), 3, Standing.DUE_SOON),
        (None, (), 4, Standing.DUE_SOON),
        (None, (), 5, Standing.LATE),
        (2, (), 2, Standing.GIVEN),
        (2, (), 1, Standing.OPEN),
        (5, (), 9, Standing.GIVEN_LATE),
        (2, ("plate",), 3, Standing.INCOMPLETE),
    ],
)
def test_an_obligation_stands_as_what_came_makes_it(
    given: int | None, lacks: tuple[str, ...], days: int, standing: Standing
) -> None:
    owed = replace(OWED, given_at=None if given is None else NOW + given * DAY, lacks=lacks)
    assert owed.standing(NOW + days * DAY) is standing


MISSED, LACKING = replace(OWED, since=NOW - DAY), replace(OWED, given_at=NOW, lacks=("rejected_rows",))
REQUESTED, TO_COME = replace(OWED, request=UUID(int=2)), replace(OWED, since=NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("owed", "extent", "settled"),
    [
        ([], Extent.FULL, ()),
        ([MISSED, OWED, TO_COME], Extent.FULL, (MISSED, OWED)),
        ([LACKING, OWED], Extent.FULL, (LACKING, OWED)),
        ([MISSED, OWED, TO_COME], Extent.INCREMENTAL, (MISSED, OWED)),
        ([LACKING, OWED], Extent.INCREMENTAL, (OWED,)),
        ([LACKING], Extent.INCREMENTAL, (LACKING,)),
        ([REQUESTED, REQUESTED], Extent.FULL, (REQUESTED,)),
    ],
)
def test_a_file_settles_every_term_that_had_begun_and_of_requests_one(
    owed: list[Obligation], extent: Extent, settled: tuple[Obligation, ...]
) -> None:
    assert settled_by(owed, extent, NOW + DAY) == settled


def test_what_is_withdrawn_after_its_term_was_late_and_stays_so() -> None:
    owed = replace(OWED, withdrawn_at=NOW + 6 * DAY)
    stands = [owed.standing(NOW + days * DAY) for days in (5, 6, 9)]
    assert stands == [Standing.LATE, Standing.WITHDRAWN_LATE, Standing.WITHDRAWN_LATE]
    assert (next_reminder(owed, ()), reminders([owed], (), NOW + 9 * DAY)) == (None, ())
    half, whole = replace(owed, given_at=NOW, lacks=("plate",)), replace(owed, given_at=NOW)
    assert [one.standing(NOW + 9 * DAY) for one in (half, whole)] == [Standing.WITHDRAWN_LATE, Standing.GIVEN]


def test_what_a_question_withdrawn_in_its_term_asked_for_is_never_late_and_nobody_is_reminded_of_it() -> None:
    owed = replace(OWED, withdrawn_at=NOW + DAY)
    stands = [owed.standing(NOW + days * DAY) for days in (0, 1, 9)]
    assert stands == [Standing.OPEN, Standing.WITHDRAWN, Standing.WITHDRAWN]
    assert (next_reminder(owed, ()), reminders([owed], (), NOW + 9 * DAY)) == (None, ())
    half, whole = replace(owed, given_at=NOW, lacks=("plate",)), replace(owed, given_at=NOW)
    assert [one.standing(NOW + 9 * DAY) for one in (half, whole)] == [Standing.WITHDRAWN, Standing.GIVEN]


def test_nobody_is_reminded_twice_and_heads_hear_of_what_is_overdue() -> None:
    sent: list[Any] = []
    told = []
    for day in range(16):
        new = reminders([OWED], sent, NOW + day * DAY + timedelta(hours=1))
        sent += new
        told += [(day, one.told) for one in new]
    assert told == [(3, Told.AHEAD), (4, Told.AT_TERM), (5, Told.OVERDUE), (12, Told.OVERDUE)]
    assert Duty.HEAD_OF_BODY in sent[-1].to
    assert reminders([replace(OWED, given_at=NOW)], [], NOW + 9 * DAY) == ()


INSIDE = ChannelFacts(
    measured_at=NOW,
    name="gateway.state",
    addresses=("10.245.1.7",),
    ranges=("10.245.0.0/16", "fd00:1::/32"),
    in_public_dns=False,
    reached_from_internet=False,
    reaches_internet=False,
    certificate_names=("gateway.state",),
    certificate_public=False,
)


@pytest.mark.parametrize(
    ("changed", "signs"),
    [
        ({}, set()),
        ({"addresses": ("fd00:1::7",)}, set()),
        ({"addresses": ("::ffff:10.245.1.7",)}, set()),
        ({"addresses": ()}, {Sign.NO_ADDRESS}),
        ({"addresses": ("somewhere",)}, {Sign.NO_ADDRESS}),
        ({"addresses": ("10.9.1.7",)}, {Sign.OUTSIDE_NETWORK}),
        ({"addresses": ("10.245.1.7", "8.8.8.8")}, {Sign.GLOBAL_ADDRESS, Sign.OUTSIDE_NETWORK}),
        ({"addresses": ("::ffff:8.8.8.8",)}, {Sign.GLOBAL_ADDRESS, Sign.OUTSIDE_NETWORK}),
        ({"addresses": ("8.8.8.8",), "ranges": ("8.8.8.0/24",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("2a02:4780::1",)}, {Sign.GLOBAL_ADDRESS, Sign.OUTSIDE_NETWORK}),
        ({"addresses": ("2a02:4780::1",), "ranges": ("::/0",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("64:ff9b::808:808",), "ranges": ("::/0",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("64:ff9b:1::a14:7",), "ranges": ("64:ff9b:1::/48",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("2002:808:808::1",), "ranges": ("::/0",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("2001:0:808:808::1",), "ranges": ("::/0",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("8.8.8.8", "10.245.1.7"), "ranges": ("0.0.0.0/0",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("0.0.0.0",), "ranges": ("0.0.0.0/0",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("224.0.0.1",), "ranges": ("0.0.0.0/0",)}, {Sign.GLOBAL_ADDRESS}),
        ({"addresses": ("100.64.0.1",)}, {Sign.OUTSIDE_NETWORK}),
        ({"addresses": ("169.254.169.254",)}, {Sign.OUTSIDE_NETWORK}),
        ({"in_public_dns": True}, {Sign.PUBLIC_NAME}),
        ({"reached_from_internet": True}, {Sign.REACHED_FROM_OUTSIDE}),
        ({"reaches_internet": True}, {Sign.HAS_WAY_OUT}),
        ({"certificate_public": True}, {Sign.PUBLIC_AUTHORITY}),
        ({"certificate_names": ("*.state",)}, {Sign.NAME_NOT_IN_CERTIFICATE}),
        ({"certificate_names": None}, {Sign.NOT_MEASURED}),
        ({"reached_from_internet": None}, {Sign.NOT_MEASURED}),
        ({"measured_at": NOW - 2 * DAY}, {Sign.OLD_MEASURE}),
        ({"measured_at": NOW + DAY}, {Sign.OLD_MEASURE}),
    ],
)
def test_a_channel_the_internet_reaches_is_no_state_network(changed: dict[str, Any], signs: set[Sign]) -> None:
    assert set(signs_against(replace(INSIDE, **changed), NOW)) == signs


def statement(kept: Kept, as_of: date, withdrawn: date | None = None) -> Statement:
    return Statement(BODY, kept, as_of, "12/3", UUID(int=1), withdrawn)


def test_a_statement_holds_a_year_unless_it_is_withdrawn() -> None:
    known = [
        statement(Kept.PERSONAL_DATA, date(2025, 11, 21)),
        statement(Kept.UNIFIED_REQUIREMENTS, date(2026, 1, 1), date(2026, 11, 20)),
    ]
    assert conditions.lacking(known, BODY, date(2026, 11, 19)) == ()
    assert conditions.lacking(known, BODY, date(2026, 11, 20)) == (Kept.UNIFIED_REQUIREMENTS,)
    assert conditions.lacking(known, BODY, date(2026, 11, 21)) == tuple(Kept)
    assert conditions.lacking(known, "other", date(2026, 11, 19)) == tuple(Kept)
    assert [one.kept for one in conditions.lapsing(known, date(2026, 11, 1), 30 * DAY)] == [Kept.PERSONAL_DATA]
    renewed = [*known, statement(Kept.PERSONAL_DATA, date(2026, 10, 1))]
    assert conditions.lapsing(renewed, date(2026, 11, 1), 30 * DAY) == ()
