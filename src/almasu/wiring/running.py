"""A running node: what an interface needs to serve people and programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from almasu.actions.carry_out import CarryingOut
from almasu.actions.node import Node
from almasu.kernel.annexes.consent import ConsentTerms
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.receipt import Receipt, sign_receipt
from almasu.store.journal_reading import StoredLog
from almasu.wiring.key_ring import KeyRing
from almasu.wiring.law import Law
from almasu.wiring.settings import Settings


def now() -> datetime:
    """Return this moment: the one clock of the product, read at the edge."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ShownLog:
    """One log as it is shown: where it is read, its keys, and who vouches for it."""

    origin: str
    journal: StoredLog
    log_keys: KeyRing
    vouching: Policy

    @property
    def policy(self) -> Policy:
        """Return whose signatures the log shows: its own keys of all generations, newest first, and its witnesses."""
        return replace(self.vouching, logs=self.log_keys.held.heads)


@dataclass(frozen=True, slots=True)
class Running:
    """A node with everything that lives as long as its process.

    `log_keys` sign what the journal promises and shows, `vouching` names its witnesses and how many are needed;
    `supervision` is the log kept apart for the prosecutor's acts, under a key and with witnesses of its own.
    """

    settings: Settings
    node: Node
    law: Law
    consent: ConsentTerms
    carrying_out: CarryingOut
    journal: StoredLog
    log_keys: KeyRing
    vouching: Policy
    supervision: ShownLog
    now: Callable[[], datetime]

    @property
    def main(self) -> ShownLog:
        """Return the node's journal as it is shown."""
        return ShownLog(self.settings.origin, self.journal, self.log_keys, self.vouching)

    @property
    def policy(self) -> Policy:
        """Return whose signatures the journal shows."""
        return self.main.policy

    def receipt(self, commitment: bytes, at: datetime) -> bytes:
        """Return the signed promise that a committed leaf will stand in the log (DESIGN 3.3)."""
        signing = self.log_keys.held.current.receipts
        return sign_receipt(Receipt(self.settings.origin, commitment, at), signing.key, signing.sign)
