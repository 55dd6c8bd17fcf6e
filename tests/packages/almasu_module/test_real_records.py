"""Every real record of the sensors is read as its truth says; where there are no records this is said, not passed."""

from __future__ import annotations

import json
from collections import Counter

import msgspec
import pytest
from almasu_module.check import Explained, explain
from almasu_module.settings import Settings

pytestmark = pytest.mark.vectors
INTERNAL = ["10.0.0.0/8", "192.168.0.0/16"]


def explained(path, **more):
    settings = msgspec.convert({"input": [{"file": str(path), **more}], "internal": INTERNAL}, Settings)
    return [one for one in explain(settings, settings.input[0], path, 0, "en") if isinstance(one, Explained)]


@pytest.mark.parametrize("name", ["auth.log", "auth-iso.log", "auth-5424.log"])
def test_one_run_of_sshd_is_the_same_two_episodes_in_three_formats(vectors, seen, name):
    truth = json.loads((vectors / "sshd" / "truth.json").read_text())
    year = truth["year_of_the_bsd_stamps"]
    signals, intake = seen({"file": str(vectors / "sshd" / name), "zone": truth["zone"], "year": year})
    told = {(int(one.kind), one.source, one.count, one.accounts) for one in signals}
    guessing, spraying = truth["episodes"]
    assert told == {
        (7, guessing["source_ip"], guessing["attempts"], 0),
        (8, spraying["source_ip"], spraying["attempts"], spraying["distinct_accounts"]),
    }
    assert not intake.counts.broken
    assert {one.first.isoformat(timespec="seconds")[:10] for one in signals} == {"2026-11-21"}  # in Astana it was night


def test_accounts_of_real_records_never_leave_the_organisation(vectors, seen):
    signals, _ = seen({"file": str(vectors / "sshd" / "auth.log"), "zone": "+00:00"})
    truth = json.loads((vectors / "sshd" / "truth.json").read_text())
    whole = msgspec.json.encode(signals).decode()
    assert [name for one in truth["episodes"] for name in one["accounts"] if f'"{name}"' in whole] == []


def test_a_scan_is_one_signal_whatever_saw_it(vectors, seen):
    for name, counts in (("firewall.log", "dropped"), ("scan-eve.jsonl", "suricata_alerts")):
        truth = json.loads((vectors / "scan" / "truth.json").read_text())
        signals, _ = seen({"file": str(vectors / "scan" / name), "zone": "+00:00", "year": truth["year"]})
        expected = {
            one["source_ip"]: sum(one[counts].values()) if isinstance(one[counts], dict) else one[counts]
            for one in truth["episodes"]
        }
        assert {one.source: one.count for one in signals} == expected
        assert {int(one.kind) for one in signals} == {6}


def test_every_alert_of_suricata_is_counted_and_nothing_else(vectors, seen):
    truth = json.loads((vectors / "suricata" / "truth.json").read_text())
    signals, intake = seen({"file": str(vectors / "suricata" / "suricata-eve.jsonl"), "sensor": "suricata"})
    assert sum(one.count for one in signals) == truth["records_alert"]
    assert {int(one.kind) for one in signals} == {1}
    assert not intake.counts.broken
    others, _ = seen({"file": str(vectors / "suricata" / "suricata-eve-other.jsonl")})
    assert others == []


def test_a_burst_is_one_signal_that_keeps_its_count(vectors, seen):
    signals, _ = seen({"file": str(vectors / "suricata" / "suricata-burst.jsonl")})
    assert [(int(one.kind), one.count) for one in signals] == [(1, 200)]
    assert signals[0].first < signals[0].last


def test_a_request_is_a_signal_of_the_waf_when_a_rule_names_an_attack(vectors):
    truth = json.loads((vectors / "modsecurity" / "truth.json").read_text())
    found = explained(vectors / "modsecurity" / "modsec_audit.json")
    assert [one.kind == 2 for one in found] == [bool(one["attack_rules"]) for one in truth]
    assert [one.line for one in found if one.why.startswith("bad")] == []


def test_wazuh_is_read_as_its_truth_says_where_it_says(vectors):
    truth = json.loads((vectors / "wazuh" / "truth.json").read_text())
    found = explained(vectors / "wazuh" / "alerts.json")
    wrong = [
        one.as_text("en")
        for one, said in zip(found, truth, strict=True)
        if said["signal_type"] != "open" and (one.kind or None) != said["signal_type"]
    ]
    assert wrong == []


def test_clamav_tells_what_was_received_from_what_was_found(vectors, seen):
    truth = json.loads((vectors / "clamav" / "truth.json").read_text())
    signals, _ = seen({"file": str(vectors / "clamav" / "clamd.log"), "zone": "+00:00"})
    expected = Counter((one["signal_type"], f"md5:{one['md5']}") for one in truth["found"] if one["signal_type"])
    told: Counter[tuple[int, str]] = Counter()
    for one in signals:
        told[int(one.kind), one.hashes[0]] += one.count
    assert told == expected
    received, _ = seen({"file": str(vectors / "clamav" / "malware.eml.rspamd.json")})
    assert [(int(one.kind), one.name) for one in received] == [(4, "Eicar-Test-Signature.UNOFFICIAL")]


def test_a_phishing_mail_tells_its_sender_hosts_and_hashes_and_no_more(vectors, seen):
    truth = json.loads((vectors / "phishing" / "truth.json").read_text())
    for name, said in truth.items():
        (signal,), _ = seen({"file": str(vectors / "phishing" / name)})
        reported = name.startswith("10")  # the phishing mail is the one inside the report
        assert int(signal.kind) == 5
        assert signal.sender == ("info@nb-kz.example.org" if reported else said["from_address"])
        assert set(said["url_hosts"]) <= set(signal.hosts)
        assert {
            f"sha256:{one['sha256']}" for one in said["attachments"] if one["name"] not in ("logo.png", "original.eml")
        } <= set(signal.hashes)
        assert ("sha256:" + "6b7fa434f92a8b80aab02d9bf1a12e49ffcae424e4013a1c4f68b67e3d2bbcd0" in signal.hashes) is (
            name.startswith("06")
        )
        whole = msgspec.json.encode(signal).decode()
        assert said["subject"] not in whole
        assert str(said["to"]).partition("@")[0] not in whole


def test_lines_of_a_siem_are_read_or_refused_as_their_truth_says(vectors):
    truth = json.loads((vectors / "siem" / "truth.json").read_text())
    found = explained(vectors / "siem" / "siem.log")
    for one, said in zip(found, truth, strict=True):
        lone = str(said.get("note", "")).startswith("one failed logon")
        assert (one.kind or None) == (None if lone else said["signal_type"]), one.as_text("en")
        if lone:
            assert one.why == "logon.waits"


def test_messages_framed_by_octet_counts_are_cut_at_their_ends(vectors):
    from almasu_module.inputs.lines import Frames

    data = (vectors / "siem" / "siem-octet-counted.bin").read_bytes()
    for step in (1, 7, len(data)):
        frames = Frames(65536)
        records = [one for at in range(0, len(data), step) for one in frames.take(data[at : at + step]).records]
        assert all(one.startswith(b"<") for one in records)
        assert len(records) >= 2
