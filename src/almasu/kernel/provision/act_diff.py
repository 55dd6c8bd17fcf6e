"""What one version of an act has otherwise than another, as facts: place, what was, what is, and whether more moves.

Parts that have a code are compared by it, so that an order alone is no difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.secrecy import Secrecy, is_milder
from almasu.law.canonical import Json
from almasu.law.text import Text


class Kind(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


KIND_NAMES: Mapping[Kind, Text] = {
    Kind.ADDED: Text(kk="қосылды", ru="добавлено", en="added"),
    Kind.REMOVED: Text(kk="алынып тасталды", ru="исключено", en="removed"),
    Kind.CHANGED: Text(kk="өзгертілді", ru="изменено", en="changed"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `place` is the way to it through the act; `widens` tells that more data move or less is kept."""

    place: tuple[str, ...]
    kind: Kind
    was: Json
    now: Json
    widens: bool


def compared(older: ActContent, newer: ActContent) -> tuple[Difference, ...]:
    """Return every difference, in the order of the newer act and then what is gone."""
    return tuple(_between((), _by_code(msgspec.to_builtins(older)), _by_code(msgspec.to_builtins(newer))))


def _by_code(value: Json) -> Json:
    match value:
        case dict():
            return {name: _by_code(one) for name, one in value.items()}
        case list() | tuple() if value and all(isinstance(one, dict) for one in value):
            return {_name_of(one, number): _by_code(one) for number, one in enumerate(value)}
        case _:
            return value


def _name_of(one: Json, number: int) -> str:
    if not isinstance(one, dict):
        return str(number)
    parts = [str(one[name]) for name in ("code", "name", "side", "position", "act") if isinstance(one.get(name), str)]
    return "/".join(parts) or str(number)


def _between(place: tuple[str, ...], was: Json, now: Json) -> Iterator[Difference]:
    if isinstance(was, dict) and isinstance(now, dict):
        for name, one in now.items():
            if name not in was:
                yield _difference((*place, name), Kind.ADDED, None, one)
            else:
                yield from _between((*place, name), was[name], one)
        for name in was.keys() - now.keys():
            yield _difference((*place, name), Kind.REMOVED, was[name], None)
    elif was != now:
        yield _difference(place, Kind.CHANGED, was, now)


def _difference(place: tuple[str, ...], kind: Kind, was: Json, now: Json) -> Difference:
    return Difference(place, kind, was, now, _widens(place, kind, was, now))


def _widens(place: tuple[str, ...], kind: Kind, was: Json, now: Json) -> bool:
    if place[0] != "data_sets":
        return place[0] == "purposes" and _more(was, now)
    if kind is Kind.ADDED:
        return True
    if place[-1] == "secrecy" and isinstance(was, str) and isinstance(now, str):
        return is_milder(Secrecy(now), Secrecy(was))
    return kind is Kind.CHANGED and place[-1] in ("values", "keys") and _more(was, now)


def _more(was: Json, now: Json) -> bool:
    return isinstance(was, list | tuple) and isinstance(now, list | tuple) and bool({*map(str, now)} - {*map(str, was)})
