"""What one node tells another about requests, answers and offers, as the content of its messages (CIS-6.1, CIS-7a).

A person's EDS is verified at home; the sending node vouches for it, and for which signed act it was (`Attested`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.kernel.interstate.answering import Done, Outcome, Told
from almasu.kernel.interstate.asking import Asked, Missing
from almasu.kernel.interstate.consulting import Consultation, Minutes
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.legal_acts import LegalAct
from almasu.kernel.interstate.offering import Offer, OfferState
from almasu.kernel.interstate.onward import Declined, Granted, OnwardAsked
from almasu.kernel.interstate.problems import SECRET_CONTENT, SECRET_ONE_BY_ONE, SECRET_TEXT
from almasu.kernel.interstate.problems_of_messages import NOT_READ, TOO_LARGE
from almasu.kernel.interstate.secrecy import Consent, Onward, Received, Release, Stamp
from almasu.law.problem import Problem


class Attested(msgspec.Struct, frozen=True):
    """What a node vouches for: the number and the SHA-256 of the signed act, when, and the post of who signed it."""

    act: UUID
    sha256: str
    at: datetime
    post: str


SECRET_WORDS = "Секретные сведения направлены фельдъегерской связью; здесь только карточка."  # noqa: S105 - no password
"""What stands in place of the content where what is given is secret (CIS-4.4)."""


def must_be_card(stamps: Iterable[Stamp], release: Release | None, contents: Iterable[str]) -> None:
    """Make sure that a secret comes by its card alone, after a decision (CIS-4.4, CIS-9.2).

    Both sides ask this: what another node sends is held to it before anything is kept. Problem `cis.secret_content`.
    """
    if not any(stamp.is_secret for stamp in stamps):
        return
    complete = release is not None and all(text.strip() for text in msgspec.structs.astuple(release))
    if not complete or any(text != SECRET_WORDS for text in contents):
        raise SECRET_CONTENT.at("release")


def must_decide_each(stamps: Iterable[Stamp], outcomes: Mapping[int, Iterable[Outcome]]) -> None:
    """Make sure that a decision to hand a secret over is about one item alone (CIS-4.4, CIS-9.2).

    Both sides ask this too. Problem `cis.secret_one_by_one` for a notice that gives several under one decision.
    """
    given = [item for item, told in outcomes.items() if any(isinstance(one, Done) for one in told)]
    if len(given) > 1 and any(stamp.is_secret for stamp in stamps):
        raise SECRET_ONE_BY_ONE.at("outcomes")


def must_ask_by_card(asked: Asked, stamps: Iterable[Stamp]) -> None:
    """Make sure that of a secret request only its card is here: no text of it but that it goes by courier (CIS-4.3).

    Problem `cis.secret_text` at the mark.
    """
    texts = (asked.basis, asked.purpose, asked.other or SECRET_WORDS, *(one.words for one in asked.items))
    if any(stamp.is_secret for stamp in stamps) and any(text != SECRET_WORDS for text in texts):
        raise SECRET_TEXT.at("secret")


class Asks(msgspec.Struct, frozen=True, tag="asks"):
    """A request with the marks it goes under (CIS-8.1a to CIS-8.1e)."""

    asked: Asked
    attested: Attested
    stamps: tuple[Stamp, ...] = ()


class Arrived(msgspec.Struct, frozen=True, tag="arrived"):
    """A request arrived: when, and until when the notice is due; one that lacks a block goes back with `missing`."""

    number: UUID
    received_at: datetime
    due_at: datetime | None
    missing: tuple[Missing, ...] = ()


class Tells(msgspec.Struct, frozen=True, tag="tells"):
    """A notice of what was done, refused, put off or tied to conditions, with the marks of what is given (CIS-8.2)."""

    number: UUID
    told: Told
    attested: Attested
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


class Accepts(msgspec.Struct, frozen=True, tag="accepts"):
    """The asking body answers the conditions of an item: accepts them, or says why not (CIS-8.2b)."""

    number: UUID
    item: int
    attested: Attested
    accepts: bool = True
    reason: str = ""


class Withdraws(msgspec.Struct, frozen=True, tag="withdraws"):
    """The asking body withdraws its request (CIS-7b)."""

    number: UUID
    attested: Attested


class Consents(msgspec.Struct, frozen=True, tag="consents"):
    """The asking body consents to the disclosure that it asked (CIS-8.4)."""

    consent: Consent
    attested: Attested


class TakesBack(msgspec.Struct, frozen=True, tag="takes_back"):
    """The asking body takes a consent back for the future; `act` is the one by which it was given."""

    number: UUID
    act: UUID
    attested: Attested


class Offers(msgspec.Struct, frozen=True, tag="offers"):
    """Information is offered without a request (CIS-7c)."""

    offer: Offer
    attested: Attested


class SettlesOffer(msgspec.Struct, frozen=True, tag="settles_offer"):
    """An offer is wanted, declined or taken back."""

    number: UUID
    state: OfferState
    attested: Attested


class HandsOver(msgspec.Struct, frozen=True, tag="hands_over"):
    """What was offered and wanted, with its marks (CIS-7c, CIS-7.2)."""

    number: UUID
    owner: str
    content: str
    attested: Attested
    stamps: tuple[Stamp, ...] = ()
    release: Release | None = None


class AsksOnward(msgspec.Struct, frozen=True, tag="asks_onward"):
    """The receiver of information asks its owner's consent to pass it on (CIS-1g, CIS-7.2)."""

    asked: OnwardAsked
    attested: Attested


class AnswersOnward(msgspec.Struct, frozen=True, tag="answers_onward"):
    """The owner grants it within limits, or refuses with the clause (CIS-1f)."""

    number: UUID
    answer: Granted | Declined
    attested: Attested


class TakesOnwardBack(msgspec.Struct, frozen=True, tag="takes_onward_back"):
    """The owner takes its consent back for the future."""

    number: UUID
    attested: Attested


class PassesOn(msgspec.Struct, frozen=True, tag="passes_on"):
    """Information passed on with the owner's consent: the item as it was received here, every mark kept (CIS-1f).

    `received` names the new receiver; of a secret, `release` is the decision for this very hand-over.
    """

    received: Received
    content: str
    consent: Onward
    attested: Attested
    release: Release | None = None


class Invites(msgspec.Struct, frozen=True, tag="invites"):
    """A body invites another to a consultation (CIS-12, CIS-14)."""

    consultation: Consultation
    attested: Attested


class AnswersConsultation(msgspec.Struct, frozen=True, tag="answers_consultation"):
    """The invited body comes, or says why not."""

    number: UUID
    agrees: bool
    reason: str
    attested: Attested


class SignsMinutes(msgspec.Struct, frozen=True, tag="signs_minutes"):
    """A side signs the minutes of a consultation: the first files them, the second closes it.

    `by` is the body that signs: two that work at one node are told apart by it alone.
    """

    number: UUID
    minutes: Minutes
    attested: Attested
    by: str


class GivesAct(msgspec.Struct, frozen=True, tag="gives_act"):
    """A body tells of a legal act (CIS-12)."""

    act: LegalAct
    by: str
    attested: Attested


OfConsultation = Invites | AnswersConsultation | SignsMinutes | GivesAct
OfOnward = AsksOnward | AnswersOnward | TakesOnwardBack | PassesOn
OfOffer = Offers | SettlesOffer | HandsOver
OfRequest = Asks | Arrived | Tells | Accepts | Withdraws | Consents | TakesBack
Parcel = OfRequest | OfOffer | OfOnward | OfConsultation
LARGEST = 256 * 1024
"""Bytes of a parcel at most."""


def packed(parcel: Parcel) -> bytes:
    """Return a parcel as bytes; Problems as `must_fit` has them, `cis.message.too_large`.

    What the other side would not read is not sent.
    """
    must_fit(parcel)
    data = msgspec.json.encode(parcel)
    if len(data) > LARGEST:
        raise TOO_LARGE.at("body", most=str(LARGEST))
    return data


def unpacked(data: bytes) -> Parcel:
    """Return the parcel of some bytes; Problem `cis.message.unreadable` for any that nobody here would send."""
    if len(data) > LARGEST:
        raise NOT_READ.at("body")
    try:
        parcel: Parcel = msgspec.json.decode(data, type=Parcel)
        must_fit(parcel)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, Problem) as wrong:
        raise NOT_READ.at("body") from wrong
    return parcel
