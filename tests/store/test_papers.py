"""Papers: versions follow each other, are found by what they are about, and open only as this node wrote them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest

from almasu.kernel.page import Place
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.law.problem import Fault, Problem
from almasu.store.database import Database
from almasu.store.node import NodeStore
from almasu.store.sealer import Sealer
from almasu.store.vault import FileVault

NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
KIND = PaperKind.APPLICATION


class Wish(msgspec.Struct, frozen=True):
    """What a paper of these tests says."""

    words: str


@pytest.fixture
def store(database: Database, tmp_path: Path) -> NodeStore:
    return NodeStore(database, Sealer(FileVault.create(tmp_path / "vault"), secrets.token_bytes))


def paper(words: str = "register me", *, at: datetime = NOON, due_at: datetime | None = None) -> Paper:
    return new_paper(uuid4(), KIND, "submitted", at, Wish(words), {"iin": "860314450216"}, due_at)


async def keep(store: NodeStore, *papers: Paper) -> None:
    async with store.transaction() as transaction:
        for one in papers:
            await transaction.papers.keep(one)


async def latest(store: NodeStore, number: UUID) -> Paper | None:
    async with store.single() as single:
        return await single.papers.latest(number, KIND)


async def write(store: NodeStore, statement: str, **values: object) -> None:
    async with store.database.connection() as connection:
        changed = await connection.execute(statement.encode(), values)
        assert changed.rowcount, statement


async def test_a_paper_is_told_as_it_stands_and_every_version_stays(store: NodeStore) -> None:
    first = paper()
    second = first.moved("decided", NOON + timedelta(hours=2), Wish("registered"))
    await keep(store, first, second)
    assert await latest(store, first.id) == second
    async with store.single() as single:
        assert list(await single.papers.versions(first.id)) == [first, second]


async def test_the_second_of_two_who_change_a_paper_is_told_so(store: NodeStore) -> None:
    first = paper()
    await keep(store, first, first.moved("decided", NOON, Wish("registered")))
    with pytest.raises(Problem) as refused:
        await keep(store, first.moved("decided", NOON, Wish("refused")))
    assert refused.value.kind.code == "paper.changed"


async def test_papers_are_found_by_state_by_what_they_are_about_and_by_their_clock(store: NodeStore) -> None:
    waiting = paper("one", due_at=NOON + timedelta(hours=24))
    late = paper("two", at=NOON - timedelta(days=2), due_at=NOON - timedelta(days=1))
    done = late.moved("decided", NOON, Wish("registered"))
    await keep(store, waiting, late)
    after = NOON + timedelta(days=9)
    async with store.single() as single:
        papers = single.papers
        assert list(await papers.due(KIND, NOON, 9)) == [late]
        assert list(await papers.in_states(KIND, ["submitted"], None, 9)) == [waiting, late]
        assert list(await papers.found(KIND, "iin", "860314450216", None, 1)) == [waiting]
        assert list(await papers.found(KIND, "iin", "900722351147", None, 9)) == []
    await keep(store, done)
    async with store.single() as single:
        assert list(await single.papers.due(KIND, after, 9)) == [waiting]
        assert list(await single.papers.in_states(KIND, ["decided"], None, 9)) == [done]


async def test_a_list_goes_on_after_its_place_and_loses_nothing_of_one_moment(store: NodeStore) -> None:
    kept = [paper(words) for words in ("one", "two", "three")] + [paper("old", at=NOON - timedelta(days=1))]
    await keep(store, *kept)
    places, by_state, by_key = [None], list[UUID](), list[UUID]()
    async with store.single() as single:
        for _ in kept:
            (told,) = await single.papers.in_states(KIND, ["submitted"], places[-1], 1)
            (found,) = await single.papers.found(KIND, "iin", "860314450216", places[-1], 1)
            by_state.append(told.id)
            by_key.append(found.id)
            places.append(Place(told.at, told.id))
        assert not await single.papers.in_states(KIND, ["submitted"], places[-1], 1)
    assert by_state == by_key
    assert set(by_state) == {one.id for one in kept}
    assert by_state[-1] == kept[-1].id


@pytest.mark.parametrize(
    "forgery",
    [
        "update papers set state = 'decided' where id = %(id)s",
        "update papers set at = at - interval '1 day' where id = %(id)s",
        "update papers set due_at = due_at + interval '1 day' where id = %(id)s",
        "update papers set version = version + 1 where id = %(id)s",
        "update papers set data = (select data from papers where id = %(other)s) where id = %(id)s",
    ],
)
async def test_a_row_that_somebody_else_wrote_does_not_open(store: NodeStore, forgery: str) -> None:
    one, other = (paper(words, due_at=NOON) for words in ("mine", "theirs"))
    await keep(store, one, other)
    await write(store, forgery, id=one.id, other=other.id)
    with pytest.raises(Fault):
        await latest(store, one.id)


async def test_a_key_that_somebody_else_wrote_finds_no_foreign_paper(store: NodeStore) -> None:
    mine, theirs = paper("mine"), paper("theirs")
    await keep(store, mine)
    await keep(store, replace(theirs, found_by={"iin": "900722351147"}))
    await write(
        store,
        "insert into paper_keys (paper, value) select %(to)s, value from paper_keys where paper = %(of)s",
        to=theirs.id,
        of=mine.id,
    )
    async with store.single() as single:
        found = await single.papers.found(KIND, "iin", "860314450216", None, 9)
    assert list(found) == [mine]


def gone(number: UUID) -> tuple[str, ...]:
    return (f"delete from papers where id = '{number}'",)


def older(number: UUID) -> tuple[str, ...]:
    return (
        f"delete from papers where id = '{number}' and version = 2",
        f"update papers set latest = true where id = '{number}'",
    )


@pytest.mark.parametrize(("attack", "kept"), [(gone, 0), (older, 1)])
async def test_what_was_set_back_is_told(
    store: NodeStore, attack: Callable[[UUID], tuple[str, ...]], kept: int
) -> None:
    first = paper()
    second = first.moved("decided", NOON, Wish("registered"))
    await keep(store, first, second)
    for position, one in enumerate((first, second)):
        entry = msgspec.json.encode({"about": one.about(), "says": one.told()})
        await write(
            store,
            "insert into journal_entries (log, position, commitment, entry) "
            "values ('main', %(p)s, sha256(%(e)s), %(e)s)",
            p=position,
            e=entry,
        )
    async with store.single() as single:
        assert list(await single.papers.set_back()) == []
    for statement in attack(first.id):
        await write(store, statement)
    async with store.single() as single:
        assert [(one.number, one.kept, one.told) for one in await single.papers.set_back()] == [(first.id, kept, 2)]
