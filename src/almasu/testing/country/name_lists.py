"""The lists of names, as `data/names.yaml` has them."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import msgspec


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of one people of the country; the surnames of the first are stems without endings."""

    kk: str
    ru: str
    kazakh_patronymics: bool
    surnames: str
    men: str
    women: str


class Foreign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of one foreign country, in Latin letters."""

    country: str
    share: int
    surnames: str
    men: str
    women: str


class NameLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All lists; words are separated by spaces."""

    peoples: tuple[People, ...]
    foreigners: tuple[Foreign, ...]


@lru_cache(maxsize=1)
def name_lists() -> NameLists:
    """Return the lists."""
    text = resources.files("almasu.testing.country").joinpath("data", "names.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=NameLists)
