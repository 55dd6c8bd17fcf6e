"""SQL lives in named statements, each with a sentence, each used."""

from __future__ import annotations

import re

import pytest

from almasu.named_sql import statements

LOOKS_LIKE_SQL = re.compile(
    r"^\s*(select\s.+\sfrom\s|select\s+(\w+\(|1\b)|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\("
    r"|(create|alter|drop)\s+(table|index|database|role|view|function|sequence|schema)\s|truncate\s+table)",
    re.IGNORECASE | re.DOTALL,
)


def test_no_python_of_the_product_holds_sql(modules, root):
    found = [
        f"{one.place}:{text.lineno}"
        for one in modules
        if "testing" not in one.path.relative_to(root / "src").parts
        for text in one.strings
        if looks_like_sql(text.value)
    ]
    assert found == []


PACKAGES = ("almasu.store", "almasu.provider.names", "almasu.provider.relations")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_statement_has_a_sentence_and_is_used(modules, root, package):
    words = {text.value for one in modules for text in one.strings}
    folder = root / "src" / package.replace(".", "/") / "sql"
    topics = sorted(path.stem for path in folder.glob("*.sql"))
    assert topics
    unused = [f"{topic}: {name}" for topic in topics for name in statements(package, topic) if name not in words]
    assert unused == []
    assert [topic for topic in topics if topic not in words] == []
    for topic in topics:
        for statement in statements(package, topic).values():
            assert statement.sentence.endswith("."), f"{topic}: {statement.name} has no sentence"


def test_no_other_folder_of_statements_is_left_out(root):
    folders = {path.parent.relative_to(root / "src") for path in (root / "src" / "almasu").rglob("sql/*.sql")}
    found = {".".join(folder.parent.parts) for folder in folders} - {"almasu.testing.registers"}
    assert found == set(PACKAGES)


def looks_like_sql(text: str) -> bool:
    """Tell SQL from a sentence, which begins with one capital letter."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first in {first.lower(), first.upper()} and LOOKS_LIKE_SQL.match(text) is not None


def test_what_looks_like_sql_is_seen():
    assert looks_like_sql("select a from b")
    assert looks_like_sql("\n  INSERT INTO b values (1)")
    assert not looks_like_sql("Select a register from the list")
    assert not looks_like_sql("update the program")
