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
class Running:
    """A node with everything that lives as long as its process.

    `log_keys` sign what the journal promises and shows, `vouching` names its witnesses and how many are needed.
    """

    settings: Settings
    node: Node
    law: Law
    consent: ConsentTerms
    carrying_out: CarryingOut
    journal: StoredLog
    log_keys: KeyRing
    vouching: Policy
    now: Callable[[], datetime]

    @property
    def policy(self) -> Policy:
        """Return whose signatures the log shows: its own keys of all generations, newest first, and its witnesses."""
        return replace(self.vouching, logs=self.log_keys.held.heads)

    def receipt(self, commitment: bytes, at: datetime) -> bytes:
        """Return the signed promise that a committed leaf will stand in the log (DESIGN 3.3)."""
        signing = self.log_keys.held.current.receipts
        return sign_receipt(Receipt(self.settings.origin, commitment, at), signing.key, signing.sign)
