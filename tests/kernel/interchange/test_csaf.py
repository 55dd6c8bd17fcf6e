"""Advisories of makers read into drafts of vulnerability alerts: against real ones, and against broken ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from almasu.kernel.interchange.csaf_in import advisory_in, exploited_in
from almasu.law.problem import Problem

REAL = Path(__file__).parents[4] / "shared" / "vectors" / "asoi"
beside = pytest.mark.skipif(not REAL.exists(), reason="the published advisories are not beside this clone")


def document(**changed: Any) -> bytes:
    made: dict[str, Any] = {
        "document": {
            "title": "Alma VPN",
            "csaf_version": "2.0",
            "tracking": {"id": "ALMA-1", "version": "3"},
            "notes": [{"category": "summary", "text": "A flaw."}],
        },
        "product_tree": {"branches": [{"category": "vendor", "name": "Alma", "branches": [
            {"category": "product_name", "name": "Alma VPN", "branches": [
                {"category": "product_version_range", "name": "<4.2"}]}]}]},
        "vulnerabilities": [{
            "cve": "CVE-2026-1",
            "scores": [{"cvss_v3": {"baseScore": 7.5}}, {"cvss_v4": {"baseScore": 8.1}}],
            "remediations": [
                {"category": "mitigation", "details": "Close the port."},
                {"category": "vendor_fix", "details": "Update to 4.2."},
            ],
        }],
    }  # fmt: skip
    return json.dumps({**made, **changed}).encode()


def test_an_advisory_fills_in_the_draft_of_an_alert() -> None:
    advisory = advisory_in(document(), {})
    assert (advisory.number, advisory.score, advisory.cves) == ("ALMA-1", 8.1, ("CVE-2026-1",))
    assert advisory.fields == {
        "maker": "Alma",
        "product": "Alma VPN",
        "versions": "<4.2",
        "cves": "CVE-2026-1",
        "affected": "Alma | Alma VPN | <4.2",
        "severity": "high",
        "confidentiality": "amber_strict",
        "description": "Alma VPN\n\nA flaw.",
        "recommendations": "Update to 4.2.\nClose the port.",
    }


def test_what_is_known_to_be_exploited_is_critical() -> None:
    listed = exploited_in(b'{"vulnerabilities":[{"cveID":"CVE-2026-1","dueDate":"2026-12-01"}]}')
    assert advisory_in(document(), listed).fields["severity"] == "critical"


def deep(levels: int) -> dict[str, Any]:
    branch: dict[str, Any] = {"category": "product_family", "name": "x"}
    for _ in range(levels):
        branch = {"category": "product_family", "name": "x", "branches": [branch]}
    return {"branches": [branch]}


# A file that is no advisory of this version.
BROKEN = [
    b"",
    b"[]",
    b"{}",
    document(document={"title": "x", "csaf_version": "2.1", "tracking": {"id": "1"}}),
    document(product_tree=deep(60)),
    document().replace(b"[", b"[" * 90_000, 1),
    b" " * (16 * 1024 * 1024 + 1),
]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_advisory_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Problem) as no:
        advisory_in(data, {})
    assert no.value.kind.code == "interchange.csaf_unreadable"


@beside
def test_real_advisories_say_what_their_publisher_says() -> None:
    truth = json.loads((REAL / "csaf" / "truth.json").read_text())
    listed = exploited_in((REAL / "kev.json").read_bytes())
    seen = 0
    for name, told in truth.items():
        advisory = advisory_in((REAL / "csaf" / name).read_bytes(), listed)
        assert (advisory.number, advisory.title, advisory.version) == (told["id"], told["title"], told["version"])
        assert sorted(advisory.cves) == sorted(told["cves"])
        assert advisory.score == (told["max_cvss"] or 0.0)
        assert set(advisory.fields) == {
            "maker", "product", "versions", "cves", "severity", "confidentiality", "description", "recommendations",
            "affected",
        }  # fmt: skip
        seen += any(cve in listed for cve in advisory.cves)
    assert seen == 6
