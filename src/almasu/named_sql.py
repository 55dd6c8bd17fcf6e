"""The named statements of a package's `sql/*.sql`, the only places where SQL is written.

A file holds, for each statement, `-- name: insert_request`, then `-- one sentence` that says what it does, then the
statement with parameters as `%(name)s`. Whoever owns a database (the store, each provider) has such a folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from almasu.law.problem import Fault

HEADING = re.compile(r"^-- name: *(?P<name>[a-z][a-z0-9_]*) *\n-- *(?P<sentence>\S.*)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its name, the sentence that says what it does, and its text."""

    name: str
    sentence: str
    text: str


@cache
def load(package: str, topic: str) -> Mapping[str, str]:
    """Return the statements of one file by name. Raises a Fault when the file is missing or badly written."""
    return MappingProxyType({name: statement.text for name, statement in statements(package, topic).items()})


@cache
def statements(package: str, topic: str) -> Mapping[str, Statement]:
    """Return the statements of one file with their sentences; a packaged file never changes, so it is read once."""
    source = files(package).joinpath("sql", f"{topic}.sql")
    if not source.is_file():
        raise Fault(f"{package} has no file of statements named {topic!r}")
    return MappingProxyType(parsed(topic, source.read_text(encoding="utf-8")))


def parsed(topic: str, source: str) -> dict[str, Statement]:
    """Split a file into its statements. Raises a Fault for text outside one, a name used twice or nothing under one."""
    headings = list(HEADING.finditer(source))
    before = source[: headings[0].start()] if headings else source
    if any(line and not line.startswith("--") for line in before.splitlines()) or "-- name:" in before:
        raise Fault(f"{topic}.sql: a statement begins without a name and a sentence")
    found: dict[str, Statement] = {}
    ends = [*(heading.start() for heading in headings[1:]), len(source)]
    for heading, end in zip(headings, ends, strict=True):
        name, text = heading["name"], source[heading.end() : end].strip()
        if name in found or not text or "-- name:" in text:
            raise Fault(f"{topic}.sql: {name} is empty, named twice, or followed by one without a sentence")
        found[name] = Statement(name, heading["sentence"].strip(), text)
    return found
