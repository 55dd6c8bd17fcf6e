"""What acts of giving data need from the outside: the law of the order, and what the store keeps for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from almasu.kernel.provision.facts import Fact
from almasu.kernel.provision.feeds.progress import Tolerance
from almasu.kernel.provision.impossibility import Longest
from almasu.kernel.provision.ladder import Pace
from almasu.law.calendar import Calendar
from almasu.law.edition import Edition
from almasu.law.rule import Finding
from almasu.law.term import Term
from almasu.law.text import Text


class ProvisionLaw(Protocol):
    """The order as one node decides by it: the values of the house, the calendar, the rules."""

    @property
    def longest(self) -> Longest:
        """How long proofs may stand."""
        ...

    @property
    def pace(self) -> Pace:
        """How often a better way is tried."""
        ...

    @property
    def tolerance(self) -> Tolerance:
        """How wrong a file may be."""
        ...

    @property
    def carrier_term(self) -> Term:
        """How long the Agency keeps a carrier that was read in or refused."""
        ...

    @property
    def calendar(self) -> Calendar:
        """Days that count."""
        ...

    def edition_at(self, at: datetime) -> str:
        """Return the id of the edition that governs a moment; Fault before the first."""
        ...

    def says(self, rule: str) -> Text | None:
        """Return what a rule requires, in our words; None for an id of no rule."""
        ...

    def wordings_at(self, at: datetime) -> Mapping[str, Edition]:
        """Return by whose wording clauses 3 and 4 govern a moment; a clause that nobody had worded yet is left out."""
        ...

    def judged(self, what: str, facts: Fact) -> Sequence[Finding]:
        """Return what every rule says of the facts of one kind of act.

        `what` is `transferred`, `channel`, `described`, `used` or `proved`, and the facts are of its shape.
        """
        ...
