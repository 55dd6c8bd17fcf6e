"""Hostile signatures: each is refused for a named reason, under GOST-512 and under RSA."""

# ruff: noqa: E501 - a table reads best with one case a line
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from almasu.kernel.signatures.act import ActPurpose, act_bytes
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.examination import examine
from almasu.kernel.signatures.gost.keys import GOST_256, GOST_512, subject_public_key_info
from almasu.kernel.signatures.gost.sign import is_key
from almasu.kernel.signatures.profile import CarrierRule, archive, embedded
from almasu.kernel.signatures.reasons.reason import Outcome
from almasu.kernel.signatures.story import SignatureVerdict

NOW_ISH = timedelta(minutes=1)
CONTENT_TYPE, DIGEST, TIME = (f"1.2.840.113549.1.9.{number}" for number in (3, 4, 5))
CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"


def without(*oids):
    return lambda usual: {oid: value for oid, value in usual.items() if oid not in oids}


def instead(oid, value):
    return lambda usual: {**usual, oid: value}


def attribute(oid, *values):
    return der.sequence(der.oid(oid), der.set_of(*values))


def twice(oid):
    return lambda usual: [*usual.values(), usual[oid]]


def flipped(signature):
    return bytes([signature[0] ^ 1]) + signature[1:]


def attached_act(**changes):
    """Return a case in which the person signed another act than the one prepared."""

    def build(world):
        other = act_bytes(world.act(**changes))
        return {"cms": world.cms(content=other, attached=other)}

    return build


def under(**changes):
    """Return a case in which the certificate differs from a proper one."""
    return lambda world: {"cms": world.certified(**changes)}


def bytes_of(change):
    """Return a case in which the finished bytes are changed."""
    return lambda world: {"cms": change(world.cms())}


def indefinite(cms):
    inner = cms[4:] if cms[1] == 0x82 else cms[3:]
    return b"\x30\x80" + inner + b"\x00\x00"


def long_form(cms):
    return b"\x30\x83\x00" + cms[2:] if cms[1] == 0x82 else b"\x30\x82\x00" + cms[2:]


def constructed_content(world):
    parts = der.element(0x24, der.octet_string(world.content[:10]) + der.octet_string(world.content[10:]))
    return {"cms": world.cms(inside=der.explicit(0, parts))}


def same_name_other_key(world, make, keep_identifier):
    rogue = make(world.family, "rogue")
    plan = replace(
        world.plan,
        signer=rogue,
        authority_key=der_key_id(world) if keep_identifier else None,
    )
    return {"cms": world.cms(plan.made(), plan.key)}


def der_key_id(world):
    return world.issuer.extensions.subject_key


def self_made_chain(world, make):
    """Enclose a whole chain of the same names under a root of one's own."""
    rogue = make(world.family, "rogue")
    root = replace(world.root_plan, key=rogue, signer=rogue)
    ca = replace(world.ca_plan, key=rogue, signer=rogue)
    plan = replace(world.plan, signer=rogue)
    certificate = plan.made()
    return {"cms": world.cms(certificate, plan.key, certificates=(certificate, ca.made(), root.made()))}


def issued_by_a_person(world, make):
    """Use a person's key as if it were an authority's."""
    victim = replace(world.plan, key=make(world.family, "victim"), issuer=world.plan.subject, signer=world.key)
    victim = replace(victim, subject=person_name("IIN790101300017"))
    certificate = victim.made()
    return {"cms": world.cms(certificate, victim.key, certificates=(certificate, world.certificate))}


def profile_with(world, **changes):
    ca = replace(world.ca_plan, **changes).made()
    return {"cms": world.cms(), "profile": embedded([world.root], [ca])}


def two_intermediates(world, make):
    """Put an authority under one that may have none below it."""
    lower = make(world.family, "lower")
    upper = replace(world.ca_plan, path_length=0).made()
    below = replace(world.ca_plan, subject=read_certificate(world.certificate).issuer, key=lower)
    from_upper = replace(below, issuer=world.ca_name, signer=world.ca_key, subject=lower_name(), path_length=None)
    plan = replace(world.plan, issuer=lower_name(), signer=lower)
    certificate = plan.made()
    return {
        "cms": world.cms(certificate, plan.key, certificates=(certificate, from_upper.made())),
        "profile": embedded([world.root], [upper]),
    }


def lower_name():
    return der.sequence(der.set_of(der.sequence(der.oid("2.5.4.3"), der.utf8("LOWER CA"))))


def others_pinned(world, worlds):
    other = worlds("rsa" if world.family == "gost" else "gost")
    return {"cms": world.cms(), "profile": other.profile}


def mismatched(world, worlds):
    other = worlds("rsa" if world.family == "gost" else "gost")
    return {"cms": world.cms(hashing=other.key.hashing)}


def short_rsa(world, make):
    return {"cms": world.certified(key=make("rsa1024", "short"))}


CASES = {
    # what is signed
    "another purpose": ("act.other_purpose", attached_act(purpose=ActPurpose.LOGIN)),
    "another node": ("act.other_audience", attached_act(audience="sector/n9")),
    "another person's act": ("act.other_actor", attached_act(actor_iin="790101300017")),
    "an earlier act": ("act.other_nonce", attached_act(nonce="00" * 16)),
    "another body": ("cms.content_differs", attached_act(body={"resources": [1, 2, 3]})),
    "something else attached": ("cms.content_differs", lambda w: {"cms": w.cms(content=b"{}", attached=b"{}")}),
    "content attached but other signed": ("attributes.digest_differs", lambda w: {"cms": w.cms(content=b"x", attached=w.content)}),
    "detached over other content": ("attributes.digest_differs", lambda w: {"cms": w.cms(content=w.content + b" ")}),
    "purpose of the challenge": ("act.other_purpose", lambda w: {"cms": w.cms(), "expected": w.expected(purpose=ActPurpose.CONSENT)}),
    "audience of the challenge": ("act.other_audience", lambda w: {"cms": w.cms(), "expected": w.expected(audience="demo/n1")}),
    "nonce of the challenge": ("act.other_nonce", lambda w: {"cms": w.cms(), "expected": w.expected(nonce="11" * 16)}),
    "person of the challenge": ("act.other_actor", lambda w: {"cms": w.cms(), "expected": w.expected(iin="790101300017")}),
    "too late": ("act.expired", lambda w: {"cms": w.cms(), "at": w.act().expires + NOW_ISH}),
    "before it was issued": ("act.not_yet_issued", lambda w: {"cms": w.cms(), "at": w.act().issued - timedelta(hours=1)}),
    "no act at all": ("act.unreadable", lambda w: {"cms": w.cms(content=b"text"), "content": b"text"}),
    "an act of another format": ("act.unreadable", lambda w: {"cms": w.cms(content=b'{"format":"x"}'), "content": b'{"format":"x"}'}),
    # form
    "empty": ("form.truncated", lambda w: {"cms": b""}),
    "too big": ("form.too_big", lambda w: {"cms": w.cms() + bytes(256 * 1024)}),
    "damaged PEM": ("form.pem", lambda w: {"cms": b"-----BEGIN CMS-----\n???\n-----END CMS-----\n"}),
    "two PEM blocks": ("form.pem", lambda w: {"cms": b"-----BEGIN CMS-----\nMAA=\n-----END CMS-----\n" * 2}),
    "PEM of a certificate": ("form.pem", lambda w: {"cms": b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"}),
    "cut off": ("form.truncated", bytes_of(lambda cms: cms[:-1])),
    "trailing byte": ("form.trailing_bytes", bytes_of(lambda cms: cms + b"\x00")),
    "indefinite length": ("form.indefinite_length", bytes_of(indefinite)),
    "length not minimal": ("form.length_not_minimal", bytes_of(long_form)),
    "constructed octets": ("form.unexpected_element", constructed_content),
    "not signed data": ("cms.not_signed_data", lambda w: {"cms": der.sequence(der.oid("1.2.840.113549.1.7.3"), der.explicit(0, der.null()))}),
    "other content type": ("cms.content_type", lambda w: {"cms": w.cms(content_type="1.2.840.113549.1.9.16.1.4")}),
    "no signer": ("cms.no_signer", lambda w: {"cms": w.cms(signers=0)}),
    "two signers": ("cms.several_signers", lambda w: {"cms": w.cms(signers=2)}),
    "signer by key identifier": ("cms.signer_identifier", lambda w: {"cms": w.cms(identifier=der.implicit(0, b"\x01" * 20))}),
    "certificate left out": ("certificate.missing", lambda w: {"cms": w.cms(certificates=())}),
    "certificate of somebody else": ("certificate.missing", lambda w: {"cms": w.cms(certificates=(w.ca,))}),
    "certificate damaged": ("certificate.unreadable", lambda w: {"cms": w.cms(certificates=(der.sequence(der.null()),))}),
    # algorithms
    "hash of another family": ("algorithm.mismatch", mismatched),
    "SHA-1": ("algorithm.not_allowed", lambda w: {"cms": w.cms(hashing=der.sequence(der.oid("1.3.14.3.2.26"), der.null()))}),
    "RSA with SHA-1": ("algorithm.not_allowed", lambda w: {"cms": w.cms(signing=der.sequence(der.oid("1.2.840.113549.1.1.5"), der.null()))}),
    "algorithm parameters": ("form.unexpected_element", lambda w: {"cms": w.cms(hashing=der.sequence(der.oid("2.16.840.1.101.3.4.2.1"), der.integer(1)))}),
    "hash not listed": ("algorithm.not_listed", lambda w: {"cms": w.cms(listed=())}),
    "RSA-1024": ("key.weak", short_rsa),
    "unknown key": ("key.unknown", under(info=der.sequence(der.sequence(der.oid("1.3.101.112")), der.bit_string(bytes(32))))),
    # signed attributes
    "no signed attributes": ("attributes.missing", lambda w: {"cms": w.cms(attributes=lambda usual: None)}),
    "attributes out of order": ("attributes.order", lambda w: {"cms": w.cms(ordered=False, attributes=lambda usual: sorted(usual.values(), reverse=True))}),
    "attribute twice": ("attributes.duplicate", lambda w: {"cms": w.cms(attributes=twice(DIGEST))}),
    "attribute with two values": ("attributes.several_values", lambda w: {"cms": w.cms(attributes=instead(DIGEST, attribute(DIGEST, der.octet_string(w.key.digest(w.content)), der.octet_string(b"x"))))}),
    "attribute without value": ("attributes.several_values", lambda w: {"cms": w.cms(attributes=instead(TIME, attribute(TIME)))}),
    "content type left out": ("attributes.content_type", lambda w: {"cms": w.cms(attributes=without(CONTENT_TYPE))}),
    "content type of another kind": ("attributes.content_type", lambda w: {"cms": w.cms(attributes=instead(CONTENT_TYPE, attribute(CONTENT_TYPE, der.oid("1.2.3"))))}),
    "digest left out": ("attributes.digest_missing", lambda w: {"cms": w.cms(attributes=without(DIGEST))}),
    "signingCertificateV2 left out": ("attributes.certificate_missing", lambda w: {"cms": w.cms(attributes=without(CERTIFICATE_V2))}),
    "signingCertificateV2 of another": ("attributes.certificate_differs", lambda w: {"cms": w.cms(attributes=instead(CERTIFICATE_V2, attribute(CERTIFICATE_V2, der.sequence(der.sequence(der.sequence(der.octet_string(bytes(32))))))))}),
    # the signature itself
    "signature changed": ("signature.bad", lambda w: {"cms": w.cms(signature=flipped)}),
    "signature of another key": ("signature.bad", lambda w: {"cms": w.cms(key=w.ca_key, named=named(w))}),
    # the path
    "expired": ("certificate.expired", lambda w: {"cms": w.certified(until=w.act().issued - NOW_ISH)}),
    "not yet valid": ("certificate.not_yet_valid", lambda w: {"cms": w.certified(since=w.act().issued + NOW_ISH)}),
    "authority expired": ("path.authority_not_valid", lambda w: profile_with(w, until=w.act().issued - NOW_ISH)),
    "broken chain": ("path.no_issuer", lambda w: {"cms": w.cms(), "profile": embedded([w.root])}),
    "roots of others": ("path.no_issuer", others_pinned),
    "issuer of the same name": ("path.no_issuer", lambda w, make: same_name_other_key(w, make, False)),
    "issuer of the same name and identifier": ("path.signature", lambda w, make: same_name_other_key(w, make, True)),
    "a chain of one's own": ("path.untrusted_root", self_made_chain),
    "issued by a person": ("path.not_an_authority", issued_by_a_person),
    "issuer without keyCertSign": ("path.key_usage", lambda w: profile_with(w, bits=(6,))),
    "authority below its limit": ("path.too_long", two_intermediates),
    "critical extension": ("path.critical_extension", under(extra=(der.sequence(der.oid("1.2.3.4"), der.boolean(True), der.octet_string(der.null())),))),
    "sealed with SHA-1": ("path.algorithm", under(sealing=der.sequence(der.oid("1.2.840.113549.1.1.5"), der.null()))),
    # purpose and owner
    "no key usage": ("purpose.key_usage", under(bits=None)),
    "usage without nonRepudiation": ("purpose.key_usage", under(bits=(0,))),
    "key for authentication": ("purpose.key_usage", under(bits=(0, 2), purposes=("1.3.6.1.5.5.7.3.2", "1.2.398.3.3.4.1.1"))),
    "no extended usage": ("purpose.not_a_signing_key", under(purposes=())),
    "treasury key": ("purpose.foreign_system", under(purposes=("1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1", "1.2.398.5.19.1.2.2.1"))),
    "any purpose": ("purpose.foreign_system", under(purposes=("1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1", "2.5.29.37.0"))),
    "employee instead of individual": ("purpose.role", under(purposes=("1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.5"))),
    "digital system": ("purpose.role", under(purposes=("1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2.6"))),
    "policy for authentication": ("purpose.policy", under(policies=("1.2.398.3.3.2.4",))),
    "no policy": ("purpose.policy", under(policies=())),
    "key in a file": ("carrier.file", under(carrier="1.2.398.3.3.5.1.1")),
    "unknown carrier, strict": ("carrier.unknown", lambda w: {"cms": w.certified(carrier=None), "profile": replace(w.profile, carriers=CarrierRule.STRICT)}),
    "key of another person": ("identity.other_person", lambda w: {"cms": w.certified(subject=person_name("IIN790101300017"))}),
    "no IIN": ("identity.no_iin", lambda w: {"cms": w.certified(subject=person_name("860314450216"))}),
    "IIN of 13 digits": ("identity.no_iin", lambda w: {"cms": w.certified(subject=person_name("IIN8603144502161"))}),
    "IIN given twice": ("identity.no_iin", lambda w: {"cms": w.certified(subject=person_name("IIN860314450216", "IIN790101300017"))}),
}  # fmt: skip


def named(world):
    own = read_certificate(world.certificate)
    return own.issuer, own.serial


def person_name(*numbers):
    return der.sequence(
        der.set_of(der.sequence(der.oid("2.5.4.3"), der.utf8("ТЕСТ"))),
        *(der.set_of(der.sequence(der.oid("2.5.4.5"), der.printable(number))) for number in numbers),
    )


def built(build, world, worlds, make):
    wanted = build.__code__.co_varnames[: build.__code__.co_argcount]
    given = {"worlds": worlds, "make": make}
    return build(world, **{name: given[name] for name in wanted[1:]})


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_signature_is_refused_for_its_reason(world, worlds, make_key, case):
    code, build = CASES[case]
    parts = built(build, world, worlds, make_key)
    story = world.told(parts.pop("cms"), **parts)
    assert story.verdict is SignatureVerdict.INVALID
    assert [step.code for step in story.steps if step.outcome is Outcome.FAILED] == [code]
    problem = story.problem()
    assert problem is not None
    assert (problem.kind.code, problem.where) == ("signature.refused", code)


GOST_CASES = {
    "r is zero": lambda curve, s: bytes(64) + s[64:],
    "s is zero": lambda curve, s: s[:64] + bytes(64),
    "r is q": lambda curve, s: curve.q.to_bytes(64, "little") + s[64:],
    "s is q": lambda curve, s: s[:64] + curve.q.to_bytes(64, "little"),
    "r is all ones": lambda curve, s: b"\xff" * 64 + s[64:],
    "a byte short": lambda curve, s: s[:-1],
    "a byte long": lambda curve, s: s + b"\x00",
    "empty": lambda curve, s: b"",
}


@pytest.mark.parametrize("case", GOST_CASES)
def test_numbers_out_of_range_are_refused_by_that_name(gost_world, curve512, case):
    cms = gost_world.cms(signature=lambda signature: GOST_CASES[case](curve512, signature))
    assert gost_world.told(cms).problem().where == "signature.out_of_range"


@pytest.mark.parametrize(
    "case",
    {
        "halves swapped": lambda s: s[64:] + s[:64],
        "big-endian as in Russia": lambda s: s[::-1],
        "halves big-endian": lambda s: s[:64][::-1] + s[64:][::-1],
    }.items(),
    ids=lambda case: case[0],
)
def test_other_encodings_of_a_signature_are_refused(gost_world, case):
    assert gost_world.told(gost_world.cms(signature=case[1])).problem().where in {
        "signature.bad",
        "signature.out_of_range",
    }


@pytest.mark.parametrize(
    ("family", "point"),
    [
        ("gost", lambda curve: (5, 7)),
        ("gost", lambda curve: (0, 0)),
        ("gost", lambda curve: (curve.x + curve.p, curve.y)),
        ("gost256", lambda curve: (5, 7)),
        ("gost256", lambda curve: point_of_small_order(curve)),
    ],
    ids=["off the curve", "zero", "not reduced", "off the curve of 256 bits", "outside the subgroup"],
)
def test_a_key_that_is_no_proper_point_is_refused(worlds, family, point):
    world = worlds(family)
    scheme = GOST_512 if family == "gost" else GOST_256
    bad = point(scheme.curve)
    certificate = replace(world.plan, info=subject_public_key_info(bad, scheme)).made()
    story = world.told(world.cms(certificate))
    assert story.problem().where == "key.not_on_curve"


def point_of_small_order(curve):
    """Return a point of the curve outside the subgroup of prime order: most points are, where the cofactor is 4."""
    for x in range(1, 100):
        square = (x**3 + curve.a * x + curve.b) % curve.p
        y = pow(square, (curve.p + 1) // 4, curve.p)
        if y * y % curve.p == square and not is_key((x, y), curve):
            return x, y
    raise AssertionError("no such point found")


def test_an_archive_judges_each_signer_apart(gost_world):
    profile = archive(gost_world.profile)
    cms = gost_world.cms(signers=2)
    now = gost_world.act().issued
    found = [examine(cms, gost_world.content, gost_world.expected(), profile, now, signer=n) for n in (0, 1, 2)]
    assert [one.refused for one in found] == [False, False, True]
    assert found[0].signers == 2


def test_gost_2004_is_for_archives_only(worlds):
    world = worlds("gost2004")
    story = world.told(world.cms())
    assert story.problem().where == "algorithm.not_allowed"
    assert not world.examined(world.cms(), profile=archive(world.profile)).refused
