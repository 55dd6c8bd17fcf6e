"""Cursors of reports: a place bound by a MAC to one session and its filters: none is made, borrowed or moved."""

from __future__ import annotations

import base64
import binascii
import hmac
from uuid import UUID

from almasu.kernel.control.problems import NOT_IN_REPORT
from almasu.kernel.supervision.port import Place
from almasu.law import moment

MAC = 16
LONGEST = 200


def cursor_of(key: bytes, bound_to: bytes, place: Place) -> str:
    """Return the cursor of a place; `bound_to` tells session and filters."""
    written = f"{place.accepted_at.isoformat()} {place.request}".encode()
    return base64.urlsafe_b64encode(_mac(key, bound_to, written) + written).decode()


def place_of(key: bytes, bound_to: bytes, cursor: str) -> Place:
    """Return the place of a cursor; one of another session, for other filters or by another hand is none at all."""
    try:
        data = base64.urlsafe_b64decode(cursor[:LONGEST].encode())
    except (binascii.Error, ValueError) as wrong:
        raise NOT_IN_REPORT.at("after") from wrong
    if not hmac.compare_digest(data[:MAC], _mac(key, bound_to, data[MAC:])):
        raise NOT_IN_REPORT.at("after")
    at, _, request = data[MAC:].decode().partition(" ")
    return Place(moment.read(at), UUID(request))


def _mac(key: bytes, bound_to: bytes, written: bytes) -> bytes:
    return hmac.digest(key, bound_to + b"\x00" + written, "sha256")[:MAC]
