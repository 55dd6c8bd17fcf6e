"""The joint acts of the demo: one of each body, in force from a day on, as a program sends it whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.provision.way import Way
from almasu.law.text import Text
from almasu.testing.people import FMA
from almasu.testing.provision.bodies import AGENCY_BIN, GivingBody

LIFE = timedelta(days=364)
TERM = {"amount": 3, "unit": "working_days"}
_LABELS = {
    "row_id": Text("Жазба нөмірі", "Номер записи", "Number of the record"),
    "iin": Text("ЖСН", "ИИН", "IIN"),
    "bin": Text("БСН", "БИН", "BIN"),
    "name": Text("Атауы", "Наименование", "Name"),
    "amount": Text("Сомасы", "Сумма", "Amount"),
    "since": Text("Күні", "Дата", "Date"),
}
_FIELDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "taxpayers": (("row_id", "integer"), ("iin", "iin"), ("amount", "decimal"), ("since", "date")),
    "legal_persons": (("row_id", "integer"), ("bin", "bin"), ("name", "text"), ("since", "date")),
    "payments": (("row_id", "integer"), ("iin", "iin"), ("amount", "decimal"), ("since", "date")),
    "records": (("row_id", "integer"), ("name", "text")),
    "parcels": (("row_id", "integer"), ("bin", "bin"), ("name", "text")),
}


def act_of(body: GivingBody, day: date) -> dict[str, Any]:
    """Return the act between a body and the Agency that is in force from a day on."""
    return {
        "number": f"{body.bin[-4:]}-ББ",
        "body": body.bin,
        "body_name": _words(body.name),
        "agency": AGENCY_BIN,
        "agency_name": _words(FMA),
        "city": "Астана",
        "since": day.isoformat(),
        "until": (day + LIFE).isoformat(),
        "purposes": ["laundering", "terrorist_financing"],
        "sources": [
            {
                "code": body.code,
                "name": _words(body.object_name),
                "kind": "information_resource",
                "owner": body.bin,
                "staff": "ИТ",
                "documentation": f"Паспорт № {body.bin[-4:]}",
            }
        ],
        "data_sets": [_set_of(body)],
        "confidentiality_kk": "Алынған мәлімет тек актіде аталған мақсаттарға пайдаланылады.",
        "confidentiality_ru": "Полученные сведения используются только в целях, названных в акте.",
        "contacts": [
            {"side": "body", "position": "ИТ", "phone": "+77172000000", "email": body.email},
            {"side": "agency", "position": "Талдау", "phone": "+77172000001", "email": "data@fma.example.kz"},
        ],
        "compliance": [
            {"side": side, "act": kept, "as_of": day.isoformat(), "document": f"№ {kept}/1"}
            for side in ("body", "agency")
            for kept in ("179", "832")
        ],
    }


def fields_of(code: str) -> Sequence[str]:
    """Return the names of a set's fields."""
    return [name for name, _ in _FIELDS[code]]


def _set_of(body: GivingBody) -> dict[str, Any]:
    """Return the one set of a body; by integration, or by paper where its resource is restricted."""
    restricted = body.secrecy is Secrecy.RESTRICTED
    scheduled = body.way in (Way.INTEGRATION, Way.CARRIER)
    keys = [name for name, kind in _FIELDS[body.code] if kind in ("iin", "bin")]
    return {
        "code": body.code,
        "name": _words(body.object_name),
        "source": body.code,
        "fields": [_field(name, kind, body) for name, kind in _FIELDS[body.code]],
        "keys": [] if restricted else keys,
        "secrecy": body.secrecy.value,
        "way": (Way.PAPER if restricted else Way.INTEGRATION).value,
        "giving": "scheduled" if scheduled else "on_request",
        "term": TERM,
        "schedule": {"period": "monthly", "extent": "full", "format": "csv", "day": 1, "hour": 6}
        if scheduled
        else None,
    }


def _field(name: str, kind: str, body: GivingBody) -> dict[str, Any]:
    secrecy = (
        body.secrecy if body.secrecy is Secrecy.RESTRICTED else Secrecy.PERSONAL if kind == "iin" else Secrecy.OPEN
    )
    return {"name": name, "label": _words(_LABELS[name]), "type": kind, "secrecy": secrecy.value}


def _words(text: Text) -> dict[str, str]:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}
