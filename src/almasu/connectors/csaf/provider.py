"""Reading a provider of CSAF 2.0: only what changed, and nothing whose digest is not what the provider says.

Signatures of OpenPGP are not checked: there is no well-kept library under a licence that we may use. A digest shows
that a file came as it was published, not who published it; for that the TLS of the provider has to answer.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator, Iterable

from almasu.connectors.csaf.lists import Entry, Unlisted, entries_of_changes, entries_of_feed, places_in
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.fetching import Fetching, FetchLimits, SourcePlace
from almasu.kernel.interchange.incoming import Fetched, Known, ListRead, Refused
from almasu.kernel.interchange.pulling import Stop, Stopped

LONGEST_DIGEST_LINE = 4_096
LONGEST_NAME = 300


class CsafProvider:
    """Implements `almasu.kernel.interchange.incoming.FileSource`; NotAllowed at once where its place is not listed.

    Its address is that of `provider-metadata.json`.
    """

    def __init__(self, caller: Caller, place: SourcePlace, limits: FetchLimits | None = None) -> None:
        caller.check(place.url)
        self._caller, self._place, self._limits = caller, place, limits or FetchLimits()

    async def files(self, known: Known) -> AsyncIterator[Fetched | Refused | ListRead | Stopped]:
        """Give the advisories that changed, the last thing being why it stopped."""
        fetching = Fetching(self._caller, self._place, self._limits)
        entries = await self._entries(fetching)
        if isinstance(entries, Stopped):
            yield entries
            return
        number = 0
        for entry in entries:
            name = self._name(entry)
            if entry.tag and known.has(name, entry.tag):
                continue
            if number == self._limits.files or not fetching.within():
                yield Stopped(Stop.ENOUGH)
                return
            number += 1
            came = await _advisory(fetching, entry, name)
            yield came
            if isinstance(came, Stopped):
                return
        yield ListRead("", "")
        yield Stopped(Stop.DONE)

    async def _entries(self, fetching: Fetching) -> list[Entry] | Stopped:
        """Return all advisories that the provider lists, each once, the newest first."""
        metadata = await fetching.listed(self._place.url, Known(), self._limits.file_bytes)
        if isinstance(metadata, Stopped):
            return metadata
        found: dict[str, Entry] = {}
        try:
            for place in places_in(self._place.url, metadata[0]):
                listed = await fetching.listed(place.url, Known())
                if isinstance(listed, Stopped):
                    return listed
                read = entries_of_feed if place.rolie else entries_of_changes
                found |= {one.url: one for one in read(place.url, listed[0])}
        except Unlisted as wrong:
            return Stopped(Stop.UNREADABLE, str(wrong))
        return sorted(found.values(), key=lambda one: one.tag, reverse=True)

    def _name(self, entry: Entry) -> str:
        """Return the name of an advisory at this provider: its address without what all of them share."""
        return entry.url.removeprefix(self._place.url.rpartition("/")[0] + "/")[-LONGEST_NAME:]


async def _advisory(fetching: Fetching, entry: Entry, name: str) -> Fetched | Refused | Stopped:
    body = await fetching.file(entry.url, name)
    if not isinstance(body, bytes):
        return body
    checked = await _checked(fetching, entry.digests, name, body)
    return Fetched(name, entry.tag, body, checked) if isinstance(checked, str) else checked


async def _checked(
    fetching: Fetching, digests: Iterable[tuple[str, str]], name: str, body: bytes
) -> str | Refused | Stopped:
    """Return the kind of digest that a file has as its provider says, empty where the provider gives none."""
    for kind, url in digests:
        line = await fetching.file(url, name)
        if isinstance(line, Stopped):
            return line
        if isinstance(line, Refused):
            continue
        said = line[:LONGEST_DIGEST_LINE].decode("ascii", "replace").split()
        if not said or not hmac.compare_digest(said[0].lower().encode(), hashlib.new(kind, body).hexdigest().encode()):
            return Refused(name, kind)
        return kind
    return ""
