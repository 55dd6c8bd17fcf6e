"""The pages of docs/law, written from the law data: what keeps each clause, and where and how we read the acts."""

from __future__ import annotations

from almasu.law.rule import RuleKind
from almasu.law.text import Language
from almasu.law.trace import Standing, Traced
from almasu.wiring.law import Law

MADE = "<!-- Written by `almasu law pages --write docs/law`; change the law data, not this page. -->\n"
TRACE_INTRODUCTION = (
    "Every clause of the five acts in our own words. **met**: rules, tests or screens keep it; **reason**: it needs no "
    "software, and why; **open**: still to be built. `almasu law show CLAUSE` tells more.\n"
)
READINGS_INTRODUCTION = (
    "Code holds our reading of a clause, never the clause. Here is every reading that could be another, and every "
    "safeguard of the house that is stricter than the text. Nothing here is laxer than the text.\n"
)


def law_pages(law: Law) -> dict[str, str]:
    """Return the text of every page by its file name."""
    return {
        "trace.md": trace_page(law),
        "divergences.md": divergences_page(law),
        "glossary.md": glossary_page(law),
    }


def glossary_page(law: Law) -> str:
    """Return the page of words in three languages."""
    words = sorted(law.glossary, key=lambda one: one.word.en.casefold())
    parts = [
        MADE,
        "# Сөздік · Глоссарий · Glossary\n",
        "The words of the acts and of the code. A word used in the code that is not here is a wrong word.\n",
        "| English | Қазақша | Русский | code |\n| --- | --- | --- | --- |",
        *(
            f"| **{one.word.en}**: {one.means.en} | **{one.word.kk}**: {one.means.kk} | "
            f"**{one.word.ru}**: {one.means.ru} | `{one.id}` |"
            for one in words
        ),
        "",
    ]
    return "\n".join(parts)


def trace_page(law: Law) -> str:
    """Return the page that shows for each clause what keeps it."""
    rows = law.trace()
    parts = [
        MADE,
        "# What keeps each clause\n",
        TRACE_INTRODUCTION,
        "| act | met | reason | open | told in |\n| --- | --- | --- | --- | --- |",
        *(_counts(law, act.code, rows) for act in law.acts),
        "",
    ]
    for act in law.acts:
        parts += [f"## {act.code}: {act.name.en}\n", "| clause | what it asks | standing | kept by |"]
        parts += ["| --- | --- | --- | --- |"]
        parts += [_row(row) for row in rows if row.clause.act == act.code]
        parts.append("")
    return "\n".join(parts)


def _counts(law: Law, act: str, rows: tuple[Traced, ...]) -> str:
    own = [row for row in rows if row.clause.act == act]
    numbers = [str(sum(1 for row in own if row.standing is standing)) for standing in Standing]
    told = min((row.clause.says.languages() for row in own), key=len)
    every = "kk, ru, en" if told == tuple(Language) else "en; kk and ru in part"
    return f"| {act} | {' | '.join(numbers)} | {every} |"


def _row(row: Traced) -> str:
    kept = [f"`{rule}`" for rule in row.rules]
    kept += [f"`{test}`" for test in row.tests if not test.startswith("tests/cases/")]
    kept += [f"`{screen}`" for screen in row.screens]
    return f"| {row.clause.id} | {_cell(row.clause.says.en)} | {row.standing.value} | {row.reason or ', '.join(kept)} |"


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def divergences_page(law: Law) -> str:
    """Return the page of readings: where an act can be read otherwise, and where our safeguards go beyond it."""
    house = [rule for rule in law.every_rule() if rule.kind is RuleKind.HOUSE]
    read = [rule for rule in law.every_rule() if rule.kind is RuleKind.LAW]
    parts = [
        MADE,
        "# Readings and divergences\n",
        READINGS_INTRODUCTION,
        "## Clauses\n",
        *(f"- **{clause.id}** ({clause.place}): {clause.reading}" for clause in law.clauses.values() if clause.reading),
        "\n## Editions\n",
        *(f"- **{one.id}** (since {one.since.isoformat()}): {one.reading}" for one in law.editions),
        "\n## Terms\n",
        *(f"- **{one.id}** ({', '.join(one.cites)}): {one.reading}" for one in law.terms.values()),
        "\n## Rules of the law\n",
        *(f"- **{rule.id}**: {rule.reading}" for rule in read),
        "\n## Rules of the house, stricter than the text\n",
        *(f"- **{rule.id}** serves {', '.join(rule.cites)}: {rule.reading}" for rule in house),
        "",
    ]
    return "\n".join(parts)
