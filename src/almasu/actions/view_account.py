"""The card of an account: registration, consent, blocks, workplace; and the file of the signed consent (SIO25-10.2).

The person sees their own, the operator any, the officer of control those of the own body under an order in force
(SIO25-21.1); anything else is as absent as what is missing (DESIGN 7). An office's look is a leaf, and whenever the
file of a consent is given out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.blocks_in_force import blocks_ever
from almasu.actions.confirm_password import password_standing
from almasu.actions.entering import Entered, act_of, admitted, leaf, may_work
from almasu.actions.forget_authenticators import authenticators_of
from almasu.actions.node import Node
from almasu.actions.under_order import make_sure_of_order
from almasu.actions.workplace import Workplace, card_of
from almasu.kernel.applications.application import ApplicationState, Card, application_in
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import just_before
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account, Role
from almasu.kernel.parties.password import PasswordStanding
from almasu.kernel.parties.problems import NO_CONSENT, NO_SUCH_ACCOUNT
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_accounts import SEE_ACCOUNT
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.bundle_json import read_evidence
from almasu.law.moment import in_astana
from almasu.law.problem import Fault

MOST_APPLICATIONS = 50


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account as its card shows it.

    `registered_at` is the day from which the terms are in force, `application` the number of the application it rests
    on, empty where an order appointed the person; `asked_before_consent` tells whether a request passed between
    registration and consent (SIO22-A5.4). `blocks` are all there ever were, newest first.
    """

    account: Account
    registered_at: datetime | None
    application: str
    asked_before_consent: bool
    blocks: Sequence[Paper]
    workplace: Card | None
    password: PasswordStanding | None
    authenticators: int


@dataclass(frozen=True, slots=True)
class ConsentFile:
    """The signed consent as a file: `cms` is the signature, `content` the very bytes that were signed."""

    name: str
    version: str
    signed_at: datetime
    cms: bytes
    content: bytes


async def account_card(node: Node, token: str, account: UUID | None, at: datetime) -> AccountCard:
    """Return the card of an account, of one's own where none is named.

    Problems: `account.unknown`; `control.no_order` for a control officer without an order.
    """
    async with node.store.transaction() as transaction:
        viewer, found = await _seen(transaction, token, account, at)
        if found.id != viewer.account.id:
            actor, says = act_of(viewer.account), {"shown": 1}
            await transaction.journal.append(leaf(node, EntryKind.ACCOUNTS_VIEWED, at, actor, act_of(found), says))
        return await _card(transaction, found, at)


async def consent_file(node: Node, token: str, account: UUID | None, at: datetime) -> ConsentFile:
    """Give out the consent that a person signed last; Problem `consent.none` where none was signed."""
    async with node.store.transaction() as transaction:
        viewer, found = await _seen(transaction, token, account, at)
        kept = await transaction.accounts.consent(found.id)
        if kept is None or found.consent_signed_at is None:
            raise NO_CONSENT.at()
        evidence = read_evidence(kept.data)
        said = said_by(evidence.content)
        if said.actor != found.person.iin or said.purpose != ActPurpose.CONSENT:
            raise Fault(f"the consent kept with the account {found.id} is another's or of another kind")
        actor, says = act_of(viewer.account), {"version": found.consent_version}
        await transaction.journal.append(leaf(node, EntryKind.CONSENT_VIEWED, at, actor, act_of(found), says))
        name = f"consent-{found.id.hex[:12]}-{in_astana(found.consent_signed_at):%Y%m%d}"
        return ConsentFile(name, found.consent_version, found.consent_signed_at, evidence.cms, evidence.content)


async def _seen(transaction: Transaction, token: str, number: UUID | None, at: datetime) -> tuple[Entered, Account]:
    """Return who looks and the account, where it is theirs to see. The own one is, whatever the workplace."""
    viewer = await admitted(transaction, token, at)
    own = viewer.account
    if number is None or number == own.id:
        return viewer, own
    may_work(viewer, at)
    await make_sure_of_order(transaction, own, SEE_ACCOUNT, at)
    found = await transaction.accounts.with_id(number)
    if found is None or not _may_see(own, found):
        raise NO_SUCH_ACCOUNT.at()
    return viewer, found


def _may_see(viewer: Account, account: Account) -> bool:
    if viewer.role is Role.OPERATOR:
        return True
    return viewer.role is Role.CONTROLLER and viewer.body_bin == account.body_bin


async def _card(transaction: Transaction, account: Account, at: datetime) -> AccountCard:
    registered_at, number = await _registration(transaction, account)
    paper = await card_of(transaction, account.id)
    return AccountCard(
        account=account,
        registered_at=registered_at,
        application=number,
        asked_before_consent=await _asked_between(transaction, account, registered_at),
        blocks=await blocks_ever(transaction, account),
        workplace=None if paper is None else msgspec.json.decode(paper.data, type=Workplace).card,
        password=await password_standing(transaction, account, at),
        authenticators=len(await authenticators_of(transaction, account)),
    )


async def _registration(transaction: Transaction, account: Account) -> tuple[datetime | None, str]:
    """Return when the account was registered, the last time where it was anew, and by which application."""
    iin, states = account.person.iin, [ApplicationState.REGISTERED.value]
    found = await transaction.papers.found(PaperKind.APPLICATION, "iin", iin, None, MOST_APPLICATIONS, states)
    decided = [said for said in map(application_in, found) if said.account == account.id and said.decided is not None]
    if decided and decided[0].decided is not None:
        return decided[0].decided.at, decided[0].number
    return await transaction.accounts.registered_at(account.id), ""


async def _asked_between(transaction: Transaction, account: Account, registered_at: datetime | None) -> bool:
    """Tell whether a request was accepted after the registration and before the consent."""
    signed = account.consent_signed_at
    before = await transaction.requests.of_account(account.id, None if signed is None else just_before(signed), 1)
    return any(registered_at is None or one.accepted_at >= registered_at for one in before)
