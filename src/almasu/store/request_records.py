"""What is sealed of a request beside its bare columns."""

from __future__ import annotations

from uuid import UUID

import msgspec

from almasu.kernel.grounds.judgement import Judgement
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.request import Request


class RequestRecord(msgspec.Struct, frozen=True):
    """The sealed record of a request: what was asked, and what opens the journal's commitments about it."""

    draft: Draft
    digest: bytes
    salt: bytes
    judgement: Judgement | None = None
    together: tuple[UUID, ...] = ()


def record_bytes(request: Request) -> bytes:
    """Return the record of a request."""
    return msgspec.json.encode(
        RequestRecord(request.draft, request.digest, request.salt, request.judgement, request.together)
    )


def record_from(data: bytes) -> RequestRecord:
    """Return the record that was written."""
    return msgspec.json.decode(data, type=RequestRecord)
