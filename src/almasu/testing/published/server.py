"""A publisher over HTTP: files by path, with validators and conditions as a real server has them, and misbehaviour."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from almasu.testing.published.collection import PublishedCollection

LAST_MODIFIED = "Fri, 20 Nov 2026 09:00:00 GMT"


@dataclass(slots=True)
class Publisher:
    """What is published, by path without the leading slash; `asked` tells each request and what was answered.

    `collections` are those of TAXII by the path of their objects; `statuses` are answered in place of a file,
    `elsewhere` leads to another address, `account` is who may read.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)
    account: str = ""
    collections: dict[str, PublishedCollection] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request."""
        path = request.path.lstrip("/")
        known = self.collections.get(path)
        response = self._answer(path, request.headers) if known is None else known.answer(request.query)
        self.asked.append((path, response.status))
        return response

    def _answer(self, path: str, headers: Mapping[str, str]) -> web.Response:
        if self.account and headers.get("Authorization") != self.account:
            return web.Response(status=401)
        if path in self.statuses:
            return web.Response(status=self.statuses[path])
        if path in self.elsewhere:
            return web.Response(status=302, headers={"Location": self.elsewhere[path]})
        body = self.files.get(path)
        if body is None:
            return web.Response(status=404)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, headers={"ETag": etag, "Last-Modified": LAST_MODIFIED})

    def publish_event(self, number: str, event: Mapping[str, object], timestamp: str) -> None:
        """Publish an event in a feed of MISP, or its next edition."""
        manifest = json.loads(self.files.get("misp/manifest.json", b"{}"))
        manifest[number] = {"timestamp": timestamp, "info": "", "Orgc": {"name": "x"}, "Tag": []}
        self.files["misp/manifest.json"] = json.dumps(manifest).encode()
        self.files[f"misp/{number}.json"] = json.dumps({"Event": event}).encode()

    def publish_advisory(self, base: str, name: str, body: bytes, changed: str, *, rolie: bool) -> None:
        """Publish an advisory of CSAF with its digests: in a feed of ROLIE, else in a folder with its changes.csv."""
        self.files[f"csaf/{name}"] = body
        for kind in ("sha256", "sha512"):
            line = f"{hashlib.new(kind, body).hexdigest()}  {name.rpartition('/')[2]}\n"
            self.files[f"csaf/{name}.{kind}"] = line.encode()
        distribution: dict[str, object] = {"directory_url": f"{base}/csaf/"}
        if rolie:
            distribution = {"rolie": {"feeds": [{"url": f"{base}/csaf/feed.json", "tlp_label": "WHITE"}]}}
            feed = json.loads(self.files.get("csaf/feed.json", b'{"feed":{"entry":[]}}'))
            entries = [one for one in feed["feed"]["entry"] if one["id"] != name]
            links = [{"rel": "hash", "href": f"{base}/csaf/{name}.sha512"}]
            content = {"src": f"{base}/csaf/{name}", "type": "application/json"}
            feed["feed"]["entry"] = [*entries, {"id": name, "updated": changed, "content": content, "link": links}]
            self.files["csaf/feed.json"] = json.dumps(feed).encode()
        else:
            rows = self.files.get("csaf/changes.csv", b"").decode().splitlines()
            kept = [row for row in rows if not row.startswith(f'"{name}"')]
            self.files["csaf/changes.csv"] = "\n".join([f'"{name}","{changed}"', *kept, ""]).encode()
        metadata = {"role": "csaf_provider", "metadata_version": "2.0", "distributions": [distribution]}
        self.files["csaf/provider-metadata.json"] = json.dumps(metadata).encode()


@asynccontextmanager
async def serving(publisher: Publisher, port: int = 0) -> AsyncIterator[str]:
    """Serve what is published on a loopback port, 0 for any; give its address without a slash at the end."""
    application = web.Application()
    application.router.add_get("/{path:.*}", publisher.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
