"""What a courier brought from a body without a node, as whoever enters it tells it (CIS-6.1, CIS-6.2)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import msgspec

from almasu.kernel.interstate.answering import Outcome
from almasu.kernel.interstate.asking import Item, Matter, Missing, Subject, Way
from almasu.kernel.interstate.consulting import Minutes, Topic
from almasu.kernel.interstate.legal_acts import LegalAct
from almasu.kernel.interstate.offering import OfferState
from almasu.kernel.interstate.onward import Declined, Granted
from almasu.kernel.interstate.secrecy import Release, Stamp
from almasu.law.typed import Dated


class SaysRequest(Dated, frozen=True, tag="request"):
    """A request of a body: article 8, a to e, as the document says it."""

    requesting: str
    way: Way
    subject: Subject
    basis: str
    items: tuple[Item, ...]
    purpose: str
    other: str = ""
    stamp: str = ""
    ends_on: date | None = None
    review_on: date | None = None


class SaysOutcomes(msgspec.Struct, frozen=True, tag="outcomes"):
    """A notice of what was done, refused, put off or tied to conditions, item by item."""

    case: UUID
    outcomes: dict[int, tuple[Outcome, ...]]
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


class SaysIncomplete(msgspec.Struct, frozen=True, tag="incomplete"):
    """Our request came back: what it lacks."""

    case: UUID
    missing: tuple[Missing, ...]


class SaysAccepted(msgspec.Struct, frozen=True, tag="accepted"):
    """The conditions of an item are accepted, or declined for a reason."""

    case: UUID
    item: int
    accepts: bool = True
    reason: str = ""


class SaysWithdrawn(msgspec.Struct, frozen=True, tag="withdrawn"):
    """The request is withdrawn."""

    case: UUID


class SaysConsent(Dated, frozen=True, tag="consent"):
    """The asking body consents to disclosing that it asked: to which bodies, until which last day if it names one."""

    case: UUID
    recipients: tuple[str, ...]
    until: date | None = None


class SaysConsentBack(msgspec.Struct, frozen=True, tag="consent_back"):
    """A consent is taken back: the one that an act entered."""

    case: UUID
    act: UUID


class SaysOffer(Dated, frozen=True, tag="offer"):
    """A body offers information without a request, until a day where its document names one (CIS-7c)."""

    giving: str
    subject: Subject
    matter: Matter
    purpose: str
    until: date | None = None


class SaysOfferSettled(msgspec.Struct, frozen=True, tag="offer_settled"):
    """An offer of ours is wanted or declined, or one made to us is taken back."""

    offer: UUID
    state: OfferState


class SaysHandedOver(msgspec.Struct, frozen=True, tag="handed_over"):
    """What was offered to us and wanted; `owner` is empty where the giving body is the owner."""

    offer: UUID
    content: str
    owner: str = ""
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


class SaysOnwardAsked(Dated, frozen=True, tag="onward_asked"):
    """A body asks our consent to pass on what we gave it: under which request or offer, and which part of the answer.

    `source` is its number here; `part` is "act/item/place" as the notice has it, empty for an offer.
    """

    source: UUID
    to: str
    purpose: str
    until: date
    part: str = ""
    secret: bool = False


class SaysOnwardAnswered(msgspec.Struct, frozen=True, tag="onward_answered"):
    """The owner answers what we asked."""

    onward: UUID
    answer: Granted | Declined


class SaysOnwardBack(msgspec.Struct, frozen=True, tag="onward_back"):
    """The owner takes its consent back."""

    onward: UUID


class SaysPassedOn(Dated, frozen=True, tag="passed_on"):
    """A body passes on what it received, under its owner's consent: its number and last day as the document has them.

    `item` is the number of the information; where the owner is a body of this node both numbers are those given here.
    """

    holder: str
    owner: str
    purpose: str
    content: str
    consent: str
    item: str
    until: date
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


class SaysInvitation(Dated, frozen=True, tag="invitation"):
    """A body invites us to a consultation (CIS-12)."""

    inviting: str
    topic: Topic
    about: str
    on: date
    place: str = ""


class SaysInvitationAnswered(msgspec.Struct, frozen=True, tag="invitation_answered"):
    """The body that we invited comes, or says why not."""

    consultation: UUID
    agrees: bool
    reason: str = ""


class SaysMinutes(msgspec.Struct, frozen=True, tag="minutes"):
    """The other side signed the minutes."""

    consultation: UUID
    minutes: Minutes


class SaysLegalAct(msgspec.Struct, frozen=True, tag="legal_act"):
    """A body tells of a legal act: its card (CIS-12)."""

    by: str
    act: LegalAct


SaidOfRequest = SaysOutcomes | SaysIncomplete | SaysAccepted | SaysWithdrawn | SaysConsent | SaysConsentBack
SaidOfOffer = SaysOfferSettled | SaysHandedOver
SaidOfOnward = SaysOnwardAnswered | SaysOnwardBack
SaidOfConsultation = SaysInvitationAnswered | SaysMinutes
SaidAnew = SaysRequest | SaysOffer | SaysInvitation | SaysPassedOn | SaysLegalAct
Said = SaidAnew | SaidOfRequest | SaidOfOffer | SaysOnwardAsked | SaidOfOnward | SaidOfConsultation


class Brought(Dated, frozen=True):
    """What a courier brought: the sender's number and day, when it came and by whom, the document's SHA-256."""

    theirs: str
    dated: date
    came_at: datetime
    courier: str
    document: str
    says: Said
