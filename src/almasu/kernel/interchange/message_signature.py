"""Signatures of HTTP messages under a shared key: RFC 9421 with `hmac-sha256`, over a digest of the body (RFC 9530)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime

LABEL = "notice"
TAG = "almasu-notice"
ALGORITHM = "hmac-sha256"
JSON = "application/json"
COVERED = ("@method", "@target-uri", "content-type", "content-digest")


def signed_headers(url: str, body: bytes, key: bytes, key_name: str, at: datetime) -> Mapping[str, str]:
    """Return the headers of a POST that its receiver checks by the key: type, digest, and the signature over both."""
    digest = content_digest(body)
    values = dict(zip(COVERED, ("POST", url, JSON, digest), strict=True))
    parameters = (
        f"({' '.join(_quoted(name) for name in COVERED)});created={int(at.timestamp())}"
        f";keyid={_quoted(key_name)};alg={_quoted(ALGORITHM)};tag={_quoted(TAG)}"
    )
    code = signature(tuple(values.items()), parameters, key)
    return {
        "Content-Type": JSON,
        "Content-Digest": digest,
        "Signature-Input": f"{LABEL}={parameters}",
        "Signature": f"{LABEL}=:{base64.b64encode(code).decode()}:",
    }


def content_digest(body: bytes) -> str:
    """Return the digest of a body as its header says it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def signature(components: Sequence[tuple[str, str]], parameters: str, key: bytes) -> bytes:
    """Return the code over the signature base of components and their parameters (RFC 9421, 2.5 and 3.3.3)."""
    lines = [f"{_quoted(name)}: {value}" for name, value in components]
    base = "\n".join([*lines, f'"@signature-params": {parameters}'])
    return hmac.new(key, base.encode("ascii"), hashlib.sha256).digest()


def _quoted(text: str) -> str:
    return f'"{text}"'
