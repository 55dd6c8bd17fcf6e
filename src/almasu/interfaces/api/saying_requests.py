"""From what actions on requests and attached files return to what the HTTP interface says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from almasu.interfaces.api import messages_of_requests as tell
from almasu.kernel.parties.account import Account
from almasu.kernel.sector.assignment import Assignment
from almasu.kernel.sector.attachment import attachment_number


def asked_part(part: Assignment, at: datetime | None = None) -> tell.AskedPart:
    """Return a request at one addressee, as it stands at a moment, by default when something last became of it."""
    chosen = part.proposed or part.taken
    last = part.answered_at or part.taken_at or part.received_at
    return tell.AskedPart(
        request=part.request,
        organisation=part.organisation,
        state=part.state.value,
        received_at=part.received_at,
        take_by=part.take_by,
        answer_by=part.answer_by,
        opened_at=part.opened_at,
        take="" if chosen is None else chosen.take.value,
        comment="" if chosen is None else chosen.comment,
        taken_at=part.taken_at,
        worker=part.worker,
        done_at=part.done_at,
        answer=part.answer,
        answered_at=part.answered_at,
        overdue=part.is_late(at or last),
    )


def files(document: UUID, beside: Mapping[str, str]) -> tuple[tell.AttachedFile, ...]:
    """Return the files beside a document by name."""
    return tuple(
        tell.AttachedFile(attachment_number(document, digest), name, digest) for name, digest in sorted(beside.items())
    )


def colleague(account: Account) -> tell.Colleague:
    """Return a responsible worker."""
    return tell.Colleague(account.id, account.person.full_name())
