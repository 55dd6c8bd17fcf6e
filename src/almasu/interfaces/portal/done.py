"""The notice that a deed is done: carried by a cookie from the deed to the page it leads to, and shown once.

The cookie names the deed, the moment and the leaf; it is bound to the session by a MAC, so that nobody else's word can
stand in it. It says nothing of people.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

import msgspec
from litestar.datastructures import Cookie

from almasu.interfaces.portal.offices.office import Deed, Offices
from almasu.interfaces.portal.settings import PortalSettings
from almasu.interfaces.portal.views.people import SessionToken

_MAC = 16
_LONGEST = 2000
_LIVES = 600


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the cookie carries: the deed by its place, when, the signed act, and the leaf with its receipt, if known."""

    place: str
    at: datetime
    act: str = ""
    leaf: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What the notice shows."""

    deed: Deed
    at: datetime
    act: str
    leaf: str
    receipt: str


def done_cookie(told: Told, session: SessionToken, settings: PortalSettings) -> Cookie:
    """Return the cookie that tells of a deed to the next page of this session."""
    said = msgspec.json.encode(told)
    value = base64.urlsafe_b64encode(_mac(said, session, settings) + said).decode()
    return _cookie(value, _LIVES, settings)


def forgotten(settings: PortalSettings) -> Cookie:
    """Return the cookie that ends the notice."""
    return _cookie("", 0, settings)


def done_in(value: str, session: SessionToken | None, offices: Offices, settings: PortalSettings) -> Done | None:
    """Return what a cookie tells, None where it is empty, another's, or of a deed there is no more."""
    if not value or session is None or len(value) > _LONGEST:
        return None
    try:
        data = base64.urlsafe_b64decode(value.encode())
        said = data[_MAC:]
        if not hmac.compare_digest(data[:_MAC], _mac(said, session, settings)):
            return None
        told = msgspec.json.decode(said, type=Told)
    except (binascii.Error, ValueError, msgspec.DecodeError):
        return None
    deed = offices.deed_at(told.place)
    return None if deed is None else Done(deed, told.at, told.act, told.leaf, told.receipt)


def cookie_name(settings: PortalSettings) -> str:
    """Return the name of the cookie."""
    return f"{settings.cookie_prefix}almasu-done"


def _cookie(value: str, lives: int, settings: PortalSettings) -> Cookie:
    return Cookie(
        key=cookie_name(settings),
        value=value,
        max_age=lives,
        path="/",
        secure=settings.tls,
        httponly=True,
        samesite="strict",
    )


def _mac(said: bytes, session: SessionToken, settings: PortalSettings) -> bytes:
    key = hashlib.sha256(b"done" + settings.csrf_secret.encode()).digest()
    return hmac.new(key, hashlib.sha256(session.encode()).digest() + said, hashlib.sha256).digest()[:_MAC]
