"""Numbers of the sector: what they count, and that no single organisation is recognised in what others are shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from almasu.kernel.sector import statistics as numbers
from almasu.kernel.sector.receipt import Choice, Chosen, Decided, Receipt, ReceiptState
from almasu.kernel.sector.statistics import LEAST_OTHERS, MOST_SHARE, Sent, Took, Undecided

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
NUMBER = UUID(int=1)

# What each of the others sent, and what of it may be shown.
SUMS = [
    ((), None),
    ((5,), None),
    ((5, 5), None),
    ((5, 5, 5), 15),
    ((5, 5, 0), None),
    ((80, 10, 10), 100),
    ((81, 10, 9), None),
    ((1, 1, 1, 97), None),
]


@pytest.mark.parametrize(("others", "shown"), SUMS)
def test_a_sum_is_shown_where_nobody_is_recognised_in_it(others: tuple[int, ...], shown: int | None) -> None:
    counts = {f"other {n}": count for n, count in enumerate(others)} | {"own": 1000}
    assert numbers.others_sum(counts, "own") == shown


@given(some.dictionaries(some.integers(0, 30).map(str), some.integers(0, 10_000)), some.integers(0, 30).map(str))
def test_whatever_is_shown_leaves_every_other_room(counts: dict[str, int], own: str) -> None:
    total = numbers.others_sum(counts, own)
    others = [count for name, count in counts.items() if name != own and count]
    if total is not None:
        assert len(others) >= LEAST_OTHERS
        assert all(count <= MOST_SHARE * total for count in others)


def test_signals_are_counted_by_day_and_kind_and_of_others_only_whole_days() -> None:
    sent = [Sent(DAY - timedelta(days=1), 1, f"bank {n}", 10, 10) for n in range(4)]
    sent += [Sent(DAY, 1, "bank 1", 7, 7), Sent(DAY, 2, "bank 0", 3, 3), Sent(DAY - timedelta(days=40), 1, "x", 9, 9)]
    days = (DAY - timedelta(days=1), DAY)
    assert numbers.by_day(sent, days) == ((days[0], 40), (DAY, 10))
    assert numbers.by_kind(sent) == {1: 56, 2: 3}
    assert numbers.sums_of_others(sent[:-1], "bank 0", DAY) == {1: 30}, "today's are not in it: a sender would be seen"


def part(organisation: str, after: int | None = None, late: bool = False, processed: int | None = None) -> Receipt:
    """A part of an alert, decided and processed so many minutes after it came."""
    chosen = Chosen(Choice.ACCEPT, "", NUMBER, AT)
    decided = () if after is None else (Decided(chosen, 1, NUMBER, AT + timedelta(minutes=after), NUMBER),)
    state = ReceiptState.RECEIVED if after is None else ReceiptState.ACCEPTED
    return Receipt(
        NUMBER,
        organisation,
        1,
        state if processed is None else ReceiptState.PROCESSED,
        AT,
        AT + timedelta(minutes=1 if late else 600),
        decided=decided,
        processed_at=None if processed is None else AT + timedelta(minutes=processed),
    )


def test_reactions_tell_states_lateness_and_how_long_it_took() -> None:
    parts = [part("a", 10), part("b", 30, processed=90), part("c", 50, late=True), part("d"), part("d", late=True)]
    found = numbers.reactions(parts, AT + timedelta(minutes=5))
    assert found.states[ReceiptState.ACCEPTED] == 2
    assert found.states[ReceiptState.RECEIVED] == 2
    assert found.late == 2, "one decided late, one is late now"
    assert found.to_decide == Took(3, 30, 50)
    assert found.to_process == Took(1, 90, 90)
    assert numbers.undecided(parts, AT + timedelta(minutes=5)) == [Undecided("d", 2, 1)]
    assert numbers.reactions([], AT).to_decide is None


def test_how_long_others_took_is_told_without_the_slowest_and_not_of_few() -> None:
    parts = [part("a", 10), part("b", 30), part("own", 500)]
    assert numbers.others_took(parts, "own") is None
    assert numbers.others_took([*parts, part("c", 400)], "own") == Took(3, 30, 30)
