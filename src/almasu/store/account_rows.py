"""Rows of accounts, each bound as a whole by a mark under a key of the vault: who only writes rows changes nobody."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from almasu.kernel.parties.account import Account, AccountState, Person, Role
from almasu.law.moment import in_utc
from almasu.law.problem import Fault
from almasu.store.sealer import Sealer

FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What the table holds of an account, in the order in which statements tell it; `person` is sealed.

    `version` grows by one with each change, so that no two states of an account bear the same mark.
    """

    id: UUID
    iin_index: bytes
    person: bytes
    role: str
    body_bin: str
    state: str
    consent_version: str
    consent_signed_at: datetime | None
    failed_codes: int
    workplace_until: datetime | None
    version: int

    def mark(self, sealer: Sealer) -> bytes:
        """Return the mark that only a holder of the vault can put on exactly this row."""
        values: tuple[object, ...] = (
            self.id,
            self.iin_index,
            self.person,
            self.role,
            self.body_bin,
            self.state,
            self.consent_version,
            None if self.consent_signed_at is None else in_utc(self.consent_signed_at),
            self.failed_codes,
            self.version,
        )
        if self.workplace_until is not None:
            # Behind all else, so that rows from before the card was counted keep the mark they bear.
            values = (*values, in_utc(self.workplace_until))
        return sealer.index("account", msgspec.json.encode(values).decode())


def row_of(account: Account, sealer: Sealer) -> AccountRow:
    """Return the first row of a new account, its person sealed and found by the keyed index of the IIN only."""
    return AccountRow(
        id=account.id,
        iin_index=sealer.index("iin", account.person.iin),
        person=sealer.for_log(_person_place(account.id), msgspec.json.encode(account.person)),
        role=account.role.value,
        body_bin=account.body_bin,
        state=account.state.value,
        consent_version=account.consent_version,
        consent_signed_at=account.consent_signed_at,
        failed_codes=account.failed_codes,
        workplace_until=account.workplace_until,
        version=FIRST_VERSION,
    )


def with_person(row: AccountRow, person: Person, body_bin: str, sealer: Sealer) -> AccountRow:
    """Return the row with what may change of a person; Fault for another person's number, which never changes."""
    if sealer.index("iin", person.iin) != row.iin_index:
        raise Fault(f"the account {row.id} is of another person")
    sealed = sealer.for_log(_person_place(row.id), msgspec.json.encode(person))
    return replace(row, person=sealed, body_bin=body_bin)


def row_from(told: Sequence[Any], sealer: Sealer) -> AccountRow:
    """Return the row a statement told, its mark behind; Fault where somebody else than this store wrote it."""
    *values, bound = told
    row = AccountRow(*values)
    if not hmac.compare_digest(bound, row.mark(sealer)):
        raise Fault(f"the row of the account {row.id} is not as this node wrote it")
    return row


def account_from(told: Sequence[Any], sealer: Sealer) -> Account:
    """Return the account of a row as `row_from` checks it."""
    row = row_from(told, sealer)
    person = sealer.from_log(_person_place(row.id), row.person)
    return Account(
        id=row.id,
        person=msgspec.json.decode(person, type=Person),
        role=Role(row.role),
        body_bin=row.body_bin,
        state=AccountState(row.state),
        consent_version=row.consent_version,
        consent_signed_at=row.consent_signed_at,
        failed_codes=row.failed_codes,
        version=row.version,
        mark=told[-1],
        workplace_until=row.workplace_until,
    )


def _person_place(account: UUID) -> str:
    return f"accounts/person/{account}"
