"""No letter that hides or turns others comes in with what a program sends, as none does with a form (SIO25-3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from litestar import Request

from almasu.kernel.requests.free_text import hidden_in

DEEPEST = 40


async def without_hidden_letters(request: Request[Any, Any, Any]) -> None:
    """Refuse a document or a query with such a letter: Problem `request.hidden_character`, naming the member.

    What is no document is left to the address, and so is the body of one that takes files and no document.
    """
    for name, value in request.query_params.multi_items():
        _must_be_plain(name, value)
    if "data" not in request.route_handler.parsed_fn_signature.parameters:
        return
    try:
        told = msgspec.json.decode(await request.body())
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return
    for where, text in _texts(told, ""):
        _must_be_plain(where, text)


def _must_be_plain(where: str, text: object) -> None:
    if isinstance(text, str) and (hidden := hidden_in(text, where, one_line=False)) is not None:
        raise hidden


def _texts(told: object, where: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield every text of a document with the member of the outermost layer that holds it."""
    if depth > DEEPEST:
        return
    match told:
        case str():
            yield where, told
        case Mapping():
            for name, value in told.items():
                yield where or str(name), str(name)
                yield from _texts(value, where or str(name), depth + 1)
        case list():
            for value in told:
                yield from _texts(value, where, depth + 1)
        case _:
            return
