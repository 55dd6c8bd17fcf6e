"""A collection of TAXII 2.1 as a publisher gives it: objects with the moments they were added, read page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from almasu.law.canonical import Json, canonical_bytes

MEDIA = "application/taxii+json;version=2.1"
MOST = 50


@dataclass(slots=True)
class PublishedCollection:
    """Objects by the moment they were added (RFC 3339 in UTC, all of one length), the earliest first."""

    objects: list[tuple[str, dict[str, Json]]] = field(default_factory=list)

    def answer(self, query: Mapping[str, str]) -> web.Response:
        """Return the page that is asked for: after a moment, from a place on, no more than a limit."""
        place = query.get("next", "0")
        asked = query.get("limit", str(MOST))
        if not (place.isdecimal() and asked.isdecimal() and len(place + asked) < 20):
            return web.Response(status=400)
        wanted = [one for one in self.objects if one[0] > query.get("added_after", "")]
        first, most = int(place), max(1, min(MOST, int(asked)))
        page = wanted[first : first + most]
        said: dict[str, Json] = {"objects": [one for _, one in page]} if page else {}
        if len(wanted) > first + most:
            said |= {"more": True, "next": str(first + most)}
        headers = {"Content-Type": MEDIA}
        if page:
            headers |= {"X-TAXII-Date-Added-First": page[0][0], "X-TAXII-Date-Added-Last": page[-1][0]}
        return web.Response(body=canonical_bytes(said), headers=headers)
