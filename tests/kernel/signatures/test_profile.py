"""Trust profiles are never mixed, and the working one exists only with pinned roots."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from almasu.kernel.signatures.bounded import Bounded
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.profile import CarrierRule, ProfileName, contour, embedded, production
from almasu.law.problem import Problem


def pin(data):
    return read_certificate(data).fingerprint.hex()


def refused(code, make):
    with pytest.raises(Problem) as problem:
        make()
    assert problem.value.kind.code == code


def test_production_takes_pinned_roots_only(world):
    profile = production([world.root], [pin(world.root).upper()])
    assert profile.name is ProfileName.PROD
    assert profile.authority_revocation
    assert profile.carriers is CarrierRule.PROTECTED
    refused("trust.not_pinned", lambda: production([world.root, world.ca], [pin(world.root)]))


@pytest.mark.parametrize("broken", [lambda p: p[:32], lambda p: p[:-1] + "g", lambda p: "", lambda p: p[:-2]])
def test_a_pin_must_be_whole(world, broken):
    refused("trust.not_pinned", lambda: production([world.root], [broken(pin(world.root))]))


def test_production_without_roots_does_not_start():
    refused("trust.no_roots", lambda: production([], []))
    refused("trust.no_roots", lambda: contour([]))


@pytest.mark.parametrize("name", ["ROOT (GOST) TEST 2022", "EMBEDDED ROOT", "Demo", "НЕГІЗГІ КО (GOST) ALMASU ҮЛГІ"])
def test_production_refuses_roots_made_for_tests(world, name):
    from almasu.kernel.signatures.asn1 import writer as der

    subject = der.sequence(der.set_of(der.sequence(der.oid("2.5.4.3"), der.utf8(name))))
    root = replace(world.root_plan, subject=subject, issuer=subject).made()
    refused("trust.not_for_production", lambda: production([root], [pin(root)]))


def test_no_way_around_the_constructor(world):
    """A profile of another kind cannot be turned into the working one."""
    refused("trust.not_pinned", lambda: replace(embedded([world.root]), name=ProfileName.PROD))


def test_pem_certificates_are_read_and_others_refused(world):
    armoured = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(world.root) + b"-----END CERTIFICATE-----\n"
    assert embedded([armoured]).anchors[0].raw == world.root
    for bad in (b"", b"nonsense", armoured[:50]):
        refused("trust.not_a_certificate", lambda bad=bad: embedded([bad]))


def test_a_memory_forgets_the_longest_unused():
    memory: Bounded[int, str] = Bounded(2)
    memory.keep(1, "a")
    memory.keep(2, "b")
    assert memory.get(1) == "a"
    memory.keep(3, "c")
    assert (memory.get(1), memory.get(2), memory.get(3), len(memory)) == ("a", None, "c", 2)
    memory.forget(1)
    memory.forget(9)
    assert memory.get(1) is None
    with pytest.raises(ValueError, match="at least one"):
        Bounded(0)
