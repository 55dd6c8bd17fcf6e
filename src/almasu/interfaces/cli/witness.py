"""`almasu witness`: a witness with its own key and its own memory, as a process of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from almasu.kernel.journal.note import VerifierKey


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the witness.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8990, show_default=True, help="Port to listen on.")
@click.option("--name", help="Name of the key, when it is made; a schema-less URL is usual.")
@click.option(
    "--log",
    "logs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="File with the verifier keys of logs to trust, one a line. Also read: DATA/logs/*.vkey, *.rotations.",
)
@click.option(
    "--apart-to",
    "apart_to",
    multiple=True,
    default=("127.0.0.0/8", "::1/128"),
    show_default=True,
    help="Network that is shown the heads of logs kept apart (their keys: DATA/logs/apart/*.vkey), asking directly.",
)
@click.option("--key-only", is_flag=True, help="Print the public key, made where it is new, and end.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def witness(
    data: Path,
    host: str,
    port: int,
    name: str | None,
    logs: tuple[Path, ...],
    apart_to: tuple[str, ...],
    key_only: bool,
    as_json: bool,
) -> None:
    """Run a witness that co-signs the checkpoints of logs that only grow.

    When a log changes its key: add the new key beside the old one in its file, or put the log's `rotations` file into
    DATA/logs, and start the witness anew; take the old key away when the hand-over is over.

    To change the key of a witness: run a second witness with a folder of its own, add it to the policy, and take the
    old one out of the policy once the new one co-signs.
    """
    from almasu.interfaces.witness.serve import Running, key_of, serve

    if key_only:
        key = key_of(data, name)
        click.echo(json.dumps({"key": key.text()}) if as_json else key.text())
        return

    def told(key: VerifierKey, origins: Sequence[str]) -> None:
        if as_json:
            click.echo(json.dumps({"key": key.text(), "logs": list(origins), "url": f"http://{host}:{port}"}))
            return
        click.echo(f"Key:   {key.text()}")
        click.echo(f"Logs:  {', '.join(origins) or 'none yet: add their keys with --log'}")
        click.echo(f"Ready: http://{host}:{port}")

    serve(Running(data, host, port, name, logs, apart_to), told)
