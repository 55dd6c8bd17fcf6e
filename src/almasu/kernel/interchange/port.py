"""What acts of the exchange between machines need from the outside: one transaction of its store."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from almasu.kernel.interchange.collections_port import Collections
from almasu.kernel.interchange.incoming import Incoming
from almasu.kernel.interchange.pulling import PullPlaces
from almasu.kernel.interchange.shelf import Shelves
from almasu.kernel.papers.port import Papers
from almasu.kernel.ports import JournalWriter


class InterchangeTransaction(Protocol):
    """All that one act of the exchange keeps, together."""

    @property
    def collections(self) -> Collections:
        """Collections."""
        ...

    @property
    def shelves(self) -> Shelves:
        """Published files."""
        ...

    @property
    def incoming(self) -> Incoming:
        """What others published and we fetched."""
        ...

    @property
    def pulls(self) -> PullPlaces:
        """Where reading of collections of others goes on."""
        ...

    @property
    def papers(self) -> Papers:
        """Accounts of machines are papers."""
        ...

    @property
    def journal(self) -> JournalWriter:
        """The journal of the node."""
        ...


class InterchangeStore(Protocol):
    """The store of the exchange between machines."""

    def transaction(self) -> AbstractAsyncContextManager[InterchangeTransaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        ...

    def code(self, label: str, said: str) -> bytes:
        """Return a code of 32 bytes that only this exchange can make."""
        ...
