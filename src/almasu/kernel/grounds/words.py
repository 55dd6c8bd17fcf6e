"""Verdicts of rules in words: the same on every page, in packs and in reports."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from almasu.law.text import Text

VERDICTS: Mapping[str, Text] = MappingProxyType(
    {
        "met": Text("орындалды", "выполнено", "met"),
        "broken": Text("орындалмады", "не выполнено", "not met"),
        "cannot_tell": Text("анықтау мүмкін емес", "нельзя определить", "cannot tell"),
        "not_in_force": Text("сол күні күшінде болмаған", "в тот день не действовало", "not in force on the day"),
        "not_applicable": Text(
            "бұл сұрау салуға қатысы жоқ", "не касается этого запроса", "does not concern this request"
        ),
    }
)
"""By the word that the journal keeps of a verdict (`decision.verdict_word`)."""
