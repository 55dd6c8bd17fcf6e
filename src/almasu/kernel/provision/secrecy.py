"""Regimes of secrecy and what each allows: shown with every value, kept by every act (FMA-4.2, FMA-6.2).

The act names official, commercial, banking and other secrets protected by law, and, apart from them, resources with
restricted access, which go by paper alone. Of those the system keeps a card, never the content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from almasu.law.text import Text


class Secrecy(StrEnum):
    """A regime of secrecy, the mildest first."""

    OPEN = "open"
    PERSONAL = "personal"
    COMMERCIAL = "commercial"
    BANKING = "banking"
    OFFICIAL = "official"
    OTHER = "other"
    """Another secret protected by law: tax, medical, of adoption, of notaries."""
    RESTRICTED = "restricted"
    """A resource with restricted access: by paper alone."""
    STATE_SECRET = "state_secret"  # noqa: S105 - a regime, no password


CARD_ONLY = frozenset({Secrecy.RESTRICTED, Secrecy.STATE_SECRET})
"""Of these the system holds the register card and nothing of the content."""
_STRICTNESS = tuple(Secrecy)
SECRECY_NAMES: Mapping[Secrecy, Text] = MappingProxyType(
    {
        Secrecy.OPEN: Text(kk="ашық", ru="открытые", en="open"),
        Secrecy.PERSONAL: Text(kk="дербес деректер", ru="персональные данные", en="personal data"),
        Secrecy.COMMERCIAL: Text(kk="коммерциялық құпия", ru="коммерческая тайна", en="commercial secret"),
        Secrecy.BANKING: Text(kk="банктік құпия", ru="банковская тайна", en="banking secret"),
        Secrecy.OFFICIAL: Text(kk="қызметтік құпия", ru="служебная тайна", en="official secret"),
        Secrecy.OTHER: Text(
            kk="заңмен қорғалатын өзге құпия", ru="иная охраняемая законом тайна", en="another secret protected by law"
        ),
        Secrecy.RESTRICTED: Text(kk="қолжетімділігі шектелген", ru="ограниченный доступ", en="restricted access"),
        Secrecy.STATE_SECRET: Text(kk="мемлекеттік құпия", ru="государственная тайна", en="state secret"),
    }
)


@dataclass(frozen=True, slots=True)
class Handling:
    """What a regime allows with received content.

    `held` that the system may hold it; `printed` and `exported` that it may leave the screen; `passed_on` that another
    worker with the same purpose may be given it; `reason` that every opening says why.
    """

    held: bool
    printed: bool
    exported: bool
    passed_on: bool
    reason: bool


_HANDLING: Mapping[Secrecy, Handling] = MappingProxyType(
    {
        Secrecy.OPEN: Handling(held=True, printed=True, exported=True, passed_on=True, reason=False),
        Secrecy.PERSONAL: Handling(held=True, printed=True, exported=True, passed_on=True, reason=True),
        Secrecy.COMMERCIAL: Handling(held=True, printed=True, exported=True, passed_on=True, reason=True),
        Secrecy.BANKING: Handling(held=True, printed=True, exported=False, passed_on=True, reason=True),
        Secrecy.OFFICIAL: Handling(held=True, printed=True, exported=False, passed_on=False, reason=True),
        Secrecy.OTHER: Handling(held=True, printed=False, exported=False, passed_on=False, reason=True),
        Secrecy.RESTRICTED: Handling(held=False, printed=False, exported=False, passed_on=False, reason=True),
        Secrecy.STATE_SECRET: Handling(held=False, printed=False, exported=False, passed_on=False, reason=True),
    }
)


def handling_of(regimes: Iterable[Secrecy]) -> Handling:
    """Return what is allowed where several regimes meet: only what each of them allows."""
    found = [_HANDLING[one] for one in regimes] or [_HANDLING[Secrecy.OTHER]]
    return Handling(
        held=all(one.held for one in found),
        printed=all(one.printed for one in found),
        exported=all(one.exported for one in found),
        passed_on=all(one.passed_on for one in found),
        reason=any(one.reason for one in found),
    )


def strictest(regimes: Iterable[Secrecy]) -> Secrecy:
    """Return the strictest of regimes, `other` where none is told: what nobody marked is not open."""
    return max(regimes, key=_STRICTNESS.index, default=Secrecy.OTHER)


def is_milder(one: Secrecy, than: Secrecy) -> bool:
    """Tell whether a regime is milder than another."""
    return _STRICTNESS.index(one) < _STRICTNESS.index(than)
