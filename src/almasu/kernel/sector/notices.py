"""Notices that there is something to look at: where they go, what they say, and when they are tried again (ASOI-3.3).

A notice never holds content: whoever gets it has to come in. Of what is GREEN or CLEAR it names the kind and the page;
of anything narrower it says no more than that there is something. A webhook is signed under a key of its own.
"""

from __future__ import annotations

import base64
import re
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

import msgspec

from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.document import DocumentKind
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

LONGEST = 500
MOST_PLACES = 10
KEY_BYTES = 32
RETRIES = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400))
"""After how long a notice is tried again that was not taken; after the last one it is given up."""
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
"""Whatever goes there in the clear leaves no machine."""
_OPEN = frozenset({Degree.GREEN, Degree.CLEAR})

WRONG_PLACE = ProblemKind(
    "sector.notice_place",
    422,
    Text(
        kk="Бұл мекенжайға хабар жіберілмейді.",
        ru="На этот адрес извещения не отправляются.",
        en="No notices go to this address.",
    ),
    Text(
        kk="Webhook үшін https мекенжайын (логинсіз, #-сыз), поштаға e-mail жазыңыз; 500 таңбадан аспасын.",
        ru="Для webhook напишите адрес https (без логина и #), для почты e-mail; не больше 500 знаков.",
        en="For a webhook write an https address (no login, no #), for mail an e-mail address; 500 characters at most.",
    ),
    ("ASOI-3.3",),
)
TOO_MANY_PLACES = ProblemKind(
    "sector.notice_places_too_many",
    409,
    Text(
        kk="Ұйымда мекенжай тым көп: {most} артық болмауы керек.",
        ru="У организации слишком много мест: не больше {most}.",
        en="The organisation has too many places: {most} at most.",
    ),
    Text(kk="Алдымен біреуін жабыңыз.", ru="Сначала закройте одно из них.", en="Close one of them first."),
    ("ASOI-3.3",),
)
NO_SUCH_PLACE = ProblemKind(
    "sector.notice_place_absent",
    404,
    Text(kk="Мұндай ашық мекенжай жоқ.", ru="Такого открытого места нет.", en="There is no such open place."),
    Text(
        kk="Тізімді жаңартыңыз: ол жабылған болуы мүмкін.",
        ru="Обновите список: возможно, оно закрыто.",
        en="Open the list anew: it may have been closed.",
    ),
    ("ASOI-3.3",),
)


class Channel(StrEnum):
    """How notices go."""

    WEBHOOK = "webhook"
    MAIL = "mail"


class PlaceState(StrEnum):
    """Where a place stands."""

    OPEN = "open"
    CLOSED = "closed"


class NoticeState(StrEnum):
    """Where a notice stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class PlaceForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where notices should go."""

    channel: Channel
    address: str


class NoticePlace(msgspec.Struct, frozen=True):
    """Where notices of an organisation go (a BIN, empty for the centre).

    `key` signs what goes to a webhook, 32 bytes in base64; empty for mail.
    """

    channel: Channel
    address: str
    organisation: str
    key: str
    opened_by: UUID
    act: UUID


class Notice(msgspec.Struct, frozen=True):
    """A notice at one place: what it is about, what it may say of it, how often it was tried, what came last."""

    place: UUID
    organisation: str
    about: UUID
    kind: str
    at: datetime
    tries: int = 0
    last: str = ""


def checked(form: PlaceForm) -> PlaceForm:
    """Return a form that may be signed; Problem `sector.notice_place`."""
    address = form.address.strip()
    if len(address) > LONGEST or not address.isascii() or not address.isprintable():
        raise WRONG_PLACE.at("address")
    right = _EMAIL.fullmatch(address) is not None if form.channel is Channel.MAIL else _is_web(address)
    if not right:
        raise WRONG_PLACE.at("address")
    return PlaceForm(form.channel, address)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    bare = not (parts.username or parts.password or parts.fragment) and '"' not in address and " " not in address
    protected = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _OWN_MACHINE)
    return protected and bool(parts.hostname) and bare and port != 0


def new_key(random: bytes) -> str:
    """Return a key of a place as it is kept and told."""
    return base64.b64encode(random).decode()


def kind_told(kind: DocumentKind, degree: Degree) -> str:
    """Return what a notice may say of a document's kind: nothing where its mark keeps it narrow."""
    return kind.value if degree in _OPEN else ""


def body_of(number: UUID, notice: Notice, portal: str) -> bytes:
    """Return what a webhook is sent: that there is something, and where to look."""
    look = f"{portal}/documents/{notice.about}" if notice.kind else f"{portal}/"
    said = {"notice": str(number), "at": notice.at, "kind": notice.kind or "something", "look": look}
    return msgspec.json.encode(said)


def words_of(notice: Notice, portal: str) -> str:
    """Return what a letter says, in the three languages."""
    look = f"{portal}/documents/{notice.about}" if notice.kind else f"{portal}/"
    return (
        f"Алмасуда сіздің ұйымыңызға жаңа хабар бар. Кіріп, қараңыз: {look}\n\n"
        f"В Алмасу есть новое для вашей организации. Войдите и посмотрите: {look}\n\n"
        f"There is something new for your organisation in Almasu. Come in and look: {look}\n"
    )


SUBJECT = "Almasu: жаңа хабар / есть новое / something new"


def tried(notice: Notice, last: str = "") -> Notice:
    """Return a notice after one more try."""
    return msgspec.structs.replace(notice, tries=notice.tries + 1, last=last)


def again_at(notice: Notice, at: datetime) -> datetime | None:
    """Return when a notice is tried again after so many tries; None where it is given up."""
    return at + RETRIES[notice.tries - 1] if 0 < notice.tries <= len(RETRIES) else None
