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
    RESPONSIBLE_WORKER = "responsible_worker"
    """Of a financial organisation in ASOI (ASOI-3.1)."""
    HEAD_OF_SECURITY = "head_of_security"
    """Whose consent every act of a financial organisation needs (ASOI-10)."""
    SECTORAL_CENTRE = "sectoral_centre"
    """Acts for the authorised body of the financial market (ASOI-2)."""
    BODY_RESPONSIBLE = "body_responsible"
    """The responsible person of a state body that gives data to the Agency (FMA-2.4)."""
    HEAD_OF_BODY = "head_of_body"
    AGENCY_OFFICER = "agency_officer"
    """The worker of the Agency who asks, receives and uses what state bodies give (FMA-2.4)."""
    HEAD_OF_AGENCY = "head_of_agency"
    CIS_OFFICER = "cis_officer"
    """Works for a competent body in the exchange between states: writes, reads, uses (CIS-1c)."""
    CIS_HEAD = "cis_head"
    """Signs for a competent body in the exchange between states."""
    CIS_KEEPER = "cis_keeper"
    """Keeps the directory of Parties, bodies and systems of a node; knows of no request (CIS-5.1, CIS-8.4)."""

    @property
    def of_sector(self) -> bool:
        """Tell whether it is a role of the sector's zone."""
        return self in (Role.RESPONSIBLE_WORKER, Role.HEAD_OF_SECURITY, Role.SECTORAL_CENTRE)

    @property
    def of_provision(self) -> bool:
        """Tell whether it is a role of the zone in which state bodies give data to the Agency."""
        return self in (Role.BODY_RESPONSIBLE, Role.HEAD_OF_BODY, Role.AGENCY_OFFICER, Role.HEAD_OF_AGENCY)

    @property
    def of_interstate(self) -> bool:
        """Tell whether it is a role of the zone in which bodies of states exchange information."""
        return self in (Role.CIS_OFFICER, Role.CIS_HEAD, Role.CIS_KEEPER)

    @property
    def of_restricted(self) -> bool:
        """Tell whether it is a role of the restricted zone."""
        return not (self.of_sector or self.of_provision or self.of_interstate)


class AccountState(StrEnum):
    """Where an account stands: registered by the operator, consent asked at first entry, active, blocked, deleted."""

    REGISTERED = "registered"
    CONSENT_PENDING = "consent_pending"
    ACTIVE = "active"
    BLOCKED = "blocked"
    DELETED = "deleted"
    """Taken away as a sanction (SIO22-A5.17): it opens nothing; what its person did stays in the log."""

    @property
    def shut(self) -> bool:
        """Tell whether nobody may act under the account."""
        return self in (AccountState.BLOCKED, AccountState.DELETED)


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

    `workplace_until` is until when the card of the workplace is in force (SIO25-4.2); None where none was ever
    declared: of those whom an order appointed, not an application. `version` counts the changes and `mark` binds
    exactly this state: the store's, 0 and empty before it is kept.
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
    workplace_until: datetime | None = None

    def pseudonym(self) -> str:
        """Return the name under which register owners see the officer's questions (SIO25-16)."""
        return f"{self.role.value}-{self.id.hex[:12]}"
