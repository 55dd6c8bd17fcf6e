"""Who takes part: financial organisations, their workers and heads, and the sectoral centre (ASOI-2, ASOI-3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.sector.problems import NOT_THEIR_DUTY


class OrganisationKind(StrEnum):
    """Kinds of financial organisations, as the duties tell them apart (ASOI-7, ASOI-8, ASOI-12)."""

    BANK = "bank"
    NON_RESIDENT_BRANCH = "non_resident_branch"
    """A branch of a bank that is no resident of Kazakhstan; the act calls it a bank too."""
    CERTAIN_OPERATIONS = "certain_operations"
    """An organisation that carries out certain types of banking operations."""
    OTHER = "other"

    @property
    def sends_signals(self) -> bool:
        """Tell whether clauses 7, 8 and 12 bind it: the module, signals and incident cards."""
        return self is not OrganisationKind.OTHER


class Duty(StrEnum):
    """What a person does in ASOI."""

    RESPONSIBLE_WORKER = "responsible_worker"
    """An employee whose job duties include processing information in ASOI (ASOI-3.1)."""
    HEAD_OF_SECURITY = "head_of_security"
    """The management of the information-security unit, whose consent every act of the organisation needs (ASOI-10)."""
    SECTORAL_CENTRE = "sectoral_centre"
    """An employee of the sectoral centre, which acts for the authorised body (ASOI-2)."""


class Profile(msgspec.Struct, frozen=True):
    """What ASOI keeps about a financial organisation (ASOI-5.1, ASOI-5.2, ASOI-5.3)."""

    bin: str
    name: str
    email: str
    kind: OrganisationKind


class Worker(msgspec.Struct, frozen=True):
    """The account data of an organisation's user (ASOI-6.1 to ASOI-6.5); `organisation` is the BIN of its profile."""

    iin: str
    surname: str
    given_name: str
    patronymic: str
    position: str
    organisation: str
    phones: tuple[str, ...]
    email: str
    duty: Duty


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who acts: the account, the duty, and the organisation's BIN, empty for the sectoral centre."""

    account: UUID
    duty: Duty
    organisation: str

    @property
    def is_centre(self) -> bool:
        """Tell whether the person acts for the sectoral centre."""
        return self.duty is Duty.SECTORAL_CENTRE

    def must_be(self, duty: Duty, organisation: str) -> None:
        """Make sure of the duty and the organisation; Problem `sector.duty` else (ASOI-3.1)."""
        if self.duty is not duty or self.organisation != organisation:
            raise NOT_THEIR_DUTY.at()
