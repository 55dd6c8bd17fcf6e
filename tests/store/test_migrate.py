"""Forward only, once each, unchanged for ever, one process at a time."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from almasu.law.problem import Problem
from almasu.store import schema
from almasu.store.migrate import Migration, connected, migrate, outstanding, remembered, shipped


def step(number: int, text: str) -> Migration:
    return Migration(number, "step", text, hashlib.sha256(text.encode()).digest())


ONE = step(1, "create table one (n integer); create table one_more (n integer)")
TWO = step(2, "create table two (n integer)")
THREE = step(3, "create table three (n integer)")


def tables(url: str) -> set[str]:
    with connected(url) as connection:
        rows = connection.execute("select relname from pg_class where relnamespace = 'public'::regnamespace").fetchall()
    return {name for (name,) in rows} & {"one", "one_more", "two", "three"}


def test_a_new_database_gets_every_step_and_the_next_run_none(empty_database_url):
    assert migrate(empty_database_url, [ONE, TWO]) == (ONE, TWO)
    assert migrate(empty_database_url, [ONE, TWO]) == ()
    assert migrate(empty_database_url, [ONE, TWO, THREE]) == (THREE,)
    assert tables(empty_database_url) == {"one", "one_more", "two", "three"}


def test_a_step_that_fails_leaves_nothing_of_itself_and_what_was_before(empty_database_url):
    broken = step(2, "create table two (n integer); create table one (n integer)")
    with pytest.raises(psycopg.errors.DuplicateTable):
        migrate(empty_database_url, [ONE, broken])
    assert tables(empty_database_url) == {"one", "one_more"}
    assert migrate(empty_database_url, [ONE, TWO]) == (TWO,)


@pytest.mark.parametrize(
    ("applied", "ours", "code"),
    [
        ([ONE, TWO], [ONE], "database.newer"),
        ([ONE, TWO], [ONE, step(2, "create table two (n bigint)")], "database.migration_changed"),
        ([ONE, THREE], [ONE, TWO, THREE], "database.migration_out_of_order"),
    ],
)
def test_a_database_that_is_not_ours_to_change_is_left_alone(empty_database_url, applied, ours, code):
    migrate(empty_database_url, applied)
    before = tables(empty_database_url)
    with pytest.raises(Problem) as refused:
        migrate(empty_database_url, ours)
    assert refused.value.kind.code == code
    assert tables(empty_database_url) == before


def test_rows_that_nothing_can_complete_are_refused_with_a_remedy_and_stay(empty_database_url):
    filled = step(2, "create table two (n integer); insert into two values (1)")
    demanding = step(3, "create table three (n integer); alter table two add column m integer not null")
    migrate(empty_database_url, [ONE, filled])
    with pytest.raises(Problem) as refused:
        migrate(empty_database_url, [ONE, filled, demanding])
    assert refused.value.kind.code == "database.too_old"
    assert "3_step" in refused.value.title.en
    assert tables(empty_database_url) == {"one", "one_more", "two"}


def test_accounts_from_before_the_marks_are_not_marked_as_if_nobody_could_have_changed_them(empty_database_url):
    migrate(empty_database_url, [one for one in shipped() if one.number < 25])
    with connected(empty_database_url) as connection:
        connection.execute(
            "insert into accounts (id, iin_index, person, role, body_bin, state, registered_at) values "
            "(gen_random_uuid(), sha256('iin'), 'sealed', 'officer', '123456789012', 'active', now())"
        )
    with pytest.raises(Problem) as refused:
        migrate(empty_database_url)
    assert refused.value.kind.code == "database.too_old"


def test_processes_that_start_together_migrate_once(empty_database_url):
    with ThreadPoolExecutor(4) as several:
        results = list(several.map(lambda _: migrate(empty_database_url, [ONE, TWO, THREE]), range(4)))
    assert sorted(len(result) for result in results) == [0, 0, 0, 3]


def test_looking_changes_nothing(empty_database_url):
    assert outstanding(empty_database_url) == shipped()
    with connected(empty_database_url) as connection:
        assert remembered(connection) == ()


def test_the_migrations_give_the_schema_that_is_written_down(database_url):
    """Write it anew with `make schema` after adding a migration, and read the difference."""
    assert schema.described(database_url) == schema.shipped()
