"""What the server says: its resources as TAXII 2.1 writes them; objects go out byte for byte as they came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

import msgspec

from almasu.actions.interchange.exchange import Given
from almasu.interfaces.problem_json import problem_json
from almasu.interfaces.taxii.headers import MEDIA, STIX_MEDIA
from almasu.kernel.interchange.collection import Collection, Fate, Page
from almasu.kernel.interchange.machine import Known
from almasu.kernel.interchange.objects_in import added_said, version_said
from almasu.law.problem import Problem

ROOT = "/taxii2/"
API_ROOT = "/taxii2/sector/"
MOST_BODY = 10 * 1024 * 1024
Headers = list[tuple[bytes, bytes]]


def discovery() -> bytes:
    """Return the discovery resource (4.1)."""
    said = {
        "title": "Almasu",
        "description": "Exchange of threat information of the financial sector of Kazakhstan (ASOI).",
        "default": API_ROOT,
        "api_roots": [API_ROOT],
    }
    return msgspec.json.encode(said)


def api_root() -> bytes:
    """Return the API root resource (4.2)."""
    said = {"title": "Financial sector", "versions": [MEDIA], "max_content_length": MOST_BODY}
    return msgspec.json.encode(said)


def collections_said(known: Known, found: Sequence[Collection]) -> bytes:
    """Return the collections resource (5.1), empty where there is none."""
    return msgspec.json.encode({"collections": [_collection(known, one) for one in found]} if found else {})


def collection_said(known: Known, one: Collection) -> bytes:
    """Return a collection resource (5.2)."""
    return msgspec.json.encode(_collection(known, one))


def envelope(given: Given) -> bytes:
    """Return an envelope (3.7): an empty one has no members."""
    if not given.page.held:
        return b"{}"
    objects = b",".join([one.body for one in given.page.held])
    return b"{" + _more(given) + b'"objects":[' + objects + b"]}"


def manifest(given: Given) -> bytes:
    """Return a manifest resource (5.3); `next` goes with `more`, as clients page by it."""
    if not given.page.held:
        return b"{}"
    records = [
        {
            "id": one.id,
            "date_added": added_said(one.added_at),
            "version": version_said(one.version),
            "media_type": STIX_MEDIA,
        }
        for one in given.page.held
    ]
    return b"{" + _more(given) + b'"objects":' + msgspec.json.encode(records) + b"}"


def versions(given: Given) -> bytes:
    """Return a versions resource (5.8), in the order in which they were added."""
    said = [version_said(one.version) for one in given.page.held]
    return b"{" + _more(given) + b'"versions":' + msgspec.json.encode(said) + b"}"


def status(number: UUID, fates: Sequence[Fate], at: datetime) -> bytes:
    """Return the status resource of an addition (4.3.1): it is always complete, additions are not put off."""
    kept = [{"id": one.id, "version": one.version} for one in fates if not one.why]
    failed = [{"id": one.id, "version": one.version, "message": one.why} for one in fates if one.why]
    said: dict[str, object] = {
        "id": str(number),
        "status": "complete",
        "request_timestamp": added_said(at),
        "total_count": len(fates),
        "success_count": len(kept),
        "successes": kept,
        "failure_count": len(failed),
        "failures": failed,
        "pending_count": 0,
    }
    return msgspec.json.encode(said)


def error(problem: Problem) -> bytes:
    """Return an error message (3.6.1) with its words in three languages among the details."""
    said = problem_json(problem)
    whole = {
        "title": said["title"],
        "description": said["detail"],
        "error_id": str(uuid4()),
        "error_code": said["code"],
        "http_status": str(said["status"]),
        "details": {"where": said["where"], "cites": said["cites"], "words": said["words"]},
    }
    return msgspec.json.encode(whole)


def dates(page: Page) -> Headers:
    """Return when the first and last of a page were added (3.4)."""
    if not page.held:
        return []
    first, last = (added_said(one.added_at).encode() for one in (page.held[0], page.held[-1]))
    return [(b"x-taxii-date-added-first", first), (b"x-taxii-date-added-last", last)]


def _more(given: Given) -> bytes:
    if not given.page.more:
        return b'"more":false,'
    return b'"more":true,"next":' + msgspec.json.encode(given.cursor) + b","


def _collection(known: Known, one: Collection) -> dict[str, object]:
    return {
        "id": str(one.id),
        "title": one.title,
        "description": one.description,
        "alias": one.alias,
        "can_read": known.reads(one),
        "can_write": known.writes(one),
        "media_types": [STIX_MEDIA],
    }
