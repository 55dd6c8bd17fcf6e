"""Feeds: the fast check says what the definition says; a head against the act; going on where one stopped."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.provision.feeds.block import Flaw, flaws
from almasu.kernel.provision.feeds.cell import Reason, wrong
from almasu.kernel.provision.feeds.head import matched
from almasu.kernel.provision.feeds.progress import (
    Block,
    Delivery,
    FeedState,
    Gap,
    OutOfTurn,
    Position,
    Tolerance,
    ended,
    moved,
    must_follow,
)
from almasu.kernel.provision.feeds.report import MOST_TOLD, REASONS, Rejected, Report
from almasu.kernel.provision.joint_act import ActField, Extent
from almasu.kernel.resources import FieldType
from kernel.provision.acts import field


def typed(kind: str, **more: Any) -> ActField:
    return msgspec.convert(field("value", kind, **more), ActField)


IIN = "850412300016"


@pytest.mark.parametrize(
    ("spec", "right", "bad", "reason"),
    [
        (
            typed("integer"),
            ["0", "-5", "9007199254740991"],
            ["", "1.0", "+1", "٣", "9007199254740993", "1e3"],
            "integer",
        ),
        (typed("decimal"), ["0", "-1.5", "10.000001"], ["1,5", ".5", "1.", "NaN", "1.0000001", "1 000"], "decimal"),
        (typed("date"), ["2024-02-29"], ["2023-02-29", "20240229", "2024-2-9", "2024-W01-1", "29.02.2024"], "date"),
        (
            typed("moment"),
            ["2026-11-20T10:00:00+05:00", "2026-11-20T10:00:00Z"],
            ["2026-11-20T10:00:00", "2026-11-20", "20261120T100000Z", "2026-W47-5T10:00:00Z", "now"],
            "moment",
        ),
        (typed("boolean"), ["true", "false"], ["True", "1", "yes"], "boolean"),
        (typed("iin"), [IIN], ["850412300019", "85041230001", "8504123000160", "８50412300016", "85041230001x"], "iin"),
        (typed("code", values=["red"]), ["red"], ["Red", "blue", "red "], "list"),
        (typed("text", pattern="[A-Z]{2}"), ["AB"], ["ABC", "ab", "AB\n"], "pattern"),
        (typed("text", limit=3), ["абв"], ["абвг"], "long"),
        (typed("text"), ["Ғабит"], ["a\u202eb", "a\x00b", "a\x85b"], "hidden"),
        (typed("image"), [], ["aGVsbG8="], "carried"),
    ],
)
def test_a_value_stands_only_where_its_field_lets_it(
    spec: ActField, right: list[str], bad: list[str], reason: str
) -> None:
    assert [value for value in right if wrong(spec, value) is not None] == []
    assert [value for value in bad if wrong(spec, value) is None] == []
    whole = [*right, *bad, None, " "]
    assert told(spec, whole) == [(row, wrong(spec, value)) for row, value in enumerate(whole) if wrong(spec, value)]
    assert {wrong(spec, value) for value in bad} <= set(Reason), reason


def told(spec: ActField, column: list[str | None]) -> list[tuple[int, Reason]]:
    return [(one.row, one.reason) for one in flaws([spec], [column])]


def test_what_may_be_absent_may_be_empty() -> None:
    assert wrong(typed("iin", required=False), "") is None
    assert wrong(typed("iin", required=False), None) is None
    assert wrong(typed("iin"), None) is Reason.MISSING
    assert told(typed("decimal", required=False), ["1", None, "x"]) == [(2, Reason.NOT_DECIMAL)]


SPECS = [
    typed(kind, required=required, values=["1", "ab"] if kind == "code" else [])
    for kind in FieldType
    for required in (True, False)
]
VALUES = st.one_of(
    st.none(),
    st.sampled_from(["", " ", IIN, "1", "-1.50", "true", "2026-11-20", "2026-11-20T10:00:00+05:00", "ab", "x" * 201]),
    st.text(max_size=14),
    st.text("0123456789-.", min_size=1, max_size=14),
    st.text("0123456789", min_size=12, max_size=12),
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(SPECS), st.lists(VALUES, max_size=12))
def test_the_check_of_columns_says_what_the_definition_says(spec: ActField, column: list[str | None]) -> None:
    assert told(spec, column) == [
        (row, reason) for row, value in enumerate(column) if (reason := wrong(spec, value)) is not None
    ]


def test_flaws_come_by_row_and_field_and_values_are_never_told() -> None:
    specs = [typed("integer"), msgspec.structs.replace(typed("iin"), name="iin")]
    found = flaws(specs, [["1", "x", "y"], [IIN, "850412300019", IIN]])
    assert found == [
        Flaw(1, "value", Reason.NOT_INTEGER),
        Flaw(1, "iin", Reason.CHECK_DIGIT),
        Flaw(2, "value", Reason.NOT_INTEGER),
    ]
    report = Report()
    assert report.add(found, range(2, 5)) == 2
    assert report.told[0] == Rejected(3, "value", Reason.NOT_INTEGER)
    report.add([Flaw(0, "value", Reason.MISSING)] * MOST_TOLD, range(1))
    assert (len(report.told), report.counts.total()) == (MOST_TOLD, MOST_TOLD + 3)
    assert "850412300019" not in str(report)
    assert set(REASONS) == set(Reason)


@pytest.mark.parametrize(
    ("columns", "usable", "places", "cuts"),
    [
        (["a", "b"], True, (0, 1), []),
        (["c", "b", "a"], True, (2, 1), ["c"]),
        (["a"], True, (0,), []),
        (["b"], False, (0,), []),
        (["a", "a"], False, (0,), []),
        (["A", "b"], False, (1,), ["A"]),
        ([], False, (), []),
        (["a", *map(str, range(1000))], False, (0,), [str(number) for number in range(1000)]),
    ],
)
def test_a_file_is_read_by_the_fields_of_the_act(
    columns: list[str], usable: bool, places: tuple[int, ...], cuts: list[str]
) -> None:
    fields = [
        msgspec.convert(field("a"), ActField),
        msgspec.convert(field("b", required=False), ActField),
    ]
    head = matched(columns, fields)
    assert (head.is_usable, head.places, [one.field for one in head.cuts]) == (usable, places, cuts)
    assert all(one.cites == ("FMA-5",) for one in head.cuts)


def block(number: int, start: int, end: int, rows: int, rejected: int = 0) -> Block:
    return Block(
        number=number, from_offset=start, to_offset=end, to_line=1 + end, accepted=rows - rejected, rejected=rejected
    )


def test_a_feed_interrupted_anywhere_ends_as_one_that_was_not() -> None:
    chance = random.Random(5)
    blocks = [block(number, (number - 1) * 10, number * 10, 10, number % 3) for number in range(1, 21)]
    straight = Position(sha256="a" * 64, size=200)
    for one in blocks:
        straight = moved(straight, one)
    broken = Position(sha256="a" * 64, size=200)
    while broken.offset < broken.size:
        for one in blocks[max(broken.number - chance.randrange(3), 0) :][: chance.randrange(1, 6)]:
            try:
                broken = moved(broken, one)
            except OutOfTurn:
                assert one.number <= broken.number, "only a block that was kept is refused"
    assert broken == straight
    assert ended(broken, Tolerance(), whole=True).state is FeedState.DONE


@pytest.mark.parametrize("wrong_one", [block(2, 0, 10, 1), block(1, 5, 10, 1), block(1, 0, 0, 1), block(1, 0, 201, 1)])
def test_a_block_out_of_turn_moves_nothing(wrong_one: Block) -> None:
    with pytest.raises(OutOfTurn):
        moved(Position(sha256="a" * 64, size=200), wrong_one)


@pytest.mark.parametrize(
    ("rows", "rejected", "read", "whole", "state"),
    [
        (2_000, 100, 200, True, FeedState.DONE),
        (2_000, 101, 200, True, FeedState.REFUSED),
        (10, 9, 200, True, FeedState.DONE),
        (10, 10, 200, True, FeedState.REFUSED),
        (0, 0, 200, True, FeedState.DONE),
        (2_000, 0, 200, False, FeedState.REFUSED),
        (2_000, 0, 199, True, FeedState.REFUSED),
    ],
)
def test_a_file_that_breaks_off_or_is_too_wrong_counts_for_nothing(
    rows: int, rejected: int, read: int, whole: bool, state: FeedState
) -> None:
    position = moved(Position(sha256="a" * 64, size=200), block(1, 0, read, rows, rejected))
    done = ended(position, Tolerance(), whole=whole)
    assert (done.state, done.share) == (state, 1.0)
    with pytest.raises(OutOfTurn):
        ended(done, Tolerance(), whole=True)


@pytest.mark.parametrize(
    ("delivery", "last", "refused"),
    [
        (Delivery(1, Extent.FULL), 0, None),
        (Delivery(5, Extent.FULL), 3, None),
        (Delivery(3, Extent.FULL), 3, OutOfTurn),
        (Delivery(4, Extent.INCREMENTAL, 3), 3, None),
        (Delivery(5, Extent.INCREMENTAL, 4), 3, Gap),
        (Delivery(1, Extent.INCREMENTAL, 0), 0, Gap),
        (Delivery(3, Extent.INCREMENTAL, 2), 3, OutOfTurn),
    ],
)
def test_deliveries_count_in_their_order(delivery: Delivery, last: int, refused: type[Exception] | None) -> None:
    if refused is None:
        must_follow(delivery, last)
    else:
        with pytest.raises(refused):
            must_follow(delivery, last)
