"""The reference server of OASIS (medallion), measured beside ours where a development environment has it."""

from __future__ import annotations

import base64
import importlib
import json
import tempfile
import time
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol
from uuid import UUID

from almasu.wiring.measuring.figures import Figure, figure

OBJECTS = 300
COLLECTION = "91a7b528-80eb-42ed-a74d-c6fbd5a26116"
MEDIA = "application/taxii+json;version=2.1"


class Answer(Protocol):
    """What the reference answers."""

    status_code: int

    def get_json(self, force: bool) -> dict[str, list[object]]:
        """Return the answer as JSON."""
        ...


class Client(Protocol):
    """A client that asks the reference in this process."""

    def get(self, path: str, headers: dict[str, str]) -> Answer:
        """Ask for what is at a path."""
        ...


def reference_figures() -> list[Figure]:
    """Return how many objects a second the reference gives, and how long its page of five takes; none without it."""
    if find_spec("medallion") is None:
        return []
    with tempfile.TemporaryDirectory(prefix="almasu-reference-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        client = _client(Path(folder))
        read, took = _page(client, OBJECTS)
        _, small = _page(client, 5)
    return [
        figure("reference_objects_read", read / took, "objects/s", None),
        figure("reference_page_of_5", small * 1e3, "ms", None),
    ]


def _page(client: Client, limit: int) -> tuple[int, float]:
    account = base64.b64encode(b"reader:reader").decode()
    headers = {"Accept": MEDIA, "Authorization": f"Basic {account}"}
    began = time.perf_counter()
    answer = client.get(f"/sector/collections/{COLLECTION}/objects/?limit={limit}", headers=headers)
    took = time.perf_counter() - began
    if answer.status_code != 200:
        raise RuntimeError(f"the reference server answers {answer.status_code}")
    return len(answer.get_json(force=True)["objects"]), took


def _client(folder: Path) -> Client:
    medallion = importlib.import_module("medallion")
    place = folder / "data.json"
    place.write_text(json.dumps(_data()))
    backend = {
        "module": "medallion.backends.memory_backend",
        "module_class": "MemoryBackend",
        "filename": str(place),
    }
    settings = {"backend": backend, "users": {"reader": "reader"}, "taxii": {"max_page_size": OBJECTS}}
    application = importlib.import_module("flask").Flask("reference")
    for name in settings:
        medallion.set_config(application, name, settings)
    medallion.register_blueprints(application)
    client: Client = application.test_client()
    return client


def _data() -> dict[str, object]:
    objects = [_indicator(number) for number in range(OBJECTS)]
    manifest = [
        {
            "id": one["id"],
            "date_added": f"2026-01-01T00:00:00.{number:06d}Z",
            "version": one["modified"],
            "media_type": "application/stix+json;version=2.1",
        }
        for number, one in enumerate(objects)
    ]
    collection = {
        "id": COLLECTION,
        "title": "Reference",
        "can_read": True,
        "can_write": False,
        "media_types": ["application/stix+json;version=2.1"],
        "objects": objects,
        "manifest": manifest,
    }
    root = {"title": "Root", "versions": [MEDIA], "max_content_length": 1_000_000}
    return {
        "/discovery": {"title": "Reference", "default": "/sector/", "api_roots": ["/sector/"]},
        "sector": {"information": root, "status": [], "collections": [collection]},
    }


def _indicator(number: int) -> dict[str, str]:
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--{UUID(int=number, version=4)}",
        "created": "2026-01-01T00:00:00.000Z",
        "modified": "2026-01-01T00:00:00.000Z",
        "pattern": f"[ipv4-addr:value = '198.51.100.{number % 250}']",
        "pattern_type": "stix",
        "valid_from": "2026-01-01T00:00:00Z",
    }
