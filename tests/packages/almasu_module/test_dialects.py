"""What our writers write in each dialect is read back as what happened, whatever letters an attacker puts into it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from almasu_module.formats.stamps import micros
from almasu_module.reading import Broken, Context, Finding, Logon, Probe, Quiet
from almasu_module.sensors.dispatch import read
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.testing.asoi import dialects
from almasu.testing.asoi.attacks import Attack

ASTANA = timezone(timedelta(hours=5))
AT = datetime(2026, 11, 20, 22, 51, 13, tzinfo=ASTANA)
NOW = micros(datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
CONTEXT = Context(now=NOW, zone=ASTANA)

FINDINGS = [
    (dialects.suricata, 1),
    (dialects.snort, 1),
    (dialects.modsecurity2, 2),
    (dialects.modsecurity2_serial, 2),
    (dialects.modsecurity3, 2),
    (dialects.coraza, 2),
    (dialects.wazuh, 3),
    (dialects.clamd, 4),
    (dialects.rspamd, 5),
    (dialects.eml, 5),
    (dialects.cef, 1),
    (dialects.structured, 8),
]
LOGONS = [
    dialects.sshd,
    dialects.syslog5424,
    dialects.windows_json,
    dialects.windows_xml,
    dialects.windows_cef,
    dialects.leef,
]

moments = st.integers(0, 300 * 86_400).map(lambda seconds: AT - timedelta(seconds=seconds))
addresses = st.ip_addresses(v=4).map(str)
names = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60).map(str.strip)


@pytest.mark.parametrize(("write", "kind"), FINDINGS, ids=lambda one: getattr(one, "__name__", str(one)))
def test_a_record_is_of_its_kind(write, kind):
    reading = read(write(Attack(AT)), "auto", CONTEXT)
    assert isinstance(reading, Finding), reading
    assert reading.kind == kind
    assert reading.at == micros(AT)
    if write is not dialects.clamd:
        assert reading.source == "203.0.113.7"


@pytest.mark.parametrize("write", LOGONS, ids=lambda one: one.__name__)
@settings(max_examples=25)
@given(at=moments, source=addresses, account=st.from_regex(r"[a-z][a-z0-9._-]{0,20}", fullmatch=True))
def test_a_failed_logon_is_one_try_in_every_dialect(write, at, source, account):
    reading = read(write(Attack(at, source=source, account=account)), "auto", CONTEXT)
    assert isinstance(reading, Logon), reading
    assert (reading.source, reading.account, reading.failed, reading.at) == (source, account, 1, micros(at))


@settings(max_examples=100)
@given(name=names, at=moments)
def test_no_name_of_a_rule_breaks_or_changes_a_record(name, at):
    one = Attack(at, name=name)
    for write in (
        dialects.suricata,
        dialects.snort,
        dialects.cef,
        dialects.structured,
        dialects.wazuh,
        dialects.coraza,
    ):
        reading = read(write(one), "auto", CONTEXT)
        assert not isinstance(reading, Broken), (write, reading)
        assert isinstance(reading, Finding | Probe | Quiet)
        if isinstance(reading, Finding):
            assert reading.at == micros(at)


def test_a_name_typed_at_the_prompt_cannot_put_the_blame_on_another_address():
    typed = "x from 10.0.0.1 port 1 ssh2"
    reading = read(dialects.sshd(Attack(AT, account=typed)), "auto", CONTEXT)
    assert isinstance(reading, Logon)
    assert (reading.source, reading.account) == ("203.0.113.7", typed)


def test_one_try_told_in_several_lines_is_one_try():
    said = [
        "Nov 20 22:51:13 gw1 sshd[1]: Invalid user x from 203.0.113.7 port 40000",
        "Nov 20 22:51:13 gw1 sshd[1]: pam_unix(sshd:auth): authentication failure; rhost=203.0.113.7  user=x",
        "Nov 20 22:51:13 gw1 sshd[1]: PAM 2 more authentication failures; rhost=203.0.113.7  user=x",
    ]
    assert all(isinstance(read(line.encode(), "auto", CONTEXT), Quiet) for line in said)
    repeated = (
        "Nov 20 22:51:13 gw1 sshd[1]: message repeated 3 times: [ Failed password for x from 203.0.113.7 port 1 ssh2]"
    )
    reading = read(repeated.encode(), "auto", CONTEXT)
    assert isinstance(reading, Logon)
    assert reading.failed == 3


def test_a_stamp_without_a_year_is_of_the_latest_year_that_is_not_ahead():
    december = read(dialects.sshd(Attack(datetime(2025, 12, 31, 23, 0, tzinfo=ASTANA))), "auto", CONTEXT)
    assert isinstance(december, Logon)
    assert december.at == micros(datetime(2025, 12, 31, 23, 0, tzinfo=ASTANA))


BROKEN = [
    (b'{"event_type": "alert", "timestamp": ', "bad.json"),
    (b"{" + b'"a":{' * 3000 + b"}" * 3001, "bad.deep"),
    (b"[1, 2]", None),
    (b"<Event><!DOCTYPE x></Event>", "bad.xml"),
    (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Event>&b;</Event>', "bad.xml"),
    (b"<Event>" + b"<a>" * 50 + b"</a>" * 50 + b"</Event>", "bad.deep"),
    (b"<999>1 2026-11-19T15:18:33Z h a - - - x", "bad.syslog"),
    (b"<14>1 2026-13-45T99:00:00Z h a - - - x", "bad.time"),
    (b"CEF:0|a|b|1|2|name|42|", "bad.cef"),
    (b"CEF:0|a|b", "bad.cef"),
    (b"LEEF:1.0|a|b|", "bad.leef"),
    (b'{"event_type":"alert","timestamp":"yesterday","alert":{}}', "bad.time"),
    (b"\xff\xfe\x00", None),
    (b"", None),
]


@pytest.mark.parametrize(("line", "why"), BROKEN)
def test_a_broken_record_is_told_and_never_fatal(line, why):
    reading = read(line, "auto", CONTEXT)
    if why is None:
        assert isinstance(reading, Quiet | Broken)
    else:
        assert isinstance(reading, Broken)
        assert reading.why == why


@settings(max_examples=200)
@given(st.one_of(st.binary(max_size=400), names.map(str.encode)))
def test_no_bytes_whatever_raise(data):
    for prefix in (b"", b"{", b"CEF:0|", b"LEEF:2.0|", b"<14>1 ", b"<Event>", b"Nov 20 22:51:13 h sshd[1]: "):
        read(prefix + data, "auto", CONTEXT)


def test_machine_accounts_and_local_logons_of_windows_are_no_guessing():
    for record in (
        b'{"EventID": 4625, "TargetUserName": "WS-1$", "IpAddress": "203.0.113.7", "LogonType": "3"}',
        b'{"EventID": 4625, "TargetUserName": "kim", "IpAddress": "-", "LogonType": "2"}',
        b'{"EventID": 4776, "TargetUserName": "kim", "Workstation": "203.0.113.7", "Status": "0x0"}',
    ):
        assert isinstance(read(record, "auto", CONTEXT), Quiet)


def test_the_organisations_own_map_comes_before_ours():
    line = dialects.cef(Attack(AT, rule=77))
    mapped = read(line, "auto", Context(now=NOW, zone=ASTANA, kinds={"77": 3}))
    assert isinstance(mapped, Finding)
    assert mapped.kind == 3
