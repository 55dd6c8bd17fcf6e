"""The circuit breaker of one register, as a pure state machine.

closed --(so many failures in a row)--> open --(rest is over)--> half-open: one probe --answered--> closed
                                          ^------------------------------- probe failed ---'

An open circuit answers at once instead of making every officer wait for a register that is known to be down. Moments
are seconds of a monotonic clock, given by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Whether questions are let through."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class Breaker:
    """When to open, and for how many seconds the register is left to rest before a probe."""

    failures: int = 5
    rest: float = 15.0


@dataclass(frozen=True, slots=True)
class Circuit:
    """The state of one register's line: failures in a row, and since when it is open or probed."""

    state: State = State.CLOSED
    failures: int = 0
    since: float = 0.0


def let_through(circuit: Circuit, breaker: Breaker, at: float) -> tuple[bool, Circuit]:
    """Tell whether a question may be asked now, and the state after that decision.

    A probe whose outcome never came (its process was cut) does not keep the line closed for ever: after another
    rest the next question is a new probe.
    """
    if circuit.state is State.CLOSED:
        return True, circuit
    if at < circuit.since + breaker.rest:
        return False, circuit
    return True, Circuit(State.HALF_OPEN, circuit.failures, at)


def answered(circuit: Circuit) -> Circuit:
    """Return the state after any answer: the line works."""
    return circuit if circuit.state is State.CLOSED and not circuit.failures else Circuit()


def failed(circuit: Circuit, breaker: Breaker, at: float) -> Circuit:
    """Return the state after silence."""
    failures = circuit.failures + 1
    if circuit.state is State.CLOSED and failures < breaker.failures:
        return replace(circuit, failures=failures)
    if circuit.state is State.OPEN:
        return replace(circuit, failures=failures)
    return Circuit(State.OPEN, failures, at)
