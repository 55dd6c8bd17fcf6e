"""Records that attackers write: none ends the module, none holds it up, and what becomes a signal can be sent.

Each case is what anybody outside can put into a log or a mail; before, one such record stopped the module for good.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from almasu_module.formats import mail
from almasu_module.formats.stamps import micros
from almasu_module.judging.entries import AHEAD, opened, signal_of
from almasu_module.judging.minimise import Minimiser, masked
from almasu_module.reading import Broken, Context, Finding
from almasu_module.sensors import dispatch
from almasu_module.sensors.dispatch import read
from almasu_wire.signal import SIGNAL, fault_of

ASTANA = timezone(timedelta(hours=5))
NOW = micros(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
CONTEXT = Context(now=NOW, zone=ASTANA)
MINIMISER = Minimiser(b"k" * 32, "hash")
BODY = b"http://a.example/x http://e\\ud800vil.example/ http://q+2AA-.example/ http://nul\x00.example/ \xff"


def eml(kind: bytes, body: bytes = BODY, sender: bytes = b"a@b.example", at: bytes = b"16 Nov 2026 10:00:00") -> bytes:
    head = b"From: " + sender + b"\r\nDate: Mon, " + at + b" +0000\r\nMIME-Version: 1.0\r\nContent-Type: "
    return head + kind + b"\r\n\r\n" + body


def wazuh(**more: object) -> bytes:
    rule = {"id": "1", "level": 15, "groups": ["ids"]}
    return json.dumps(
        {"timestamp": "2026-11-21T10:00:00Z", "rule": rule, "data": {"srcip": "9.9.9.9"}, **more}
    ).encode()


def modsecurity(**transaction: object) -> bytes:
    message = '[id "941100"] [severity "²"]'
    return json.dumps(
        {"transaction": transaction, "request": {}, "audit_data": {"messages": [message]}}, ensure_ascii=False
    ).encode()


MAILS = {
    **{
        f"set {name!r}": eml(b"text/plain; charset=" + name) for name in (b"undefined", b"idna", b"punycode", b"a\x00b")
    },
    "halves of pairs": eml(b"text/plain; charset=unicode_escape"),
    "halves of pairs by UTF-7": eml(b"text/plain; charset=utf-7"),
    "the end of time": eml(b"text/plain", at=b"31 Dec 9999 23:59:59"),
    "comments in comments": eml(b"text/plain", sender=b"(" * 5000),
    "links that never close": eml(b"text/html", b"<a " + b"href=xxx" * 60_000 + b" http://a.example/"),
    "parameters without end": eml(b"text/plain; " + b"a*0*=x;" * 60_000),
}
LINES = {
    "the last second of the calendar": wazuh(timestamp="9999-12-31T23:59:59Z"),
    "before the calendar": wazuh(timestamp="0001-01-01T00:00:00+23:59"),
    "a name with a bell": b"/mail/x: Evil\x00\x1b[31m.Name FOUND",
    "a host with an escape": b'<1>1 2026-11-21T10:00:00Z h\x1b app - I\x00D [signal@1 type="1" src="9.9.9.9"]',
    "a digit that is none": modsecurity(time="20/Nov/2026:22:53:15 +0000"),
}
BROKEN = {
    "a moment that no float holds": b'{"transaction":{"unix_timestamp":'
    + b"9" * 310
    + b'},"messages":[{"data":{"id":"941100"}}]}',
    "mails in mails": b"From: a@b.example\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5000,
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(99)
    ),
    "a path longer than any": b"/mail/x: " + b"N" * 300_000 + b" FOUND",
}
QUICK = {
    "words of a failed logon over and over": b"CEF:0|v|p|1|id|" + b"login_" * 60_000 + b"|5|src=9.9.9.9 duser=x",
    "bars that are escaped": b"CEF:0|" + b"\\|" * 150_000 + b"|a|b|c|d|5|x=y",
}


@pytest.mark.parametrize("name", [*MAILS, *LINES])
def test_what_an_attacker_wrote_becomes_a_signal_that_the_wire_takes(name):
    reading = read({**MAILS, **LINES}[name], "eml" if name in MAILS else "auto", CONTEXT)
    assert isinstance(reading, Finding), reading
    entry = opened(reading, reading.at, NOW)
    entry.add(reading.at, 1, NOW)
    raw = msgspec.json.encode(signal_of(entry, MINIMISER, ASTANA))
    signal = SIGNAL.decode(raw)
    assert fault_of(signal, raw) is None
    assert micros(signal.last) <= NOW + AHEAD


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_counted_as_broken(name):
    assert isinstance(read(BROKEN[name], "eml" if "in " in name else "auto", CONTEXT), Broken)


@pytest.mark.parametrize("name", QUICK)
def test_a_long_record_is_read_in_a_time_that_grows_with_its_length_alone(name):
    read(QUICK[name], "auto", CONTEXT)  # in the square of its length this would take minutes


def test_an_error_nobody_thought_of_is_a_broken_record(monkeypatch):
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(dispatch, "taken_apart", fails)
    assert read(b"x", "auto", CONTEXT) == Broken("auto", "bad.unforeseen", "ZeroDivisionError")


def test_links_are_found_where_they_lead_and_not_where_they_show():
    html = '<p><a class=x href="http://bad.example/login">http://bank.example</a> and <A HREF=http://two.example>2</A>'
    assert [one.leads for one in mail.anchors(html)] == ["http://bad.example/login", "http://two.example"]
    assert mail.leading(html) == "<p> http://bad.example/login  and  http://two.example "
    assert mail.misleading(html)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("/accounts/KZ75125KZT1001300335/pay", "/accounts/***/pay"),
        ("/clients/ivan.petrov%40bank.kz", "/clients/***@bank.kz"),
        ("mail ivan.petrov@bank", "mail ***@bank"),
        ("/sms/77011234567", "/sms/***"),
        ("card 4400 4301 2345 6789", "card ***"),
        ("card 4400-4301-2345-6789", "card ***"),
        ("order 1234567", "order 1234567"),
    ],
)
def test_accounts_phones_and_cards_stay_in_the_bank(said, left):
    assert masked(said) == left
