"""`almasu-module`: the module's own command line, with nothing but the standard library and msgspec behind it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from almasu_module import VERSION
from almasu_module.commands import check_command, run_command
from almasu_module.sensors.dispatch import SENSORS
from almasu_module.settings import Refused
from almasu_module.words import LANGUAGES


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    whole = argparse.ArgumentParser("almasu-module", description="The integration module of a financial organisation.")
    whole.add_argument("--version", action="version", version=VERSION)
    commands = whole.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="read the inputs, keep the signals, send them")
    run.add_argument("--config", type=Path, required=True)
    run.add_argument("--dry-run", action="store_true", help="print the signals; keep and send nothing")
    run.add_argument("--json", action="store_true", help="with --dry-run: one signal a line as JSON")
    run.add_argument("--drain", action="store_true", help="end when all that is there was read and confirmed")
    check = commands.add_parser("check", help="explain each sample line")
    check.add_argument("--config", type=Path, required=True)
    check.add_argument("--sample", type=Path, help="a file to explain instead of the configured inputs")
    check.add_argument("--sensor", choices=SENSORS, default="", help="whose records the sample holds")
    check.add_argument("--lines", type=int, default=50, help="how many lines of each input; 0: all")
    check.add_argument("--lang", choices=LANGUAGES, default="en")
    check.add_argument("--json", action="store_true")
    return whole


def main() -> int:
    """Run a command; 2 when the configuration has to be mended first."""
    told = parser().parse_args()
    try:
        if told.command == "run":
            return run_command(told.config, print, dry=told.dry_run, json=told.json, drain=told.drain)
        return check_command(
            told.config,
            print,
            sample=told.sample,
            sensor=told.sensor,
            lines=told.lines,
            language=told.lang,
            json=told.json,
        )
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
