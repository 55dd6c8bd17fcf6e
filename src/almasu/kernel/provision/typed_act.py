"""What people type of a joint act, part by part: the head of the act, one data set, its fields line by line.

Programs send the act whole (`act_schema`); people fill in forms whose fields are named here. What is wrong is named at
its field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from almasu.kernel.provision.joint_act import (
    ActContent,
    ActField,
    Compliance,
    Contact,
    DataSet,
    Source,
    Words,
    read_act,
)
from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.problems_of_act import ACT_FILE_UNREADABLE, LINE_UNREADABLE, VALUE_UNREADABLE
from almasu.law.problem import Problem, ProblemGroup

Typed = Mapping[str, str]
Part = TypeVar("Part")
LANGUAGES = ("kk", "ru", "en")
REQUIRED, OPTIONAL, TWICE = "+", "-", "2"
BAR = " | "
MOST_LINES = 400
_MEMBERS = ("name", "type", "secrecy", "required", "kk", "ru", "en")
_SHOWN = 80


def line_of(field: ActField) -> str:
    """Return a field as it is typed: name, type, regime, required (+) or not (-), labels in kk, ru, en, its pattern.

    A 2 behind + or - marks a field that two people key from paper.
    """
    label = field.label
    needed = (REQUIRED if field.required else OPTIONAL) + (TWICE if field.twice is True else "")
    parts = [field.name, field.type.value, field.secrecy.value, needed, label.kk, label.ru, label.en]
    return BAR.join([*parts, field.pattern] if field.pattern else parts)


def field_lines(text: str, where: str, before: Sequence[ActField] = ()) -> tuple[ActField, ...]:
    """Return the fields that were typed; ProblemGroup with every line that cannot be read.

    What a line cannot say - closed lists of values, limits - stays as the field of the same name had it before.
    """
    known = {one.name: one for one in before}
    found: list[ActField] = []
    wrong: list[Problem] = []
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    for number, line in lines[:MOST_LINES]:
        try:
            found.append(_field(line, known))
        except (msgspec.ValidationError, ValueError):
            wrong.append(LINE_UNREADABLE.at(where, number=str(number), line=line[:_SHOWN]))
    if wrong:
        raise ProblemGroup(tuple(wrong))
    return tuple(found)


def set_of(typed: Typed, before: DataSet | None = None) -> DataSet:
    """Return the data set that was typed; ProblemGroup with every field that is wrong."""
    fields = field_lines(typed.get("fields", ""), "fields", () if before is None else before.fields)
    scheduled = typed.get("giving") == "scheduled"
    told: dict[str, Any] = {
        "code": typed.get("code", "").strip(),
        "name": _words(typed, "name"),
        "source": typed.get("source", ""),
        "fields": msgspec.to_builtins(fields),
        "keys": [one.strip() for one in typed.get("keys", "").split(",") if one.strip()],
        "secrecy": typed.get("secrecy", ""),
        "way": typed.get("way", ""),
        "giving": typed.get("giving", ""),
        "term": {"amount": _number(typed, "amount"), "unit": typed.get("unit", "")},
        "schedule": _schedule(typed) if scheduled else None,
    }
    return _read(told, DataSet, {"term.amount": "amount", "term.unit": "unit"})


def typed_set(data_set: DataSet) -> dict[str, str]:
    """Return a data set as it would be typed."""
    schedule = data_set.schedule
    told = {
        "code": data_set.code,
        **{f"name_{language}": getattr(data_set.name, language) for language in LANGUAGES},
        "source": data_set.source,
        "fields": "\n".join(line_of(one) for one in data_set.fields),
        "keys": ", ".join(data_set.keys),
        "secrecy": data_set.secrecy.value,
        "way": data_set.way.value,
        "giving": data_set.giving.value,
        "amount": str(data_set.term.amount),
        "unit": data_set.term.unit.value,
    }
    if schedule is None:
        return told
    return {
        **told,
        "period": schedule.period.value,
        "extent": schedule.extent.value,
        "format": schedule.format.value,
        "day": str(schedule.day),
        "hour": str(schedule.hour),
    }


def act_of(typed: Typed, purposes: Sequence[str], sides: Mapping[str, Any], sets: Sequence[DataSet]) -> ActContent:
    """Return the act that was typed, between these sides, with these sets; ProblemGroup with every field that is wrong.

    `sides` are the members that nobody types: BINs and names of both, their objects, their standing conditions.
    """
    used = {one.source for one in sets}
    told = {
        **sides,
        **{name: typed.get(name, "").strip() for name in ("number", "city", "since", "until")},
        "purposes": list(purposes),
        "confidentiality_kk": typed.get("confidentiality_kk", "").strip(),
        "confidentiality_ru": typed.get("confidentiality_ru", "").strip(),
        "contacts": [_contact(typed, side) for side in Side],
        "sources": [one for one in sides["sources"] if one["code"] in used],
        "data_sets": msgspec.to_builtins(sets),
    }
    return _read(told, ActContent, {})


def typed_act(content: ActContent) -> dict[str, str]:
    """Return the head of an act as it would be typed; of several contacts of a side the first."""
    contacts = {one.side: one for one in reversed(content.contacts)}
    return {
        "number": content.number,
        "city": content.city,
        "since": content.since.isoformat(),
        "until": content.until.isoformat(),
        "confidentiality_kk": content.confidentiality_kk,
        "confidentiality_ru": content.confidentiality_ru,
        **{
            f"{side.value}_{part}": getattr(contacts[side], part)
            for side in Side
            if side in contacts
            for part in ("position", "phone", "email")
        },
    }


def read_file(data: bytes) -> ActContent:
    """Return the act of a file, canonical or not; Problem `provision.act.file` where it is something else."""
    try:
        if b'"almasu-joint-act"' in data:
            return read_act(data)
        return msgspec.json.decode(data, type=ActContent)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        raise ACT_FILE_UNREADABLE.at("file", because=str(wrong)[:200]) from wrong


def sides_of(
    body: tuple[str, Words], agency: tuple[str, Words], sources: Sequence[Source], compliance: Sequence[Compliance]
) -> dict[str, Any]:
    """Return the members of an act that nobody types."""
    return {
        "body": body[0],
        "body_name": msgspec.to_builtins(body[1]),
        "agency": agency[0],
        "agency_name": msgspec.to_builtins(agency[1]),
        "sources": [msgspec.to_builtins(one) for one in sources],
        "compliance": [msgspec.to_builtins(one) for one in compliance],
    }


def _field(line: str, known: Mapping[str, ActField]) -> ActField:
    parts = [one.strip() for one in line.split("|")]
    if len(parts) < len(_MEMBERS) or parts[3].removesuffix(TWICE) not in (REQUIRED, OPTIONAL):
        raise ValueError(line)
    name, kind, secrecy, needed, kk, ru, en = parts[: len(_MEMBERS)]
    before = known.get(name)
    told: dict[str, Any] = {
        "name": name,
        "label": {"kk": kk, "ru": ru, "en": en},
        "type": kind,
        "secrecy": secrecy,
        "required": needed.startswith(REQUIRED),
        **({"twice": True} if needed.endswith(TWICE) else {}),
        "pattern": "|".join(parts[len(_MEMBERS) :]),
        "values": () if before is None else before.values,
        "limit": 200 if before is None else before.limit,
    }
    return msgspec.convert(told, ActField)


def _schedule(typed: Typed) -> dict[str, Any]:
    return {
        "period": typed.get("period", ""),
        "extent": typed.get("extent", ""),
        "format": typed.get("format", ""),
        "day": _number(typed, "day"),
        "hour": _number(typed, "hour", 0),
    }


def _contact(typed: Typed, side: Side) -> dict[str, str]:
    parts = {part: typed.get(f"{side.value}_{part}", "").strip() for part in ("position", "phone", "email")}
    return msgspec.to_builtins(_read({"side": side.value, **parts}, Contact, {}, f"{side.value}_"))  # type: ignore[no-any-return]


def _words(typed: Typed, name: str) -> dict[str, str]:
    return {language: typed.get(f"{name}_{language}", "").strip() for language in LANGUAGES}


def _number(typed: Typed, name: str, least: int = 1) -> int:
    text = typed.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else least - 1


def _read(told: Mapping[str, Any], kind: type[Part], names: Mapping[str, str], prefix: str = "") -> Part:
    """Return a part; Problem at the field that the first wrong member was typed in."""
    try:
        return msgspec.convert(told, kind, strict=False)
    except msgspec.ValidationError as wrong:
        path = str(wrong).rpartition("`$.")[2].rstrip("`") if "`$." in str(wrong) else ""
        raise ProblemGroup((VALUE_UNREADABLE.at(prefix + _typed_in(path, names)),)) from wrong


def _typed_in(path: str, names: Mapping[str, str]) -> str:
    """Return the field of the form in which a member was typed: `$.name.kk` is `name_kk`, `$.schedule.day` is `day`."""
    if path in names:
        return names[path]
    first, *rest = list(_parts(path))
    if first == "schedule" and rest:
        return rest[0]
    return "_".join([first, *rest]) if first == "name" else first


def _parts(path: str) -> Iterator[str]:
    yield from (one.partition("[")[0] for one in path.split("."))
