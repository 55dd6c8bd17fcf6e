"""Nothing in the code cites a clause that is not in the law data: neither what runs nor what only explains it."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from almasu.wiring.law import Law

SOURCES = Path(__file__).parents[2] / "src" / "almasu"
ID = re.compile(r"(?:FMA|SIO22|SIO25|ASOI|CIS)-[A-Za-z0-9.]*[A-Za-z0-9]")

CITING_COMMENT = re.compile(f"#.*{ID.pattern}")
"""What a source with a citing comment must hold: the few others are not taken apart."""


def cited() -> Iterator[tuple[str, str]]:
    """Where which clause is cited: in literals that are an id, in docstrings and in comments."""
    for path in sorted(SOURCES.rglob("*.py")):
        for line, clause in cited_in(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(SOURCES)}:{line}", clause


def cited_in(source: str) -> Iterator[tuple[int, str]]:
    if not ID.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(value=str(text)) if ID.fullmatch(text):
                yield node.lineno, text
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield from ((node.lineno, clause) for clause in ID.findall(text))
    if not CITING_COMMENT.search(source):
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield from ((token.start[0], clause) for clause in ID.findall(token.string))


def test_every_clause_that_code_cites_is_in_the_law_data(law: Law) -> None:
    editions = {edition.id for edition in law.editions}
    unknown = [(place, clause) for place, clause in cited() if clause not in law.clauses and clause not in editions]
    assert unknown == []


def test_a_clause_is_seen_wherever_it_is_cited() -> None:
    source = (
        '"""Asking (SIO25-12.1)."""\nCITES = ("SIO25-9",)\nX = 1\n"""Kept by SIO25-10.2."""\n# As SIO25-A2.01 says.\n'
    )
    assert sorted(cited_in(source)) == [(1, "SIO25-12.1"), (2, "SIO25-9"), (4, "SIO25-10.2"), (5, "SIO25-A2.01")]


def test_a_range_of_clauses_is_no_citation() -> None:
    assert list(cited_in('"""Signing in (SIO25-9..11)."""')) == [(1, "SIO25-9..11")]
