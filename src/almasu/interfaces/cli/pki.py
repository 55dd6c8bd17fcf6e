"""`almasu pki`: the embedded certification authority of demos and tests."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from almasu.wiring import pki as wiring

DATA = click.option(
    "--data", type=click.Path(path_type=Path), default=Path(".demo"), show_default=True, help="Data folder."
)
PROFILE = click.option(
    "--profile", envvar="ALMASU_TRUST", default="embedded", show_default=True, help="Trust profile of the zone."
)


@click.group()
def pki() -> None:
    """Keep the embedded certification authority, whose keys are of no use outside a demo."""


@pki.command()
@DATA
@PROFILE
@click.option("--address", default=wiring.DEFAULT_ADDRESS, show_default=True, help="Where its services will answer.")
def create(data: Path, profile: str, address: str) -> None:
    """Make an authority with the demo people's keys, where there is none yet."""
    made = wiring.made_or_opened(data, _now(), address=address, profile=profile)
    click.echo(f"{len(made.entries)} certificates in {wiring.pki_folder(data)}")


@pki.command()
@DATA
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
def show(data: Path, as_json: bool) -> None:
    """List the certificates: whose, of which family, and how they stand."""
    rows = wiring.listed(wiring.opened(data), _now())
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("Name", "Holder", "Family", "Until", "Standing")
    for row in rows:
        table.add_row(row["label"], row["holder"], row["algorithm"], row["until"], row["standing"])
    Console().print(table)


@pki.command()
@DATA
@click.argument("label")
def revoke(data: Path, label: str) -> None:
    """Withdraw a certificate for good."""
    _change(data, label, "revoke")


@pki.command()
@DATA
@click.argument("label")
def hold(data: Path, label: str) -> None:
    """Suspend a certificate."""
    _change(data, label, "hold")


@pki.command()
@DATA
@click.argument("label")
def release(data: Path, label: str) -> None:
    """End the suspension of a certificate."""
    _change(data, label, "release")


@pki.command()
@DATA
@click.option("--port", default=13590, show_default=True, type=click.IntRange(1, 65535))
def serve(data: Path, port: int) -> None:
    """Answer OCSP, time-stamp, list and certificate requests over HTTP on loopback."""
    click.echo(f"http://127.0.0.1:{port}/")
    wiring.serve(data, port)


def _change(data: Path, label: str, change: str) -> None:
    entry = wiring.change_standing(wiring.opened(data), label, change, _now())
    click.echo(f"{entry.label}: {change}")


def _now() -> datetime:
    return datetime.now(UTC)
