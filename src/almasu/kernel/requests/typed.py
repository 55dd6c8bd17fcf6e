"""Texts that people type into acts of office, as they are kept."""

from __future__ import annotations

from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.requests.problems import TOO_LONG


def read_text(typed: str, where: str, most: int, *, one_line: bool = False) -> str:
    """Return a text as it is kept; Problem where it has more than `most` characters or hides something."""
    if len(typed) > most:
        raise TOO_LONG.at(where, limit=str(most))
    wrong = hidden_in(typed, where, one_line=one_line)
    if wrong is not None:
        raise wrong
    return free_text(typed)
