"""What actions need from the outside, as protocols: the store in one transaction, the vault, registers, messages.

Every act of consequence is decided, kept and journalled through one `Transaction`: all of it happens, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from almasu.kernel.answers import Reply
from almasu.kernel.grounds.asked import SignatureOutcome
from almasu.kernel.control.port import Control
from almasu.kernel.journal.entry import Entry
from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.materials.port import Materials
from almasu.kernel.papers.port import Papers, SignedActs
from almasu.kernel.parties.account import Account, AccountState, Person
from almasu.kernel.parties.authenticator import Authenticator
from almasu.kernel.parties.code import SentCode
from almasu.kernel.parties.session import Session
from almasu.kernel.parties.visitor import Visitor
from almasu.kernel.requests.request import QuestionState, Request
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.supervision.port import Oversight
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What is kept of a settled question: the reply, opened, when it came, and the salt of its commitment."""

    exchange_id: UUID
    resource: int
    state: QuestionState
    received_at: datetime
    reply: Reply
    salt: bytes


@dataclass(frozen=True, slots=True)
class Acceptance:
    """All that accepting a request keeps: the signed act, its evidence, its leaf, and who asks the registers till when.

    `entry` is the canonical bytes of the journal entry whose commitment is the request's leaf; `account` the officer's
    as the law judged it: of a body whose task the material belongs to.
    """

    request: Request
    act: PreparedAct
    evidence: Parted
    entry: bytes
    account: Account
    asked_by: str
    lease_until: datetime


class Accepting(StrEnum):
    """What became of an acceptance: kept, or what changed since it was decided."""

    KEPT = "kept"
    SESSION_ENDED = "session_ended"
    """The session ended, or the account is no more as the law judged it."""
    MATERIAL_DESTROYED = "material_destroyed"
    TASK_CLOSED = "task_closed"


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a question stands after it was asked, the leaf about it, and what came.

    `entry` is the canonical bytes of the journal entry, `leaf` its commitment.
    `next_at` is when an open question is asked again; `salt` opens the journal's commitment to the answer and is
    sealed with it.
    """

    exchange_id: UUID
    request: UUID
    material: UUID
    resource: int
    state: QuestionState
    note: str
    records: int
    asked_at: datetime
    at: datetime
    next_at: datetime | None
    salt: bytes
    reply: Reply
    entry: bytes
    leaf: bytes


class Accounts(Protocol):
    """Accounts, sessions, codes.

    An account that somebody else than the store wrote is a Fault wherever it is read or changed; a session of such an
    account is none.
    """

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

    async def session(self, token_hash: bytes) -> Session | None:
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

    async def prepare(self, act: PreparedAct) -> None:
        """Keep an act that waits for its signature."""
        ...

    async def challenges_given(self, purpose: ActPurpose, after: datetime, most: int) -> int:
        """Tell how many challenges of a purpose expire after a moment, counted up to `most`."""
        ...

    async def use_nonce(self, nonce: str, expires_at: datetime) -> None:
        """Use a nonce up; Problem `signature.replayed` when it was used before."""
        ...

    async def touch(self, token_hash: bytes, at: datetime) -> None:
        """Note that the session acted."""
        ...

    async def end(self, token_hash: bytes, at: datetime) -> None:
        """End a session."""
        ...

    async def sent_code(self, account: UUID) -> tuple[SentCode, bytes] | None:
        """Return the last code sent to an account and the session it was sent for; locks it to this transaction."""
        ...

    async def keep_code(self, account: UUID, session: bytes, code: SentCode) -> None:
        """Keep a code that is being sent, in place of any earlier one."""
        ...

    async def count_wrong_code(self, account: UUID) -> Account:
        """Count a wrong code against code and account and return the account with its failures in a row."""
        ...

    async def use_code_up(self, account: UUID) -> Account | None:
        """Make a code that was right unusable and forget the account's failures; None where it had none."""
        ...

    async def sign_consent(self, account: UUID, version: str, at: datetime, evidence: Parted) -> Account:
        """Keep the signed consent and its date, make the account active unless it is blocked, and return it
        (SIO25-10.2).
        """
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

    async def absent(self, since: datetime, most: int) -> Sequence[tuple[Account, datetime]]:
        """Return active accounts under which nobody entered since a moment, each with the last entry or its start."""
        ...

    async def set_state(self, account: UUID, state: AccountState, at: datetime) -> Account:
        """Change an account's state and return it; blocking ends its sessions in the same act (SIO25-8)."""
        ...

    async def set_back(self) -> Sequence[SetBack]:
        """Return the accounts that do not agree with the log: an older row was written back, or the row is gone."""
        ...

    async def sweep(self, before: datetime) -> None:
        """Forget prepared acts and nonces that ended before a moment, and entries left unproved for longer."""
        ...


class Visits(Protocol):
    """Who came with an EDS alone, to apply for access or to sign off an application."""

    async def keep(self, session: bytes, visitor: Visitor, at: datetime) -> None:
        """Keep who proved the EDS in a session; Problem `session.stage` where somebody did before."""
        ...

    async def visitor(self, session: bytes) -> Visitor | None:
        """Return who proved the EDS in a session, or None."""
        ...


class Requests(Protocol):
    """Requests, their questions and answers.

    A request of which somebody else than the store wrote a part, or part of an answer, is a Fault when it is asked for,
    and left out where several are told.
    """

    async def claim_asking(self, asked_by: str, at: datetime, lease_until: datetime, most: int) -> Sequence[UUID]:
        """Lease requests whose registers are to be asked: silent ones that are due, and those of dead processes."""
        ...

    async def asked(self, request: UUID, asked_by: str, again_at: datetime | None) -> None:
        """End the asking of a request, or put it off; nothing where another process has taken it over."""
        ...

    async def one(self, request: UUID) -> Request | None:
        """Return a request with its rows, or None."""
        ...

    async def of_account(self, account: UUID, before: datetime, most: int) -> Sequence[Request]:
        """Return an account's latest requests before a moment, newest first."""
        ...

    async def of_material(self, material: UUID, most: int) -> Sequence[Request]:
        """Return the requests of a material, the first one first; Fault where one does not open."""
        ...

    async def answers(self, request: Request) -> Sequence[KeptAnswer]:
        """Return the settled answers of a request, opened: those that a material still holds."""
        ...

    async def evidence(self, request: UUID) -> Parted | None:
        """Return the kept evidence of a request's signature, opened, or None."""
        ...

    async def silent_lately(self, at: datetime) -> Mapping[int, float]:
        """Return, for registers asked in the last ten minutes, the share of questions they left unanswered."""
        ...


class Together(Protocol):
    """What every signed request does. Each call stands alone; those that come at the same moment share a statement."""

    async def prepared(self, act: UUID, session: bytes) -> tuple[PreparedAct, Session] | None:
        """Return an act that still waits, with its session; None when it is another session's, used or unknown."""
        ...

    async def session(self, token_hash: bytes) -> Session | None:
        """Return the session with the account as it stands now, or None."""
        ...

    async def accept(self, acceptance: Acceptance) -> Accepting:
        """Keep an accepted request, whole or not at all, its leaf included, while session and material still may.

        Problem `signature.replayed` where the nonce was used before.
        """
        ...

    async def take(self, settlement: Settlement) -> None:
        """Keep what a register said to a question, with its leaf; a question that was settled before stays as it is."""
        ...


class JournalWriter(Protocol):
    """Writes a leaf in the act's own transaction."""

    async def append(self, entry: Entry) -> bytes:
        """Keep the entry and return its 32-byte commitment."""
        ...


class Transaction(Protocol):
    """All that one act keeps, together."""

    @property
    def accounts(self) -> Accounts:
        """Accounts, sessions, codes."""
        ...

    @property
    def requests(self) -> Requests:
        """Requests, questions, answers."""
        ...

    @property
    def papers(self) -> Papers:
        """Applications, orders, resolutions, notices."""
        ...

    @property
    def materials(self) -> Materials:
        """Materials and what they hold."""
        ...

    @property
    def acts(self) -> SignedActs:
        """Signed acts with the evidence of their signatures."""
        ...

    @property
    def control(self) -> Control:
        """What departmental control is told of many requests at once."""
        ...

    @property
    def visits(self) -> Visits:
        """Who came with an EDS alone."""
        ...

    @property
    def journal(self) -> JournalWriter:
        """The node's journal."""
        ...

    @property
    def oversight(self) -> Oversight:
        """Requests of many, and the leaves about them."""
        ...

    @property
    def supervision(self) -> JournalWriter:
        """The log of supervision: what a prosecutor does and sees, apart from the journal (DESIGN 3.3)."""
        ...


class Store(Protocol):
    """Our database."""

    @property
    def together(self) -> Together:
        """What is done for several at a time."""
        ...

    def material_of(self, body_bin: str, task: str) -> UUID:
        """Return the material of a body's task (SIO25-19.1); it is opened with the first request accepted for it."""
        ...

    def material_named(self, body_bin: str, task: str) -> UUID:
        """Return the number that the material of a body's task has, whether or not there is one."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Open one transaction: committed at the end, undone by any exception."""
        ...

    def single(self) -> AbstractAsyncContextManager[Transaction]:
        """Give the same means with no transaction around: each of them stands alone. For one reading or one act."""
        ...


class Messages(Protocol):
    """Short messages to a telephone."""

    async def send(self, phone: str, words: str) -> bool:
        """Send and tell whether the carrier took it; an outage is False, never an exception."""
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


@dataclass(frozen=True, slots=True)
class SignatureChecked:
    """What verification said of one signature. Only PASSED opens anything.

    `code`, `because` and `remedy` tell of the step that failed or could not be told; `evidence` is the whole bundle
    to be kept (payload, CMS, chain, revocation answer, story); `certificate` the SHA-256 of the signer's certificate.
    """

    outcome: SignatureOutcome
    code: str
    because: Text
    remedy: Text
    signer_iin: str
    signer: str
    certificate: bytes
    protected_carrier: bool | None
    evidence: Parted


class Signatures(Protocol):
    """Verifies signatures over acts under the zone's trust profile, revocation included."""

    async def check(
        self, cms: bytes, act: PreparedAct, audience: str, signer_iin: str | None, at: datetime
    ) -> SignatureChecked:
        """Verify a CMS over the act's bytes; `signer_iin` is the person who must have signed, None for a sign-in."""
        ...
