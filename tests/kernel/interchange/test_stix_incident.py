"""Incident cards as STIX 2.1 with the incident extension: every field is somewhere, one card is the same objects."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from almasu.kernel.interchange.losses import Loss, Why
from almasu.kernel.interchange.stix_incident import INCIDENT, stix_of
from almasu.kernel.interchange.tlp import MARKINGS
from almasu.kernel.sector.confidentiality import Degree
from almasu.kernel.sector.incident import Card, Report
from kernel.interchange.test_iodef import AT, CARDS, TOLD

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    stix2 = pytest.importorskip("stix2")


def objects(card: Card, told: Any = TOLD) -> list[dict[str, Any]]:
    return json.loads(stix_of(card, told).data)["objects"]


def core(card: Card) -> dict[str, Any]:
    (incident,) = [one for one in objects(card) if one["type"] == "incident"]
    return incident["extensions"][INCIDENT]


@pytest.mark.parametrize("card", CARDS, ids=[card.kind for card in CARDS])
def test_every_kind_of_card_is_a_bundle_that_says_all_of_it_and_refers_to_nothing_else(card: Card) -> None:
    made = stix_of(card, TOLD)
    assert made.losses == ()
    assert stix2.parse(made.data.decode(), allow_custom=True, version="2.1").type == "bundle"
    told = objects(card)
    ids = [one["id"] for one in told]
    assert len(ids) == len(set(ids))
    words = json.dumps(told, ensure_ascii=False)
    for value in card.values.values():
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, bool) and "T0" not in str(one) and one not in ("done", "attempt"):
                assert json.dumps(str(one), ensure_ascii=False)[1:-1] in words
    marked = {one for each in told for one in each.get("object_marking_refs", [])}
    assert marked == {MARKINGS[Degree.AMBER_STRICT]}
    referred = {each[name] for each in told for name in ("source_ref", "target_ref", "created_by_ref") if name in each}
    referred |= {*core(card).get("impact_refs", []), *(one["event_ref"] for one in core(card)["events"])}
    assert referred | marked <= set(ids)


def test_the_extension_says_how_far_it_has_come() -> None:
    assert core(CARDS[0])["determination"] == "confirmed"
    assert (core(CARDS[1])["determination"], core(CARDS[1])["investigation_status"]) == ("blocked", "open")
    assert core(CARDS[2])["investigation_status"] == "closed"
    assert core(CARDS[5])["determination"] == "suspected"
    (impact,) = [one for one in objects(CARDS[4]) if one["type"] == "impact"]
    assert impact["extensions"]["monetary-ext"]["max_amount"] == 5_000_000
    ongoing = Card("outage", Report.FIRST, AT, {"began_at": "2026-11-20T08:00:00+05:00"})
    assert [one["status"] for one in objects(ongoing) if one["type"] == "event"] == ["occurred", "ongoing"]


def test_a_card_that_grew_is_a_newer_version_of_the_same_objects() -> None:
    grown = msgspec.structs.replace(CARDS[0], report=Report.FINAL)
    later = replace(TOLD, reported_at=AT + timedelta(days=1), at=AT + timedelta(days=2))
    before, after = ({one["id"]: one for one in objects(*each)} for each in ((CARDS[0], TOLD), (grown, later)))
    assert before.keys() == after.keys()
    incident = next(name for name in after if name.startswith("incident--"))
    assert before[incident]["created"] == after[incident]["created"]
    assert before[incident]["modified"] < after[incident]["modified"]


def test_files_beside_a_card_are_named_as_lost() -> None:
    card = Card("outage", Report.FIRST, AT, {"outcome": "suspicion"}, {"log.txt": "a" * 64})
    assert stix_of(card, TOLD).losses == (Loss("log.txt", Why.ATTACHMENT),)
