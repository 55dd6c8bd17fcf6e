"""Reading a feed of MISP: the manifest tells of every event when it changed, and only what changed is fetched."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.fetching import Fetching, FetchLimits, SourcePlace
from almasu.kernel.interchange.incoming import Fetched, Known, ListRead, Refused
from almasu.kernel.interchange.pulling import Stop, Stopped

MOST_EVENTS = 200_000


class _Entry(msgspec.Struct, frozen=True):
    timestamp: str | int = ""


_MANIFEST = msgspec.json.Decoder(Annotated[dict[str, _Entry], msgspec.Meta(max_length=MOST_EVENTS)])


class MispFeed:
    """Implements `almasu.kernel.interchange.incoming.FileSource`; NotAllowed at once where its place is not listed."""

    def __init__(self, caller: Caller, place: SourcePlace, limits: FetchLimits | None = None) -> None:
        caller.check(place.url)
        self._caller, self._place, self._limits = caller, place, limits or FetchLimits()

    async def files(self, known: Known) -> AsyncIterator[Fetched | Refused | ListRead | Stopped]:
        """Give the events that changed, the last thing being why it stopped."""
        fetching = Fetching(self._caller, self._place, self._limits)
        listed = await fetching.listed(f"{self._place.url}manifest.json", known)
        if isinstance(listed, Stopped):
            yield listed
            return
        data, now = listed
        try:
            manifest = _MANIFEST.decode(data)
        except (msgspec.DecodeError, RecursionError):
            yield Stopped(Stop.UNREADABLE, "manifest.json")
            return
        wanted = [(name, str(one.timestamp)[:40]) for name, one in sorted(manifest.items())]
        wanted = [(name, tag) for name, tag in wanted if not known.has(name, tag)]
        for number, (name, tag) in enumerate(wanted):
            if number == self._limits.files or not fetching.within():
                yield Stopped(Stop.ENOUGH)
                return
            came = await self._event(fetching, name, tag)
            yield came
            if isinstance(came, Stopped):
                return
        yield now
        yield Stopped(Stop.DONE)

    async def _event(self, fetching: Fetching, name: str, tag: str) -> Fetched | Refused | Stopped:
        try:
            number = UUID(name)
        except ValueError:
            return Refused(name[:60], "UUID")
        body = await fetching.file(f"{self._place.url}{number}.json", name)
        return Fetched(name, tag, body) if isinstance(body, bytes) else body
