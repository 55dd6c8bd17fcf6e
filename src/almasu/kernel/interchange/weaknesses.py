"""Weaknesses by their numbers and names in the Common Weakness Enumeration (CWE): those of now and of former versions,
since an advisory is read by the names of its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

PREFIX = "CWE-"


def is_weakness(number: str, name: str) -> bool:
    """Tell whether a number, such as `CWE-79`, has or once had this name."""
    return number.startswith(PREFIX) and name.strip() in _names().get(number.removeprefix(PREFIX), ())


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """Return all names each number ever had, from the package's own list."""
    text = resources.files("almasu.kernel.interchange").joinpath("data", "cwe.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {number: frozenset(name.strip() for name in names) for number, *names in rows}
