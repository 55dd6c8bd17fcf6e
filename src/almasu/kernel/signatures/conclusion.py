"""Steps 9 to 11: revocation, the time stamp, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from almasu.kernel.signatures.certificate import Certificate
from almasu.kernel.signatures.examination import Examination
from almasu.kernel.signatures.memory import Caches, Remembered, RevocationMemory, is_fresh
from almasu.kernel.signatures.path import Path
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons import revocation, stamp
from almasu.kernel.signatures.reasons.reason import Reason, Stopped
from almasu.kernel.signatures.revocation.crl import crl_check, read_list
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, RevocationEvidence, Unreachable
from almasu.kernel.signatures.revocation.ocsp import ocsp_check
from almasu.kernel.signatures.rules import rules_on
from almasu.kernel.signatures.story import (
    SignatureVerdict,
    SignerFacts,
    Step,
    Story,
    stopped_step,
    verdict_of,
)
from almasu.kernel.signatures.timestamp import Stamp
from almasu.law import moment

# Roots publish their lists a few times a year; nextUpdate is what limits those.
LONGEST_AUTHORITY_LIST_AGE = timedelta(days=366)


def conclude(
    examination: Examination,
    evidence: RevocationEvidence,
    at: datetime,
    *,
    memory: RevocationMemory | None = None,
    authorities: Sequence[bytes] = (),
    stamped: Stamp | Stopped | None = None,
    caches: Caches | None = None,
) -> Story:
    """Return the whole story of an examined signature.

    `evidence` is what the outside said about the signer's certificate at `at`; a good OCSP answer is kept in `memory`.
    `authorities` are revocation lists (DER) for the authorities of the path. `stamped` is the outcome of
    `timestamp_check`, where there is a stamp.
    """
    steps = list(examination.steps)
    edition = rules_on(examination.at).id
    if examination.path is not None and not examination.refused:
        known = caches or Caches()
        steps += _revocation(examination, examination.path, evidence, at, memory, known)
        steps += _authorities(examination.path, authorities, examination.profile, at, known)
        steps.append(_stamp(stamped))
        if verdict_of(steps) is SignatureVerdict.VALID:
            steps.append(Step(stamp.EVIDENCE))
    return Story(
        verdict=verdict_of(steps),
        steps=tuple(Step(one.reason, one.values, edition) for one in sorted(steps, key=lambda one: one.number)),
        at=at,
        profile=examination.profile.name.value,
        edition=edition,
        signer=None if examination.path is None else signer_facts(examination.path),
    )


def signer_facts(path: Path) -> SignerFacts:
    """Return who signed, as the certificate at the end of a trusted path says."""
    leaf = path.leaf
    return SignerFacts(
        name=leaf.common_name,
        iin=leaf.iin,
        bin=leaf.bin,
        serial=f"{leaf.serial:x}",
        fingerprint=leaf.fingerprint.hex(),
        issuer=path.issuer.common_name,
        family=str(getattr(leaf.key, "family", "unknown")),
        not_before=leaf.not_before,
        not_after=leaf.not_after,
    )


def _revocation(
    examination: Examination,
    path: Path,
    evidence: RevocationEvidence,
    at: datetime,
    memory: RevocationMemory | None,
    caches: Caches,
) -> list[Step]:
    """Return the line on the signer's certificate."""
    try:
        reason, values = _asked(path, evidence, examination.profile, at, caches)
    except Stopped as stop:
        return [stopped_step(stop)]
    if memory is not None and isinstance(evidence, OcspAnswer):
        memory.keep(path.leaf, evidence.answer, evidence.nonce, at)
    return [Step(reason, values)]


def _asked(
    path: Path, evidence: RevocationEvidence, profile: TrustProfile, at: datetime, caches: Caches
) -> tuple[Reason, dict[str, str]]:
    """Return what the evidence says of a certificate that is good; Stopped otherwise."""
    leaf, issuer = path.leaf, path.issuer
    match evidence:
        case OcspAnswer(answer=answer, nonce=nonce):
            since = ocsp_check(answer, leaf.serial, issuer, nonce, profile, at, caches)
            return revocation.GOOD_OCSP, {"at": moment.written(since)}
        case Remembered(checked_at=checked_at):
            if not is_fresh(evidence, at):
                raise Stopped(revocation.OCSP_STALE, at=moment.written(checked_at))
            return revocation.REMEMBERED, {"at": moment.written(checked_at)}
        case CrlSet(base=base, delta=delta, instead_of=silence):
            since = crl_check(base, delta, leaf.serial, issuer, profile, at, caches)
            return revocation.GOOD_CRL, {"why": silence.reason, "at": moment.written(since)}
        case Unreachable(reason=why):
            raise Stopped(revocation.UNREACHABLE, why=why)


def _authorities(path: Path, lists: Sequence[bytes], profile: TrustProfile, at: datetime, caches: Caches) -> list[Step]:
    """Return the line on the authorities between the signer and the anchor (order 500/НҚ, 16: every link)."""
    between = list(zip(path.links[1:-1], path.links[2:], strict=True))
    if not between:
        return []
    for authority, issuer in between:
        try:
            _check_authority(authority, issuer, lists, profile, at, caches)
        except Stopped as stop:
            return [stopped_step(stop)]
    return [Step(revocation.AUTHORITIES_GOOD)]


def _check_authority(
    authority: Certificate,
    issuer: Certificate,
    lists: Sequence[bytes],
    profile: TrustProfile,
    at: datetime,
    caches: Caches,
) -> None:
    """Make sure by its issuer's list that an authority is not revoked."""
    for data in lists:
        try:
            if read_list(data).issuer != issuer.subject:
                continue
        except ValueError:
            continue
        try:
            crl_check(data, None, authority.serial, issuer, profile, at, caches, LONGEST_AUTHORITY_LIST_AGE)
        except Stopped as stop:
            if stop.reason in (revocation.REVOKED, revocation.ON_HOLD):
                raise Stopped(revocation.AUTHORITY_REVOKED, name=authority.common_name) from stop
            raise
        return
    reason = revocation.AUTHORITY_NOT_CHECKED if profile.authority_revocation else revocation.AUTHORITY_NOTED
    raise Stopped(reason, name=authority.common_name)


def _stamp(stamped: Stamp | Stopped | None) -> Step:
    """Return the line on the time stamp."""
    match stamped:
        case None:
            return Step(stamp.NONE)
        case Stopped():
            return stopped_step(stamped)
        case Stamp(at=given):
            return Step(stamp.GOOD, {"at": moment.written(given)})
