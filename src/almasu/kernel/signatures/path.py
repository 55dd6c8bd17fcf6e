"""The path from a certificate to an anchor (RFC 5280, 6): names, key identifiers and every signature checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.signatures.algorithms import SUITES, UnknownKey, is_signed, is_strong
from almasu.kernel.signatures.certificate import CERTIFICATE_SIGN, Certificate
from almasu.kernel.signatures.gost.sign import KeyTables
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons import trust
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.law import moment

MOST_LINKS = 6
MOST_CHECKS = 16


@dataclass(frozen=True, slots=True)
class Path:
    """Certificates from the signer's up to the anchor. Every signature in it holds; validity in time is asked apart."""

    links: tuple[Certificate, ...]

    @property
    def leaf(self) -> Certificate:
        """The certificate the path was built for."""
        return self.links[0]

    @property
    def issuer(self) -> Certificate:
        """The authority that issued the leaf (the leaf itself where it is an anchor)."""
        return self.links[min(1, len(self.links) - 1)]

    @property
    def anchor(self) -> Certificate:
        """The pinned certificate at the end."""
        return self.links[-1]

    def is_valid(self, at: datetime) -> bool:
        """Tell whether every link is within its dates."""
        return all(link.not_before <= at <= link.not_after for link in self.links)


class _Search:
    """One search for a path, with a bound on the signatures it may check."""

    def __init__(self, profile: TrustProfile, others: Iterable[Certificate], at: datetime, tables: KeyTables) -> None:
        known = (*profile.anchors, *profile.authorities, *others)
        # Authorities valid now come first: a renewed certificate stands beside the old one under the same key.
        self.known = sorted(known, key=lambda one: not one.not_before <= at <= one.not_after)
        self.profile = profile
        self.tables = tables
        self.checks = 0

    def up(self, links: tuple[Certificate, ...]) -> Path:
        """Return the path that begins with the links; Stopped with the reason that came closest."""
        last = links[-1]
        if self.profile.trusts(last):
            return Path(links)
        if len(links) == MOST_LINKS:
            raise Stopped(trust.TOO_LONG)
        if last.self_issued:
            raise Stopped(trust.UNTRUSTED_ROOT, name=last.common_name)
        refusal = Stopped(trust.NO_ISSUER, name=last.common_name)
        for issuer in self._issuers(last):
            try:
                self._check(last, issuer, len(links))
                return self.up((*links, issuer))
            except Stopped as stop:
                refusal = stop
        raise refusal

    def _issuers(self, certificate: Certificate) -> Iterable[Certificate]:
        """Yield candidates by name and key identifier: two authorities share a name, so neither alone is enough."""
        wanted = certificate.extensions.authority_key
        for one in self.known:
            held = one.extensions.subject_key
            if one.subject == certificate.issuer and (wanted is None or held is None or wanted == held):
                yield one

    def _check(self, certificate: Certificate, issuer: Certificate, below: int) -> None:
        """Make sure that the issuer may issue and did issue the certificate, which has `below` links under it."""
        self.checks += 1
        if self.checks > MOST_CHECKS:
            raise Stopped(trust.TOO_LONG)
        extensions = issuer.extensions
        if not extensions.authority:
            raise Stopped(trust.NOT_AUTHORITY, name=issuer.common_name)
        if extensions.key_usage is None or not extensions.key_usage & CERTIFICATE_SIGN:
            raise Stopped(trust.NOT_FOR_ISSUING, name=issuer.common_name)
        if extensions.path_length is not None and below - 1 > extensions.path_length:
            raise Stopped(trust.TOO_LONG)
        check_seal(certificate, issuer, self.profile, self.tables)


def build_path(
    leaf: Certificate, others: Sequence[Certificate], profile: TrustProfile, at: datetime, tables: KeyTables
) -> Path:
    """Return the path of a certificate to an anchor of the profile, through the profile's authorities or `others`.

    Raises Stopped with a reason of step 6. Dates are not judged here (`check_dates`).
    """
    path = _Search(profile, others, at, tables).up((leaf,))
    for link in path.links:
        if link.extensions.critical:
            raise Stopped(trust.CRITICAL_EXTENSION, extension=link.extensions.critical[0])
    return path


def check_seal(certificate: Certificate, issuer: Certificate, profile: TrustProfile, tables: KeyTables) -> None:
    """Make sure that a certificate carries the issuer's signature with an allowed algorithm and key; else Stopped."""
    key = issuer.key
    if isinstance(key, UnknownKey) or not is_strong(key):
        raise Stopped(trust.WEAK_SEAL, name=certificate.common_name)
    if key.family not in profile.families or certificate.seal != SUITES[key.family].sealing:
        raise Stopped(trust.WEAK_SEAL, name=certificate.common_name)
    if not is_signed(key, certificate.signed_part, certificate.signature, tables):
        raise Stopped(trust.BAD_SEAL, name=certificate.common_name)


def check_dates(path: Path, at: datetime) -> None:
    """Make sure that every link is valid at the moment; Stopped names the leaf's or the authority's dates."""
    leaf = path.leaf
    if at > leaf.not_after:
        raise Stopped(trust.EXPIRED, until=moment.written(leaf.not_after))
    if at < leaf.not_before:
        raise Stopped(trust.NOT_YET_VALID, since=moment.written(leaf.not_before))
    for link in path.links[1:]:
        if not link.not_before <= at <= link.not_after:
            raise Stopped(trust.AUTHORITY_NOT_VALID, name=link.common_name)
