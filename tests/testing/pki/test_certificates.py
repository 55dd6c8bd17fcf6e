"""The certificates of the embedded authority: the national layout, and chains an independent tool accepts."""

import shutil
import subprocess
from pathlib import Path

import pytest
from asn1crypto import x509

from almasu.kernel.signatures.certificate import read_certificate
from almasu.law.problem import Problem
from almasu.testing.people import PEOPLE
from almasu.testing.pki import Algorithm, Pki, WrongPin, create_pki
from embedded_pki import NOW, OFFICER, OPENED, pem_file

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here to judge")
WITH_RSA_ISSUER = [f"{OFFICER}-rsa", "tls", "emulator_tls", "registers_tls", "node", "shep_node", "ocsp_rsa", "tsa_rsa"]
PERSONAL_EXTENSIONS = {
    "2.5.29.15": True,  # key usage
    "2.5.29.32": False,  # policies
    "1.3.6.1.5.5.7.1.1": False,  # responder and issuer
    "2.5.29.31": False,  # base list
    "2.5.29.46": False,  # delta list
    "2.5.29.37": False,  # extended usage
    "1.2.398.3.3.5": False,  # carrier
    "2.5.29.14": False,
    "2.5.29.35": False,
}


def certificate(pki: Pki, label: str) -> x509.Certificate:
    return x509.Certificate.load(pki.certificate(label))


def test_a_person_is_named_in_the_national_order(pki: Pki) -> None:
    parts = [
        (part["type"].dotted, part["value"].native)
        for one in certificate(pki, f"{OFFICER}-gost").subject.chosen
        for part in one
    ]
    assert parts == [
        ("2.5.4.3", "ӘБЕНОВА ГҮЛНАР"),
        ("2.5.4.4", "ӘБЕНОВА"),
        ("2.5.4.5", f"IIN{OFFICER}"),
        ("2.5.4.6", "KZ"),
        ("2.5.4.42", "СЕРІКҚЫЗЫ"),
    ]


@pytest.mark.parametrize("family", ["gost", "rsa"])
def test_a_person_has_the_extensions_of_the_national_profile(pki: Pki, family: str) -> None:
    extensions = certificate(pki, f"{OFFICER}-{family}")["tbs_certificate"]["extensions"]
    assert {one["extn_id"].dotted: one["critical"].native for one in extensions} == PERSONAL_EXTENSIONS


def test_the_serial_number_is_the_key_identifier_without_its_top_bit(pki: Pki) -> None:
    for label in pki.entries:
        found = certificate(pki, label)
        identifier = found.key_identifier
        assert found.serial_number == int.from_bytes(identifier, "big") & ~(1 << 159)


@pytest.mark.parametrize(
    ("label", "protected"),
    [(f"{OFFICER}-gost", True), (f"{OFFICER}-rsa", True), (f"{OFFICER}-file", False)],
)
def test_the_carrier_is_named(pki: Pki, label: str, protected: bool) -> None:
    carriers = read_certificate(pki.certificate(label)).extensions.carriers
    assert ("1.2.398.3.3.5.1.1" not in carriers) is protected
    assert carriers


def test_an_employee_is_named_with_the_body_and_its_number(pki: Pki) -> None:
    subject = certificate(pki, f"{OFFICER}-employee").subject.native
    assert subject["organizational_unit_name"] == f"BIN{PEOPLE[0].body_bin}"
    assert subject["serial_number"] == f"IIN{OFFICER}"


def test_a_system_has_no_person(pki: Pki) -> None:
    subject = certificate(pki, "shep_node").subject.native
    assert "serial_number" not in subject
    assert subject["user_id"].startswith("1.2.398.")


def test_an_expired_key_is_past_its_term_and_the_usual_one_is_not(pki: Pki) -> None:
    old, usual = certificate(pki, "790130353308-old"), certificate(pki, "790130353308-gost")
    assert old.not_valid_after < OPENED
    assert usual.not_valid_before < NOW < usual.not_valid_after


@needs_openssl
@pytest.mark.parametrize("label", WITH_RSA_ISSUER)
def test_openssl_accepts_the_chain(pki: Pki, label: str, tmp_path: Path) -> None:
    roots, issuers = pem_file(pki, tmp_path, "root_rsa"), pem_file(pki, tmp_path, "nca_rsa")
    judged = subprocess.run(
        [
            "openssl", "verify", "-x509_strict", "-attime", str(int(NOW.timestamp())),
            "-CAfile", roots, "-untrusted", issuers, pem_file(pki, tmp_path, label),
        ],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert judged.returncode == 0, judged.stderr


def test_another_gost_library_accepts_our_gost_signature(pki: Pki) -> None:
    oracle = pytest.importorskip("gostcrypto")
    issuer, own = read_certificate(pki.certificate("nca_gost")), certificate(pki, f"{OFFICER}-gost")
    curve = oracle.gostsignature.CURVES_R_1323565_1_024_2019["id-tc26-gost-3410-12-512-paramSetA"]
    judge = oracle.gostsignature.new(oracle.gostsignature.MODE_512, curve)
    digest = oracle.gosthash.new("streebog512", data=own["tbs_certificate"].dump()).digest()
    point = issuer.key_bits[-128:]
    key = point[63::-1] + point[:63:-1]
    signature = own["signature_value"].native
    ours = signature[63::-1] + signature[:63:-1]
    assert judge.verify(bytearray(key), bytearray(digest[::-1]), bytearray(ours))


def test_a_private_key_opens_with_its_pin_only(pki: Pki) -> None:
    for family in (Algorithm.GOST, Algorithm.RSA):
        assert pki.person_key(OFFICER, family, PEOPLE[0].pin).sign(b"x")
        with pytest.raises(WrongPin):
            pki.person_key(OFFICER, family, "000000")


def test_private_files_are_for_their_owner_only(pki: Pki) -> None:
    private = [*(pki.directory / "keys").iterdir(), pki.directory / "service.pin", pki.directory / "pki.json"]
    assert {path.stat().st_mode & 0o777 for path in private} == {0o600}


def test_no_pin_and_no_scalar_is_written_plainly(pki: Pki) -> None:
    key = pki.person_key(OFFICER)
    plain = key.secret.scalar.to_bytes(64, "little")
    kept = b"".join(path.read_bytes() for path in pki.directory.rglob("*") if path.is_file())
    assert plain not in kept
    assert str(key.secret.scalar) not in repr(key)


@pytest.mark.parametrize("profile", ["prod", "test", ""])
def test_any_other_trust_profile_is_refused(pki: Pki, profile: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"pki\.profile"):
        Pki.load(pki.directory, profile)
    with pytest.raises(Problem, match=r"pki\.profile"):
        create_pki(tmp_path / "pki", (), OPENED, profile=profile)


def test_a_folder_in_use_is_left_alone(pki: Pki) -> None:
    with pytest.raises(FileExistsError):
        create_pki(pki.directory, PEOPLE, OPENED)
