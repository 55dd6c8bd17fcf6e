"""Nothing in the code cites a clause that is not in the law data."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from almasu.wiring.law import Law

SOURCES = Path(__file__).parents[2] / "src" / "almasu"
ID = re.compile(r"(?:FMA|SIO22|SIO25|ASOI|CIS)-[A-Za-z0-9.]*[A-Za-z0-9]")


def cited() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value):
                yield f"{path.relative_to(SOURCES)}:{node.lineno}", node.value


def test_every_clause_that_code_cites_is_in_the_law_data(law: Law) -> None:
    editions = {edition.id for edition in law.editions}
    unknown = [(place, clause) for place, clause in cited() if clause not in law.clauses and clause not in editions]
    assert unknown == []
