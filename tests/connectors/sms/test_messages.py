"""Codes by SMS over a real SMPP session with the simulated carrier, in every mood it has."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from almasu.connectors.sms import Carrier, SmppMessages
from almasu.connectors.sms.session import Session
from almasu.testing.sms.centre import Centre, Mood, centre_service

PHONE, OTHER = "+77000000101", "+77000000102"
ACCOUNT = {"almasu": "gate77"}


@asynccontextmanager
async def session(
    centre: Centre, port: int, password: str = "gate77", patience: float = 5.0
) -> AsyncIterator[SmppMessages]:
    async with SmppMessages(Carrier("127.0.0.1", port, "almasu", password, patience=patience)) as messages:
        yield messages


@pytest.fixture
async def centre() -> Centre:
    return Centre(accounts=ACCOUNT)


async def test_a_code_reaches_the_telephone_it_was_sent_to(centre: Centre) -> None:
    words = ["Almasu: 123456", "Алмасу: код 654321", "Алмасу: код әіңғүұқөһ", "?" * 160, "ә" * 70]
    async with centre_service(centre) as port, session(centre, port) as messages:
        assert [await messages.send(PHONE, one) for one in words] == [True] * 5
    assert [one.text for one in centre.messages(PHONE)] == words
    assert {one.source for one in centre.messages(PHONE)} == {"Almasu"}
    assert centre.messages(OTHER) == []


async def test_many_at_once_are_told_apart(centre: Centre) -> None:
    async with centre_service(centre) as port, session(centre, port) as messages:
        phones = [f"+7700000{number:04d}" for number in range(40)]
        sent = await asyncio.gather(*(messages.send(phone, f"code of {phone}") for phone in phones))
    assert sent == [True] * 40
    assert all([one.text for one in centre.messages(phone)] == [f"code of {phone}"] for phone in phones)


@pytest.mark.parametrize("mood", [Mood.REFUSE, Mood.DOWN])
async def test_a_refusal_and_an_outage_are_false(centre: Centre, mood: Mood) -> None:
    async with centre_service(centre) as port, session(centre, port, patience=1.0) as messages:
        assert await messages.send(PHONE, "before")
        centre.behaviour.mood = mood
        assert not await messages.send(PHONE, "during")
    assert [one.text for one in centre.messages(PHONE)] == ["before"]


async def test_the_session_comes_back_and_no_stale_code_arrives(centre: Centre) -> None:
    async with centre_service(centre) as port, session(centre, port, patience=0.5) as messages:
        assert await messages.send(PHONE, "first")
        centre.behaviour.mood = Mood.DOWN
        assert [await messages.send(PHONE, "stale") for _ in range(2)] == [False, False]
        centre.behaviour.mood = Mood.WELL
        for _ in range(20):
            if await messages.send(PHONE, "fresh"):
                break
    assert [one.text for one in centre.messages(PHONE)] == ["first", "fresh"]


async def test_the_session_says_whether_it_is_bound(centre: Centre, unused_tcp_port: int) -> None:
    async with centre_service(centre) as port, session(centre, port) as messages:
        assert await messages.send(PHONE, "first")
        assert messages.is_bound()
    async with session(centre, unused_tcp_port, patience=0.1) as messages:
        assert not messages.is_bound()
    assert not messages.is_bound()


async def test_a_slow_carrier_is_waited_for_no_longer_than_the_patience(centre: Centre) -> None:
    centre.behaviour.mood, centre.behaviour.seconds = Mood.SLOW, 0.4
    async with centre_service(centre) as port:
        async with session(centre, port, patience=0.2) as messages:
            assert not await messages.send(PHONE, "late")
        async with session(centre, port, patience=5.0) as messages:
            assert await messages.send(PHONE, "in time")


async def test_an_absent_carrier_and_a_wrong_password_are_false(centre: Centre, unused_tcp_port: int) -> None:
    async with session(centre, unused_tcp_port, patience=0.3) as messages:
        assert not await messages.send(PHONE, "nobody")
    async with centre_service(centre) as port, session(centre, port, "wrong", patience=0.3) as messages:
        assert not await messages.send(PHONE, "nobody")
    assert centre.messages(PHONE) == []


@pytest.mark.parametrize("mood", [Mood.WELL, Mood.UNDELIVERABLE])
async def test_receipts_are_logged_without_text_or_number(
    centre: Centre, mood: Mood, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    centre.behaviour.mood = mood
    async with centre_service(centre) as port, session(centre, port) as messages:
        assert await messages.send(PHONE, "Almasu: 987654")
        # The next reply comes after the receipt of the first, on the same line.
        assert await messages.send(OTHER, "Almasu: 456789")
    states = [record.getMessage().rsplit(": ", 1)[1] for record in caplog.records if "receipt" in record.getMessage()]
    assert states[0] == ("DELIVRD" if mood is Mood.WELL else "UNDELIV")
    assert not any(word in caplog.text for word in ("987654", "7000000101", "gate77"))


@pytest.mark.parametrize(
    ("phone", "words"),
    [
        ("87000000101", "x"),
        ("+7700", "x"),
        ("+7700000010a", "x"),
        ("+٧٧٠٠٠٠٠٠١٠١", "x"),
        ("+7700000010100000", "x"),
        (PHONE, ""),
        (PHONE, "x" * 161),
        (PHONE, "ә" * 71),
    ],
)
async def test_what_the_network_cannot_carry_is_an_error_of_ours(centre: Centre, phone: str, words: str) -> None:
    async with centre_service(centre) as port, session(centre, port) as messages:
        with pytest.raises(ValueError, match=r"telephone number|does not fit"):
            await messages.send(phone, words)


def test_the_password_is_not_shown() -> None:
    assert "gate77" not in repr(Carrier("127.0.0.1", 2775, "almasu", "gate77"))


async def test_the_session_ends_even_where_its_first_cancellation_is_forgotten(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    forgotten: list[str] = []

    async def forgetful(_: Session) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            forgotten.append("once")
        await asyncio.Event().wait()

    monkeypatch.setattr(Session, "start", forgetful)
    async with asyncio.timeout(10), session(centre, unused_tcp_port):
        await asyncio.sleep(0)
    assert forgotten == ["once"]
