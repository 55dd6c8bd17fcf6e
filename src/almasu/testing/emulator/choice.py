"""The person's part: being asked, choosing a key, entering the PIN, or cancelling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from almasu.testing.emulator.keyring import Key, Keyring
from almasu.testing.people import PEOPLE
from almasu.testing.pki.container import WrongPin
from almasu.testing.pki.keys import SigningKey

MOST_TRIES = 5


class Trouble(StrEnum):
    """Why the last attempt of the person did not sign."""

    WRONG_PIN = "wrong_pin"
    NOT_OFFERED = "not_offered"


@dataclass(frozen=True, slots=True)
class Question:
    """What the person is asked: by which site, for what, over which contents, with which keys to choose from."""

    origin: str
    purpose: str
    locale: str
    contents: tuple[bytes, ...]
    keys: tuple[Key, ...]
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """The person chose a key and entered a PIN."""

    label: str
    pin: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """The person closed the window."""


Decision = Use | Cancel


class Chooser(Protocol):
    """Whoever decides: a person at the page, a script, or nobody (automatic)."""

    async def decide(self, question: Question) -> Decision:
        """Return the decision on one question."""
        ...


class Blocked(Exception):
    """The PIN was wrong too many times: the token does not open any more."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The key opened with its PIN."""

    key: Key
    signing: SigningKey


class Person:
    """Asks one question at a time, as a modal window does, and opens the chosen key."""

    def __init__(self, keyring: Keyring, chooser: Chooser) -> None:
        self._keyring = keyring
        self._chooser = chooser
        self._one_at_a_time = asyncio.Lock()
        self._failures: dict[str, int] = {}

    async def choose(self, question: Question) -> Chosen | None:
        """Return the opened key, or None when the person cancels; Blocked after five wrong PINs in a row."""
        async with self._one_at_a_time:
            while True:
                decision = await self._chooser.decide(question)
                if isinstance(decision, Cancel):
                    return None
                outcome = await self._open(question, decision.label, decision.pin)
                if isinstance(outcome, Chosen):
                    return outcome
                question = replace(question, trouble=outcome)

    async def _open(self, question: Question, label: str, pin: str) -> Chosen | Trouble:
        key = next((one for one in question.keys if one.label == label), None)
        if key is None:
            return Trouble.NOT_OFFERED
        if self._failures.get(label, 0) >= MOST_TRIES:
            raise Blocked(label)
        try:
            signing = await asyncio.to_thread(self._keyring.pki.key, label, pin or "-")
        except WrongPin:
            self._failures[label] = self._failures.get(label, 0) + 1
            return Trouble.WRONG_PIN
        self._failures.pop(label, None)
        return Chosen(key, signing)


class Automatic:
    """Chooses the first usable key with the demo's printed PIN; cancels when there is none or it did not open."""

    def __init__(self, now: Callable[[], datetime], iin: str = "") -> None:
        self._now = now
        self._iin = iin

    async def decide(self, question: Question) -> Decision:
        """Return the first key of the wanted person that is within its term."""
        pins = {one.iin: one.pin for one in PEOPLE if self._iin in ("", one.iin)}
        for key in question.keys:
            if key.iin in pins and not key.is_expired(self._now()) and question.trouble is None:
                return Use(key.label, pins[key.iin])
        return Cancel()


class Scripted:
    """Gives prepared decisions in their order, then cancels. `asked` keeps the questions for tests to look at."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._left = list(decisions)
        self.asked: list[Question] = []

    async def decide(self, question: Question) -> Decision:
        """Return the next prepared decision."""
        self.asked.append(question)
        return self._left.pop(0) if self._left else Cancel()
