"""The keys under which a word is indexed and looked for: its consonants in classes, whole and with one left out.

Two words that share a key differ by about one consonant at most; whether they are alike is `likeness`'s to say. Vowels
are in no key, so that ә, ө, ұ, ү, ы and what other alphabets make of them cost nothing to find; but words of one or two
consonants (Ли, Югай) have little else, so short words have keys of all their sounds too, whole and with one left out.
"""

from __future__ import annotations

from functools import lru_cache

from almasu.kernel.names.endings import Role, stem
from almasu.kernel.names.fold import REMEMBERED, plain
from almasu.kernel.names.letters import CLASSES, VOWELS

LONGEST = 10  # classes of a key; what follows cannot be told apart by index alone
SHORT = 5  # sounds of a word that has keys of all of them
FEWEST_TO_LEAVE_OUT = 3
ALL_SOUNDS = "~"


@lru_cache(maxsize=REMEMBERED)
def keys(word: str, role: Role) -> frozenset[str]:
    """Return the keys of a written word in a role: at most eighteen short strings, never none."""
    sounds = stem(word, role).sounds
    classes = "".join(CLASSES.get(sound, sound) for sound in sounds if sound not in VOWELS)[: LONGEST + 1]
    whole = _runs(classes)[:LONGEST] or sounds[:1].lower()
    found = {whole}
    if len(whole) >= FEWEST_TO_LEAVE_OUT:
        # Left out before runs are joined: Шевченко and Шеченко are as near as words of other consonants.
        found.update(_runs(one)[:LONGEST] for one in _one_left_out(classes))
    heard = plain(sounds)
    if len(heard) <= SHORT or len(whole) < FEWEST_TO_LEAVE_OUT:
        found.update(ALL_SOUNDS + one for one in (heard[:LONGEST], *_one_left_out(heard[:LONGEST])))
    return frozenset(found)


def _one_left_out(text: str) -> list[str]:
    return [text[:place] + text[place + 1 :] for place in range(len(text))]


def _runs(classes: str) -> str:
    """Return classes with a run of one class written once."""
    return "".join(one for place, one in enumerate(classes) if place == 0 or classes[place - 1] != one)
