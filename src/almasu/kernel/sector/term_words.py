"""What kinds of marks signals are found by are called in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from almasu.law.text import Text

TERMS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "source": Text("шабуыл мекенжайы", "адрес, откуда атака", "address of an attack"),
        "target": Text("шабуыл нысанасы", "цель атаки", "target of an attack"),
        "sender": Text("хат жіберуші", "отправитель письма", "sender of a letter"),
        "host": Text("сілтеменің домені", "домен ссылки", "domain of a link"),
        "hash": Text("файл хеші", "хеш файла", "hash of a file"),
        "rule": Text("сенсор ережесі мен нысана", "правило датчика и цель", "rule of a sensor and its target"),
    }
)
SAID: Final = Text("{kind}: {mark}", "{kind}: {mark}", "{kind}: {mark}")
"""A mark with its kind before it."""


def mark_of(term: str) -> tuple[Text, str]:
    """Return the kind of a term in words, and its mark."""
    kind, _, mark = term.partition(":")
    return TERMS[kind], mark
