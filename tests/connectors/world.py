"""A small made-up world for connectors and the fan-out: one hand-made resource, its rows, questions about them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from almasu.connectors.egress.places import networks
from almasu.kernel.answers import Question, Record, SubjectKey
from almasu.kernel.resources import Field, FieldType, KeyKind, Resource, Sensitivity
from almasu.law.text import Text

LOOPBACK = networks(("127.0.0.0/8",))
ASKED_AT = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
KNOWN = "870412300416"
UNKNOWN = "010101500013"
NUMBER = 5


def words(text: str) -> Text:
    return Text(kk=text, ru=text, en=text)


def field(name: str, kind: FieldType, required: bool = False) -> Field:
    return Field(name, kind, words(name), Sensitivity.PERSONAL, required, "")


def resource(number: int = NUMBER) -> Resource:
    return Resource(
        number=number,
        code=f"made_up_{number}",
        name=words("made-up vehicles"),
        owner=words("made-up owner"),
        owner_code="MADE_UP",
        group="vehicles",
        keys=(KeyKind.IIN, KeyKind.PLATE),
        fields=(
            field("owner_iin", FieldType.IIN, required=True),
            field("plate", FieldType.CODE, required=True),
            field("make", FieldType.TEXT),
            field("first_registered_on", FieldType.DATE),
            field("changed_at", FieldType.MOMENT),
            field("seats", FieldType.INTEGER),
            field("engine_litres", FieldType.DECIMAL),
            field("wanted", FieldType.BOOLEAN),
            field("photo", FieldType.IMAGE),
        ),
        ftm_schemata=("Vehicle",),
        sensitivity=Sensitivity.PERSONAL,
        truncated=False,
        hit_first=False,
        cites=(),
    )


ROWS: tuple[Record, ...] = (
    {
        "owner_iin": KNOWN,
        "plate": "123ABC02",
        "make": 'Қазақ & <Жол> "Ә"',
        "first_registered_on": "2019-06-01",
        "changed_at": "2024-03-01T00:30:00+05:00",
        "seats": 5,
        "engine_litres": "1.60",
        "wanted": False,
        "photo": "/9j/4AAQ",
    },
    {"owner_iin": KNOWN, "plate": "777XYZ01", "make": "", "seats": None},
)


class Rows:
    """A record source of one subject."""

    def look_up(self, resource_number: int, key: SubjectKey) -> Sequence[Record]:
        return ROWS if key.value == KNOWN else ()

    def rows(self, resource_number: int) -> Iterator[tuple[SubjectKey, Record]]:
        for row in ROWS:
            yield SubjectKey(KeyKind.IIN, KNOWN), row


def question(value: str = KNOWN, kind: KeyKind = KeyKind.IIN, exchange_id: UUID | None = None, **other) -> Question:
    exchange_id = exchange_id or uuid4()
    told = {"asker": "p-7f3a", "role": "analyst", "ground": "sio25.9.1", "purpose": "check", "task": "Т-15/2026"}
    return Question(
        exchange_id=exchange_id,
        request_id=uuid4(),
        resource=resource(),
        key=SubjectKey(kind, value),
        digest=hashlib.sha256(exchange_id.bytes).digest(),
        asked_at=ASKED_AT,
        **{**told, **other},
    )


def stopped_clock() -> datetime:
    return ASKED_AT
