"""Vectors of the national test contour: each verifies, or is refused, as its origin says.

Anchored at the authorities given with them, at a moment when they were valid; the table says why for each.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.asn1.reader import whole
from almasu.kernel.signatures.certificate import Certificate, read_certificate
from almasu.kernel.signatures.cms import read_cms
from almasu.kernel.signatures.conclusion import conclude
from almasu.kernel.signatures.examination import examine
from almasu.kernel.signatures.memory import Caches
from almasu.kernel.signatures.path import build_path, check_dates
from almasu.kernel.signatures.pem import CERTIFICATE_LABELS, without_armour
from almasu.kernel.signatures.profile import archive, contour
from almasu.kernel.signatures.reasons.reason import Outcome, Stopped
from almasu.kernel.signatures.revocation.crl import crl_check, read_list
from almasu.kernel.signatures.revocation.evidence import OcspAnswer
from almasu.kernel.signatures.revocation.ocsp import ocsp_check
from almasu.kernel.signatures.revocation.ocsp_answer import read_answer
from almasu.kernel.signatures.rules import rules_on
from almasu.kernel.signatures.story import SignatureVerdict
from almasu.kernel.signatures.timestamp import _check_signer, _info, _token, timestamp_check

pytestmark = pytest.mark.vectors


@pytest.fixture
def trusted(national):
    return archive(contour([one.read_bytes() for one in sorted((national / "ca").iterdir())]))


def certificate(path) -> Certificate:
    return read_certificate(without_armour(path.read_bytes(), CERTIFICATE_LABELS))


def day(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# file, signer, moment, code of the failed step or None, and why
SIGNATURES = [
    ("cms-01.der", 0, "2022-09-28", None, "GOST-2015 key issued 28.07.2022, signed on 27.09.2022"),
    ("cms-01.der", 1, "2021-09-28", None, "RSA key valid from 18.01.2021 to 18.01.2022"),
    ("cms-01.der", 1, "2022-09-28", "certificate.expired", "the RSA key had expired when it signed"),
    ("cms-01.der", 0, "2022-07-28", "certificate.not_yet_valid", "hours before the GOST key was issued"),
    ("cms-02.der", 0, "2022-09-28", None, "detached over test123, GOST-2015"),
    ("cms-02.der", 1, "2021-09-28", None, "detached over test123, RSA"),
    ("cms-03.der", 0, "2021-09-28", None, "RSA, attached test123"),
    ("cms-03.der", 0, "2022-09-28", "certificate.expired", "the key had expired when it signed"),
    ("cms-04.der", 0, "2021-09-28", None, "RSA, attached lol_kek"),
]
CONTENTS = {"cms-02.der": b"test123"}


@pytest.mark.parametrize(("file", "signer", "at", "code", "why"), SIGNATURES)
def test_a_national_signature_is_judged_as_its_origin_says(national, trusted, file, signer, at, code, why):
    data = (national / "cms" / file).read_bytes()
    found = examine(data, CONTENTS.get(file), None, trusted, day(at), signer=signer)
    failed = [step.code for step in found.steps if step.outcome is Outcome.FAILED]
    assert failed == ([] if code is None else [code]), why


@pytest.mark.parametrize("file", ["cms-01.der", "cms-02.der"])
def test_several_signers_are_for_archives(national, file):
    profile = contour([one.read_bytes() for one in sorted((national / "ca").iterdir())])
    data = (national / "cms" / file).read_bytes()
    found = examine(data, CONTENTS.get(file), None, profile, day("2022-09-28"))
    assert found.steps[-1].code == "cms.several_signers"


@pytest.mark.parametrize("file", ["cms-01.der", "cms-02.der", "cms-03.der", "cms-04.der"])
def test_other_content_under_a_national_signature_is_refused(national, trusted, file):
    data = (national / "cms" / file).read_bytes()
    found = examine(data, b"something else", None, trusted, day("2021-09-28"))
    assert found.steps[-1].code in {"cms.content_differs", "attributes.digest_differs"}


@pytest.mark.parametrize("file", ["cms-01.der", "cms-02.der", "cms-03.der", "cms-04.der"])
def test_no_changed_bit_of_a_national_signature_is_accepted(national, trusted, file):
    """Every 97th bit of the signature file is changed, one at a time."""
    data = (national / "cms" / file).read_bytes()
    caches = Caches()
    at = day("2022-09-28") if file in {"cms-01.der", "cms-02.der"} else day("2021-09-28")
    untouched = examine(data, CONTENTS.get(file), None, trusted, at, caches)
    assert not untouched.refused
    for bit in range(0, 8 * len(data), 97):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        found = examine(bytes(changed), b"test123" if file != "cms-04.der" else b"lol_kek", None, trusted, at, caches)
        assert found.refused or same_facts(bytes(changed), found, untouched), f"bit {bit}"


def same_facts(changed, found, untouched):
    """Tell whether the change hit only what nobody relies on: the other signer, a certificate not used."""
    before, after = read_cms(untouched.cms), read_cms(changed)
    return before.signers[0] == after.signers[0] or (
        found.signature == untouched.signature and found.path == untouched.path
    )


CERTIFICATES = [
    ("ceo_valid_sign_2004_gost.cer", "2022-06-01", None, None, "GOST-2004 head of a legal entity, for signing"),
    ("individual_valid_sign_2004_rsa.cer", "2022-06-01", None, None, "RSA individual, for signing"),
    ("individual_valid_sign_2004_rsa_auth.cer", "2022-06-01", None, "key usage", "RSA individual, for authentication"),
    ("individual_valid_sign_2004_rsa.cer", "2023-06-01", "certificate.expired", None, "expired on 18.01.2023"),
    ("ceo_valid_sign_2004_gost.cer", "2022-01-01", "certificate.not_yet_valid", None, "issued on 18.01.2022"),
]


@pytest.mark.parametrize(("file", "at", "code", "lacks", "why"), CERTIFICATES)
def test_a_national_certificate_is_judged_as_its_origin_says(national, trusted, file, at, code, lacks, why):
    one = certificate(national / "certs" / file)
    path = build_path(one, (), trusted, day(at), Caches().tables)
    assert len(path.links) == 2
    assert one.iin == "123456789011"
    if code is None:
        check_dates(path, day(at))
    else:
        with pytest.raises(Stopped) as stopped:
            check_dates(path, day(at))
        assert stopped.value.reason.code == code, why
    usage = rules_on(day(at)).usage
    assert (one.extensions.key_usage & usage == usage) is (lacks is None), why


@pytest.mark.parametrize("file", ["nca_gost2015_test.cer", "nca_gost_test.crt", "nca_rsa_test.crt"])
def test_a_national_authority_is_no_anchor_unless_chosen(national, file):
    others = [one.read_bytes() for one in sorted((national / "ca").iterdir()) if one.name != file]
    with pytest.raises(Stopped) as stopped:
        build_path(certificate(national / "ca" / file), (), contour(others), day("2022-09-28"), Caches().tables)
    assert stopped.value.reason.code == "path.no_issuer"


# file, code or None where the certificate is good, and the moment told in the answer
ANSWERS = [
    ("ocsp_response_ceo_2015_revoked.bin", "revocation.on_hold"),
    ("ocsp_response_ceo_sign_2004_revoked.bin", "revocation.revoked"),
    ("ocsp_response_individual_2015.bin", "revocation.unknown"),
    ("ocsp_response_individual_sign_2004.bin", None),
]


def asked(answer):
    """Return the serial number an answer speaks of."""
    return whole(answer.singles[0].about).inside(0x30).all(5)[3].integer()


@pytest.mark.parametrize(("file", "code"), ANSWERS)
def test_a_national_ocsp_answer_is_judged_as_its_name_says(national, trusted, file, code):
    data = (national / "ocsp" / file).read_bytes()
    answer = read_answer(data)
    at = answer.singles[0].this_update
    outcomes = []
    for authority in trusted.anchors:
        try:
            outcomes.append(ocsp_check(data, asked(answer), authority, answer.nonce, trusted, at))
        except Stopped as stopped:
            outcomes.append(stopped.reason.code)
    # Exactly one authority is the issuer; for the two others it is an answer about another certificate.
    assert outcomes.count("ocsp.other_certificate") == 2
    assert (code or at) in outcomes


@pytest.mark.parametrize(("file", "code"), ANSWERS)
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data, nonce, at: (data, b"\x00" * len(nonce), at), "ocsp.nonce"),
        (lambda data, nonce, at: (data, nonce, at + timedelta(minutes=6)), "ocsp.stale"),
        (lambda data, nonce, at: (data, nonce, at + timedelta(days=400)), "ocsp.stranger"),
    ],
    ids=["another nonce", "six minutes later", "responder expired"],
)
def test_a_national_ocsp_answer_out_of_place_is_not_believed(national, trusted, file, code, change, reason):
    data = (national / "ocsp" / file).read_bytes()
    answer = read_answer(data)
    data, nonce, at = change(data, answer.nonce, answer.singles[0].this_update)
    found = set()
    for authority in trusted.anchors:
        with pytest.raises(Stopped) as stopped:
            ocsp_check(data, asked(answer), authority, nonce, trusted, at)
        found.add(stopped.value.reason.code)
    assert found == {reason, "ocsp.other_certificate"}


LISTS = [
    ("nca_gost2022_test.crl", "GOST-2015"),
    ("nca_gost_test.crl", "GOST-2004"),
    ("nca_rsa_test.crl", "RSA"),
]


@pytest.mark.parametrize(("file", "family"), LISTS)
def test_a_national_list_holds_under_its_own_authority_only(national, trusted, file, family):
    data = (national / "crl" / file).read_bytes()
    one = read_list(data)
    outcomes = []
    for authority in trusted.anchors:
        try:
            outcomes.append(crl_check(data, None, 1, authority, trusted, one.this_update))
        except Stopped as stopped:
            outcomes.append(stopped.reason.code)
    assert sorted(outcomes, key=str) == sorted([one.this_update, "crl.other_issuer", "crl.other_issuer"], key=str), (
        family
    )


@pytest.mark.parametrize(("file", "family"), LISTS)
def test_a_national_list_names_whom_it_revokes(national, trusted, file, family):
    data = (national / "crl" / file).read_bytes()
    one = read_list(data)
    authority = next(anchor for anchor in trusted.anchors if anchor.subject == one.issuer)
    entry = whole(b"\x30\x82" + len(one.entries).to_bytes(2, "big") + one.entries).inside(0x30).next()
    serial = entry.inside(0x30).next().integer()
    with pytest.raises(Stopped) as stopped:
        crl_check(data, None, serial, authority, trusted, one.this_update)
    assert stopped.value.reason.code in {"revocation.revoked", "revocation.on_hold"}
    with pytest.raises(Stopped) as stopped:
        crl_check(data, None, 1, authority, trusted, one.this_update + timedelta(hours=25))
    assert stopped.value.reason.code == "crl.too_old"
    with pytest.raises(Stopped) as stopped:
        crl_check(data, None, 1, authority, trusted, one.next_update + timedelta(seconds=1))
    assert stopped.value.reason.code == "crl.expired"


@pytest.mark.parametrize("file", ["tsp_response.bin", "tsp_token.bin"])
def test_the_national_time_stamp_is_signed_but_its_imprint_is_too_weak(national, trusted, file):
    """The token holds as a signature of the GOST-2004 contour; its SHA-1 imprint is why we would not have asked so."""
    data = (national / "tsp" / file).read_bytes()
    at = day("2022-09-18") + timedelta(hours=14)
    with pytest.raises(Stopped) as stopped:
        timestamp_check(data, b"", Family.GOST_2004, None, trusted, at)
    assert stopped.value.reason.code == "timestamp.imprint_algorithm"
    signed = read_cms(_token(data))
    info = _info(signed.content)
    assert info.at == day("2022-09-18") + timedelta(hours=13, minutes=20, seconds=14)
    path = _check_signer(signed, trusted, info.at, Caches())
    assert path.leaf.extensions.extended == ("1.3.6.1.5.5.7.3.8",)
    assert path.anchor.common_name == "ҰКО 3.0 (GOST TEST)"


def test_a_whole_national_story_from_signature_to_revocation(national, trusted):
    """The RSA signer of cms-03 with the OCSP answer about the same key: good, though asked after its term."""
    data = (national / "cms" / "cms-03.der").read_bytes()
    answer = (national / "ocsp" / "ocsp_response_individual_sign_2004.bin").read_bytes()
    read = read_answer(answer)
    examination = examine(data, None, None, trusted, day("2021-09-28"))
    asked_at = read.singles[0].this_update
    story = conclude(examination, OcspAnswer(answer, read.nonce), asked_at)
    assert story.verdict is SignatureVerdict.VALID
    assert story.signer.fingerprint == hashlib.sha256(examination.path.leaf.raw).hexdigest()
    assert story.edition == "1187/2015"
