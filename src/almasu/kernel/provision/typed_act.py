"""What people type of a joint act, part by part: the head of the act, one data set, its fields line by line.

Programs send the act whole (`act_schema`); people fill in forms whose fields are named here. What is wrong is named at
its field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeGuard, TypeVar, get_args

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
from almasu.kernel.provision.problems_of_act import (
    ACT_FILE_UNREADABLE,
    LINE_PART,
    LINE_UNREADABLE,
    VALUE_UNREADABLE,
)
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

Typed = Mapping[str, str]
Part = TypeVar("Part", bound=msgspec.Struct)
LANGUAGES = ("kk", "ru", "en")
REQUIRED, OPTIONAL, TWICE = "+", "-", "2"
BAR = " | "
MOST_LINES = 400
_MEMBERS = ("name", "type", "secrecy", "required", "kk", "ru", "en")
_SHOWN = 80
_PARTS = {
    "name": Text("өріс аты", "имя поля", "name of a field"),
    "type": Text("түр", "тип", "type"),
    "secrecy": Text("құпия режимі", "режим тайны", "regime of secrecy"),
    "required": Text("міндеттілік белгісі (+ не -)", "знак обязательности (+ или -)", "mark of need (+ or -)"),
}
"""What the parts of a line are called that hold one of few words."""


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
        except msgspec.ValidationError as told:
            wrong.append(_wrong_line(where, number, line, str(told)))
    if wrong:
        raise ProblemGroup(tuple(wrong))
    return tuple(found)


def set_of(typed: Typed, before: DataSet | None = None) -> DataSet:
    """Return the data set that was typed; ProblemGroup with every field that is wrong."""
    problems: list[Problem] = []
    fields: tuple[ActField, ...] = ()
    try:
        fields = field_lines(typed.get("fields", ""), "fields", () if before is None else before.fields)
    except ProblemGroup as wrong:
        problems += wrong.problems
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
    return _read(told, DataSet, {"term.amount": "amount", "term.unit": "unit"}, problems)


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
    contacts = {side: _contact(typed, side) for side in Side}
    problems = [one for side, told in contacts.items() for one in _wrong(told, Contact, {}, f"{side.value}_")]
    told = {
        **sides,
        **{name: typed.get(name, "").strip() for name in ("number", "city", "since", "until")},
        "purposes": list(purposes),
        "confidentiality_kk": typed.get("confidentiality_kk", "").strip(),
        "confidentiality_ru": typed.get("confidentiality_ru", "").strip(),
        "contacts": list(contacts.values()),
        "sources": [one for one in sides["sources"] if one["code"] in used],
        "data_sets": msgspec.to_builtins(sets),
    }
    return _read(told, ActContent, {}, problems)


def first_act_of(typed: Typed, purposes: Sequence[str], sides: Mapping[str, Any]) -> ActContent:
    """Return the act that was typed with its first set on one form; ProblemGroup with every field of both."""
    try:
        sets = (set_of(typed),)
    except ProblemGroup as wrong_set:
        problems = wrong_set.problems
        try:
            act_of(typed, purposes, sides, ())
        except ProblemGroup as wrong_head:
            # That an act has a set and its object is told by what is wrong with the set.
            problems += tuple(one for one in wrong_head.problems if one.where not in ("data_sets", "sources"))
        raise ProblemGroup(problems) from wrong_set
    return act_of(typed, purposes, sides, sets)


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
    parts = _split(line)
    if len(parts) < len(_MEMBERS):
        raise msgspec.ValidationError("too few parts")
    if parts[3].removesuffix(TWICE) not in (REQUIRED, OPTIONAL):
        raise msgspec.ValidationError("no mark of need - at `$.required`")
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


def _split(line: str) -> list[str]:
    return [one.strip() for one in line.split("|")]


def _wrong_line(where: str, number: int, line: str, told: str) -> Problem:
    """Return what is wrong with a line: the word that is none of those its part may be, else its whole form."""
    member = _path_in(told)
    part = _PARTS.get(member)
    if part is None:
        return LINE_UNREADABLE.at(where, number=str(number), line=line[:_SHOWN])
    word = _split(line)[_MEMBERS.index(member)][:_SHOWN]
    names = {"part_kk": part.kk, "part_ru": part.ru, "part_en": part.en}
    return LINE_PART.at(where, number=str(number), word=word, **names)


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
    return {"side": side.value, **parts}


def _words(typed: Typed, name: str) -> dict[str, str]:
    return {language: typed.get(f"{name}_{language}", "").strip() for language in LANGUAGES}


def _number(typed: Typed, name: str, least: int = 1) -> int:
    text = typed.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else least - 1


def _read(
    told: Mapping[str, Any], kind: type[Part], names: Mapping[str, str], problems: Sequence[Problem] = ()
) -> Part:
    """Return a part; ProblemGroup with these problems and one for each other field of the form that is wrong.

    What these problems are about is told by them alone, of contacts each by its entries.
    """
    known = {one.where for one in problems} | ({"contacts"} if problems else set())
    try:
        read = msgspec.convert(told, kind, strict=False)
    except msgspec.ValidationError as wrong:
        found = (*problems, *(one for one in _wrong(told, kind, names) if one.where not in known))
        raise ProblemGroup(found or (VALUE_UNREADABLE.at(),)) from wrong
    if problems:
        raise ProblemGroup(tuple(problems))
    return read


def _wrong(
    told: Mapping[str, Any], kind: type[msgspec.Struct], names: Mapping[str, str], prefix: str = ""
) -> Iterator[Problem]:
    """Yield a problem for each entry that is wrong, at the field that it was typed in."""
    places = dict.fromkeys(prefix + _typed_in(path, names) for path in _wrong_paths(told, kind))
    yield from (VALUE_UNREADABLE.at(one) for one in places)


def _wrong_paths(told: Mapping[str, Any], kind: type[msgspec.Struct], above: str = "") -> Iterator[str]:
    """Yield where each member is wrong: of a member that has members, each of those."""
    for member in msgspec.structs.fields(kind):
        value = told.get(member.encode_name, member.default)
        path = f"{above}{member.encode_name}"
        inner = next((one for one in (member.type, *get_args(member.type)) if _is_struct(one)), None)
        if inner is not None and isinstance(value, Mapping):
            yield from _wrong_paths(value, inner, f"{path}.")
            continue
        try:
            msgspec.convert(value, member.type, strict=False)
        except msgspec.ValidationError:
            yield path


def _is_struct(kind: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _path_in(told: str) -> str:
    """Return where a ValidationError says that it is, "" where it says nothing."""
    return told.rpartition("`$.")[2].rstrip("`") if "`$." in told else ""


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
