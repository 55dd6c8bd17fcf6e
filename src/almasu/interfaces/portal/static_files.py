"""The files pages are made of: read once at start, served under an address that changes with their content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.wiring.evidence import verifier_script

_FOREVER = "public, max-age=31536000, immutable"
_SHRINKABLE = (".css", ".js", ".svg")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file: its bytes as they are and shrunk (empty where shrinking does not pay), and its media type."""

    data: bytes
    shrunk: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """All files by their path, and one short digest over all of them."""

    files: dict[str, StaticFile]
    digest: str

    def address(self, path: str) -> str:
        """Return where a file is served; KeyError where there is none, so that a page cannot name what is missing."""
        self.files[path]
        return f"/static/{self.digest}/{path}"


def load_static_files() -> StaticFiles:
    """Read the portal's own files and the vendored ones, and put the verifier of evidence packs among them."""
    root = resources.files("almasu.interfaces.portal").joinpath("static")
    files = dict(sorted(_walk(root, "")))
    files["verifier.js"] = _file("verifier.js", verifier_script().encode())
    summed = hashlib.sha256(b"".join(path.encode() + file.data for path, file in files.items()))
    return StaticFiles(files, summed.hexdigest()[:16])


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, StaticFile]]:
    found: list[tuple[str, StaticFile]] = []
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            found += _walk(entry, f"{path}/")
        elif not entry.name.startswith("."):
            found.append((path, _file(path, entry.read_bytes())))
    return found


def _file(path: str, data: bytes) -> StaticFile:
    suffix = path[path.rfind(".") :]
    media_type = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return StaticFile(data, gzip.compress(data, 9, mtime=0) if suffix in _SHRINKABLE else b"", media_type)


def static_route(static: StaticFiles) -> HTTPRouteHandler:
    """Return the handler of `/static/<digest>/<path>`; a path outside the loaded set does not exist."""

    @get("/static/{digest:str}/{path:path}", include_in_schema=False)
    async def static_file(
        request: Request[Any, Any, Any], digest: FromPath[str], path: FromPath[str]
    ) -> Response[bytes]:
        file = static.files.get(path.lstrip("/"))
        if file is None or digest != static.digest:
            raise NotFoundException
        headers = {"cache-control": _FOREVER, "vary": "accept-encoding"}
        if file.shrunk and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(file.shrunk, media_type=file.media_type, headers={**headers, "content-encoding": "gzip"})
        return Response(file.data, media_type=file.media_type, headers=headers)

    return static_file
