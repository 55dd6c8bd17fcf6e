"""What may be wrong with a database register: its function, its rows, its patience, its connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from almasu.connectors.egress.places import Place
from almasu.connectors.register_sql.line import SqlLine
from almasu.connectors.register_sql.register import SqlRegister
from almasu.kernel.answers import NoReply, Records, Refused, Unreadable
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.testing.registers.answering import Registers
from almasu.testing.registers.misbehaviour import Conduct
from almasu.testing.registers.sql.database import database_name, reader_name
from almasu.testing.registers.sql.line import SqlSimulator
from connectors.conftest import PASSWORD
from connectors.world import NUMBER, Rows, question, resource

DIGEST = "asked ->> 'exchange_id', asked ->> 'digest'"
GOOD = '{"owner_iin": "870412300416", "plate": "1"}'


@asynccontextmanager
async def register_with(server_url: str, seconds: float = 10, **told) -> AsyncIterator[SqlRegister]:
    simulator = SqlSimulator(Registers({NUMBER: resource()}, Rows(), Conduct()), server_url)
    async with simulator.listening("127.0.0.1", 0) as port:
        settings = {"database": database_name(NUMBER), "user": reader_name(NUMBER), "function": "exchange.ask"} | told
        place = Place("localhost", port, ("127.0.0.1",))
        register = SqlRegister(
            resource(), SqlLine(place=place, password=PASSWORD, seconds=seconds, **settings), Limits()
        )
        try:
            yield register
        finally:
            await register.close()


def function(server_url: str, name: str, body: str, language: str = "sql") -> str:
    """Give the register another function and return its name."""
    head = f"create or replace function exchange.{name}(kind text, value text, asked jsonb)"
    shape = "returns table (exchange_id text, digest text, record jsonb)"
    with psycopg.connect(make_conninfo(server_url, dbname=database_name(NUMBER)), autocommit=True) as database:
        database.execute(f"{head} {shape} language {language} as $$ {body} $$")
    return f"exchange.{name}"


ROWS = {
    "a nested value": ('{"owner_iin": {"a": 1}, "plate": "1"}', Nonsense.WRONG_TYPE),
    "a list": ("[1]", Nonsense.MALFORMED),
    "a word": ('"x"', Nonsense.MALFORMED),
    "an unknown field": ('{"x": 1}', Nonsense.UNKNOWN_FIELD),
    "a float with an exponent": ('{"owner_iin": "870412300416", "plate": "1", "engine_litres": 1e300}', None),
    "a number beyond all": ('{"owner_iin": "870412300416", "plate": "1", "seats": 99999999999999999999}', None),
}


@pytest.mark.parametrize("case", ROWS)
async def test_rows_that_do_not_follow_the_resource_are_unreadable(filled_server: str, case: str) -> None:
    row, reason = ROWS[case]
    name = function(filled_server, "odd", f"select {DIGEST}, '{row}'::jsonb")
    async with register_with(filled_server, function=name) as register:
        reply = await register.ask(question(), 10)
    assert isinstance(reply, Unreadable), reply
    assert reply.reason == (reason or Nonsense.WRONG_TYPE)


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ("asked ->> 'exchange_id', repeat('0', 64)", Nonsense.ANOTHER_QUESTION),
        ("'another', asked ->> 'digest'", Nonsense.ANOTHER_QUESTION),
        ("asked ->> 'exchange_id', null::text", Nonsense.ANOTHER_QUESTION),
    ],
)
async def test_a_row_that_repeats_another_question_is_not_ours(filled_server: str, columns: str, reason) -> None:
    name = function(filled_server, "stray", f"select {columns}, '{GOOD}'::jsonb")
    async with register_with(filled_server, function=name) as register:
        reply = await register.ask(question(), 10)
    assert isinstance(reply, Unreadable), reply
    assert reply.reason == reason


async def test_one_endless_row_is_too_large_and_never_carried_whole(filled_server: str) -> None:
    name = function(filled_server, "endless", f"select {DIGEST}, to_jsonb(repeat('x', 30000000))")
    async with register_with(filled_server, function=name) as register:
        reply = await register.ask(question(), 20)
    assert isinstance(reply, Unreadable), reply
    assert reply.reason in {Nonsense.TOO_LARGE, Nonsense.MALFORMED}
    assert len(reply.raw) <= Limits().size


async def test_the_owners_words_of_refusal_are_kept(filled_server: str) -> None:
    body = "begin raise exception using errcode = '42501', message = 'Жоқ', detail = 'NO_GROUND'; end"
    name = function(filled_server, "refusing", body, "plpgsql")
    async with register_with(filled_server, function=name) as register:
        reply = await register.ask(question(), 10)
    assert reply == Refused("NO_GROUND", "Жоқ", "NO_GROUND: Жоқ".encode())


BROKEN = {
    "a division by zero": "select asked ->> 'a', asked ->> 'b', to_jsonb(1 / (length(kind) - length(kind)))",
    "a serialization failure": "begin raise exception using errcode = '40001'; end",
}


@pytest.mark.parametrize("case", BROKEN)
async def test_a_failing_function_is_the_registers_fault(filled_server: str, case: str) -> None:
    name = function(filled_server, "failing", BROKEN[case], "plpgsql" if "begin" in BROKEN[case] else "sql")
    async with register_with(filled_server, function=name) as register:
        reply = await register.ask(question(), 10)
    assert isinstance(reply, NoReply), reply
    assert reply.reason == Silence.REGISTER_FAULT


async def test_our_session_cannot_write_even_where_the_owner_would_let_it(filled_server: str) -> None:
    body = f"insert into exchange.searched_by (kind) values ('x'); select {DIGEST}, '{GOOD}'::jsonb"
    name = function(filled_server, "writing", body, "sql security definer")
    async with register_with(filled_server, function=name) as register:
        reply = await register.ask(question(), 10)
    assert reply == NoReply(Silence.REGISTER_FAULT, "25006", retriable=True)


async def test_a_missing_function_is_another_schema(filled_server: str) -> None:
    async with register_with(filled_server, function="exchange.nothing") as register:
        reply = await register.ask(question(), 10)
    assert isinstance(reply, Unreadable)
    assert reply.reason == Nonsense.WRONG_SCHEMA


async def test_the_owners_server_stops_working_on_a_question_by_itself(filled_server: str) -> None:
    name = function(filled_server, "sleeping", f"select {DIGEST}, '{GOOD}'::jsonb from pg_sleep(60)")
    async with register_with(filled_server, seconds=0.1, function=name) as register:
        reply = await register.ask(question(), 20)
    assert reply == NoReply(Silence.TIME_RAN_OUT, "57014", retriable=True)


async def test_a_kept_connection_that_died_is_replaced_unnoticed(filled_server: str) -> None:
    async with register_with(filled_server) as register:
        assert isinstance(await register.ask(question(), 10), Records)
        with psycopg.connect(filled_server, autocommit=True) as server:
            ended = "select pg_terminate_backend(pid) from pg_stat_activity where usename = %s"
            assert server.execute(ended, [reader_name(NUMBER)]).fetchall() != []
        assert isinstance(await register.ask(question(), 10), Records)


async def test_many_questions_at_once_share_a_few_connections(filled_server: str) -> None:
    async with register_with(filled_server, connections=2) as register:
        replies = await asyncio.gather(*(register.ask(question(), 20) for _ in range(8)))
    assert {type(reply) for reply in replies} == {Records}


async def test_a_reader_can_read_nothing_but_answers(filled_server: str) -> None:
    conninfo = make_conninfo(
        filled_server, dbname=database_name(NUMBER), user=reader_name(NUMBER), password=PASSWORD, passfile=""
    )
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for statement in ("select * from exchange.held", "select * from exchange.answers", "create table x (a int)"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)


def test_the_password_is_not_told_by_the_line_itself() -> None:
    line = SqlLine(Place("h", 1, ("127.0.0.1",)), "d", "u", "secret", "f.g", 1)
    assert "secret" not in repr(line)
