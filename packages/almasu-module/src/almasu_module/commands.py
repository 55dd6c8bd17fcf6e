"""What both command lines do: `almasu-module run|check` and `almasu module run|check`."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from pathlib import Path

import msgspec
from almasu_wire.signal import Signal

from almasu_module.check import Explained, check, explain
from almasu_module.dry import as_json, as_text, dry_listen, dry_run
from almasu_module.run import Module
from almasu_module.sensors.dispatch import SENSORS
from almasu_module.settings import Input, Refused, Settings, read_settings
from almasu_module.status import say

Show = Callable[[str], None]


def run_command(config: Path, show: Show, *, dry: bool, json: bool, drain: bool) -> int:
    """Run the module; a dry run prints signals instead of keeping and sending them."""
    settings = read_settings(config)
    if dry:
        return dry_command(settings, show, json=json)
    if any(one.file == "-" for one in settings.input):
        raise Refused("standard input can be read in a dry run only: nothing could be read again after a restart")
    asyncio.run(working(settings, drain=drain))
    return 0


async def working(settings: Settings, *, drain: bool) -> None:
    """Run until a signal of the system asks to stop."""
    module = Module(settings, drain=drain)
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, module.stop)
    await module.run()


def dry_command(settings: Settings, show: Show, *, json: bool) -> int:
    """Print the signals of files, then those of what is received until interrupted."""
    listening = any(one.udp or one.tcp or one.tls for one in settings.input)

    def each(one: Signal) -> None:
        show(as_json(one) if json else as_text(one))

    intake = dry_run(settings, each)
    for name, count in sorted(intake.counts.broken.items()):
        say(f"cannot be read: {name}: {count}")
    if listening:
        asyncio.run(listened(settings, each))
    return 0


async def listened(settings: Settings, each: Callable[[Signal], None]) -> None:
    """Listen until a signal of the system asks to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    await dry_listen(settings, each, stop)


def check_command(
    config: Path, show: Show, *, sample: Path | None, sensor: str, lines: int, language: str, json: bool
) -> int:
    """Explain each sample line: of the configured inputs, or of one file."""
    settings = read_settings(config)
    if sample is None:
        found = check(settings, lines, language)
    else:
        if not sample.exists():
            raise Refused(f"{sample}: there is no such file")
        found = explain(settings, sampled(settings, sample, sensor), sample, lines, language)
    for one in found:
        if isinstance(one, Explained):
            show(msgspec.json.encode(one).decode() if json else one.as_text(language))
        elif not json:
            show(one)
    return 0


def sampled(settings: Settings, sample: Path, sensor: str) -> Input:
    """Return the configured input that reads the file or the sensor, or a plain one."""
    if sensor and sensor not in SENSORS:
        raise Refused(f"sensor {sensor!r} is none of {', '.join(SENSORS)}")
    for one in settings.input:
        if one.file and Path(one.file) == sample.resolve():
            return one
    for one in settings.input:
        if sensor and one.sensor == sensor:
            return one
    return Input(file=str(sample), sensor=sensor or "auto")
