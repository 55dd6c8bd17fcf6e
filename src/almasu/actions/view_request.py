"""View what came of a request: its rows, one answer, the dossier. Seeing data is a leaf before the page is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import Entered, act_of, alive, at_stage, consented, leaf, living, may_work, to_be_noted
from almasu.actions.node import Node
from almasu.actions.turn_pages import listing, of_request
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.problems import MATERIAL_GONE
from almasu.kernel.page import Collection, Page
from almasu.kernel.parties.session import Session, Stage, token_hash
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.port import KeptAnswer
from almasu.kernel.requests.problems import NOT_FOUND
from almasu.kernel.requests.request import OPEN_STATES, Request


@dataclass(frozen=True, slots=True)
class Opened:
    """A request together with the answers that came, opened for its officer."""

    request: Request
    answers: Sequence[KeptAnswer]


async def view_request(node: Node, token: str, request: UUID, at: datetime) -> Request:
    """Return one's own request with its rows; Problem `request.not_found` for another's as for a missing one."""
    async with node.store.single() as store:
        return await own_request(store, await consented(store, token, at), request)


async def polled_request(node: Node, token: str, request: UUID, at: datetime) -> Request:
    """Return one's own request to a page that asks by itself; Problems as of `view_request`.

    The session is held to everything but is not noted as acting: a page left open does not put off its idle end.
    """
    async with node.store.single() as store:
        person = may_work(at_stage(await living(store, token, at), Stage.READY), at)
        return await own_request(store, person, request)


async def still_here(node: Node, token: str, at: datetime, unchanged: Session | None = None) -> None:
    """Make sure that the person may still see what came late: a block takes effect before the next word (SIO25-8).

    `unchanged` is the session where it was read with the answer itself and is as it was; None reads it now.
    """
    session = alive(unchanged or await node.store.together.session(token_hash(token)), at)
    may_work(at_stage(session, Stage.READY), at)
    if to_be_noted(session, at):
        async with node.store.single() as store:
            await store.sessions.touch(session.token_hash, at)


async def my_requests(node: Node, token: str, after: str, most: int, at: datetime) -> Page[Request]:
    """Return a page of one's own requests, newest first; Problem `list.no_such_page` for a cursor of anything else."""
    async with node.store.single() as store:
        account = (await consented(store, token, at)).account
        listed = listing(node, act_of(account), Collection.OWN_REQUESTS)
        found = await store.requests.of_account(account.id, listed.place(after), most + 1)
        return listed.cut(found, most, of_request)


async def last_visit(node: Node, token: str, at: datetime) -> datetime | None:
    """Return when the person was here before this session, None at the first time."""
    async with node.store.single() as store:
        person = await consented(store, token, at)
        return await store.sessions.before(person.account.id, person.session.started_at)


async def open_answers(node: Node, token: str, request: UUID, at: datetime, only: int | None = None) -> Opened:
    """Return one's own request with its answers, all or of one resource; the view is journalled first (SIO25-15.1).

    A resource that was never asked is as absent as another's request, and nothing is written of it. Problem
    `material.gone`, with no leaf, where no material holds the answers any more.
    """
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        own = await own_request(transaction, person, request)
        if only is not None and all(row.resource != only for row in own.rows):
            raise NOT_FOUND.at()
        says = {"resource": only} if only is not None else {}
        about = f"request:{own.id}"
        await transaction.journal.append(leaf(node, EntryKind.DOSSIER_VIEWED, at, act_of(person.account), about, says))
        answers = await transaction.requests.answers(own)
        if not answers and any(row.state not in OPEN_STATES for row in own.rows):
            raise MATERIAL_GONE.at()
        return Opened(own, [answer for answer in answers if only is None or answer.resource == only])


async def own_request(transaction: Transaction, person: Entered, request: UUID) -> Request:
    """Return a request of this person; hidden, foreign and missing look equally absent (DESIGN 7)."""
    found = await transaction.requests.one(request)
    if found is None or found.account != person.account.id:
        raise NOT_FOUND.at()
    return found
