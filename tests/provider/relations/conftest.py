"""A small graph in a database of its own, filled from records as the registers yield them."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import psycopg
import pytest

from almasu.kernel.answers import Record
from almasu.kernel.relations.facts import party
from almasu.kernel.relations.paths import CAPS, Caps
from almasu.kernel.subjects.identity_number import check_digit
from almasu.provider.relations.asking import SESSION, Asker
from almasu.provider.relations.filling import facts_in, fill

AT = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
Filled = Callable[..., Counter[int]]


def number(serial: int) -> str:
    """The IIN or BIN with this serial, its check digit right; serials whose eleven digits are never issued go on."""
    digits = f"{85_010_100_000 + serial * 7:011d}"
    expected = check_digit(digits).expected
    return f"{digits}{expected}" if expected is not None else number(serial + 1_000_003)


def married(one: str, other: str, on: str = "2010-05-06", kind: str = "marriage") -> tuple[int, Record]:
    act = {"act_no": f"AZ-{one[-4:]}{other[-4:]}", "civil_act_kind": kind, "event_date": on}
    return 22, {**act, "subject_iin": one, "spouse_iin": other}


def lives(who: str, place: str, since: str | None = None, until: str | None = None) -> tuple[int, Record]:
    return 40, {"iin": who, "address_rca": place, "valid_from": since, "valid_to": until}


def works(who: str, firm: str, first: str = "2019-01", last: str | None = None) -> tuple[int, Record]:
    return 11, {"contributor_iin": who, "employer_bin": firm, "first_period": first, "last_period": last}


def heads(who: str, firm: str) -> tuple[int, Record]:
    return 2, {"bin": firm, "head_iin": who, "registered_on": "2015-01-01"}


@pytest.fixture
def filled(empty_database_url: str) -> Filled:
    """Fills the database with records and returns how many links could not stand, by register."""

    def with_records(*records: tuple[int, Record], content: str = "test") -> Counter[int]:
        unfit: Counter[int] = Counter()
        fill(empty_database_url, content, facts_in(records, unfit), AT, lambda step, share: None)
        return unfit

    return with_records


@asynccontextmanager
async def asker_of(url: str, caps: Caps = CAPS) -> AsyncIterator[Asker]:
    connection = await psycopg.AsyncConnection.connect(url, autocommit=True, options=SESSION)
    async with connection:
        yield Asker(connection, caps)


async def linked(url: str, who: str, purpose: str = "laundering", caps: Caps = CAPS) -> Sequence[Record]:
    async with asker_of(url, caps) as asker:
        return await asker.level_1(party(who), purpose, AT)


async def reached(url: str, who: str, purpose: str = "laundering", caps: Caps = CAPS) -> Sequence[Record]:
    async with asker_of(url, caps) as asker:
        return await asker.level_2(party(who), purpose, AT)
