"""What one body asks of another: the five blocks of article 8, and the three ways to get information.

A request names both bodies, its subject and basis, what is asked for and what it will be used for (CIS-8.1a to
CIS-8.1e), in Russian, the working language (CIS-19.1). What lacks a block cannot be signed; what came from elsewhere
and lacks one goes back with its name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

LONGEST = 8_000
"""Characters of a block."""
MOST_ITEMS = 50
"""What is asked for is listed item by item: each is answered, refused or put off by itself (CIS-8.2b)."""
LEAST_WORDS = 3
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_OTHERS = re.compile(r"[\u0400-\u052f]")
"""Letters of Cyrillic; those that are not Russian stand in Kazakh, Kyrgyz, Tajik, Belarusian, Ukrainian and others."""
_LETTER = re.compile(r"[^\W\d_]")
RUSSIAN_SHARE = 0.5
"""Of the letters of a Russian text so many are Cyrillic: names and numbers of documents may stand in Latin."""


class Way(StrEnum):
    """The three ways to get information (CIS-7a, CIS-7b, CIS-7c)."""

    ONE_TIME = "one_time"
    """About whether data exist in a system and what they say; closes after its answer."""
    STANDING = "standing"
    """Answered as matching information arrives, until its end."""
    INITIATIVE = "initiative"
    """Offered by the owner or holder without a request."""


class Subject(StrEnum):
    """What the Agreement is about, and nothing else is (CIS-2)."""

    TERRORISM = "terrorism"
    VIOLENT_EXTREMISM = "violent_extremism"
    FINANCING = "financing"
    """The financing of either."""


class Matter(StrEnum):
    """What information may be about (CIS-1a)."""

    PERSON = "person"
    ORGANISATION = "organisation"
    THING = "thing"
    FACT = "fact"
    EVENT = "event"
    PHENOMENON = "phenomenon"
    PROCESS = "process"


class Item(msgspec.Struct, frozen=True):
    """One thing that is asked for: what it is about, and in words what is wanted."""

    matter: Matter
    words: str


class Asked(msgspec.Struct, frozen=True):
    """A request as it is signed.

    `requesting` and `requested` are ids of bodies; `basis` the instruments and the case it rests on; `system` the
    registered system that is asked, empty where the body itself is; `ends_on` and `review_on` are for a standing
    request alone: the day after which nothing more is answered, and the day on which it is looked at again.
    """

    number: UUID
    way: Way
    requesting: str
    requested: str
    subject: Subject
    basis: str
    items: tuple[Item, ...]
    purpose: str
    other: str = ""
    system: str = ""
    ends_on: date | None = None
    review_on: date | None = None
    in_reply_to: UUID | None = None


class Missing(StrEnum):
    """What a request can lack, by the letter of article 8."""

    BODIES = "bodies"
    BASIS = "basis"
    DESCRIPTION = "description"
    PURPOSE = "purpose"
    RUSSIAN = "russian"
    END = "end"
    """A standing request says until when it stands and when it is looked at again (our safeguard for CIS-7b)."""


def missing_in(asked: Asked, day: date) -> tuple[Missing, ...]:
    """Return what a request lacks on a day, in the order of article 8; empty where it is complete."""
    found: list[Missing] = []
    if not (asked.requesting and asked.requested) or asked.requesting == asked.requested:
        found.append(Missing.BODIES)
    if not says_something(asked.basis):
        found.append(Missing.BASIS)
    if not asked.items or not all(says_something(item.words) for item in asked.items):
        found.append(Missing.DESCRIPTION)
    if not says_something(asked.purpose):
        found.append(Missing.PURPOSE)
    if not all(is_russian(text) for text in _texts(asked)):
        found.append(Missing.RUSSIAN)
    if asked.way is Way.STANDING and not _has_end(asked, day):
        found.append(Missing.END)
    return tuple(found)


def says_something(text: str) -> bool:
    """Tell whether a block says something: at least three words."""
    return len(text.split()) >= LEAST_WORDS


def is_russian(text: str) -> bool:
    """Tell whether a text can be Russian: mostly Cyrillic letters, and none that Russian does not have (CIS-19.1).

    A rough look that finds a text in another language by its letters; a person reads it before it is signed.
    """
    letters = _LETTER.findall(text)
    if not letters:
        return True
    return len(_CYRILLIC.findall(text)) >= RUSSIAN_SHARE * len(letters) and not _foreign_in(_without_names(text))


def _foreign_in(text: str) -> bool:
    return any(_CYRILLIC.match(one) is None for one in _OTHERS.findall(text))


def _without_names(text: str) -> str:
    """Return a text without what stands in angle quotes: names may be written as in their documents."""
    return re.sub(r"«[^»]*»", "", text)


def _texts(asked: Asked) -> Sequence[str]:
    return [asked.basis, asked.purpose, asked.other, *(item.words for item in asked.items)]


def _has_end(asked: Asked, day: date) -> bool:
    end, review = asked.ends_on, asked.review_on
    return end is not None and review is not None and day < review <= end
