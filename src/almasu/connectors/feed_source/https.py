"""A file over HTTPS (RFC 9110, 14): asked in ranges under its ETag, so that a break goes on where it stopped."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from ssl import SSLContext
from urllib.parse import unquote, urlsplit

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.egress.places import NotAllowed
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.exchange.reasons import Silence
from almasu.kernel.provision.delivery import LARGEST_FILE
from almasu.kernel.provision.fetching import PART, NotFetched, Part, Trouble

LONGEST_MARK = 300
_RANGE = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})")
_TOLD = {
    **dict.fromkeys((408, 425, 429, 500, 502, 503, 504), Trouble.SILENT),
    **dict.fromkeys((401, 403, 407), Trouble.SHUT),
    **dict.fromkeys((404, 410), Trouble.NO_FILE),
}
"""What a status says of a server; any other is a refusal."""


@dataclass(frozen=True, slots=True)
class HttpsFile:
    """Implements `almasu.kernel.provision.fetching.OnServer`. `headers` are what we are known by."""

    caller: Caller
    url: str
    seconds: float
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    tls: SSLContext | None = None

    @property
    def name(self) -> str:
        """Return the last part of the address."""
        return unquote(urlsplit(self.url).path.rpartition("/")[2])[:200] or "file"

    async def parts(self, offset: int, mark: str, taken: str) -> AsyncIterator[Part]:
        """Yield what follows an offset, as the port describes it."""
        size = offset + 1
        while offset < size:
            asked = {"Range": f"bytes={offset}-{offset + PART - 1}"}
            if offset and mark:
                asked["If-Range"] = mark
            elif taken:
                asked["If-None-Match"] = taken
            try:
                came = await self._came(asked)
            except NotFetched as no:
                if no.why is Trouble.UNUSABLE and "If-Range" in asked:
                    # Of another edition the whole comes at once (RFC 9110, 13.1.5), more than we take: asked in parts.
                    offset, size, mark = 0, 1, ""
                    continue
                raise
            if came.status == 304 and "If-None-Match" in asked:
                return
            if came.status == 416:
                if not offset:
                    raise NotFetched(Trouble.UNUSABLE, "empty")
                offset, mark = 0, ""
                continue
            part = _part(came)
            if part.offset not in (0, offset) or (part.offset and part.mark != mark):
                raise NotFetched(Trouble.UNUSABLE, "range")
            yield part
            offset, size, mark = part.offset + len(part.data), part.size, part.mark

    async def _came(self, asked: Mapping[str, str]) -> Came:
        headers = {"Accept-Encoding": "identity", "User-Agent": "almasu", **self.headers, **asked}
        try:
            came = await self.caller.get(self.url, self.seconds, PART, self.tls, headers)
        except NotAllowed as no:
            raise NotFetched(Trouble.REFUSED, "place") from no
        match came:
            case NoReply():
                untrusted = came.reason == Silence.UNTRUSTED_SERVER
                raise NotFetched(Trouble.ANOTHER if untrusted else Trouble.SILENT, came.reason)
            case Unreadable():
                raise NotFetched(Trouble.UNUSABLE, came.reason)
            case Came():
                return came


def _part(came: Came) -> Part:
    mark = came.headers.get("ETag") or came.headers.get("Last-Modified") or ""
    if len(mark) > LONGEST_MARK or mark.startswith("W/"):
        mark = ""  # a weak mark does not say that the bytes are the same
    if came.status == 200:
        return Part(0, came.body, len(came.body), mark)
    if came.status != 206:
        raise NotFetched(_TOLD.get(came.status, Trouble.REFUSED), str(came.status))
    told = _RANGE.fullmatch(came.headers.get("Content-Range", ""))
    if told is None:
        raise NotFetched(Trouble.UNUSABLE, "range")
    first, last, size = map(int, told.groups())
    if last - first + 1 != len(came.body) or last >= size or size > LARGEST_FILE:
        raise NotFetched(Trouble.UNUSABLE, "range" if size <= LARGEST_FILE else "size")
    return Part(first, came.body, size, mark)
