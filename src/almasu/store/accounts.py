"""Accounts in our database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from almasu.kernel.journal.set_back import SetBack
from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.law.problem import Fault
from almasu.store import journal
from almasu.store.account_rows import AccountRow, account_from, row_from, row_of, with_person
from almasu.store.evidence import StoredEvidence
from almasu.store.sealer import Sealer
from almasu.store.sessions import StoredSessions
from almasu.store.sql import load

log = logging.getLogger(__name__)

Row = tuple[Any, ...]
SHUT = [state.value for state in AccountState if state.shut]


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

    async def count_failure(self, account: UUID) -> Account:
        """Count a failed second factor against the account and return it with its failures in a row."""
        after, _ = await self._changed(account, lambda row: replace(row, failed_codes=row.failed_codes + 1))
        return after

    async def forget_failures(self, account: UUID) -> Account | None:
        """Forget the account's failures in a row and return it; None where it had none."""
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

        place = f"accounts/consent_evidence/{account}"
        sealed = await StoredEvidence(self.connection, self.sealer).sealed(place, evidence)
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

    async def in_role(self, body_bin: str, role: Role, most: int) -> Sequence[Account]:
        """Return accounts of a body that have a role and are not shut, ordered by their ids."""
        values = {"body_bin": body_bin, "role": role.value, "shut": SHUT, "most": most}
        found = await self.connection.execute(load("accounts")["accounts_in_role"], values)
        known = [self._account(row) for row in await found.fetchall()]
        return [account for account in known if account is not None]

    async def shut_among(self, accounts: Collection[UUID]) -> frozenset[UUID]:
        """Return which of some accounts are blocked or deleted."""
        values = {"ids": list(accounts), "shut": SHUT}
        found = await self.connection.execute(load("accounts")["accounts_shut"], values)
        return frozenset(account for (account,) in await found.fetchall())

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
            await StoredSessions(self.connection, self.sealer).end_all_of(account, at)
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

    async def _do(self, name: str, values: Mapping[str, object]) -> int:
        return (await self.connection.execute(load("accounts")[name], values)).rowcount

    async def _one(self, name: str, values: Mapping[str, object]) -> Row | None:
        return await (await self.connection.execute(load("accounts")[name], values)).fetchone()
