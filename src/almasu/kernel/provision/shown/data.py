"""Answers of an application that are data: members of JSON and columns of CSV beyond the act are cut (FMA-5)."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import msgspec

from almasu.kernel.provision.shown.named import Judge, NotReadable

DEEPEST = 50
_NESTED = (dict, list)


def json_shown(body: bytes, judge: Judge) -> bytes:
    """Return JSON without the members that are no fields of the act; NotReadable where it names nothing.

    A member beyond the act that holds others is only their wrapping: it stays where something in it does.
    """
    try:
        value = msgspec.json.decode(body)
    except (msgspec.MsgspecError, RecursionError) as wrong:
        raise NotReadable from wrong
    if not isinstance(value, _NESTED):
        raise NotReadable
    return msgspec.json.encode(_kept(value, judge, DEEPEST))


def _kept(value: object, judge: Judge, depth: int) -> object:
    if depth == 0:
        raise NotReadable
    if isinstance(value, dict):
        return dict(_members(value, judge, depth))
    if isinstance(value, list):
        inner = [one for one in value if isinstance(one, _NESTED)]
        if len(inner) < len(value):
            judge.cut("")
        return [_kept(one, judge, depth - 1) for one in inner]
    return value


def _members(value: dict[str, object], judge: Judge, depth: int) -> Iterator[tuple[str, object]]:
    for name, one in value.items():
        nested = isinstance(one, _NESTED)
        if judge.names.covers(name) and not _holds_names(one):
            yield name, one
        elif nested:
            kept = _kept(one, judge, depth - 1)
            if (kept or not one) and judge.named(name) is not None:
                yield name, kept
            else:
                judge.beyond(name)
        else:
            judge.beyond(name)


def _holds_names(value: object) -> bool:
    """Tell whether a value has names of its own inside, which are judged each."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, _NESTED) for one in value))


def csv_shown(body: bytes, judge: Judge) -> bytes:
    """Return CSV without the columns that are no fields of the act; NotReadable where its head names none."""
    try:
        text = body.decode("utf-8-sig")
        line = text.partition("\n")[0]
        apart = max(",;\t", key=line.count)
        rows = list(csv.reader((f"{one}\n" for one in text.split("\n")), delimiter=apart))
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise NotReadable from wrong
    head = rows[0] if rows else []
    places = [place for place, name in enumerate(head) if judge.names.covers(name)]
    if not places:
        raise NotReadable
    for place, name in enumerate(head):
        if place not in places:
            judge.beyond(name)
    written = _Written()
    shown = ([row[place] for place in places if place < len(row)] for row in rows if row)
    csv.writer(written, delimiter=apart).writerows(shown)
    return "".join(written.lines).encode()


class _Written:
    """What a writer of CSV writes into."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, line: str) -> None:
        """Add a line."""
        self.lines.append(line)
