"""Facts on which resolution No. 67 is judged: what is about to happen, or happened, told without whose it is."""

from __future__ import annotations

from datetime import datetime

import msgspec

from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.receipt import Choice


class Joined(msgspec.Struct, frozen=True):
    """The centre creates a profile or the account of a user.

    `lacking` are required fields without a value; `known` tells that the profile is there already, `connected` that the
    organisation of the user has one.
    """

    at: datetime
    profile: bool
    lacking: tuple[str, ...] = ()
    known: bool = False
    connected: bool = True


class ModuleJoined(msgspec.Struct, frozen=True):
    """A module is let in; `bound` tells that clauses 7 and 8 are about an organisation of its kind."""

    at: datetime
    bound: bool


class Sent(msgspec.Struct, frozen=True):
    """A document leaves its organisation.

    `of_centre` where the sectoral centre wrote it; `bound` tells that clause 12 is about an organisation of its kind;
    `consented` is the head's consent to this very edition, `by_another` that its author did not give it; `lacking` are
    required fields without a value; `standstill` is in minutes, None where the card is of another kind; `addressees`
    counts whom a request names; `in_work` tells that the request was taken into work by whoever answers.
    """

    at: datetime
    document: DocumentKind
    of_centre: bool = False
    bound: bool = True
    consented: bool = False
    by_another: bool = True
    lacking: tuple[str, ...] = ()
    confidentiality: Degree | None = None
    incident: int | None = None
    standstill: int | None = None
    addressees: int = 0
    in_work: bool = False


class Decided(msgspec.Struct, frozen=True):
    """An organisation accepts or refuses the recommendations of an alert; `says_why` tells that it gives a reason."""

    at: datetime
    choice: Choice
    consented: bool = False
    by_another: bool = True
    says_why: bool = False


class Processed(msgspec.Struct, frozen=True):
    """An organisation sets an alert to processed; `accepted` tells that it stood accepted there."""

    at: datetime
    accepted: bool


class Taken(msgspec.Struct, frozen=True):
    """A request is taken into work or declined; `of_centre` where the authorised body is asked."""

    at: datetime
    of_centre: bool = False
    consented: bool = False
    by_another: bool = True
    comment: bool = False


class Returned(msgspec.Struct, frozen=True):
    """A document that was sent is returned for what it lacks; `own` tells that the centre itself wrote it."""

    at: datetime
    document: DocumentKind
    by_centre: bool = False
    own: bool = False
    says_what: bool = False


class Timed(msgspec.Struct, frozen=True):
    """Something that a term bounds; `at` is when it was done, or now; `due` None where no clock runs.

    `term` is the id of the term, such as `asoi.answer`.
    """

    at: datetime
    term: str
    due: datetime | None = None
