"""Packs of another shape: members dropped, doubled, turned around, nested, swollen, and taken from another pack."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from almasu.kernel.evidence_pack.content import Body, Pack
from almasu.law.canonical import canonical_bytes

Path = tuple[Any, ...]
DEEP = 3_000


def misshapen(data: bytes, other: bytes) -> Iterator[tuple[str, bytes]]:
    """Every member of a pack in another shape, in the one spelling; then spellings that JSON allows and we do not."""
    plain, foreign = json.loads(data), json.loads(other)
    for path, value in _members(plain):
        name = ".".join(map(str, path))
        for how, shaped in _shapes(value):
            yield f"{how} {name}", canonical_bytes(_with(plain, path, shaped)) + b"\n"
        yield f"dropped {name}", canonical_bytes(_without(plain, path)) + b"\n"
        theirs = _at(foreign, path)
        if theirs is not None and theirs != value:
            yield f"of another {name}", canonical_bytes(_with(plain, path, theirs)) + b"\n"
    yield "a member more", canonical_bytes({**plain, "more": ""}) + b"\n"
    yield from _spellings(data)


def _shapes(value: object) -> Iterator[tuple[str, Any]]:
    yield "nested", {"value": value}
    yield "in a list", [value]
    yield "nothing", None
    yield "true", True
    if isinstance(value, list):
        yield "empty", []
        yield "doubled", [*value, *value]
        yield "many times", value * 70
        if value != value[::-1]:
            yield "turned around", value[::-1]
    elif isinstance(value, dict):
        yield "emptied", {}
    elif isinstance(value, str):
        yield "swollen", value * 2 + "=" * 5_000
        yield "a number", 1
    else:
        yield "below nothing", -1
        yield "beyond numbers", 2**53 - 1


def _spellings(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The same pack as other parsers would read it, and what makes parsers fail."""
    text = data.decode()
    version = '"version":1'
    for name, written in {
        "a member twice": f'{version},"version":1',
        "a member twice, another first": f'"version":2,{version}',
        "a name escaped": '"versio\\u006e":1',
        "a fraction": '"version":1.0',
        "an exponent": '"version":1e0',
        "a huge number": f'"version":{"9" * 5000}',
        "no number": '"version":NaN',
        "endless": '"version":1e999',
        "half a character": '"version":"\\ud800"',
        "deep": '"version":' + "[" * DEEP + "]" * DEEP,
        "deep names": '"version":' + '{"a":' * DEEP + "1" + "}" * DEEP,
    }.items():
        yield name, text.replace(version, written, 1).encode()
    whole = '{"body":' + text[len('{"body":') :]
    yield "the body twice", whole.replace('{"body":', '{"body":{},"body":', 1).encode()
    yield "the export twice", text.replace('"export":', '"export":{},"export":', 1).encode()
    yield "a mark before", b"\xef\xbb\xbf" + data
    yield "a second pack behind", data + data
    yield "zeros behind", data + b"\0" * 64
    yield "a space before", b" " + data
    yield "lines of Windows", data.replace(b"\n", b"\r\n")


def exchanged(pack: Pack, other: Pack) -> Iterator[tuple[str, Body]]:
    """Bodies with a part of another honest pack: its act, its request, its answers, its checkpoint."""
    body, foreign = pack.body, other.body
    for name in ("act", "request", "answers", "checkpoint", "stamp", "certificates", "node"):
        if getattr(body, name) != getattr(foreign, name):
            yield name, msgspec.structs.replace(body, **{name: getattr(foreign, name)})
    yield "an answer of another", msgspec.structs.replace(body, answers=(foreign.answers[0], *body.answers[1:]))


def _members(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    if path:
        yield path, value
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _members(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value[:1]):
            yield from _members(one, (*path, place))


def _at(value: Any, path: Path) -> Any:
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _with(value: Any, path: Path, other: Any) -> Any:
    first, *rest = path
    inner = other if not rest else _with(value[first], tuple(rest), other)
    if isinstance(value, dict):
        return {**value, first: inner}
    return [inner if place == first else one for place, one in enumerate(value)]


def _without(value: Any, path: Path) -> Any:
    first, *rest = path
    if rest:
        return _with(value, (first,), _without(value[first], tuple(rest)))
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name != first}
    return [one for place, one in enumerate(value) if place != first]
