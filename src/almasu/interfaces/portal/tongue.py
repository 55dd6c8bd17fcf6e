"""Which language somebody's own words are in, told by their letters: a page says it, so that they are read aloud so."""

from __future__ import annotations

import re

from almasu.law.text import Language

_LONG = 4
"""Words from which on a text of Cyrillic letters that holds none of Kazakh alone is no Kazakh text."""
_PHRASE = 3
"""Words from which on Latin letters are a text, not a name, a code or an address."""
_TAJIK, _KAZAKH = frozenset("ҳҷӣӯ"), frozenset("әғқұһі")
_SHARED = frozenset("ңөү")
"""Letters of Kazakh and of Kyrgyz: alone they do not tell which."""
_WORD = re.compile(r"(?:^|\s)[«“\"(]?[^\W\d_]{2,}(?=[\s.,;:!?»”\")]|$)")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def tongue(text: str, page: Language) -> str | None:
    """Return the language (BCP 47) of a text that stands on a page, None where it is the page's or cannot be told."""
    letters, words = frozenset(text.lower()), len(_WORD.findall(text))
    if not _CYRILLIC.search(text):
        found = Language.EN.value if words >= _PHRASE else None
    elif letters & _TAJIK:
        found = "tg"
    elif letters & _KAZAKH:
        found = Language.KK.value
    elif letters & _SHARED or (page is Language.KK and words < _LONG):
        found = None
    else:
        found = Language.RU.value
    return None if found == page.value else found
