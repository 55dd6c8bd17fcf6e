"""A joint act as both sides would write it, and changes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.joint_act import ActContent, DataSet
from kernel.provision.conftest import BODY


def words(text: str) -> dict[str, str]:
    return {"kk": text, "ru": text, "en": text}


def field(name: str, kind: str = "text", secrecy: str = "personal", **more: Any) -> dict[str, Any]:
    return {"name": name, "label": words(name), "type": kind, "secrecy": secrecy, **more}


VEHICLES: dict[str, Any] = {
    "code": "vehicles",
    "name": words("Vehicles"),
    "source": "auto",
    "fields": [
        field("row_id", "integer", "open"),
        field("iin", "iin"),
        field("plate", pattern="[0-9]{3}[A-Z]{3}[0-9]{2}"),
        field("since", "date"),
        field("colour", "code", "open", required=False, values=["red", "white"]),
    ],
    "keys": ["iin", "plate"],
    "secrecy": "personal",
    "way": "integration",
    "giving": "scheduled",
    "term": {"amount": 2, "unit": "working_days"},
    "schedule": {"period": "monthly", "extent": "full", "format": "csv", "day": 31, "hour": 6},
}
SECRETS: dict[str, Any] = {
    **VEHICLES,
    "code": "escorts",
    "fields": [field("note", secrecy="restricted")],
    "keys": [],
    "secrecy": "restricted",
    "way": "paper",
    "giving": "on_request",
    "term": {"amount": 10, "unit": "working_days"},
    "schedule": None,
}
ACT: dict[str, Any] = {
    "number": "7-ББ",
    "body": BODY,
    "body_name": words("Ministry"),
    "agency": "210240019932",
    "agency_name": words("Agency"),
    "city": "Астана",
    "since": "2026-11-01",
    "until": "2027-10-31",
    "purposes": ["laundering", "terrorist_financing"],
    "sources": [
        {
            "code": "auto",
            "name": words("Register of vehicles"),
            "kind": "information_resource",
            "owner": BODY,
            "staff": "the register's unit",
            "documentation": "TD-12 of 2024",
        }
    ],
    "data_sets": [VEHICLES, SECRETS],
    "confidentiality_kk": "Құпия сақталады.",
    "confidentiality_ru": "Тайна хранится.",
    "contacts": [
        {"side": "body", "position": "Head of unit", "phone": "+77172000000", "email": "unit@body.kz"},
        {"side": "agency", "position": "Head of unit", "phone": "+77172000001", "email": "unit@agency.kz"},
    ],
    "compliance": [
        {"side": side, "act": act, "as_of": "2026-10-01", "document": f"{act}/1"}
        for side in ("body", "agency")
        for act in ("179", "832")
    ],
}


def act(**changed: Any) -> ActContent:
    return msgspec.convert({**ACT, **changed}, ActContent, strict=False)


def data_set(**changed: Any) -> DataSet:
    return msgspec.convert({**VEHICLES, **changed}, DataSet, strict=False)


def act_of(*sets: DataSet, since: date | None = None, until: date | None = None) -> ActContent:
    content = act()
    return replace(
        content, data_sets=sets or content.data_sets, since=since or content.since, until=until or content.until
    )
