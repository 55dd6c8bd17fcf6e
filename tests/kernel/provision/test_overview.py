"""Counting by month: months of Astana, feeds in the month they ended, ways as they were at its end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from almasu.kernel.provision.delivery import Delivery, DeliveryState, Offered
from almasu.kernel.provision.feeds.progress import Position
from almasu.kernel.provision.joint_act import FileFormat
from almasu.kernel.provision.ladder import begun
from almasu.kernel.provision.obligations import Obligation, Standing
from almasu.kernel.provision.overview import by_month, months_until
from almasu.kernel.provision.way import Way
from kernel.provision.acts import data_set

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "first"),
    [
        (datetime(2026, 3, 2, tzinfo=UTC), date(2025, 10, 1)),
        (datetime(2026, 12, 31, 18, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 19, 0, tzinfo=UTC), date(2026, 8, 1)),
    ],
)
def test_six_months_end_with_the_present_one_in_astana(at: datetime, first: date) -> None:
    months = months_until(at)
    assert months[0] == first
    assert len(set(months)) == len(months) == 6
    assert list(months) == sorted(months)


def delivery(ended: datetime | None, accepted: int, rejected: int, state: DeliveryState) -> Delivery:
    offered = Offered(data_set="vehicles", format=FileFormat.CSV, name="a.csv", size=9, sha256="a" * 64)
    position = Position(sha256="a" * 64, size=9, accepted=accepted, rejected=rejected)
    return Delivery(
        id=UUID(int=1), body="", data_set=data_set(), number=1, offered=offered, extent=data_set().schedule.extent,  # type: ignore[union-attr]
        act_version=1, by="", at=NOW, position=position, key=b"", state=state, ended_at=ended,
    )  # fmt: skip


def test_feeds_count_in_the_month_they_ended_and_ladders_from_their_beginning() -> None:
    ladder = begun("1", "vehicles", datetime(2026, 2, 10, tzinfo=UTC), restricted=False)
    came = [
        delivery(datetime(2026, 1, 31, 19, tzinfo=UTC), 90, 10, DeliveryState.DONE),
        delivery(datetime(2026, 2, 5, tzinfo=UTC), 1, 9, DeliveryState.REFUSED),
        delivery(datetime(2026, 2, 6, tzinfo=UTC), 3, 0, DeliveryState.WITHDRAWN),
        delivery(datetime(2025, 1, 5, tzinfo=UTC), 7, 7, DeliveryState.DONE),
        delivery(None, 5, 5, DeliveryState.READING),
    ]
    late = Obligation(UUID(int=2), "1", "vehicles", NOW - timedelta(days=9), NOW - timedelta(days=4))
    given = msgspec.structs.replace(late, given_at=NOW - timedelta(days=5), due=NOW + timedelta(hours=1))
    months = by_month([ladder], came, [late, given], NOW)
    assert [(one.rows, one.rejected, one.deliveries, one.refused) for one in months[-3:]] == [
        (0, 0, 0, 0),
        (113, 19, 3, 2),
        (0, 0, 0, 0),
    ]
    assert [one.ways[Way.INTEGRATION] for one in months[-3:]] == [0, 1, 1]
    assert [(one.standings[Standing.LATE], one.standings[Standing.GIVEN]) for one in months[-3:]] == [
        (0, 0),
        (1, 0),
        (0, 1),
    ]
    assert msgspec.json.encode(months)
