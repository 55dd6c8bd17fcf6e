"""What stands around an incident among objects of STIX 2.1: what it refers to, and what tells of it.

An incident refers to its events, tasks and impacts, these to what was seen; relationships and notes refer to the
incident. Another incident is another's, and so is what stands around it alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

import msgspec

References = Mapping[str, Collection[str]]
"""What each object refers to, by ids."""
INCIDENT: Final = "incident--"
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,248}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TELLING: Final = ("relationship--", "note--", "opinion--", "sighting--")
_FRAME: Final = ("identity--", "marking-definition--", "extension-definition--")


def references_of(body: bytes) -> tuple[str, ...]:
    """Return the ids an object refers to, in the order it tells them: every property whose name ends in `_ref(s)`.

    What nests too deeply to be read refers to nothing.
    """
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return ()
    found: dict[str, None] = {}
    waiting: list[tuple[str, object]] = [("", told)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [(str(key), one) for key, one in reversed(list(value.items()))]
        elif isinstance(value, list):
            waiting += [(name, one) for one in reversed(value)]
        elif isinstance(value, str) and name.endswith(("_ref", "_refs")) and _ID.fullmatch(value):
            found[value] = None
    return tuple(found)


def around(incident: str, references: References) -> tuple[str, ...]:
    """Return the ids around an incident, itself first: what it refers to, then who tells of it and of what else.

    Ids that no object has are among them: whoever reads tells that they are missing.
    """
    found = dict.fromkeys(_referred([incident], incident, references))
    for one in _telling(incident, references):
        found.update(dict.fromkeys(_referred([one], incident, references)))
    return tuple(found)


def _telling(incident: str, references: References) -> Iterator[str]:
    return (one for one, to in references.items() if one.startswith(_TELLING) and incident in to)


def _referred(first: Iterable[str], incident: str, references: References) -> Iterator[str]:
    """Yield ids and what they refer to, at whatever remove; neither other incidents nor what a publisher refers to."""
    seen, waiting = set(first), list(first)
    for one in waiting:
        yield one
        if one.startswith(_FRAME):
            continue
        for to in references.get(one, ()):
            if to not in seen and (to == incident or not to.startswith(INCIDENT)):
                seen.add(to)
                waiting.append(to)
