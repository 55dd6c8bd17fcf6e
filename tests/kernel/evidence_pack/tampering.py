"""Every way of changing a pack that we know: by anyone, and by one who holds the node's receipt key."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator

import msgspec

from almasu.kernel.evidence_pack.content import Answer, Body, Pack
from almasu.law.canonical import canonical_bytes


def tamperings(data: bytes, each: int = 6) -> Iterator[tuple[str, bytes]]:
    """Some changes in every text of a pack, written again in the one spelling; then changes of raw bytes."""
    plain = json.loads(data)
    for path, value in list(_texts(plain)):
        for name, other in _changes(value, each):
            yield f"{'.'.join(map(str, path))}:{name}", canonical_bytes(_with(plain, path, other)) + b"\n"
    for at in range(0, len(data), max(1, len(data) // 60)):
        yield f"bytes:{at}", data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    for cut in (1, 2, len(data) // 2):
        yield f"cut:{cut}", data[:-cut]


def _texts(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], object]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts(one, (*path, place))
    else:
        yield path, value


def _changes(value: object, each: int) -> Iterator[tuple[str, object]]:
    if isinstance(value, int):
        yield "more", value + 1
        return
    assert isinstance(value, str)
    if not value:
        yield "filled", "QQ=="
        return
    raw = _base64(value)
    step = max(1, len(value) // each)
    for at in range(0, len(value), step):
        if raw is None:
            yield f"letter {at}", value[:at] + ("0" if value[at] != "0" else "1") + value[at + 1 :]
        else:
            place = at * len(raw) // len(value)
            other = raw[:place] + bytes([raw[place] ^ 0x10]) + raw[place + 1 :]
            yield f"byte {place}", base64.b64encode(other).decode()
    yield "emptied", ""


def _base64(value: str) -> bytes | None:
    try:
        raw = base64.b64decode(value, validate=True)
    except ValueError:
        return None
    return raw if raw and base64.b64encode(raw).decode() == value else None


def _with(value: object, path: tuple[object, ...], other: object) -> object:
    if not path:
        return other
    first, rest = path[0], path[1:]
    if isinstance(value, dict):
        return {name: _with(one, rest, other) if name == first else one for name, one in value.items()}
    assert isinstance(value, list)
    return [_with(one, rest, other) if place == first else one for place, one in enumerate(value)]


def rebound(pack: Pack) -> Iterator[tuple[str, str, Body]]:
    """Changed bodies for which the node would sign anew, and the step that must find each out."""
    body = pack.body
    act, first, second = body.act, body.answers[0], body.answers[1]
    replace = msgspec.structs.replace
    for at in range(0, len(act.bundle), len(act.bundle) // 12):
        yield f"bundle {at}", "act", replace(body, act=replace(act, bundle=_flipped(act.bundle, at)))
    for place, part in enumerate(act.parts):
        parts = tuple(_flipped(one, 40) if n == place else one for n, one in enumerate(act.parts))
        yield f"part {place}", "act", replace(body, act=replace(act, parts=parts))
        assert part
    yield "no parts", "act", replace(body, act=replace(act, parts=()))
    yield "salt", "act", replace(body, act=replace(act, salt="11" * 32))
    for label in act.openings:
        openings = {**act.openings, label: base64.b64encode(b"another").decode()}
        yield f"opening {label}", "question", replace(body, act=replace(act, openings=openings))
    yield "request entry", "inclusion", replace(body, request=_leaf(body.request, "financial", "financiaL"))
    yield "refused", "question", replace(body, request=_leaf(body.request, '"allowed":true', '"allowed":false'))
    yield "other ground", "question", replace(body, request=_leaf(body.request, '"ground":"f', '"ground":"g'))
    yield "other object", "act", replace(body, request=_leaf(body.request, "request:5", "request:6"))
    yield "index", "inclusion", replace(body, request=replace(body.request, index=body.request.index + 1))
    yield "short path", "inclusion", replace(body, request=replace(body.request, path=body.request.path[:-1]))
    path = (_flipped(body.request.path[0], 3), *body.request.path[1:])
    yield "path", "inclusion", replace(body, request=replace(body.request, path=path))
    for name, answer, step in _answers(first, second):
        yield name, step, replace(body, answers=(answer, second))
    yield "twice", "answers", replace(body, answers=(first, first))
    yield "root", "checkpoint", replace(body, checkpoint=_digit(body.checkpoint, 2))
    yield "no witness", "checkpoint", replace(body, checkpoint=_without_last(body.checkpoint))
    for at in range(60, 2000, 160):
        yield f"stamp {at}", "stamp", replace(body, stamp=_flipped(body.stamp, at))
    yield "no certificates", "path", replace(body, certificates=())
    yield "other node", "act", replace(body, node="another/node")


def _answers(first: Answer, second: Answer) -> Iterator[tuple[str, Answer, str]]:
    replace = msgspec.structs.replace
    yield "reply", replace(first, reply=_flipped(first.reply, 5)), "answers"
    yield "reply of another", replace(first, reply=second.reply), "answers"
    yield "answer's salt", replace(first, salt="22" * 32), "answers"
    yield "other register", replace(first, leaf=_leaf(first.leaf, '"resource":1', '"resource":3')), "answers"
    yield "outcome", replace(first, leaf=_leaf(first.leaf, "answered", "refused")), "inclusion"


def _leaf(leaf, old: str, new: str):
    assert old in leaf.entry
    return msgspec.structs.replace(leaf, entry=leaf.entry.replace(old, new, 1))


def _flipped(text: str, at: int) -> str:
    raw = bytearray(base64.b64decode(text))
    raw[at % len(raw)] ^= 0x20
    return base64.b64encode(bytes(raw)).decode()


def _digit(note: str, line: int) -> str:
    lines = note.split("\n")
    lines[line] = _flipped(lines[line], 0)
    return "\n".join(lines)


def _without_last(note: str) -> str:
    return "\n".join(note.split("\n")[:-2]) + "\n"
