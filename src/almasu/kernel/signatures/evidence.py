"""Step 11: gathering the evidence of a story, and telling the story again from the evidence alone."""

from __future__ import annotations

from datetime import datetime

from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.bundle import Evidence
from almasu.kernel.signatures.bundle_json import evidence_bytes, read_evidence
from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.examination import Examination, examine
from almasu.kernel.signatures.gost.sign import KeyTables
from almasu.kernel.signatures.memory import Caches, Remembered
from almasu.kernel.signatures.profile import ProfileName, TrustProfile
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.evidence import OcspAnswer, RevocationEvidence
from almasu.kernel.signatures.story import Story
from almasu.kernel.signatures.timestamp import Stamp, timestamp_check

__all__ = ["Evidence", "evidence_bytes", "gather", "read_evidence", "tell_again"]


def gather(
    examination: Examination,
    revocation: RevocationEvidence,
    story: Story,
    authorities: tuple[bytes, ...] = (),
    stamp: bytes | None = None,
    stamp_nonce: int | None = None,
) -> Evidence:
    """Return the evidence of a story told from an examination and what the outside said."""
    path = examination.path
    return Evidence(
        at=story.at,
        profile=examination.profile.name,
        edition=story.edition,
        verdict=story.verdict,
        expected=examination.expected,
        content=examination.content,
        cms=examination.cms,
        signer=examination.signer,
        chain=() if path is None else tuple(link.raw for link in path.links),
        revocation=revocation,
        authorities=authorities,
        stamp=stamp,
        stamp_nonce=stamp_nonce,
        story=story,
    )


def tell_again(evidence: Evidence, profile: TrustProfile, tables: KeyTables | None = None) -> Story:
    """Tell the story again from the evidence alone, under a profile of the reader's own choosing.

    `tables` of keys serve whoever reads much evidence: they are of keys alone, whatever the profile. The moment is the
    time stamp's where there is one that holds, else the server's of then. ValueError where the
    profile is of another kind: what was accepted in a demo proves nothing under the national roots, nor the reverse.
    Roots that the reader gave are of no kind, and the story says that it was told by them.
    """
    if profile.name not in (evidence.profile, ProfileName.GIVEN):
        raise ValueError("the evidence belongs to another trust profile")
    caches = Caches(tables=tables or KeyTables())

    def examined(at: datetime) -> Examination:
        return examine(evidence.cms, evidence.content, evidence.expected, profile, at, caches, evidence.signer)

    first = examined(evidence.at)
    stamped = _stamped(evidence, first, profile, caches)
    again = examined(stamped.at) if isinstance(stamped, Stamp) else first
    told, asked_at = _as_asked(evidence.revocation, evidence.at)
    return conclude(again, told, asked_at, authorities=evidence.authorities, stamped=stamped, caches=caches)


def _as_asked(revocation: RevocationEvidence, at: datetime) -> tuple[RevocationEvidence, datetime]:
    """Return the evidence to be judged and when: a remembered answer is checked in full at its own moment."""
    if isinstance(revocation, Remembered):
        return OcspAnswer(revocation.answer, revocation.nonce), revocation.checked_at
    return revocation, at


def _stamped(evidence: Evidence, first: Examination, profile: TrustProfile, caches: Caches) -> Stamp | Stopped | None:
    """Return what the kept time stamp is worth, or None where none was kept."""
    if evidence.stamp is None:
        return None
    family = Family.RSA if first.suite is None else first.suite.family
    try:
        return timestamp_check(
            evidence.stamp, first.signature, family, evidence.stamp_nonce, profile, evidence.at, caches
        )
    except Stopped as stop:
        return stop
