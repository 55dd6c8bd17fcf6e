"""The signature beside a pack is judged anew by whoever holds it; over another manifest, pack or purpose it is none."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from almasu.kernel.control.pack import Certificate, Manifest, Totals, manifest_bytes
from almasu.kernel.control.recount import Completeness
from almasu.kernel.control.signature import PackSigning, check_signature, signature_bytes
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.signatures.act import ActPurpose, act_bytes
from almasu.kernel.signatures.bundle_parts import Parted, parted
from almasu.kernel.signatures.evidence import gather
from almasu.kernel.signatures.expectation import Expectation
from almasu.kernel.signatures.profile import contour, embedded
from almasu.kernel.signatures.revocation.evidence import OcspAnswer, Unreachable
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.verifier import Verifier
from kernel.signatures.conftest import World, world_of
from kernel.signatures.making import AUDIENCE, IIN, NONCE, NOW, OCSP_NONCE, OTHER_IIN, Cms

PACK = UUID(int=5)


@pytest.fixture(params=["gost", "rsa"])
def authority(request) -> World:
    return world_of(request.param)


def manifest(**change) -> Manifest:
    told = Certificate("123456789012", NOW, NOW, 0, b"", 0, b"", (), Completeness(0, 0, 0, (), (), 0))
    at = datetime(2026, 12, 1, tzinfo=UTC)
    made = Manifest(
        "almasu-control-pack",
        1,
        PACK,
        "123456789012",
        "2026-11",
        at,
        "controller-1",
        PACK,
        {},
        told,
        Totals(0, [], [], [], []),
        0,
    )
    return msgspec.structs.replace(made, **change)


def content(authority, told, purpose=ActPurpose.CONTROL_PACK, **body):
    signing = PackSigning(told.pack, told.month, hashlib.sha256(manifest_bytes(told)).hexdigest(), 0, 0)
    named = msgspec.to_builtins(msgspec.structs.replace(signing, **body))
    return act_bytes(authority.act(purpose=purpose, body=named))


def kept(authority, data, purpose=ActPurpose.CONTROL_PACK, revocation=None, iin=IIN) -> Parted:
    verifier = Verifier(authority.profile)
    cms = Cms(authority.key, authority.certificate, data).made()
    examination = verifier.examine(cms, data, Expectation(purpose, AUDIENCE, iin, NONCE), NOW)
    evidence = revocation or OcspAnswer(authority.ocsp(), OCSP_NONCE)
    story = verifier.conclude(examination, evidence, NOW)
    return parted(gather(examination, evidence, story))


def judged(authority, signature, told, profile=None):
    return check_signature(signature, manifest_bytes(told), told, profile or authority.profile)


def test_a_signature_over_this_manifest_holds_under_the_readers_roots(authority):
    told = manifest()
    signed = judged(authority, signature_bytes(kept(authority, content(authority, told))), told)
    assert (signed.holds, signed.signer, signed.story.verdict) == (True, "ӘБЕНОВА ГҮЛНАР", SignatureVerdict.VALID)


@pytest.mark.parametrize("change", [{"month": "2026-10"}, {"oddities": 3}, {"pack": UUID(int=6)}, {"body": "0" * 12}])
def test_a_manifest_changed_after_the_signature_proves_nothing(authority, change):
    signature = signature_bytes(kept(authority, content(authority, manifest())))
    with pytest.raises(Malformed, match="another manifest"):
        judged(authority, signature, manifest(**change))


@pytest.mark.parametrize("body", [{"pack": UUID(int=6)}, {"month": "2026-10"}])
def test_an_act_about_another_pack_or_month_proves_nothing(authority, body):
    told = manifest()
    with pytest.raises(Malformed, match="another pack"):
        judged(authority, signature_bytes(kept(authority, content(authority, told, **body))), told)


def test_a_signature_for_another_purpose_proves_nothing(authority):
    told = manifest()
    data = content(authority, told, purpose=ActPurpose.TASK_REPORT)
    for purpose in (ActPurpose.TASK_REPORT, ActPurpose.CONTROL_PACK):
        with pytest.raises(Malformed, match="something else"):
            judged(authority, signature_bytes(kept(authority, data, purpose)), told)


@pytest.mark.parametrize("iin", ["", OTHER_IIN])
def test_a_signature_that_was_not_examined_as_the_controllers_proves_nothing(authority, iin):
    told = manifest()
    with pytest.raises(Malformed, match="as that of the controller"):
        judged(authority, signature_bytes(kept(authority, content(authority, told), iin=iin)), told)


def test_a_stranger_who_signs_the_controllers_act_does_not_hold(authority):
    told = manifest()
    data = content(authority, told)
    plan = replace(authority.plan, subject=authority.ca_name)
    cms = Cms(authority.key, plan.made(), data).made()
    verifier, expected = Verifier(authority.profile), Expectation(ActPurpose.CONTROL_PACK, AUDIENCE, IIN, NONCE)
    examination = verifier.examine(cms, data, expected, NOW)
    evidence = OcspAnswer(authority.ocsp(), OCSP_NONCE)
    bundle = parted(gather(examination, evidence, verifier.conclude(examination, evidence, NOW)))
    assert judged(authority, signature_bytes(bundle), told).story.verdict is SignatureVerdict.INVALID


def test_other_roots_and_an_unknown_standing_do_not_hold(authority):
    told = manifest()
    data = content(authority, told)
    stranger = world_of("p256" if authority.family == "rsa" else "rsa")
    foreign = embedded([stranger.root], [stranger.ca])
    assert not judged(authority, signature_bytes(kept(authority, data)), told, foreign).holds
    with pytest.raises(Malformed, match="profile"):
        judged(authority, signature_bytes(kept(authority, data)), told, contour([authority.root], [authority.ca]))
    silent = kept(authority, data, revocation=Unreachable("time ran out"))
    assert judged(authority, signature_bytes(silent), told).story.verdict is SignatureVerdict.INDETERMINATE


def test_what_is_missing_or_changed_in_the_file_is_found(authority):
    told = manifest()
    whole = kept(authority, content(authority, told))
    fewer = Parted(whole.data, dict(list(whole.parts.items())[1:]))
    changed = {digest: part[:-1] + b"?" for digest, part in whole.parts.items()}
    spoilt = [signature_bytes(fewer), signature_bytes(Parted(whole.data, changed)), b"", b"{}", b"[" * 100_000]
    for data in spoilt:
        with pytest.raises(Malformed):
            judged(authority, data, told)
    other = Parted(whole.data.replace(b'"', b"'", 1), whole.parts)
    with pytest.raises(Malformed):
        judged(authority, signature_bytes(other), told)
