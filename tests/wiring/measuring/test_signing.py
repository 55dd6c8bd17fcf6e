"""A load generator's signature is the one that a person's key makes, to the byte."""

from __future__ import annotations

from datetime import timedelta

import pytest

from almasu.testing.pki import Pki, cms_sign
from almasu.wiring.measuring.signing import RepeatedSigner
from embedded_pki import NOW, OFFICER, pki

__all__ = ["pki"]


@pytest.mark.parametrize("family", ["gost", "rsa"])
def test_one_key_signs_many_contents_in_and_after_one_second(pki: Pki, family: str) -> None:
    key = pki.person_key(OFFICER, family)
    signer = RepeatedSigner(key)
    for content, at in ((b"", NOW), (b"one", NOW), (b"one", NOW + timedelta(milliseconds=900)), (b"two", NOW)):
        assert signer.sign(content, at) == cms_sign(key, content, at)
    later = NOW + timedelta(seconds=1)
    assert signer.sign(b"one", later) == cms_sign(key, b"one", later) != signer.sign(b"one", NOW)
