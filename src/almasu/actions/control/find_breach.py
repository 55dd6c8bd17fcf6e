"""From a finding to the block and the case on liability in one step: one signature, one transaction (SIO25-21.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.control.appoint import Controller, controller_of
from almasu.actions.entering import act_of, leaf, version_of
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.actions.sign_off import typed_wrong
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.control.breach import (
    BREACH_WORDS,
    LONGEST_WORDS,
    MOST_REQUESTS,
    LiabilityCase,
    LiabilityState,
    Outcome,
    case_in,
)
from almasu.kernel.control.problems import NOT_IN_REPORT
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.parties.problems import NO_SUCH_ACCOUNT
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.free_text import free_text
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

WORDS = Text(kk="Бұзушылықтың мәні", ru="Суть нарушения", en="What the breach is")
OUTCOME = Text(kk="Шешімнің негіздемесі", ru="Обоснование решения", en="Grounds of the decision")


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as typed: who, which requests show it, the oddity it came from, and what the breach is."""

    account: UUID
    requests: tuple[UUID, ...]
    oddity: str
    words: str


class BreachFound(msgspec.Struct, frozen=True):
    """The body of the act."""

    account: UUID
    requests: tuple[UUID, ...]
    oddity: str
    words: str
    found_at: datetime


async def prepare_breach(node: Node, token: str, finding: Finding, at: datetime) -> PreparedAct:
    """Return the act that blocks and opens the case; Problems where person or requests are not the body's."""
    wrong = typed_wrong(finding.words, "words", WORDS, LONGEST_WORDS, one_line=False)
    if wrong is not None:
        raise wrong
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        account = await _of_own_body(transaction, controller, finding.account)
        await _check_requests(transaction, controller, finding.account, finding.requests)
        found = BreachFound(account.id, finding.requests, finding.oddity, free_text(finding.words), at)
        words = BREACH_WORDS.filled(name=account.person.full_name())
        iin = controller.account.person.iin
        intent = Intent(ActPurpose.LIABILITY, iin, msgspec.to_builtins(found), words)
        return await prepare_act(node, transaction, controller.person.session.token_hash, intent, at)


async def find_breach(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Block the account, end its sessions and open the case; return its paper."""
    signed = await signed_act(node, token, act, ActPurpose.LIABILITY, cms, at)
    found = msgspec.convert(signed.body, BreachFound)
    async with node.store.transaction() as transaction:
        await keep_signed(transaction, token, signed, at)
        controller = await controller_of(transaction, token, at)
        account = await _of_own_body(transaction, controller, found.account)
        case = LiabilityCase(
            body_bin=controller.account.body_bin,
            account=account.id,
            requests=found.requests,
            oddity=found.oddity,
            words=found.words,
            found_at=found.found_at,
            blocked_at=at,
            act=signed.act.id,
            order=controller.order.id,
            opened_by=controller.account.id,
        )
        keys = {"body": case.body_bin, "account": str(account.id)}
        paper = new_paper(node.new_id(), PaperKind.LIABILITY_CASE, LiabilityState.OPEN.value, at, case, keys)
        await transaction.papers.keep(paper)
        actor = act_of(controller.account)
        await _block(node, transaction, account, paper, actor, at)
        says: dict[str, Json] = {
            **paper.told(),
            **told_of(node, signed),
            "account": act_of(account),
            "oddity": case.oddity,
        }
        await transaction.journal.append(leaf(node, EntryKind.LIABILITY_OPENED, at, actor, paper.about(), says))
        return paper


async def close_case(node: Node, token: str, paper: UUID, outcome: Outcome, words: str, at: datetime) -> Paper:
    """Write down what considering the liability came to."""
    wrong = typed_wrong(words, "words", OUTCOME, LONGEST_WORDS, one_line=False)
    if wrong is not None:
        raise wrong
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        found = await transaction.papers.to_change(paper, PaperKind.LIABILITY_CASE)
        if (
            found is None
            or found.state != LiabilityState.OPEN
            or case_in(found).body_bin != controller.account.body_bin
        ):
            raise PAPER_UNKNOWN.at()
        case = msgspec.structs.replace(case_in(found), outcome=outcome, outcome_words=free_text(words))
        after = found.moved(LiabilityState.CLOSED.value, at, case)
        await transaction.papers.keep(after)
        says: dict[str, Json] = {**after.told(), "outcome": outcome.value}
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.LIABILITY_CLOSED, at, actor, after.about(), says))
        return after


async def one_case(node: Node, token: str, paper: UUID, at: datetime) -> Paper:
    """Return a case of the own body; a foreign and a missing one look equally absent."""
    async with node.store.single() as store:
        controller = await controller_of(store, token, at)
        found = await store.papers.latest(paper, PaperKind.LIABILITY_CASE)
        if found is None or case_in(found).body_bin != controller.account.body_bin:
            raise PAPER_UNKNOWN.at()
        return found


async def cases(node: Node, token: str, after: str, most: int, at: datetime) -> Page[Paper]:
    """Return a page of the cases of the own body, the latest first; Problem `list.no_such_page`."""
    async with node.store.single() as store:
        account = (await controller_of(store, token, at)).account
        listed = listing(node, act_of(account), Collection.CONTROL_CASES, account.body_bin)
        place = listed.place(after)
        found = await store.papers.found(PaperKind.LIABILITY_CASE, "body", account.body_bin, place, most + 1)
        return listed.cut(found, most, of_paper)


async def _block(
    node: Node, transaction: Transaction, account: Account, paper: Paper, actor: str, at: datetime
) -> None:
    """Block an account that is not blocked yet; its sessions end in the same transaction."""
    if account.state.shut:
        return
    blocked = await transaction.accounts.set_state(account.id, AccountState.BLOCKED, at)
    says: dict[str, Json] = {"case": paper.about(), "reason": "breach", **version_of(blocked)}
    await transaction.journal.append(leaf(node, EntryKind.ACCOUNT_BLOCKED, at, actor, act_of(blocked), says))


async def _of_own_body(transaction: Transaction, controller: Controller, number: UUID) -> Account:
    """Return an account of the controller's body, not the own one; anything else is as absent as a missing one."""
    account = await transaction.accounts.with_id(number)
    own = controller.account
    if account is None or account.body_bin != own.body_bin or account.id == own.id:
        raise NO_SUCH_ACCOUNT.at("account")
    return account


async def _check_requests(
    transaction: Transaction, controller: Controller, account: UUID, requests: tuple[UUID, ...]
) -> None:
    """Raise where a request that shows the breach is not the person's and the body's."""
    if len(requests) > MOST_REQUESTS:
        raise NOT_IN_REPORT.at("requests")
    for number in requests:
        one = await transaction.requests.one(number)
        own = one is not None and transaction.oversight.of_bodies(one, [controller.account.body_bin])
        if one is None or not own or one.account != account:
            raise NOT_IN_REPORT.at("requests")
