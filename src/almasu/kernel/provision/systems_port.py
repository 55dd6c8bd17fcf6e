"""What actions need of the wiring to ask a body's own system."""

from __future__ import annotations

from typing import Protocol

from almasu.kernel.answers import NoReply, Question, Reply
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.provision.joint_act import DataSet


class Systems(Protocol):
    """The systems of state bodies, each asked by the protocol its body speaks."""

    def knows(self, body: str, data_set: str) -> bool:
        """Tell whether a system of the body (BIN) serves the set."""
        ...

    async def ask(self, body: str, data_set: DataSet, question: Question) -> Reply:
        """Ask once; silence is a NoReply, never an exception. A set that no system serves is a NoReply as well."""
        ...


class NoSystems:
    """Implements `Systems` where none is connected: every question meets silence."""

    def knows(self, body: str, data_set: str) -> bool:
        """Know of no system."""
        return False

    async def ask(self, body: str, data_set: DataSet, question: Question) -> Reply:
        """Return the silence of a system that is not there."""
        return NoReply(Silence.NOT_CONNECTED, "", retriable=True)
