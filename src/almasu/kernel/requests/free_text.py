"""Free text as typed: line ends in one form, and no character that turns the reading of others or shows nothing.

Direction controls make a text read otherwise than it stands (Unicode TR 36), and what shows nothing keeps a word from
being found: whoever signs or controls it must see what is there. Texts of scripts that run from the right need none of
the former; joiners belong to scripts whose letters join, and nowhere else. Letters of private use and those that are no
letters look as each machine likes, so that two people would read two texts. A heap of marks covers what stands near it.
"""

from __future__ import annotations

import re
import unicodedata

from almasu.kernel.requests.problems import HEAPED_MARKS, HIDDEN_CHARACTER
from almasu.law.problem import Problem

LINE_BREAKS = frozenset("\n\t")
DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLANK_RANGES = (range(0x2060, 0x2065), range(0x206A, 0x2070), range(0xFFF9, 0xFFFC), range(0xE0000, 0xE01F0))
BLANK = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028\u2029\u2800\u3164\ufeff\uffa0").union(
    chr(code) for some in _BLANK_RANGES for code in some
)
"""What shows nothing: blanks of no width, fillers, tags, variants, and ends of lines that no keyboard makes."""
JOINERS = frozenset("\u200c\u200d").union(chr(code) for code in range(0xFE00, 0xFE10))
"""What joins two letters or picks the picture of the one before: nothing is seen of it among other letters."""
SHOWING_LITTLE = BLANK | JOINERS
HEAP = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u0eb4-\u0ebc\u0ec8-\u0ecd\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]{9}"
)
"""More marks over one letter than any language writes."""
FIRST_THAT_JOINS = "\u0590"
"""Before it stand Latin, Greek, Cyrillic and Armenian, none of whose letters join."""


def free_text(typed: str) -> str:
    """Return a text without outer blanks, its lines ending as on any system but one (browsers send CR LF)."""
    return typed.replace("\r\n", "\n").strip()


def hidden_in(typed: str, where: str, *, one_line: bool) -> Problem | None:
    """Return the Problem of the first character that may not stand in a text, naming it and its place from 1 on."""
    allowed = frozenset() if one_line else LINE_BREAKS
    text = free_text(typed)
    if (heap := HEAP.search(text)) is not None:
        return HEAPED_MARKS.at(where, place=str(heap.start() + 1))
    in_lines = text if one_line else text.replace("\n", " ").replace("\t", " ")
    if in_lines.isprintable() and SHOWING_LITTLE.isdisjoint(text):
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
    if letter in DIRECTION or letter in BLANK:
        return True
    return unicodedata.category(letter) in ("Cc", "Cs", "Co") or _is_no_letter(ord(letter))


def _is_no_letter(code: int) -> bool:
    """Tell whether Unicode keeps a code from ever being a character."""
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
