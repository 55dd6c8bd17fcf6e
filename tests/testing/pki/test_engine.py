"""The GOST engine of openssl as a judge: it knows the Russian names of the same curve, and the signature reversed."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from asn1crypto import crl, x509

from almasu.kernel.signatures.asn1 import writer as der
from almasu.testing.pki import Pki
from almasu.testing.pki.lists import base_list
from almasu.testing.pki.public import key_bits
from embedded_pki import NOW, OFFICER

RUSSIAN = der.sequence(
    der.oid("1.2.643.7.1.1.1.2"), der.sequence(der.oid("1.2.643.7.1.2.1.2.1"), der.oid("1.2.643.7.1.1.2.3"))
)


def has_engine() -> bool:
    """Whether openssl is here with its GOST engine."""
    if shutil.which("openssl") is None:
        return False
    asked = subprocess.run(["openssl", "engine", "-t", "gost"], capture_output=True, text=True, check=False)
    return "[ available ]" in asked.stdout


pytestmark = pytest.mark.skipif(not has_engine(), reason="no openssl with a GOST engine here to judge")


def accepted(folder: Path, signer: bytes, signed: bytes, signature: bytes) -> bool:
    info = x509.Certificate.load(signer)["tbs_certificate"]["subject_public_key_info"].dump()
    public = der.sequence(RUSSIAN, der.bit_string(key_bits(info)))
    armoured = base64.encodebytes(public).decode()
    (folder / "key.pem").write_text(f"-----BEGIN PUBLIC KEY-----\n{armoured}-----END PUBLIC KEY-----\n")
    (folder / "signed").write_bytes(signed)
    (folder / "signature").write_bytes(signature[::-1])
    said = subprocess.run(
        [
            "openssl", "dgst", "-engine", "gost", "-md_gost12_512", "-verify", str(folder / "key.pem"),
            "-signature", str(folder / "signature"), str(folder / "signed"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    return "Verified OK" in said.stdout


@pytest.mark.parametrize("label", [f"{OFFICER}-gost", "nca_gost", "root_gost", "ocsp_gost", "tsa_gost"])
def test_the_engine_accepts_a_certificate(pki: Pki, label: str, tmp_path: Path) -> None:
    own = x509.Certificate.load(pki.certificate(label))
    signer = pki.certificate(pki.entries[label].issuer)
    body, signature = own["tbs_certificate"].dump(), own["signature_value"].native
    assert accepted(tmp_path, signer, body, signature)
    assert not accepted(tmp_path, signer, body + b" ", signature)


def test_the_engine_accepts_a_list(pki: Pki, tmp_path: Path) -> None:
    made = crl.CertificateList.load(base_list(pki.key("nca_gost"), pki.standings.events(), NOW))
    assert accepted(tmp_path, pki.certificate("nca_gost"), made["tbs_cert_list"].dump(), made["signature"].native)
