"""The page of a pack: one HTML file that shows it and checks it in the reader's browser, without any network.

The data stand in the page as JSON with `<`, `>` and `&` escaped, so that nothing in them can be taken for markup. The
page's policy allows its own script and style by their hashes and nothing else. The page itself is no evidence: whoever
changes a file can change its script as well, so a reader with doubts takes the verifier from another source.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass

from almasu.kernel.journal.malformed import Malformed
from almasu.law.canonical import canonical_bytes

BEFORE = '<script type="application/json" id="pack">'
AFTER = "</script>"
PLACES = ("{{policy}}", "{{style}}", "{{words}}", "{{pack}}", "{{script}}")


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of the page: HTML with five places, the style, the script, the words in JSON."""

    html: str
    style: str
    script: str
    words: str


def page(pack: bytes, frame: Frame) -> bytes:
    """Return the page of a pack's file."""
    policy = (
        f"default-src 'none'; script-src '{_source(frame.script)}'; style-src '{_source(frame.style)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    filled = (policy, frame.style, escaped(frame.words), escaped(pack.decode().removesuffix("\n")), frame.script)
    html = frame.html
    pieces: list[str] = []
    for place, text in zip(PLACES, filled, strict=True):
        before, found, html = html.partition(place)
        if not found:
            raise ValueError(f"the frame lacks {place}")
        pieces += [before, text]
    return ("".join(pieces) + html).encode()


def pack_inside(data: bytes) -> bytes:
    """Return the pack's file from a page, or the data themselves where they are no page; Malformed."""
    if not data.lstrip()[:9].lower().startswith((b"<!doctype", b"<html")):
        return data
    try:
        text = data.decode()
    except UnicodeDecodeError as bad:
        raise Malformed("the page is not UTF-8") from bad
    _, found, rest = text.partition(BEFORE)
    inside, ended, _ = rest.partition(AFTER)
    if not found or not ended or BEFORE in rest:
        raise Malformed("the page holds no pack, or several")
    try:
        again = canonical_bytes(json.loads(inside))
    except (ValueError, RecursionError) as bad:
        raise Malformed("the page holds no pack") from bad
    if escaped(again.decode()) != inside:
        raise Malformed("the pack in the page is not in its one spelling")
    return again + b"\n"


def escaped(text: str) -> str:
    """Return JSON in which nothing can end a script element."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
