"""An authenticator in software: real keys, real signatures, and every way to answer wrongly (WebAuthn level 2)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import struct
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN = "http://localhost:8443"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class SoftAuthenticator:
    """One credential on one device; `counts` False: a device that tells no counter."""

    host: str = "localhost"
    origin: str = ORIGIN
    verifies: bool = True
    counts: bool = True
    counter: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def _data(self, flags: int, tail: bytes = b"") -> bytes:
        if self.counts:
            self.counter += 1
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.counter) + tail

    def _client(self, kind: str, challenge: bytes) -> bytes:
        said = {"type": kind, "challenge": base64url(challenge), "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def make(self, challenge: bytes) -> bytes:
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")})
        tail = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": self._data(ATTESTED, tail)})
        return self._answer(clientDataJSON=self._client("webauthn.create", challenge), attestationObject=attestation)

    def use(self, challenge: bytes) -> bytes:
        data, client = self._data(0), self._client("webauthn.get", challenge)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _answer(self, **parts: bytes) -> bytes:
        said = {
            "id": base64url(self.id),
            "rawId": base64url(self.id),
            "type": "public-key",
            "response": {name: base64url(part) for name, part in parts.items()},
            "clientExtensionResults": {},
        }
        return json.dumps(said).encode()
