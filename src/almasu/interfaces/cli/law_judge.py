"""`almasu law judge`: judge an act around a request by the edition of its day."""

from __future__ import annotations

import json
from typing import Any, get_origin, get_type_hints

import click

from almasu.interfaces.cli.findings import finding_lines
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.grounds.judged_act import JudgedAct
from almasu.kernel.sector.law import Act
from almasu.law.rule import Finding
from almasu.law.text import Language

ACTS = ("filing", "transfer", "breach", "check", "unlawful")
OF_SECTOR = tuple(f"asoi.{one.value}" for one in Act)


@click.command()
@click.argument("act", type=click.Choice((*ACTS, *OF_SECTOR)))
@click.argument("facts", nargs=-1, metavar="NAME=VALUE...")
@click.option("--lang", type=click.Choice([one.value for one in Language]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def judge(act: str, facts: tuple[str, ...], lang: str, *, as_json: bool) -> None:
    """Judge an ACT by its facts: `judge transfer at=2023-05-10T09:00:00+06:00 applied_at=2023-05-11T20:00:00+06:00`.

    `at` is the moment whose edition judges. Several values of one fact are divided by commas; null means never.
    """
    kind = _judged(act)
    findings = kind.judge(act, dict(_told(kind.facts, fact) for fact in facts))
    if as_json:
        click.echo(json.dumps({"act": act, "findings": [_record(one) for one in findings]}, ensure_ascii=False))
        return
    for one in findings:
        click.echo("\n".join(finding_lines(one, Language(lang))))


def _judged(act: str) -> JudgedAct[Any]:
    """Return what is judged by its code; acts of the exchange with banks are named `asoi.sent` and so on."""
    from almasu.wiring.law import open_law
    from almasu.wiring.sector import sector_law

    law = open_law()
    return sector_law(law).acts[Act(act.partition(".")[2])] if act in OF_SECTOR else law.sio_pso.acts[act]


def _told(shape: type[Any], fact: str) -> tuple[str, object]:
    """Return one fact by name; a fact that may have several values as their list."""
    name, _, value = fact.partition("=")
    if get_origin(get_type_hints(shape).get(name)) is frozenset:
        return name, [one for one in value.split(",") if one]
    return name, value


def _record(finding: Finding) -> dict[str, object]:
    return {"rule": finding.rule_id, "verdict": verdict_word(finding.verdict), "cites": list(finding.cites)}
