"""The mandatory tests of CSAF 2.0: real advisories pass, and each test finds the fault it is for."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import resources
from uuid import UUID

import pytest

from almasu.kernel.interchange.csaf_check import CHECKED, faults_of
from almasu.kernel.interchange.csaf_out import advisory_of
from almasu.kernel.interchange.stix_out import Published
from almasu.kernel.sector.alert import VulnerabilityAlert
from almasu.kernel.sector.confidentiality import Degree

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
ALERT = VulnerabilityAlert("Maker", "Gateway", "< 4", Degree.CLEAR, "Told.", "Update.", "high", ("CVE-2026-1001",))


def ours() -> dict:
    editions = [AT, AT + timedelta(days=1), AT + timedelta(days=2)]
    told = advisory_of(ALERT, Published(UUID(int=5, version=4), "Centre", AT, editions[-1], "en"), editions)
    return json.loads(json.dumps(told))


def found_in(document: dict) -> set[str]:
    return {one.test for one in faults_of(json.dumps(document).encode())}


def test_our_own_advisory_holds_together():
    assert found_in(ours()) == set()


def history(document: dict) -> list[dict]:
    return document["document"]["tracking"]["revision_history"]


def twice(items: list) -> None:
    items.append(copy.deepcopy(items[0]))


def of(document: dict) -> dict:
    return document["vulnerabilities"][0]


def tree(document: dict) -> dict:
    return document["product_tree"]


def leaf(document: dict) -> dict:
    return tree(document)["branches"][0]["branches"][0]["branches"][0]


def made(document: dict, whole: str, part: str) -> None:
    named = {"product_id": whole, "name": whole}
    relation = {"full_product_name": named, "product_reference": part, "relates_to_product_reference": "ALMASU-1"}
    tree(document).setdefault("relationships", []).append({"category": "default_component_of", **relation})


def circle(document: dict) -> None:
    for whole, part in (("A", "B"), ("B", "C"), ("C", "A"), ("D", "ALMASU-1")):
        made(document, whole, part)


def scored(document: dict, scale: str = "cvss_v3", **change: object) -> None:
    whole = {
        "cvss_v3": {
            "version": "3.1",
            "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N",
            "baseScore": 6.1,
            "baseSeverity": "MEDIUM",
        },
        "cvss_v2": {"version": "2.0", "vectorString": "AV:N/AC:L/Au:N/C:P/I:P/A:P", "baseScore": 7.5},
    }[scale]
    of(document)["scores"] = [{"products": ["ALMASU-1"], scale: whole | change}]


def profile(document: dict, category: str, **change: object) -> None:
    document["document"]["category"] = category
    of(document).update(change)


def hashed(document: dict) -> None:
    digests = [{"algorithm": "sha256", "value": "a" * 64}] * 2
    leaf(document)["product"]["product_identification_helper"] = {
        "hashes": [{"file_hashes": digests, "filename": "firmware.bin"}]
    }


def flags(*labels: str) -> list[dict]:
    return [{"label": label, "product_ids": ["ALMASU-1"]} for label in labels]


FIXED = {"fixed": ["ALMASU-1"]}
INVOLVED = {"party": "vendor", "date": "2026-11-20T09:00:00Z", "status": "open"}
SPOILT: list[tuple[str, Callable[[dict], object]]] = [
    ("6.1.1", lambda one: of(one)["product_status"]["known_affected"].append("NO-1")),
    ("6.1.2", lambda one: twice(one["product_tree"]["branches"])),
    ("6.1.3", circle),
    ("6.1.4", lambda one: of(one)["remediations"][0].update(group_ids=["G"])),
    ("6.1.5", lambda one: one["product_tree"].update(product_groups=[{"group_id": "G", "product_ids": []}] * 2)),
    ("6.1.6", lambda one: of(one)["product_status"].update(fixed=["ALMASU-1"])),
    ("6.1.7", lambda one: (scored(one), twice(of(one)["scores"]))),
    ("6.1.8", lambda one: scored(one, baseSeverity="")),
    ("6.1.8", lambda one: scored(one, vectorString="CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N/A:H")),
    ("6.1.8", lambda one: scored(one, "cvss_v2", version="")),
    ("6.1.9", lambda one: scored(one, baseScore=6.2)),
    ("6.1.9", lambda one: scored(one, baseSeverity="HIGH")),
    ("6.1.9", lambda one: scored(one, "cvss_v2", baseScore=7.4)),
    ("6.1.10", lambda one: scored(one, attackVector="LOCAL")),
    ("6.1.9", lambda one: scored(one, temporalScore=1.0)),
    ("6.1.9", lambda one: scored(one, environmentalSeverity="LOW")),
    ("6.1.8", lambda one: scored(one, vectorString="CVSS:3.1/" + "AV:N/" * 100_000)),
    ("6.1.8", lambda one: scored(one, vectorString="CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N")),
    ("6.1.8", lambda one: scored(one, "cvss_v2", baseScore=None)),
    ("6.1.11", lambda one: of(one).update(cwe={"id": "CWE-79", "name": "Improper Input Validation"})),
    ("6.1.11", lambda one: of(one).update(cwe={"id": "CWE-79\n", "name": "Improper Input Validation"})),
    ("6.1.11", lambda one: of(one).update(cwe={"id": "CWE-0", "name": "None"})),
    ("6.1.12", lambda one: one["document"].update(lang="kk-Abcd")),
    ("6.1.12", lambda one: one["document"].update(lang="kk-QW")),
    ("6.1.12", lambda one: one["document"].update(lang="ez")),
    ("6.1.13", lambda one: leaf(one)["product"].update(product_identification_helper={"purl": "pkg:maven/@1"})),
    ("6.1.14", lambda one: history(one)[0].update(date="2027-01-01T00:00:00Z")),
    ("6.1.15", lambda one: one["document"]["publisher"].update(category="translator")),
    ("6.1.16", lambda one: one["document"]["tracking"].update(version="2")),
    ("6.1.17", lambda one: one["document"]["tracking"].update(version="0")),
    ("6.1.18", lambda one: history(one)[0].update(number="0")),
    ("6.1.19", lambda one: history(one)[0].update(number="1-rc")),
    ("6.1.20", lambda one: one["document"]["tracking"].update(version="3-rc")),
    ("6.1.21", lambda one: history(one).pop(1)),
    ("6.1.21", lambda one: history(one).pop(0)),
    ("6.1.22", lambda one: history(one)[0].update(number="2")),
    ("6.1.23", lambda one: twice(one["vulnerabilities"])),
    ("6.1.24", lambda one: of(one).update(involvements=[INVOLVED, INVOLVED])),
    ("6.1.25", hashed),
    ("6.1.26", lambda one: one["document"].update(category="Csaf_Security Advisory")),
    ("6.1.27.1", lambda one: (profile(one, "csaf_informational_advisory"), one["document"].pop("notes"))),
    ("6.1.27.2", lambda one: profile(one, "csaf_security_incident_response")),
    ("6.1.27.3", lambda one: profile(one, "csaf_informational_advisory")),
    ("6.1.27.4", lambda one: one.pop("product_tree")),
    ("6.1.27.5", lambda one: of(one).pop("notes")),
    ("6.1.27.6", lambda one: of(one).pop("product_status")),
    ("6.1.27.7", lambda one: profile(one, "csaf_vex", product_status={"first_fixed": ["ALMASU-1"]})),
    ("6.1.27.8", lambda one: (profile(one, "csaf_vex"), of(one).pop("cve"))),
    ("6.1.27.9", lambda one: profile(one, "csaf_vex", product_status={"known_not_affected": ["ALMASU-1"]})),
    ("6.1.27.10", lambda one: profile(one, "csaf_vex", remediations=[])),
    ("6.1.27.11", lambda one: one["vulnerabilities"].clear()),
    ("6.1.28", lambda one: one["document"].update(lang="kk-KZ", source_lang="kk-kz")),
    ("6.1.29", lambda one: of(one)["remediations"][0].pop("product_ids")),
    ("6.1.30", lambda one: history(one)[0].update(number="1.0.0")),
    ("6.1.31", lambda one: leaf(one).update(category="product_version", name="4.1 and earlier")),
    ("6.1.32", lambda one: of(one).update(flags=[{"label": "component_not_present"}])),
    ("6.1.33", lambda one: of(one).update(flags=flags("component_not_present", "vulnerable_code_not_present"))),
]


@pytest.mark.parametrize(("test", "spoil"), SPOILT, ids=[f"{at} {test}" for at, (test, _) in enumerate(SPOILT)])
def test_each_test_finds_its_fault(test, spoil):
    document = ours()
    spoil(document)
    assert test in found_in(document)


def test_every_test_that_is_made_has_a_case():
    assert {test for test, _ in SPOILT} == set(CHECKED)


SOUND: list[Callable[[dict], object]] = [
    scored,
    lambda one: scored(one, "cvss_v2", accessVector="NETWORK"),
    lambda one: scored(one, vectorString="CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H/E:P/RL:O", baseScore=10.0,
                       baseSeverity="CRITICAL"),
    lambda one: scored(one, vectorString="CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:N/I:N/A:N", baseScore=0,
                       baseSeverity="NONE"),
    lambda one: scored(one, "cvss_v2", vectorString="AV:N/AC:L/Au:N/C:P/I:P/A:P/E:U/RL:OF/RC:C", temporalScore=5.5),
    lambda one: scored(one, modifiedAttackVector="NOT_DEFINED", temporalScore=6.1, environmentalScore=6.1),
    lambda one: of(one).update(cwe={"id": "CWE-20", "name": "Improper Input Validation"}),
    lambda one: of(one).update(cwe={"id": "CWE-20", "name": "Insufficient Input Validation"}),
    lambda one: one["document"].update(lang="kk-Cyrl-KZ", source_lang="sr-Latn"),
    lambda one: one["document"].update(lang="es-419", source_lang="sl-rozaj-biske-x-zz"),
    lambda one: made(one, "A", "ALMASU-1"),
    lambda one: leaf(one)["product"].update(
        product_identification_helper={"purl": "pkg:npm/%40angular/core@1.2?os=linux#lib"}
    ),
    lambda one: leaf(one).update(category="product_version", name="after-eight"),
    lambda one: profile(one, "csaf_vex", flags=flags("component_not_present"),
                        product_status={"known_not_affected": ["ALMASU-1"]}),
    lambda one: one["document"].update(category="Security Bulletin of a Maker"),
]  # fmt: skip


@pytest.mark.parametrize("change", SOUND)
def test_what_the_standard_allows_is_no_fault(change):
    document = ours()
    change(document)
    assert found_in(document) == set()


def test_a_long_chain_of_products_is_followed_to_its_end():
    document = ours()
    for number in range(20_000):
        made(document, f"P{number}", f"P{number + 1}" if number < 19_999 else "P0")
    assert found_in(document) == {"6.1.3"}


UNREADABLE = [b"", b"[]", b'{"document":{}}', b"[" * 100_000, b'{"document": 1e999}']


@pytest.mark.parametrize("data", UNREADABLE)
def test_what_is_no_advisory_is_one_fault(data):
    assert [one.test for one in faults_of(data)] == [""]


def cases_of_the_standard() -> list[tuple[str, bytes]]:
    """The standard's own documents: a number of two digits below 11 is a faulty one, above it is sound."""
    folder = resources.files("csaf") / "csaf" / "v20" / "data" / "mandatory"
    return sorted((one.name, one.read_bytes()) for one in folder.iterdir() if one.name.endswith(".json"))


def test_every_faulty_document_of_the_standard_is_found_by_its_test_and_no_sound_one_is():
    pytest.importorskip("csaf")
    passed, refused = [], []
    for name, data in cases_of_the_standard():
        *parts, number = name.removesuffix(".json").split("-2021-")[1].split("-")
        test = ".".join(str(int(part)) for part in parts)
        found = {one.test for one in faults_of(data)}
        if int(number) < 11 and test not in found:
            passed.append(name)
        if int(number) >= 11 and found:
            refused.append((name, found))
    assert (passed, refused) == ([], [])


@pytest.mark.vectors
def test_advisories_of_a_state_body_hold_together(request):
    folder = request.config.rootpath.parent / "shared" / "vectors" / "asoi" / "csaf"
    if not folder.exists():
        pytest.skip(f"{folder} is not there")
    files = sorted(folder.glob("ics*.json"))
    assert len(files) == 25
    assert {path.name: faults_of(path.read_bytes()) for path in files if faults_of(path.read_bytes())} == {}
