"""The keys under which a word is indexed and looked for: its consonants in classes, whole and with one left out.

Two words that share a key differ by about one consonant at most; whether they are alike is `likeness`'s to say. Vowels
are in no key, so that ә, ө, ұ, ү, ы and what other alphabets make of them cost nothing to find.
"""

from __future__ import annotations

from functools import lru_cache

from almasu.kernel.names.endings import Role, stem
from almasu.kernel.names.fold import REMEMBERED
from almasu.kernel.names.letters import CLASSES, VOWELS

LONGEST = 10  # classes of a key; what follows cannot be told apart by index alone
FEWEST_TO_LEAVE_OUT = 3


@lru_cache(maxsize=REMEMBERED)
def keys(word: str, role: Role) -> frozenset[str]:
    """Return the keys of a written word in a role: one to eleven short strings, never none."""
    whole = skeleton(stem(word, role).sounds)
    if len(whole) < FEWEST_TO_LEAVE_OUT:
        return frozenset({whole})
    return frozenset([whole, *(whole[:place] + whole[place + 1 :] for place in range(len(whole)))])


def skeleton(sounds: str) -> str:
    """Return the classes of a word's consonants, a run of one class written once; a word of vowels gives its first."""
    found = "".join(CLASSES.get(sound, sound) for sound in sounds if sound not in VOWELS)
    runs = "".join(one for place, one in enumerate(found) if place == 0 or found[place - 1] != one)
    return runs[:LONGEST] or sounds[:1].lower()
