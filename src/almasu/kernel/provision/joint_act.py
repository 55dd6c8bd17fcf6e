"""The joint act as a contract: which data a body gives, in what terms, by which way, and how both keep it (FMA-5).

It is what both sides sign: `act_bytes` are its canonical bytes (RFC 8785), `act_schema` tells programs its form.
Words that people read stand in Kazakh and Russian, the languages of the act; English is for colleagues abroad.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.secrecy import CARD_ONLY, Secrecy, strictest
from almasu.kernel.provision.way import Way
from almasu.kernel.resources import FieldType
from almasu.law.canonical import canonical_bytes
from almasu.law.term import Term, Unit
from almasu.law.text import Text

Code = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,59}$")]
Bin = Annotated[str, msgspec.Meta(pattern="^[0-9]{12}$")]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Prose = Annotated[str, msgspec.Meta(min_length=1, max_length=8_000)]


class Purpose(StrEnum):
    """The only purposes for which data may be given (FMA-1)."""

    LAUNDERING = "laundering"
    TERRORIST_FINANCING = "terrorist_financing"
    PROLIFERATION_FINANCING = "proliferation_financing"


class ObjectKind(StrEnum):
    """The four kinds of informatisation objects (FMA-2.6)."""

    INFORMATION_RESOURCE = "information_resource"
    SOFTWARE = "software"
    INTERNET_RESOURCE = "internet_resource"
    INFRASTRUCTURE = "infrastructure"


class Giving(StrEnum):
    """When data of a set move."""

    ON_REQUEST = "on_request"
    SCHEDULED = "scheduled"


class Period(StrEnum):
    """How often a schedule comes round."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class Extent(StrEnum):
    """What one delivery of a schedule holds."""

    FULL = "full"
    """The whole set: what is not in it is no more."""
    INCREMENTAL = "incremental"
    """What is new, changed or gone since the delivery before."""


class FileFormat(StrEnum):
    """Forms in which files come."""

    CSV = "csv"
    XML = "xml"
    JSON_LINES = "json_lines"
    PARQUET = "parquet"


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the parts of an act have in common: unknown members are refused, never dropped."""


class Words(Shape, frozen=True):
    """Words of the act in its languages."""

    kk: Line
    ru: Line
    en: Line

    def text(self) -> Text:
        """Return the words as the product shows them."""
        return Text(kk=self.kk, ru=self.ru, en=self.en)


class Source(Shape, frozen=True):
    """The object the data come from: owner, kind, the person who serves it, its documentation (FMA-2.2, FMA-2.6)."""

    code: Code
    name: Words
    kind: ObjectKind
    owner: Bin
    staff: Line
    documentation: Line


class ActField(Shape, frozen=True, kw_only=True):
    """One field that may be given; `values` of a closed list, `pattern` and `limit` of a text, as in a register.

    `twice` marks what matters: from paper it is keyed by two people. It is left out of acts that mark nothing.
    """

    name: Code
    label: Words
    type: FieldType
    secrecy: Secrecy
    required: bool = True
    values: Annotated[tuple[str, ...], msgspec.Meta(max_length=2_000)] = ()
    pattern: Annotated[str, msgspec.Meta(max_length=300)] = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=4_000)] = 200
    twice: bool | msgspec.UnsetType = msgspec.UNSET


class Duration(Shape, frozen=True):
    """A length of time in which something is due."""

    amount: Annotated[int, msgspec.Meta(ge=1, le=400)]
    unit: Unit

    def term(self) -> Term:
        """Return it as the law counts terms."""
        return Term(self.amount, self.unit)


class Schedule(Shape, frozen=True, kw_only=True):
    """When deliveries begin: `day` of the week (1 is Monday) or of the month or quarter, `hour` in Astana.

    A day beyond the end of a month is its last day.
    """

    period: Period
    extent: Extent
    format: FileFormat
    day: Annotated[int, msgspec.Meta(ge=1, le=92)] = 1
    hour: Annotated[int, msgspec.Meta(ge=0, le=23)] = 0


class DataSet(Shape, frozen=True, kw_only=True):
    """One set of data: from which object, which fields, keys to ask by, when and by which way it is given."""

    code: Code
    name: Words
    source: Code
    fields: Annotated[tuple[ActField, ...], msgspec.Meta(min_length=1, max_length=400)]
    keys: tuple[Code, ...] = ()
    secrecy: Secrecy
    way: Way
    giving: Giving
    term: Duration
    schedule: Schedule | None = None

    @property
    def is_restricted(self) -> bool:
        """Tell whether the set comes from a resource with restricted access, by its mark or that of a field."""
        return self.strictest in CARD_ONLY

    @property
    def strictest(self) -> Secrecy:
        """Return the strictest regime of the set and its fields."""
        return strictest((self.secrecy, *(field.secrecy for field in self.fields)))


class Contact(Shape, frozen=True):
    """Whom to turn to on a side: the post and how to reach it, no private person."""

    side: Side
    position: Line
    phone: Annotated[str, msgspec.Meta(pattern=r"^\+[1-9][0-9]{6,14}$")]
    email: Annotated[str, msgspec.Meta(pattern=r"^[^@\s]{1,64}@[^@\s]{3,200}$")]


class Compliance(Shape, frozen=True):
    """That a side keeps an act on protection: which one, as of which day, on what paper (FMA-4.1)."""

    side: Side
    act: Annotated[str, msgspec.Meta(pattern="^(179|832)$")]
    as_of: date
    document: Line


class ActContent(Shape, frozen=True, kw_only=True):
    """What both sides agree to. `since` and `until` are its first and last day; `until` may not be left out."""

    number: Line
    body: Bin
    body_name: Words
    agency: Bin
    agency_name: Words
    city: Line
    since: date
    until: date
    purposes: Annotated[tuple[Purpose, ...], msgspec.Meta(min_length=1, max_length=3)]
    sources: Annotated[tuple[Source, ...], msgspec.Meta(min_length=1, max_length=100)]
    data_sets: Annotated[tuple[DataSet, ...], msgspec.Meta(min_length=1, max_length=200)]
    confidentiality_kk: Prose
    confidentiality_ru: Prose
    contacts: Annotated[tuple[Contact, ...], msgspec.Meta(min_length=2, max_length=20)]
    compliance: Annotated[tuple[Compliance, ...], msgspec.Meta(max_length=8)] = ()

    def data_set(self, code: str) -> DataSet | None:
        """Return the set of this code, or None."""
        return next((one for one in self.data_sets if one.code == code), None)


def act_bytes(content: ActContent) -> bytes:
    """Return the canonical bytes of an act: these are hashed, signed and compared."""
    return canonical_bytes({"format": "almasu-joint-act", "version": 1, "act": msgspec.to_builtins(content)})


def read_act(data: bytes) -> ActContent:
    """Return the act that bytes hold; msgspec.MsgspecError where they are another thing or not canonical."""
    content = msgspec.json.decode(data, type=_Envelope).act
    if act_bytes(content) != data:
        raise msgspec.ValidationError("the bytes are not the canonical form of the act")
    return content


def act_schema() -> dict[str, Any]:
    """Return the JSON Schema of an act."""
    return msgspec.json.schema(_Envelope)


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Annotated[str, msgspec.Meta(pattern="^almasu-joint-act$")]
    version: Annotated[int, msgspec.Meta(ge=1, le=1)]
    act: ActContent


_JSON_TYPES = {FieldType.INTEGER: "integer", FieldType.BOOLEAN: "boolean"}


def row_schema(data_set: DataSet) -> dict[str, Any]:
    """Return the JSON Schema of one row of a data set, as a giving body's program needs it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": data_set.code,
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in data_set.fields if field.required],
        "properties": {field.name: _property(field) for field in data_set.fields},
    }


def _property(field: ActField) -> dict[str, Any]:
    told: dict[str, Any] = {"type": _JSON_TYPES.get(field.type, "string"), "description": field.label.en}
    if told["type"] == "string":
        told["maxLength"] = field.limit
    if field.pattern:
        told["pattern"] = f"^(?:{field.pattern})$"
    if field.values:
        told["enum"] = list(field.values)
    return told
