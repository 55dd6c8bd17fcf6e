"""Accounts, sessions, codes and prepared acts in our database."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.parties.code import SentCode
from almasu.kernel.parties.session import IDLE, Session, Stage
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Fault
from almasu.store import journal
from almasu.store.account_rows import AccountRow, account_from, row_from, row_of, with_person
from almasu.store.evidence import StoredEvidence
from almasu.store.sealer import Sealer
from almasu.store.sql import load

log = logging.getLogger(__name__)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StoredAccounts:
    """Implements `almasu.kernel.parties.port.Accounts` on one connection, inside its transaction."""

    connection: AsyncConnection[Row]
    sealer: Sealer

    async def register(self, account: Account, at: datetime) -> None:
        """Keep a new account; committing it is the Problem `account.exists` when the person already has one."""
        row = row_of(account, self.sealer)
        await self._do("register_account", {**asdict(row), "bound": row.mark(self.sealer), "at": at})

    async def anybody(self) -> bool:
        """Tell whether any account is registered."""
        row = await self._one("anybody", {})
        return row is not None and bool(row[0])

    async def with_iin(self, iin: str) -> Account | None:
        """Return the account of the person, or None."""
        row = await self._one("account_with_index", {"iin_index": self.sealer.index("iin", iin)})
        return None if row is None else account_from(row, self.sealer)

    async def with_id(self, account: UUID) -> Account | None:
        """Return an account, or None."""
        row = await self._one("account_with_id", {"id": account})
        return None if row is None else account_from(row, self.sealer)

    async def session(self, token_hash: bytes) -> Session | None:
        """Return the session with the account as it stands now, or None."""
        return (await self.sessions([token_hash]))[0]

    async def sessions(self, hashes: Sequence[bytes]) -> Sequence[Session | None]:
        """Return sessions with their accounts as they stand now, None for each that there is not."""
        found = await self.connection.execute(load("accounts")["sessions"], {"hashes": hashes})
        rows = {row[0]: row[1:] for row in await found.fetchall()}
        return [self._session(one, rows[one]) if one in rows else None for one in hashes]

    def _session(self, token_hash: bytes, row: Row) -> Session | None:
        """Return the session of a row; None where somebody else than this store wrote whose it is, or who that is."""
        stage, factor, started_at, last_seen_at, ended_at, bound, *told = row
        account = None
        if told[0] is not None:
            expected = self._bound(token_hash, told[0], Stage(stage), factor)
            if bound is None or not hmac.compare_digest(bound, expected):
                log.error("a session of the account %s is not as this node wrote it", told[0])
                return None
            try:
                account = account_from(told, self.sealer)
            except Fault:
                log.exception("a session of the account %s opens nothing", told[0])
                return None
        return Session(
            token_hash=token_hash,
            account=account,
            stage=Stage(stage),
            factor=factor,
            started_at=started_at,
            last_seen_at=last_seen_at,
            ended_at=ended_at,
        )

    async def start(self, session: Session) -> None:
        """Keep a new session."""
        values = {"token_hash": session.token_hash, "stage": session.stage.value, "at": session.started_at}
        await self._do("start_session", values)

    def _bound(self, token_hash: bytes, account: UUID, stage: Stage, factor: str) -> bytes:
        """Return the mark that only a holder of the vault can put on a session's row."""
        return self.sealer.index("session", f"{token_hash.hex()}/{account}/{stage.value}/{factor}")

    async def prove(self, token_hash: bytes, account: UUID, evidence: Parted, at: datetime) -> bool:
        """Give a session its account after the EDS was proved, with the evidence of that signature.

        False where the session ended or somebody was proved in it meanwhile.
        """
        values = {
            "token_hash": token_hash,
            "account": account,
            "evidence": await self._kept(f"sessions/evidence/{token_hash.hex()}", evidence),
            "bound": self._bound(token_hash, account, Stage.CODE, ""),
            "at": at,
        }
        return await self._do("prove_session", values) == 1

    async def finish(self, old: bytes, new: bytes, account: UUID, factor: str, at: datetime) -> bool:
        """Put a session whose second factor was proved under a new token; the old token is dead from then on.

        False where the session ended meanwhile or is not this account's. The evidence stays with the old row.
        """
        bound = self._bound(new, account, Stage.READY, factor)
        values = {"old": old, "new": new, "account": account, "factor": factor, "bound": bound, "at": at}
        finished = await self._do("finish_session", values)
        await self.end(old, at)
        return finished == 1

    async def touch(self, token_hash: bytes, at: datetime) -> None:
        """Note that the session acted."""
        await self._do("touch_session", {"token_hash": token_hash, "at": at})

    async def end(self, token_hash: bytes, at: datetime) -> None:
        """End a session."""
        await self._do("end_session", {"token_hash": token_hash, "at": at})

    async def prepare(self, act: PreparedAct) -> None:
        """Keep an act that waits for its signature, sealed: it may name the subject of a request."""
        values = {
            "id": act.id,
            "session": act.session,
            "purpose": act.purpose.value,
            "data": self.sealer.for_log(f"prepared_acts/data/{act.id}", act.data),
            "nonce": act.nonce,
            "expires_at": act.expires_at,
        }
        await self._do("prepare_act", values)

    async def prepared(self, asked: Sequence[tuple[UUID, bytes]]) -> Sequence[tuple[PreparedAct, Session] | None]:
        """Return acts that still wait, each with its session; None for another session's, a used or an unknown one."""
        acts, sessions = [act for act, _ in asked], [session for _, session in asked]
        found = await self.connection.execute(load("accounts")["prepared_acts"], {"acts": acts, "sessions": sessions})
        rows = {row[0]: row for row in await found.fetchall()}
        return [
            None if act not in rows or rows[act][1] != session else self._prepared(rows[act]) for act, session in asked
        ]

    def _prepared(self, row: Row) -> tuple[PreparedAct, Session] | None:
        number, session, purpose, data, nonce, expires_at, *rest = row
        opened = self.sealer.from_log(f"prepared_acts/data/{number}", data)
        known = self._session(session, tuple(rest))
        prepared = PreparedAct(number, session, ActPurpose(purpose), opened, nonce, expires_at)
        return None if known is None else (prepared, known)

    async def challenges_given(self, purpose: ActPurpose, after: datetime, most: int) -> int:
        """Tell how many challenges of a purpose expire after a moment, counted up to `most`."""
        row = await self._one("challenges_given", {"purpose": purpose.value, "after": after, "most": most})
        return 0 if row is None else int(row[0])

    async def use_nonce(self, nonce: str, expires_at: datetime) -> None:
        """Use a nonce up; committing it is the Problem `signature.replayed` when it was used before."""
        await self._do("use_nonce", {"nonce": nonce, "expires_at": expires_at})

    async def sent_code(self, account: UUID) -> tuple[SentCode, bytes] | None:
        """Return the last code sent to an account and the session it was sent for; locks it to this transaction."""
        row = await self._one("sent_code", {"account": account})
        return None if row is None else (SentCode(*row[:5]), row[5])

    async def keep_code(self, account: UUID, session: bytes, code: SentCode) -> None:
        """Keep a code that is being sent, in place of any earlier one."""
        values = {
            "account": account,
            "session": session,
            "mac": code.mac,
            "sent_at": code.sent_at,
            "tries": code.tries,
            "sent_this_hour": code.sent_this_hour,
            "hour_started_at": code.hour_started_at,
        }
        await self._do("keep_code", values)

    async def count_wrong_code(self, account: UUID) -> Account:
        """Count a wrong code against code and account and return the account with its failures in a row."""
        await self._do("count_wrong_try", {"account": account})
        after, _ = await self._changed(account, lambda row: replace(row, failed_codes=row.failed_codes + 1))
        return after

    async def use_code_up(self, account: UUID) -> Account | None:
        """Make a code that was right unusable and forget the account's failures; None where it had none."""
        await self._do("use_code_up", {"account": account})
        after, changed = await self._changed(account, lambda row: replace(row, failed_codes=0))
        return after if changed else None

    async def sign_consent(self, account: UUID, version: str, at: datetime, evidence: Parted) -> Account:
        """Keep the signed consent and its date, make the account active unless it is blocked, and return it
        (SIO25-10.2).
        """

        def signed(row: AccountRow) -> AccountRow:
            if AccountState(row.state).shut:
                return row
            return replace(row, state=AccountState.ACTIVE.value, consent_version=version, consent_signed_at=at)

        sealed = await self._kept(f"accounts/consent_evidence/{account}", evidence)
        await self._do("keep_consent", {"id": account, "evidence": sealed})
        after, _ = await self._changed(account, signed)
        return after

    async def consent(self, account: UUID) -> Parted | None:
        """Return the evidence of the consent that the person signed last, or None."""
        row = await self._one("consent_evidence", {"id": account})
        if row is None or row[0] is None:
            return None
        place = f"accounts/consent_evidence/{account}"
        return await StoredEvidence(self.connection, self.sealer).opened(place, row[0])

    async def registered_at(self, account: UUID) -> datetime | None:
        """Return when an account was first kept, None where there is none."""
        row = await self._one("registered_at", {"id": account})
        return None if row is None else row[0]

    async def hold(self, iin: str) -> None:
        """Wait until nobody else decides about this person, and keep others waiting until this transaction ends."""
        await self._do("hold_person", {"iin_index": self.sealer.index("iin", iin)})

    async def set_workplace(self, account: UUID, until: datetime) -> Account:
        """Set until when the card of the workplace is in force, and return the account (SIO25-4.2)."""
        after, _ = await self._changed(account, lambda row: replace(row, workplace_until=until))
        return after

    async def change(self, account: UUID, person: Person, body_bin: str) -> Account:
        """Change who a person is and for which body, and return the account (SIO25-7.1, SIO25-8)."""
        after, _ = await self._changed(account, lambda row: with_person(row, person, body_bin, self.sealer))
        return after

    async def renew(self, account: UUID, person: Person, body_bin: str) -> Account:
        """Register a blocked account anew, as an officer's, and return it: the consent is signed at the first entry."""

        def registered(row: AccountRow) -> AccountRow:
            anew = with_person(row, person, body_bin, self.sealer)
            role, state = Role.OFFICER.value, AccountState.REGISTERED.value
            return replace(
                anew,
                role=role,
                state=state,
                consent_version="",
                consent_signed_at=None,
                failed_codes=0,
                workplace_until=None,
            )

        after, _ = await self._changed(account, registered)
        return after

    async def of_body(self, body_bin: str, after: UUID | None, most: int) -> Sequence[Account]:
        """Return accounts of a body, of every body where it is empty, ordered by their ids, after one of them."""
        values = {"body_bin": body_bin, "after": after, "most": most}
        found = await self.connection.execute(load("accounts")["accounts_of_body"], values)
        known = [self._account(row) for row in await found.fetchall()]
        return [account for account in known if account is not None]

    async def absent(self, since: datetime, most: int) -> Sequence[tuple[Account, datetime]]:
        """Return active accounts under which nobody entered since a moment, each with the last entry or its start."""
        found = await self.connection.execute(load("accounts")["accounts_absent"], {"since": since, "most": most})
        known = [(self._account(row[:-1]), row[-1]) for row in await found.fetchall()]
        return [(account, last) for account, last in known if account is not None]

    def _account(self, row: Row) -> Account | None:
        """Return the account of a row among several; None, and a line of the log, where somebody else wrote it."""
        try:
            return account_from(row, self.sealer)
        except Fault:
            log.exception("the account %s is left out of a list", row[0])
            return None

    async def set_state(self, account: UUID, state: AccountState, at: datetime) -> Account:
        """Change an account's state and return it; blocking ends its sessions in the same act (SIO25-8).

        What is shut is not opened by this, nor a deleted account made a blocked one: whoever read the account as open
        may come to write after it was shut.
        """

        def moved(row: AccountRow) -> AccountRow:
            before = AccountState(row.state)
            lighter = before is AccountState.DELETED or (before.shut and not state.shut)
            return row if lighter else replace(row, state=state.value)

        after, _ = await self._changed(account, moved)
        if state.shut:
            await self._do("end_sessions_of_account", {"id": account, "at": at})
        return after

    async def restore(self, account: UUID) -> Account:
        """Open a blocked account again and return it: active where its consent is signed, else as registered."""

        def restored(row: AccountRow) -> AccountRow:
            state = AccountState.REGISTERED if row.consent_signed_at is None else AccountState.ACTIVE
            return replace(row, state=state.value, failed_codes=0)

        after, _ = await self._changed(account, restored)
        return after

    async def set_back(self) -> Sequence[SetBack]:
        """Return the accounts that do not agree with the log: an older row was written back, or the row is gone."""
        found = await self.connection.execute(load("accounts")["accounts_set_back"], {"log": journal.MAIN})
        return [SetBack(*row) for row in await found.fetchall()]

    async def _changed(self, account: UUID, change: Callable[[AccountRow], AccountRow]) -> tuple[Account, bool]:
        """Change the row of an account, locked and checked, under its next version and mark; tell whether it changed.

        A change that changes nothing leaves the version as it is.
        """
        told = await self._one("account_to_change", {"id": account})
        if told is None:
            raise Fault(f"there is no account {account}")
        before = row_from(told, self.sealer)
        after = change(before)
        if after == before:
            return account_from(told, self.sealer), False
        after = replace(after, version=before.version + 1)
        bound = after.mark(self.sealer)
        await self._do("change_account", {**asdict(after), "bound": bound})
        return account_from((*astuple(after), bound), self.sealer), True

    async def sweep(self, before: datetime) -> None:
        """Forget prepared acts and nonces that ended before a moment, and entries left unproved for longer."""
        await self._do("sweep_begun_sessions", {"before": before - IDLE})
        await self._do("sweep_prepared_acts", {"before": before})
        await self._do("sweep_nonces", {"before": before})

    async def _kept(self, place: str, evidence: Parted) -> bytes:
        return await StoredEvidence(self.connection, self.sealer).sealed(place, evidence)

    async def _do(self, name: str, values: Mapping[str, object]) -> int:
        return (await self.connection.execute(load("accounts")[name], values)).rowcount

    async def _one(self, name: str, values: Mapping[str, object]) -> Row | None:
        return await (await self.connection.execute(load("accounts")[name], values)).fetchone()
