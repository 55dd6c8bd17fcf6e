"""The services over HTTP: OCSP, stamps, lists, certificates, judged by openssl, rfc3161-client and our own checks."""

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import rfc3161_client
from asn1crypto import crl, ocsp, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509

from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.certificate import read_certificate
from almasu.kernel.signatures.profile import embedded
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.crl import crl_check
from almasu.kernel.signatures.revocation.ocsp import ocsp_check, ocsp_request
from almasu.kernel.signatures.timestamp import timestamp_check, timestamp_request
from almasu.law.problem import Problem
from almasu.testing.pki import Pki
from almasu.testing.pki.lists import base_list, base_moment, delta_list
from almasu.testing.pki.service import pki_service
from almasu.testing.pki.standing import Reason
from embedded_pki import NOW, OFFICER, pem_file

NONCE = bytes(range(32))
needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here to judge")


@pytest.fixture
async def address(own_pki: Pki) -> AsyncIterator[str]:
    async with pki_service(own_pki, clock=lambda: NOW) as at:
        yield at


async def asked(url: str, body: bytes, kind: str = "application/octet-stream") -> bytes:
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers={"Content-Type": kind}) as answer,
    ):
        assert answer.status == 200
        return await answer.read()


async def taken(url: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.read()


async def judged_by(*command: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


def question(pki: Pki, label: str) -> tuple[bytes, int]:
    certificate, issuer = (read_certificate(one) for one in (pki.certificate(label), pki.chain(label)[0]))
    return ocsp_request(certificate, issuer, NONCE), certificate.serial


def checked(pki: Pki, label: str, reply: bytes) -> str:
    """What our own check says: "good" or the code of the reason."""
    issuer = read_certificate(pki.chain(label)[0])
    try:
        ocsp_check(reply, question(pki, label)[1], issuer, NONCE, embedded(pki.roots(), pki.issuers()), NOW)
    except Stopped as stop:
        return stop.reason.code
    return "good"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        (f"{OFFICER}-gost", "good"),
        (f"{OFFICER}-rsa", "good"),
        (f"{OFFICER}-lost", "revocation.revoked"),
        ("941208355264-paused", "revocation.on_hold"),
        ("tls", "good"),
    ],
)
async def test_the_responder_tells_the_standing(own_pki: Pki, address: str, label: str, said: str) -> None:
    reply = await asked(f"{address}/ocsp/", question(own_pki, label)[0], "application/ocsp-request")
    assert checked(own_pki, label, reply) == said


async def test_the_answer_is_that_of_the_national_responder(own_pki: Pki, address: str) -> None:
    reply = await asked(f"{address}/ocsp/", question(own_pki, f"{OFFICER}-gost")[0])
    basic = ocsp.OCSPResponse.load(reply)["response_bytes"]["response"].parsed
    body = basic["tbs_response_data"]
    extensions = {one["extn_id"].dotted: one["extn_value"].contents for one in body["response_extensions"]}
    assert body["responder_id"].name == "by_name"
    assert body["responses"][0]["next_update"].native is None
    assert extensions == {
        "1.3.6.1.5.5.7.48.1.2": b"\x04\x20" + NONCE,
        "1.3.6.1.5.5.7.48.1.9": b"\x05\x00",
    }


async def test_what_was_never_issued_is_answered_as_the_national_responder_does(own_pki: Pki, address: str) -> None:
    body = bytearray(question(own_pki, f"{OFFICER}-gost")[0])
    serial = bytes.fromhex(own_pki.entries[f"{OFFICER}-gost"].serial)
    at = bytes(body).index(serial)
    body[at + 19] ^= 1
    reply = ocsp.OCSPResponse.load(await asked(f"{address}/ocsp/", bytes(body)))
    status = reply["response_bytes"]["response"].parsed["tbs_response_data"]["responses"][0]["cert_status"]
    assert status.name == "revoked"
    assert status.native["revocation_time"].year == 1970
    assert status.native["revocation_reason"] == "certificate_hold"


async def test_a_foreign_issuer_is_not_answered_for(own_pki: Pki, address: str) -> None:
    leaf, issuer = read_certificate(own_pki.certificate("tls")), read_certificate(own_pki.certificate("tsa_rsa"))
    reply = ocsp.OCSPResponse.load(await asked(f"{address}/ocsp/", ocsp_request(leaf, issuer, NONCE)))
    assert reply["response_status"].native == "unauthorized"


@pytest.mark.parametrize("body", [b"", b"\x30\x03", b"\x30\x80\x00\x00", b"{}", b"\x30" * 4000])
async def test_nonsense_is_answered_as_malformed(address: str, body: bytes) -> None:
    reply = ocsp.OCSPResponse.load(await asked(f"{address}/ocsp/", body))
    assert reply["response_status"].native == "malformed_request"
    stamped = await asked(f"{address}/tsp/", body)
    assert b"\x02\x01\x02" in stamped


async def test_a_huge_question_is_refused(address: str) -> None:
    async with aiohttp.ClientSession() as session, session.post(f"{address}/ocsp/", data=b"0" * 100_000) as answer:
        assert answer.status == 413


async def test_a_change_of_standing_shows_at_once_in_another_process(own_pki: Pki, address: str) -> None:
    label = f"{OFFICER}-gost"
    elsewhere = Pki.load(own_pki.directory)
    expected = [
        (lambda: elsewhere.hold(label, NOW - timedelta(minutes=3)), "revocation.on_hold"),
        (lambda: elsewhere.release(label, NOW - timedelta(minutes=2)), "good"),
        (lambda: elsewhere.revoke(label, NOW - timedelta(minutes=1), Reason.SUPERSEDED), "revocation.revoked"),
    ]
    for change, said in expected:
        change()
        reply = await asked(f"{address}/ocsp/", question(own_pki, label)[0])
        assert checked(own_pki, label, reply) == said


def test_a_revoked_certificate_does_not_come_back(own_pki: Pki) -> None:
    for change in (own_pki.release, own_pki.hold, own_pki.revoke):
        with pytest.raises(Problem, match=r"pki\.key\.revoked"):
            change(f"{OFFICER}-lost", NOW)


@needs_openssl
async def test_openssl_accepts_the_responder(own_pki: Pki, address: str, tmp_path: Path) -> None:
    issuer = pem_file(own_pki, tmp_path, "nca_rsa")
    code, said = await judged_by(
        "openssl", "ocsp", "-sha256", "-issuer", issuer, "-cert", pem_file(own_pki, tmp_path, f"{OFFICER}-rsa"),
        "-url", f"{address}/ocsp/", "-CAfile", pem_file(own_pki, tmp_path, "root_rsa"),
        "-attime", str(int(NOW.timestamp())), "-validity_period", "999999999",
    )  # fmt: skip
    assert code == 0, said
    assert "Response verify OK" in said
    assert f"{OFFICER}-rsa: good" in said


@needs_openssl
@pytest.mark.parametrize("hashing", ["-sha256", "-sha512"])
async def test_openssl_accepts_a_time_stamp(own_pki: Pki, address: str, tmp_path: Path, hashing: str) -> None:
    data, query, reply = (tmp_path / name for name in ("data", "query", "reply"))
    data.write_bytes(b"checkpoint")
    asking = ["openssl", "ts", "-query", "-data", str(data), hashing, "-cert", "-out", str(query)]
    assert (await judged_by(*asking))[0] == 0
    reply.write_bytes(await asked(f"{address}/tsp/", query.read_bytes(), "application/timestamp-query"))
    code, said = await judged_by(
        "openssl", "ts", "-verify", "-in", str(reply), "-queryfile", str(query), "-attime", str(int(NOW.timestamp())),
        "-CAfile", pem_file(own_pki, tmp_path, "root_rsa"), "-untrusted", pem_file(own_pki, tmp_path, "nca_rsa"),
    )  # fmt: skip
    assert code == 0, said


async def test_another_client_accepts_a_time_stamp(own_pki: Pki, address: str) -> None:
    wanted = rfc3161_client.TimestampRequestBuilder().data(b"checkpoint").nonce(nonce=True).build()
    reply = rfc3161_client.decode_timestamp_response(await asked(f"{address}/tsp/", wanted.as_bytes()))
    verifier = (
        rfc3161_client.VerifierBuilder()
        .add_root_certificate(x509.load_der_x509_certificate(own_pki.certificate("root_rsa")))
        .add_intermediate_certificate(x509.load_der_x509_certificate(own_pki.certificate("nca_rsa")))
        .build()
    )
    # The builder hashes with SHA-512 unless told otherwise.
    assert verifier.verify(reply, hashlib.sha512(b"checkpoint").digest())


@pytest.mark.parametrize("family", [Family.GOST_512, Family.RSA])
async def test_our_own_check_accepts_a_time_stamp(own_pki: Pki, address: str, family: Family) -> None:
    from almasu.kernel.signatures.algorithms import SUITES

    asking = timestamp_request(SUITES[family].digest(b"checkpoint"), family, 12345)
    reply = await asked(f"{address}/tsp/", asking)
    stamp = timestamp_check(reply, b"checkpoint", family, 12345, embedded(own_pki.roots(), own_pki.issuers()), NOW)
    assert stamp.at == NOW


@pytest.mark.parametrize(
    ("hashing", "imprint", "policy", "failure"),
    [
        ("1.2.840.113549.2.5", bytes(16), None, "bad_alg"),
        ("2.16.840.1.101.3.4.2.1", bytes(31), None, "bad_data_format"),
        ("2.16.840.1.101.3.4.2.1", bytes(32), "1.2.3.4", "unaccepted_policy"),
    ],
)
async def test_a_stamp_that_cannot_be_given_is_refused_with_its_reason(
    address: str, hashing: str, imprint: bytes, policy: str | None, failure: str
) -> None:
    fields = {
        "version": "v1",
        "message_imprint": {"hash_algorithm": {"algorithm": hashing}, "hashed_message": imprint},
        "cert_req": True,
    }
    if policy:
        fields["req_policy"] = policy
    reply = await asked(f"{address}/tsp/", tsp.TimeStampReq(fields).dump())
    status = tsp.PKIStatusInfo.load(reply[2:])
    assert (status["status"].native, status["fail_info"].native) == ("rejection", {failure})


@needs_openssl
async def test_openssl_accepts_the_lists(own_pki: Pki, address: str, tmp_path: Path) -> None:
    own_pki.revoke(f"{OFFICER}-rsa", NOW - timedelta(minutes=1))
    issuer = pem_file(own_pki, tmp_path, "nca_rsa")
    for name in ("nca_rsa", "nca_d_rsa"):
        (tmp_path / f"{name}.crl").write_bytes((await taken(f"{address}/crl/{name}.crl"))[1])
        code, said = await judged_by(
            "openssl",
            "crl",
            "-inform",
            "DER",
            "-in",
            str(tmp_path / f"{name}.crl"),
            "-CAfile",
            issuer,
            "-noout",
            "-text",
        )
        assert code == 0, said
        assert "verify OK" in said
    assert "Delta CRL Indicator: critical" in said
    # Like every integer it is printed without the octet that keeps it positive.
    assert own_pki.entries[f"{OFFICER}-rsa"].serial.removeprefix("00").upper() in said


@pytest.mark.parametrize(
    ("label", "said"),
    [
        (f"{OFFICER}-gost", "good"),
        (f"{OFFICER}-lost", "revocation.revoked"),
        ("941208355264-paused", "revocation.on_hold"),
    ],
)
def test_our_own_check_reads_the_lists(pki: Pki, label: str, said: str) -> None:
    authority, events = pki.key("nca_gost"), pki.standings.events()
    serial, issuer = int(pki.entries[label].serial, 16), read_certificate(authority.certificate)
    base, delta = base_list(authority, events, NOW), delta_list(authority, events, NOW)
    try:
        crl_check(base, delta, serial, issuer, embedded(pki.roots(), pki.issuers()), NOW)
        found = "good"
    except Stopped as stop:
        found = stop.reason.code
    assert found == said


def test_a_release_after_the_base_list_is_told_by_the_delta(own_pki: Pki) -> None:
    label, authority = "941208355264-paused", own_pki.key("nca_gost")
    serial = int(own_pki.entries[label].serial, 16)
    own_pki.release(label, NOW)
    events = own_pki.standings.events()
    base = crl.CertificateList.load(base_list(authority, events, NOW))["tbs_cert_list"]
    delta = crl.CertificateList.load(delta_list(authority, events, NOW))["tbs_cert_list"]
    assert serial in [one["user_certificate"].native for one in base["revoked_certificates"]]
    reasons = {one["user_certificate"].native: one.crl_reason_value.native for one in delta["revoked_certificates"]}
    assert reasons == {serial: "remove_from_crl"}


def test_a_base_list_stays_the_same_for_half_a_day(own_pki: Pki) -> None:
    authority, start = own_pki.key("nca_rsa"), base_moment(NOW)
    events = own_pki.standings.events()
    first = base_list(authority, events, start)
    assert base_list(authority, events, start + timedelta(hours=11, minutes=59)) == first
    assert base_list(authority, events, start + timedelta(hours=12)) != first


async def test_certificates_and_lists_are_where_certificates_say(own_pki: Pki, address: str) -> None:
    own = asn1_x509.Certificate.load(own_pki.certificate(f"{OFFICER}-gost"))
    places = [
        *(one["access_location"].native for one in own.authority_information_access_value),
        *(point["distribution_point"].native[0] for point in own.crl_distribution_points_value),
        *(point["distribution_point"].native[0] for point in own.freshest_crl_value),
    ]
    for place in places:
        path = place.removeprefix(own_pki.address)
        status, _ = await taken(address + path)
        assert status == (405 if path == "/ocsp/" else 200), path
    assert (await taken(f"{address}/cert/nca_gost.cer"))[1] == own_pki.certificate("nca_gost")
    for missing in ("/cert/tls.cer", "/crl/nobody.crl", "/cert/..%2Fpki.json.cer"):
        assert (await taken(address + missing))[0] == 404
