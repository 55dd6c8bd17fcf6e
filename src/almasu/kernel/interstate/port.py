"""What acts of the exchange between states need from the outside: the law of the Agreement, and the post."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from almasu.kernel.interstate.messages import Concern
from almasu.kernel.interstate.parcels import Parcel
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.sending import Sending
from almasu.kernel.interstate.systems import System
from almasu.kernel.ports import Transaction
from almasu.law.rule import Finding


class InterstateLaw(Protocol):
    """The Agreement as one node decides by it."""

    @property
    def state(self) -> str:
        """The code of the state whose bodies work at this node (ISO 3166-1)."""
        ...

    @property
    def directory(self) -> Directory:
        """Parties and bodies as the act prints them; a node enters what the depositary received."""
        ...

    @property
    def systems(self) -> Sequence[System]:
        """Systems that the act itself names; a node enters their cards, and others."""
        ...

    def judged(self, sending: Sending) -> Sequence[Finding]:
        """Return what every rule says of a request that somebody wants to send."""
        ...

    def due(self, term: str, start: datetime) -> datetime:
        """Return when a term of the Agreement (`cis.answer`) that began at a moment ends."""
        ...


class Post(Protocol):
    """Carries what one node tells another: kept in the act's own transaction, delivered once and in order (CIS-6.1)."""

    async def put(
        self, transaction: Transaction, peer: str, parcel: Parcel, at: datetime, about: Concern | None = None
    ) -> None:
        """Keep a parcel for a node; Problem where none of that name is registered.

        `about` is what of ours it tells: its body learns of it where the other node does not accept the parcel.
        """
        ...
