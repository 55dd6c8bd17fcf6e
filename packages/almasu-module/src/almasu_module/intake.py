"""From records to signals as bytes: reads, judges, and counts what was broken. Shared by run, dry run and check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec
from almasu_wire.signal import Signal

from almasu_module.inputs.tail import Piece
from almasu_module.judging.judge import Decision, Judge, Open
from almasu_module.judging.minimise import Minimiser
from almasu_module.judging.perimeter import Perimeter
from almasu_module.reading import Broken, Reading
from almasu_module.sensors.dispatch import read
from almasu_module.settings import Settings, zone_of
from almasu_module.sources import Named, context_of


class Counts(msgspec.Struct):
    """What the status shows."""

    records: int = 0
    broken: Counter[str] = msgspec.field(default_factory=Counter)
    signals: Counter[str] = msgspec.field(default_factory=Counter)
    events: int = 0


class Intake:
    """Takes pieces of inputs in and gives signals out."""

    def __init__(self, settings: Settings, minimiser: Minimiser, opened: Open) -> None:
        self._settings = settings
        self.judge = Judge(
            settings.policy(),
            Perimeter(settings.internal),
            Perimeter(settings.scanners),
            minimiser,
            zone_of(settings.zone),
            opened,
        )
        self.counts = Counts()
        self.fresh_faults: list[str] = []

    def take(self, named: Named, piece: Piece, now: int) -> None:
        """Take the records of a piece."""
        if piece.too_long:
            self._broken(named.name, "bad.long", piece.too_long)
        if not piece.records:
            return
        context = context_of(named.input, self._settings, now)
        for record in piece.records:
            reading = read(record, named.input.sensor, context)
            if isinstance(reading, Broken):
                self._broken(named.name, reading.why, 1)
            self.judge.take(reading, now)
        self.counts.records += len(piece.records)

    def explain(self, named: Named, record: bytes, now: int) -> tuple[Reading, Decision]:
        """Take one record and tell what it was and what came of it."""
        reading = read(record, named.input.sensor, context_of(named.input, self._settings, now))
        return reading, self.judge.take(reading, now)

    def mature(self, now: int) -> Iterator[Signal]:
        """Yield signals that are ready."""
        return self._counted(self.judge.mature(now))

    def flush(self) -> Iterator[Signal]:
        """Yield all that is open."""
        return self._counted(self.judge.flush())

    def _counted(self, signals: Iterator[Signal]) -> Iterator[Signal]:
        """Count signals as they pass."""
        for signal in signals:
            self.counts.signals[str(int(signal.kind))] += 1
            self.counts.events += signal.count
            yield signal

    def _broken(self, name: str, why: str, count: int) -> None:
        """Count broken records; the first of each sort is told at once."""
        key = f"{name} {why}"
        if key not in self.counts.broken:
            self.fresh_faults.append(key)
        self.counts.broken[key] += count
