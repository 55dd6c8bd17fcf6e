"""Step 9: OCSP first, lists only where OCSP was silent, and nothing believed that is not proven."""

# ruff: noqa: E501 - a table reads best with one case a line
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.asn1.reader import whole
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.memory import LONGEST_REUSE, Remembered, RevocationMemory
from almasu.kernel.signatures.profile import production
from almasu.kernel.signatures.revocation.evidence import CrlSet, OcspAnswer, Unreachable
from almasu.kernel.signatures.revocation.ocsp import ocsp_request
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.verifier import Verifier

NONCE = bytes(range(32))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SILENT = Unreachable("connection refused")


def revoked(at, code=None):
    return der.explicit(
        1, der.generalized_time(at), *(() if code is None else (der.explicit(0, der.enumerated(code)),))
    )


def now(world):
    return world.act().issued


def flipped(signature):
    return bytes([signature[0] ^ 1]) + signature[1:]


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INVALID, OPEN = SignatureVerdict.INVALID, SignatureVerdict.INDETERMINATE

OCSP_CASES = {
    "revoked": ("revocation.revoked", INVALID, lambda w: w.ocsp(status=revoked(now(w) - HOUR, 1))),
    "revoked without reason": ("revocation.revoked", INVALID, lambda w: w.ocsp(status=revoked(now(w) - HOUR))),
    "on hold": ("revocation.on_hold", INVALID, lambda w: w.ocsp(status=revoked(now(w) - HOUR, 6))),
    "never issued": ("revocation.unknown", INVALID, lambda w: w.ocsp(status=revoked(EPOCH, 6))),
    "unknown": ("revocation.unknown", INVALID, lambda w: w.ocsp(status=der.implicit(2, b""))),
    "another nonce": ("ocsp.nonce", OPEN, lambda w: w.ocsp(nonce=bytes(32))),
    "no nonce": ("ocsp.nonce", OPEN, lambda w: w.ocsp(nonce=None)),
    "about another certificate": ("ocsp.other_certificate", OPEN, lambda w: w.ocsp(serial=12345)),
    "about another issuer": ("ocsp.other_certificate", OPEN, lambda w: w.ocsp(issuer=read_certificate(w.root))),
    "signed wrongly": ("ocsp.signature", OPEN, lambda w: w.ocsp(signature=flipped)),
    "signed by another key": ("ocsp.signature", OPEN, lambda w: w.ocsp(key=w.key)),
    "by the person": ("ocsp.stranger", OPEN, lambda w: w.ocsp(certificate=w.certificate, key=w.key)),
    "without the right to answer": ("ocsp.stranger", OPEN, lambda w: w.ocsp(certificate=w.responder(purposes=()))),
    "by a responder past its term": ("ocsp.stranger", OPEN, lambda w: w.ocsp(certificate=w.responder(until=now(w) - MINUTE))),
    "by a responder of a stranger": ("ocsp.stranger", OPEN, lambda w: w.ocsp(certificate=w.responder(signer=w.key))),
    "by the root's responder": ("ocsp.stranger", OPEN, lambda w: w.ocsp(certificate=w.responder(issuer=read_certificate(w.root).subject, signer=w.root_key))),
    "responder not enclosed": ("ocsp.stranger", OPEN, lambda w: w.ocsp(enclosed=())),
    "ten minutes old": ("ocsp.stale", OPEN, lambda w: w.ocsp(this_update=now(w) - 10 * MINUTE)),
    "of the future": ("ocsp.stale", OPEN, lambda w: w.ocsp(this_update=now(w) + 10 * MINUTE)),
    "past its own end": ("ocsp.stale", OPEN, lambda w: w.ocsp(next_update=now(w) - MINUTE)),
    "declined": ("ocsp.refused", OPEN, lambda w: der.sequence(der.enumerated(6))),
    "nonsense": ("ocsp.unreadable", OPEN, lambda w: b"<html>"),
    "trailing bytes": ("ocsp.unreadable", OPEN, lambda w: w.ocsp() + b"\x00"),
    "too big": ("ocsp.unreadable", OPEN, lambda w: w.ocsp() + bytes(70_000)),
}  # fmt: skip


@pytest.mark.parametrize("case", OCSP_CASES)
def test_a_bad_ocsp_answer_opens_nothing(world, case):
    code, verdict, build = OCSP_CASES[case]
    story = world.told(world.cms(), OcspAnswer(build(world), NONCE))
    assert (story.verdict, story.deciding.code) == (verdict, code)


def test_the_authority_itself_may_answer(world):
    answer = world.ocsp(certificate=world.ca, key=world.ca_key, enclosed=())
    assert world.told(world.cms(), OcspAnswer(answer, NONCE)).verdict is SignatureVerdict.VALID


def test_the_question_names_the_certificate_and_the_nonce(world):
    leaf = read_certificate(world.certificate)
    question = whole(ocsp_request(leaf, world.issuer, NONCE)).inside(0x30).next().inside(0x30)
    asked = question.take(0x30).inside(0x30).next().inside(0x30).next().inside(0x30).all(4)
    assert asked[3].integer() == leaf.serial
    extension = question.take(0xA2).inside(0xA2).next().inside(0x30).next().inside(0x30).all(2)
    assert whole(extension[1].content).octets() == NONCE


@pytest.mark.parametrize("nonce", [b"", bytes(15), bytes(33)])
def test_a_nonce_has_16_to_32_bytes(world, nonce):
    with pytest.raises(ValueError, match="16 to 32"):
        ocsp_request(read_certificate(world.certificate), world.issuer, nonce)


def serial(world):
    return read_certificate(world.certificate).serial


def base(world, **changes):
    return world.crl(since=now(world) - HOUR, **changes)


def delta(world, **changes):
    return world.crl(since=now(world) - MINUTE, **{"number": 9, "base": 7, **changes})


CRL_CASES = {
    "revoked": ("revocation.revoked", INVALID, lambda w: (base(w, revoked=[(serial(w), now(w) - HOUR, 1)]), None)),
    "on hold": ("revocation.on_hold", INVALID, lambda w: (base(w, revoked=[(serial(w), now(w) - HOUR, 6)]), None)),
    "revoked by the delta": ("revocation.revoked", INVALID, lambda w: (base(w), delta(w, revoked=[(serial(w), now(w), None)]))),
    "past its end": ("crl.expired", OPEN, lambda w: (w.crl(since=now(w) - HOUR, until=now(w) - MINUTE), None)),
    "without an end": ("crl.expired", OPEN, lambda w: (w.crl(since=now(w) - HOUR, until=None), None)),
    "of the future": ("crl.expired", OPEN, lambda w: (w.crl(since=now(w) + HOUR), None)),
    "older than a day": ("crl.too_old", OPEN, lambda w: (w.crl(since=now(w) - 25 * HOUR), None)),
    "of another authority": ("crl.other_issuer", OPEN, lambda w: (base(w, issuer=read_certificate(w.root).subject), None)),
    "signed by another": ("crl.signature", OPEN, lambda w: (base(w, key=w.key), None)),
    "signature changed": ("crl.signature", OPEN, lambda w: (base(w, signature=flipped), None)),
    "a delta alone": ("crl.parts", OPEN, lambda w: (delta(w), None)),
    "a delta of a newer base": ("crl.parts", OPEN, lambda w: (base(w), delta(w, base=8))),
    "a delta older than the base": ("crl.parts", OPEN, lambda w: (base(w, number=10), delta(w))),
    "two bases": ("crl.parts", OPEN, lambda w: (base(w), base(w))),
    "critical extension": ("crl.unreadable", OPEN, lambda w: (base(w, extra=(der.sequence(der.oid("2.5.29.28"), der.boolean(True), der.octet_string(der.sequence())),)), None)),
    "nonsense": ("crl.unreadable", OPEN, lambda w: (b"nonsense", None)),
    "a delta that is nonsense": ("crl.unreadable", OPEN, lambda w: (base(w), b"")),
}  # fmt: skip


@pytest.mark.parametrize("case", CRL_CASES)
def test_a_bad_list_opens_nothing(world, case):
    code, verdict, build = CRL_CASES[case]
    story = world.told(world.cms(), CrlSet(*build(world), SILENT))
    assert (story.verdict, story.deciding.code) == (verdict, code)


@pytest.mark.parametrize(
    "lists",
    [
        lambda w: (base(w), None),
        lambda w: (base(w, revoked=[(5, now(w) - HOUR, 1)]), None),
        lambda w: (base(w), delta(w, revoked=[(5, now(w), 1)])),
        lambda w: (base(w, revoked=[(serial(w), now(w) - HOUR, 6)]), delta(w, revoked=[(serial(w), now(w), 8)])),
        lambda w: (w.crl(since=now(w) - 300 * HOUR), delta(w)),
    ],
    ids=["empty", "others", "others in delta", "taken back by the delta", "fresh by its delta"],
)
def test_lists_serve_where_ocsp_is_silent(world, lists):
    story = world.told(world.cms(), CrlSet(*lists(world), SILENT))
    assert story.verdict is SignatureVerdict.VALID
    assert "revocation.good_by_list" in {step.code for step in story.steps}


def test_a_checked_answer_is_reused_for_five_minutes_and_no_longer(world):
    verifier = Verifier(world.profile)
    at = now(world)
    leaf = read_certificate(world.certificate)
    examination = verifier.examine(world.cms(), world.content, world.expected(), at)
    assert verifier.memory.recall(leaf, at) is None
    verifier.conclude(examination, OcspAnswer(world.ocsp(), NONCE), at)
    for later in (timedelta(0), MINUTE, LONGEST_REUSE):
        known = verifier.memory.recall(leaf, at + later)
        assert known is not None
        story = verifier.conclude(examination, known, at + later)
        assert story.verdict is SignatureVerdict.VALID
        assert "revocation.remembered" in {step.code for step in story.steps}
    assert verifier.memory.recall(leaf, at + LONGEST_REUSE + timedelta(seconds=1)) is None
    assert verifier.memory.recall(leaf, at) is None


def test_an_answer_from_before_the_clock_jumped_back_is_not_reused(world):
    memory, at = RevocationMemory(), now(world)
    leaf = read_certificate(world.certificate)
    memory.keep(leaf, b"answer", NONCE, at)
    assert memory.recall(leaf, at - timedelta(seconds=1)) is None


def test_only_good_answers_are_remembered(world):
    verifier = Verifier(world.profile)
    at = now(world)
    examination = verifier.examine(world.cms(), world.content, world.expected(), at)
    verifier.conclude(examination, OcspAnswer(world.ocsp(status=revoked(at - HOUR, 1)), NONCE), at)
    assert verifier.memory.recall(read_certificate(world.certificate), at) is None


def test_an_old_remembered_answer_decides_nothing(world):
    story = world.told(world.cms(), Remembered(world.ocsp(), NONCE, now(world) - 6 * MINUTE))
    assert (story.verdict, story.deciding.code) == (OPEN, "ocsp.stale")


def strict_about_authorities(world):
    """Return the working profile over the test root under a name that does not look made up."""
    return production([world.root], [read_certificate(world.root).fingerprint.hex()], [world.ca])


def root_list(world, **changes):
    root = read_certificate(world.root)
    return world.crl(since=now(world) - 90 * 24 * HOUR, key=world.root_key, issuer=root.subject, **changes)


@pytest.mark.parametrize(
    ("lists", "verdict", "code"),
    [
        (lambda w: (), OPEN, "revocation.authority_not_checked"),
        (lambda w: (root_list(w),), SignatureVerdict.VALID, "revocation.authorities_good"),
        (lambda w: (root_list(w, revoked=[(w.issuer.serial, now(w) - HOUR, 2)]),), INVALID, "revocation.authority_revoked"),
        (lambda w: (root_list(w, signature=flipped),), OPEN, "crl.signature"),
        (lambda w: (b"nonsense",), OPEN, "revocation.authority_not_checked"),
    ],
    ids=["none", "good", "revoked", "forged", "nonsense"],
)  # fmt: skip
def test_in_production_every_link_must_be_known_not_revoked(world, lists, verdict, code):
    verifier = Verifier(strict_about_authorities(world))
    examination = verifier.examine(world.cms(), world.content, world.expected(), now(world))
    answer = OcspAnswer(world.ocsp(), NONCE)
    story = verifier.conclude(examination, answer, now(world), authorities=lists(world))
    assert story.verdict is verdict
    assert code in {step.code for step in story.steps}


def test_a_verifier_does_not_conclude_what_another_profile_examined(world, worlds):
    other = worlds("p256")
    examination = world.examined(world.cms())
    with pytest.raises(ValueError, match="another trust profile"):
        Verifier(other.profile).conclude(examination, SILENT, now(world))
