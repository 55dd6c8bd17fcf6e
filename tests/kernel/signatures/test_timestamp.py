"""Step 10: a time stamp is believed only over our bytes, with our nonce, from an authority for time stamping."""

# ruff: noqa: E501 - a table reads best with one case a line
from __future__ import annotations

from datetime import timedelta

import pytest

from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.asn1.reader import whole
from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.profile import embedded
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.timestamp import timestamp_check, timestamp_request

STAMPED = b"the signature value"
NONCE = 77


def family_of(world):
    return {"gost": Family.GOST_512, "rsa": Family.RSA, "p256": Family.P256}[world.family]


def now(world):
    return world.act().issued


def checked(world, token, **changes):
    usual = {"stamped": STAMPED, "family": family_of(world), "nonce": NONCE, "profile": world.profile, "at": now(world)}
    return timestamp_check(token, **{**usual, **changes})


def answered(token, status=0):
    return der.sequence(der.sequence(der.integer(status)), token)


def flipped(signature):
    return bytes([signature[0] ^ 1]) + signature[1:]


@pytest.mark.parametrize("family", ["gost", "rsa", "p256"])
@pytest.mark.parametrize("wrapped", [False, True], ids=["token", "response"])
def test_a_right_stamp_tells_its_time(worlds, family, wrapped):
    world = worlds(family)
    token = world.stamp(STAMPED)
    stamp = checked(world, answered(token) if wrapped else token)
    assert stamp.at == now(world)
    assert stamp.serial == 4242
    assert stamp.path.anchor.common_name.startswith("ROOT")


CASES = {
    "over other data": ("timestamp.imprint_differs", lambda w: w.stamp(b"other")),
    "imprint by SHA-1": ("timestamp.imprint_algorithm", lambda w: w.stamp(STAMPED, hashing=der.sequence(der.oid("1.3.14.3.2.26")), digest=bytes(20))),
    "another nonce": ("timestamp.nonce", lambda w: w.stamp(STAMPED, nonce=78)),
    "no nonce": ("timestamp.nonce", lambda w: w.stamp(STAMPED, nonce=None)),
    "another policy": ("timestamp.policy", lambda w: w.stamp(STAMPED, policy="1.2.398.3.3.2.6.1")),
    "of the future": ("timestamp.future", lambda w: w.stamp(STAMPED, at=now(w) + timedelta(hours=1))),
    "signed wrongly": ("timestamp.signature", lambda w: w.stamp(STAMPED, signature=flipped)),
    "without attributes": ("timestamp.signature", lambda w: w.stamp(STAMPED, attributes=lambda usual: None)),
    "not naming its certificate": ("timestamp.signature", lambda w: w.stamp(STAMPED, attributes=lambda usual: list(usual.values())[:3])),
    "by a person": ("timestamp.purpose", lambda w: w.stamp(STAMPED, purposes=("1.3.6.1.5.5.7.3.4",))),
    "for more than time stamping": ("timestamp.purpose", lambda w: w.stamp(STAMPED, purposes=("1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.4"))),
    "declined": ("timestamp.refused", lambda w: der.sequence(der.sequence(der.integer(2)))),
    "nonsense": ("timestamp.unreadable", lambda w: b"nonsense"),
    "trailing bytes": ("timestamp.unreadable", lambda w: w.stamp(STAMPED) + b"\x00"),
    "too big": ("timestamp.unreadable", lambda w: bytes(70_000)),
    "no time stamp at all": ("timestamp.unreadable", lambda w: w.cms()),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_bad_stamp_is_refused_for_its_reason(world, case):
    code, build = CASES[case]
    with pytest.raises(Stopped) as stopped:
        checked(world, build(world))
    assert stopped.value.reason.code == code


def test_a_stamp_under_another_root_is_refused(world, worlds):
    with pytest.raises(Stopped) as stopped:
        checked(world, world.stamp(STAMPED), profile=embedded([worlds("p256").root]))
    assert stopped.value.values == {"why": "path.no_issuer"}


def test_the_question_asks_for_the_imprint_under_the_policy_of_the_family(world):
    question = whole(timestamp_request(b"\x01" * 32, family_of(world), NONCE)).inside(0x30)
    assert question.next().integer() == 1
    assert question.next().inside(0x30).all(2)[1].octets() == b"\x01" * 32
    assert question.next().oid() in {"1.2.398.3.3.2.6.4", "1.2.398.3.3.2.6.2"}
    assert question.next().integer() == NONCE
    assert question.next().boolean()


def test_a_stamp_is_a_line_of_the_story(world):
    examination = world.examined(world.cms())
    stamped = timestamp_check(
        world.stamp(examination.signature), examination.signature, family_of(world), NONCE, world.profile, now(world)
    )
    story = conclude(examination, OcspAnswer(world.ocsp(), bytes(range(32))), now(world), stamped=stamped)
    assert story.verdict is SignatureVerdict.VALID
    assert "timestamp.good" in {step.code for step in story.steps}


def test_a_bad_stamp_keeps_the_signature_from_being_valid(world):
    examination = world.examined(world.cms())
    with pytest.raises(Stopped) as stopped:
        checked(world, world.stamp(b"other"))
    story = conclude(examination, OcspAnswer(world.ocsp(), bytes(range(32))), now(world), stamped=stopped.value)
    assert (story.verdict, story.deciding.code) == (SignatureVerdict.INDETERMINATE, "timestamp.imprint_differs")
