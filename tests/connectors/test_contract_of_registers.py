"""The contract that every connector keeps with its simulator, whatever the protocol: one table for all."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest

from almasu.kernel.answers import NoRecord, NoReply, Records, Refused, Unreadable
from almasu.kernel.exchange.reasons import Nonsense, Silence
from almasu.kernel.resources import KeyKind
from almasu.testing.registers.misbehaviour import Conduct, Manner, Misbehaviour
from connectors.world import KNOWN, ROWS, UNKNOWN, question

NUMBER = 5
PATIENCE = 10.0
IMPATIENCE = 0.2

SILENT = {
    Manner.DOWN: Silence.CUT_OFF,
    Manner.PARTIAL: Silence.CUT_OFF,
    Manner.BUSY: Silence.BUSY,
}
UNREADABLE = {
    Manner.MALFORMED: {Nonsense.MALFORMED},
    Manner.HUGE: {Nonsense.TOO_LARGE},
    Manner.TOO_MANY: {Nonsense.TOO_MANY},
    Manner.UNKNOWN_FIELD: {Nonsense.UNKNOWN_FIELD},
    Manner.MISSING_FIELDS: {Nonsense.MISSING_FIELD},
    Manner.BAD_TYPE: {Nonsense.WRONG_TYPE},
    Manner.ANOTHER_QUESTION: {Nonsense.ANOTHER_QUESTION},
}


def said(record):
    """A record without its empty fields, moments as instants (a database gives them in its own zone)."""
    given = {name: value for name, value in record.items() if value is not None}
    return given | {name: datetime.fromisoformat(given[name]) for name in {"changed_at"} & set(given)}


async def test_records_come_whole_and_typed(register_over) -> None:
    async with register_over(Conduct()) as register:
        reply = await register.ask(question(KNOWN), PATIENCE)
    assert isinstance(reply, Records), reply
    assert [said(one) for one in reply.records] == [said(row) for row in ROWS]
    assert reply.raw


async def test_no_record_is_an_answer_of_its_own(register_over) -> None:
    async with register_over(Conduct()) as register:
        reply = await register.ask(question(UNKNOWN), PATIENCE)
    assert isinstance(reply, NoRecord), reply


async def test_a_refusal_keeps_the_owners_code_and_words(register_over) -> None:
    bad = Misbehaviour(Manner.REFUSING, code="NOT_PERMITTED", words="Тек сот шешімімен.")
    async with register_over(Conduct({NUMBER: bad})) as register:
        reply = await register.ask(question(), PATIENCE)
    assert isinstance(reply, Refused), reply
    assert "Тек сот шешімімен." in reply.words
    assert "NOT_PERMITTED" in reply.code


async def test_a_key_the_register_is_not_searched_by_is_refused(register_over) -> None:
    async with register_over(Conduct()) as register:
        reply = await register.ask(question("7599-25", KeyKind.CASE_NO), PATIENCE)
    assert isinstance(reply, Refused), reply


@pytest.mark.parametrize("manner", [Manner.SLOW, Manner.HANGING])
async def test_a_register_that_takes_too_long_is_silent(register_over, manner: Manner) -> None:
    async with register_over(Conduct({NUMBER: Misbehaviour(manner, seconds=30)})) as register:
        reply = await register.ask(question(), IMPATIENCE)
    assert reply == NoReply(Silence.TIME_RAN_OUT, "", retriable=True)


async def test_a_slow_register_inside_its_time_answers_well(register_over) -> None:
    async with register_over(Conduct({NUMBER: Misbehaviour(Manner.SLOW, seconds=0.05)})) as register:
        reply = await register.ask(question(), PATIENCE)
    assert isinstance(reply, Records), reply


@pytest.mark.parametrize("manner", SILENT)
async def test_a_broken_line_is_silence_worth_another_try(register_over, manner: Manner) -> None:
    async with register_over(Conduct({NUMBER: Misbehaviour(manner)})) as register:
        reply = await register.ask(question(), PATIENCE)
    assert isinstance(reply, NoReply), reply
    assert reply.reason in {SILENT[manner], Silence.NO_CONNECTION, Silence.GATEWAY_FAULT}
    assert reply.retriable


@pytest.mark.parametrize("manner", UNREADABLE)
async def test_nonsense_is_named_and_never_guessed_at(register_over, manner: Manner) -> None:
    async with register_over(Conduct({NUMBER: Misbehaviour(manner)})) as register:
        reply = await register.ask(question(), PATIENCE)
    assert isinstance(reply, Unreadable), reply
    assert reply.reason in UNREADABLE[manner], reply


async def test_a_code_outside_the_contract_is_no_answer(register_over) -> None:
    async with register_over(Conduct({NUMBER: Misbehaviour(Manner.WRONG_CODE)})) as register:
        reply = await register.ask(question(), PATIENCE)
    assert isinstance(reply, Unreadable | NoReply), reply


async def test_after_every_manner_the_line_works_again(register_over) -> None:
    conduct = Conduct()
    async with register_over(conduct) as register:
        for manner in (*SILENT, *UNREADABLE, Manner.WRONG_CODE):
            conduct.change(NUMBER, Misbehaviour(manner))
            await register.ask(question(), PATIENCE)
            conduct.mend(NUMBER)
            reply = await register.ask(question(), PATIENCE)
            assert isinstance(reply, Records), (manner, reply)


@pytest.mark.parametrize("hostile", ["a\r\nX-Evil: 1", "ә" * 200, "<b/>&amp;'\"", "", "\x00\x1b"])
async def test_words_of_the_request_never_break_the_line(register_over, hostile: str) -> None:
    async with register_over(Conduct()) as register:
        reply = await register.ask(question(task=hostile, ground=hostile, asker=hostile, role=hostile), PATIENCE)
    assert isinstance(reply, Records | NoReply | Refused), reply


async def test_the_same_question_may_be_asked_again(register_over) -> None:
    again = question(exchange_id=uuid4())
    async with register_over(Conduct()) as register:
        first, second = await register.ask(again, PATIENCE), await register.ask(again, PATIENCE)
    assert isinstance(first, Records)
    assert isinstance(second, Records)
    assert first.records == second.records
