"""What actions need from the outside, as protocols: one transaction of the store, the store, messages.

Every act of consequence is decided, kept and journalled through one `Transaction`: all of it happens, or none.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol
from uuid import UUID

from almasu.kernel.control.port import Control
from almasu.kernel.control.sheets_port import Sheets
from almasu.kernel.interchange.collections_port import Collections
from almasu.kernel.interchange.incoming import Incoming
from almasu.kernel.interchange.shelf import Shelves
from almasu.kernel.interstate.lines_port import Lines
from almasu.kernel.journal.entry import Entry
from almasu.kernel.materials.port import Materials
from almasu.kernel.papers.port import Papers, SignedActs
from almasu.kernel.parties.port import Accounts, Codes, PreparedActs, Sessions, Visits
from almasu.kernel.provision.contents_port import Contents
from almasu.kernel.provision.deliveries_port import Deliveries
from almasu.kernel.requests.port import Requests, Together
from almasu.kernel.sector.attachments_port import Attachments
from almasu.kernel.sector.signals_port import SignalIndex, Signals
from almasu.kernel.supervision.port import Oversight


class JournalWriter(Protocol):
    """Writes a leaf in the act's own transaction."""

    async def append(self, entry: Entry) -> bytes:
        """Keep the entry and return its 32-byte commitment."""
        ...


class Transaction(Protocol):
    """All that one act keeps, together."""

    @property
    def accounts(self) -> Accounts:
        """Accounts."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Sessions."""
        ...

    @property
    def codes(self) -> Codes:
        """Codes sent to telephones."""
        ...

    @property
    def prepared(self) -> PreparedActs:
        """Acts that wait for their signatures."""
        ...

    @property
    def requests(self) -> Requests:
        """Requests, questions, answers."""
        ...

    @property
    def papers(self) -> Papers:
        """Applications, orders, resolutions, notices."""
        ...

    @property
    def collections(self) -> Collections:
        """Collections of what machines exchange."""
        ...

    @property
    def shelves(self) -> Shelves:
        """Published files."""
        ...

    @property
    def attachments(self) -> Attachments:
        """Files beside documents of the sector."""
        ...

    @property
    def incoming(self) -> Incoming:
        """What others published and we fetched."""
        ...

    @property
    def contents(self) -> Contents:
        """Contents of what state bodies gave."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """Deliveries of feeds by state bodies."""
        ...

    @property
    def lines(self) -> Lines:
        """Nodes of other states, and the messages to and from them."""
        ...

    @property
    def materials(self) -> Materials:
        """Materials and what they hold."""
        ...

    @property
    def acts(self) -> SignedActs:
        """Signed acts with the evidence of their signatures."""
        ...

    @property
    def control(self) -> Control:
        """What departmental control is told of many requests at once."""
        ...

    @property
    def sheets(self) -> Sheets:
        """Sheets of days, which packs of departmental control are made from."""
        ...

    @property
    def visits(self) -> Visits:
        """Who came with an EDS alone."""
        ...

    @property
    def journal(self) -> JournalWriter:
        """The node's journal."""
        ...

    @property
    def oversight(self) -> Oversight:
        """Requests of many, and the leaves about them."""
        ...

    @property
    def signals(self) -> Signals:
        """Modules of the sector's zone and what they sent."""
        ...

    @property
    def signal_index(self) -> SignalIndex:
        """Signals rolled up for search."""
        ...

    @property
    def supervision(self) -> JournalWriter:
        """The log of supervision: what a prosecutor does and sees, apart from the journal (DESIGN 3.3)."""
        ...


class Store(Protocol):
    """Our database."""

    @property
    def together(self) -> Together:
        """What is done for several at a time."""
        ...

    async def material_of(self, body_bin: str, task: str) -> UUID:
        """Return the material of a body's task (SIO25-19.1); it is opened with the first request accepted for it."""
        ...

    def material_named(self, body_bin: str, task: str) -> UUID:
        """Return the number that the material of a body's task has, whether or not there is one."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        ...

    def single(self) -> AbstractAsyncContextManager[Transaction]:
        """Give the same means with no transaction around: each of them stands alone. For one reading or one act."""
        ...


class Messages(Protocol):
    """Short messages to a telephone."""

    async def send(self, phone: str, words: str) -> bool:
        """Send and tell whether the carrier took it; an outage is False, never an exception."""
        ...
