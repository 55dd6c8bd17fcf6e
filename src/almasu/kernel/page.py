"""Pages of lists: what one shows, and the cursor of the next, which serves one person, one list and its filters.

A cursor tells nothing: the place in it is encrypted and authenticated (AES-SIV, RFC 5297), since a page may end at a
row that is not its reader's to know. Nobody makes one, borrows one or moves one to another list (DESIGN 7).
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

Shown = TypeVar("Shown")

PAGE_ABSENT = ProblemKind(
    "list.no_such_page",
    404,
    Text(
        kk="Тізімнің мұндай беті жоқ.",
        ru="Такой страницы списка нет.",
        en="The list has no such page.",
    ),
    Text(
        kk="Тізімді бірінші бетінен бастап ашыңыз: келесі беттің сілтемесі оны алған адамға, сол тізімге және сол "
        "сүзгілерге ғана жарайды.",
        ru="Откройте список с первой страницы: ссылка на следующую служит только тому, кто её получил, этому списку и "
        "выбранным фильтрам.",
        en="Open the list from its first page: the link to the next one serves only whoever got it, this list and the "
        "filters chosen.",
    ),
)

FORM = 1
_PLACE = struct.Struct(">Hq16s")
_CURSOR = re.compile(r"[A-Za-z0-9_-]{56}")
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Collection(StrEnum):
    """Every list that is read page by page."""

    ACCOUNTS = "accounts"
    APPLICATIONS = "applications"
    CONTROL_CASES = "control_cases"
    CONTROL_REPORT = "control_report"
    CIS_ACTS = "cis_acts"
    CIS_CASES = "cis_cases"
    CIS_CONSULTATIONS = "cis_consultations"
    CIS_ITEMS = "cis_items"
    CIS_OFFERS = "cis_offers"
    CIS_ONWARD = "cis_onward"
    CIS_PACKETS = "cis_packets"
    COVERED_REQUESTS = "covered_requests"
    INCOMING = "incoming"
    JOINING = "joining"
    SIGNALS = "signals"
    LAWFULNESS = "lawfulness"
    NOTICES = "notices"
    OWN_REQUESTS = "own_requests"
    PROVISION_ACTS = "provision_acts"
    PROVISION_WAYS = "provision_ways"
    PROVISION_CHANNELS = "provision_channels"
    PROVISION_SHEAVES = "provision_sheaves"
    PROVISION_CARRIERS = "provision_carriers"
    PROVISION_DELIVERIES = "provision_deliveries"
    PROVISION_OBLIGATIONS = "provision_obligations"
    PROVISION_QUESTIONS = "provision_questions"
    PROVISION_RECEIVED = "provision_received"
    PROVISION_SEATS = "provision_seats"
    PROVISION_SITTINGS = "provision_sittings"
    PROVISION_LOOKS = "provision_looks"
    SECTOR_CAMPAIGNS = "sector_campaigns"
    SECTOR_CHOICES = "sector_choices"
    SECTOR_CONSENTS = "sector_consents"
    SECTOR_DUTIES = "sector_duties"
    SECTOR_GIVEN = "sector_given"
    SECTOR_LATE = "sector_late"
    SECTOR_LATE_REQUESTS = "sector_late_requests"
    SECTOR_MODULES = "sector_modules"
    SECTOR_OPEN_REQUESTS = "sector_open_requests"
    SECTOR_RETURNED = "sector_returned"
    SECTOR_TO_DECIDE = "sector_to_decide"
    SECTOR_ASKED = "sector_asked"
    SECTOR_ASKING = "sector_asking"
    SECTOR_DOCUMENTS = "sector_documents"
    SECTOR_RECEIVED = "sector_received"
    SECTOR_WRITTEN = "sector_written"
    USES = "uses"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reading stands: the moment and the number of the last row, in the order of the list.

    A list in the order of numbers alone has the beginning of time for its moments.
    """

    at: datetime
    id: UUID


def just_before(at: datetime) -> Place:
    """Return the place in a list with the newest first from which everything before a moment follows."""
    return Place(at, UUID(int=0))


@dataclass(frozen=True, slots=True)
class Page(Generic[Shown]):
    """A page of a list; `after` is the cursor of the next one, empty at the end of the list.

    A page may show few or none and yet be followed: so many rows were looked through for it.
    """

    items: Sequence[Shown]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as somebody reads it: whose list it is, and by which filters; `key` has 32 bytes and no other use."""

    key: bytes
    principal: str
    collection: Collection
    filters: tuple[str, ...] = ()

    def cursor(self, place: Place | None) -> str:
        """Return the cursor of a place: letters, digits, `-` and `_`; empty where the list has ended."""
        if place is None:
            return ""
        plain = _PLACE.pack(FORM, (place.at - BEGINNING) // _TICK, place.id.bytes)
        return base64.urlsafe_b64encode(AESSIV(self.key).encrypt(plain, self._bound_to())).decode()

    def place(self, cursor: str) -> Place | None:
        """Return where a page begins, None for the first; Problem `list.no_such_page` for a cursor of anything else."""
        if not cursor:
            return None
        if _CURSOR.fullmatch(cursor) is None:
            raise PAGE_ABSENT.at()
        try:
            plain = AESSIV(self.key).decrypt(base64.urlsafe_b64decode(cursor), self._bound_to())
        except InvalidTag as wrong:
            raise PAGE_ABSENT.at() from wrong
        form, ticks, number = _PLACE.unpack(plain)
        if form != FORM:
            raise PAGE_ABSENT.at()
        return Place(BEGINNING + ticks * _TICK, UUID(bytes=number))

    def page(self, items: Sequence[Shown], after: Place | None) -> Page[Shown]:
        """Return a page whose next one begins after a place."""
        return Page(items, self.cursor(after))

    def cut(self, found: Sequence[Shown], most: int, place_of: Callable[[Shown], Place]) -> Page[Shown]:
        """Return a page of at most `most` rows; that there are further ones a row more than that tells."""
        items = found[:most]
        return self.page(items, place_of(items[-1]) if len(found) > most else None)

    def _bound_to(self) -> list[bytes]:
        return [one.encode() for one in (self.principal, self.collection.value, *self.filters)]
