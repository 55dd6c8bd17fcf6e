"""What is being gathered: entries that stand for many records, each keyed by what makes them the same."""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

import msgspec
from almasu_wire.limits import MOST_COUNT
from almasu_wire.signal import Kind, Signal

from almasu_module.formats.fields import text
from almasu_module.judging.minimise import Minimiser, masked, shown
from almasu_module.reading import Finding

MOST_DISTINCT = 1024
DISTINCT = (Kind.SCAN, Kind.GUESSING, Kind.SPRAYING)
NO_COUNTS: Final[dict[str, int]] = {}
NO_TEXTS: Final[set[str]] = set()
NO_NUMBERS: Final[set[int]] = set()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AHEAD: Final = 86_400_000_000
"""Microseconds that a sensor's clock may be ahead of ours; what is further ahead happened when it came."""


class Entry(msgspec.Struct):
    """One signal in the making. `opened` and `touched` are by our clock, `first` and `last` by the sensors'."""

    finding: Finding
    first: int
    last: int
    opened: int
    touched: int
    count: int = 0
    sources: dict[str, int] = {}
    accounts: dict[str, int] = {}
    targets: set[str] = set()
    ports: set[int] = set()
    told_accounts: int = 0
    told_ports: int = 0
    episode: str = ""

    def alive(self, at: int, window: int) -> bool:
        """Tell whether a moment belongs to this entry: within a window of its first and last."""
        return self.first - window <= at <= self.last + window

    def add(self, at: int, count: int, now: int) -> None:
        """Count records."""
        self.count += count
        self.first = min(self.first, at)
        self.last = max(self.last, at)
        self.touched = now

    def tried(self, source: str, account: str, count: int) -> None:
        """Count tries of a source at an account."""
        if source in self.sources or len(self.sources) < MOST_DISTINCT:
            self.sources[source] = self.sources.get(source, 0) + count
        if account in self.accounts or len(self.accounts) < MOST_DISTINCT:
            self.accounts[account] = self.accounts.get(account, 0) + count

    def probed(self, target: str, port: int, ports: int) -> None:
        """Count a probe."""
        if target and len(self.targets) < MOST_DISTINCT:
            self.targets.add(target)
        if port and len(self.ports) < MOST_DISTINCT:
            self.ports.add(port)
        self.told_ports = max(self.told_ports, ports)

    def begin_again(self) -> None:
        """Go on as the same episode after a signal went out: counted anew from here."""
        self.episode = (
            self.episode or hashlib.blake2b(f"{self.finding}{self.first}".encode(), digest_size=8).hexdigest()
        )
        self.count = self.told_accounts = self.told_ports = 0
        self.sources = dict.fromkeys(self.sources, 0)  # still known as part of the episode
        self.accounts, self.targets, self.ports = {}, set(), set()


def opened(finding: Finding, at: int, now: int) -> Entry:
    """Return an entry that counts nothing yet."""
    if finding.kind not in DISTINCT:  # nothing is ever put into these, so that one of each serves all
        return Entry(finding, at, at, now, now, 0, NO_COUNTS, NO_COUNTS, NO_TEXTS, NO_NUMBERS)
    return Entry(finding, at, at, now, now, sources={}, accounts={}, targets=set(), ports=set())


def signal_of(entry: Entry, minimiser: Minimiser, zone: tzinfo) -> Signal:
    """Return the signal an entry has become, with personal data made small.

    Whatever a sensor wrote, it is a signal that the wire takes: a record that attackers wrote must neither end the
    module nor be refused with all that waits behind it.
    """
    one = entry.finding
    first, last = span(entry)
    source = max(entry.sources, key=entry.sources.__getitem__, default=one.source)
    return Signal(
        kind=Kind(one.kind),
        sensor=one.sensor,
        rule=text(masked(one.rule)),
        first=moment(first, zone),
        last=moment(last, zone),
        count=min(max(entry.count, 1), MOST_COUNT),
        source=text(source if one.kind == Kind.GUESSING else one.source),
        target=text(masked(target_of(entry))),
        account=account_of(entry),
        name=text(masked(one.name)),
        action=text(masked(one.action)),
        severity=one.severity,
        device=text(one.device),
        sender=text(minimiser.sender(one.sender)),
        hosts=tuple(map(text, one.hosts)),
        hashes=tuple(map(text, one.hashes)),
        sources=sum(1 for count in entry.sources.values() if count) if one.kind == Kind.GUESSING else 0,
        accounts=max(len(entry.accounts), entry.told_accounts, 2) if one.kind == Kind.SPRAYING else 0,
        targets=len(entry.targets) if one.kind == Kind.SCAN else 0,
        ports=max(len(entry.ports), entry.told_ports) if one.kind == Kind.SCAN else 0,
        episode=entry.episode,
    )


def account_of(entry: Entry) -> str:
    """Return the account of a guessing as it may be shown; the other kinds name none."""
    if entry.finding.kind != Kind.GUESSING:
        return ""
    return text(shown(max(entry.accounts, key=entry.accounts.__getitem__, default=entry.finding.account)))


def target_of(entry: Entry) -> str:
    """Return the one target, or the smallest network that holds all targets of a scan."""
    if entry.finding.kind != Kind.SCAN or len(entry.targets) < 2:
        return next(iter(entry.targets), entry.finding.target)
    try:
        known = sorted(int(ipaddress.IPv4Address(one)) for one in entry.targets)
    except ValueError:
        return entry.finding.target
    bits = 32 - (known[0] ^ known[-1]).bit_length()
    return str(ipaddress.ip_network((known[0], bits), strict=False))


def span(entry: Entry) -> tuple[int, int]:
    """Return the first and the last moment, none of them before 1970 or far ahead of our own clock."""
    latest = entry.touched + AHEAD
    first, last = (one if 0 <= one <= latest else entry.touched for one in (entry.first, entry.last))
    return min(first, last), last


def moment(at: int, zone: tzinfo) -> datetime:
    """Return a moment in the organisation's zone."""
    return (EPOCH + timedelta(microseconds=at)).astimezone(zone)
