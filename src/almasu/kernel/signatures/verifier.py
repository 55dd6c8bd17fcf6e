"""The verifier of one process: a trust profile and the memories that make repeated signatures cheap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.examination import Examination, examine
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.memory import Caches, RevocationMemory
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.evidence import RevocationEvidence
from almasu.kernel.signatures.story import Story
from almasu.kernel.signatures.timestamp import Stamp


class Verifier:
    """Examines and concludes under one trust profile. One per thread: its memories are not shared."""

    def __init__(
        self, profile: TrustProfile, caches: Caches | None = None, memory: RevocationMemory | None = None
    ) -> None:
        self.profile = profile
        self.caches = caches or Caches()
        self.memory = memory or RevocationMemory()

    def examine(
        self, cms: bytes, content: bytes | None, expected: Expectation | None, at: datetime, signer: int = 0
    ) -> Examination:
        """Do steps 0 to 8 (see `almasu.kernel.signatures.examination.examine`)."""
        return examine(cms, content, expected, self.profile, at, self.caches, signer)

    def conclude(
        self,
        examination: Examination,
        evidence: RevocationEvidence,
        at: datetime,
        *,
        authorities: Sequence[bytes] = (),
        stamped: Stamp | Stopped | None = None,
    ) -> Story:
        """Do steps 9 to 11 (see `almasu.kernel.signatures.conclusion.conclude`); remembers a good OCSP answer."""
        if examination.profile is not self.profile:
            raise ValueError("examined under another trust profile")
        return conclude(
            examination,
            evidence,
            at,
            memory=self.memory,
            authorities=authorities,
            stamped=stamped,
            caches=self.caches,
        )
