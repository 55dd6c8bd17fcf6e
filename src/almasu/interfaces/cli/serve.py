"""`almasu serve`: run the parts of a node one by one, as service units of a real installation do."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import click

SETTINGS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def serve() -> None:
    """Run the parts of a node one by one."""


@serve.command()
@click.argument("settings", type=SETTINGS)
def portal(settings: Path) -> None:
    """Serve pages, HTTP interface and journal. Several may share one address."""
    _run("almasu.interfaces.site", settings)


@serve.command()
@click.argument("settings", type=SETTINGS)
def worker(settings: Path) -> None:
    """Keep the journal and ask silent registers again. One or more per node."""
    _run("almasu.interfaces.worker", settings)


@serve.command()
@click.argument("settings", type=SETTINGS)
def door(settings: Path) -> None:
    """Take messages of other states' nodes over mutual TLS. One per node of the exchange between states."""
    _run("almasu.interfaces.interstate.serving", settings)


def _run(module: str, settings: Path) -> None:
    """Become the process of a part. The faces of the product know one another by name only."""
    sys.argv = [module, str(settings)]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
