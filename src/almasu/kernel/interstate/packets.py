"""A packet by courier to or from a body without a node: one row of a register, outgoing or incoming (CIS-6.1, CIS-6.2).

An outgoing packet holds the document as it is printed; its number is the next of the body's register of the year. An
incoming one is known by the number and the day that its sender gave it, and by the digest of the document.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from almasu.kernel.interstate.messages import Direction, Form
from almasu.kernel.interstate.onward import Granted
from almasu.kernel.interstate.parcels import AnswersOnward, Consents, Parcel, PassesOn
from almasu.kernel.interstate.problems_of_packets import OTHER_DOCUMENT, PACKET_MOVED, PACKET_WRONG, SAME_HAND
from almasu.law.moment import in_astana

LONGEST = 200
_SHA256 = re.compile(r"[0-9a-f]{64}")


class PacketKind(StrEnum):
    """What a packet says."""

    ASKS = "asks"
    ARRIVED = "arrived"
    """The request lacks a block of article 8 and goes back."""
    TELLS = "tells"
    ACCEPTS = "accepts"
    WITHDRAWS = "withdraws"
    CONSENTS = "consents"
    TAKESBACK = "takesback"
    OFFERS = "offers"
    SETTLESOFFER = "settlesoffer"
    HANDSOVER = "handsover"
    ASKSONWARD = "asksonward"
    ANSWERSONWARD = "answersonward"
    TAKESONWARDBACK = "takesonwardback"
    PASSESON = "passeson"
    INVITES = "invites"
    ANSWERSCONSULTATION = "answersconsultation"
    SIGNSMINUTES = "signsminutes"
    GIVESACT = "givesact"


class PacketState(StrEnum):
    """Where a packet stands."""

    WAITS = "waits"
    """It is written and waits for a courier."""
    CARRIED = "carried"
    """A courier has it, and its receipt is not here."""
    RECEIVED = "received"
    """The receipt is here: who took it, and when."""
    ENTERED = "entered"
    """It came, and stands in the incoming register."""
    TO_CONFIRM = "to_confirm"
    """It came and stands in the incoming register; what it says has no effect until a second person confirms it."""
    NOT_CONFIRMED = "not_confirmed"
    """A second person found that the paper says otherwise: it may be entered anew, under the number that it has."""
    TAKEN_BACK = "taken_back"
    """Whoever consented took it back before a second person confirmed it: it never has an effect."""


class Handing(msgspec.Struct, frozen=True):
    """The hand-over to a courier: who carries it, its seal, whether it is paper or a medium, when."""

    courier: str
    seal: str
    form: Form
    at: datetime


class PacketReceipt(msgspec.Struct, frozen=True):
    """The receipt that came back: who took the packet, when, and the SHA-256 of the receipt's scan."""

    taken_by: str
    taken_at: datetime
    scan: str


class Packet(msgspec.Struct, frozen=True):
    """A packet: its number in the register of `own`, the other body, what it belongs to, what it says.

    `case` is the number here of the request, offer, asking or consultation; of information that was passed on, of the
    item itself.
    `text` is what is printed, empty for one that came: of that the `document` is known by its SHA-256. Of one that came
    `theirs` and `dated` are the number and the day its sender gave it, `came_at` when it was received, `reason` why a
    second person did not confirm it.
    """

    direction: Direction
    number: str
    own: str
    other: str
    case: UUID
    kind: PacketKind
    document: str
    text: str = ""
    handing: Handing | None = None
    receipt: PacketReceipt | None = None
    theirs: str = ""
    dated: date | None = None
    came_at: datetime | None = None
    courier: str = ""
    reason: str = ""


class LastNumber(msgspec.Struct, frozen=True):
    """The last number that a register gave out in a year."""

    last: int


def register_place(body: str, direction: Direction, year: int) -> UUID:
    """Return the number of the paper that counts a register's year."""
    return uuid5(UUID(int=0), f"cis/register/{body}/{direction.value}/{year}")


def incoming_place(own: str, other: str, theirs: str, dated: date) -> UUID:
    """Return the number of the paper of a packet that came: the same packet is entered once."""
    return uuid5(UUID(int=0), f"cis/packet/{own}/{other}/{theirs.casefold()}/{dated}")


def kind_of(parcel: Parcel) -> PacketKind:
    """Return what a packet with a parcel says."""
    return PacketKind(type(parcel).__name__.lower())


def needs_second(parcel: Parcel) -> bool:
    """Tell whether what a paper says counts only once a second person confirmed it: a consent of another state's body.

    No node vouches for a paper: that a request may be disclosed (CIS-8.4), or information go on (CIS-1f), is nobody's
    word alone. What narrows, a refusal or a consent taken back, counts at once.
    """
    match parcel:
        case Consents() | PassesOn():
            return True
        case AnswersOnward():
            return isinstance(parcel.answer, Granted)
        case _:
            return False


def must_confirm(packet: Packet, state: str, first: str, second: str, document: str) -> None:
    """Make sure that a second person confirms the very paper that a first one entered.

    Problems `cis.packet.moved`, `cis.packet.same_hand`, `cis.packet.value`, `cis.packet.other_document`.
    """
    if state != PacketState.TO_CONFIRM:
        raise PACKET_MOVED.at()
    if first == second:
        raise SAME_HAND.at()
    must_be_digest("document", document)
    if document != packet.document:
        raise OTHER_DOCUMENT.at("document")


def digest_of(text: str) -> str:
    """Return the SHA-256 of a printed document, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def handed(packet: Packet, state: str, handing: Handing) -> Packet:
    """Return a packet that a courier took; Problems `cis.packet.moved`, `cis.packet.value`."""
    if state != PacketState.WAITS:
        raise PACKET_MOVED.at()
    _must_say("courier", handing.courier)
    _must_say("seal", handing.seal)
    return replace(packet, handing=handing)


def receipted(packet: Packet, state: str, receipt: PacketReceipt, at: datetime) -> Packet:
    """Return a packet whose receipt came back; Problems `cis.packet.moved`, `cis.packet.value`."""
    if state != PacketState.CARRIED or packet.handing is None:
        raise PACKET_MOVED.at()
    _must_say("taken_by", receipt.taken_by)
    must_be_digest("scan", receipt.scan)
    if not packet.handing.at <= receipt.taken_at <= at:
        raise PACKET_WRONG.at("taken_at")
    return replace(packet, receipt=receipt)


def must_have_come(theirs: str, dated: date, came_at: datetime, document: str, at: datetime) -> None:
    """Make sure of what the incoming register is told; Problem `cis.packet.value` names the field."""
    _must_say("theirs", theirs)
    must_be_digest("document", document)
    if came_at > at:
        raise PACKET_WRONG.at("came_at")
    if dated > in_astana(came_at).date():
        raise PACKET_WRONG.at("dated")


def must_be_digest(where: str, text: str) -> None:
    """Make sure that a text is a SHA-256 in hex; Problem `cis.packet.value`."""
    if not _SHA256.fullmatch(text):
        raise PACKET_WRONG.at(where)


def _must_say(where: str, text: str) -> None:
    if not text.strip() or len(text) > LONGEST or not text.isprintable():
        raise PACKET_WRONG.at(where)
