"""CMS as NCALayer makes it: judged by our verification for both families, and by openssl for RSA."""

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import cms

from almasu.kernel.signatures.profile import CarrierRule, embedded
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.revocation.ocsp import ocsp_request
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.verifier import Verifier
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Pki, cms_sign, create_pki
from almasu.testing.pki.cms import pem
from almasu.testing.pki.keys import SigningKey
from almasu.testing.pki.responder import answer
from almasu.testing.pki.service import Services
from embedded_pki import NOW, OFFICER, pem_file

CONTENT = "Сұрау № 1".encode()
NONCE = bytes(range(32))
# Which key, whether the content is inside, and the verdict with the code of the step that decides.
CASES = [
    ("gost", False, SignatureVerdict.VALID),
    ("gost", True, SignatureVerdict.VALID),
    ("rsa", False, SignatureVerdict.VALID),
    ("rsa", True, SignatureVerdict.VALID),
    ("lost", False, SignatureVerdict.INVALID),
    ("file", False, SignatureVerdict.INVALID),
]


def judged(pki: Pki, key: SigningKey, signature: bytes) -> SignatureVerdict:
    verifier = Verifier(embedded(pki.roots(), pki.issuers(), CarrierRule.STRICT))
    examination = verifier.examine(signature, CONTENT, None, NOW)
    if examination.refused or examination.path is None:
        return verifier.conclude(examination, OcspAnswer(b"", NONCE), NOW).verdict
    signer, issuer = examination.path.leaf, examination.path.issuer
    reply = answer(ocsp_request(signer, issuer, NONCE), Services(pki).answering, pki.standings.events(), NOW)
    return verifier.conclude(examination, OcspAnswer(reply, NONCE), NOW).verdict


@pytest.mark.parametrize(("name", "attached", "verdict"), CASES)
def test_a_signature_is_judged_by_the_state_of_its_key(
    pki: Pki, name: str, attached: bool, verdict: SignatureVerdict
) -> None:
    key = pki.key(f"{OFFICER}-{name}")
    assert judged(pki, key, cms_sign(key, CONTENT, NOW, attached)) is verdict


@pytest.mark.parametrize("label", ["941208355264-paused", "790130353308-old"])
def test_held_and_expired_keys_are_refused(pki: Pki, label: str) -> None:
    key = pki.key(label)
    assert judged(pki, key, cms_sign(key, CONTENT, NOW)) is SignatureVerdict.INVALID


def test_a_foreign_authority_of_the_same_make_is_not_trusted(pki: Pki, tmp_path: Path) -> None:
    other = create_pki(tmp_path / "other", PEOPLE[:1], NOW - timedelta(days=1), extras=())
    key = other.person_key(OFFICER)
    assert judged(pki, key, cms_sign(key, CONTENT, NOW)) is SignatureVerdict.INVALID


def test_the_attributes_are_those_of_ncalayer(pki: Pki) -> None:
    signed = cms.ContentInfo.load(cms_sign(pki.person_key(OFFICER), CONTENT, NOW))["content"]
    signer = signed["signer_infos"][0]
    assert {one["type"].dotted for one in signer["signed_attrs"]} == {
        "1.2.840.113549.1.9.3",
        "1.2.840.113549.1.9.4",
        "1.2.840.113549.1.9.5",
        "1.2.840.113549.1.9.16.2.47",
    }
    assert (signed["version"].native, signer["version"].native, len(signed["certificates"])) == ("v1", "v1", 2)
    assert signed["encap_content_info"]["content"].native is None


def test_the_armour_is_that_of_ncalayer(pki: Pki) -> None:
    lines = pem(cms_sign(pki.person_key(OFFICER), CONTENT, NOW)).splitlines()
    assert (lines[0], lines[-1]) == ("-----BEGIN CMS-----", "-----END CMS-----")
    assert max(map(len, lines)) == 64


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here to judge")
@pytest.mark.parametrize("attached", [True, False])
def test_openssl_accepts_an_rsa_signature(pki: Pki, attached: bool, tmp_path: Path) -> None:
    (tmp_path / "cms").write_bytes(cms_sign(pki.person_key(OFFICER, "rsa"), CONTENT, NOW, attached))
    (tmp_path / "content").write_bytes(CONTENT)
    said = subprocess.run(
        [
            "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(tmp_path / "cms"),
            "-content", str(tmp_path / "content"), "-CAfile", pem_file(pki, tmp_path, "root_rsa"),
            "-attime", str(int(NOW.timestamp())),
        ],
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert said.stdout == CONTENT
