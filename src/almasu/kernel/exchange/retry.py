"""When to ask a silent register again: growing pauses, spread by chance, inside the register's own time limit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retry:
    """How often and when to ask again. Pauses are seconds; `attempts` counts the first one too.

    `spread` is the share of a pause that chance may take away, so that many askers do not return together.
    """

    attempts: int = 3
    first: float = 0.1
    factor: float = 3.0
    longest: float = 2.0
    spread: float = 0.5
    least_time: float = 0.05


def pause_before(attempt: int, retry: Retry, chance: float) -> float:
    """Return the seconds to wait before attempt number `attempt` (2, 3, ...); `chance` is a number in [0, 1)."""
    whole = min(retry.first * retry.factor ** (attempt - 2), retry.longest)
    return whole * (1.0 - retry.spread * chance)


def next_pause(attempts_made: int, retry: Retry, chance: float, seconds_left: float) -> float | None:
    """Return the pause before the next attempt, or None where the attempts or the time are used up."""
    if attempts_made >= retry.attempts:
        return None
    pause = pause_before(attempts_made + 1, retry, chance)
    return pause if pause + retry.least_time <= seconds_left else None
