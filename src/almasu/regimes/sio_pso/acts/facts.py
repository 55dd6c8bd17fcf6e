"""Facts of acts around a request, as a paper or record tells them; `at` is the moment whose edition judges the act."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Informed(StrEnum):
    """Who was told of a breach."""

    USER = "user"
    BODY = "body"
    PROSECUTOR = "prosecutor"


class Answer(StrEnum):
    """What a prosecutor did about unlawful obtaining."""

    LAW_ENFORCEMENT_NOTICE = "law_enforcement_notice"
    SUPERVISION_ACT = "supervision_act"
    ADMINISTRATIVE = "administrative"
    CRIMINAL = "criminal"


class Filing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An application for access as it reached the operator."""

    at: Moment
    signed: bool
    sealed: bool = False
    scanned: bool = False


class Transfer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A user moved to another post: when the order was signed, and when the application came (None: never)."""

    at: Moment
    applied_at: Moment | None


class Breach(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A breach that the operator found, and what followed."""

    at: Moment
    blocked: bool
    informed: frozenset[Informed] = frozenset()


class Check(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A check of how information was obtained; `resolution` is its number and date, empty where there was none."""

    at: Moment
    by_prosecutor: bool
    resolution: str = ""


class Unlawful(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Unlawful obtaining that a check found, and the prosecutor's answers to it."""

    at: Moment
    answers: frozenset[Answer] = frozenset()
