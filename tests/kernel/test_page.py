"""Cursors: a place in a list, which serves one reader, one list and its filters, and tells nobody anything."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.page import Collection, Listing, Place
from almasu.law.problem import Problem

KEY = b"k" * 32
OWN = Listing(KEY, "account:1", Collection.USES, ("3", "2026"))
PLACE = Place(datetime(2026, 11, 20, 12, 30, 1, 250_001, tzinfo=UTC), UUID(int=7))
FOREIGN = {
    "another key": Listing(b"j" * 32, "account:1", Collection.USES, ("3", "2026")),
    "another reader": Listing(KEY, "account:2", Collection.USES, ("3", "2026")),
    "another list": Listing(KEY, "account:1", Collection.LAWFULNESS, ("3", "2026")),
    "another filter": Listing(KEY, "account:1", Collection.USES, ("4", "2026")),
    "filters divided otherwise": Listing(KEY, "account:1", Collection.USES, ("32026",)),
    "filters moved": Listing(KEY, "account:1", Collection.USES, ("2026", "3")),
    "no filter": Listing(KEY, "account:1", Collection.USES),
}


@given(
    st.datetimes(datetime(1, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone is told apart
    st.uuids(),
)
def test_a_cursor_leads_back_to_its_place(at: datetime, number: UUID) -> None:
    cursor = OWN.cursor(Place(at, number))
    assert OWN.place(cursor) == Place(at, number)
    assert cursor.isascii()
    assert len(cursor) == 56


def test_the_first_page_has_no_cursor_and_neither_has_what_follows_the_last() -> None:
    assert OWN.place("") is None
    assert OWN.cursor(None) == ""


@pytest.mark.parametrize("other", FOREIGN.values(), ids=list(FOREIGN))
def test_a_cursor_serves_nobody_else_and_no_other_list(other: Listing) -> None:
    with pytest.raises(Problem, match=r"list\.no_such_page"):
        other.place(OWN.cursor(PLACE))


def test_a_cursor_with_any_letter_changed_is_none() -> None:
    cursor = OWN.cursor(PLACE)
    for place, letter in enumerate(cursor):
        changed = cursor[:place] + ("A" if letter != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(Problem, match=r"list\.no_such_page"):
            OWN.place(changed)


@given(
    st.text(min_size=1, max_size=80) | st.binary(max_size=60).map(lambda data: base64.urlsafe_b64encode(data).decode())
)
def test_what_nobody_gave_is_no_cursor(text: str) -> None:
    if text:
        with pytest.raises(Problem, match=r"list\.no_such_page"):
            OWN.place(text)


@pytest.mark.parametrize("change", ["{0}=", "{0}\n", " {0}", "{0}{0}", "{0}A"])
def test_a_cursor_is_written_in_one_way(change: str) -> None:
    with pytest.raises(Problem, match=r"list\.no_such_page"):
        OWN.place(change.format(OWN.cursor(PLACE)))


def test_a_cursor_does_not_tell_its_place() -> None:
    cursor = base64.urlsafe_b64decode(OWN.cursor(PLACE))
    assert PLACE.id.bytes not in cursor
    assert OWN.cursor(Place(PLACE.at, UUID(int=8)))[:20] != OWN.cursor(PLACE)[:20]
