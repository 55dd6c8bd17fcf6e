"""Planned works: announced on the portal before they begin (SIO25-14.1, SIO25-14.3)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

Line = Annotated[str, msgspec.Meta(max_length=500)]


class WorksKind(StrEnum):
    """What is done (SIO25-14.3)."""

    SWITCH_OFF = "switch_off"
    CHANGES = "changes"
    UPDATE = "update"
    OTHER = "other"


class WorksState(StrEnum):
    """States of an announcement."""

    PUBLISHED = "published"


class WorksForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Works as announced; `closed` tells that no requests are taken meanwhile."""

    kind: WorksKind
    starts: datetime
    ends: datetime
    kk: Line
    ru: Line
    en: Line
    closed: bool = True


class Works(msgspec.Struct, frozen=True):
    """What the paper of an announcement says."""

    kind: WorksKind
    starts: datetime
    ends: datetime
    kk: str
    ru: str
    en: str
    closed: bool
    published_at: datetime
    act: UUID
