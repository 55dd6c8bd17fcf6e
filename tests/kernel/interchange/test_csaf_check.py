"""The mandatory tests of CSAF 2.0: real advisories pass, and each test finds the fault it is for."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from almasu.kernel.interchange.csaf_check import CHECKED, faults_of
from almasu.kernel.interchange.csaf_out import advisory_of
from almasu.kernel.interchange.stix_out import Published
from almasu.kernel.sector.alert import VulnerabilityAlert
from almasu.kernel.sector.confidentiality import Degree

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
ALERT = VulnerabilityAlert("Maker", "Gateway", "< 4", Degree.CLEAR, "Told.", "Update.", "high", ("CVE-2026-1",))


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


SPOILT: list[tuple[str, Callable[[dict], object]]] = [
    ("6.1.1", lambda one: of(one)["product_status"]["known_affected"].append("NO-1")),
    ("6.1.2", lambda one: twice(one["product_tree"]["branches"])),
    ("6.1.4", lambda one: of(one)["remediations"][0].update(group_ids=["G"])),
    ("6.1.5", lambda one: one["product_tree"].update(product_groups=[{"group_id": "G", "product_ids": []}] * 2)),
    ("6.1.6", lambda one: of(one)["product_status"].update(fixed=["ALMASU-1"])),
    ("6.1.7", lambda one: of(one).update(scores=[{"products": ["ALMASU-1"], "cvss_v3": {}}] * 2)),
    ("6.1.14", lambda one: history(one)[0].update(date="2027-01-01T00:00:00Z")),
    ("6.1.16", lambda one: one["document"]["tracking"].update(version="2")),
    ("6.1.17", lambda one: one["document"]["tracking"].update(version="0")),
    ("6.1.18", lambda one: history(one)[0].update(number="0")),
    ("6.1.20", lambda one: one["document"]["tracking"].update(version="3-rc")),
    ("6.1.21", lambda one: history(one).pop(1)),
    ("6.1.22", lambda one: history(one)[0].update(number="2")),
    ("6.1.23", lambda one: twice(one["vulnerabilities"])),
    ("6.1.27.4", lambda one: one.pop("product_tree")),
    ("6.1.27.5", lambda one: of(one).pop("notes")),
    ("6.1.27.6", lambda one: of(one).pop("product_status")),
    ("6.1.30", lambda one: history(one)[0].update(number="1.0.0")),
]


@pytest.mark.parametrize(("test", "spoil"), SPOILT, ids=[test for test, _ in SPOILT])
def test_each_test_finds_its_fault(test, spoil):
    document = ours()
    spoil(document)
    assert test in found_in(document)


def test_every_test_that_is_made_has_a_case():
    assert {test for test, _ in SPOILT} == set(CHECKED)


UNREADABLE = [b"", b"[]", b'{"document":{}}', b"[" * 100_000, b'{"document": 1e999}']


@pytest.mark.parametrize("data", UNREADABLE)
def test_what_is_no_advisory_is_one_fault(data):
    assert [one.test for one in faults_of(data)] == [""]


@pytest.mark.vectors
def test_advisories_of_a_state_body_hold_together(request):
    folder = request.config.rootpath.parent / "shared" / "vectors" / "asoi" / "csaf"
    if not folder.exists():
        pytest.skip(f"{folder} is not there")
    files = sorted(folder.glob("ics*.json"))
    assert len(files) == 25
    assert {path.name: faults_of(path.read_bytes()) for path in files if faults_of(path.read_bytes())} == {}
