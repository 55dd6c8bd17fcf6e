"""The way on from a list: what its address adds to lead to the next page, with the filters that chose this one."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from almasu.interfaces.portal.offices.typed import Typed

NOTHING_TYPED = Typed()


def older_of(after: str, asked: Typed = NOTHING_TYPED, filters: Iterable[str] = (), name: str = "older") -> str:
    """Return what leads to the page that begins at a cursor; nothing for the first page, and after the last one.

    `name` is that of the list's cursor in the address, where a page has several lists (`Page.lists`).
    """
    if not after:
        return ""
    kept = [(name, typed) for name in filters if (typed := asked.text(name))]
    return f"?{urlencode([*kept, (name, after)])}"
