"""Sign in, second factor: a code sent to the number named at registration (SIO25-9). SMS alone never opens anything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from almasu.actions.confirm_password import stop_where_overdue
from almasu.actions.entering import Entered, act_of, entered, leaf, version_of
from almasu.actions.node import Node
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.parties import code as codes
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.parties.code import SentCode
from almasu.kernel.parties.problems import CODE_LOCKED, CODE_NOT_SENT, CODE_TOO_SOON, SESSION_ENDED, WRONG_CODE
from almasu.kernel.parties.session import TOKEN_BYTES, Stage, token_from, token_hash
from almasu.kernel.ports import Transaction
from almasu.kernel.sealing.vault import Secret
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.problem import Problem

SMS = "sms"


@dataclass(frozen=True, slots=True)
class CodeUnderWay:
    """A code on its way: the masked number, until when it is valid, from when another may be asked for."""

    phone: str
    sent_at: datetime
    expires: datetime
    resend_from: datetime
    tries_left: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session after both factors, under its new token."""

    token: str
    account: Account


async def send_code(node: Node, token: str, at: datetime) -> CodeUnderWay:
    """Send a code to the person's number; Problems: too soon after the last, or the carrier did not take it.

    The code is kept before it is sent: a code that arrives is a code that counts.
    """
    digits = codes.code_from(node.random(16))
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at, Stage.CODE)
        sent = await _next_code(node, transaction, person, digits, at)
        says: dict[str, Json] = {"means": SMS, "sent_this_hour": sent.sent_this_hour}
        actor = act_of(person.account)
        await transaction.journal.append(leaf(node, EntryKind.CODE_SENT, at, actor, actor, says))
    if not await node.messages.send(person.account.person.phone, f"Almasu: {digits}"):
        raise CODE_NOT_SENT.at("code")
    return under_way(person.account, sent)


async def code_under_way(node: Node, token: str, at: datetime) -> CodeUnderWay | None:
    """Tell about the code on its way to a session that waits for it, or None where none was sent to it."""
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at, Stage.CODE)
        known = await transaction.codes.sent(person.account.id)
    if known is None or known[1] != person.session.token_hash:
        return None
    return under_way(person.account, known[0])


async def check_code(node: Node, token: str, given: str, at: datetime) -> SignedIn:
    """Finish signing in and change the token; a wrong code is counted, against the code and against the account."""
    fresh = token_from(node.random(TOKEN_BYTES))
    async with node.store.transaction() as transaction:
        person = await entered(transaction, token, at, Stage.CODE)
        await stop_where_overdue(transaction, person.account, at)
        known = await transaction.codes.sent(person.account.id)
        mac = codes.code_mac(node.vault.secret(Secret.CODE), person.session.token_hash, given.strip())
        refusal: Problem | None = None
        if known is not None and known[1] == person.session.token_hash and codes.is_right(known[0], mac, at):
            await finish(node, transaction, person, fresh, SMS, at)
        else:
            refusal = await _count_wrong(node, transaction, person, known[0] if known else None, at)
    if refusal is not None:
        raise refusal
    return SignedIn(fresh, person.account)


async def finish(node: Node, transaction: Transaction, person: Entered, fresh: str, factor: str, at: datetime) -> None:
    """Open the session under its new token, with its leaf; failures are forgotten.

    Whoever enters first is asked for the consent from now on, and anew where its wording changed (SIO25-10.1).
    """
    account = person.account
    await transaction.codes.use_up(account.id)
    changed = await transaction.accounts.forget_failures(account.id)
    if account.state is AccountState.REGISTERED or _signed_another_wording(node, account):
        changed = await transaction.accounts.set_state(account.id, AccountState.CONSENT_PENDING, at)
    old, new = person.session.token_hash, token_hash(fresh)
    if not await transaction.sessions.finish(old, new, account.id, factor, at):
        raise SESSION_ENDED.at()
    actor = act_of(account)
    says: dict[str, Json] = {"factors": ["eds", factor], **({} if changed is None else version_of(changed))}
    await transaction.journal.append(leaf(node, EntryKind.SIGNED_IN, at, actor, actor, says))


def _signed_another_wording(node: Node, account: Account) -> bool:
    """Tell whether the consent that the person signed is not the one in force now (SIO25-R21.6)."""
    return account.state is AccountState.ACTIVE and account.consent_version != node.law.consent_version


def under_way(account: Account, sent: SentCode) -> CodeUnderWay:
    """Return what a person is shown of a code on its way."""
    phone = account.person.phone
    return CodeUnderWay(
        phone=f"{phone[:3]} {'*' * max(0, len(phone) - 5)} {phone[-2:]}",
        sent_at=sent.sent_at,
        expires=sent.sent_at + codes.VALID,
        resend_from=codes.may_send_at(sent, sent.sent_at),
        tries_left=max(0, codes.TRIES - sent.tries),
    )


async def _next_code(node: Node, transaction: Transaction, person: Entered, digits: str, at: datetime) -> SentCode:
    known = await transaction.codes.sent(person.account.id)
    last = None if known is None else known[0]
    earliest = codes.may_send_at(last, at)
    if earliest > at:
        raise CODE_TOO_SOON.at("code", when=moment.in_astana(earliest).strftime("%H:%M:%S"))
    mac = codes.code_mac(node.vault.secret(Secret.CODE), person.session.token_hash, digits)
    if last is None or at - last.hour_started_at >= timedelta(hours=1):
        sent = SentCode(mac, at, 0, 1, at)
    else:
        sent = replace(last, mac=mac, sent_at=at, tries=0, sent_this_hour=last.sent_this_hour + 1)
    await transaction.codes.keep(person.account.id, person.session.token_hash, sent)
    return sent


async def _count_wrong(
    node: Node, transaction: Transaction, person: Entered, sent: SentCode | None, at: datetime
) -> Problem:
    """Count a wrong code; past the limit the account is blocked in the same act (SIO25-17)."""
    await transaction.codes.count_wrong(person.account.id)
    account = await transaction.accounts.count_failure(person.account.id)
    actor, failures = act_of(account), account.failed_codes
    locked = failures >= codes.FAILURES_BEFORE_LOCK
    if locked:
        account = await transaction.accounts.set_state(account.id, AccountState.BLOCKED, at)
    says = {"reason": "code.locked" if locked else "code.wrong", "failures": failures, **version_of(account)}
    await transaction.journal.append(leaf(node, EntryKind.SIGN_IN_REFUSED, at, actor, actor, says))
    if locked:
        return CODE_LOCKED.at("code")
    left = 0 if sent is None else max(0, codes.TRIES - sent.tries - 1)
    return WRONG_CODE.at("code", left=str(left))
