"""Integration modules at the door: who is let in, what is answered, and what an answer means."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import aiohttp
import msgspec
import pytest
from almasu_wire.alive import ALIVE_ADDRESS
from almasu_wire.batch import ADDRESS
from almasu_wire.limits import MOST_BATCH_BYTES

from almasu.actions.sector.index_signals import index_signals
from almasu.kernel.sector.rollup import Wanted
from almasu.testing.pki.transport import TransportAuthority
from almasu.wiring.running import now
from interfaces.intake.conftest import BANK, Door

EPOCH = "ab" * 16
SIGNAL: dict[str, Any] = {
    "kind": 1,
    "sensor": "suricata",
    "rule": "2210051",
    "first": "2026-11-20T09:30:00+05:00",
    "last": "2026-11-20T09:30:00+05:00",
    "source": "203.0.113.7",
}


def batch(first: int, signals: Sequence[Any], **more: object) -> bytes:
    frame: Mapping[str, object] = {
        "batch": uuid.uuid4().hex,
        "epoch": EPOCH,
        "first": first,
        "held_from": first,
        "sent": "2026-11-20T09:30:01+05:00",
        "module": "0.1.0",
        "signals": list(signals),
        **more,
    }
    return json.dumps(frame).encode()


async def posted(http: aiohttp.ClientSession, body: bytes) -> tuple[int, dict[str, Any]]:
    async with http.post(ADDRESS, data=body) as answer:
        return answer.status, await answer.json(content_type=None)


async def test_a_module_posts_and_is_answered_once_its_signals_are_durable(door: Door) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        assert await posted(http, batch(1, [SIGNAL] * 3)) == (
            200,
            {"accepted": 3, "fresh": 3, "duplicates": 0, "refused": []},
        )
        assert (await posted(http, batch(2, [SIGNAL] * 4)))[1] == {
            "accepted": 5,
            "fresh": 2,
            "duplicates": 2,
            "refused": [],
        }
    async with door.store.database.connection() as connection:
        row = await (await connection.execute("select sum(signals) from signal_deliveries")).fetchone()
    assert row == (5,)


# What a signal says wrongly, and what is told of it.
BAD = [
    ({"kind": 9}, "signal.malformed", "kind"),
    ({"sensor": ""}, "signal.malformed", "sensor"),
    ({"rule": "r" * 513}, "signal.malformed", "rule"),
    ({"last": "2026-11-20T09:29:00+05:00"}, "signal.time.order", "last"),
    ({"kind": 7}, "signal.account.missing", "account"),
    ({"kind": 8, "accounts": 1}, "signal.accounts.few", "accounts"),
]


@pytest.mark.parametrize(("changed", "code", "field"), BAD)
async def test_a_bad_signal_is_refused_for_good_and_spoils_no_other(door: Door, changed, code, field) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        status, told = await posted(http, batch(1, [SIGNAL, {**SIGNAL, **changed}, SIGNAL]))
        again = await posted(http, batch(1, [SIGNAL, {**SIGNAL, **changed}, SIGNAL]))
    assert status == 200
    assert (told["accepted"], told["fresh"]) == (3, 2)
    assert told["refused"] == [{"number": 2, "code": code, "field": field}]
    assert again == (200, {"accepted": 3, "fresh": 0, "duplicates": 3, "refused": []})


async def test_a_batch_that_comes_too_early_is_told_how_far_the_queue_is(door: Door) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        assert (await posted(http, batch(5, [SIGNAL], held_from=1)))[0] == 409
        assert (await posted(http, batch(1, [SIGNAL])))[0] == 200
        assert await posted(http, batch(5, [SIGNAL], held_from=1)) == (
            409,
            {"accepted": 1, "fresh": 0, "duplicates": 0, "refused": []},
        )


async def test_a_module_that_nobody_let_in_is_refused_with_a_remedy(door: Door) -> None:
    async with door.client(door.authority.module("stranger")) as http:
        status, told = await posted(http, batch(1, [SIGNAL]))
    assert (status, told["code"]) == (403, "sector.module_unknown")
    assert told["words"]["kk"]["remedy"]


async def test_nobody_without_a_certificate_of_this_authority_speaks_at_all(door: Door, tmp_path) -> None:
    foreign = TransportAuthority(tmp_path / "foreign", now()).module("soc-1")
    for shown in (None, foreign):
        async with door.client(shown) as http:
            with pytest.raises(aiohttp.ClientError):
                await posted(http, batch(1, [SIGNAL]))


@pytest.mark.parametrize("kind", ["text/plain", "application/msgpack", "multipart/form-data; boundary=a", "json", ""])
async def test_what_does_not_call_itself_json_is_not_read(door: Door, kind: str) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        for address in (ADDRESS, ALIVE_ADDRESS):
            async with http.post(address, data=batch(1, [SIGNAL]), headers={"content-type": kind}) as answer:
                told = msgspec.json.decode(await answer.read())
                assert (answer.status, told["code"]) == (415, "http.other_media")
                assert answer.headers["content-type"] == "application/problem+json"
        headers = {"content-type": "Application/JSON; charset=utf-8"}
        async with http.post(ADDRESS, data=batch(1, [SIGNAL]), headers=headers) as answer:
            assert answer.status == 200


async def test_a_certificate_named_in_a_header_is_nothing(door: Door) -> None:
    issued = await door.let_in("soc-1")
    headers = {"x-client-cert-sha256": issued.fingerprint.hex(), "almasu.certificate": issued.fingerprint.hex()}
    async with (
        door.client(door.authority.module("stranger")) as http,
        http.post(ADDRESS, data=batch(1, [SIGNAL]), headers=headers) as answer,
    ):
        assert answer.status == 403


async def alive(http: aiohttp.ClientSession, body: bytes) -> tuple[int, dict[str, Any]]:
    async with http.post(ALIVE_ADDRESS, data=body) as answer:
        return answer.status, await answer.json(content_type=None)


async def test_a_module_without_signals_is_in_contact_by_its_heartbeats_while_it_may_send(door: Door) -> None:
    issued = await door.let_in("soc-1")
    async with door.client(issued) as http:
        for _ in range(2):
            assert await alive(http, b'{"module": "almasu-module/0.1.0"}') == (200, {"silence": 900})
        assert (await posted(http, batch(1, [SIGNAL], module="almasu-module/0.1.0")))[0] == 200
        assert await alive(http, b'{"module": "almasu-module/0.1.0"}') == (200, {"silence": 900})
    await index_signals(door.store)  # what is counted of deliveries is no less because a heartbeat came after them
    async with door.store.transaction() as transaction:
        (spell,) = await transaction.signals.spells([issued.fingerprint], 10)
    assert (spell.deliveries, spell.version, spell.lasts(now())) == (1, "almasu-module/0.1.0", True)
    async with door.client(door.authority.module("stranger")) as http:
        status, told = await alive(http, b'{"module": "0.1.0"}')
    assert (status, told["code"]) == (403, "sector.module_unknown")


NO_HEARTBEAT = [
    b"",
    b"{}",
    b'{"module": 1}',
    b'{"module": "a\\u0000"}',
    b'{"module": "a", "organisation": "b"}',
    b" " * 1025,
]


async def test_a_body_that_is_no_heartbeat_is_told_what_is_wrong(door: Door) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        for body in NO_HEARTBEAT:
            status, told = await alive(http, body)
            assert (status, told["code"]) == (400, "sector.batch_unreadable"), body


# A body that is no batch.
UNREADABLE = [
    batch(1, [SIGNAL], module="0.1\x00"),
    b"",
    b"{}",
    b"[1]",
    b"\xff",
    batch(0, [SIGNAL]),
    batch(1, []),
    batch(1, [SIGNAL], epoch="x"),
    b"[" * 5000,
]


@pytest.mark.parametrize("body", UNREADABLE, ids=range(len(UNREADABLE)))
async def test_a_body_that_is_no_batch_is_told_what_is_wrong(door: Door, body: bytes) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        status, told = await posted(http, body)
    assert (status, told["code"]) == (400, "sector.batch_unreadable")


async def test_a_batch_beyond_the_limit_is_refused_however_it_comes(door: Door) -> None:
    async def drops():
        for _ in range(MOST_BATCH_BYTES // 65536 + 2):
            yield b" " * 65536

    async with door.client(await door.let_in("soc-1")) as http:
        for body in (io.BytesIO(b" " * (MOST_BATCH_BYTES + 1)), drops()):
            try:
                async with http.post(ADDRESS, data=body) as answer:
                    assert answer.status == 413
            except aiohttp.ClientError:
                continue  # the door was shut while the body was still coming


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ADDRESS), ("GET", ALIVE_ADDRESS), ("POST", "/"), ("POST", f"{ADDRESS}/")]
)
async def test_there_is_nothing_else_behind_the_door(door: Door, method: str, path: str) -> None:
    async with (
        door.client(await door.let_in("soc-1")) as http,
        http.request(method, path) as answer,
    ):
        assert answer.status == 404


async def test_while_the_database_is_away_the_module_is_told_to_try_again(door: Door) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        async with door.store.database.connection() as connection:
            await connection.execute("alter table signal_deliveries rename to gone")
        async with http.post(ADDRESS, data=batch(1, [SIGNAL])) as answer:
            assert (answer.status, answer.headers["retry-after"]) == (503, "5")
            assert "gone" not in await answer.text()
        async with door.store.database.connection() as connection:
            await connection.execute("alter table gone rename to signal_deliveries")
        assert (await posted(http, batch(1, [SIGNAL])))[1]["accepted"] == 1


# A signal of each kind, with the fields its kind needs.
KINDS = [(number, {}) for number in range(1, 7)] + [(7, {"account": "h:5f"}), (8, {"accounts": 40})]


@pytest.mark.parametrize(("kind", "more"), KINDS)
async def test_a_signal_of_each_of_the_eight_kinds_arrives_and_is_found(
    door: Door, kind: int, more: dict[str, Any]
) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        assert (await posted(http, batch(1, [{**SIGNAL, "kind": kind, **more}])))[1]["fresh"] == 1
    await index_signals(door.store)
    async with door.store.transaction() as transaction:
        (found,) = await transaction.index.found(Wanted(kind=kind), 10)
    assert (found.kind, found.organisation, found.sensor, found.records) == (kind, BANK, "suricata", 1)
    assert found.first_at == datetime.fromisoformat(SIGNAL["first"])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"rule": "a\x00b"}, "signal.text.control"),
        ({"hosts": ["evil\x00.example"]}, "signal.text.control"),
        ({"source": "x\x1fsource:8.8.8.8"}, "signal.text.control"),
        ({"first": "0001-01-01T00:00:00+14:00"}, "signal.time.range"),
        ({"last": "9999-12-31T23:59:59-12:00"}, "signal.time.range"),
        ({"last": "8000-01-01T00:00:00Z"}, "signal.time.future"),
    ],
)
async def test_a_signal_that_no_index_could_hold_is_refused_and_hinders_nobody(
    door: Door, changed: Mapping[str, object], code: str
) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        status, answer = await posted(http, batch(1, [{**SIGNAL, **changed}, SIGNAL]))
    assert (status, answer["accepted"], answer["fresh"], answer["refused"][0]["code"]) == (200, 2, 1, code)
    assert await index_signals(door.store) == 1


async def test_numbers_and_depths_that_no_module_sends_are_no_fault_of_ours(door: Door) -> None:
    async with door.client(await door.let_in("soc-1")) as http:
        assert (await posted(http, batch(2**62, [SIGNAL])))[0] == 400
        deep = batch(1, [0]).replace(b"[0]", b"[" * 100_000 + b"]" * 100_000)
        assert (await posted(http, deep))[0] == 400
        for torn in (b'"module": "\xff', b'{"\xff": 1}', b'[{"sensor": "\xff'):
            broken = batch(1, [0]).replace(b'"module": "', torn, 1) if torn[:1] == b'"' else torn
            assert (await posted(http, broken))[0] == 400
        status, answer = await posted(http, batch(1, [SIGNAL, SIGNAL]).replace(b'"suricata"', b'"\xff"', 1))
        assert (status, answer["fresh"], answer["refused"][0]["code"]) == (200, 1, "signal.malformed")
        assert (await posted(http, batch(2**44, [SIGNAL])))[1]["accepted"] == 2**44
