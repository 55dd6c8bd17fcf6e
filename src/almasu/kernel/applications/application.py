"""The electronic application: what it says and the states it passes (SIO25-5, SIO25-6, SIO25-7.1, SIO25-8).

submitted -> signed off by the head -> registered | changed | refused; a block takes effect when it is signed. The
applicant may withdraw it, the head may decline it; the operator may lift a block.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.papers.paper import Paper
from almasu.kernel.parties.account import Person, Role
from almasu.law.text import Text


class ApplicationState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    """Signed by the applicant; it has not reached the operator (SIO22-A4.12)."""
    SIGNED_OFF = "signed_off"
    """Signed by the head as well: it arrived at the operator, whose 24 hours run."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REGISTERED = "registered"
    CHANGED = "changed"
    REFUSED = "refused"
    BLOCKED = "blocked"
    LIFTED = "lifted"
    """A block that the operator lifted, or that a new registration ended."""


OPEN = frozenset({ApplicationState.SUBMITTED, ApplicationState.SIGNED_OFF})


class RefusalGround(StrEnum):
    """Why the operator may refuse (SIO25-6.2, SIO22-A5.12.1); read as alternatives."""

    UNTRUE = "untrue"
    INCOMPLETE = "incomplete"
    OUT_OF_DATE = "out_of_date"


class BlockReason(StrEnum):
    """Why an account is blocked (SIO25-7.2, SIO25-12.3, SIO25-17, SIO22-A5.11.2, SIO22-A5.11.5)."""

    DISMISSAL = "dismissal"
    SUSPENSION = "suspension"
    LONG_ABSENCE = "long_absence"
    EDS_LOST = "eds_lost"
    BREACH = "breach"
    WORKPLACE = "workplace"
    """The workplace was found to reach the Internet, or not to keep another condition."""
    OWN_WISH = "own_wish"


REASONS_OF: Mapping[Role, frozenset[BlockReason]] = {
    Role.CONTROLLER: frozenset(BlockReason) - {BlockReason.OWN_WISH},
    Role.OPERATOR: frozenset({BlockReason.EDS_LOST, BlockReason.BREACH, BlockReason.WORKPLACE}),
}
"""Which reasons an office may give for blocking another person's account."""
OWN_REASONS = frozenset({BlockReason.OWN_WISH, BlockReason.LONG_ABSENCE, BlockReason.EDS_LOST})
"""Which reasons a person may give for blocking the own account."""


class Sanction(StrEnum):
    """What a block does to the access (SIO22-A5.12.2, SIO22-A5.17)."""

    SUSPEND = "suspend"
    """For a time: until the operator lifts it. A day may be named on which that is to be decided."""
    CLOSE = "close"
    """For good: no application opens it, a decision of the operator only."""
    DELETE = "delete"
    """The account is deleted as well; what its person did stays in the log. Who comes back is registered anew."""


def may_impose(role: Role, reason: BlockReason, sanction: Sanction) -> bool:
    """Tell whether an office may give a block this weight: to close and to delete is the operator's, for a breach."""
    return sanction is Sanction.SUSPEND or (role is Role.OPERATOR and reason is BlockReason.BREACH)


class Order(msgspec.Struct, frozen=True):
    """The order an application rests on: appointment, dismissal, suspension. `signed_at` is the moment of signing."""

    number: str
    signed_at: datetime


class Card(msgspec.Struct, frozen=True):
    """The card of a workplace as declared: what is stated of each condition, numbers as written (SIO25-4.2)."""

    version: str
    stated: dict[str, str | bool]
    declared_at: datetime
    expires_at: datetime


class SignedOff(msgspec.Struct, frozen=True):
    """The head's part: who, in which post, under which signed act."""

    iin: str
    position: str
    name: str
    certificate_name: str
    act: UUID
    at: datetime


class Decided(msgspec.Struct, frozen=True):
    """The decision: by whose account, when; a refusal has grounds, words and the operator's signed act (SIO25-6.3)."""

    by: UUID
    at: datetime
    grounds: tuple[RefusalGround, ...] = ()
    words: str = ""
    act: UUID | None = None


class Lifted(msgspec.Struct, frozen=True):
    """How a block ended: by whose account, when, in whose words, under which signed act; none of a registration."""

    by: UUID
    at: datetime
    words: str = ""
    act: UUID | None = None


class Application(msgspec.Struct, frozen=True):
    """What an application says.

    `fields` are the typed fields of the form by their codes; `iin` is whom it is about, `head_iin` to whom it goes for
    the sign-off; `due_at` until when the operator must decide; `late` tells that it came later than its order allows
    (SIO25-7.1); `account` is the account it made, changed or blocked; `sanction`, `until`, `lifted` belong to blocks.
    """

    number: str
    kind: ApplicationKind
    edition: str
    form: str
    iin: str
    body_bin: str
    fields: dict[str, str]
    declared: tuple[str, ...]
    act: UUID
    signed_by: str
    certificate_name: str
    submitted_at: datetime
    head_iin: str = ""
    order: Order | None = None
    order_due: datetime | None = None
    card: Card | None = None
    reason: BlockReason | None = None
    note: str = ""
    signed_off: SignedOff | None = None
    due_at: datetime | None = None
    decided: Decided | None = None
    account: UUID | None = None
    sanction: Sanction = Sanction.SUSPEND
    until: datetime | None = None
    lifted: Lifted | None = None

    @property
    def arrived_at(self) -> datetime | None:
        """Return when it arrived at the operator: signed off by the head, None before."""
        return None if self.signed_off is None else self.signed_off.at

    @property
    def late(self) -> bool:
        """Tell whether it was sent later than twenty-four hours after the order."""
        return self.order_due is not None and self.submitted_at > self.order_due

    def person(self) -> Person:
        """Return the person whom a registration or a change makes of it."""
        position = self.fields["position"]
        return Person(
            iin=self.iin,
            surname=self.fields["surname"],
            given_name=self.fields["given_name"],
            patronymic=self.fields.get("patronymic", ""),
            position=Text(position, position, position),
            phone=self.fields["mobile_phone"],
        )


def application_in(paper: Paper) -> Application:
    """Return what a paper of the kind says."""
    return msgspec.json.decode(paper.data, type=Application)


def number_of(paper: UUID, day: str) -> str:
    """Return the number an application bears (SIO22-A4.0): the day of Astana as YYYYMMDD and the paper's own number."""
    return f"{day}-{paper.hex[:8]}"


def found_by(application: Application) -> dict[str, str]:
    """Return what an application is looked up by."""
    keys = {"iin": application.iin, "head": application.head_iin, "body": application.body_bin}
    return {name: value for name, value in keys.items() if value}
