"""Alerts as STIX 2.1 and back: the same marks, every loss named, the narrowest mark of confidentiality kept."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from almasu.kernel.interchange import stix_pattern
from almasu.kernel.interchange.losses import Loss, Why
from almasu.kernel.interchange.stix_in import MOST_BYTES, alert_in
from almasu.kernel.interchange.stix_out import Published, bundle, threat_objects, vulnerability_objects
from almasu.kernel.interchange.tlp import MARKINGS, degree_of
from almasu.kernel.sector.alert import ThreatAlert, VulnerabilityAlert
from almasu.kernel.sector.confidentiality import Degree
from almasu.law import moment
from almasu.law.problem import Problem

ATTACK = Path(__file__).parents[4] / "shared" / "vectors" / "asoi" / "stix" / "ics-attack.json"
NOW = moment.read("2026-11-20T09:30:00.123+05:00")
PUBLISHED = Published(UUID(int=5), "АСОИ", NOW, NOW, "kk")
ALERT = ThreatAlert(
    source="Фишинг науқаны",
    threat="phishing",
    severity="high",
    confidentiality=Degree.AMBER_STRICT,
    description="Банк атынан келген хаттар.",
    recommendations="Жіберушіні бұғаттаңыз.\nПарольдерді ауыстырыңыз.",
    marks={
        "addresses": ["203.0.113.7", "2001:db8::/32"],
        "hashes": ["ab" * 32, "cd" * 20, "ef" * 16],
        "names": ["https://alma.example/o'k", "a@alma.example", "alma.example"],
        "cves": ["CVE-2026-1234"],
    },
)


def written(objects) -> bytes:
    return json.dumps(bundle(objects, UUID(int=9))).encode()


def test_an_alert_comes_back_from_stix_as_it_went() -> None:
    taken = alert_in(written(threat_objects(ALERT, PUBLISHED)))
    assert taken.losses == ()
    assert taken.fields == {
        "source": ALERT.source,
        "description": ALERT.description,
        "recommendations": ALERT.recommendations,
        "confidentiality": "amber_strict",
        **{name: "\n".join(values) for name, values in ALERT.marks.items()},
    }


def test_every_object_is_marked_well_named_and_refers_to_what_is_there() -> None:
    objects = threat_objects(ALERT, PUBLISHED)
    ids = {one["id"] for one in objects}
    assert len(ids) == len(objects)
    for one in objects:
        assert re.fullmatch(rf"{one['type']}--[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}", str(one["id"]))
        assert one["spec_version"] == "2.1"
        for name, value in one.items():
            if name.endswith("_ref"):
                assert value in ids
            if name.endswith("_refs"):
                assert set(value) <= ids
        if one["type"] not in ("marking-definition", "identity"):
            assert one["object_marking_refs"] == [MARKINGS[Degree.AMBER_STRICT]]
    assert {one["created"] for one in objects if one["type"] == "report"} == {"2026-11-20T04:30:00.123Z"}


def test_a_corrected_alert_is_a_new_version_of_the_same_objects() -> None:
    later = Published(PUBLISHED.alert, PUBLISHED.publisher, NOW, NOW + timedelta(hours=1), "kk")
    first, second = threat_objects(ALERT, PUBLISHED), threat_objects(ALERT, later)
    assert [one["id"] for one in first] == [one["id"] for one in second]
    assert first[-1]["modified"] != second[-1]["modified"]
    assert first[-1]["created"] == second[-1]["created"]


def test_a_vulnerability_without_a_number_is_told_by_its_product() -> None:
    alert = VulnerabilityAlert("Alma", "VPN", "< 4.2", Degree.GREEN, "Қате.", "Жаңартыңыз.", "high")
    names = [one["name"] for one in vulnerability_objects(alert, PUBLISHED) if one["type"] == "vulnerability"]
    assert names == ["Alma VPN < 4.2"]
    taken = alert_in(written(vulnerability_objects(alert, PUBLISHED)))
    assert [one.why for one in taken.losses] == [Why.NO_NUMBER]


# What a bundle of somebody else holds, and what is lost of it.
OBJECTS = [
    (
        {"type": "indicator", "id": "i", "pattern": "[ipv4-addr:value = '192.0.2.1'] FOLLOWEDBY [a:b = 'c']"},
        ("pattern", ""),
    ),
    ({"type": "indicator", "id": "i", "pattern": "rule x {}", "pattern_type": "yara"}, ("pattern", "")),
    ({"type": "malware", "id": "m", "name": "x"}, ("kind", "malware")),
    ({"type": "indicator", "id": "i", "revoked": True, "pattern": "[ipv4-addr:value = '192.0.2.1']"}, ("revoked", "")),
    ({"type": 7}, ("broken", "")),
    ("no object", ("broken", "")),
]


@pytest.mark.parametrize(("one", "why"), OBJECTS)
def test_what_is_not_taken_over_is_named_and_the_rest_is_taken(one, why) -> None:
    good = {"type": "indicator", "id": "g", "pattern": "[ipv4-addr:value = '192.0.2.9']", "pattern_type": "stix"}
    taken = alert_in(json.dumps({"type": "bundle", "id": "bundle--1", "objects": [one, good]}).encode())
    assert [(loss.why.value, loss.named) for loss in taken.losses] == [why]
    assert taken.fields["addresses"] == "192.0.2.9"
    assert taken.fields["confidentiality"] == "amber_strict", "what nobody marked stays within the organisation"


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"type":"report"}', b"\xff", b" " * (MOST_BYTES + 1)], ids=range(6)
)
def test_what_is_no_bundle_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Problem) as no:
        alert_in(data)
    assert no.value.kind.code == "interchange.stix_unreadable"


def test_the_narrowest_mark_wins_and_old_marks_are_known() -> None:
    white = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"
    assert degree_of([white]) is Degree.CLEAR
    assert degree_of([white, MARKINGS[Degree.AMBER]]) is Degree.AMBER
    assert degree_of(["marking-definition--00000000-0000-0000-0000-000000000000"]) is Degree.AMBER_STRICT


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).filter(str.strip))
def test_a_pattern_is_read_as_it_was_written_whatever_quotes_it_holds(name: str) -> None:
    assert stix_pattern.read(stix_pattern.of_name(name)) == ("names", name)


@pytest.mark.skipif(not ATTACK.exists(), reason="the published collection is not beside this clone")
def test_a_published_collection_is_read_whole_with_its_losses_named() -> None:
    taken = alert_in(ATTACK.read_bytes())
    assert taken.losses[-1] == Loss("", Why.MORE)
    assert taken.fields["recommendations"]
