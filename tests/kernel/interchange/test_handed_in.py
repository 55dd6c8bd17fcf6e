"""Incidents that machines hand in become bundles of a file's size, each incident with what stands around it."""

from __future__ import annotations

import json
from typing import Any

from almasu.kernel.interchange.collection import Offered
from almasu.kernel.interchange.handed_in import MOST_BYTES, bundles_of
from almasu.kernel.interchange.losses import Why
from almasu.kernel.interchange.stix_incident_in import card_in, incidents_in
from almasu.kernel.sector.confidentiality import Degree
from kernel.interchange.test_stix_incident_in import LISTS, incident, named


def offered(*objects: dict[str, Any]) -> list[Offered]:
    return [Offered(one["id"], one["type"], None, Degree.AMBER, json.dumps(one).encode()) for one in objects]


def test_many_incidents_are_cut_into_files_and_none_is_left_out() -> None:
    objects = [incident(number) for number in range(1, 121)]
    notes = [named("note", 200 + at, object_refs=[one["id"]], content="x") for at, one in enumerate(objects)]
    files = list(bundles_of(offered(*objects, *notes, named("indicator", 7, pattern="x"))))
    assert [len(incidents_in(one, LISTS)) for one in files] == [50, 50, 20]
    assert sum(one.count(b'"type": "note"') for one in files) == 120
    assert b"indicator" not in b"".join(files)
    assert list(bundles_of(offered(*notes))) == []


def test_what_does_not_fit_in_is_told_as_missing() -> None:
    events = [named("event", 500 + at, name="x" * 100_000) for at in range(15)]
    whole = incident(1, events=[{"event_ref": one["id"]} for one in events])
    (file,) = bundles_of(offered(whole, *events))
    assert len(file) <= MOST_BYTES
    (told,) = incidents_in(file, LISTS)
    taken = card_in(file, told.id, LISTS.incident)
    assert taken is not None
    assert [one.why for one in taken.losses].count(Why.ABSENT) == 5
