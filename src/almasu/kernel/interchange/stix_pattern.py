"""Patterns of STIX indicators for single marks: an address, a file's hash, a domain, a link, a sender (STIX 2.1, 9).

Only a comparison for equality is written and read; what else a pattern says is told as a loss, never guessed.
"""

from __future__ import annotations

import ipaddress
import re

_HASHES = {32: "MD5", 40: "SHA-1", 64: "SHA-256"}
_EQUAL = re.compile(r"\[\s*([a-z0-9-]+):([A-Za-z0-9_.'-]+)\s*=\s*'((?:[^'\\]|\\['\\]){1,500})'\s*\]")
LONGEST = 2_000


def of_address(address: str) -> str:
    """Return the pattern of an internet address or a network."""
    network = ipaddress.ip_network(address, strict=False)
    return _equal(f"ipv{network.version}-addr:value", address)


def of_hash(digest: str) -> str:
    """Return the pattern of a file by its MD5, SHA-1 or SHA-256; ValueError for another length."""
    name = _HASHES.get(len(digest))
    if name is None:
        raise ValueError("no hash of a known length")
    return _equal(f"file:hashes.'{name}'" if "-" in name else f"file:hashes.{name}", digest)


def of_name(name: str) -> str:
    """Return the pattern of a link, a sender or a domain, by its form."""
    if "://" in name:
        return _equal("url:value", name)
    if "@" in name:
        return _equal("email-addr:value", name)
    return _equal("domain-name:value", name)


def read(pattern: str) -> tuple[str, str] | None:
    """Return the field of an alert a pattern belongs to and the mark, None where it says more than one equality."""
    found = _EQUAL.fullmatch(pattern.strip()) if len(pattern) <= LONGEST else None
    if found is None:
        return None
    kind, path, value = found[1], found[2], re.sub(r"\\(['\\])", r"\1", found[3])
    if kind in ("ipv4-addr", "ipv6-addr") and path == "value":
        return "addresses", value
    if kind == "file" and path.startswith("hashes."):
        return "hashes", value.lower()
    if kind in ("domain-name", "url", "email-addr") and path == "value":
        return "names", value
    return None


def _equal(path: str, value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"[{path} = '{escaped}']"
