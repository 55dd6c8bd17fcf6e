"""The shapes of the annex sheets as files write them; everything a person may get wrong is refused with its place."""

from __future__ import annotations

from typing import Annotated

import msgspec

from almasu.kernel.annexes.application import ApplicationKind, FieldShape, GivenBy
from almasu.kernel.annexes.emergency import ColumnShape
from almasu.kernel.annexes.workplace import Check, Weight
from almasu.kernel.parties.account import Role
from almasu.law.sheet import Words

Code = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{1,39}$")]
Cites = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Most = Annotated[int, msgspec.Meta(ge=0, le=20_000)]
EVERY = ("2022", "2025")


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every sheet begins with: which wording it is, whence, and which absent text it stands in for."""

    version: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9.-]{2,63}$")]
    place: Words
    title: Words
    stand_in_for: str = ""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every row has: its permanent code, its clauses, and the editions that know it."""

    code: Code
    cites: Cites
    editions: tuple[str, ...] = EVERY


class ConditionRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One condition of a workplace."""

    number: Annotated[int, msgspec.Meta(ge=0, le=200)]
    check: Check
    weight: Weight
    says: Words
    least: float | None = None
    unit: str = ""


class WorkplaceSheet(Head, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The conditions of a workplace."""

    conditions: Annotated[tuple[ConditionRow, ...], msgspec.Meta(min_length=1, max_length=200)]
    renewed_after_days: Annotated[int, msgspec.Meta(ge=1, le=3660)]


class FieldRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One field of the application."""

    label: Words
    shape: FieldShape
    given_by: GivenBy
    kinds: Annotated[tuple[ApplicationKind, ...], msgspec.Meta(min_length=1)]
    optional_for: tuple[ApplicationKind, ...] = ()
    most: Most = 0


class ApplicationSheet(Head, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The form of the application."""

    fields: Annotated[tuple[FieldRow, ...], msgspec.Meta(min_length=1, max_length=200)]


class ParagraphRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One paragraph of the consent."""

    cites: Cites
    says: Words


class ConsentSheet(Head, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The terms of the consent."""

    paragraphs: Annotated[tuple[ParagraphRow, ...], msgspec.Meta(min_length=1, max_length=200)]


class SituationRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One situation of the journal of emergencies."""

    number: Annotated[int, msgspec.Meta(ge=1, le=200)]
    name: Words


class ColumnRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One column of the journal of emergencies."""

    number: Annotated[int, msgspec.Meta(ge=1, le=200)]
    label: Words
    shape: ColumnShape
    required: bool = False
    most: Most = 0


class EmergencySheet(Head, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The form of the journal of emergencies."""

    situations: Annotated[tuple[SituationRow, ...], msgspec.Meta(min_length=1, max_length=200)]
    columns: Annotated[tuple[ColumnRow, ...], msgspec.Meta(min_length=1, max_length=200)]


class MeasureRow(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One measure on dismissal."""

    says: Words


class DismissalSheet(Head, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The measures on dismissal or suspension."""

    signed_by: Role
    takes_effect_at_once: bool
    measures: Annotated[tuple[MeasureRow, ...], msgspec.Meta(min_length=1, max_length=200)]
