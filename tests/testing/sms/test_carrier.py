"""The simulated carrier: its protocol on the wire, its telephones over HTTP, its moods."""

import asyncio
import struct

import aiohttp
import pytest

from almasu.testing.sms import pdus
from almasu.testing.sms.centre import Centre, Mood, centre_service
from almasu.testing.sms.pdus import Command, Status
from almasu.testing.sms.telephone import carrier

PHONE = "+77000000101"
BIND = b"almasu\0gate77\0\0\x34\0\0\0"


def submit(text: bytes, coding: int = 1, payload: bytes = b"") -> bytes:
    head = b"\0" + b"\5\0Almasu\0" + b"\1\1" + PHONE[1:].encode() + b"\0" + b"\0\0\0" + b"\0" + b"\0"
    tail = struct.pack(">HH", 0x0424, len(payload)) + payload if payload else b""
    return head + bytes([0, 0, coding, 0, len(text)]) + text + tail


class Line:
    """A bare SMPP client: bytes out, units in."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer, self.sequence = reader, writer, 0

    async def ask(self, command: int, body: bytes = b"") -> pdus.Unit:
        self.sequence += 1
        self.writer.write(pdus.written(command, 0, self.sequence, body))
        return await self.receive()

    async def receive(self) -> pdus.Unit:
        length, command, status, sequence = pdus.HEADER.unpack(await self.reader.readexactly(16))
        return pdus.Unit(command, status, sequence, await self.reader.readexactly(length - 16))


async def line(port: int) -> Line:
    return Line(*await asyncio.open_connection("127.0.0.1", port))


async def test_a_session_from_bind_to_unbind() -> None:
    centre = Centre()
    async with centre_service(centre) as port:
        one = await line(port)
        bound = await one.ask(Command.BIND_TRANSMITTER, BIND)
        assert (bound.command, bound.status, bound.sequence) == (0x80000002, Status.OK, 1)
        assert bound.body == b"ALMASUSMSC\0" + bytes.fromhex("0210000134")
        alive = await one.ask(Command.ENQUIRE_LINK)
        assert (alive.command, alive.status) == (0x80000015, Status.OK)
        taken = await one.ask(Command.SUBMIT_SM, submit(b"Almasu: 1"))
        assert (taken.command, taken.status, taken.body) == (0x80000004, Status.OK, b"0000000001\0")
        assert (await one.ask(Command.UNBIND)).command == 0x80000006
        assert await one.reader.read() == b""
        one.writer.close()
    assert [kept.text for kept in centre.messages(PHONE)] == ["Almasu: 1"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (submit(b"latin", 0), "latin"),
        (submit("Әлем".encode("utf-16-be"), 8), "Әлем"),
        (submit(b"", 8, "ұзын".encode("utf-16-be")), "ұзын"),
        (submit("caf\xe9".encode("latin-1"), 3), "café"),
    ],
)
def test_texts_are_read_in_their_coding(body: bytes, text: str) -> None:
    assert pdus.read_submit(body).text == text


@pytest.mark.parametrize(
    "body",
    [b"", b"\0" * 4, submit(b"x")[:-1], submit(b"\xff", 1), submit(b"x", 8), submit(b"x", 200), b"x" * 200],
)
def test_broken_units_are_named_malformed(body: bytes) -> None:
    with pytest.raises(pdus.Malformed):
        pdus.read_submit(body)


@pytest.mark.parametrize("length", [0, 15, pdus.LARGEST + 1, 0xFFFFFFFF])
async def test_a_unit_without_bounds_ends_the_connection(length: int) -> None:
    async with centre_service(Centre()) as port:
        one = await line(port)
        one.writer.write(struct.pack(">IIII", length, Command.BIND_TRANSCEIVER, 0, 1))
        assert (await one.receive()).command == Command.GENERIC_NACK
        assert await one.reader.read() == b""
        one.writer.close()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (BIND, Status.OK),
        (b"almasu\0other\0\0\x34\0\0\0", Status.WRONG_PASSWORD),
        (b"nobody\0gate77\0\0\x34\0\0\0", Status.BIND_FAILED),
    ],
)
async def test_only_known_accounts_bind(body: bytes, status: Status) -> None:
    async with centre_service(Centre(accounts={"almasu": "gate77"})) as port:
        one = await line(port)
        assert (await one.ask(Command.BIND_TRANSCEIVER, body)).status == status
        one.writer.close()


async def test_nothing_is_taken_before_a_bind_or_by_a_receiver() -> None:
    centre = Centre()
    async with centre_service(centre) as port:
        one = await line(port)
        assert (await one.ask(Command.SUBMIT_SM, submit(b"x"))).status == Status.NOT_BOUND
        assert (await one.ask(Command.BIND_RECEIVER, BIND)).status == Status.OK
        assert (await one.ask(Command.SUBMIT_SM, submit(b"x"))).status == Status.NOT_BOUND
        assert (await one.ask(Command.BIND_RECEIVER, BIND)).status == Status.ALREADY_BOUND
        assert (await one.ask(0x00000103)).command == Command.GENERIC_NACK
        one.writer.close()
    assert centre.messages(PHONE) == []


async def test_telephones_show_what_they_received_over_http() -> None:
    centre = Centre()
    async with carrier(centre) as ports, aiohttp.ClientSession() as browser:
        base = f"http://127.0.0.1:{ports.http}"
        one = await line(ports.smpp)
        await one.ask(Command.BIND_TRANSMITTER, BIND)
        waiting = asyncio.create_task(browser.get(f"{base}/messages", params={"phone": PHONE, "count": 2, "wait": 10}))
        await one.ask(Command.SUBMIT_SM, submit(b"first"))
        await one.ask(Command.SUBMIT_SM, submit(b"second"))
        async with await waiting as answer:
            assert [message["text"] for message in await answer.json()] == ["first", "second"]
        async with browser.get(f"{base}/messages?phone=+77000000999") as answer:
            assert await answer.json() == []
        for bad in ("/messages", "/messages?phone=1&wait=x"):
            async with browser.get(base + bad) as answer:
                assert answer.status == 400
        one.writer.close()


@pytest.mark.parametrize(("body", "status"), [
    ({"mood": "refuse"}, 204), ({"mood": "slow", "seconds": 1e9}, 204), ({"mood": "sad"}, 400), ({}, 400),
])  # fmt: skip
async def test_moods_are_set_over_http(body: dict[str, object], status: int) -> None:
    centre = Centre()
    async with (
        carrier(centre) as ports,
        aiohttp.ClientSession() as browser,
        browser.put(f"http://127.0.0.1:{ports.http}/behaviour", json=body) as answer,
    ):
        assert answer.status == status
    assert centre.behaviour.mood is Mood(str(body["mood"]) if status == 204 else "well")
    assert centre.behaviour.seconds <= 120
