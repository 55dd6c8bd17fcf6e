"""An answer "there is nothing here" leaves on the stroke, however long the search took; every other one at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from almasu.interfaces.even_absence import EvenAbsence


@dataclass
class Clock:
    """A clock that moves when somebody works or sleeps."""

    at: float = 100.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


async def answered(status: int, takes: float, path: str = "/api/v1/requests/1", body_after: float = 0.0) -> float:
    """When an answer left, counted from when its request had come whole."""
    clock = Clock()
    left: list[float] = []

    async def searches(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        clock.at += takes
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Any:
        clock.at += body_after
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            left.append(clock.at)

    app = EvenAbsence(searches, 0.025, clock, clock.sleep)
    await app({"type": "http", "path": path}, receive, send)  # type: ignore[arg-type, typeddict-item]
    return left[0] - 100.0 - body_after


@pytest.mark.parametrize("body_after", [0.0, 0.0249, 3.0])
@pytest.mark.parametrize("takes", [0.0, 0.001, 0.0123, 0.0249])
async def test_searches_of_any_length_end_at_the_same_moment(takes: float, body_after: float) -> None:
    assert await answered(404, takes, body_after=body_after) == pytest.approx(0.025)


async def test_a_search_longer_than_a_stroke_ends_at_a_later_one() -> None:
    assert await answered(404, 0.026) == pytest.approx(0.05)


@pytest.mark.parametrize(("status", "path"), [(200, "/api/v1/requests/1"), (403, "/"), (404, "/log/tile/0/000")])
async def test_other_answers_and_the_open_journal_wait_for_nothing(status: int, path: str) -> None:
    assert await answered(status, 0.003, path) == pytest.approx(0.003)
