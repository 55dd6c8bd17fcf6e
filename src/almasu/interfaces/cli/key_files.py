"""The options by which every command of verification is told whose public keys to believe."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from almasu.wiring.verification import KeyFiles

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OF_LOG = "Verifier keys of the log."
OF_LOG_AND_RECEIPTS = "Verifier keys of the log and of its receipts."

Command = Callable[..., None]


def with_key_files(of: str) -> Callable[[Command], Command]:
    """Return what gives a command these options as one argument, `key_files`; `of` says which keys are meant."""
    options = (
        click.option("--key", "keys", type=FILE, multiple=True, help=of),
        click.option("--witness-key", "witness_keys", type=FILE, multiple=True, help="Verifier keys of witnesses."),
        click.option(
            "--quorum", type=click.IntRange(0), help="How many of these witnesses are demanded; all by default."
        ),
        click.option("--policy", type=FILE, help="A C2SP tlog-policy file in place of the witness keys."),
    )

    def given_to(command: Command) -> Command:
        @wraps(command)
        def with_keys(
            *,
            keys: tuple[Path, ...],
            witness_keys: tuple[Path, ...],
            quorum: int | None,
            policy: Path | None,
            **others: object,
        ) -> None:
            command(key_files=KeyFiles(keys, witness_keys, policy, quorum), **others)

        asked: Command = with_keys
        for option in reversed(options):
            asked = option(asked)
        return asked

    return given_to
