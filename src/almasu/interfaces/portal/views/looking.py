"""What was typed into the box of the desk: what it can be, and what one has on it already."""

from __future__ import annotations

from dataclasses import dataclass

from almasu.interfaces.portal.views.answers import RequestSummary
from almasu.interfaces.portal.views.asking import RecognisedKey


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of one's own with this number, and the place of its material."""

    task: str
    place: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found. `keys` are what the words can be, likeliest first; the rest is one's own and nobody else's.

    `whole` tells that all one's requests were looked through, not only the latest.
    """

    keys: tuple[RecognisedKey, ...]
    tasks: tuple[OwnTask, ...]
    requests: tuple[RequestSummary, ...]
    whole: bool
