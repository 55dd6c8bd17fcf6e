"""What reading one record gives: a finding, a logon, a probe, nothing, or a broken record. Moments are microseconds
since 1970.
"""

from __future__ import annotations

from datetime import tzinfo

import msgspec

TEXT = 512


class Finding(msgspec.Struct, frozen=True, gc=False):
    """Something the sensor itself judged to be an event of one of the eight kinds."""

    kind: int
    at: int
    sensor: str
    rule: str
    why: str
    source: str = ""
    target: str = ""
    account: str = ""
    name: str = ""
    action: str = ""
    severity: int = 0
    device: str = ""
    sender: str = ""
    hosts: tuple[str, ...] = ()
    hashes: tuple[str, ...] = ()
    count: int = 1
    accounts: int = 0
    ports: int = 0


class Logon(msgspec.Struct, frozen=True, gc=False):
    """Tries of a password: `failed` of them in vain, 0 when the logon succeeded."""

    at: int
    sensor: str
    rule: str
    source: str
    account: str
    target: str = ""
    failed: int = 1
    device: str = ""


class Probe(msgspec.Struct, frozen=True, gc=False):
    """A packet to one port of one host that was turned away, or `scan` when the sensor itself calls it part of a
    scan.
    """

    at: int
    sensor: str
    rule: str
    source: str
    target: str
    port: int = 0
    count: int = 1
    scan: bool = False
    name: str = ""
    device: str = ""
    ports: int = 0


class Quiet(msgspec.Struct, frozen=True, gc=False):
    """A sound record that is no signal, and why: a key of words.json and what fills it."""

    sensor: str
    why: str
    what: str = ""
    rule: str = ""


class Broken(msgspec.Struct, frozen=True, gc=False):
    """A record that cannot be read: counted and told, never fatal."""

    sensor: str
    why: str
    what: str = ""


Reading = Finding | Logon | Probe | Quiet | Broken


class Context(msgspec.Struct, frozen=True):
    """What a reader may need besides the record."""

    now: int  # when the record was received, for records without a time and stamps without a year
    zone: tzinfo  # of stamps that tell no offset
    year: int = 0  # of stamps that tell no year; 0: the latest year that is not in the future
    kinds: dict[str, int] = {}  # the organisation's own map: event id or name of its SIEM to kind
    received: tuple[str, ...] = ()  # parts of paths that hold what came from outside
    own_domains: tuple[str, ...] = ()
    reported: bool = True  # mails of this input were reported as phishing by people or a gateway
    protocol_violations: bool = False  # breaches of HTTP alone are signals of kind 2


class Unreadable(Exception):
    """Raised inside readers; the dispatcher makes a `Broken` of it."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.what = what
