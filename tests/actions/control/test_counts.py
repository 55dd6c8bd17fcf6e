"""The journal counted in the night: a pack that goes over counts says the same, and no count can hide or invent."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from actions.control.test_monthly_pack import month  # noqa: F401 - a fixture
from almasu.actions.control.count_journal import count_missing, counted_on
from almasu.kernel.control.counted import PART, count_in, count_number, count_paper, counted_from
from almasu.kernel.control.pack import pack_in
from almasu.kernel.control.sheet import SETTLING, day_bounds
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.tree import EMPTY_ROOT
from almasu.kernel.papers.paper import FIRST_VERSION, PaperKind
from almasu.law.problem import Problem


class Counts:
    """The counts of a month's journal, and the ways in which somebody may spoil the one that has requests."""

    def __init__(self, made) -> None:
        self.month, self.world = made, made.office.world
        self.node, self.database, self.clock = self.world.node, self.world.database, self.world.clock
        self.day = date(2026, 11, 1)
        self.number = count_number(self.day)

    async def counted(self) -> int:
        return await count_missing(self.node, self.month.means.journal, self.clock() + timedelta(hours=3))

    async def read(self, monkeypatch) -> tuple[int, int]:
        """Make the pack; return how many requests it holds, and how many entries it read by itself."""
        journal, sizes = type(self.month.means.journal), []

        async def stretch(stored, first, last, asked=journal.stretch):
            sizes.append(last - first)
            return await asked(stored, first, last)

        with monkeypatch.context() as watched:
            watched.setattr(journal, "stretch", stretch)
            paper = await self.month.made()
        code, said = self.month.verified(await self.month.taken(paper), "--unsigned")
        assert (code, said["holds"], said["entries"]) == (0, True, said["last"] - said["first"])
        return pack_in(paper).requests, sum(sizes)

    async def do(self, statement: str, *values: object) -> int:
        async with self.database.connection() as connection:
            return (await connection.execute(statement, values)).rowcount

    async def replaced(self, change) -> None:
        """Keep a count that lies, as only who holds the vault could."""
        async with self.node.store.transaction() as transaction:
            paper = await transaction.papers.latest(self.number, PaperKind.CONTROL_COUNT)
            says = count_in(paper)
            told = counted_from(await transaction.sheets.part(self.number, FIRST_VERSION, PART, says.digest))
            lying = change(told)
        await self.gone()
        async with self.node.store.transaction() as transaction:
            digest = await transaction.sheets.keep(self.number, FIRST_VERSION, PART, msgspec.msgpack.encode(lying))
            await transaction.papers.keep(count_paper(msgspec.structs.replace(says, digest=digest), self.clock()))

    async def hide(self, request) -> None:
        for table in ("asking", "questions"):
            await self.do(f"delete from {table} where request = %s", request)
        await self.do("delete from requests where id = %s", request)

    async def gone(self) -> None:
        await self.do("delete from papers where id = %s", self.number)
        await self.do("delete from control_sheets where sheet = %s", self.number)


@pytest.fixture
def counts(month):  # noqa: F811
    return Counts(month)


async def test_a_pack_of_counts_reads_no_entry_twice_and_says_the_same(counts, monkeypatch):
    whole = await counts.read(monkeypatch)
    assert (await counts.counted(), await counts.counted()) == (1, 0)
    [leaf] = [one["says"] for one in await counts.world.entries() if one["kind"] == "control_count_kept"]
    assert leaf["day"] == counts.day.isoformat()
    requests, read = await counts.read(monkeypatch)
    assert (requests, whole[0]) == (4, 4)
    assert read == whole[1] - (leaf["last"] - leaf["first"]) == 0


SPOILT = {
    "a byte of it": "update control_sheets set data = set_byte(data, 40, get_byte(data, 40) # 1) where sheet = %s",
    "it is gone": "delete from control_sheets where sheet = %s",
    "a forged state": "update papers set state = 'other' where id = %s",
}


def lies(change):
    return lambda told: msgspec.structs.replace(told, accepted=[change(*one) for one in told.accepted])


LYING = {
    "hides a request": lies(lambda day, body, leaves: (day, body, leaves[32:])),
    "invents a request": lies(lambda day, body, leaves: (day, body, leaves + b"x" * 32)),
    "tells of another day": lies(lambda day, body, leaves: (day + timedelta(days=1), body, leaves)),
    "begins elsewhere": lambda told: msgspec.structs.replace(told, first=told.last),
    "ends with a head that is none": lambda told: msgspec.structs.replace(told, last=b"none"),
    "ends with a head of another log": lambda told: msgspec.structs.replace(told, last=other(told.last)),
}


def other(note: bytes) -> bytes:
    origin, size, root, *rest = note.decode().split("\n")
    return "\n".join([origin, size, root[4:] + root[:4], *rest]).encode()


async def test_a_count_that_somebody_spoilt_or_that_lies_changes_nothing(counts, monkeypatch):
    whole = await counts.read(monkeypatch)
    for how, statement in SPOILT.items():
        await counts.counted()
        await counts.do(statement, counts.number)
        assert await counts.read(monkeypatch) == whole, how
        await counts.gone()
    for how, change in LYING.items():
        await counts.counted()
        await counts.replaced(change)
        requests, read = await counts.read(monkeypatch)
        assert (requests, read >= whole[1]) == (whole[0], True), how
        await counts.gone()


async def test_who_makes_a_count_and_the_requests_agree_in_a_lie_is_found_out_by_the_journal_itself(counts):
    await counts.counted()
    hidden = counts.month.requests[0]
    row = "select leaf from requests where id = %s"
    async with counts.database.connection() as connection:
        [leaf] = await (await connection.execute(row, [hidden])).fetchone()
    drop = lies(lambda day, body, leaves: (day, body, leaves.replace(leaf, b"")))
    await counts.replaced(drop)
    await counts.hide(hidden)
    code, said = counts.month.verified(await counts.month.taken(await counts.month.made()), "--unsigned")
    assert (code, said["holds"], said["missing"]) == (1, False, [leaf.hex()])


async def test_a_hidden_request_is_found_by_a_count_that_does_not_lie(counts):
    await counts.counted()
    hidden = counts.month.requests[0]
    await counts.hide(hidden)
    with pytest.raises(Problem, match=r"control\.pack\.incomplete"):
        await counts.month.made()


async def test_a_day_is_counted_when_it_is_settled_and_a_head_closes_it(counts):
    day, journal, head = date(2026, 10, 31), counts.month.means.journal, "2026-11-01T00:09:59+05:00"
    settled = day_bounds(day)[1] + SETTLING
    later = "update journal_checkpoints set published_at = %s where size = (select max(size) from journal_checkpoints)"
    assert await count_missing(counts.node, journal, settled - timedelta(seconds=1)) == 1
    async with counts.node.store.single() as store:
        assert (await counted_on(store, date(2026, 10, 1))).begins() == (0, EMPTY_ROOT)
    await counts.do(later, head)
    assert await count_missing(counts.node, journal, settled) == 0
    await counts.do(later, head.replace("09:59", "10:00"))
    assert await count_missing(counts.node, journal, settled) == 1


async def test_a_journal_that_somebody_changed_is_not_counted(counts):
    await counts.do("alter table journal_entries disable trigger user")
    await counts.do(
        "update journal_entries set entry = entry || 'x' where position = (select max(position) from journal_entries)"
    )
    with pytest.raises(Malformed):
        await counts.counted()
