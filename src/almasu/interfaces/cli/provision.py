"""`almasu provision`: what bodies and the Agency check without a node."""

from __future__ import annotations

import json
from pathlib import Path

import click
import msgspec

from almasu.interfaces.cli.carrier import carrier
from almasu.kernel.provision.feeds.progress import FeedState
from almasu.kernel.provision.feeds.remedies import REMEDIES, clause_of
from almasu.kernel.provision.feeds.report import REASONS, Rejected
from almasu.kernel.provision.joint_act import FileFormat, read_act

SHOWN = 50


@click.group()
def provision() -> None:
    """Check what state bodies give to the Agency (order No. 114-НҚ)."""


provision.add_command(carrier)


@provision.group()
def feed() -> None:
    """Check files of feeds."""


@feed.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--act", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The act.")
@click.option("--set", "data_set", help="The code of the set; needed where the act has several.")
@click.option("--format", "form", type=click.Choice([one.value for one in FileFormat]), help="Else that of the act.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(file: Path, act: Path, data_set: str | None, form: str | None, as_json: bool) -> None:
    """Print the report that the delivery of FILE would have; ends with 1 where none of it would count.

    The act is the file that its page gives as JSON. Values of the file are never printed.
    """
    from almasu.wiring.feed_checking import checked_file

    try:
        content = read_act(act.read_bytes())
        code = data_set or next(one.code for one in content.data_sets if one.schedule is not None)
        found = checked_file(file, content, code, None if form is None else FileFormat(form))
    except StopIteration:
        raise click.ClickException("the act gives no set by a schedule") from None
    except (msgspec.MsgspecError, ValueError) as wrong:
        raise click.ClickException(str(wrong)) from wrong
    position = found.position
    if as_json:
        told = {
            "set": code,
            "state": position.state.value,
            "accepted": position.accepted,
            "rejected": position.rejected,
            "empty": found.is_empty,
            "broken": None if found.broken is None else msgspec.to_builtins(found.broken),
            "counts": [[name, reason.value, count] for (name, reason), count in found.counts.items()],
            "flaws": msgspec.to_builtins(found.flaws),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(f"{code}: {position.state.value}; accepted {position.accepted}, rejected {position.rejected}")
        for one in (*found.flaws[:SHOWN], *(() if found.broken is None else (found.broken,))):
            click.echo(_said(one))
        if found.is_empty:
            click.echo("no row: a full set without rows counts only where 0 rows are said with it")
    if position.state is not FeedState.DONE:
        raise SystemExit(1)


def _said(one: Rejected) -> str:
    told = f"{REASONS[one.reason].en} ({clause_of(one.reason)}). {REMEDIES[one.reason].en}"
    return f"line {one.line}, {one.field or '-'}: {told}"
