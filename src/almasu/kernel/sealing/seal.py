"""Sealing bytes under keys, and committing to them without revealing them (DESIGN 3.4, SIO25-19.2).

Two seals. What must never expire (the record of a request, the summary of its result) is sealed under a key derived
from the log key and the row. Answer data is sealed under a random key of its own, wrapped by each material that holds
it: when the last material's key is gone, so is the data. AES-256-GCM; nonce 12 bytes in front of the ciphertext;
the place a sealed value belongs to is its additional data, so that a value moved elsewhere does not open.
"""

from __future__ import annotations

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from almasu.law.problem import Fault

NONCE_BYTES = 12
KEY_BYTES = 32
SALT_BYTES = 32


def row_key(log_key: bytes, place: str) -> bytes:
    """Return the key of one row, derived from the log key: no nonce can ever meet another under the same key."""
    # One block of HKDF-Expand with SHA-256 (RFC 5869, 2.3) is one HMAC; the standard library does it in one call.
    return hmac.digest(log_key, place.encode() + b"\x01", "sha256")


def use_key(secret: bytes, use: str) -> bytes:
    """Return the 32-byte key of one use of a secret: what is made for one use says nothing under another."""
    # One block of HKDF-Expand, as for a row.
    return hmac.digest(secret, f"use:{use}".encode() + b"\x01", "sha256")


def seal(key: bytes, data: bytes, place: str, nonce: bytes) -> bytes:
    """Return nonce and ciphertext of `data` under a 32-byte key; `nonce` is 12 fresh random bytes."""
    return nonce + AESGCM(key).encrypt(nonce, data, place.encode())


def opened(key: bytes, sealed: bytes, place: str) -> bytes:
    """Return the data of a sealed value; Fault where it was changed, cut, moved, or sealed under another key."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError) as wrong:
        raise Fault(f"a sealed value does not open at {place}") from wrong


def wrapped(material_key: bytes, data_key: bytes) -> bytes:
    """Return a data key wrapped by a material's key (RFC 3394)."""
    return aes_key_wrap(material_key, data_key)


def unwrapped(material_key: bytes, wrapped_key: bytes) -> bytes:
    """Return the data key a material holds; Fault where the wrapping is damaged or the material is another."""
    try:
        return aes_key_unwrap(material_key, wrapped_key)
    except InvalidUnwrap as wrong:
        raise Fault("a wrapped key does not open under its material") from wrong


def committed(salt: bytes, label: str, data: bytes) -> str:
    """Return a salted commitment as 64 hexadecimal digits.

    Without the 32-byte salt nobody can guess the data, not even a 12-digit number; with it anyone can check.
    """
    return hashlib.sha256(salt + label.encode() + b"\x00" + data).hexdigest()
