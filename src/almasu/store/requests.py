"""Requests, questions and answers read from our database: records under the log key, answers under their materials."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.answers import Reply
from almasu.kernel.materials.task import TaskState
from almasu.kernel.page import Place
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.requests.kept import reply_from
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.request import OPEN_STATES, QuestionRow, QuestionState, Request
from almasu.kernel.sealing.seal import SALT_BYTES
from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.law.problem import Fault
from almasu.store.evidence import StoredEvidence
from almasu.store.papers import StoredPapers
from almasu.store.places import newest_after
from almasu.store.request_marks import RequestRow, answer_place, check_questions, evidence_place
from almasu.store.request_records import record_from
from almasu.store.sealer import Sealer
from almasu.store.sql import load

log = logging.getLogger(__name__)

Row = tuple[Any, ...]
Marked = tuple[QuestionRow, bytes | None]


@dataclass(frozen=True, slots=True)
class StoredRequests:
    """Implements `almasu.kernel.requests.port.Requests` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def claim_asking(self, asked_by: str, at: datetime, lease_until: datetime, most: int) -> Sequence[UUID]:
        """Lease requests whose registers are to be asked: silent ones that are due, and those of dead processes."""
        values = {"asked_by": asked_by, "at": at, "lease_until": lease_until, "most": most}
        claimed = await self.connection.execute(load("requests")["claim_asking"], values)
        return [request for (request,) in await claimed.fetchall()]

    async def asked(self, request: UUID, asked_by: str, again_at: datetime | None) -> None:
        """End the asking of a request, or put it off; nothing where another process has taken it over."""
        values = {"request": request, "asked_by": asked_by, "again_at": again_at}
        await self._do("end_asking" if again_at is None else "put_off_asking", values)

    async def one(self, request: UUID) -> Request | None:
        """Return a request with its rows, or None."""
        row = await self._one("request", {"id": request})
        if row is None:
            return None
        rows = await self._rows([request])
        return self._request(row, rows[request])

    async def of_account(self, account: UUID, after: Place | None, most: int) -> Sequence[Request]:
        """Return an account's latest requests, newest first; only those after a place where one is told."""
        values = {"account": account, "most": most, **newest_after(after)}
        found = await self.connection.execute(load("requests")["requests_of_account"], values)
        requests = await found.fetchall()
        rows = await self._rows([row[0] for row in requests])
        told = (self._request_or_none(row, rows[row[0]]) for row in requests)
        return [request for request in told if request is not None]

    async def answers(self, request: Request) -> Sequence[KeptAnswer]:
        """Return the settled answers of a request, opened: those that a material still holds."""
        values = {"request": request.id, "material": request.material}
        found = await self.connection.execute(load("requests")["answers"], values)
        answers = []
        for exchange_id, resource, told, received_at, data, material, wrapped in await found.fetchall():
            state = QuestionState(told)
            place = answer_place(request.id, exchange_id, resource, state, received_at)
            with suppress(KeyDestroyed):
                opened = await self.sealer.from_material(material, place, data, wrapped)
                answers.append(KeptAnswer(exchange_id, resource, state, received_at, *_unpacked(opened)))
        settled = {row.exchange_id for row in request.rows if row.state not in OPEN_STATES}
        missing = settled - {answer.exchange_id for answer in answers}
        if missing and not await self._given_up(request.material):
            raise Fault(f"{len(missing)} answers of the request {request.id} are not where this node kept them")
        return answers

    async def _given_up(self, material: UUID) -> bool:
        """Tell whether a material is being destroyed or was: what it held may be gone."""
        if self.sealer.vault.material_gone(material):
            return True
        task = await StoredPapers(self.connection, self.sealer).latest(material, PaperKind.TASK)
        return task is not None and task.state in (TaskState.CONDEMNED, TaskState.DESTROYED)

    async def of_material(self, material: UUID, most: int) -> Sequence[Request]:
        """Return the requests of a material, the first one first; Fault where one does not open."""
        values = {"material": material, "most": most}
        found = await self.connection.execute(load("requests")["requests_of_material"], values)
        requests = await found.fetchall()
        rows = await self._rows([row[0] for row in requests])
        return [self._request(row, rows[row[0]]) for row in requests]

    async def with_ids(self, numbers: Sequence[UUID]) -> Sequence[Request]:
        """Return some requests in the order in which they were accepted; Fault where one does not open."""
        found = await self.connection.execute(load("requests")["requests_with_ids"], {"ids": list(numbers)})
        requests = await found.fetchall()
        rows = await self._rows([row[0] for row in requests])
        return [self._request(row, rows[row[0]]) for row in requests]

    async def evidence(self, request: UUID) -> Parted | None:
        """Return the kept evidence of a request's signature, opened, or None."""
        row = await self._one("evidence", {"id": request})
        if row is None:
            return None
        sealed, account = row
        return await StoredEvidence(self.connection, self.sealer).opened(evidence_place(request, account), sealed)

    async def silent_lately(self, at: datetime) -> Mapping[int, float]:
        """Return, for registers asked in the last ten minutes, the share of questions they left unanswered."""
        values = {"since": at - timedelta(minutes=10)}
        found = await self.connection.execute(load("requests")["recent_outcomes"], values)
        return {resource: silent / asked for resource, silent, asked in await found.fetchall()}

    async def _rows(self, requests: Sequence[UUID]) -> Mapping[UUID, Sequence[Marked]]:
        """Return the questions of requests, each with the mark of what became of it."""
        questions = await self.connection.execute(load("requests")["questions"], {"requests": requests})
        rows: dict[UUID, list[Marked]] = defaultdict(list)
        for request, bound, exchange_id, resource, state, *rest in await questions.fetchall():
            rows[request].append((QuestionRow(exchange_id, resource, QuestionState(state), *rest), bound))
        return rows

    def _request_or_none(self, row: Row, rows: Sequence[Marked]) -> Request | None:
        """Return a request, None with an error in the log where it does not open: others are told none the less."""
        try:
            return self._request(row, rows)
        except Fault:
            log.exception("the request %s is left out", row[0])
            return None

    def _request(self, row: Row, rows: Sequence[Marked]) -> Request:
        number, account, material, accepted_at, edition, sealed, leaf = row
        questions = [(one.resource, one.exchange_id) for one, _ in rows]
        place = RequestRow(number, account, material, accepted_at, edition, leaf, questions).place()
        record = record_from(self.sealer.from_log(place, sealed))
        request = Request(
            id=number,
            account=account,
            material=material,
            accepted_at=accepted_at,
            edition=edition,
            draft=record.draft,
            digest=record.digest,
            salt=record.salt,
            leaf=leaf,
            rows=tuple(one for one, _ in rows),
            judgement=record.judgement,
            together=record.together,
        )
        check_questions(request, [bound for _, bound in rows], self.sealer)
        return request

    async def _do(self, name: str, values: Mapping[str, object]) -> None:
        await self.connection.execute(load("requests")[name], values)

    async def _one(self, name: str, values: Mapping[str, object]) -> Row | None:
        return await (await self.connection.execute(load("requests")[name], values)).fetchone()


def _unpacked(opened: bytes) -> tuple[Reply, bytes]:
    """Return the reply and its salt from the opened bytes of an answer."""
    return reply_from(opened[SALT_BYTES:]), opened[:SALT_BYTES]
