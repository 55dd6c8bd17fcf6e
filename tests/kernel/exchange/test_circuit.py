"""The circuit breaker's arrows, one by one, and what holds on every path."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.exchange.circuit import Breaker, Circuit, State, answered, failed, let_through

BREAKER = Breaker(failures=3, rest=10.0)


def after_failures(count: int, at: float = 0.0) -> Circuit:
    circuit = Circuit()
    for _ in range(count):
        circuit = failed(circuit, BREAKER, at)
    return circuit


def test_a_few_failures_leave_the_line_open_to_questions() -> None:
    assert let_through(after_failures(2), BREAKER, 1.0)[0]


def test_the_third_failure_in_a_row_stops_questions() -> None:
    assert after_failures(3).state is State.OPEN
    assert not let_through(after_failures(3), BREAKER, 9.9)[0]


def test_an_answer_between_failures_starts_the_count_anew() -> None:
    assert answered(after_failures(2)) == Circuit()


def test_after_the_rest_exactly_one_probe_goes_through() -> None:
    probed, circuit = let_through(after_failures(3), BREAKER, 10.0)
    assert probed
    assert circuit.state is State.HALF_OPEN
    assert not let_through(circuit, BREAKER, 10.1)[0]


def test_an_answered_probe_closes_and_a_failed_one_rests_again() -> None:
    _, probing = let_through(after_failures(3), BREAKER, 10.0)
    assert answered(probing).state is State.CLOSED
    again = failed(probing, BREAKER, 12.0)
    assert again.state is State.OPEN
    assert not let_through(again, BREAKER, 21.0)[0]
    assert let_through(again, BREAKER, 22.0)[0]


def test_a_lost_probe_is_followed_by_another() -> None:
    _, probing = let_through(after_failures(3), BREAKER, 10.0)
    assert let_through(probing, BREAKER, 20.0)[0]


def test_late_failures_of_questions_asked_before_do_not_prolong_the_rest() -> None:
    late = failed(after_failures(3, at=0.0), BREAKER, 9.0)
    assert let_through(late, BREAKER, 10.0)[0]


@given(st.lists(st.tuples(st.sampled_from(["answered", "failed"]), st.floats(0, 5))))
def test_a_line_is_never_closed_for_longer_than_one_rest(events: list[tuple[str, float]]) -> None:
    circuit, now = Circuit(), 0.0
    for what, passed in events:
        now += passed
        asked, circuit = let_through(circuit, BREAKER, now)
        if asked:
            circuit = answered(circuit) if what == "answered" else failed(circuit, BREAKER, now)
    assert let_through(circuit, BREAKER, now + BREAKER.rest)[0]
