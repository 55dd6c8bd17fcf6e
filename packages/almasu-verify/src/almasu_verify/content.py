"""What a pack holds: read strictly, or refused."""

from __future__ import annotations

from typing import Any

from almasu_verify.faults import Refused
from almasu_verify.reading import canonical, parsed

FORMAT, MOST_BYTES = "almasu-evidence-pack", 64 * 1024 * 1024
BEFORE, AFTER = '<script type="application/json" id="pack">', "</script>"
LEAF = {"entry": str, "index": int, "path": [str]}
WORDS = {"kk": str, "ru": str, "en": str}
SHAPE: dict[str, Any] = {
    "body": {
        "format": str,
        "version": int,
        "number": str,
        "made_at": str,
        "made_by": str,
        "node": str,
        "act": {"salt": str, "bundle": str, "parts": [str], "openings": {"": str}},
        "request": LEAF,
        "answers": [{"leaf": LEAF, "salt": str, "reply": str}],
        "checkpoint": str,
        "stamp": str,
        "keys": str,
        "certificates": [str],
        "names": {"": WORDS},
        "rules": {"": WORDS},
    },
    "export": {"entry": str, "receipt": str},
}


def inside(data: bytes) -> bytes:
    """Return the pack's file from a page, or the data themselves."""
    if not data.lstrip()[:9].lower().startswith((b"<!doctype", b"<html")):
        return data
    try:
        text = data.decode()
    except UnicodeDecodeError as bad:
        raise Refused("the page is not UTF-8") from bad
    _, found, rest = text.partition(BEFORE)
    inside, ended, _ = rest.partition(AFTER)
    if not found or not ended or BEFORE in rest:
        raise Refused("the page holds no pack, or several")
    again = canonical(parsed(inside.encode())).decode()
    if again.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e") != inside:
        raise Refused("the pack in the page is not in its one spelling")
    return again.encode() + b"\n"


def read_pack(data: bytes) -> dict[str, Any]:
    """Return the pack; Refused where it is not one, or not in its one spelling."""
    if len(data) > MOST_BYTES:
        raise Refused("a pack of this size is not read")
    pack = parsed(data)
    _check_shape(pack, SHAPE)
    if canonical(pack) + b"\n" != data:
        raise Refused("the pack is not in its one spelling")
    body: dict[str, Any] = pack["body"]
    if (body["format"], body["version"]) != (FORMAT, 1):
        raise Refused("not an evidence pack of this version")
    if len(body["answers"]) > 64 or len(body["act"]["parts"]) > 64 or len(body["certificates"]) > 32:
        raise Refused("the pack holds more than a request can have")
    return dict(pack)


def _check_shape(value: object, shape: object) -> None:
    """Make sure that a value has the members that are told and no others; "" stands for any name."""
    if isinstance(shape, dict) and isinstance(value, dict):
        if "" not in shape and set(value) != set(shape):
            raise Refused("not an evidence pack")
        for name, one in value.items():
            _check_shape(one, shape.get("", shape.get(name)))
    elif isinstance(shape, list) and isinstance(value, list):
        for one in value:
            _check_shape(one, shape[0])
    elif type(value) is not shape:
        raise Refused("not an evidence pack")
