"""Whatever bytes come, there is a story or a named reason: never another exception, never VALID by chance."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.asn1.reader import DerError, Element, Reader
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.evidence import read_evidence
from almasu.kernel.signatures.expectation import check_act
from almasu.kernel.signatures.memory import Caches
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.crl import crl_check
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.revocation.ocsp import ocsp_check
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.timestamp import timestamp_check

NONCE = bytes(range(32))
FAST = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
LONG = settings(deadline=None, max_examples=4_000, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def damaged(draw, data: bytes):
    """Draw the data with a few edits: bytes changed, cut, doubled, put in; lengths and tags are hit most."""
    found = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(found) - 1, 0)))
        match draw(st.integers(0, 4)):
            case 0 if found:
                found[at] = draw(st.integers(0, 255))
            case 1:
                del found[at : at + draw(st.integers(1, 40))]
            case 2:
                found[at:at] = found[at : at + draw(st.integers(1, 40))]
            case 3:
                found[at:at] = draw(st.binary(max_size=6))
            case _ if found:
                found[at] ^= 0x80
    return bytes(found)


def elements(data: bytes) -> list[Element]:
    """Return every element of well-formed data, at any depth."""
    found, open_ones = [], [Reader(data, 0, len(data)).next()]
    while open_ones:
        one = open_ones.pop()
        found.append(one)
        if one.tag & 0x20:
            open_ones += Reader(data, one.body, one.stop).all(10_000)
    return found


@st.composite
def rearranged(draw, data: bytes):
    """Draw the data with one element replaced by another of it, lengths above left as they were or mended."""
    known = elements(data)
    target, source = draw(st.sampled_from(known)), draw(st.sampled_from(known))
    changed = data[: target.head] + source.raw + data[target.stop :]
    return mended(data, target, source.raw) if draw(st.booleans()) else changed


def mended(data: bytes, target: Element, replacement: bytes) -> bytes:
    """Return the data with one element replaced and all lengths above it right again."""
    from almasu.kernel.signatures.asn1 import writer as der

    def written(element: Element) -> bytes:
        if (element.head, element.stop) == (target.head, target.stop):
            return replacement
        if not element.tag & 0x20 or not element.head <= target.head < element.stop:
            return element.raw
        return der.element(element.tag, b"".join(map(written, Reader(data, element.body, element.stop).all(10_000))))

    return written(Reader(data, 0, len(data)).next())


def judge_signature(world, cms, caches):
    examination = world.examined(cms)
    story = conclude(examination, OcspAnswer(world.ocsp(), NONCE), world.act().issued, caches=caches)
    if story.verdict is SignatureVerdict.VALID:
        # Only what nobody signs may differ: order of enclosed certificates, unsigned attributes, extra hashes listed.
        assert examination.signature
        assert examination.content == world.content
        assert examination.path.leaf.raw == world.certificate


def try_out(world, data, what):
    """Give the bytes to one of the parsers; anything but a named reason is a failure."""
    at = world.act().issued
    try:
        match what:
            case "ocsp":
                ocsp_check(data, 1, world.issuer, NONCE, world.profile, at)
            case "crl":
                crl_check(data, None, 1, world.issuer, world.profile, at)
            case "stamp":
                timestamp_check(data, b"x", Family.RSA, 77, world.profile, at)
            case "certificate":
                read_certificate(data)
            case "act":
                check_act(data, world.expected(), at)
            case "evidence":
                read_evidence(data)
    except (Stopped, DerError):
        return
    except ValueError:
        assert what == "evidence"


def sample(world, what):
    match what:
        case "ocsp":
            return world.ocsp(serial=1)
        case "crl":
            return world.crl(revoked=[(1, world.act().issued, 1), (2, world.act().issued, None)])
        case "stamp":
            return world.stamp(b"x")
        case "certificate":
            return world.certificate
        case "act":
            return world.content
        case _:
            return b'{"format":"almasu-signature-evidence","version":1}'


KINDS = ["ocsp", "crl", "stamp", "certificate", "act", "evidence"]


@FAST
@given(st.data())
def test_a_damaged_signature_has_a_story(rsa_world, data):
    whole = rsa_world.cms(attached=rsa_world.content)
    judge_signature(rsa_world, data.draw(st.one_of(damaged(whole), rearranged(whole))), Caches())


@FAST
@given(st.data())
@pytest.mark.parametrize("what", KINDS)
def test_any_damaged_answer_has_a_reason(rsa_world, what, data):
    whole = sample(rsa_world, what)
    edits = [damaged(whole), st.binary(max_size=300)]
    if what not in {"act", "evidence"}:
        edits.append(rearranged(whole))
    try_out(rsa_world, data.draw(st.one_of(*edits)), what)


@FAST
@given(st.binary(max_size=400))
def test_any_bytes_have_a_story(rsa_world, cms):
    assert rsa_world.told(cms).verdict is SignatureVerdict.INVALID


@pytest.mark.trial
@pytest.mark.timeout(1800)
@LONG
@given(st.data())
def test_damaged_signatures_have_stories_for_long(worlds, data):
    # Only families whose signatures do not depend on chance: what is drawn must be the same in each run.
    world = worlds(data.draw(st.sampled_from(["rsa", "gost"])))
    whole = world.cms(attached=data.draw(st.sampled_from([None, world.content])))
    judge_signature(world, data.draw(st.one_of(damaged(whole), rearranged(whole))), Caches())


@pytest.mark.trial
@pytest.mark.timeout(1800)
@LONG
@given(st.data())
@pytest.mark.parametrize("what", KINDS)
def test_damaged_answers_have_reasons_for_long(rsa_world, what, data):
    whole = sample(rsa_world, what)
    edits = [damaged(whole), st.binary(max_size=2000)]
    if what not in {"act", "evidence"}:
        edits.append(rearranged(whole))
    try_out(rsa_world, data.draw(st.one_of(*edits)), what)
