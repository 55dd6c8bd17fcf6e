"""Alerts as events of MISP and back, and real events read with their losses named."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from almasu.kernel.interchange.misp import MOST_BYTES, alert_in, event_of, manifest_of
from almasu.kernel.interchange.stix_out import Published
from almasu.law.problem import Problem
from kernel.interchange.test_stix import ALERT, NOW, PUBLISHED

REAL = Path(__file__).parents[4] / "shared" / "vectors" / "asoi" / "misp"
KNOWN = {"md5", "sha1", "sha256", "domain", "ip-dst", "url"}


def test_an_alert_comes_back_from_an_event_whole() -> None:
    taken = alert_in(json.dumps(event_of(ALERT, PUBLISHED)).encode())
    assert taken.losses == ()
    assert taken.fields == {
        "source": ALERT.source,
        "threat": ALERT.threat,
        "severity": ALERT.severity,
        "confidentiality": "amber_strict",
        "description": ALERT.description,
        "recommendations": ALERT.recommendations,
        **{name: "\n".join(values) for name, values in ALERT.marks.items()},
    }


def test_a_correction_keeps_the_number_of_its_event_and_is_newer() -> None:
    later = Published(PUBLISHED.alert, PUBLISHED.publisher, NOW, NOW + timedelta(hours=1), "kk")
    first, second = (event_of(ALERT, one)["Event"] for one in (PUBLISHED, later))
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert (first["uuid"], first["date"]) == (second["uuid"], "2026-11-20")
    assert int(str(first["timestamp"])) < int(str(second["timestamp"]))
    manifest = manifest_of({str(first["uuid"]): first})
    assert manifest[str(first["uuid"])] == {
        name: first[name] for name in ("Orgc", "Tag", "info", "date", "analysis", "threat_level_id", "timestamp")
    }


def test_words_of_others_are_taken_for_ours_only_where_they_are_like_ours() -> None:
    """A tag that is none of ours fills nothing; a text said twice is taken once and lost once; a long one is cut."""
    said = [{"type": "comment", "comment": "description", "value": one} for one in ("a" * 10_000, "b")]
    tags = ["almasu:threat=<script>", "almasu:threat=" + "x" * 60, "almasu:severity=high\n"]
    event = {"info": "x", "Attribute": said, "Tag": [{"name": one} for one in tags]}
    taken = alert_in(json.dumps({"Event": event}).encode())
    assert taken.fields.keys() == {"source", "confidentiality", "description"}
    assert set(taken.fields["description"]) == {"a"}
    assert len(taken.fields["description"]) <= 10_000
    assert [one.named for one in taken.losses] == ["comment"]


# An attribute of somebody else's event, and the field it goes to.
ATTRIBUTES = [
    ({"type": "ip-src|port", "value": "192.0.2.1|443"}, ("addresses", "192.0.2.1")),
    ({"type": "filename|sha1", "value": "a.exe|" + "ab" * 20}, ("hashes", "ab" * 20)),
    ({"type": "regkey", "value": "HKLM"}, None),
    ({"type": "domain", "value": "a.example", "deleted": True}, None),
    ({"type": "domain"}, None),
]


@pytest.mark.parametrize(("attribute", "field"), ATTRIBUTES)
def test_an_attribute_goes_to_its_field_or_is_named_as_lost(attribute, field) -> None:
    taken = alert_in(json.dumps({"Event": {"info": "x", "Attribute": [attribute]}}).encode())
    assert len(taken.losses) == (0 if field else 1)
    if field:
        assert taken.fields[field[0]] == field[1]
    assert taken.fields["confidentiality"] == "amber_strict"


@pytest.mark.parametrize(
    "tags", [["tlp:white"], ["TLP:GREEN", "tlp:clear"], ["tlp:red", "tlp:white"], ["tlp:amber+strict"]]
)
def test_the_narrowest_tag_wins(tags: list[str]) -> None:
    event = {"Event": {"info": "x", "Tag": [{"name": one} for one in tags]}}
    expected = {"tlp:white": "clear", "TLP:GREEN": "green", "tlp:red": "red", "tlp:amber+strict": "amber_strict"}
    assert alert_in(json.dumps(event).encode()).fields["confidentiality"] == expected[tags[0]]


BROKEN = [b"", b"{}", b"[]", b'{"Event":{}}', b'{"response":[]}', b" " * (MOST_BYTES + 1), b'{"response":[' * 5000]


@pytest.mark.parametrize("data", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_event_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(Problem) as no:
        alert_in(data)
    assert no.value.kind.code == "interchange.misp_unreadable"


@pytest.mark.skipif(not REAL.exists(), reason="the published events are not beside this clone")
def test_real_events_are_read_whole_and_what_has_no_field_is_named() -> None:
    truth = json.loads((REAL / "truth.json").read_text())
    for name, told in truth.items():
        file = json.loads((REAL / name).read_text())
        event = file.get("Event") or file["response"][0]["Event"]
        values = [one for part in (event, *event["Object"]) for one in part["Attribute"]]
        taken = alert_in((REAL / name).read_bytes())
        assert taken.fields["source"] == told["info"]
        marks = {one for field in ("addresses", "hashes", "names") for one in taken.fields.get(field, "").split("\n")}
        assert marks - {""} == {one["value"] for one in values if one["type"] in KNOWN}
        assert len(taken.losses) == sum(one["type"] not in KNOWN for one in values)
