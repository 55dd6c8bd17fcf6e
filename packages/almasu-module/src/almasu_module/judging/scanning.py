"""Scans (kind 6): one signal per scan of a source, not one per packet; many hosts or ports within a window make one."""

from __future__ import annotations

import msgspec

from almasu_module.judging.rollup import Rollup
from almasu_module.reading import Finding, Probe

SCAN = 6
REPEATS = 4  # probes kept of one source for each that a scan needs


class Trail(msgspec.Struct):
    """Probes of one source that wait for others."""

    probes: list[Probe] = []


class Scanning:
    """Turns probes into entries of kind 6."""

    def __init__(self, trails: dict[str, Trail], rollup: Rollup, ports: int, window: int, most: int) -> None:
        self._trails = trails
        self._rollup = rollup
        self._ports = ports
        self._window = window
        self._most = most

    def take(self, probe: Probe, now: int) -> int:
        """Count a probe; return 6 when it belongs to a scan, 0 while it waits."""
        key = f"6\x1f{probe.source}"
        if probe.scan or self._rollup.living(key, SCAN, probe.at) is not None:
            waiting = self._trails.pop(probe.source, Trail(probes=[])).probes
            self._count(key, [one for one in waiting if abs(probe.at - one.at) <= self._window] + [probe], probe, now)
            return SCAN
        trail = self._trails.pop(probe.source, None) or Trail(probes=[])
        trail.probes = [one for one in trail.probes if abs(probe.at - one.at) <= self._window] + [probe]
        if len({(one.target, one.port) for one in trail.probes}) >= self._ports:
            self._count(key, trail.probes, probe, now)
            return SCAN
        trail.probes = trail.probes[-REPEATS * self._ports :]
        self._trails[probe.source] = trail
        if len(self._trails) > self._most:
            self._trails.pop(next(iter(self._trails)))
        return 0

    def _count(self, key: str, probes: list[Probe], last: Probe, now: int) -> None:
        """Count probes in the entry of a source."""
        for one in probes:
            finding = Finding(
                SCAN, one.at, last.sensor, last.rule, "", one.source, one.target, name=last.name, device=last.device
            )
            entry = self._rollup.entry(key, finding, one.at, now)
            entry.add(one.at, one.count, now)
            entry.probed(one.target, one.port, one.ports)
