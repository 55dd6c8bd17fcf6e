"""Free text as typed: line ends in one form, and no character that turns the reading of others or shows nothing.

Direction controls make a text read otherwise than it stands (Unicode TR 36): whoever signs or controls it must see
what is there. Texts of scripts that run from the right need none of them.
"""

from __future__ import annotations

import unicodedata

from almasu.kernel.requests.problems import HIDDEN_CHARACTER
from almasu.law.problem import Problem

LINE_BREAKS = frozenset("\n\t")
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def free_text(typed: str) -> str:
    """Return a text without outer blanks, its lines ending as on any system but one (browsers send CR LF)."""
    return typed.replace("\r\n", "\n").strip()


def hidden_in(typed: str, where: str, *, one_line: bool) -> Problem | None:
    """Return the Problem of the first character that may not stand in a text, naming it and its place from 1 on."""
    allowed = frozenset() if one_line else LINE_BREAKS
    for place, letter in enumerate(free_text(typed), start=1):
        if letter in DIRECTION or (unicodedata.category(letter) == "Cc" and letter not in allowed):
            return HIDDEN_CHARACTER.at(where, character=f"U+{ord(letter):04X}", place=str(place))
    return None
