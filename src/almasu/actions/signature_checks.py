"""Check signatures as this node does: the pure verification, with revocation asked in between (SIO25-12.1).

1. Steps 0 to 8 need nothing from outside; a signature refused there costs the outside nothing.
2. Revocation: what was found good at most five minutes ago is reused, otherwise the responder is asked.
3. The verdict, and the evidence that is kept with the act so that it can be judged again years later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, assert_never

from almasu.kernel.grounds.asked import SignatureOutcome
from almasu.kernel.signatures.bundle_parts import parted
from almasu.kernel.signatures.certificate import Certificate
from almasu.kernel.signatures.evidence import gather
from almasu.kernel.signatures.examination import Examination
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.signatures.reasons import purpose
from almasu.kernel.signatures.revocation.evidence import RevocationEvidence, Unreachable
from almasu.kernel.signatures.story import SignatureVerdict, Story
from almasu.kernel.signatures.verifier import Verifier
from almasu.law.text import Text

NOTHING = Text("", "", "")
NOT_ASKED = Unreachable("not asked: the signature was refused before")
FILE_CODES = frozenset({purpose.FILE.code, purpose.FILE_NOTED.code})
UNTOLD_CODES = frozenset({purpose.NO_CARRIER.code, purpose.NO_CARRIER_NOTED.code})


class Revocations(Protocol):
    """Where the standing of certificates is asked. An outage is a value, never an exception."""

    async def standing(self, certificate: Certificate, issuer: Certificate) -> RevocationEvidence:
        """Return what the outside says of a certificate: OCSP first, lists where the responder is unreachable."""
        ...

    async def authority_lists(self) -> Sequence[bytes]:
        """Return the lists of the roots, for the authorities between a signer and an anchor."""
        ...


class SignatureChecks:
    """Implements `almasu.kernel.signatures.port.Signatures` with one verifier and one source of revocation."""

    def __init__(self, verifier: Verifier, revocations: Revocations) -> None:
        self._verifier = verifier
        self._revocations = revocations

    async def check(
        self, cms: bytes, act: PreparedAct, audience: str, signer_iin: str | None, at: datetime
    ) -> SignatureChecked:
        """Verify a CMS over the act's bytes; `signer_iin` is the person who must have signed, None for a sign-in."""
        expected = Expectation(act.purpose, audience, signer_iin or "", act.nonce)
        examination = self._verifier.examine(cms, act.data, expected, at)
        lists: Sequence[bytes] = ()
        evidence: RevocationEvidence = NOT_ASKED
        if not examination.refused and examination.path is not None:
            leaf, issuer = examination.path.leaf, examination.path.issuer
            recalled = self._verifier.memory.recall(leaf, at)
            evidence = recalled or await self._revocations.standing(leaf, issuer)
            lists = await self._revocations.authority_lists()
        story = self._verifier.conclude(examination, evidence, at, authorities=lists)
        return _checked(examination, evidence, story, tuple(lists))


def _checked(
    examination: Examination, evidence: RevocationEvidence, story: Story, lists: tuple[bytes, ...]
) -> SignatureChecked:
    deciding, signer = story.deciding, story.signer
    return SignatureChecked(
        outcome=outcome_of(story.verdict),
        code="" if deciding is None else deciding.code,
        because=NOTHING if deciding is None else deciding.words,
        remedy=NOTHING if deciding is None else deciding.remedy,
        signer_iin="" if signer is None or signer.iin is None else signer.iin,
        signer_bin="" if signer is None or signer.bin is None else signer.bin,
        signer="" if signer is None else signer.name,
        certificate=b"" if signer is None else bytes.fromhex(signer.fingerprint),
        protected_carrier=_protected(story),
        evidence=parted(gather(examination, evidence, story, lists)),
    )


def outcome_of(verdict: SignatureVerdict) -> SignatureOutcome:
    """Return a verdict as the rules know it."""
    match verdict:
        case SignatureVerdict.VALID:
            return SignatureOutcome.PASSED
        case SignatureVerdict.INVALID:
            return SignatureOutcome.FAILED
        case SignatureVerdict.INDETERMINATE:
            return SignatureOutcome.INDETERMINATE
        case _:
            assert_never(verdict)


def _protected(story: Story) -> bool | None:
    """Return whether the key lies on a protected carrier; None where the certificate does not tell."""
    codes = {step.code for step in story.steps}
    if codes & FILE_CODES:
        return False
    return None if codes & UNTOLD_CODES else True
