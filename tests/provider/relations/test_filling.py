"""Filling: taken whole or not at all, told while it goes on, and nothing medical gets in by any door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import psycopg
import pytest

from almasu.kernel.relations.facts import Fact, Unfit
from almasu.provider.relations import filling
from almasu.provider.relations.filling import edition, facts_in, fill
from almasu.provider.relations.statements import statements
from provider.relations.conftest import AT, Filled, linked, lives, married, number

ME, WIFE, SON = (number(serial) for serial in range(1, 4))


def silently(step: str, share: float) -> None:
    pass


def test_an_edition_tells_what_it_was_made_of(filled: Filled, empty_database_url: str) -> None:
    assert edition(empty_database_url) is None
    filled(married(ME, WIFE), content="acts of the day")
    told = edition(empty_database_url)
    assert told is not None
    assert (told.content, told.filled_at, told.links) == ("acts of the day", AT, 2)


async def test_a_new_edition_replaces_the_one_before(filled: Filled, empty_database_url: str) -> None:
    filled(married(ME, WIFE))
    filled(married(ME, SON), content="the next day")
    assert [one["object_id"] for one in await linked(empty_database_url, ME)] == [SON]


async def test_a_filling_that_breaks_off_leaves_what_was_there(filled: Filled, empty_database_url: str) -> None:
    filled(married(ME, WIFE))

    def breaking() -> Iterator[Fact]:
        yield from facts_in([married(ME, SON)], Counter())
        raise ConnectionResetError("the register went away")

    with pytest.raises(ConnectionResetError):
        fill(empty_database_url, "half", breaking(), AT, silently)
    told = edition(empty_database_url)
    assert told is not None
    assert told.content == "test"
    assert [one["object_id"] for one in await linked(empty_database_url, ME)] == [WIFE]


@pytest.mark.parametrize("resource", [12, 43, 14, 99])
def test_a_record_of_a_register_that_yields_no_links_stops_the_filling(
    filled: Filled, empty_database_url: str, resource: int
) -> None:
    filled(married(ME, WIFE))
    medical = (resource, {"iin": ME, "guardian_iin": WIFE, "spouse_iin": WIFE, "civil_act_kind": "marriage"})
    with pytest.raises(Unfit, match="yields no links"):
        fill(empty_database_url, "medical", facts_in([medical], Counter()), AT, silently)
    told = edition(empty_database_url)
    assert told is not None
    assert told.content == "test"


def test_the_database_itself_refuses_a_kind_over_a_medical_register(filled: Filled, empty_database_url: str) -> None:
    filled(married(ME, WIFE))
    with psycopg.connect(empty_database_url) as connection:
        for source in (12, 43):
            with pytest.raises(psycopg.errors.CheckViolation), connection.transaction():
                connection.execute(
                    "insert into links.kinds (number, source, reverse) values (%s, %s, %s)", [source, source, source]
                )


def test_the_steps_are_told_in_order(empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[float] = []
    monkeypatch.setattr(filling, "AT_ONCE", 2)
    facts = facts_in([married(number(one), number(one + 1)) for one in range(9)], Counter())
    assert fill(empty_database_url, "told", facts, AT, lambda step, share: heard.append(share)) == 9
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_names_of_things_and_workings_are_not_kept(filled: Filled, empty_database_url: str) -> None:
    filled(lives(ME, "0203444186374860"), lives(WIFE, "0203444186374860"), lives(SON, "1733740806302700"))
    with psycopg.connect(empty_database_url) as connection:
        tables = connection.execute(
            "select tablename from pg_tables where schemaname in ('links', 'coming')"
        ).fetchall()
        things = connection.execute("select distinct far from links.edge where far < 0").fetchall()
    assert {name for (name,) in tables} == {"edge", "degree", "kinds", "about", "called"}
    assert len(things) == 1


def test_every_statement_is_named_and_used() -> None:
    words = {"around", "around_each", "one_degree", "largest_hubs", "about", "schema_there", "size", "called"}
    words |= {name for name, _ in filling.BUILDING}
    words |= {"use_memory", "drop_coming", "make_coming", "make_said", "make_kinds", "add_kinds", "take_said"}
    words |= {"tell_about", "drop_workings", "drop_links", "put_in_place", "make_around", "count_edges"}
    assert set(statements()) == words
