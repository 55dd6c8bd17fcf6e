"""A verification of the journal for people and for programs."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from almasu.kernel.journal.findings import MEANING, Finding, Outcome
from almasu.kernel.journal.verify import Report
from almasu.law.canonical import Json
from almasu.law.text import Language, Text

MARKS: dict[Outcome, tuple[str, str]] = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✗", "bold red"),
    Outcome.NOT_DONE: ("·", "dim"),
}
HOLDS = Text(kk="ЖУРНАЛ БҮТІН", ru="ЖУРНАЛ ЦЕЛ", en="THE JOURNAL HOLDS")
BROKEN = Text(kk="ЖУРНАЛДА АҚАУ БАР", ru="ЖУРНАЛ НАРУШЕН", en="THE JOURNAL IS BROKEN")
OWN_KEYS = Text(
    kk="Кілттер журналдың өзінен алынды: бұл оның ішкі бірлігін ғана көрсетеді, авторын емес.",
    ru="Ключи взяты у самого журнала: это показывает лишь его внутреннюю согласованность, но не авторство.",
    en="The keys were taken from the log itself: this shows that it agrees with itself, not who wrote it.",
)


def told(text: Text) -> dict[str, Json]:
    """Return one statement in three languages."""
    return {"kk": text.kk, "ru": text.ru, "en": text.en}


def report_json(report: Report, own_keys: bool) -> dict[str, Json]:
    """Return the report for programs."""
    head = report.checkpoint
    return {
        "holds": report.holds,
        "origin": head.origin if head else None,
        "size": head.size if head else None,
        "root": head.root.hex() if head else None,
        "keys": "own" if own_keys else "given",
        "steps": [
            {
                "step": step.number,
                "title": told(step.title),
                "outcome": step.outcome.value,
                "says": step.says,
            }
            for step in report.steps
        ],
        "faults": [_finding(finding) for finding in report.faults],
    }


def _finding(finding: Finding) -> dict[str, Json]:
    return {
        "fault": finding.name.value,
        "where": finding.where,
        "says": finding.says,
        "meaning": told(MEANING[finding.name]),
    }


def print_report(report: Report, language: Language, own_keys: bool) -> None:
    """Print the steps, every fault under its step, and the verdict at the end."""
    console = Console(highlight=False)
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", style="dim")
    table.add_column()
    table.add_column()
    for step in report.steps:
        mark, style = MARKS[step.outcome]
        words = f"{step.title.said_in(language)} [dim]({_plain(step.says)})[/dim]"
        table.add_row(str(step.number), f"[{style}]{mark}[/{style}]", words)
        for finding in step.findings:
            meaning = MEANING[finding.name].said_in(language)
            table.add_row("", "", f"[red]{finding.name.value}[/red] {_plain(finding.where)}: {meaning}")
            table.add_row("", "", f"[dim]{_plain(finding.says)}[/dim]")
    console.print(table)
    if own_keys:
        console.print(f"[yellow]{OWN_KEYS.said_in(language)}[/yellow]")
    verdict, style = (HOLDS, "green") if report.holds else (BROKEN, "bold red")
    console.print(f"[{style}]{verdict.said_in(language)}[/{style}]")


def _plain(text: str) -> str:
    """Return text that the console takes as it is: what a file says never becomes markup."""
    return text.replace("[", r"\[")
