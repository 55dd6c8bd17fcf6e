"""Records of CVE, the list of EPSS, and signatures of messages: read and made as their standards say."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

import pytest

from almasu.kernel.interchange import epss
from almasu.kernel.interchange.cve_in import record_in
from almasu.kernel.interchange.incoming import FileKind
from almasu.kernel.interchange.message_signature import signature, signed_headers
from almasu.kernel.interchange.reading import fault_of, kind_of
from almasu.law import moment
from almasu.law.problem import Problem


def record(**change: Any) -> bytes:
    cna = {
        "title": "Overflow in Alma VPN",
        "descriptions": [{"lang": "en", "value": "An overflow."}, {"lang": "fr", "value": "Un."}],
        "solutions": [{"lang": "en", "value": "Update to 4.2."}],
        "metrics": [{"cvssV3_1": {"baseScore": 7.5}}, {"cvssV4_0": {"baseScore": 9.3}}, {"other": {}}],
        "affected": [
            {"vendor": "Alma", "product": "VPN", "cpes": ["cpe:2.3:a:alma:vpn:*:*:*:*:*:*:*:*"], "versions": [
                {"version": "4.0", "lessThan": "4.2", "status": "affected"},
                {"version": "0", "lessThanOrEqual": "3.9", "status": "affected"},
                {"version": "4.2", "status": "unaffected"}]},
            {"vendor": "Alma", "product": "Mail", "defaultStatus": "affected"},
        ],
        **change,
    }  # fmt: skip
    metadata = {"cveId": "CVE-2026-1234", "state": "PUBLISHED", "dateUpdated": "2026-11-20T00:00:00Z"}
    return json.dumps({"dataType": "CVE_RECORD", "cveMetadata": metadata, "containers": {"cna": cna}}).encode()


def test_a_record_of_cve_fills_in_an_alert() -> None:
    read = record_in(record(), {})
    assert (read.number, read.score, read.fields["severity"]) == ("CVE-2026-1234", 9.3, "critical")
    assert read.fields["affected"].splitlines() == [
        "Alma | VPN | >= 4.0, < 4.2 | cpe:2.3:a:alma:vpn:*:*:*:*:*:*:*:*",
        "Alma | VPN | <= 3.9 | cpe:2.3:a:alma:vpn:*:*:*:*:*:*:*:*",
        "Alma | Mail | *",
    ]
    assert (read.fields["recommendations"], read.fields["confidentiality"]) == ("Update to 4.2.", "clear")
    assert kind_of(record()) is FileKind.CVE


@pytest.mark.parametrize("data", [b"", b"{}", record().replace(b"PUBLISHED", b"REJECTED"), b"[" * 99_999], ids=range(4))
def test_what_is_no_published_record_is_refused(data: bytes) -> None:
    assert fault_of(FileKind.CVE, data) == "interchange.cve_unreadable"
    assert kind_of(data) is None


def test_scores_are_read_plain_and_packed_and_parted_by_year() -> None:
    plain = b"#model_version:v4\ncve,epss,percentile\nCVE-2025-1,0.97,0.99\nCVE-2026-7,0.01,0.2\n"
    for data in (plain, gzip.compress(plain)):
        assert epss.scores_in(data) == {"CVE-2025-1": 0.97, "CVE-2026-7": 0.01}
        years = epss.years_of(data)
        assert epss.scores_of([years["2025"]]) == {"CVE-2025-1": 0.97}


BOMB = gzip.compress(b"cve,epss\n" + b"x" * (epss.MOST_BYTES + 1))


@pytest.mark.parametrize(
    "data",
    [b"", b"a,b\n", b"cve,epss\nCVE-1,high\n", b"cve,epss\nCVE-1,7\n", b"\x1f\x8bno", b"\xff", BOMB],
    ids=range(7),
)
def test_what_is_no_list_of_scores_is_refused(data: bytes) -> None:
    with pytest.raises(Problem, match=r"interchange\.epss_unreadable"):
        epss.scores_in(data)


def test_a_signature_is_that_of_the_standard() -> None:
    """RFC 9421, B.2.5, with the shared key of B.1.5."""
    key = base64.b64decode("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==")
    components = (
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("@authority", "example.com"),
        ("content-type", "application/json"),
    )
    parameters = '("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"'
    made = base64.b64encode(signature(components, parameters, key)).decode()
    assert made == "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8="


def test_what_is_sent_names_its_digest_and_when_it_was_signed() -> None:
    at = moment.read("2026-11-20T09:00:00+05:00")
    said = signed_headers("https://x.example/hook", b"{}", b"k" * 32, "place", at)
    assert said["Content-Digest"] == "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:"
    assert said["Signature-Input"].startswith(
        'notice=("@method" "@target-uri" "content-type" "content-digest");created=1795147200;keyid="place"'
    )
