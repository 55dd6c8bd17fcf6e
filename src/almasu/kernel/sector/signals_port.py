"""What is kept of signals: modules with their queues, deliveries, and the index that is made from these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from almasu.kernel.journal.entry import Entry
from almasu.kernel.sector.campaign import Campaign, OfferedCampaign, Seen
from almasu.kernel.sector.contact import Spell
from almasu.kernel.sector.intake import Contact, Delivery, Known, Queue, SendingModule
from almasu.kernel.sector.rollup import Counted, Rollup, Wanted
from almasu.kernel.sector.statistics import Sent
from almasu.law.problem import Fault


class LostTurn(Fault):
    """Another process fills the index now; what was about to be written was not."""


class Signals(Protocol):
    """Modules, their queues, and what they sent."""

    async def let_in(self, module: SendingModule) -> None:
        """Keep a module, or what is now so of one."""
        ...

    async def contacts(self, certificates: Sequence[bytes]) -> Mapping[bytes, Contact]:
        """Return when modules were heard of last, by their certificates; nothing of one that never sent."""
        ...

    async def spells(self, certificates: Sequence[bytes], most: int) -> Sequence[Spell]:
        """Return when modules were in contact, the latest spell first; at most so many."""
        ...

    async def latest_spells(self, certificates: Sequence[bytes]) -> Mapping[bytes, Spell]:
        """Return the latest spell of contact of each module that was ever heard of."""
        ...

    async def in_contact(self, spells: Sequence[Spell]) -> None:
        """Note when modules were in contact; what is known already is not noted twice."""
        ...

    async def modules(self, certificates: Sequence[bytes]) -> Mapping[bytes, SendingModule]:
        """Return the modules of these certificates; Fault where somebody else than the store wrote one."""
        ...

    async def known(self, queues: Sequence[Queue], at: datetime) -> Known:
        """Return how these queues and their modules stand, the queues locked until this transaction ends.

        A queue never seen begins at 0; of a module that nobody let in nothing is told. Fault where somebody else than
        the store wrote a module.
        """
        ...

    async def keep(self, delivery: Delivery, told: Entry, at: datetime) -> None:
        """Keep a delivery with the leaf that tells of it; OlderState where it was counted from one."""
        ...


class SignalIndex(Protocol):
    """Signals rolled up: filled from the deliveries, searched by terms, asked for what many met."""

    async def index(self, most: int) -> int:
        """Put deliveries that wait, at most so many, into the index; return how many.

        One that was changed or cannot be read is set aside.
        """
        ...

    async def hold(self, fence: int) -> None:
        """Go on filling the index in this turn; LostTurn where another process has begun to, and nothing is kept."""
        ...

    async def index_again(self) -> None:
        """Empty the index and let every delivery wait for it again."""
        ...

    async def found(self, wanted: Wanted, most: int) -> Sequence[Rollup]:
        """Return rollups that have every term, newest first."""
        ...

    async def newer(self, wanted: Wanted, newest: datetime, most: int) -> int:
        """Return how many rollups that are wanted were seen after a moment, counted to a limit."""
        ...

    async def seen(self, since: datetime, earlier: datetime, least: int, most: int) -> Sequence[Seen]:
        """Return what at least so many organisations met since a moment, and how many had met it since an earlier."""
        ...

    async def counted(self, organisation: str | None, since: datetime) -> Sequence[Counted]:
        """Return how much was sent since a moment, by kind; of one organisation where one is named."""
        ...

    async def sent(self, organisation: str | None, since: datetime) -> Sequence[Sent]:
        """Return what was sent since a moment by day of Astana, kind and organisation; of one where one is named."""
        ...

    async def one(self, key: bytes) -> Rollup | None:
        """Return one rollup, None where there is none."""
        ...

    async def hourly(self, organisation: str | None, since: datetime) -> Sequence[tuple[datetime, int]]:
        """Return how many signals each hour since a moment had, the hours without one left out."""
        ...

    async def sources(self, since: datetime) -> Mapping[str, Sequence[str]]:
        """Return which source systems fed the modules of each organisation since a moment, by BIN."""
        ...

    async def offer(self, campaigns: Sequence[Campaign], at: datetime) -> None:
        """Offer these campaigns and no others."""
        ...

    async def offered(self) -> Sequence[OfferedCampaign]:
        """Return the campaigns that are offered, the most surprising first."""
        ...

    async def organisations(self, earlier: datetime) -> int:
        """Return how many organisations have sent signals since a moment."""
        ...
