"""Debian's openssl and its GOST engine judge what we make, and agree with us."""

from __future__ import annotations

import base64
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.asn1 import writer as der
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.gost.curves import CURVE_256_A, CURVE_512_A
from almasu.kernel.signatures.gost.gost94 import CRYPTO_PRO, gost34311
from almasu.kernel.signatures.gost.keys import GOST_256, GOST_512, point_bytes
from almasu.kernel.signatures.gost.sign import public_key, sign
from almasu.kernel.signatures.gost.streebog import streebog256, streebog512
from almasu.kernel.signatures.revocation.ocsp import ocsp_request
from almasu.kernel.signatures.timestamp import timestamp_request

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="no openssl on this machine")


def run(*arguments):
    return subprocess.run([OPENSSL, *arguments], capture_output=True, timeout=60, check=False)


def has_engine():
    return OPENSSL is not None and b"available" in run("engine", "-t", "gost").stdout


needs_engine = pytest.mark.skipif(not has_engine(), reason="openssl has no GOST engine (libengine-gost-openssl)")


def pem(path: Path, label: str, data: bytes) -> str:
    body = base64.encodebytes(data).decode()
    path.write_text(f"-----BEGIN {label}-----\n{body}-----END {label}-----\n")
    return str(path)


def written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def crypto_pro(data: bytes) -> bytes:
    return gost34311(data, CRYPTO_PRO)


@needs_engine
@pytest.mark.parametrize(
    ("name", "ours", "size"),
    [
        *(("md_gost12_512", streebog512, size) for size in (0, 1, 63, 64, 65, 1000)),
        *(("md_gost12_256", streebog256, size) for size in (0, 64, 1000)),
        # Of nothing at all the engine gives a digest that is not the published one (see test_hashes.py).
        *(("md_gost94", crypto_pro, size) for size in (1, 31, 32, 33, 1000)),
    ],
)
def test_the_engine_hashes_as_we_do(tmp_path, name, ours, size):
    data = bytes(range(256)) * 4
    file = written(tmp_path / "data", data[:size])
    found = run("dgst", "-engine", "gost", f"-{name}", "-binary", file)
    assert found.stdout == ours(data[:size]), found.stderr


TC26 = "1.2.643.7.1"
RUSSIAN = {
    "512": (CURVE_512_A, GOST_512, streebog512, "md_gost12_512", ".1.1.2", ".2.1.2.1", ".1.2.3"),
    "256": (CURVE_256_A, GOST_256, streebog256, "md_gost12_256", ".1.1.1", ".2.1.1.1", ".1.2.2"),
}


@needs_engine
@pytest.mark.parametrize("size", RUSSIAN)
@pytest.mark.parametrize("honest", [True, False])
def test_the_engine_accepts_our_signatures_in_its_own_writing(tmp_path, size, honest):
    """The Russian form of a signature is the Kazakh one backwards: s then r, big-endian (RFC 4491, 2.2.2)."""
    curve, scheme, digest, name, *oids = RUSSIAN[size]
    key_oid, curve_oid, hash_oid = (TC26 + oid for oid in oids)
    private, data = 0xC0FFEE << 200, b"signed by almasu"
    algorithm = der.sequence(der.oid(key_oid), der.sequence(der.oid(curve_oid), der.oid(hash_oid)))
    point = der.octet_string(point_bytes(public_key(private, curve), scheme))
    public = pem(tmp_path / "public.pem", "PUBLIC KEY", der.sequence(algorithm, der.bit_string(point)))
    signature = sign(private, digest(data if honest else b"other"), curve)[::-1]
    found = run(
        "dgst", "-engine", "gost", f"-{name}", "-verify", public,
        "-signature", written(tmp_path / "signature", signature), written(tmp_path / "data", data),
    )  # fmt: skip
    assert found.stdout.startswith(b"Verified OK" if honest else b"Verification failure"), found.stderr


CHANGES = {
    "right": {},
    "signature changed": {"signature": lambda signature: signature[:-1] + bytes([signature[-1] ^ 1])},
    "other content": {"content": b"other"},
    "digest left out": {"attributes": lambda usual: {k: v for k, v in usual.items() if not k.endswith(".4")}},
}


@needs_openssl
@pytest.mark.parametrize("family", ["rsa", "p256"])
@pytest.mark.parametrize("change", CHANGES)
def test_openssl_and_we_agree_on_a_signature(tmp_path, worlds, family, change):
    world = worlds(family)
    cms = world.cms(**CHANGES[change], certificates=(world.certificate, world.ca))
    at = world.act().issued
    found = run(
        "cms", "-verify", "-binary", "-inform", "DER", "-in", written(tmp_path / "cms", cms),
        "-content", written(tmp_path / "content", world.content),
        "-CAfile", pem(tmp_path / "root.pem", "CERTIFICATE", world.root),
        "-attime", str(int(at.timestamp())), "-out", str(tmp_path / "out"),
    )  # fmt: skip
    assert (found.returncode == 0) is not world.examined(cms).refused, found.stderr
    assert (found.returncode == 0) is (change == "right")


@needs_openssl
@pytest.mark.parametrize("days", [-400, 0, 400])
def test_openssl_and_we_agree_on_a_path(tmp_path, rsa_world, days):
    at = rsa_world.act().issued + timedelta(days=days)
    found = run(
        "verify", "-CAfile", pem(tmp_path / "root.pem", "CERTIFICATE", rsa_world.root),
        "-untrusted", pem(tmp_path / "ca.pem", "CERTIFICATE", rsa_world.ca),
        "-attime", str(int(at.timestamp())), pem(tmp_path / "leaf.pem", "CERTIFICATE", rsa_world.certificate),
    )  # fmt: skip
    assert (found.returncode == 0) is not rsa_world.examined(rsa_world.cms(), expected=None, at=at).refused


@needs_openssl
def test_openssl_reads_our_ocsp_question(tmp_path, rsa_world):
    leaf = read_certificate(rsa_world.certificate)
    question = written(tmp_path / "question", ocsp_request(leaf, rsa_world.issuer, bytes(range(16))))
    found = run("ocsp", "-reqin", question, "-req_text", "-noverify")
    assert f"{leaf.serial:X}".encode() in found.stdout
    assert b"sha256" in found.stdout


@needs_openssl
def test_openssl_reads_our_time_stamp_question(tmp_path, rsa_world):
    question = written(tmp_path / "question", timestamp_request(bytes(32), Family.RSA, 77))
    found = run("ts", "-query", "-in", question, "-text")
    assert b"Policy OID: 1.2.398.3.3.2.6.2" in found.stdout
    assert b"Nonce: 0x4D" in found.stdout
    assert b"Certificate required: yes" in found.stdout
