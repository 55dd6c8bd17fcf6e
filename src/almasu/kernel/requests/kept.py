"""How a reply is kept: tagged JSON that reads back to the very same value, raw bytes included."""

from __future__ import annotations

from typing import assert_never

import msgspec

from almasu.kernel.answers import NoRecord, NoReply, Record, Records, Refused, Reply, Unreadable


class KeptRecords(msgspec.Struct, frozen=True, tag="records"):
    """Validated records and the raw bytes they were read from."""

    records: tuple[Record, ...]
    raw: bytes


class KeptNoRecord(msgspec.Struct, frozen=True, tag="no_record"):
    """The register holds nothing."""

    raw: bytes


class KeptRefusal(msgspec.Struct, frozen=True, tag="refused"):
    """The owner declined."""

    code: str
    words: str
    raw: bytes


class KeptSilence(msgspec.Struct, frozen=True, tag="no_reply"):
    """Nothing came."""

    reason: str
    detail: str


class KeptNonsense(msgspec.Struct, frozen=True, tag="unreadable"):
    """Something came that the contract does not allow."""

    reason: str
    where: str
    raw: bytes


Kept = KeptRecords | KeptNoRecord | KeptRefusal | KeptSilence | KeptNonsense


def reply_bytes(reply: Reply) -> bytes:
    """Return the bytes under which a reply is kept."""
    return msgspec.json.encode(_kept(reply))


def reply_from(data: bytes) -> Reply:
    """Return the reply that `reply_bytes` wrote; msgspec.ValidationError where the bytes are something else."""
    match msgspec.json.decode(data, type=Kept):
        case KeptRecords(records=records, raw=raw):
            return Records(records, raw)
        case KeptNoRecord(raw=raw):
            return NoRecord(raw)
        case KeptRefusal(code=code, words=words, raw=raw):
            return Refused(code, words, raw)
        case KeptSilence(reason=reason, detail=detail):
            return NoReply(reason, detail, retriable=False)
        case KeptNonsense(reason=reason, where=where, raw=raw):
            return Unreadable(reason, where, raw)
        case other:
            assert_never(other)


def _kept(reply: Reply) -> Kept:
    match reply:
        case Records(records=records, raw=raw):
            return KeptRecords(records, raw)
        case NoRecord(raw=raw):
            return KeptNoRecord(raw)
        case Refused(code=code, words=words, raw=raw):
            return KeptRefusal(code, words, raw)
        case NoReply(reason=reason, detail=detail):
            return KeptSilence(reason, detail)
        case Unreadable(reason=reason, where=where, raw=raw):
            return KeptNonsense(reason, where, raw)
