"""Containers of private keys: PKCS#12 for RSA and P-256, an own sealed file for GOST, which PKCS#12 tools cannot hold.

The own file is JSON: scrypt over the PIN gives an AES-256-GCM key, which seals the 64 bytes of the scalar; the label
of the key is bound in as associated data. Files are made with mode 0600.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
from pathlib import Path
from typing import Literal

import msgspec
from cryptography import x509
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from almasu.testing.pki.keys import GostSecret, Secret, SigningKey

GOST_SUFFIX = ".gostkey"
PKCS12_SUFFIX = ".p12"
_LARGEST_FILE = 64 * 1024
# Cost of one guess at a PIN. A random 256-bit secret needs no stretching.
_SCRYPT_FOR_PIN = 2**14
_SCRYPT_FOR_SECRET = 2**4
_ROUNDS_FOR_PIN = 20_000
_ROUNDS_FOR_SECRET = 1


class WrongPin(Exception):
    """The PIN does not open the container."""


class _Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal["almasu-gost-key"]
    version: Literal[1]
    n: int
    salt: str
    nonce: str
    sealed: str


def store(folder: Path, key: SigningKey, pin: str, *, person: bool) -> Path:
    """Write the private key into its container and return the path; `person` says the PIN is short and guessable."""
    match key.secret:
        case GostSecret(scalar=scalar):
            cost = _SCRYPT_FOR_PIN if person else _SCRYPT_FOR_SECRET
            return write_private(folder / f"{key.label}{GOST_SUFFIX}", _sealed(key.label, scalar, pin, cost))
        case rsa.RSAPrivateKey() | ec.EllipticCurvePrivateKey():
            rounds = _ROUNDS_FOR_PIN if person else _ROUNDS_FOR_SECRET
            return write_private(folder / f"{key.label}{PKCS12_SUFFIX}", _pkcs12(key, key.secret, pin, rounds))


def open_container(path: Path, pin: str) -> Secret:
    """Return the private key; WrongPin when the PIN does not open it, ValueError when the file is not a container."""
    if path.stat().st_size > _LARGEST_FILE:
        raise ValueError("the container is too large")
    content = path.read_bytes()
    if path.name.endswith(GOST_SUFFIX):
        return GostSecret(_unsealed(path.name.removesuffix(GOST_SUFFIX), content, pin))
    return _from_pkcs12(content, pin)


def write_private(path: Path, content: bytes) -> Path:
    """Write a file only its owner may read, whole or not at all, and return its path."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    return beside.replace(path)


def _sealed(label: str, scalar: int, pin: str, cost: int) -> bytes:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    sealed = AESGCM(_stretched(pin, salt, cost)).encrypt(nonce, scalar.to_bytes(64, "little"), label.encode())
    return msgspec.json.encode(
        _Sealed("almasu-gost-key", 1, cost, _text(salt), _text(nonce), _text(sealed)),
    )


def _unsealed(label: str, content: bytes, pin: str) -> int:
    try:
        record = msgspec.json.decode(content, type=_Sealed)
        salt, nonce, sealed = (
            base64.b64decode(one, validate=True) for one in (record.salt, record.nonce, record.sealed)
        )
    except (msgspec.DecodeError, binascii.Error) as error:
        raise ValueError("not a key container") from error
    if record.n not in (_SCRYPT_FOR_PIN, _SCRYPT_FOR_SECRET):
        raise ValueError("the container asks for an unknown cost")
    try:
        scalar = AESGCM(_stretched(pin, salt, record.n)).decrypt(nonce, sealed, label.encode())
    except InvalidTag as error:
        raise WrongPin from error
    return int.from_bytes(scalar, "little")


def _stretched(pin: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=8, p=1, dklen=32)


def _pkcs12(key: SigningKey, secret: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, pin: str, rounds: int) -> bytes:
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(rounds)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(pin.encode())
    )
    return pkcs12.serialize_key_and_certificates(
        key.label.encode(),
        secret,
        x509.load_der_x509_certificate(key.certificate),
        [x509.load_der_x509_certificate(one) for one in key.chain],
        encryption,
    )


def _from_pkcs12(content: bytes, pin: str) -> Secret:
    try:
        secret, _, _ = pkcs12.load_key_and_certificates(content, pin.encode())
    except ValueError as error:
        raise WrongPin from error
    if not isinstance(secret, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ValueError("the container holds no key of a known family")  # noqa: TRY004 - the file is wrong, not a type
    return secret


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
