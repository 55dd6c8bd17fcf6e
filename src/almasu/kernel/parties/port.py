"""What actions need of the store about people: accounts, sessions, codes, prepared acts, visits, authenticators."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.parties.authenticator import Authenticator
from almasu.kernel.parties.code import SentCode
from almasu.kernel.parties.session import Session
from almasu.kernel.parties.visitor import Visitor
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.signatures.prepared import PreparedAct


class Accounts(Protocol):
    """Accounts. One that somebody else than the store wrote is a Fault wherever it is read or changed."""

    async def register(self, account: Account, at: datetime) -> None:
        """Keep a new account; Problem when the person already has one."""
        ...

    async def anybody(self) -> bool:
        """Tell whether any account is registered."""
        ...

    async def with_iin(self, iin: str) -> Account | None:
        """Return the account of the person, or None."""
        ...

    async def with_id(self, account: UUID) -> Account | None:
        """Return an account, or None."""
        ...

    async def count_failure(self, account: UUID) -> Account:
        """Count a failed second factor against the account and return it with its failures in a row."""
        ...

    async def forget_failures(self, account: UUID) -> Account | None:
        """Forget the account's failures in a row and return it; None where it had none."""
        ...

    async def sign_consent(self, account: UUID, version: str, at: datetime, evidence: Parted) -> Account:
        """Keep the signed consent and its date, make the account active unless it is blocked, and return it
        (SIO25-10.2).
        """
        ...

    async def consent(self, account: UUID) -> Parted | None:
        """Return the evidence of the consent that the person signed last, or None."""
        ...

    async def registered_at(self, account: UUID) -> datetime | None:
        """Return when an account was first kept, None where there is none."""
        ...

    async def hold(self, iin: str) -> None:
        """Wait until nobody else decides about this person, and keep others waiting until this transaction ends."""
        ...

    async def set_workplace(self, account: UUID, until: datetime) -> Account:
        """Set until when the card of the workplace is in force, and return the account (SIO25-4.2)."""
        ...

    async def restore(self, account: UUID) -> Account:
        """Open a blocked account again and return it: active where its consent is signed, else as registered."""
        ...

    async def change(self, account: UUID, person: Person, body_bin: str) -> Account:
        """Change who a person is and for which body, and return the account (SIO25-7.1, SIO25-8)."""
        ...

    async def renew(self, account: UUID, person: Person, body_bin: str) -> Account:
        """Register a blocked account anew, as an officer's, and return it: the consent is signed at the first entry."""
        ...

    async def of_body(self, body_bin: str, after: UUID | None, most: int) -> Sequence[Account]:
        """Return accounts of a body, of every body where it is empty, ordered by their ids, after one of them."""
        ...

    async def in_role(self, body_bin: str, role: Role, most: int) -> Sequence[Account]:
        """Return accounts of a body that have a role and are not shut, ordered by their ids."""
        ...

    async def shut_among(self, accounts: Collection[UUID]) -> frozenset[UUID]:
        """Return which of some accounts are blocked or deleted."""
        ...

    async def absent(self, since: datetime, most: int) -> Sequence[tuple[Account, datetime]]:
        """Return active accounts under which nobody entered since a moment, each with the last entry or its start."""
        ...

    async def set_state(self, account: UUID, state: AccountState, at: datetime) -> Account:
        """Change an account's state and return it; blocking ends its sessions in the same act (SIO25-8)."""
        ...

    async def set_back(self) -> Sequence[SetBack]:
        """Return the accounts that do not agree with the log: an older row was written back, or the row is gone."""
        ...


class Sessions(Protocol):
    """Sessions. One of which somebody else than the store wrote whose it is, or that account, is none."""

    async def one(self, token_hash: bytes) -> Session | None:
        """Return the session with the account as it stands now, or None."""
        ...

    async def start(self, session: Session) -> None:
        """Keep a new session."""
        ...

    async def prove(self, token_hash: bytes, account: UUID, evidence: Parted, at: datetime) -> bool:
        """Give a session its account after the EDS was proved, with the evidence of that signature.

        False where the session ended or somebody was proved in it meanwhile.
        """
        ...

    async def finish(self, old: bytes, new: bytes, account: UUID, factor: str, at: datetime) -> bool:
        """Put a session whose second factor was proved under a new token; the old token is dead from then on.

        False where the session ended meanwhile or is not this account's.
        """
        ...

    async def renew(self, old: bytes, new: bytes, at: datetime) -> bool:
        """Put a session in which nobody was proved under a new token; the old token is dead from then on.

        False where the session ended meanwhile or somebody was proved in it.
        """
        ...

    async def touch(self, token_hash: bytes, at: datetime) -> None:
        """Note that the session acted."""
        ...

    async def before(self, account: UUID, started_at: datetime) -> datetime | None:
        """Return when a person last acted in a session begun before this moment, None where there was none."""
        ...

    async def end(self, token_hash: bytes, at: datetime) -> None:
        """End a session."""
        ...

    async def sweep(self, before: datetime) -> None:
        """Forget entries left unproved for longer than a session may idle before a moment."""
        ...


class Codes(Protocol):
    """Codes sent to telephones: one of each account, the last."""

    async def sent(self, account: UUID) -> tuple[SentCode, bytes] | None:
        """Return the last code sent to an account and the session it was sent for; locks it to this transaction."""
        ...

    async def keep(self, account: UUID, session: bytes, code: SentCode) -> None:
        """Keep a code that is being sent, in place of any earlier one."""
        ...

    async def count_wrong(self, account: UUID) -> None:
        """Count a wrong entry against the code."""
        ...

    async def use_up(self, account: UUID) -> None:
        """Make the code unusable: one that was right once is right never again."""
        ...


class PreparedActs(Protocol):
    """Acts that wait for their signatures, and the nonces of those that were signed."""

    async def keep(self, act: PreparedAct) -> None:
        """Keep an act that waits for its signature."""
        ...

    async def challenges_given(self, purpose: ActPurpose, after: datetime, most: int) -> int:
        """Tell how many challenges of a purpose expire after a moment, counted up to `most`."""
        ...

    async def use_nonce(self, nonce: str, expires_at: datetime) -> None:
        """Use a nonce up; Problem `signature.replayed` when it was used before."""
        ...

    async def sweep(self, before: datetime) -> None:
        """Forget acts and nonces that ended before a moment."""
        ...


class Visits(Protocol):
    """Who came with an EDS alone, to apply for access or to sign off an application."""

    async def keep(self, session: bytes, visitor: Visitor, at: datetime) -> None:
        """Keep who proved the EDS in a session; Problem `session.stage` where somebody did before."""
        ...

    async def visitor(self, session: bytes) -> Visitor | None:
        """Return who proved the EDS in a session, or None."""
        ...


class Authenticators(Protocol):
    """Checks what a browser brings from an authenticator (WebAuthn level 2). User verification is always required."""

    @property
    def relying_party(self) -> str:
        """Return the name under which browsers keep credentials: the host of the portal."""
        ...

    def made(self, answer: bytes, challenge: bytes) -> Authenticator | None:
        """Return the new authenticator that answered a challenge, None where anything about the answer is wrong."""
        ...

    def used(self, answer: bytes, challenge: bytes, known: Authenticator) -> int | None:
        """Return the counter after a known authenticator answered a challenge, None where anything is wrong."""
        ...
