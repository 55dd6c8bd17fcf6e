"""The evidence bundle: everything needed to tell the story of a signature again years later (step 11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.profile import ProfileName
from almasu.kernel.signatures.revocation.evidence import RevocationEvidence
from almasu.kernel.signatures.story import SignatureVerdict, Story


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is kept of one accepted signature.

    `content` and `cms` are the signed bytes and the signature; `chain` the certificates from the signer's to the
    anchor; `revocation` what the outside said at `at`, the server's moment of receipt; `authorities` the lists about
    the chain; `stamp` a time-stamp token over the signature value with its nonce, or None; `story` the story as it was
    told; `profile` and `edition` the trust profile and the signing rules it was told under.
    """

    at: datetime
    profile: ProfileName
    edition: str
    verdict: SignatureVerdict
    expected: Expectation | None
    content: bytes
    cms: bytes
    signer: int
    chain: tuple[bytes, ...]
    revocation: RevocationEvidence
    authorities: tuple[bytes, ...]
    stamp: bytes | None
    stamp_nonce: int | None
    story: Story
