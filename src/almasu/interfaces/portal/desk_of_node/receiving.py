"""Receiving: rows as they fill in, answers, the dossier, over the actions."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from almasu.actions import view_request, who_viewed
from almasu.interfaces.portal.desk_of_node.graph import graph_of
from almasu.interfaces.portal.desk_of_node.links import tables_of
from almasu.interfaces.portal.desk_of_node.picture import picture_of
from almasu.interfaces.portal.desk_of_node.showing import NO_ANSWERS, choice, request_view, row_view, rows_view
from almasu.interfaces.portal.desk_of_node.viewings import viewings_of
from almasu.interfaces.portal.views.answers import (
    AnswerView,
    AskedFor,
    RequestList,
    RequestSummary,
    RequestView,
    Row,
    is_settled,
)
from almasu.interfaces.portal.views.dossier import DossierHead, DossierView, TimelineView, ViewedView
from almasu.interfaces.portal.views.graph import LinksView
from almasu.interfaces.portal.views.people import SessionToken
from almasu.kernel.answers import NoRecord, Records, Refused, Unreadable
from almasu.kernel.dossier.gathering import LEVELS, cards_of
from almasu.kernel.dossier.timeline import events_of
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.kept import reply_bytes
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.problems import NOT_FOUND
from almasu.kernel.requests.request import OPEN_STATES, Request, question_digest
from almasu.law.moment import in_astana
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
        page = await view_request.my_requests(self.running.node, session, older or "", PAGE, at)
        before_now = await view_request.last_visit(self.running.node, session, at)
        return RequestList(tuple(summary_of(request, before_now) for request in page.items), page.after or None)

    async def request(self, session: SessionToken, request: UUID, *, polled: bool = False) -> RequestView:
        """Return one request of this person with its rows as they are now; `polled`: the page asks by itself."""
        look = view_request.polled_request if polled else view_request.view_request
        found = await look(self.running.node, session, request, self.running.now())
        return await request_view(self.running, found)

    async def watch(self, session: SessionToken, request: UUID) -> AsyncGenerator[Row, None]:
        """Yield each row as it changes; the account is read before each look."""
        seen: dict[int, Row] = {}
        loop = asyncio.get_running_loop()
        ends = loop.time() + LONGEST_WATCH
        while loop.time() < ends:
            at = self.running.now()
            rows = rows_view(self.running, await view_request.polled_request(self.running.node, session, request, at))
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
            asked=self._asked(opened.request.draft),
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
        opened = await view_request.open_answers(self.running.node, session, request, self.running.now())
        head = self._head(opened.request, _by_number(opened.answers))
        return DossierView(head, cards_of(opened.request, opened.answers, self.running.node.resources))

    async def links(self, session: SessionToken, request: UUID, opened: Sequence[str]) -> LinksView:
        """Return links and paths in groups; only the answers of the levels are opened, each view journalled."""
        node, at = self.running.node, self.running.now()
        found = await view_request.view_request(node, session, request, at)
        answers: list[KeptAnswer] = []
        for level in LEVELS:
            if any(row.resource == level and row.state not in OPEN_STATES for row in found.rows):
                answers += (await view_request.open_answers(node, session, request, at, level)).answers
        tables = tables_of(answers, node.resources)
        graph = graph_of(tables, opened)
        called = next((table.subject for table in tables if table.subject), "")
        picture = picture_of(graph, found.draft.key.value, called, in_astana(at).date())
        return LinksView(self._head(found), tuple(table.source for table in tables), graph, picture)

    async def timeline(self, session: SessionToken, request: UUID) -> TimelineView:
        """Return the events of all answers; the view is journalled."""
        opened = await view_request.open_answers(self.running.node, session, request, self.running.now())
        events = events_of(opened.answers, self.running.node.resources, opened.request.draft.key)
        return TimelineView(self._head(opened.request, _by_number(opened.answers)), events)

    async def dossier_head(self, session: SessionToken, request: UUID) -> DossierHead:
        """Return what stands above every tab, without opening an answer."""
        return self._head(await view_request.view_request(self.running.node, session, request, self.running.now()))

    async def viewed(self, session: SessionToken, request: UUID) -> ViewedView:
        """Return who looked at what came, by role, out of the journal."""
        looks = await who_viewed.who_viewed(self.running.node, session, request, self.running.now())
        return ViewedView(await self.dossier_head(session, request), viewings_of(looks))

    def _asked(self, draft: Draft) -> AskedFor:
        sheets = self.running.law.sio_pso.sheets
        ground, purpose = choice(sheets.grounds[draft.ground]), choice(sheets.purposes[draft.purpose])
        return AskedFor(draft.key, ground, purpose, draft.task)

    def _head(self, request: Request, answers: Mapping[int, KeptAnswer] = NO_ANSWERS) -> DossierHead:
        asked = self._asked(request.draft)
        return DossierHead(
            request_id=request.id,
            subject=asked.subject,
            ground=asked.ground,
            purpose=asked.purpose,
            task=asked.task,
            made_at=self.running.now(),
            rows=rows_view(self.running, request, answers),
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


def summary_of(request: Request, before: datetime | None = None) -> RequestSummary:
    """Return one line of a list of requests; `before` is when its person was here last, if ever."""
    return RequestSummary(
        id=request.id,
        subject=request.draft.key,
        task=request.draft.task,
        accepted_at=request.accepted_at,
        asked=len(request.rows),
        answered=sum(row.state not in OPEN_STATES for row in request.rows),
        settled=request.settled(),
        fresh=0 if before is None else _came_after(request, before),
    )


def _came_after(request: Request, before: datetime) -> int:
    """Return how many answers came after a moment to a request that was there already."""
    if request.accepted_at > before:
        return 0
    return sum(row.settled_at is not None and row.settled_at > before for row in request.rows)
