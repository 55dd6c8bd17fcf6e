"""One signal: structured information on an event of information security (ASOI-3.6), of one of eight kinds (ASOI-8)."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from enum import IntEnum
from typing import Annotated, Final

import msgspec

from almasu_wire.limits import MOST_COUNT, MOST_LIST, MOST_TEXT

Text = Annotated[str, msgspec.Meta(max_length=MOST_TEXT)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Count = Annotated[int, msgspec.Meta(ge=0, le=MOST_COUNT)]


class Kind(IntEnum):
    """The eight kinds of clause 8, by their numbers."""

    INTRUSION = 1  # an IPS or IDS found malicious activity (ASOI-8.1)
    WEB_ATTACK = 2  # a WAF found malicious activity (ASOI-8.2)
    ENDPOINT = 3  # a system of end-point protection found malicious activity (ASOI-8.3)
    MALWARE_RECEIVED = 4  # malicious code was received (ASOI-8.4)
    PHISHING = 5  # a phishing message was received (ASOI-8.5)
    SCAN = 6  # addresses were scanned for active services (ASOI-8.6)
    GUESSING = 7  # many passwords against one account, outer perimeter (ASOI-8.7)
    SPRAYING = 8  # many accounts against a password, outer perimeter (ASOI-8.8)


class Signal(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a module tells. Times carry their offset; texts are cut at 512 characters; personal data is minimised.

    `source` is where the activity came from (an address) and `target` what it was aimed at (an address, a host, a
    path); `account` is hashed or cut by the module, never plain; `count` says how many records of the sensor this
    signal stands for, from `first` to `last`. `sources`, `accounts`, `targets`, `ports` tell how many different ones
    were seen, 0 where that was not counted. Signals of one long event share an `episode`.
    """

    kind: Kind
    sensor: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    rule: Text
    first: Moment
    last: Moment
    count: Annotated[int, msgspec.Meta(ge=1, le=MOST_COUNT)] = 1
    source: Text = ""
    target: Text = ""
    account: Text = ""
    name: Text = ""
    action: Text = ""
    severity: Annotated[int, msgspec.Meta(ge=0, le=10)] = 0
    device: Text = ""
    sender: Text = ""
    hosts: Annotated[tuple[Text, ...], msgspec.Meta(max_length=MOST_LIST)] = ()
    hashes: Annotated[tuple[Text, ...], msgspec.Meta(max_length=MOST_LIST)] = ()
    sources: Count = 0
    accounts: Count = 0
    targets: Count = 0
    ports: Count = 0
    episode: Text = ""


CONTROLS: Final = re.compile(r"[\x00-\x1f]")
TEXTS: Final = ("sensor", "rule", "source", "target", "account", "name", "action", "device", "sender", "episode")
LISTS: Final = ("hosts", "hashes")
EARLIEST: Final = 1970
LATEST: Final = 9000
"""Years between which every calendar and every offset can hold a moment."""


class Fault(msgspec.Struct, frozen=True):
    """Why a signal cannot be taken: a permanent code and the field it is about."""

    code: str
    field: str


SIGNAL: Final = msgspec.json.Decoder(Signal)


def fault_of(signal: Signal, raw: bytes) -> Fault | None:
    """Return what is wrong with a signal whose fields are each well formed, or nothing; `raw` is its JSON.

    A control character is nothing that a module writes: no database keeps the first of them, and one signal must not
    hinder those of everybody else.
    """
    if not EARLIEST < signal.first.year < LATEST:
        return Fault("signal.time.range", "first")
    if not EARLIEST < signal.last.year < LATEST:
        return Fault("signal.time.range", "last")
    if signal.last < signal.first:
        return Fault("signal.time.order", "last")
    if signal.kind is Kind.GUESSING and not signal.account:
        return Fault("signal.account.missing", "account")
    if signal.kind is Kind.SPRAYING and signal.accounts < 2:
        return Fault("signal.accounts.few", "accounts")
    if b"\\" in raw:  # in JSON a control character is always escaped
        return next((Fault("signal.text.control", name) for name in TEXTS + LISTS if _controlled(signal, name)), None)
    return None


def _controlled(signal: Signal, name: str) -> bool:
    said = getattr(signal, name)
    return any(CONTROLS.search(one) for one in ([said] if isinstance(said, str) else said))


def fingerprint(raw: bytes) -> str:
    """Return 32 hex digits that are the same for the same signal bytes, whoever sends them and in whatever batch."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()
