"""Papers and signed acts in our database: what each says is sealed together with every column beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from almasu.kernel.journal.logs import Log
from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.page import Place
from almasu.kernel.papers.paper import FIRST_VERSION, Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_CHANGED
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.law.moment import in_utc
from almasu.store.evidence import StoredEvidence
from almasu.store.places import newest_after
from almasu.store.sealer import Sealer
from almasu.store.sql import load

Row = tuple[Any, ...]


class Sealed(msgspec.Struct, frozen=True):
    """What is sealed of a version."""

    data: bytes
    found_by: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredPapers:
    """Implements `almasu.kernel.ports.Papers` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def keep(self, paper: Paper) -> None:
        """Keep a new version; Problem `paper.changed` where another one was kept meanwhile."""
        if paper.version > FIRST_VERSION:
            before = {"id": paper.id, "before": paper.version - 1}
            if await self._do("take_latest", before) != 1:
                raise PAPER_CHANGED.at()
        sealed = msgspec.json.encode(Sealed(paper.data, dict(paper.found_by)))
        values = {
            "id": paper.id,
            "version": paper.version,
            "kind": paper.kind.value,
            "state": paper.state,
            "at": paper.at,
            "due_at": paper.due_at,
            "data": self.sealer.for_log(_place(paper), sealed),
        }
        if await self._do("keep_paper", values) != 1:
            raise PAPER_CHANGED.at()
        keys = [self._key(paper.kind, name, value) for name, value in paper.found_by.items()]
        await self._do("keep_paper_keys", {"id": paper.id, "values": keys})

    async def latest(self, paper: UUID, kind: PaperKind) -> Paper | None:
        """Return a paper as it stands, None where there is none of this kind."""
        return _first(await self._told("paper", {"id": paper, "kind": kind.value}))

    async def to_change(self, paper: UUID, kind: PaperKind) -> Paper | None:
        """Return a paper as it stands, locked until this transaction ends; None where there is none of this kind."""
        values = {"id": paper, "kind": kind.value}
        # Who waited for another's version finds that the row waited for is no longer the latest: the next look sees it.
        return _first(await self._told("paper_to_change", values) or await self._told("paper_to_change", values))

    async def versions(self, paper: UUID) -> Sequence[Paper]:
        """Return every version of a paper, the first one first."""
        return await self._told("versions", {"id": paper})

    async def in_states(
        self, kind: PaperKind, states: Sequence[str], after: Place | None, most: int
    ) -> Sequence[Paper]:
        """Return papers of a kind that are in one of these states, newest first.

        Only those after a place where one is told.
        """
        values = {"kind": kind.value, "states": list(states), "most": most, **newest_after(after)}
        return await self._told("papers_in_states", values)

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

        Only those after a place, or of some states, where these are told. A key that somebody else wrote beside a
        foreign paper finds nothing: the sealed paper says what it is found by.
        """
        key = self._key(kind, name, value)
        some = None if states is None else list(states)
        values = {"kind": kind.value, "value": key, "most": most, "states": some, **newest_after(after)}
        papers = await self._told("papers_with_key", values)
        return [paper for paper in papers if paper.found_by.get(name) == value]

    async def tally(self, kind: PaperKind, name: str, value: str, states: Sequence[str] | None = None) -> int:
        """Return how many papers of a kind, of some states where these are told, are found by a value.

        It counts keys: a key that somebody else wrote beside a foreign paper counts too.
        """
        some = None if states is None else list(states)
        values = {"kind": kind.value, "value": self._key(kind, name, value), "states": some}
        row = await (await self.connection.execute(load("papers")["tally_with_key"], values)).fetchone()
        return 0 if row is None else int(row[0])

    async def due(
        self,
        kind: PaperKind,
        at: datetime,
        most: int,
        states: Sequence[str] | None = None,
        after: Place | None = None,
    ) -> Sequence[Paper]:
        """Return papers of a kind whose clock has run out, the most overdue first; of some states where told.

        A place has the end of the clock for its moment.
        """
        chosen = None if states is None else list(states)
        place = {"after_at": None, "after_id": None} if after is None else {"after_at": after.at, "after_id": after.id}
        values = {"kind": kind.value, "at": at, "most": most, "states": chosen, **place}
        return await self._told("papers_due", values)

    async def set_back(self, log: Log = Log.MAIN) -> Sequence[SetBack]:
        """Return the papers that are older than a log says, or gone: somebody wrote to the database."""
        found = await self.connection.execute(load("papers")["papers_set_back"], {"log": log.value})
        return [SetBack(*row) for row in await found.fetchall()]

    async def _told(self, name: str, values: Mapping[str, object]) -> Sequence[Paper]:
        found = await self.connection.execute(load("papers")[name], values)
        return [self.opened(row) for row in await found.fetchall()]

    def opened(self, row: Row) -> Paper:
        """Return the paper of a row; Fault where somebody else than this store wrote a part of it."""
        number, version, kind, state, at, due_at, data = row
        bare = Paper(number, PaperKind(kind), version, state, at, due_at, b"")
        sealed = msgspec.json.decode(self.sealer.from_log(_place(bare), data), type=Sealed)
        return Paper(number, PaperKind(kind), version, state, at, due_at, sealed.data, sealed.found_by)

    def _key(self, kind: PaperKind, name: str, value: str) -> bytes:
        return self.sealer.index("paper", f"{kind.value}/{name}/{value}")

    async def _do(self, name: str, values: Mapping[str, object]) -> int:
        return (await self.connection.execute(load("papers")[name], values)).rowcount


@dataclass(frozen=True, slots=True)
class StoredActs:
    """Implements `almasu.kernel.ports.SignedActs` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

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
        place = _act_place(act, account, purpose.value, at)
        kept, wrapped = StoredEvidence(self.connection, self.sealer), None
        if material is None:
            sealed = await kept.sealed(place, evidence)
        else:
            sealed, wrapped = await kept.sealed_with(material, place, evidence)
        beside = {"id": act, "account": account, "purpose": purpose.value, "at": at}
        values = {**beside, "evidence": sealed, "material": material, "wrapped": wrapped}
        await self.connection.execute(load("papers")["keep_signed_act"], values)

    async def evidence(self, act: UUID) -> Parted | None:
        """Return the kept evidence of a signed act, opened, or None; Fault where somebody else wrote its row.

        None too where it went with its material.
        """
        found = await self.connection.execute(load("papers")["signed_act"], {"id": act})
        row = await found.fetchone()
        if row is None:
            return None
        account, purpose, at, sealed, material, wrapped = row
        place, kept = _act_place(act, account, purpose, at), StoredEvidence(self.connection, self.sealer)
        if material is None:
            return await kept.opened(place, sealed)
        if self.sealer.vault.material_gone(material):
            return None
        return await kept.opened_with(material, place, sealed, wrapped)


def _first(papers: Sequence[Paper]) -> Paper | None:
    return papers[0] if papers else None


def _place(paper: Paper) -> str:
    """Return the place a version is sealed for: its row, with all that stands beside the sealed column."""
    due_at = None if paper.due_at is None else in_utc(paper.due_at)
    beside = msgspec.json.encode((paper.kind.value, paper.state, in_utc(paper.at), due_at))
    return f"papers/data/{paper.id}/{paper.version}/{hashlib.sha256(beside).hexdigest()}"


def _act_place(act: UUID, account: UUID | None, purpose: str, at: datetime) -> str:
    return f"signed_acts/evidence/{act}/{account}/{purpose}/{in_utc(at).isoformat()}"
