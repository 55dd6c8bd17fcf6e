"""What becomes of a reading: a signal in the making, a try that waits, or nothing, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

import msgspec
from almasu_wire.signal import Signal

from almasu_module.judging.entries import Entry, signal_of
from almasu_module.judging.guessing import GUESSING, SPRAYING, Guessing, Thresholds, Tries, guess_key, spray_key
from almasu_module.judging.minimise import Minimiser
from almasu_module.judging.perimeter import Perimeter
from almasu_module.judging.rollup import Rollup, Windows
from almasu_module.judging.scanning import Scanning, Trail
from almasu_module.reading import Broken, Finding, Logon, Probe, Quiet, Reading


class Open(msgspec.Struct):
    """All that is open between two records; kept on disk with the positions in the inputs."""

    entries: dict[str, Entry] = {}
    tries: Tries = msgspec.field(default_factory=lambda: Tries(by_source={}, by_account={}))
    trails: dict[str, Trail] = {}


class Decision(msgspec.Struct, frozen=True):
    """The kind a record counts for (0: none), a key of words.json, and what fills it."""

    kind: int
    why: str
    what: str = ""


class Policy(msgspec.Struct, frozen=True):
    """The organisation's numbers."""

    windows: Windows
    thresholds: Thresholds
    ports: int
    most: int


class Judge:
    """Takes readings in the order they come."""

    def __init__(
        self,
        policy: Policy,
        perimeter: Perimeter,
        scanners: Perimeter,
        minimiser: Minimiser,
        zone: tzinfo,
        opened: Open,
    ) -> None:
        self.open = opened
        self._perimeter = perimeter
        self._scanners = scanners
        self._minimiser = minimiser
        self._zone = zone
        self._rollup = Rollup(policy.windows, policy.most, opened.entries)
        self._guessing = Guessing(opened.tries, self._rollup, policy.thresholds)
        self._scanning = Scanning(opened.trails, self._rollup, policy.ports, policy.windows.scan, policy.most)

    def take(self, reading: Reading, now: int) -> Decision:
        """Take one reading; `now` is our clock in microseconds."""
        match reading:
            case Finding():
                return self._found(reading, now)
            case Logon():
                return self._logon(reading, now)
            case Probe():
                return self._probe(reading, now)
            case Quiet() | Broken():
                return Decision(0, reading.why, reading.what)

    def _found(self, finding: Finding, now: int) -> Decision:
        """Count a finding under what makes it the same as others."""
        if finding.kind in (GUESSING, SPRAYING):
            return self._told(finding, now)
        parts = (
            finding.kind,
            finding.sensor,
            finding.rule,
            finding.source,
            finding.target,
            finding.sender,
            finding.device,
        )
        key = "\x1f".join(map(str, (*parts, *finding.hosts, *finding.hashes)))
        entry = self._rollup.entry(key, finding, finding.at, now)
        entry.add(finding.at, finding.count, now)
        return Decision(finding.kind, finding.why, finding.rule)

    def _told(self, finding: Finding, now: int) -> Decision:
        """Count a guessing or spraying that the sensor put together itself, if it came from outside."""
        if not self._perimeter.outside(finding.source):
            return Decision(0, "logon.internal", finding.source)
        account = self._minimiser.identity(finding.account) if finding.account else ""
        key = guess_key(account) if finding.kind == GUESSING else spray_key(finding.source)
        entry = self._rollup.entry(key, msgspec.structs.replace(finding, account=account), finding.at, now)
        entry.add(finding.at, finding.count, now)
        if account:
            entry.tried(finding.source, account, finding.count)
        entry.told_accounts = max(entry.told_accounts, finding.accounts, 1)
        return Decision(finding.kind, finding.why, finding.rule)

    def _logon(self, logon: Logon, now: int) -> Decision:
        """Count a logon from outside."""
        if not self._perimeter.outside(logon.source):
            return Decision(0, "logon.internal", logon.source)
        kind = self._guessing.take(logon, self._minimiser.identity(logon.account), now)
        if kind:
            return Decision(kind, "guessing.reached" if kind == GUESSING else "spraying.reached", logon.source)
        return Decision(0, "logon.waits" if logon.failed else "logon.good", logon.source)

    def _probe(self, probe: Probe, now: int) -> Decision:
        """Count a probe, unless it is of the organisation's own scanner."""
        if not probe.source or not self._scanners.outside(probe.source):
            return Decision(0, "probe.own", probe.source)
        kind = self._scanning.take(probe, now)
        if kind:
            return Decision(kind, "scan.sensor" if probe.scan else "scan.reached", probe.source)
        return Decision(0, "probe.waits", probe.source)

    @property
    def ready(self) -> int:
        """How many entries are closed and wait to be taken."""
        return len(self._rollup.closed)

    @property
    def busy(self) -> bool:
        """Tell whether anything is open or closed and not yet taken."""
        return bool(self._rollup.closed or any(entry.count for entry in self.open.entries.values()))

    def release(self) -> None:
        """Let every entry be ready, whatever its age."""
        self._rollup.release()

    def mature(self, now: int) -> Iterator[Signal]:
        """Yield the signals that are ready by our clock."""
        self._rollup.mature(now)
        return self._signals()

    def flush(self) -> Iterator[Signal]:
        """Yield everything that is open."""
        self._rollup.flush()
        return self._signals()

    def _signals(self) -> Iterator[Signal]:
        """Yield the closed entries as signals."""
        return (signal_of(entry, self._minimiser, self._zone) for entry in self._rollup.taken())
