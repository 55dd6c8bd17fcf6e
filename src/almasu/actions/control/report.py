"""The function "Reports": every request of the body's users over a time, by filters; each view is a leaf (SIO25-21.2).

A controller sees what was asked, why, and how it ended - never what the registers answered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.control.appoint import Controller, controller_of
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.turn_pages import Span, gathered, listing, of_request
from almasu.kernel.control.problems import NOT_IN_REPORT, TOO_LONG
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.request import QuestionState, Request
from almasu.law.canonical import Json
from almasu.law.moment import written

LONGEST = timedelta(days=366)
STEP = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests are wanted: accepted from `since` to before `until`, and what else is named."""

    since: datetime
    until: datetime
    account: UUID | None = None
    task: str = ""
    ground: str = ""
    resource: int | None = None
    outcome: QuestionState | None = None

    def fits(self, request: Request) -> bool:
        """Tell whether a request is wanted."""
        draft = request.draft
        if self.task not in ("", draft.task) or self.ground not in ("", draft.ground):
            return False
        if self.resource is not None and self.resource not in draft.resources:
            return False
        rows = [row for row in request.rows if self.resource in (None, row.resource)]
        return self.outcome is None or any(row.state is self.outcome for row in rows)

    def span(self) -> Span:
        """Return which requests are read to find the wanted ones."""
        return Span(self.since, self.until, None if self.account is None else [self.account])

    def bound(self) -> tuple[str, ...]:
        """Return what a page is bound to: every filter with its value."""
        outcome = "" if self.outcome is None else self.outcome.value
        period = (written(self.since), written(self.until))
        return (*period, str(self.account), self.task, self.ground, str(self.resource), outcome)

    def told(self) -> list[Json]:
        """Return the names of the filters used: fit for the log, where their values are not."""
        names: list[Json] = [
            name for name in ("account", "task", "ground", "resource", "outcome") if getattr(self, name)
        ]
        return names


@dataclass(frozen=True, slots=True)
class Line:
    """One request of a report, its user, and when the answers were first opened."""

    request: Request
    user: Account
    viewed_at: datetime | None


async def view_report(node: Node, token: str, wanted: Wanted, after: str, most: int, at: datetime) -> Page[Line]:
    """Return a page of the requests of the controller's own body, oldest first; Problem `list.no_such_page`."""
    if not timedelta() < wanted.until - wanted.since <= LONGEST:
        raise TOO_LONG.at("since", most=str(LONGEST.days))
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        listed = listing(node, act_of(controller.account), Collection.CONTROL_REPORT, *wanted.bound())
        body, span = controller.account.body_bin, wanted.span()

        def fits(request: Request) -> bool:
            return wanted.fits(request) and transaction.oversight.of_bodies(request, [body])

        found, place = await gathered(transaction.oversight, span, fits, listed.place(after), most)
        page = listed.page(await lines(transaction, found), place)
        await _tell(node, transaction, controller, wanted, page, at)
        return page


async def view_line(node: Node, token: str, request: UUID, at: datetime) -> Line:
    """Return one request of the own body; a foreign and a missing one look equally absent."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await transaction.requests.one(request)
        if found is None or not transaction.oversight.of_bodies(found, [controller.account.body_bin]):
            raise NOT_IN_REPORT.at()
        [line] = await lines(transaction, [found])
        says: dict[str, Json] = {"order": controller.order.about()}
        actor = act_of(controller.account)
        entry = leaf(node, EntryKind.REPORT_VIEWED, at, actor, f"request:{request}", says)
        await transaction.journal.append(entry)
        return line


async def lines(
    transaction: Transaction, requests: Sequence[Request], users: dict[UUID, Account] | None = None
) -> Sequence[Line]:
    """Return requests with their users and when their answers were first opened; `users` are known, and grow."""
    users = {} if users is None else users
    for account in {one.account for one in requests} - users.keys():
        known = await transaction.accounts.with_id(account)
        if known is not None:
            users[account] = known
    viewed: Mapping[UUID, datetime] = await transaction.control.viewed([one.id for one in requests])
    return [Line(one, users[one.account], viewed.get(one.id)) for one in requests if one.account in users]


async def of_body(
    transaction: Transaction, body: str, since: datetime, until: datetime, after: Place | None
) -> tuple[Sequence[Request], Place | None]:
    """Return the body's requests of the next stretch, and where the one after it begins; None at the end."""
    read = await transaction.oversight.accepted(since, until, None, after, STEP)
    place = of_request(read[-1]) if len(read) == STEP else None
    return [one for one in read if transaction.oversight.of_bodies(one, [body])], place


async def _tell(
    node: Node, transaction: Transaction, controller: Controller, wanted: Wanted, page: Page[Line], at: datetime
) -> None:
    """Write the leaf: which order, which time, which filters, and which requests by a digest of their numbers."""
    shown = b"".join(line.request.id.bytes for line in page.items)
    says: dict[str, Json] = {
        "order": controller.order.about(),
        "since": written(wanted.since),
        "until": written(wanted.until),
        "filters": wanted.told(),
        "shown": len(page.items),
        "requests": hashlib.sha256(shown).hexdigest(),
    }
    about = act_of(controller.account)
    await transaction.journal.append(leaf(node, EntryKind.REPORT_VIEWED, at, about, about, says))
