"""Signatures of a load generator: the same as a person's, without making the same frame anew for each.

Of two signatures by one key within one second only the hash of the content and the signature itself differ. Making the
frame costs fourteen times as much as signing, and would be most of what preparing a bench costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.signatures.asn1.reader import INTEGER, SEQUENCE, SET, whole
from almasu.testing.pki.algorithms import digest
from almasu.testing.pki.cms import cms_sign, signature_of
from almasu.testing.pki.keys import SigningKey

ATTRIBUTES = 0xA0
CONTENT = 0xA0


@dataclass(frozen=True, slots=True)
class _Frame:
    """A signature over nothing, made in one second: what is put into it for other content."""

    at: datetime
    cms: bytes
    attributes: bytes
    hashed: bytes
    signature: bytes


class RepeatedSigner:
    """One key that signs many times a second, as `cms_sign` would."""

    def __init__(self, key: SigningKey) -> None:
        self._key = key
        self._frame: _Frame | None = None

    def sign(self, content: bytes, at: datetime) -> bytes:
        """Return the DER of a CMS over the content, which is not inside."""
        frame = self._frame_of(at.replace(microsecond=0))
        hashed = digest(self._key.algorithm, content)
        attributes = frame.attributes.replace(frame.hashed, hashed)
        # Signed is the SET itself, not the tag it has inside (RFC 5652 5.4).
        signature = self._key.sign(bytes([SET]) + attributes[1:])
        if len(signature) != len(frame.signature):
            return cms_sign(self._key, content, at)
        return frame.cms.replace(frame.attributes, attributes).replace(frame.signature, signature)

    def _frame_of(self, at: datetime) -> _Frame:
        if self._frame is None or self._frame.at != at:
            cms = cms_sign(self._key, b"", at)
            hashed = digest(self._key.algorithm, b"")
            self._frame = _Frame(at, cms, _attributes(cms), hashed, signature_of(cms))
        return self._frame


def _attributes(cms: bytes) -> bytes:
    """Return the signed attributes of the one signer, as they stand in a CMS."""
    _, tagged = whole(cms).inside(SEQUENCE).all(2)
    *_, signers = tagged.inside(CONTENT).take(SEQUENCE).inside(SEQUENCE).all(5)
    signer = signers.inside(SET).take(SEQUENCE).inside(SEQUENCE)
    for of_signer in (INTEGER, SEQUENCE, SEQUENCE):
        signer.take(of_signer)
    return signer.take(ATTRIBUTES).raw
