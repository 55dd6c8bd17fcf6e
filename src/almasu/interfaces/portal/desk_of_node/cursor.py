"""Cursors of lists: a moment, bound by a MAC to one session, so that nobody can make or borrow one (DESIGN 7)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

from almasu.kernel.requests.problems import NOT_FOUND
from almasu.law import moment

MAC = 16


def cursor_of(key: bytes, session: bytes, before: datetime) -> str:
    """Return the cursor of what is older than a moment."""
    written = before.isoformat().encode()
    return base64.urlsafe_b64encode(_mac(key, session, written) + written).decode()


def moment_of(key: bytes, session: bytes, cursor: str) -> datetime:
    """Return the moment of a cursor; one of another session or by another hand looks like nothing at all."""
    try:
        data = base64.urlsafe_b64decode(cursor.encode()[:200])
    except (binascii.Error, ValueError) as wrong:
        raise NOT_FOUND.at() from wrong
    if not hmac.compare_digest(data[:MAC], _mac(key, session, data[MAC:])):
        raise NOT_FOUND.at()
    return moment.read(data[MAC:].decode())


def _mac(key: bytes, session: bytes, written: bytes) -> bytes:
    return hmac.new(key, session + written, hashlib.sha256).digest()[:MAC]
