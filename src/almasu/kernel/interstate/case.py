"""A request between states as it is kept at one of its two sides, from the draft to its end (CIS-7a, CIS-7b, CIS-8.2).

Both sides move it by the same functions, so that what the other side's node tells is held to the same law.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate import answering, secrecy
from almasu.kernel.interstate.answering import Reception, Teller, Told
from almasu.kernel.interstate.asking import Asked, Missing, Way
from almasu.kernel.interstate.parcels import Attested
from almasu.kernel.interstate.problems import ENDED, NOT_ASKED_HERE, VALUE_WRONG
from almasu.kernel.interstate.secrecy import Consent, Release, Stamp
from almasu.kernel.interstate.sending import Channel
from almasu.law.moment import in_astana


class Side(StrEnum):
    """At which of its two sides a request is kept."""

    ASKING = "asking"
    ASKED = "asked"


class CaseState(StrEnum):
    """Where a request stands, at either side."""

    DRAFT = "draft"
    SENT = "sent"
    """It left; whether it arrived is not known yet."""
    RECEIVED = "received"
    RETURNED = "returned"
    OPEN = "open"
    CLOSED = "closed"


class Case(msgspec.Struct, frozen=True):
    """A request with everything that was told of it. `reception` is None until it arrived at the body asked."""

    side: Side
    asked: Asked
    channel: Channel
    stamps: tuple[Stamp, ...] = ()
    sent: Attested | None = None
    reception: Reception | None = None
    consents: tuple[Consent, ...] = ()
    releases: tuple[Release, ...] = ()
    marked: dict[UUID, tuple[Stamp, ...]] = {}
    """The marks of what was given, by the act of the notice that gave it (CIS-4.3)."""
    look_again_on: date | None = None
    """The day that the asking body set, when it last looked at its standing request again; None: as it was signed."""

    @property
    def state(self) -> CaseState:
        """Return where it stands."""
        if self.reception is not None:
            return CaseState(self.reception.state.value)
        return CaseState.DRAFT if self.sent is None else CaseState.SENT

    @property
    def due_at(self) -> datetime | None:
        """Return when the body asked must have told of it, None where no clock runs (CIS-8.2)."""
        ended = self.reception is None or self.state in (CaseState.RETURNED, CaseState.CLOSED)
        return None if ended or self.reception is None else self.reception.due_at

    @property
    def other(self) -> str:
        """Return the body on the other side."""
        return self.asked.requested if self.side is Side.ASKING else self.asked.requesting

    @property
    def review_on(self) -> date | None:
        """Return when the asking body is to look at its standing request again, None where it is not to (CIS-7b)."""
        stands = self.state in (CaseState.RECEIVED, CaseState.OPEN)
        if self.side is Side.ASKED or self.asked.way is not Way.STANDING or not stands:
            return None
        return self.look_again_on or self.asked.review_on

    def review_is_due(self, at: datetime) -> bool:
        """Tell whether the day to look at it again has come."""
        return self.review_on is not None and self.review_on <= in_astana(at).date()

    def is_late(self, at: datetime) -> bool:
        """Tell whether the notice is overdue, or what was put off is."""
        return self.reception is not None and self.reception.is_late(at)


def number_at(side: Side, asked: Asked) -> UUID:
    """Return the number of the paper that holds a request at a side; a foreign number never meets one of ours."""
    return asked.number if side is Side.ASKING else incoming(asked.requesting, asked.number)


def incoming(sender: str, number: UUID) -> UUID:
    """Return the number under which something of another body is kept here."""
    return uuid5(UUID(int=0), f"cis/{sender}/{number}")


def drafted(asked: Asked, channel: Channel, stamps: Sequence[Stamp]) -> Case:
    """Return a request that nobody signed yet."""
    return Case(Side.ASKING, asked, channel, tuple(stamps))


def sent(case: Case, attested: Attested) -> Case:
    """Return a request that was signed and left; Problem `cis.ended` where it had left before."""
    if case.state is not CaseState.DRAFT:
        raise ENDED.at()
    return replace(case, sent=attested)


def arrived(case: Case, received_at: datetime, due_at: datetime | None, missing: Sequence[Missing]) -> Case:
    """Return a request of which the other side said that it arrived; Problem `cis.ended` where it said so before."""
    if case.state is not CaseState.SENT:
        raise ENDED.at()
    state = answering.State.RETURNED if missing else answering.State.RECEIVED
    return replace(case, reception=Reception(case.asked, received_at, state, due_at, tuple(missing)))


def taken_in(
    asked: Asked,
    attested: Attested,
    stamps: Sequence[Stamp],
    at: datetime,
    due_at: datetime,
    channel: Channel = Channel.NODE,
) -> Case:
    """Return a request as it stands at the body asked, just arrived (CIS-8.2)."""
    reception = answering.received(asked, at, due_at)
    return Case(Side.ASKED, asked, channel, tuple(stamps), attested, reception)


def told(
    case: Case, told_of: Told, teller: Teller, release: Release | None = None, stamps: tuple[Stamp, ...] = ()
) -> Case:
    """Return a request after a notice, under whose marks (`stamps`) what it gave is shown.

    Problems as `almasu.kernel.interstate.answering.told` has them.
    """
    reception = answering.told(_arrived(case), told_of.outcomes, teller, told_of.at, told_of.act)
    releases = case.releases if release is None else (*case.releases, release)
    marked = {**case.marked, told_of.act: stamps} if stamps else case.marked
    return replace(case, reception=reception, releases=releases, marked=marked)


def accepted(case: Case, item: int, by: str) -> Case:
    """Return a request after the conditions of an item were accepted."""
    return replace(case, reception=answering.conditions_accepted(_arrived(case), item, by))


def conditions_declined(case: Case, item: int, by: str, reason: str) -> Case:
    """Return a request after the conditions of an item were not accepted."""
    return replace(case, reception=answering.conditions_declined(_arrived(case), item, by, reason))


def withdrawn(case: Case, by: str, at: datetime) -> Case:
    """Return a request that the asking body withdrew, whether it had arrived or not."""
    return replace(case, reception=answering.withdrawn(_arrived(case), by, at))


def looked_at_again(case: Case, again_on: date, at: datetime) -> Case:
    """Return a standing request that is still needed, to be looked at again on a day to come (CIS-7b).

    Problems `cis.ended` where none stands; `cis.value` for a day that is not to come or lies behind its end.
    """
    if case.review_on is None:
        raise ENDED.at()
    end = case.asked.ends_on
    if again_on <= in_astana(at).date() or (end is not None and again_on > end):
        raise VALUE_WRONG.at("review_on")
    return replace(case, look_again_on=again_on)


def ended(case: Case, at: datetime) -> Case:
    """Return a standing request closed after its last day; any other as it is."""
    return case if case.reception is None else replace(case, reception=answering.ended(case.reception, at))


def consented(case: Case, consent: Consent) -> Case:
    """Return a request after the asking body consented to disclosure; Problem `cis.not_its_consent`."""
    made = secrecy.consented(case.asked, consent.by, consent.recipients, consent.since, consent.act, consent.until)
    return replace(case, consents=(*case.consents, made))


def taken_back(case: Case, act: UUID, by: str, at: datetime) -> Case:
    """Return a request after a consent was taken back for the future; Problem `cis.ended` where it stands no more."""
    known = next((one for one in case.consents if one.act == act), None)
    if known is None:
        raise ENDED.at()
    after = secrecy.taken_back(known, by, at)
    return replace(case, consents=tuple(after if one.act == act else one for one in case.consents))


def _arrived(case: Case) -> Reception:
    if case.reception is None:
        raise NOT_ASKED_HERE.at()
    return case.reception
