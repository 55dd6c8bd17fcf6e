"""What the module says to people in Kazakh, Russian and English, from words.json."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import msgspec

LANGUAGES = ("kk", "ru", "en")


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Return every sentence by its key and language."""
    data = resources.files("almasu_module").joinpath("words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, dict[str, str]])


def said(key: str, language: str, what: str = "") -> str:
    """Return one sentence; `{}` in it stands for what it is about."""
    return words()[key][language].replace("{}", what)
