"""Encrypt a file for the Agency's key, as it lies on a carrier."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyrage
from pyrage import x25519

ENDING = ".age"


class NoKey(ValueError):
    """What was given is no public key of age."""


def key_in(recipient: str) -> x25519.Recipient:
    """Return the public key that a line holds; NoKey where it is none."""
    try:
        return x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as wrong:
        raise NoKey(f"{recipient[:70]}: {wrong}") from wrong


def encrypted(file: Path, out: Path, key: x25519.Recipient) -> tuple[int, str]:
    """Write a file encrypted, and return size and SHA-256 of what was written."""
    pyrage.encrypt_file(str(file), str(out), [key])
    with out.open("rb") as written:
        return out.stat().st_size, hashlib.file_digest(written, "sha256").hexdigest()
