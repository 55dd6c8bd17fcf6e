"""A dry run: inputs are read and judged, signals are printed, nothing is kept or sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

import msgspec
from almasu_wire.signal import Signal

from almasu_module.identity import minimiser_of
from almasu_module.intake import Intake
from almasu_module.judging.judge import Open
from almasu_module.run import LOOK, micros
from almasu_module.settings import Refused, Settings
from almasu_module.sources import Listeners, Named, reading_of

ALWAYS: Final = ("kind", "source", "target", "account", "count", "first", "last", "sensor", "rule")


def dry_run(settings: Settings, show: Callable[[Signal], None]) -> Intake:
    """Read every file and folder to its end and show each signal; inputs that listen are passed over."""
    intake = Intake(settings, minimiser_of(settings, None), Open(entries={}, trails={}))
    for one in settings.input:
        source = reading_of(one, None, once=True)
        if source is None:
            continue
        if one.file not in ("", "-"):
            readable(one.file)
        named = Named(one.name, one, source, live=False)
        while True:
            piece = source.read()
            if not piece.records and not piece.too_long:
                break
            intake.take(named, piece, micros())
        source.close()
    for signal in intake.flush():
        show(signal)
    return intake


async def dry_listen(settings: Settings, show: Callable[[Signal], None], stop: asyncio.Event) -> Intake:
    """Show the signals of what is received until asked to stop."""
    intake = Intake(settings, minimiser_of(settings, None), Open(entries={}, trails={}))
    listeners = Listeners()
    heard = [
        Named(one.name, one, await listeners.start(one), live=True)
        for one in settings.input
        if reading_of(one, None, once=True) is None
    ]
    while not stop.is_set():
        for named in heard:
            intake.take(named, named.source.read(), micros())
        shown(intake.mature(micros()), show)
        await asyncio.sleep(LOOK)
    for named in heard:
        intake.take(named, named.source.read(), micros())
    shown(intake.flush(), show)
    await listeners.stop()
    return intake


def shown(signals: Iterable[Signal], show: Callable[[Signal], None]) -> None:
    """Show several."""
    for signal in signals:
        show(signal)


def readable(path: str) -> None:
    """Refuse a file that cannot be read: in a dry run nobody waits for it to appear."""
    try:
        with open(path, "rb"):  # noqa: PTH123 - only whether it can be opened
            pass
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from error


def as_json(signal: Signal) -> str:
    """Return a signal as one line; the nine fields that others rely on are always there."""
    whole = msgspec.to_builtins(signal)
    line = {name: msgspec.to_builtins(getattr(signal, name)) for name in ALWAYS}
    return msgspec.json.encode({**line, **whole}).decode()


def as_text(signal: Signal) -> str:
    """Return a signal as one line for people."""
    aim = " ".join(part for part in (signal.source, "->", signal.target, signal.account) if part)
    first = signal.first.isoformat(timespec="seconds")
    return f"{first}  {int(signal.kind)}  {signal.count:>6}  {signal.sensor}  {signal.rule}  {aim}"
