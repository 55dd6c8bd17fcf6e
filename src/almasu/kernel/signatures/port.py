"""What actions need of verification: what was said of one signature, and who says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from almasu.kernel.grounds.asked import SignatureOutcome
from almasu.kernel.signatures.bundle_parts import Parted
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class SignatureChecked:
    """What verification said of one signature. Only PASSED opens anything.

    `code`, `because` and `remedy` tell of the step that failed or could not be told; `evidence` is the whole bundle
    to be kept (payload, CMS, chain, revocation answer, story); `certificate` the SHA-256 of the signer's certificate;
    `signer_bin` the organisation whose employee the certificate names, empty for a person's own key.
    """

    outcome: SignatureOutcome
    code: str
    because: Text
    remedy: Text
    signer_iin: str
    signer_bin: str
    signer: str
    certificate: bytes
    protected_carrier: bool | None
    evidence: Parted


class Signatures(Protocol):
    """Verifies signatures over acts under the zone's trust profile, revocation included."""

    async def check(
        self, cms: bytes, act: PreparedAct, audience: str, signer_iin: str | None, at: datetime
    ) -> SignatureChecked:
        """Verify a CMS over the act's bytes; `signer_iin` is the person who must have signed, None for a sign-in."""
        ...
