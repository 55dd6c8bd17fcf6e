"""A file that somebody else made, given out so that no browser ever shows or runs it (DESIGN 7).

Bytes of no known type, to be saved; sniffed by nobody; in a sandbox without an origin of ours where they were opened
after all, so that nothing in them reaches a session, a page or another file.
"""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response

HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
    "x-download-options": "noopen",
}


def inert_file(data: bytes, name: str) -> Response[bytes]:
    """Return a file to be saved under its name, in any script (RFC 6266, RFC 8187)."""
    plain = "".join(letter if (letter.isascii() and letter.isalnum()) or letter in "-_. " else "_" for letter in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(
        data, media_type="application/octet-stream", headers={**HEADERS, "content-disposition": disposition}
    )
