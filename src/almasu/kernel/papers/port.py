"""What actions need of the store to keep papers and signed acts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.journal.logs import Log
from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.page import Place
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle_parts import Parted


class Papers(Protocol):
    """Documents with states. A paper that somebody else than the store wrote is a Fault wherever it is read."""

    async def keep(self, paper: Paper) -> None:
        """Keep a new version; Problem `paper.changed` where another one was kept meanwhile."""
        ...

    async def latest(self, paper: UUID, kind: PaperKind) -> Paper | None:
        """Return a paper as it stands, None where there is none of this kind."""
        ...

    async def to_change(self, paper: UUID, kind: PaperKind) -> Paper | None:
        """Return a paper as it stands, locked until this transaction ends; None where there is none of this kind."""
        ...

    async def versions(self, paper: UUID) -> Sequence[Paper]:
        """Return every version of a paper, the first one first."""
        ...

    async def in_states(
        self, kind: PaperKind, states: Sequence[str], after: Place | None, most: int
    ) -> Sequence[Paper]:
        """Return papers of a kind that are in one of these states, newest first.

        Only those after a place where one is told.
        """
        ...

    async def found(
        self,
        kind: PaperKind,
        name: str,
        value: str,
        after: Place | None,
        most: int,
        states: Sequence[str] | None = None,
    ) -> Sequence[Paper]:
        """Return papers of a kind that are found by a value, newest first.

        Only those after a place, or of some states, where these are told.
        """
        ...

    async def tally(self, kind: PaperKind, name: str, value: str, states: Sequence[str] | None = None) -> int:
        """Return how many papers of a kind, of some states where these are told, are found by a value."""
        ...

    async def due(
        self,
        kind: PaperKind,
        at: datetime,
        most: int,
        states: Sequence[str] | None = None,
        after: Place | None = None,
    ) -> Sequence[Paper]:
        """Return papers of a kind whose clock has run out, the most overdue first; of some states where told.

        Only those after a place where one is told, which has the end of the clock for its moment.
        """
        ...

    async def set_back(self, log: Log = Log.MAIN) -> Sequence[SetBack]:
        """Return the papers that do not agree with a log: an older version was written back, or all are gone."""
        ...


class SignedActs(Protocol):
    """Signed acts, each with the evidence of its signature."""

    async def keep(
        self,
        act: UUID,
        account: UUID | None,
        purpose: ActPurpose,
        at: datetime,
        evidence: Parted,
        material: UUID | None = None,
    ) -> None:
        """Keep the evidence of a signed act; `account` is None where an applicant signed who has none yet.

        An act that holds received content names its material: the evidence is sealed under the material's key.
        """
        ...

    async def evidence(self, act: UUID) -> Parted | None:
        """Return the kept evidence of a signed act, opened, or None; None too where it went with its material."""
        ...
