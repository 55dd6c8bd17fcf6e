"""Free text as typed: line ends in one form, and no character that turns the reading of others or shows nothing.

Direction controls make a text read otherwise than it stands (Unicode TR 36), and what shows nothing keeps a word from
being found: whoever signs or controls it must see what is there. Texts of scripts that run from the right need none of
the former; joiners belong to scripts whose letters join, and nowhere else.
"""

from __future__ import annotations

import unicodedata

from almasu.kernel.requests.problems import HIDDEN_CHARACTER
from almasu.law.problem import Problem

LINE_BREAKS = frozenset("\n\t")
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANK_RANGES = (range(0x2060, 0x2065), range(0x206A, 0x2070), range(0xFFF9, 0xFFFC), range(0xE0000, 0xE0080))
BLANK = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u3164\ufeff\uffa0").union(
    chr(code) for some in _BLANK_RANGES for code in some
)
"""Letters and marks that show nothing: blanks of no width, fillers, tags, and ends of lines that no keyboard makes."""
JOINERS = frozenset("\u200c\u200d")
FIRST_THAT_JOINS = "\u0590"
"""Before it stand Latin, Greek, Cyrillic and Armenian, none of whose letters join."""


def free_text(typed: str) -> str:
    """Return a text without outer blanks, its lines ending as on any system but one (browsers send CR LF)."""
    return typed.replace("\r\n", "\n").strip()


def hidden_in(typed: str, where: str, *, one_line: bool) -> Problem | None:
    """Return the Problem of the first character that may not stand in a text, naming it and its place from 1 on."""
    allowed = frozenset() if one_line else LINE_BREAKS
    text = free_text(typed)
    in_lines = text if one_line else text.replace("\n", " ").replace("\t", " ")
    if in_lines.isprintable() and BLANK.isdisjoint(text):
        return None  # nearly every text: what hides is looked for letter by letter only to name it
    for place, letter in enumerate(text, start=1):
        if _hides(letter, text[place - 2 : place - 1]) and letter not in allowed:
            return HIDDEN_CHARACTER.at(where, character=f"U+{ord(letter):04X}", place=str(place))
    return None


def without_hidden(typed: str) -> str:
    """Return a line without what may not stand in it, so that what is seen of it can be told."""
    text = free_text(typed)
    pairs = zip(text, f" {text}", strict=False)
    return "".join(letter for letter, before in pairs if not _hides(letter, before))


def _hides(letter: str, before: str) -> bool:
    """Tell whether a character turns others, ends a line or shows nothing; `before` is what stands before it."""
    if letter in JOINERS:
        return before < FIRST_THAT_JOINS
    return letter in DIRECTION or letter in BLANK or unicodedata.category(letter) in ("Cc", "Cs")
