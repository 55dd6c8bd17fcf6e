"""`almasu bench`: figures beside the machine's own limits, measured in the same run.

Each bench lives in a file of its own and is imported only when it is run. With --json each prints one object,
{"bench": NAME, "figures": [{"name", "value", "unit", "limit", "ratio"}]}.
"""

from __future__ import annotations

import importlib

import click

BENCHES: dict[str, str] = {
    "exchange": "A signed request to one register: decided, sealed, journalled, answered.",
    "journal": "Acts with their leaf, ordering, co-signing, verifying, proving.",
    "signature": "Signatures verified with a cached chain.",
    "dossier": "52 registers at once, some slow and some dead.",
    "relations": "Links of level 1 and 2 with the filter of purposes.",
    "names": "Names matched in all spellings, and people found by name.",
    "signals": "Signals taken in over mutual TLS, durable before they are acknowledged.",
    "taxii": "Objects read over TAXII 2.1, and a small page out of a large collection.",
    "deadlines": "Open clocks counted anew after a change of the calendar.",
    "psi": "A blind question about many subjects, before any name moves.",
    "feed": "Files of feeds checked, sealed, loaded and journalled, by form.",
    "report": "The controller's monthly pack, and misuse found in a made-up year.",
}


class Benches(click.Group):
    """The group of benches, looked up by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(BENCHES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one bench, or None when there is no such name."""
        if cmd_name not in BENCHES:
            return None
        command = getattr(importlib.import_module(f"{__name__}.{cmd_name}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{cmd_name} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list without importing any bench."""
        with formatter.section("Benches"):
            formatter.write_dl(list(BENCHES.items()))


@click.group(cls=Benches)
@click.pass_context
def bench(context: click.Context) -> None:
    """Measure, beside the machine's own limits."""
    from almasu.wiring.measuring.others import times

    context.obj = times()
