"""What may move under an act: fields beyond it are cut, told with the clause; outside it nothing moves (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from almasu.kernel.provision.joint_act import ActContent, ActField, DataSet, Purpose
from almasu.kernel.provision.problems_of_act import NOT_IN_ACT, NOTHING_LEFT, OTHER_PURPOSE
from almasu.law.text import Text

CUT_CITES = ("FMA-5",)
MOST_ASKED = 500
BEYOND_ACT = Text(
    kk="«{field}» өрісі бірлескен актіде жоқ, сондықтан берілмейді (5-тармақ).",
    ru="Поля «{field}» нет в совместном акте, поэтому оно не передаётся (пункт 5).",
    en="The joint act has no field “{field}”, so it is not given (clause 5).",
)
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Cut:
    """A field that was asked for or sent and is not given: its name as far as it is shown, why, under which clauses."""

    field: str
    because: Text
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an act permits of what was asked for."""

    data_set: DataSet
    fields: tuple[ActField, ...]
    cuts: tuple[Cut, ...]


def covered(act: ActContent, code: str, asked: Iterable[str], purpose: str) -> Coverage:
    """Return what may be given; no field named means all of the set.

    Problems: `provision.act.purpose`, `provision.act.not_covered`, `provision.act.nothing_left`.
    """
    if purpose not in {one.value for one in Purpose} or Purpose(purpose) not in act.purposes:
        raise OTHER_PURPOSE.at("purpose")
    data_set = act.data_set(code)
    if data_set is None:
        raise NOT_IN_ACT.at("data_set", code=code[:SHOWN])
    names = tuple(dict.fromkeys(asked))[:MOST_ASKED]
    known = {field.name: field for field in data_set.fields}
    fields = tuple(known[name] for name in names if name in known) if names else data_set.fields
    if not fields:
        raise NOTHING_LEFT.at("fields")
    return Coverage(data_set, fields, tuple(cut(name) for name in names if name not in known))


def cut(name: str) -> Cut:
    """Return the record of a field that no act covers."""
    shown = name[:SHOWN]
    return Cut(shown, BEYOND_ACT.filled(field=shown), CUT_CITES)


def names_beyond(taken: DataSet, now: DataSet) -> tuple[str, ...]:
    """Return the fields that a set had when something of it was begun, and that the act in force does not cover."""
    known = {field.name for field in now.fields}
    return tuple(field.name for field in taken.fields if field.name not in known)


def trimmed(row: Mapping[str, object], fields: Iterable[ActField]) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return what a body sent without what the act does not cover, and the names that were cut."""
    known = {field.name for field in fields}
    return {name: value for name, value in row.items() if name in known}, tuple(
        name for name in row if name not in known
    )
