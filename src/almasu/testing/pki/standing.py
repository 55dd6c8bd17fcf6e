"""Standing of certificates: revoked, held, released. An append-only list of changes in `standing.json`.

A command in one process and a responder in another share it: the file is re-read when it changes.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from almasu.law.problem import ProblemKind
from almasu.law.text import Text
from almasu.testing.pki.container import write_private

ALREADY_REVOKED = ProblemKind(
    code="pki.key.revoked",
    status=409,
    title=Text(
        kk="{label} кілті біржола кері қайтарылған.",
        ru="Ключ {label} отозван окончательно.",
        en="The key {label} is revoked for good.",
    ),
    remedy=Text(
        kk="Иесіне жаңа кілт шығарыңыз: кері қайтарылған кілт қалпына келтірілмейді.",
        ru="Выпустите владельцу новый ключ: отозванный ключ не восстанавливается.",
        en="Issue a new key to its owner: a revoked key does not come back.",
    ),
)


class Change(StrEnum):
    """What happened to a certificate."""

    REVOKED = "revoked"
    HELD = "held"
    RELEASED = "released"


class Reason(StrEnum):
    """Why, in the names of RFC 5280, 5.3.1 as asn1crypto writes them."""

    UNSPECIFIED = "unspecified"
    KEY_COMPROMISE = "key_compromise"
    AFFILIATION_CHANGED = "affiliation_changed"
    SUPERSEDED = "superseded"
    CESSATION = "cessation_of_operation"
    HOLD = "certificate_hold"
    REMOVED = "remove_from_crl"


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One change of one certificate; `serial` in hexadecimal, `issuer` the label of its authority."""

    issuer: str
    serial: str
    change: Change
    at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The certificate may not be used since `since`."""

    since: datetime
    reason: Reason


class Standings:
    """The changes of one folder, newest last."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "standing.json"
        self._read: tuple[int, tuple[Event, ...]] = (-1, ())

    def events(self) -> tuple[Event, ...]:
        """Return every change so far."""
        try:
            stamp = self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return ()
        if stamp != self._read[0]:
            self._read = (stamp, msgspec.json.decode(self._path.read_bytes(), type=tuple[Event, ...]))
        return self._read[1]

    def record(self, event: Event, label: str) -> None:
        """Add one change; Problem `pki.key.revoked` where the certificate is already revoked for good."""
        with _alone(self._path.with_suffix(".lock")):
            now = withdrawn(self.events(), event.issuer, event.serial, event.at)
            if now is not None and now.reason is not Reason.HOLD:
                raise ALREADY_REVOKED.at(label, label=label)
            write_private(self._path, msgspec.json.encode([*self.events(), event]))


def withdrawn(events: Iterable[Event], issuer: str, serial: str, at: datetime) -> Withdrawn | None:
    """Return how a certificate stands withdrawn at a moment, None while it is good."""
    return withdrawn_of(events, issuer, at).get(serial)


def withdrawn_of(events: Iterable[Event], issuer: str, at: datetime) -> dict[str, Withdrawn]:
    """Return all certificates of one authority that stand withdrawn at a moment, by serial."""
    standing: dict[str, Withdrawn] = {}
    for event in sorted(events, key=lambda one: one.at):
        if event.issuer != issuer or event.at > at:
            continue
        match event.change:
            case Change.REVOKED | Change.HELD:
                standing[event.serial] = Withdrawn(event.at, event.reason)
            case Change.RELEASED:
                standing.pop(event.serial, None)
    return standing


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
