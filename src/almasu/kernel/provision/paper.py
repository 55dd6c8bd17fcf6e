"""Paper: the outgoing and incoming registers, numbers, seals, the courier's receipt, the scan (FMA-3.5, FMA-4.2).

A sheaf leaves the body with an outgoing number, goes to a courier under a seal, and enters the Agency with a number
of its own and the seal compared. Of restricted and secret papers a card is kept that has no place for content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems_of_handing import (
    ANOTHER_SEAL,
    CARD_HOLDS_NO_CONTENT,
    CARD_LINE,
    NUMBER_TAKEN,
    SEAL_NEEDED,
    WRONG_STATE,
)
from almasu.kernel.provision.secrecy import CARD_ONLY, Secrecy


class Stage(StrEnum):
    """Where a sheaf is."""

    REGISTERED = "registered"
    """It has its outgoing number and lies at the body."""
    WITH_COURIER = "with_courier"
    RECEIVED = "received"
    """It has its incoming number at the Agency, its seal whole."""
    REFUSED = "refused"
    """The Agency did not take it: the seal was broken or another."""
    CANCELLED = "cancelled"
    """It never left the body; its number stays used, and its line readable."""
    RETURNED = "returned"
    DESTROYED = "destroyed"


MOST_SIGNS, MOST_WORDS, MOST_DIGITS = 30, 3, 11
"""What a number of a register, a seal or a receipt may hold at most: fewer digits than a number of a person has."""
MOST_DIGITS_OF_NAME = 4
"""How many digits a post, a unit or a reason may hold: no number of a person, of an account, no sum, no whole day."""
NUMBERS = frozenset({"outgoing", "copy_number", "seal", "receipt", "incoming"})
NAMES = frozenset({"addressee", "courier", "why"})
"""The lines that people type about a paper on its way: those that number something, those that call somebody."""
AT_BODY = frozenset({Stage.REGISTERED, Stage.CANCELLED})
"""The stages of a paper that did not leave its body."""


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The register card of a paper: everything that tells of it and nothing that is in it.

    It is all the system ever has of a restricted or secret paper: there is no member for content, and a decoder
    refuses what is beyond these members. `copy_number` is that on a numbered copy, `sheets` how many leaves.
    """

    outgoing: str
    dated: date
    body: str
    data_set: str
    secrecy: Secrecy
    sheets: int
    copy_number: str = ""
    addressee: str = ""

    def __post_init__(self) -> None:
        for told, most in ((self.outgoing, 60), (self.data_set, 60), (self.copy_number, 20), (self.addressee, 120)):
            if len(told) > most or not told.isprintable():
                raise ValueError("a register card holds short lines, no content")


class Scan(msgspec.Struct, frozen=True):
    """The scan of an ordinary paper: where its sealed bytes lie and under which material, name, SHA-256, pages."""

    document: UUID
    sha256: str
    pages: int
    material: UUID
    name: str


class ScanLies(StrEnum):
    """Where a scan lies for whoever looks."""

    WITH_YOU = "with_you"
    WITH_ANOTHER = "with_another"
    GONE = "gone"
    """Its material was destroyed, and the scan with it: the paper may be scanned anew."""


class Seal(msgspec.Struct, frozen=True):
    """The seal on the envelope or bag: its number and who set it when."""

    number: str
    by: UUID
    at: datetime


class CourierReceipt(msgspec.Struct, frozen=True):
    """Who took the sheaf when, and the number of the receipt."""

    number: str
    courier: str
    at: datetime


class Sheaf(msgspec.Struct, frozen=True, kw_only=True):
    """One paper hand-over on its way; `cancelled_why` is a short line of its body, "" where it was not cancelled.

    `ended_by` signed the act of its return or destruction, `ended_act` is the signed act itself.
    """

    id: UUID
    card: Card
    stage: Stage
    seal: Seal | None = None
    courier: CourierReceipt | None = None
    incoming: str = ""
    received_at: datetime | None = None
    received_by: UUID | None = None
    scan: Scan | None = None
    ended_at: datetime | None = None
    cancelled_why: str = ""
    ended_by: UUID | None = None
    ended_act: UUID | None = None

    @property
    def has_left(self) -> bool:
        """Tell whether it ever left the body: before that the Agency knows nothing of it."""
        return self.stage not in AT_BODY

    @property
    def is_card_only(self) -> bool:
        """Tell whether nothing of its content may be in the system."""
        return self.card.secrecy in CARD_ONLY


def must_tell_no_content(secrecy: Secrecy, lines: Mapping[str, object]) -> None:
    """Make sure that what is typed about a restricted paper is a card's; Problem `provision.paper.card_line` (FMA-4.2).

    A person of ill will can hide words in any line: this keeps out what would be found by a search, the numbers of
    people, organisations and accounts, sums, and whole sentences where a number stands. Lines of other names, and of
    papers that are not restricted, are not looked at.
    """
    if secrecy not in CARD_ONLY:
        return
    for name, line in lines.items():
        if isinstance(line, str) and line and not _is_of_card(name, line.strip()):
            raise CARD_LINE.at(name)


def _is_of_card(name: str, line: str) -> bool:
    digits = sum(sign.isdigit() for sign in line)
    if name in NAMES:
        return digits <= MOST_DIGITS_OF_NAME
    is_number = digits <= MOST_DIGITS and len(line) <= MOST_SIGNS and len(line.split()) <= MOST_WORDS
    return name not in NUMBERS or is_number


def registered(id_: UUID, card: Card, taken: Iterable[str], by: Actor) -> Sheaf:
    """Return a sheaf entered into the outgoing register; a number stands once in a year's register."""
    by.must_be(card.body, Duty.RESPONSIBLE)
    if not card.outgoing.strip() or card.outgoing in taken:
        raise NUMBER_TAKEN.at("outgoing", number=card.outgoing)
    return Sheaf(id=id_, card=card, stage=Stage.REGISTERED)


def sealed(sheaf: Sheaf, number: str, by: Actor, at: datetime) -> Sheaf:
    """Return the sheaf under a seal."""
    by.must_be(sheaf.card.body, Duty.RESPONSIBLE)
    if sheaf.stage is not Stage.REGISTERED or not number.strip():
        raise WRONG_STATE.at("seal")
    return replace(sheaf, seal=Seal(number.strip(), by.account, at))


def handed_over(sheaf: Sheaf, receipt: CourierReceipt, by: Actor) -> Sheaf:
    """Return the sheaf with the courier; without a seal it does not leave."""
    by.must_be(sheaf.card.body, Duty.RESPONSIBLE)
    if sheaf.stage is not Stage.REGISTERED:
        raise WRONG_STATE.at("courier")
    if sheaf.seal is None or not receipt.number.strip():
        raise SEAL_NEEDED.at("seal")
    return replace(sheaf, stage=Stage.WITH_COURIER, courier=receipt)


def cancelled(sheaf: Sheaf, why: str, by: Actor, at: datetime) -> Sheaf:
    """Return the sheaf cancelled in the outgoing register; only one that lies at the body still."""
    by.must_be(sheaf.card.body, Duty.RESPONSIBLE)
    if sheaf.stage is not Stage.REGISTERED:
        raise WRONG_STATE.at("why")
    return replace(sheaf, stage=Stage.CANCELLED, ended_at=at, cancelled_why=why)


def received(sheaf: Sheaf, incoming: str, taken: Iterable[str], seal: str, by: Actor, at: datetime) -> Sheaf:
    """Return the sheaf entered into the incoming register; one whose seal is not that it left with is refused."""
    by.must_be(sheaf.card.body, Duty.OFFICER)
    if sheaf.stage is not Stage.WITH_COURIER or sheaf.seal is None:
        raise WRONG_STATE.at("incoming")
    if not incoming.strip() or incoming in taken:
        raise NUMBER_TAKEN.at("incoming", number=incoming)
    if seal != sheaf.seal.number:
        raise ANOTHER_SEAL.at("seal")
    return replace(sheaf, stage=Stage.RECEIVED, incoming=incoming, received_at=at, received_by=by.account)


def not_taken(sheaf: Sheaf, by: Actor, at: datetime) -> Sheaf:
    """Return the sheaf refused at the door of the Agency."""
    by.must_be(sheaf.card.body, Duty.OFFICER)
    if sheaf.stage is not Stage.WITH_COURIER:
        raise WRONG_STATE.at()
    return replace(sheaf, stage=Stage.REFUSED, ended_at=at)


def scanned(sheaf: Sheaf, scan: Scan, by: Actor) -> Sheaf:
    """Return the sheaf with its scan; Problem `provision.paper.card_only` for a restricted or secret paper."""
    by.must_be(sheaf.card.body, Duty.OFFICER)
    if sheaf.is_card_only:
        raise CARD_HOLDS_NO_CONTENT.at("scan")
    if sheaf.stage is not Stage.RECEIVED or sheaf.scan is not None:
        raise WRONG_STATE.at("scan")
    return replace(sheaf, scan=scan)


def put_away(sheaf: Sheaf, end: Stage, by: Actor, at: datetime, act: UUID | None = None) -> Sheaf:
    """Return the sheaf returned to the body or destroyed, under the signed act that is named."""
    by.must_be(sheaf.card.body, Duty.OFFICER)
    if sheaf.stage is not Stage.RECEIVED or end not in (Stage.RETURNED, Stage.DESTROYED):
        raise WRONG_STATE.at()
    return replace(sheaf, stage=end, ended_at=at, ended_by=by.account, ended_act=act)
