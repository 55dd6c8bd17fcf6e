"""Incidents of others as draft cards: what we export comes back whole, and of others' nothing is lost unnamed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from almasu.kernel.interchange.losses import Why
from almasu.kernel.interchange.stix_incident import INCIDENT, stix_of
from almasu.kernel.interchange.stix_incident_in import MOST_INCIDENTS, card_in, incidents_in
from almasu.kernel.interchange.taking_card import CardTaken
from almasu.kernel.sector.catalogue import IncidentKind
from almasu.kernel.sector.fields import Field, FieldKind
from almasu.kernel.sector.incident import Card, Report, card_of
from almasu.law import moment
from almasu.law.sheet import SheetFile
from almasu.regimes.asoi.loader import read_catalogue
from kernel.interchange.test_iodef import TOLD

SHEETS = ("kinds", "forms", "lists")
DATA = resources.files("almasu.regimes.asoi") / "data"
LISTS = read_catalogue(*(SheetFile(f"{name}.yaml", (DATA / f"{name}.yaml").read_bytes()) for name in SHEETS))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MOMENTS = st.integers(10**9, 25 * 10**9).map(lambda ago: moment.written(NOW - timedelta(milliseconds=ago)))
WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\x85"), min_size=1, max_size=20)
LINES = st.lists(WORDS, min_size=1, max_size=4, unique=True).map("\n".join)
ADDRESSES = st.lists(st.ip_addresses().map(str), min_size=1, max_size=4, unique=True).map("\n".join)
HASHES = st.lists(st.integers(1, 2**128 - 1).map("{:064x}".format), min_size=1, max_size=3, unique=True).map("\n".join)
CVES = st.lists(st.integers(1000, 99999).map("CVE-2026-{}".format), min_size=1, max_size=3, unique=True).map("\n".join)


def typed_into(field: Field) -> st.SearchStrategy[str]:
    match field.kind:
        case FieldKind.CHOICE:
            return st.sampled_from([one.code for one in field.options])
        case FieldKind.YES_NO:
            return st.sampled_from(["yes", "no"])
        case FieldKind.NUMBER:
            return st.integers(0, 10**14).map(str)
        case FieldKind.MOMENT:
            return MOMENTS
        case FieldKind.ADDRESSES:
            return ADDRESSES
        case FieldKind.HASHES:
            return HASHES
        case FieldKind.CVES:
            return CVES
        case FieldKind.TEXT | FieldKind.LINES:
            return LINES
        case _:
            return WORDS


@st.composite
def cards(draw: st.DrawFn) -> Card:
    kind = draw(st.sampled_from(LISTS.incidents))
    typed = {
        one.name: draw(typed_into(one)) for one in LISTS.fields_of_card(kind) if one.required or draw(st.booleans())
    }
    if "ended_at" in typed:
        lasted = timedelta(minutes=draw(st.integers(61, 5000)))
        typed["ended_at"] = moment.written(moment.read(typed["began_at"]) + lasted)
    card, problems = card_of(LISTS, kind, draw(st.sampled_from(Report)), typed, NOW)
    assert card is not None, problems
    return card


def kind_of(code: str) -> IncidentKind:
    kind = LISTS.incident_of(code)
    assert kind is not None
    return kind


def read(data: bytes, code: str = "") -> tuple[str, CardTaken]:
    (told,) = incidents_in(data, LISTS)
    kind = told.kind or kind_of(code)
    taken = card_in(data, told.id, LISTS.fields_of_card(kind))
    assert taken is not None
    return kind.code, taken


@settings(max_examples=60)
@given(cards())
def test_a_card_that_was_taken_along_comes_back_as_it_was(card: Card) -> None:
    kind, taken = read(stix_of(card, TOLD).data)
    assert taken.losses == ()
    again, problems = card_of(LISTS, kind_of(kind), taken.report, taken.fields, NOW)
    assert problems == ()
    assert again == card


def bundle(*objects: dict[str, Any]) -> bytes:
    return json.dumps({"type": "bundle", "id": "bundle--1", "objects": objects}).encode()


def named(kind: str, number: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "spec_version": "2.1", "id": f"{kind}--{UUID(int=number, version=4)}", **more}


def incident(number: int = 1, **core: Any) -> dict[str, Any]:
    said = {"extension_type": "property-extension", "determination": "confirmed", "investigation_status": "open"}
    words = {"name": "Ransomware", "description": "Servers of the branch are encrypted."}
    return named("incident", number, **words, extensions={INCIDENT: {**said, **core}})


REF = "event--" + str(UUID(int=2, version=4))
FOREIGN = [
    incident(
        incident_types=["ransomware", "major"],
        detection_methods=["tool of ours", "automated-tool", "user-reporting"],
        impacted_entity_counts={"customer-individual": 120, "system": 4},
        events=[{"event_ref": REF}],
        criticality=70,
    ),
    named("event", 2, name="Files encrypted", status="occurred", start_time="2026-11-20T04:00:00.0002Z"),
    named("event", 3, name="Ransom may be asked", status="pending"),
    named("task", 4, name="Alarm", outcome="successful", task_types=["detected"], start_time="2026-11-20T05:10:00Z"),
    named("task", 5, description="Restore from copies", outcome="pending"),
    named("task", 6, name="Decrypt", outcome="failed"),
    named("impact", 7, impact_category="monetary", description="Demand", extensions={
        "monetary": {"currency": "usd", "min_amount": 0, "max_amount": 14413.05, "variety": "ransom-demand"}}),
    named("impact", 8, impact_category="availability", extensions={"availability": {"availability_impact": 70}}),
    named("malware", 9, name="Lock"), named("attack-pattern", 10, name="Phishing"),
    named("indicator", 11, pattern=f"[file:hashes.'SHA-256' = '{'a' * 64}']", pattern_type="stix"),
    named("indicator", 12, pattern="[ipv4-addr:value = '203.0.113.7']", pattern_type="stix"),
    named("indicator", 13, pattern="rule x {}", pattern_type="yara"),
    named("note", 14, abstract="hosts", content="srv-1\nsrv-2"),
    named("note", 15, abstract="isolated", content="perhaps"),
    named("note", 16, content="They wrote to us."),
    named("location", 17, country="kz"), named("impact", 18, description="Old", superseded_by_ref="impact--x"),
    named("vulnerability", 19, external_references=[{"source_name": "cve", "external_id": "CVE-2026-1001"}]),
    named("identity", 20, name="Bank"), {"type": "event"},
]  # fmt: skip


def short(what: str) -> str:
    kind, _, number = what.partition("--")
    return f"{kind} {UUID(number).int & 0xFF}" if number else kind


def test_an_incident_of_others_fills_in_what_it_says_and_names_the_rest() -> None:
    kind, taken = read(bundle(*FOREIGN))
    assert (kind, taken.report) == ("server_infected", Report.MORE)
    assert taken.fields == {
        "characteristics": "Servers of the branch are encrypted.",
        "outcome": "done",
        "noticed_by": "technical_means",
        "clients_affected": "120",
        "detected_at": "2026-11-20T10:10:00.000+05:00",
        "timeline": "2026-11-20 09:00 Files encrypted",
        "actions_taken": "2026-11-20 10:10 Alarm\nDecrypt (failed)",
        "actions_planned": "Restore from copies",
        "damage": "0–14413.05 usd Demand",
        "malware": "Lock",
        "methods": "Phishing",
        "hashes": "a" * 64,
        "hosts": "srv-1\nsrv-2",
    }
    assert [(short(one.part), one.why.value, one.named) for one in taken.losses] == [
        ("objects/20", "broken", ""),
        ("incident 1", "no_option", "detection_methods tool of ours"),
        ("incident 1", "no_option", "detection_methods user-reporting"),
        ("incident 1", "property", "impacted_entity_counts system 4"),
        ("incident 1", "property", "criticality"),
        ("incident 1", "no_option", "incident_types major"),
        ("event 3", "not_happened", "pending"),
        ("impact 8", "impact", "availability"),
        ("indicator 12", "no_field", "addresses"),
        ("indicator 13", "pattern", ""),
        ("note 15", "refused", "isolated"),
        ("note 16", "note", "–"),
        ("location 17", "kind", "location"),
        ("impact 18", "superseded", ""),
        ("vulnerability 19", "no_field", "cves"),
    ]


def test_the_person_chooses_the_kind_where_nothing_or_too_much_says_it() -> None:
    for types in ([], ["unspecified"], ["exploit", "packet-flood"]):
        assert [one.kind for one in incidents_in(bundle(incident(incident_types=types)), LISTS)] == [None]
    times = {"start_time": "2026-11-20T04:00:00Z", "end_time": "2026-11-20T06:00:00Z"}
    later = {"start_time": "2026-11-20T05:00:00Z", "end_time": "2026-11-20T08:00:00Z"}
    events = [named("event", 2, status="occurred", **times), named("event", 3, status="occurred", **later)]
    _, taken = read(bundle(incident(), *events), "outage")
    spans = (taken.fields["began_at"], taken.fields["ended_at"])
    assert spans == ("2026-11-20T09:00:00.000+05:00", "2026-11-20T13:00:00.000+05:00")
    _, ongoing = read(bundle(incident(), named("event", 4, status="ongoing", **times), *events), "outage")
    assert "ended_at" not in ongoing.fields


def test_of_several_incidents_each_has_what_stands_around_it_alone() -> None:
    shared = named("malware", 9, name="Lock")
    objects = [
        incident(1, events=[{"event_ref": REF}]),
        incident(2),
        named("event", 2, name="First", status="occurred"),
    ]
    objects += [shared, named("note", 3, abstract="place", content="Almaty", object_refs=[objects[1]["id"]])]
    for number, one in enumerate(objects[:2]):
        ends = {"source_ref": shared["id"], "target_ref": one["id"]}
        objects.append(named("relationship", 20 + number, relationship_type="related-to", **ends))
    data = bundle(*objects)
    first, second = (
        card_in(data, one.id, LISTS.fields_of_card(kind_of("server_infected"))) for one in incidents_in(data, LISTS)
    )
    assert first is not None
    assert second is not None
    assert (first.fields.get("timeline"), first.fields.get("place"), first.fields["malware"]) == ("First", None, "Lock")
    assert (second.fields.get("timeline"), second.fields["place"], second.fields["malware"]) == (None, "Almaty", "Lock")
    gone = bundle(incident(1, events=[{"event_ref": REF}], impact_refs=["impact--" + str(UUID(int=7, version=4))]))
    assert [one.why for one in read(gone, "outage")[1].losses] == [Why.ABSENT] * 2


HOSTILE = [
    incident(1, impacted_entity_counts={"individual": "many"}),
    {**incident(1), "extensions": {INCIDENT: [], "x": {}}},
    {**incident(1), "extensions": {INCIDENT: {"events": {"a": 1}}}},
    {**incident(1), "name": "x" * 100_000, "description": "y" * 100_000},
    {**incident(1), "description": "a\u202eb\x00"},
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_value_of_a_field_is_never_put_into_a_draft(hostile: dict[str, Any]) -> None:
    data = bundle(
        hostile,
        named("note", 2, abstract="detected_at", content="yesterday"),
        named("note", 3, abstract="began_at", content="0001-01-01T00:00:00+14:00"),
        named("event", 4, name="detected", status="occurred", start_time="9999-12-31T23:59:59Z"),
        named("event", 5, status="occurred", start_time="now", end_time="0001-01-01T00:00:00+14:00"),
        named("impact", 6, extensions={"monetary-ext": {"currency": "kzt", "min_amount": 1e300, "max_amount": 1e300}}),
        named("note", 7, abstract="clients_affected", content="9" * 100),
        *(named("indicator", 100 + one, pattern=f"[ipv4-addr:value = '10.0.{one}.1']") for one in range(250)),
    )
    for told in incidents_in(data, LISTS):
        for kind in LISTS.incidents:
            fields = LISTS.fields_of_card(kind)
            taken = card_in(data, told.id, fields)
            assert taken is not None
            assert not {"detected_at", "began_at", "clients_affected", "tenge"} & taken.fields.keys()
            _, problems = card_of(LISTS, kind, taken.report, taken.fields, NOW)
            assert not {one.where for one in problems} & taken.fields.keys()
            assert len(taken.losses) <= 201


def test_a_file_of_very_many_incidents_is_read_to_its_limit() -> None:
    data = bundle(*(incident(number) for number in range(1, 2000)))
    found = incidents_in(data, LISTS)
    assert len(found) == MOST_INCIDENTS
    assert card_in(data, found[0].id, LISTS.incident) is not None
    assert card_in(data, UUID(int=7), LISTS.incident) is None
    assert incidents_in(bundle({**incident(), "revoked": True}, {"type": "incident", "id": "incident--x"}), LISTS) == ()


def test_a_line_longer_than_its_field_takes_is_cut_and_said_to_be() -> None:
    long = named("event", 2, name="Files encrypted", description="a" * 400, status="occurred")
    _, taken = read(bundle(incident(), long), "outage")
    assert len(taken.fields["timeline"]) == 300
    assert ("event 2", Why.CUT, "timeline") in [(short(one.part), one.why, one.named) for one in taken.losses]
