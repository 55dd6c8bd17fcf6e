"""Reading a collection of others over TAXII 2.1, page by page, within limits and only from a listed place.

Objects are split off by their bytes and not understood here. What goes on from a page is its cursor; where a server
gives none, the moment at which its last object was added (TAXII 2.1, 3.4). A page that neither brings anything nor
leads anywhere ends the pull: endless pages are the commonest fault of servers.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from ssl import SSLContext
from urllib.parse import urlencode

import msgspec

from almasu.connectors.egress.caller import Caller, Came
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.interchange.pulling import Pulled, Resume, Stop, Stopped

MEDIA = "application/taxii+json;version=2.1"
LONGEST_CURSOR = 4_096
_LAST = "X-TAXII-Date-Added-Last"
_BUSY = frozenset({429, 502, 503, 504})
_REFUSED = frozenset({401, 403, 404})
_FORGOTTEN = frozenset({"400", "404", "410"})
"""What servers answer to a cursor that they no longer know: reading begins again where its filter began."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one pull may take: objects of a page and in all, bytes of a page and an object, pages, seconds of each."""

    on_page: int = 1_000
    objects: int = 100_000
    pages: int = 1_000
    page_bytes: int = 32 * 1024 * 1024
    object_bytes: int = 1024 * 1024
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class TaxiiPlace:
    """A collection: the address of its folder, which ends with a slash, and the header we are known by."""

    url: str
    authorization: str = field(default="", repr=False)
    tls: SSLContext | None = None


class _Envelope(msgspec.Struct, frozen=True):
    more: bool = False
    next: str = ""
    objects: list[msgspec.Raw] = []


_ENVELOPE = msgspec.json.Decoder(_Envelope)


class TaxiiPuller:
    """Implements `almasu.kernel.interchange.pulling.Puller`; NotAllowed at once where its place is not listed."""

    def __init__(self, caller: Caller, place: TaxiiPlace, limits: Limits | None = None) -> None:
        caller.check(place.url)
        self._caller = caller
        self._place = place
        self._limits = limits or Limits()

    async def pages(self, since: Resume) -> AsyncIterator[Pulled | Stopped]:
        """Give page after page; the last thing given is why it stopped."""
        taken, resume = 0, since
        for _ in range(self._limits.pages):
            came = await self._page(resume)
            if isinstance(came, Stopped):
                if resume.cursor and came.detail in _FORGOTTEN:
                    resume = Resume(resume.added_after)
                    continue
                yield came
                return
            envelope, last = came
            after = _after(resume, envelope, last)
            if envelope.objects:
                yield Pulled([bytes(one) for one in envelope.objects], after)
            if not envelope.more:
                yield Stopped(Stop.DONE)
                return
            if after == resume:
                yield Stopped(Stop.NO_PROGRESS)
                return
            taken, resume = taken + len(envelope.objects), after
            if taken >= self._limits.objects:
                break
        yield Stopped(Stop.ENOUGH)

    async def _page(self, resume: Resume) -> tuple[_Envelope, str] | Stopped:
        headers = {"Accept": MEDIA}
        if self._place.authorization:
            headers["Authorization"] = self._place.authorization
        url = f"{self._place.url}objects/?{urlencode(self._query(resume))}"
        limits = self._limits
        came = await self._caller.get(url, limits.seconds, limits.page_bytes, self._place.tls, headers)
        match came:
            case NoReply():
                return Stopped(Stop.SILENT, came.reason)
            case Unreadable():
                return Stopped(Stop.UNREADABLE, came.reason)
            case Came():
                return self._read(came)

    def _query(self, resume: Resume) -> Mapping[str, str]:
        """Return the filters, which stay the same under a cursor: servers differ in whether they remember them."""
        said = {"limit": str(self._limits.on_page), "added_after": resume.added_after, "next": resume.cursor}
        return {name: value for name, value in said.items() if value}

    def _read(self, came: Came) -> tuple[_Envelope, str] | Stopped:
        if came.status in _BUSY:
            return Stopped(Stop.SILENT, str(came.status))
        if came.status in _REFUSED:
            return Stopped(Stop.REFUSED, str(came.status))
        if came.status != 200:
            return Stopped(Stop.UNREADABLE, str(came.status))
        if not came.headers.get("Content-Type", "").replace(" ", "").lower().startswith("application/taxii+json"):
            return Stopped(Stop.UNREADABLE, "Content-Type")
        try:
            envelope = _ENVELOPE.decode(came.body)
        except (msgspec.DecodeError, RecursionError) as wrong:
            return Stopped(Stop.UNREADABLE, str(wrong)[:120])
        if len(envelope.objects) > self._limits.objects or len(envelope.next) > LONGEST_CURSOR:
            return Stopped(Stop.UNREADABLE, "too much")
        if any(len(bytes(one)) > self._limits.object_bytes for one in envelope.objects):
            return Stopped(Stop.UNREADABLE, "an object is too large")
        return envelope, came.headers.get(_LAST, "")[:LONGEST_CURSOR]


def _after(resume: Resume, envelope: _Envelope, last: str) -> Resume:
    """Return where reading goes on after a page."""
    if envelope.more and envelope.next:
        return Resume(resume.added_after, envelope.next)
    return Resume(last or resume.added_after, "")
