"""Marks of secrecy by their words: what stands under one is a secret, whether somebody ticked that or not (CIS-4.3).

Secret content is never kept here, and a box that was left empty must not let it in. The words are those that states of
the Commonwealth write on their documents; which mark is equal to which, each receiver says itself.
"""

from __future__ import annotations

import re
import unicodedata

MARKS = (
    "секретно", "совершенно секретно", "сов секретно", "строго секретно", "особой важности", "сверхсекретно",
    "құпия", "өте құпия", "аса маңызды", "ерекше маңызды",
    "сакрэтна", "зусім сакрэтна", "асаблівай важнасці", "асобай важнасці",
    "таємно", "цілком таємно", "особливої важливості",
    "жашыруун", "өтө жашыруун", "купуя", "өтө купуя", "өзгөчө маанилүү",
    "махфӣ", "комилан махфӣ", "ниҳоят махфӣ",
    "secret", "strict secret", "top secret",
    "məxfi", "tam məxfi", "xüsusi əhəmiyyətli",
    "maxfiy", "mutlaqo maxfiy", "o ta muhim",
    "գաղտնի", "հույժ գաղտնի", "հատուկ կարեւորության",
)  # fmt: skip
"""In small letters, words apart by one blank."""
_ALONE = frozenset({"сс", "ов", *MARKS})
_BEFORE = re.compile(r"^(?:\d+ |экз(?:емпляр)? |гриф(?: секретности)? |белгісі |құпиялылық белгісі )+")
_AFTER = re.compile(r"(?: экз(?:емпляр)?| данасы| дана| п| пункт| ст| прил)\b.*$")
LONGEST_MARK = 80
"""Characters of a line that may be a mark by itself."""
_LIKE = str.maketrans("aceopxykmthb", "асеорхукмтнв")
"""Latin letters that look like Cyrillic ones."""
_CYRILLIC = re.compile("[а-яёәғқңөұүһіўөүң]")


def says_secret(mark: str) -> bool:
    """Tell whether a mark says that what stands under it is secret: it is one of `MARKS` or begins with one."""
    words = _words(mark)
    return words in _ALONE or words.startswith(tuple(f"{one} " for one in MARKS))


def stands_under_one(text: str) -> bool:
    """Tell whether a line of a text is a mark of secrecy by itself, as at the head of a secret document."""
    return any(_AFTER.sub("", _words(line)) in _ALONE for line in text.splitlines() if 0 < len(line) <= LONGEST_MARK)


def _words(mark: str) -> str:
    """Return the words of a mark in small letters, alone; letters that were typed apart make one word."""
    small = re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", mark).casefold()).strip()
    if re.fullmatch(r"\w(?: \w)+", small):
        small = small.replace(" ", "")
    if _CYRILLIC.search(small):
        small = small.translate(_LIKE)
    return _BEFORE.sub("", small).strip()
