"""Who is acting: reads the session and the account inside the act's own transaction (DESIGN 7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.node import Node
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.parties.problems import (
    ACCOUNT_BLOCKED,
    NOT_THIS_ROLE,
    SESSION_ENDED,
    SESSION_STAGE,
    WORKPLACE_LAPSED,
)
from almasu.kernel.parties.session import Session, Stage, is_alive, token_hash
from almasu.kernel.ports import Transaction
from almasu.law.canonical import Json
from almasu.law.moment import in_astana

NOTE_AFTER = timedelta(minutes=1)
"""How exactly the idle time of a session is known: not every act writes."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A living session together with its account."""

    session: Session
    account: Account


async def living(transaction: Transaction, token: str, at: datetime) -> Session:
    """Return the session of a token; Problem `session.ended` where there is none or it is over."""
    return alive(await transaction.sessions.one(token_hash(token)), at)


def alive(session: Session | None, at: datetime) -> Session:
    """Return a session that may still act; Problem `session.ended` where there is none or it is over."""
    if session is None or not is_alive(session, at):
        raise SESSION_ENDED.at()
    return session


async def entered(transaction: Transaction, token: str, at: datetime, stage: Stage = Stage.READY) -> Entered:
    """Return session and account of a person at a stage; Problem where the session ended or is at another stage."""
    person = at_stage(await living(transaction, token, at), stage)
    if to_be_noted(person.session, at):
        await transaction.sessions.touch(person.session.token_hash, at)
    return person


async def consented(transaction: Transaction, token: str, at: datetime) -> Entered:
    """Return a person who may work: both factors proved, consent signed, workplace in order (SIO25-11, SIO25-4.2)."""
    return may_work(await entered(transaction, token, at), at)


async def admitted(transaction: Transaction, token: str, at: datetime) -> Entered:
    """Return a person whose consent is signed, whatever their workplace: what mends it must stay possible."""
    return has_consented(await entered(transaction, token, at))


async def in_office(transaction: Transaction, token: str, roles: Collection[Role], at: datetime) -> Entered:
    """Return a person who may work and has one of these roles; Problem `account.role` else (SIO25-2)."""
    return holding(await consented(transaction, token, at), roles)


def holding(person: Entered, roles: Collection[Role]) -> Entered:
    """Return the person where they have one of these roles; Problem `account.role` else (SIO25-2)."""
    if person.account.role not in roles:
        raise NOT_THIS_ROLE.at()
    return person


def to_be_noted(session: Session, at: datetime) -> bool:
    """Tell whether it is time to write down that the session acts."""
    return at - session.last_seen_at >= NOTE_AFTER


def at_stage(session: Session, stage: Stage) -> Entered:
    """Return the person of a living session at a stage; Problem where it is at another, or the account is blocked."""
    if session.account is None or session.stage is not stage:
        raise SESSION_STAGE.at()
    if session.account.state.shut:
        raise ACCOUNT_BLOCKED.at()
    return Entered(session, session.account)


def has_consented(person: Entered) -> Entered:
    """Return the person where the consent is signed; Problem `session.stage` else."""
    if person.account.state is not AccountState.ACTIVE:
        raise SESSION_STAGE.at()
    return person


def may_work(person: Entered, at: datetime) -> Entered:
    """Return the person where the consent is signed and the workplace's card is in force.

    Problems: `session.stage`, `workplace.lapsed`.
    """
    until = has_consented(person).account.workplace_until
    if until is not None and at >= until:
        raise WORKPLACE_LAPSED.at(since=in_astana(until).strftime("%d.%m.%Y"))
    return person


def leaf(
    node: Node, kind: EntryKind, at: datetime, actor: str, about: str, says: Mapping[str, Json] | None = None
) -> Entry:
    """Return a journal entry with a fresh salt."""
    return Entry(kind, at, actor, about, says or {}, node.random(32))


def act_of(account: Account) -> str:
    """Return how the journal names an account: by its id, never by the person."""
    return f"account:{account.id}"


def version_of(account: Account) -> dict[str, Json]:
    """Return what the leaf of an act says of the account that it changed: a row written back later is older."""
    return {"account_version": account.version}
