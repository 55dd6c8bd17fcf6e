"""One wave of attacks, written in whatever dialects a bank has, is read by the real module as the eight kinds."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from almasu_module.dry import dry_run
from almasu_module.settings import read_settings
from almasu_wire.signal import Kind, Signal

from almasu.testing.asoi.bank import ModuleOfBank
from almasu.testing.asoi.scenario import ACCOUNTS, EXPLOITER, PORTS, SENDER, TRIES, wave

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
COUNTED = {Kind.SCAN: PORTS, Kind.GUESSING: TRIES, Kind.SPRAYING: ACCOUNTS}
BANKS = 15
"""As many as there are combinations of dialects, nearly."""


def read_at(number: int, folder: Path) -> list[Signal]:
    """What the module of one bank makes of the wave."""
    bank = ModuleOfBank(folder, "https://localhost:1", folder / "c.pem", folder / "c.key", folder / "a.pem")
    bank.settle()
    bank.write(wave(number, f"bank-{number}", f"198.51.100.{number + 1}", AT))
    found: list[Signal] = []
    intake = dry_run(read_settings(bank.config), found.append)
    assert not intake.counts.broken, "every record is readable"
    return found


def test_every_bank_tells_of_all_eight_kinds_once(tmp_path: Path) -> None:
    sensors: set[str] = set()
    for number in range(BANKS):
        signals = read_at(number, tmp_path / str(number))
        assert Counter(one.kind for one in signals) == Counter(Kind), number
        counted = {one.kind: one.count for one in signals if one.kind in COUNTED}
        told_by_siem = number % 5 == 4
        assert told_by_siem or counted == COUNTED, number
        assert EXPLOITER in {one.source for one in signals if one.kind is Kind.INTRUSION}, "the same everywhere"
        assert {one.sender for one in signals if one.kind is Kind.PHISHING} == {SENDER}
        sensors |= {one.sensor for one in signals}
    assert sensors >= {"suricata", "snort", "cef", "modsecurity", "coraza", "wazuh", "clamav", "rspamd", "eml"}
    assert sensors >= {"firewall", "sshd", "windows", "leef"}
