"""Accounts: who is registered in the exchange, for which body, in which role and state (SIO25-2, SIO25-6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from almasu.law.text import Text


class Role(StrEnum):
    """What a person does in the exchange."""

    OFFICER = "officer"
    OPERATOR = "operator"
    CONTROLLER = "controller"
    PROSECUTOR = "prosecutor"
    OWNER = "owner"


class AccountState(StrEnum):
    """Where an account stands: registered by the operator, consent asked at first entry, active, blocked."""

    REGISTERED = "registered"
    CONSENT_PENDING = "consent_pending"
    ACTIVE = "active"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Person:
    """The personal part of an account; kept sealed. `phone` is the number named at registration (SIO25-9), E.164."""

    iin: str
    surname: str
    given_name: str
    patronymic: str
    position: Text
    phone: str

    def full_name(self) -> str:
        """Return surname, given name and patronymic as one line."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class Account:
    """One registration. `consent_signed_at` is the kept date of the signed consent (SIO25-10.2), None before it.

    `version` counts the changes and `mark` binds exactly this state: the store's, 0 and empty before it is kept.
    """

    id: UUID
    person: Person
    role: Role
    body_bin: str
    state: AccountState
    consent_version: str
    consent_signed_at: datetime | None
    failed_codes: int
    version: int = 0
    mark: bytes = b""

    def pseudonym(self) -> str:
        """Return the name under which register owners see the officer's questions (SIO25-16)."""
        return f"{self.role.value}-{self.id.hex[:12]}"
