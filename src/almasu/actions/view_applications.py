"""See applications and accounts: each person their own, heads theirs, the offices what their duty needs (SIO25-6).

Personal data of users are shown to no other role; an office that opens an application or looks at accounts leaves a
leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.actions.confirm_password import password_standing
from almasu.actions.entering import act_of, admitted, in_office, leaf
from almasu.actions.forget_authenticators import authenticators_of
from almasu.actions.node import Node
from almasu.actions.turn_pages import listing, of_account, of_paper
from almasu.actions.under_order import in_power, make_sure_of_order
from almasu.actions.visit import Signer, signer_of
from almasu.actions.workplace import Workplace, card_of
from almasu.kernel.applications.application import Application, ApplicationState, Card, application_in
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account, Role
from almasu.kernel.parties.password import PasswordStanding
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_accounts import (
    LIST_ABSENT,
    LIST_ACCOUNTS,
    LIST_OF_OFFICE,
    LIST_OVERDUE,
    SEE_APPLICATION,
)

ABSENT_TERM = "sio22.absence"
ALL = tuple(state.value for state in ApplicationState)


class Box(StrEnum):
    """Which applications are listed: one's own, those to sign off, those an office has to decide or may see."""

    MINE = "mine"
    FOR_ME = "for_me"
    TO_DECIDE = "to_decide"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What a user sees of the own registration (SIO25-10.2): consent, workplace, password, devices."""

    account: Account
    card: Card | None
    password: PasswordStanding | None
    authenticators: Sequence[Paper]


async def list_applications(node: Node, token: str, box: Box, after: str, most: int, at: datetime) -> Page[Paper]:
    """Return a page of the applications of a box, newest first.

    Problems: `list.no_such_page`; where the box belongs to an office, `account.role` and `control.no_order`.
    """
    async with node.store.transaction() as transaction:
        signer = await signer_of(transaction, token, at)
        iin, papers, kind = signer.visitor.iin, transaction.papers, PaperKind.APPLICATION
        listed = listing(node, signer.principal, Collection.APPLICATIONS, box.value)
        match box:
            case Box.MINE:
                found = await papers.found(kind, "iin", iin, listed.place(after), most + 1)
                return _shown(listed.cut(found, most, of_paper), lambda said: said.iin == iin)
            case Box.FOR_ME:
                waiting = [ApplicationState.SUBMITTED.value]
                found = await papers.found(kind, "head", iin, listed.place(after), most + 1, waiting)
                return _shown(listed.cut(found, most, of_paper), lambda said: said.head_iin == iin)
            case Box.TO_DECIDE | Box.ALL:
                return await _of_office(node, transaction, token, box, after, most, at)


def _shown(page: Page[Paper], concerns: Callable[[Application], bool]) -> Page[Paper]:
    """Return a page with those alone that say of themselves what they were found by."""
    return Page([paper for paper in page.items if concerns(application_in(paper))], page.after)


async def _of_office(
    node: Node, transaction: Transaction, token: str, box: Box, after: str, most: int, at: datetime
) -> Page[Paper]:
    account = (await in_power(transaction, token, LIST_OF_OFFICE, at)).account
    states = [ApplicationState.SIGNED_OFF.value] if box is Box.TO_DECIDE else list(ALL)
    kind, body = PaperKind.APPLICATION, account.body_bin
    listed = listing(node, act_of(account), Collection.APPLICATIONS, box.value, account.role.value, body)
    place = listed.place(after)
    if account.role is Role.OPERATOR:
        page = listed.cut(await transaction.papers.in_states(kind, states, place, most + 1), most, of_paper)
    else:
        found = await transaction.papers.found(kind, "body", body, place, most + 1, states)
        page = _shown(listed.cut(found, most, of_paper), lambda said: said.body_bin == body)
    actor, says = act_of(account), {"box": box.value, "shown": len(page.items)}
    await transaction.journal.append(leaf(node, EntryKind.APPLICATION_VIEWED, at, actor, actor, says))
    return page


async def view_application(node: Node, token: str, paper: UUID, at: datetime) -> Paper:
    """Return an application to those it concerns; hidden, foreign and missing look equally absent (DESIGN 7).

    Problems: `paper.unknown`; `control.no_order` for a control officer without an order, whatever is asked for.
    """
    async with node.store.transaction() as transaction:
        signer = await signer_of(transaction, token, at)
        found = await transaction.papers.latest(paper, PaperKind.APPLICATION)
        if found is not None and _names(application_in(found), signer):
            return found
        await make_sure_of_order(transaction, signer.account, SEE_APPLICATION, at)
        if found is None or not _office_may_see(signer, application_in(found)):
            raise PAPER_UNKNOWN.at()
        await transaction.journal.append(leaf(node, EntryKind.APPLICATION_VIEWED, at, signer.actor, found.about()))
        return found


def _names(application: Application, signer: Signer) -> bool:
    """Tell whether an application is of the person, waits for them as the head, or was signed by them."""
    return signer.visitor.iin in (application.iin, application.head_iin, application.signed_by)


def _office_may_see(signer: Signer, application: Application) -> bool:
    account = signer.account
    if account is None:
        return False
    if account.role is Role.OPERATOR:
        return application.signed_off is not None or application.decided is not None
    return account.role is Role.CONTROLLER and account.body_bin == application.body_bin


async def overdue_applications(node: Node, token: str, most: int, at: datetime) -> Sequence[Paper]:
    """Return applications whose twenty-four hours ran out undecided, the most overdue first."""
    async with node.store.transaction() as transaction:
        await in_office(transaction, token, LIST_OVERDUE.roles, at)
        states = [ApplicationState.SIGNED_OFF.value]
        return await transaction.papers.due(PaperKind.APPLICATION, at, most, states)


async def list_accounts(node: Node, token: str, after: str, most: int, at: datetime) -> Page[Account]:
    """Return a page of accounts: all to the operator, those of the own body to its control officer.

    The look is a leaf. Problem `list.no_such_page`.
    """
    async with node.store.transaction() as transaction:
        officer = await in_power(transaction, token, LIST_ACCOUNTS, at)
        body = "" if officer.account.role is Role.OPERATOR else officer.account.body_bin
        listed = listing(node, act_of(officer.account), Collection.ACCOUNTS, body)
        place = listed.place(after)
        found = await transaction.accounts.of_body(body, None if place is None else place.id, most + 1)
        page = listed.cut(found, most, of_account)
        actor, says = act_of(officer.account), {"shown": len(page.items)}
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNTS_VIEWED, at, actor, actor, says))
        return page


async def list_absent(node: Node, token: str, most: int, at: datetime) -> Sequence[tuple[Account, datetime]]:
    """Return people of the own body who did not enter for two months: a task of control (SIO22-A5.11.2)."""
    async with node.store.transaction() as transaction:
        officer = await in_power(transaction, token, LIST_ABSENT, at)
        found = await absent_since(node, transaction, most, at)
        own = [(account, last) for account, last in found if account.body_bin == officer.account.body_bin]
        actor, says = act_of(officer.account), {"absent": len(own)}
        await transaction.journal.append(leaf(node, EntryKind.ACCOUNTS_VIEWED, at, actor, actor, says))
        return own


async def absent_since(
    node: Node, transaction: Transaction, most: int, at: datetime
) -> Sequence[tuple[Account, datetime]]:
    """Return active accounts nobody entered under for two months, by the term of the law; the last entry with each."""
    candidates = await transaction.accounts.absent(at - timedelta(days=58), most)
    return [(account, last) for account, last in candidates if node.law.due(ABSENT_TERM, last) < at]


async def own_account(node: Node, token: str, at: datetime) -> OwnAccount:
    """Return one's own registration as it stands, whatever the workplace: from here its card is renewed."""
    async with node.store.transaction() as transaction:
        account = (await admitted(transaction, token, at)).account
        paper = await card_of(transaction, account.id)
        card = None if paper is None else msgspec.json.decode(paper.data, type=Workplace).card
        password = await password_standing(transaction, account, at)
        return OwnAccount(account, card, password, await authenticators_of(transaction, account))


def is_overdue(paper: Paper, at: datetime) -> bool:
    """Tell whether an application waits, or waited, longer for its decision than the law allows (SIO25-6)."""
    application = application_in(paper)
    if application.due_at is None:
        return False
    until = at if application.decided is None else application.decided.at
    closed = paper.state in (ApplicationState.WITHDRAWN, ApplicationState.DECLINED)
    return not closed and until > application.due_at
