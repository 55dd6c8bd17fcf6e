"""One sender cannot keep everybody else from signing in."""

from __future__ import annotations

import pytest
from litestar import Litestar, Router, get
from litestar.testing import TestClient

from almasu.interfaces import fair_share as shares
from almasu.interfaces.addresses import FOR_EVERYBODY, addresses
from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.fair_share import BEGINNINGS, MINUTE, fair_share
from interfaces.test_protected_channel import From


@get(["/sign-in", "/help"])
async def page() -> str:
    return "served"


class Hands:
    """A clock that a test moves."""

    at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def app(clock: Hands) -> Litestar:
    guarded = Router("/", route_handlers=[page], guards=[fair_share(3, clock)], exception_handlers=API_PROBLEMS)
    return Litestar([guarded])


def statuses(app: Litestar, host: str, path: str = "/sign-in", times: int = 5) -> list[int]:
    with TestClient(From(app, host)) as client:
        return [client.get(path).status_code for _ in range(times)]


def test_one_sender_has_its_share_of_a_minute_and_takes_nobody_elses(app: Litestar, clock: Hands) -> None:
    assert statuses(app, "10.1.2.3") == [200, 200, 200, 429, 429]
    assert statuses(app, "10.1.2.4", times=3) == [200] * 3
    clock.at += MINUTE
    assert statuses(app, "10.1.2.3", times=3) == [200] * 3


def test_an_address_changed_within_its_network_is_the_same_sender(app: Litestar) -> None:
    assert statuses(app, "fd00::1", times=3) == [200] * 3
    assert statuses(app, "fd00::2", times=1) == [429]


def test_other_pages_and_a_proxy_of_this_machine_are_not_counted(app: Litestar) -> None:
    assert statuses(app, "10.1.2.3", "/help") == [200] * 5
    assert statuses(app, "127.0.0.1") == [200] * 5


def test_senders_without_number_share_one_count(app: Litestar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "MOST_SENDERS", 1)
    assert statuses(app, "10.0.0.1", times=1) == [200]
    assert [statuses(app, f"10.0.1.{last}", times=1)[0] for last in range(5)] == [200, 200, 200, 429, 429]
    assert statuses(app, "10.0.0.1", times=1) == [200]


def test_every_way_of_beginning_is_a_served_address() -> None:
    served = {one.split(" ", 1)[1] for one in (*FOR_EVERYBODY, *addresses())}
    assert served >= BEGINNINGS
