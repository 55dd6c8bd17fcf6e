"""Receiving: rows as they fill in, answers, the dossier, over the actions."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from uuid import UUID

from almasu.actions import view_request
from almasu.interfaces.portal.desk_of_node.cursor import cursor_of, moment_of
from almasu.interfaces.portal.desk_of_node.dossier import cards_of, links_of
from almasu.interfaces.portal.desk_of_node.showing import request_view, row_view, rows_view
from almasu.interfaces.portal.views.answers import (
    AnswerView,
    RequestList,
    RequestSummary,
    RequestView,
    Row,
    is_settled,
)
from almasu.interfaces.portal.views.dossier import DossierView
from almasu.interfaces.portal.views.people import SessionToken
from almasu.kernel.answers import NoRecord, Records, Refused, Unreadable
from almasu.kernel.parties.session import token_hash
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.problems import NOT_FOUND
from almasu.kernel.requests.request import OPEN_STATES, Request, question_digest
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret
from almasu.wiring.running import Running

PAGE = 50
LOOK_AGAIN = 0.25
"""Seconds between two looks at the rows of a watched request: any process may be the one that asks its registers."""
LONGEST_WATCH = 600.0


class ReceivingDesk:
    """The chapter `Receiving` of the portal's port."""

    running: Running

    async def my_requests(self, session: SessionToken, older: str | None = None) -> RequestList:
        """Return a page of this person's requests, newest first."""
        at = self.running.now()
        key = use_key(self.running.node.vault.secret(Secret.FORMS), "cursors")
        before = at if older is None else moment_of(key, token_hash(session), older)
        found = await view_request.my_requests(self.running.node, session, before, PAGE + 1, at)
        shown = found[:PAGE]
        more = cursor_of(key, token_hash(session), shown[-1].accepted_at) if len(found) > PAGE else None
        return RequestList(tuple(_summary(request) for request in shown), more)

    async def request(self, session: SessionToken, request: UUID) -> RequestView:
        """Return one request of this person with its rows as they are now."""
        found = await view_request.view_request(self.running.node, session, request, self.running.now())
        return await request_view(self.running, found)

    async def watch(self, session: SessionToken, request: UUID) -> AsyncGenerator[Row, None]:
        """Yield each row as it changes; the account is read before each look."""
        seen: dict[int, Row] = {}
        loop = asyncio.get_running_loop()
        ends = loop.time() + LONGEST_WATCH
        while loop.time() < ends:
            at = self.running.now()
            rows = rows_view(self.running, await view_request.view_request(self.running.node, session, request, at))
            for row in rows:
                if seen.get(row.number) != row:
                    seen[row.number] = row
                    yield row
            if all(is_settled(row) for row in rows):
                return
            await asyncio.sleep(LOOK_AGAIN)

    async def answer(self, session: SessionToken, request: UUID, number: int) -> AnswerView:
        """Return what one register answered; the view is journalled."""
        opened = await view_request.open_answers(self.running.node, session, request, self.running.now(), number)
        if not opened.answers:
            raise NOT_FOUND.at()
        kept = opened.answers[0]
        resource = self.running.node.resources[number]
        row = next(row for row in opened.request.rows if row.resource == number)
        return AnswerView(
            request_id=request,
            row=row_view(row, resource, kept, opened.request.draft),
            owner=resource.owner,
            fields=resource.fields,
            records=kept.reply.records if isinstance(kept.reply, Records) else (),
            question=question_digest(opened.request.digest, number).hex(),
            answer=digest_of(kept),
            raw_bytes=len(raw_of(kept)),
            cites=resource.cites,
            secret=resource.secret,
        )

    async def dossier(self, session: SessionToken, request: UUID) -> DossierView:
        """Return all that came, joined, with provenance per value; the view is journalled."""
        at = self.running.now()
        opened = await view_request.open_answers(self.running.node, session, request, at)
        return DossierView(
            request_id=request,
            subject=opened.request.draft.key,
            task=opened.request.draft.task,
            made_at=at,
            cards=cards_of(opened.request, opened.answers, self.running.node.resources),
            rows=rows_view(self.running, opened.request, _by_number(opened.answers)),
            links=links_of(opened.answers, self.running.node.resources),
        )


def raw_of(kept: KeptAnswer) -> bytes:
    """Return the raw bytes that came from the register, empty where none are kept."""
    match kept.reply:
        case Records(raw=raw) | NoRecord(raw=raw) | Refused(raw=raw) | Unreadable(raw=raw):
            return raw
        case _:
            return b""


def digest_of(kept: KeptAnswer) -> str:
    """Return the SHA-256 of an answer as it is kept."""
    return hashlib.sha256(reply_bytes(kept.reply)).hexdigest()


def _by_number(answers: Sequence[KeptAnswer]) -> Mapping[int, KeptAnswer]:
    return {kept.resource: kept for kept in answers}


def _summary(request: Request) -> RequestSummary:
    return RequestSummary(
        id=request.id,
        subject=request.draft.key,
        task=request.draft.task,
        accepted_at=request.accepted_at,
        asked=len(request.rows),
        answered=sum(row.state not in OPEN_STATES for row in request.rows),
        settled=request.settled(),
    )
