"""Fetching files of one source: each call within its limits, all of them within those of one pull.

A list is asked for under the conditions of when it was read last (RFC 9110, 13); what the source says beyond that is
not trusted: not how much there is, how deep it leads, nor where to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ssl import SSLContext
from urllib.parse import urljoin, urlsplit

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.egress.places import NotAllowed
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.interchange.incoming import Known, ListRead, Refused
from almasu.kernel.interchange.pulling import Stop, Stopped

_BUSY = frozenset({429, 502, 503, 504})
_REFUSED = frozenset({401, 403, 404, 410})
NOT_MODIFIED = 304
LONGEST_TAG = 300
LONGEST_URL = 2_000


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one pull may take: files, bytes of a list, of a file and in all, seconds of each call."""

    files: int = 2_000
    list_bytes: int = 32 * 1024 * 1024
    file_bytes: int = 16 * 1024 * 1024
    all_bytes: int = 512 * 1024 * 1024
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Where a source is: its address, the headers we are known by, the TLS it is trusted under."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    tls: SSLContext | None = None


@dataclass(slots=True)
class Fetching:
    """One pull's calls. `taken` counts the bytes that came."""

    caller: Caller
    place: SourcePlace
    limits: FetchLimits
    taken: int = 0

    async def listed(self, url: str, known: Known, most: int | None = None) -> tuple[bytes, ListRead] | Stopped:
        """Return the list at an address and what it is now; `Stop.DONE` where it is what it was."""
        conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        came = await self._get(url, most or self.limits.list_bytes, {k: v for k, v in conditions.items() if v})
        if isinstance(came, Stopped):
            return came
        if came.status == NOT_MODIFIED:
            return Stopped(Stop.DONE, "304")
        etag, modified = came.headers.get("ETag", ""), came.headers.get("Last-Modified", "")
        return came.body, ListRead(etag[:LONGEST_TAG], modified[:LONGEST_TAG])

    async def file(self, url: str, name: str) -> bytes | Refused | Stopped:
        """Return a file; one that is absent or unlike a file is refused, a source that is silent ends the pull."""
        came = await self._get(url, self.limits.file_bytes, {})
        if isinstance(came, Stopped):
            return came if came.why is Stop.SILENT else Refused(name, came.detail or came.why.value)
        return came.body

    def within(self) -> bool:
        """Tell whether one more file of the greatest size may still be taken."""
        return self.taken < self.limits.all_bytes

    async def _get(self, url: str, most: int, conditions: Mapping[str, str]) -> Came | Stopped:
        headers = {"Accept-Encoding": "identity", "User-Agent": "almasu", **self.place.headers, **conditions}
        try:
            came = await self.caller.get(url, self.limits.seconds, most, self.place.tls, headers)
        except NotAllowed:
            return Stopped(Stop.REFUSED, "place")
        match came:
            case NoReply():
                return Stopped(Stop.SILENT, came.reason)
            case Unreadable():
                return Stopped(Stop.UNREADABLE, came.reason)
            case Came():
                self.taken += len(came.body)
                return _judged(came)


def _judged(came: Came) -> Came | Stopped:
    if came.status in (200, NOT_MODIFIED):
        return came
    if came.status in _BUSY:
        return Stopped(Stop.SILENT, str(came.status))
    return Stopped(Stop.REFUSED if came.status in _REFUSED else Stop.UNREADABLE, str(came.status))


def below(base: str, said: str) -> str | None:
    """Return the address of a file that a list names; None where it leads to another host, port or scheme."""
    if not said or len(said) > LONGEST_URL or not said.isprintable():
        return None
    try:
        found, of = urlsplit(urljoin(base, said)), urlsplit(base)
        same = (found.scheme, found.hostname, found.port) == (of.scheme, of.hostname, of.port)
    except ValueError:
        return None
    return found.geturl() if same and not found.username else None
