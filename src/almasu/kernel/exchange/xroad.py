"""Words of the X-Road message protocol for REST, version r1: identifiers, headers, the request's hash, errors."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from urllib.parse import quote

import msgspec

CLIENT = "X-Road-Client"
ID = "X-Road-Id"
REQUEST_ID = "X-Road-Request-Id"
SERVICE = "X-Road-Service"
REQUEST_HASH = "X-Road-Request-Hash"
USER = "X-Road-UserId"
ISSUE = "X-Road-Issue"
PARTY = "X-Road-Represented-Party"
ERROR = "X-Road-Error"
GROUND = "X-Almasu-Ground"
PURPOSE = "X-Almasu-Purpose"
DIGEST = "X-Almasu-Digest"

ACCESS_DENIED = "Server.ServerProxy.AccessDenied"
# Headers of one hop: security servers drop them, so they are no part of the hash (section 4.3 of the protocol).
DROPPED = frozenset(
    {
        *("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "host", "user-agent", "server"),
        *("proxy-authorization", "proxy-authenticate", "proxy-connection", "content-length", "expect"),
        REQUEST_HASH.lower(),
    }
)
HEADER_SAFE = "-._~!#$&'()*+,/:;=?@[] "
SEGMENT = re.compile(r"[A-Za-z0-9'()+,.=?-]{1,100}")
HASH_BYTES = 64


class ErrorBody(msgspec.Struct, frozen=True):
    """What a security server says of its own failure."""

    type: str
    message: str
    detail: str = ""


def identifier(text: str, parts: int) -> str:
    """Return an identifier like `KZ/GOV/123/almasu` as given; ValueError unless it has that many sound parts."""
    segments = text.split("/")
    if len(segments) != parts or not all(SEGMENT.fullmatch(one) for one in segments):
        raise ValueError(f"an X-Road identifier of {parts} parts, each of A-Z a-z 0-9 ' ( ) + , - . = ?")
    return text


def service_path(service: str) -> str:
    """Return the path of a service of five parts, each percent-encoded by itself."""
    return "/r1/" + "/".join(quote(part, safe="") for part in identifier(service, 5).split("/"))


def header_value(text: str) -> str:
    """Return text fit for a header: what is not plain ASCII, and every control character, percent-encoded."""
    return quote(text, safe=HEADER_SAFE).strip(" ")


def request_hash(method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes) -> str:
    """Return the hash that binds an answer to its request: Base64 of SHA-512 (section 4.3)."""
    kept = "".join(f"{name}:{value}\r\n" for name, value in headers if name.lower() not in DROPPED)
    digest = hashlib.sha512(f"{method}\r\n{target}\r\n{kept}".encode()).digest()
    if body:
        digest = hashlib.sha512(digest + hashlib.sha512(body).digest()).digest()
    return base64.b64encode(digest).decode()


def is_hash(text: str) -> bool:
    """Tell whether a text has the form of a request hash."""
    try:
        return len(base64.b64decode(text, validate=True)) == HASH_BYTES
    except (binascii.Error, ValueError):
        return False
