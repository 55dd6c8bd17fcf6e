"""The command line: `almasu --help` is its table of contents.

Commands are imported only when used, so that help stays fast and a zone loads no more than it needs.
"""

from __future__ import annotations

import importlib
import json
import sys

import click

from almasu.interfaces.away import AWAY
from almasu.law.problem import Fault, OutOfReach, Problem, ProblemGroup
from almasu.law.text import Language

# name: (module, attribute, one line of help), in the order of the table of contents.
CONTENTS: dict[str, dict[str, tuple[str, str, str]]] = {
    "Try it": {
        "demo": ("almasu.interfaces.cli.demo", "demo", "Start everything with a small made-up country."),
        "emulator": ("almasu.interfaces.cli.emulator", "emulator", "Run the NCALayer emulator."),
    },
    "Prove it": {
        "journal": ("almasu.interfaces.cli.journal", "journal", "Verify a journal with public keys only."),
        "signature": ("almasu.interfaces.cli.signature", "signature", "Verify a signature and tell its story."),
        "evidence": ("almasu.interfaces.cli.evidence", "evidence", "Verify the evidence pack of a request."),
        "supervision": (
            "almasu.interfaces.cli.supervision",
            "supervision",
            "Verify what a prosecutor took along.",
        ),
        "witness": ("almasu.interfaces.cli.witness", "witness", "Run a witness that co-signs checkpoints."),
        "provision": ("almasu.interfaces.cli.provision", "provision", "Check a file of a feed by its joint act."),
        "interstate": (
            "almasu.interfaces.cli.interstate",
            "interstate",
            "Compare the histories of an exchange between two states.",
        ),
        "control": ("almasu.interfaces.cli.control", "control", "Check that a pack of control leaves out no request."),
    },
    "Understand it": {
        "law": ("almasu.interfaces.cli.law", "law", "Clauses, editions, rules and what rests on them."),
        "deadline": (
            "almasu.interfaces.cli.deadline",
            "deadline",
            "Compute a due moment and explain each skipped day.",
        ),
        "explain": ("almasu.interfaces.cli.explain", "explain", "Explain a request, deadline, access or signature."),
        "name": ("almasu.interfaces.cli.name", "name", "Compare names in Kazakh, Russian and Latin spelling."),
    },
    "Run it": {
        "node": ("almasu.interfaces.cli.node", "node", "Found a node: its vault, its first people."),
        "serve": ("almasu.interfaces.cli.serve", "serve", "Run the parts of a node one by one."),
        "diagnose": (
            "almasu.interfaces.cli.diagnose",
            "diagnose",
            "Test registers and services now; tell the remedy.",
        ),
        "db": ("almasu.interfaces.cli.db", "db", "The database: start, migrate, check."),
        "pki": ("almasu.interfaces.cli.pki", "pki", "The embedded certification authority for demos and tests."),
        "registers": (
            "almasu.interfaces.cli.registers",
            "registers",
            "The catalogue of resources and their simulators.",
        ),
        "relations": (
            "almasu.interfaces.cli.relations",
            "relations",
            "The provider of links of level 1 and 2 (resources 50, 51).",
        ),
        "settings": ("almasu.interfaces.cli.settings", "settings", "Show every setting and where it came from."),
        "module": ("almasu.interfaces.cli.module", "module", "The integration module of a financial organisation."),
    },
    "Measure it": {
        "bench": ("almasu.interfaces.cli.bench", "bench", "Measure, beside the machine's own limits."),
    },
}


class Contents(click.Group):
    """A group whose commands are looked up in `CONTENTS` and listed under their headings."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table of contents."""
        return [name for chapter in CONTENTS.values() for name in chapter]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None when there is no such name."""
        for chapter in CONTENTS.values():
            if cmd_name in chapter:
                module, attribute, _ = chapter[cmd_name]
                command = getattr(importlib.import_module(module), attribute)
                if not isinstance(command, click.Command):
                    raise TypeError(f"{module}.{attribute} is not a command")
                return command
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of contents without importing any command."""
        for chapter, commands in CONTENTS.items():
            with formatter.section(chapter):
                formatter.write_dl([(name, line) for name, (_, _, line) in commands.items()])


@click.group(cls=Contents, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="almasu")
def almasu() -> None:
    """Almasu: public bodies and supervised organisations give each other information lawfully."""


def main() -> None:
    """Run the command line; a Problem is printed with its remedy and ends with code 2, what is ours with 3."""
    try:
        almasu()
    except Problem as problem:
        tell(problem)
        sys.exit(2)
    except ProblemGroup as group:
        for one in group.problems:
            tell(one)
        sys.exit(2)
    except OutOfReach:
        tell(AWAY.at())
        sys.exit(3)
    except Fault as fault:
        click.echo(f"Something of ours went wrong: {fault}", err=True)
        sys.exit(3)


def tell(problem: Problem) -> None:
    """Write one problem to standard error, or as JSON where the caller asked for JSON."""
    if "--json" in sys.argv:
        click.echo(
            json.dumps(
                {
                    "problem": problem.kind.code,
                    "where": problem.where,
                    "title": problem.title.en,
                    "remedy": problem.remedy.en,
                    "cites": problem.kind.cites,
                },
                ensure_ascii=False,
            ),
            err=True,
        )
        return
    cited = f" ({', '.join(problem.kind.cites)})" if problem.kind.cites else ""
    click.echo(f"{problem.said_in(Language.EN)}{cited}", err=True)
