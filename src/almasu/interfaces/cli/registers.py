"""`almasu registers`: the catalogue of the 52 resources, and their simulators."""

from __future__ import annotations

import importlib
import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from almasu.kernel.resources import Resource
from almasu.law.text import Language, Text

LANGUAGES = [language.value for language in Language]
# Commands that live in files of their own and are imported only when used: name: (module, attribute, help).
APART = {
    "simulate": (
        "almasu.interfaces.cli.registers_simulate",
        "simulate",
        "Run the registers of a made-up country over their real protocols.",
    ),
}


class Registers(click.Group):
    """The group with its own commands, and those of `APART` looked up when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of use."""
        return [*super().list_commands(ctx), *APART]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command, importing it only when it lives apart."""
        if cmd_name not in APART:
            return super().get_command(ctx, cmd_name)
        module, attribute, _ = APART[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{module}.{attribute} is not a command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list without importing what lives apart."""
        lines = [(name, command.get_short_help_str(limit=80)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl([*lines, *((name, line) for name, (_, _, line) in APART.items())])


@click.group(cls=Registers)
def registers() -> None:
    """Show the catalogue of the 52 resources (annex 2), or simulate their registers."""


@registers.command("list")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def list_resources(as_json: bool, language: str) -> None:
    """List the resources: what each is, whose, and what it is asked by."""
    from almasu.wiring.law import open_law

    resources = _resources()
    if as_json:
        _print_json([_summary(resource) for resource in resources])
        return
    said = Language(language)
    table = Table(title="Resources of annex 2", title_justify="left")
    for heading in ("No", "Code", "Name", "Owner", "Asked by", "Sensitivity"):
        table.add_column(heading, justify="right" if heading == "No" else "left", overflow="fold")
    for resource in resources:
        table.add_row(
            str(resource.number),
            resource.code,
            resource.name.said_in(said),
            resource.owner.said_in(said),
            ", ".join(resource.keys),
            f"{resource.sensitivity}, hit first" if resource.hit_first else resource.sensitivity,
        )
    Console().print(table)
    for one in open_law().sio_pso.sheets.abbreviations:
        click.echo(f"{one.short.said_in(said)}: {one.name.said_in(said)}")


@registers.command("show")
@click.argument("number", type=click.IntRange(1, 52))
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def show_resource(number: int, as_json: bool, language: str) -> None:
    """Show one resource: its clause, its keys and every field with type, sensitivity and property."""
    resource = _resources()[number - 1]
    if as_json:
        _print_json(_whole(resource))
        return
    said = Language(language)
    click.echo(f"{resource.number}. {resource.name.said_in(said)} [{resource.code}]")
    click.echo(f"   {resource.owner.said_in(said)}; {', '.join(resource.cites)}")
    for words in (resource.secret, resource.note):
        if words is not None:
            click.echo(f"   {words.said_in(said)}")
    for search in resource.search:
        click.echo(f"   {search.kind}: {', '.join(search.fields)}")
    table = Table()
    for heading in ("Field", "Label", "Type", "Must", "Sensitivity", "FollowTheMoney"):
        table.add_column(heading, overflow="fold")
    for field in resource.fields:
        must = "yes" if field.required else ""
        table.add_row(field.name, field.label.said_in(said), field.type, must, field.sensitivity, field.ftm)
    Console().print(table)


def _resources() -> tuple[Resource, ...]:
    from almasu.wiring.sheets import read_resources

    return read_resources()


def _summary(resource: Resource) -> dict[str, Any]:
    return {
        "number": resource.number,
        "code": resource.code,
        "name": _words(resource.name),
        "owner": {"code": resource.owner_code, **_words(resource.owner)},
        "group": resource.group,
        "keys": list(resource.keys),
        "sensitivity": resource.sensitivity,
        "truncated": resource.truncated,
        "hit_first": resource.hit_first,
        "fields": len(resource.fields),
        "cites": list(resource.cites),
    }


def _whole(resource: Resource) -> dict[str, Any]:
    return {
        **_summary(resource),
        "secret": _words(resource.secret) if resource.secret else None,
        "note": _words(resource.note) if resource.note else None,
        "search": [
            {"kind": search.kind, "fields": list(search.fields), "label": _words(search.label)}
            for search in resource.search
        ],
        "schemata": list(resource.ftm_schemata),
        "relations": list(resource.relations),
        "stock": resource.stock,
        "fields": [
            {
                "name": field.name,
                "type": field.type,
                "label": _words(field.label),
                "required": field.required,
                "sensitivity": field.sensitivity,
                "ftm": field.ftm,
                "pattern": field.pattern,
                "limit": field.limit,
                "codes": [{"value": code.value, "label": _words(code.label)} for code in field.codes],
            }
            for field in resource.fields
        ],
    }


def _words(text: Text) -> dict[str, str]:
    return {language.value: text.said_in(language) for language in Language}


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))
