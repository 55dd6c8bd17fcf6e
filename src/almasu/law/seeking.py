"""Seeking in the law: clauses in which every word that was typed begins some word, whatever its ending.

Kazakh and Russian bend their words at the end, so of a long word only the beginning is compared. Nothing outside the
package is asked, and the same question always finds the same clauses in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from almasu.law.clause import Clause

MOST_WORDS = 12
MOST_FOUND = 60
_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_LONG, _KEPT, _ENDING = 6, 4, 3


def sought_words(typed: str) -> tuple[str, ...]:
    """Return the beginnings that are looked for, lower case, at most twelve; of a long word all but its ending."""
    words = (found[0].casefold() for found in _WORD.finditer(typed))
    return tuple(dict.fromkeys(_beginning(word) for word in words))[:MOST_WORDS]


def _beginning(word: str) -> str:
    if len(word) < _LONG or any(letter.isdigit() for letter in word):
        return word
    return word[: max(_KEPT, len(word) - _ENDING)]


def seek(clauses: Iterable[Clause], typed: str) -> tuple[Clause, ...]:
    """Return the clauses that hold all words in one language, at most sixty; those named by their id come first."""
    sought = sought_words(typed)
    if not sought:
        return ()
    named: list[Clause] = []
    found: list[Clause] = []
    for clause in clauses:
        if typed.strip().casefold() in {clause.id.casefold(), clause.id.partition("-")[2].casefold()}:
            named.append(clause)
        elif any(_holds(told, sought) for told in _tellings(clause)):
            found.append(clause)
    return tuple((named + found)[:MOST_FOUND])


def _tellings(clause: Clause) -> tuple[str, ...]:
    also = f"{clause.id} {clause.place}"
    return (f"{also} {clause.says.kk}", f"{also} {clause.says.ru}", f"{also} {clause.says.en} {clause.actor}")


def _holds(told: str, sought: tuple[str, ...]) -> bool:
    words = [found[0].casefold() for found in _WORD.finditer(told)]
    return all(any(word.startswith(beginning) for word in words) for beginning in sought)


def marked(told: str, typed: str) -> tuple[tuple[str, bool], ...]:
    """Return a text in pieces, each with whether it is a word that was looked for."""
    sought = sought_words(typed)
    pieces: list[tuple[str, bool]] = []
    at = 0
    for found in _WORD.finditer(told):
        if found[0].casefold().startswith(sought or ("\0",)):
            pieces += [(told[at : found.start()], False), (found[0], True)]
            at = found.end()
    return tuple(piece for piece in (*pieces, (told[at:], False)) if piece[0])
