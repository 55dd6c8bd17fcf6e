"""What lies under a material apart from received data: its kind, body, set, how much (FMA-6.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec

from almasu.law.text import Text


class UnderKind(StrEnum):
    """What it is."""

    QUESTION = "question"
    """A question that waits for its answer."""
    KEYING = "keying"
    """A record of a paper that was typed in once, or in two ways."""
    SCAN = "scan"
    """The scan of a paper."""
    SESSION = "session"
    """A session at a body's workplace, with what was seen in it."""


class Under(msgspec.Struct, frozen=True):
    """One thing: the number of its paper, since when; `count` is how many pages a scan has, or looks a session."""

    kind: UnderKind
    id: UUID
    body: str
    data_set: str
    at: datetime
    count: int = 0


UNDER_NAMES: Mapping[UnderKind, Text] = MappingProxyType(
    {
        UnderKind.QUESTION: Text("жауабы күтілетін сұрау салу", "запрос, ждущий ответа", "question that waits"),
        UnderKind.KEYING: Text("терілуі аяқталмаған қағаз", "бумага, набор которой не окончен", "paper being keyed"),
        UnderKind.SCAN: Text("қағаздың сканы", "скан бумаги", "scan of a paper"),
        UnderKind.SESSION: Text("жұмыс орнындағы сеанс", "сеанс на рабочем месте", "session at a workplace"),
    }
)
