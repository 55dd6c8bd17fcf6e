"""A running node: what an interface needs to serve people and programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from almasu.actions.carry_out import CarryingOut
from almasu.actions.node import Node
from almasu.kernel.journal.keys import LogKeys
from almasu.kernel.journal.policy import Policy
from almasu.kernel.journal.receipt import Receipt, sign_receipt
from almasu.regimes.sio_pso.consent import ConsentTerms
from almasu.store.journal_reading import StoredLog
from almasu.wiring.law import Law
from almasu.wiring.settings import Settings


def now() -> datetime:
    """Return this moment: the one clock of the product, read at the edge."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Running:
    """A node with everything that lives as long as its process.

    `log_keys` sign what the journal promises and shows, `policy` names its witnesses.
    """

    settings: Settings
    node: Node
    law: Law
    consent: ConsentTerms
    carrying_out: CarryingOut
    journal: StoredLog
    log_keys: LogKeys
    policy: Policy
    now: Callable[[], datetime]

    def receipt(self, commitment: bytes, at: datetime) -> bytes:
        """Return the signed promise that a committed leaf will stand in the log (DESIGN 3.3)."""
        signing = self.log_keys.receipts
        return sign_receipt(Receipt(self.settings.origin, commitment, at), signing.key, signing.sign)
