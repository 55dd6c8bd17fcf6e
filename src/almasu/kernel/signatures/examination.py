"""Steps 0 to 8: everything about a signature that needs no question to the outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from almasu.kernel.signatures.algorithms import Suite
from almasu.kernel.signatures.asn1.reader import DerError
from almasu.kernel.signatures.certificate import Certificate
from almasu.kernel.signatures.cms import DATA, SignedData, Signer, read_cms
from almasu.kernel.signatures.expectation import Expectation, check_act, difference
from almasu.kernel.signatures.memory import Caches
from almasu.kernel.signatures.path import Path, build_path, check_dates
from almasu.kernel.signatures.pem import CMS_LABELS, without_armour
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.purpose import check_identity, check_purpose
from almasu.kernel.signatures.reasons import act, form, trust
from almasu.kernel.signatures.reasons import signature as signature_reasons
from almasu.kernel.signatures.reasons.reason import Outcome, Reason, Stopped
from almasu.kernel.signatures.rules import rules_on
from almasu.kernel.signatures.signed import (
    SignedAttributes,
    allowed_suite,
    certificate_of,
    check_attributes,
    check_signature,
    read_attributes,
)
from almasu.kernel.signatures.story import Step, stopped_step
from almasu.law import moment

MOST_BYTES = 256 * 1024
FAR_OFF = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Examination:
    """What steps 0 to 8 found.

    `cms` is the DER of the signature and `content` what it was examined over. `path`, `suite` and `signature` (the
    bytes of the signature value) are None or empty where the examination did not come so far. `signers` counts the
    signers inside, of whom this is number `signer` (from 0).
    """

    cms: bytes
    content: bytes
    expected: Expectation | None
    profile: TrustProfile
    at: datetime
    steps: tuple[Step, ...]
    path: Path | None
    suite: Suite | None
    signature: bytes
    claimed: datetime | None
    signer: int
    signers: int

    @property
    def refused(self) -> bool:
        """Whether the signature is already known to be INVALID, so that asking about revocation is idle."""
        return any(one.outcome is Outcome.FAILED for one in self.steps)


@dataclass(slots=True)
class _Work:
    """The work of one examination: what is given, what has been found so far."""

    given: bytes
    content: bytes | None
    expected: Expectation | None
    profile: TrustProfile
    at: datetime
    caches: Caches
    number: int
    der: bytes = b""
    steps: list[Step] = field(default_factory=list)
    path: Path | None = None
    suite: Suite | None = None
    signature: bytes = b""
    claimed: datetime | None = None
    signers: int = 0

    def say(self, reason: Reason, **values: str) -> None:
        """Add a line to the story."""
        self.steps.append(Step(reason, values))

    def run(self) -> None:
        """Go through the steps until the first that fails."""
        try:
            self._examine()
        except Stopped as stop:
            self.steps.append(stopped_step(stop))
        except DerError as bad:
            self.steps.append(Step(form.of_fault(bad.fault)))

    def _examine(self) -> None:
        if self.content is not None:
            self._act(self.content)
        signed = self._structure()
        signer, certificate, others = self._signer(signed)
        content = self._content(signed)
        attributes = self._attributes(signed, signer, certificate, content)
        check_signature(signer, certificate, self.caches.tables)
        self.signature, self.claimed = signer.signature, attributes.claimed
        self.say(signature_reasons.GOOD)
        self._trust(certificate, others)
        for reason, values in check_purpose(certificate, self.expected, self.profile, rules_on(self.at)):
            self.say(reason, **values)
        for reason, values in check_identity(certificate, self.expected):
            self.say(reason, **values)

    def _act(self, content: bytes) -> None:
        """Step 0: the stored content is the expected act; without an expectation it is taken as given."""
        if self.expected is None:
            self.say(act.GIVEN)
            return
        check_act(content, self.expected, self.at)
        self.say(act.OURS, purpose=self.expected.purpose.value)

    def _structure(self) -> SignedData:
        """Step 1: limits, armour, DER."""
        if len(self.given) > MOST_BYTES:
            raise Stopped(form.TOO_BIG)
        try:
            self.der = without_armour(self.given, CMS_LABELS)
        except ValueError as bad:
            raise Stopped(form.PEM) from bad
        signed = read_cms(self.der)
        self.say(form.DER, size=str(len(self.der)))
        return signed

    def _signer(self, signed: SignedData) -> tuple[Signer, Certificate, tuple[Certificate, ...]]:
        """Step 2: id-data, one signer (or the one asked for, in an archive), its certificate enclosed."""
        if signed.content_type != DATA:
            raise Stopped(form.CONTENT_TYPE)
        self.signers = len(signed.signers)
        if not signed.signers:
            raise Stopped(form.NO_SIGNER)
        if self.signers > 1 and not self.profile.several_signers:
            raise Stopped(form.SEVERAL_SIGNERS)
        if self.number >= self.signers:
            raise Stopped(form.NO_SIGNER)
        signer = signed.signers[self.number]
        readable, unreadable = read_enclosed(signed.certificates, self.caches)
        return signer, certificate_of(signer, readable, unreadable), readable

    def _content(self, signed: SignedData) -> bytes:
        """Step 2: attached content equals ours byte for byte, or the signature is detached over ours."""
        if self.content is None:
            self.content = signed.content
            self._given_inside()
        elif signed.content is not None and signed.content != self.content:
            other = None if self.expected is None else difference(signed.content, self.expected)
            raise other or Stopped(form.CONTENT_DIFFERS)
        if self.content is None:
            raise Stopped(form.CONTENT_MISSING)
        if self.signers > 1:
            self.say(form.SEVERAL, number=str(self.number + 1), count=str(self.signers))
        else:
            self.say(form.STRUCTURE)
        return self.content

    def _given_inside(self) -> None:
        """Say that the content comes out of the signature itself: nothing of ours is compared with it."""
        if self.expected is not None:
            raise Stopped(form.CONTENT_MISSING)
        self.say(act.GIVEN)

    def _attributes(
        self, signed: SignedData, signer: Signer, certificate: Certificate, content: bytes
    ) -> SignedAttributes:
        """Do steps 3 and 4: allowed algorithms, signed attributes about this content."""
        self.suite = suite = allowed_suite(signer, signed, certificate, self.profile.families)
        self.say(signature_reasons.ALLOWED, family=suite.family.value)
        attributes = read_attributes(signer)
        check_attributes(attributes, content, signed.content_type, suite, certificate)
        if attributes.certificate is None and self.expected is not None and self.expected.names_certificate:
            raise Stopped(signature_reasons.CERTIFICATE_MISSING)
        self.say(signature_reasons.COMPLETE)
        if attributes.claimed is not None and abs(attributes.claimed - self.at) > FAR_OFF:
            self.say(signature_reasons.TIME_CLAIM, claimed=moment.written(attributes.claimed))
        return attributes

    def _trust(self, certificate: Certificate, others: tuple[Certificate, ...]) -> None:
        """Step 6: a path whose signatures hold (remembered or built now), every link valid at the moment."""
        path = self.caches.paths.get(certificate.fingerprint)
        if path is None or not path.is_valid(self.at):
            path = build_path(certificate, others, self.profile, self.at, self.caches.tables)
            self.caches.paths.keep(certificate.fingerprint, path)
        self.path = path
        check_dates(path, self.at)
        self.say(trust.TRUSTED, anchor=path.anchor.common_name, links=str(len(path.links)))


def examine(
    cms: bytes,
    content: bytes | None,
    expected: Expectation | None,
    profile: TrustProfile,
    at: datetime,
    caches: Caches | None = None,
    signer: int = 0,
) -> Examination:
    """Examine one signature at a moment; never raises for what the bytes hold.

    `cms` is DER or PEM. `content` is what the server prepared; None takes what is attached, which is for tools only
    and not possible together with an expectation. `signer` picks one of several signers (archive profiles only).
    """
    work = _Work(cms, content, expected, profile, at, caches or Caches(), signer)
    work.run()
    return Examination(
        cms=work.der or cms,
        content=work.content or b"",
        expected=expected,
        profile=profile,
        at=at,
        steps=tuple(work.steps),
        path=work.path,
        suite=work.suite,
        signature=work.signature,
        claimed=work.claimed,
        signer=signer,
        signers=work.signers,
    )


def read_enclosed(certificates: tuple[bytes, ...], caches: Caches) -> tuple[tuple[Certificate, ...], str]:
    """Return the enclosed certificates that can be read, and the fault of one that cannot (or an empty string)."""
    readable: list[Certificate] = []
    unreadable = ""
    for raw in certificates:
        try:
            readable.append(caches.certificate(raw))
        except DerError as bad:
            unreadable = bad.fault.value
    return tuple(readable), unreadable
