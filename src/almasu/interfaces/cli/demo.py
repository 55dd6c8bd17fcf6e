"""`almasu demo`: a whole node with its surroundings and a small made-up country, in one command."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from almasu.wiring.demo.run import Demo

LOOK_AGAIN = 1.0


@click.command()
@click.option("--headless", is_flag=True, help="Play the main job, or the story, over HTTP and end.")
@click.option(
    "--story",
    type=click.Choice(["sector", "provision", "states"]),
    help="Play the sector, giving data down the ladder and up, or three states that ask one another, then end.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port of the portal (8080 where it is free).")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path(".demo"), show_default=True)
@click.option("--people", type=click.IntRange(1_000, 4_500_000), help="How many live in the country (20,000).")
@click.option("--seed", type=int, help="The same seed makes the same country (2026).")
@click.option(
    "--sector",
    type=click.Choice(["small", "whole"]),
    help="How many join the sector: 20 banks and 200 organisations (while the demo goes on), or a few (a story).",
)
def demo(
    headless: bool,
    story: str | None,
    port: int | None,
    data: Path,
    people: int | None,
    seed: int | None,
    sector: str | None,
) -> None:
    """Start everything with a small made-up country.

    The first start makes keys, database and country in the data folder; later ones find them there. With
    ALMASU_DATABASE_URL, a superuser's, the node has its database on that PostgreSQL.
    """
    from almasu.wiring.demo.plan import Wish
    from almasu.wiring.demo.run import OFFICER, running_demo

    told, signer = _telling(Console(stderr=True)), OFFICER if headless and story is None else None
    server = os.environ.get("ALMASU_DATABASE_URL")
    with running_demo(data, Wish(port, people, seed), told, signer, server=server, forked=True) as running:
        match story:
            case "provision":
                sys.exit(_play_provision(running))
            case "states":
                sys.exit(_play_states(running))
            case "sector":
                sys.exit(_play_story(running, whole=sector == "whole"))
        if headless:
            sys.exit(_play(running))
        _introduce(running)
        _open_sector(running)
        _come_alive(running, whole=sector != "small")
        _stay(running)


def _telling(console: Console) -> Callable[[str], None]:
    """Return what says each step with the seconds since the beginning."""
    began = time.monotonic()

    def told(step: str) -> None:
        console.print(f"[dim]{time.monotonic() - began:5.1f} s[/dim]  {step}", highlight=False)

    return told


def _play(running: Demo) -> int:
    """Play the main job and return the exit status."""
    from almasu.wiring.demo.main_job import play

    return play(running, click.echo)


def _introduce(running: Demo) -> None:
    """Say where everything is and who can sign in."""
    from almasu.wiring.demo.run import people_of

    console = Console()
    console.print()
    console.print(f"Portal            [bold]{running.portal}[/bold]")
    console.print(f"Signatures        {running.emulator_page}   (the NCALayer emulator asks here)")
    console.print(f"Telephones        {running.telephone}   (SMS codes arrive here)")
    table = Table(title="Who can sign in", title_justify="left")
    for heading in ("Name", "Role", "IIN", "Telephone", "PIN of the key"):
        table.add_column(heading)
    for person in people_of():
        table.add_row(person.name, person.role, person.iin, person.phone, person.pin)
    console.print(table)
    console.print("Ask about: " + ", ".join(f"{one.key} ({one.who})" for one in running.subjects()))
    console.print("Ctrl-C stops everything; the data stay in " + str(running.data))


def _open_sector(running: Demo) -> None:
    """Start the sector's node beside the other: banks exchange alerts there."""
    from almasu.wiring.demo.sector import start_machines, start_sector

    click.echo(f"Sector (ASOI)     {start_sector(running)}   (workers and heads of banks, the sectoral centre)")
    for name, address in start_machines(running).items():
        click.echo(f"{name:<17} {address}")


def _open_provision(running: Demo) -> None:
    """Start the node through which state bodies give data to the Agency."""
    from almasu.wiring.demo.provision import start_provision

    click.echo(f"Giving data       {start_provision(running)}   (state bodies and the Agency, order No. 114-НҚ)")


def _play_provision(running: Demo) -> int:
    """Play the story of giving data and return the exit status."""
    from almasu.wiring.demo.giving import play

    _open_provision(running)
    return play(running, click.echo)


def _open_states(running: Demo) -> None:
    """Start the nodes of three states that exchange information."""
    from almasu.wiring.demo.interstate import start_interstate

    for state, address in start_interstate(running).items():
        click.echo(f"State {state}          {address}   (competent bodies, Agreement of 3 November 2017)")


def _play_states(running: Demo) -> int:
    """Play the story of three states and return the exit status."""
    from almasu.wiring.demo.between_states import play

    _open_states(running)
    return play(running, click.echo)


def _play_story(running: Demo, *, whole: bool) -> int:
    """Play the story of the sector and return the exit status."""
    from almasu.wiring.demo.joining import market_of
    from almasu.wiring.demo.story import play

    _open_sector(running)
    return play(running, market_of(running, whole=whole), click.echo)


def _come_alive(running: Demo, *, whole: bool) -> None:
    """Let the people of a new demo do what they did before the visitor came; the portal works meanwhile."""
    from almasu.wiring.demo import between_states, giving, lived_in, story
    from almasu.wiring.demo.joining import market_of
    from almasu.wiring.demo.mailbox import open_mailbox

    def say(step: str) -> None:
        click.echo(f"Meanwhile {step}")

    def all_of_it() -> None:
        _open_provision(running)
        lived_in.live(running, say)
        giving.play(running, say)
        asyncio.run(open_mailbox(running, say))
        story.live(running, market_of(running, whole=whole), say)
        _open_states(running)
        between_states.live(running, say)

    threading.Thread(target=all_of_it, daemon=True).start()


def _stay(running: Demo) -> None:
    """Wait for Ctrl-C or SIGTERM, or for a part that ends by itself."""
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    try:
        while not stopped.wait(LOOK_AGAIN):
            for name in running.parts.ended():
                click.echo(f"{name} ended by itself; starting it again. Its last words:", err=True)
                click.echo(running.parts.last_words(name), err=True)
                running.parts.restart(name)
    except KeyboardInterrupt:
        click.echo("stopping", err=True)
