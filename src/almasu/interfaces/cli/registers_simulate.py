"""`almasu registers simulate`: the 52 registers of a made-up country over their real protocols."""

from __future__ import annotations

import contextlib
import re
import signal
from pathlib import Path
from types import FrameType

import click

from almasu.wiring.simulators import Manner, Misbehaviour, Ports

WRITTEN = re.compile(r"(?P<number>[0-9]{1,2})=(?P<manner>[a-z_]+)(?::(?P<seconds>[0-9]+(?:\.[0-9]+)?))?")


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".demo/registers"),
    show_default=True,
    help="The folder of the registers: keys, databases, registers.yaml.",
)
@click.option("--people", type=click.IntRange(1_000, 4_500_000), default=20_000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same country.")
@click.option("--port", type=click.IntRange(0, 65_531), default=8_700, show_default=True, help="The first of five.")
@click.option(
    "--misbehave",
    "manners",
    multiple=True,
    metavar="NUMBER=MANNER[:SECONDS]",
    help=f"A register that misbehaves from the start. Manners: {', '.join(Manner)}.",
)
def simulate(data: Path, people: int, seed: int, port: int, manners: tuple[str, ...]) -> None:
    """Run the registers of a made-up country over their real protocols."""
    from almasu.wiring.lone_simulators import simulate_alone

    misbehaving = dict(misbehaviour_in(one) for one in manners)
    ports = Ports.after(port) if port else Ports()
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _leave)
    with contextlib.suppress(KeyboardInterrupt):
        simulate_alone(data.absolute(), people, seed, ports, misbehaving, click.echo)


def misbehaviour_in(written: str) -> tuple[int, Misbehaviour]:
    """Return the register and manner of `5=slow:2`; click.BadParameter where it is written otherwise."""
    found = WRITTEN.fullmatch(written)
    if found is None or not 1 <= int(found["number"]) <= 52 or found["manner"] not in set(Manner):
        raise click.BadParameter(f"{written}: write it like 5=slow:2, with a register from 1 to 52 and a known manner")
    told = Misbehaviour(Manner(found["manner"]))
    if found["seconds"] is not None:
        told = Misbehaviour(told.manner, seconds=float(found["seconds"]))
    return int(found["number"]), told


def _leave(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
