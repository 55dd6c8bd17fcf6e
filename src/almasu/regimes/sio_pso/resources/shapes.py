"""What a line of the resource sheets may hold. Unknown keys are faults."""

from __future__ import annotations

import msgspec

from almasu.kernel.resources import FieldType, KeyKind, Sensitivity
from almasu.law.sheet import Words


class FieldWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the field vocabulary: type, who may see it, its name, and what values it may have."""

    type: FieldType = msgspec.field(name="is")
    keep: Sensitivity
    kk: str
    ru: str
    en: str
    list: str = ""
    pattern: str = ""
    limit: int = 200


class Schema(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A FollowTheMoney schema, or one of ours in the same form, with the properties we use."""

    properties: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    ours: bool = False


class FieldUse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field inside one resource: whether it must be there, its property, and what is stricter here.

    `why` is the reason, of the vocabulary, for which it has no property.
    """

    must: bool = False
    ftm: str = ""
    why: str = ""
    keep: Sensitivity | None = None
    list: str = ""


class SearchUse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of key and the fields it is looked for in."""

    by: KeyKind
    fields: tuple[str, ...] = msgspec.field(name="in")


class ResourceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One resource without its fields, which are read one by one so that a fault names its own line."""

    number: int
    code: str
    name: Words
    owner: str
    sensitivity: Sensitivity
    schemata: tuple[str, ...]
    relations: tuple[str, ...]
    search: tuple[SearchUse, ...]
    stock: int
    secret: str = ""
    truncated: bool = False
    hit_first: bool = False
    note: Words | None = None
    cites: tuple[str, ...] = ()
