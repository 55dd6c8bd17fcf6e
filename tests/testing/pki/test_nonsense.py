"""Whatever bytes come, the services answer in their own protocol and never fall over."""

from collections.abc import Mapping

import pytest
from asn1crypto import ocsp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from almasu.kernel.signatures.algorithms import SUITES, Family
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.revocation.ocsp import ocsp_request
from almasu.kernel.signatures.timestamp import timestamp_request
from almasu.testing.pki import Algorithm, Pki, SigningKey
from almasu.testing.pki.responder import answer
from almasu.testing.pki.stamping import stamp
from embedded_pki import NOW, OFFICER

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def keys(pki: Pki) -> Mapping[Algorithm, SigningKey]:
    return {Algorithm.RSA: pki.key("tsa_rsa"), Algorithm.GOST: pki.key("tsa_gost")}


def damaged(whole: bytes, at: int, by: int) -> bytes:
    return whole[: at % len(whole)] + bytes([by]) + whole[at % len(whole) + 1 :]


@QUIET
@given(at=st.integers(0, 400), by=st.integers(0, 255), tail=st.binary(max_size=8))
def test_a_damaged_question_is_answered(pki: Pki, at: int, by: int, tail: bytes) -> None:
    label = f"{OFFICER}-gost"
    certificate, issuer = (read_certificate(one) for one in (pki.certificate(label), pki.chain(label)[0]))
    asked = damaged(ocsp_request(certificate, issuer, bytes(16)), at, by) + tail
    status = ocsp.OCSPResponse.load(answer(asked, (), (), NOW))["response_status"].native
    assert status in {"malformed_request", "unauthorized"}


@QUIET
@given(at=st.integers(0, 400), by=st.integers(0, 255), tail=st.binary(max_size=8))
def test_a_damaged_imprint_is_answered(keys: Mapping[Algorithm, SigningKey], at: int, by: int, tail: bytes) -> None:
    asked = damaged(timestamp_request(SUITES[Family.RSA].digest(b"x"), Family.RSA, 7), at, by) + tail
    assert stamp(asked, keys, NOW)[0] == 0x30
