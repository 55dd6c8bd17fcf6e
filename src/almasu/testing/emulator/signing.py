"""What the emulator signs with an opened key: CMS with or without a time stamp, bare signatures, XML."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from almasu.testing.emulator.keyring import Keyring
from almasu.testing.pki.algorithms import Algorithm
from almasu.testing.pki.cms import cms_sign, pem, signature_of, with_time_stamp
from almasu.testing.pki.keys import SigningKey
from almasu.testing.pki.stamping import token_over


@dataclass(frozen=True, slots=True)
class Manner:
    """How a CMS is made: the content inside or not, given as its hash, and stamped or not."""

    attached: bool
    digested: bool
    stamped: bool


class Signing:
    """Makes signatures at the moment of the clock; time stamps come from the embedded authority."""

    def __init__(self, keyring: Keyring, now: Callable[[], datetime]) -> None:
        self._now = now
        self._keyring = keyring
        self._stamping: dict[Algorithm, SigningKey] = {}

    def cms(self, key: SigningKey, content: bytes, manner: Manner) -> bytes:
        """Return the DER of a CMS over the content, or over a hash the site made itself."""
        at = self._now()
        if manner.digested:
            made = cms_sign(key, b"", at, hashed=content)
        else:
            made = cms_sign(key, content, at, attached=manner.attached)
        if not manner.stamped:
            return made
        return with_time_stamp(made, self._token(signature_of(made), key.algorithm, at))

    def _token(self, signature: bytes, family: Algorithm, at: datetime) -> bytes:
        if family not in self._stamping:
            self._stamping[family] = self._keyring.pki.key(f"tsa_{family}")
        return token_over(signature, family, self._stamping, at)

    def cms_pem(self, key: SigningKey, content: bytes, manner: Manner) -> str:
        """Return the CMS between BEGIN CMS and END CMS."""
        return pem(self.cms(key, content, manner))

    def raw(self, key: SigningKey, content: bytes) -> str:
        """Return the bare signature value in base64."""
        return base64.b64encode(key.sign(content)).decode()
