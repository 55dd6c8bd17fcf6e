"""What binds requests, questions and answers to their rows: a row of which anything was changed does not open.

The place of a sealed value is authenticated with it, so that bare columns beside it are bound by being told in its
place. Questions change after their request was sealed: what became of each is bound by a mark of its own.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.kernel.requests.port import Settlement
from almasu.kernel.requests.request import OPEN_STATES, QuestionRow, QuestionState, Request
from almasu.law.moment import in_utc
from almasu.law.problem import Fault
from almasu.store.sealer import Sealer


@dataclass(frozen=True, slots=True)
class RequestRow:
    """What stands in bare columns of a request and its questions; `questions` are resources with their exchange ids."""

    id: UUID
    account: UUID
    material: UUID
    accepted_at: datetime
    edition: str
    leaf: bytes
    questions: Sequence[tuple[int, UUID]]

    def place(self) -> str:
        """Return the place of the request's record: no column changes, no question moves, comes or goes."""
        bound = (
            self.account,
            self.material,
            _instant(self.accepted_at),
            self.edition,
            self.leaf,
            sorted(self.questions),
        )
        return f"requests/record/{self.id}/{hashlib.sha256(msgspec.json.encode(bound)).hexdigest()}"


def row_of(request: Request) -> RequestRow:
    """Return what a request says in bare columns."""
    questions = [(row.resource, row.exchange_id) for row in request.rows]
    return RequestRow(
        request.id, request.account, request.material, request.accepted_at, request.edition, request.leaf, questions
    )


def evidence_place(request: UUID, account: UUID) -> str:
    """Return the place of the evidence of a request's signature."""
    return f"requests/evidence/{request}/{account}"


def answer_place(request: UUID, exchange_id: UUID, resource: int, state: QuestionState, received_at: datetime) -> str:
    """Return the place of an answer: which question of which request it settled, how and when."""
    return f"answers/data/{exchange_id}/{request}/{resource}/{state.value}/{_instant(received_at)}"


def settlement_mark(settlement: Settlement, sealer: Sealer) -> bytes:
    """Return the mark of a question after a settlement; the count of attempts, which decides nothing, is not in it."""
    row = QuestionRow(
        exchange_id=settlement.exchange_id,
        resource=settlement.resource,
        state=settlement.state,
        attempts=0,
        asked_at=settlement.asked_at,
        settled_at=None if settlement.state in OPEN_STATES else settlement.at,
        records=settlement.records,
        note=settlement.note,
        next_at=settlement.next_at,
        leaf=settlement.leaf,
    )
    return question_mark(settlement.request, row, sealer)


def question_mark(request: UUID, row: QuestionRow, sealer: Sealer) -> bytes:
    """Return the mark that only a holder of the vault can put on what became of a question."""
    values = (
        row.exchange_id,
        request,
        row.resource,
        row.state.value,
        _instant(row.asked_at),
        _instant(row.settled_at),
        row.records,
        row.note,
        _instant(row.next_at),
        row.leaf,
    )
    return sealer.index("question", msgspec.json.encode(values).decode())


def check_questions(request: Request, marks: Iterable[bytes | None], sealer: Sealer) -> None:
    """Raise a Fault where a question of a request is not as this store wrote it; `marks` in the order of its rows.

    A question nobody has asked yet bears no mark: it must be as the request was accepted.
    """
    for row, bound in zip(request.rows, marks, strict=True):
        if bound is None:
            asked = (row.state, row.asked_at, row.settled_at, row.records, row.note, row.next_at, row.leaf)
            right = asked == (QuestionState.WAITING, request.accepted_at, None, 0, "", None, None)
        else:
            right = hmac.compare_digest(bound, question_mark(request.id, row, sealer))
        if not right:
            raise Fault(f"the question {row.exchange_id} of the request {request.id} is not as this node wrote it")


def _instant(at: datetime | None) -> datetime | None:
    """Return a moment that is written alike whatever the zone of the connection it was read from."""
    return None if at is None else in_utc(at)
