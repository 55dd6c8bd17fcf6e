"""Each endpoint of TAXII 2.1 as the specification describes it, over a socket."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest

from almasu.interfaces.taxii.headers import MEDIA
from almasu.kernel.interchange.collection import ALERTS, VULNERABILITIES
from almasu.kernel.sector.confidentiality import Degree
from almasu.wiring.running import now
from interfaces.taxii.conftest import BANK, OTHER_BANK, ROOT, indicator

ALL = f"{ROOT}collections/{ALERTS.id}"


async def test_discovery_the_root_and_collections_are_told(door):
    machine = await door.machine()
    discovery = await (await door.get(machine, "/taxii2/")).json(content_type=MEDIA)
    assert discovery["default"] == ROOT
    root = await (await door.get(machine, ROOT)).json(content_type=MEDIA)
    assert root["versions"] == [MEDIA]
    assert root["max_content_length"] > 1_000_000
    told = await (await door.get(machine, f"{ROOT}collections/")).json(content_type=MEDIA)
    rights = {one["title"]: (one["can_read"], one["can_write"]) for one in told["collections"]}
    assert rights == {
        "Threat alerts": (True, False),
        "Vulnerability alerts": (True, False),
        f"Incoming of {BANK}": (True, True),
    }
    one = await (await door.get(machine, f"{ROOT}collections/{ALERTS.id}/")).json(content_type=MEDIA)
    assert one == next(each for each in told["collections"] if each["id"] == str(ALERTS.id))
    assert await (await door.get(machine, f"{ROOT}collections/alerts/")).json(content_type=MEDIA) == one


async def test_objects_come_out_byte_for_byte_in_the_order_of_adding(door):
    machine = await door.machine()
    raw = (
        '{"type": "indicator",  "spec_version":"2.1", "id":"indicator--%s", "created":"2026-11-20T09:00:00Z",'
        ' "modified":"2026-11-20T09:00:00Z", "x_Сөз": 1.10}'
    )
    first, second = (raw % uuid4() for _ in range(2))
    added = await door.post(machine, machine.own, f'{{"objects":[{first},{second}]}}'.encode())
    assert added.status == 202
    status = await added.json(content_type=MEDIA)
    assert (status["status"], status["success_count"], status["failure_count"]) == ("complete", 2, 0)
    answer = await door.get(machine, f"{ROOT}collections/{machine.own}/objects/")
    assert await answer.text() == f'{{"more":false,"objects":[{first},{second}]}}'
    told = await (await door.get(machine, f"{ROOT}status/{status['id']}/")).json(content_type=MEDIA)
    assert told == status


async def test_manifests_agree_with_objects_and_headers_tell_the_times_of_adding(door):
    machine = await door.machine()
    await door.publish([indicator(number) for number in range(1, 8)])
    objects = await door.get(machine, f"{ALL}/objects/", limit="5")
    manifest = await door.get(machine, f"{ALL}/manifest/", limit="5")
    records = (await manifest.json(content_type=MEDIA))["objects"]
    bodies = (await objects.json(content_type=MEDIA))["objects"]
    assert [one["id"] for one in records] == [one["id"] for one in bodies]
    assert [one["version"] for one in records] == [one["modified"] for one in bodies]
    for answer in (objects, manifest):
        assert answer.headers["X-TAXII-Date-Added-First"] == records[0]["date_added"]
        assert answer.headers["X-TAXII-Date-Added-Last"] == records[-1]["date_added"]
    assert all(one["date_added"] < other["date_added"] for one, other in pairwise(records))
    rest = await door.get(machine, f"{ALL}/objects/", added_after=records[-1]["date_added"])
    assert len((await rest.json(content_type=MEDIA))["objects"]) == 2


async def test_pages_go_on_by_their_cursor_alone_whatever_is_added_meanwhile(door):
    machine = await door.machine()
    await door.publish([indicator(number) for number in range(1, 11)])
    begin = (now() - timedelta(days=1)).isoformat()
    page = await (await door.get(machine, f"{ALL}/objects/", limit="3", added_after=begin)).json(content_type=MEDIA)
    seen = [one["id"] for one in page["objects"]]
    extra = 100
    while page["more"]:
        await door.publish([indicator(extra)]) if extra < 103 else None
        extra += 1
        page = await (await door.get(machine, f"{ALL}/objects/", limit="3", next=page["next"])).json(content_type=MEDIA)
        seen += [one["id"] for one in page["objects"]]
    assert len(seen) == len(set(seen)) == 13


FILTERS = [
    ({"match_type": "identity"}, {"identity"}),
    ({"match_type": "identity,indicator"}, {"identity", "indicator 1", "indicator 2b"}),
    ({"match_id": "indicator--00000000-0000-4000-8000-000000000002"}, {"indicator 2b"}),
    (
        {"match_id": "indicator--00000000-0000-4000-8000-000000000002", "match_version": "all"},
        {"indicator 2a", "indicator 2b"},
    ),
    ({"match_version": "first"}, {"identity", "indicator 1", "indicator 2a"}),
    ({"match_version": "first,last"}, {"identity", "indicator 1", "indicator 2a", "indicator 2b"}),
    ({"match_version": "2026-11-21T09:00:00Z"}, {"indicator 2b"}),
    ({"match_type": "indicator", "match_version": "first"}, {"indicator 1", "indicator 2a"}),
    ({"match_spec_version": "2.1"}, {"identity", "indicator 1", "indicator 2b"}),
    ({"match_spec_version": "2.0"}, set()),
    ({"match_type": "identity", "match_id": "indicator--00000000-0000-4000-8000-000000000002"}, set()),
    ({"added_after": "2030-01-01T00:00:00Z"}, set()),
]


@pytest.mark.parametrize(("query", "names"), FILTERS)
async def test_filters_choose_what_they_say(door, query, names):
    machine = await door.machine()
    identity = {**indicator(3), "type": "identity", "id": f"identity--{uuid4()}", "name": "identity"}
    later = indicator(2, modified="2026-11-21T09:00:00.000Z", name="indicator 2b")
    await door.publish([indicator(1, name="indicator 1"), indicator(2, name="indicator 2a"), identity, later])
    found = await (await door.get(machine, f"{ALL}/objects/", **query)).json(content_type=MEDIA)
    assert {one["name"] for one in found.get("objects", [])} == names


async def test_versions_and_deletion_are_those_of_one_object(door):
    machine = await door.machine()
    times = ["2026-11-20T09:00:00.000Z", "2026-11-22T09:00:00.000Z", "2026-11-21T09:00:00.000Z"]
    body = json.dumps({"objects": [indicator(1, modified=one) for one in times] + [indicator(2)]}).encode()
    await door.post(machine, machine.own, body)
    place = f"{ROOT}collections/{machine.own}/objects/{indicator(1)['id']}/"
    told = await (await door.get(machine, f"{place}versions/")).json(content_type=MEDIA)
    assert told["versions"] == times
    last = await (await door.get(machine, place)).json(content_type=MEDIA)
    assert [one["modified"] for one in last["objects"]] == [times[1]]
    assert (await door.delete(machine, place, version="last")).status == 200
    again = await (await door.get(machine, place)).json(content_type=MEDIA)
    assert [one["modified"] for one in again["objects"]] == [times[2]]
    assert (await door.delete(machine, place)).status == 200
    assert (await door.get(machine, place)).status == 404
    assert (await door.get(machine, f"{place}versions/")).status == 404
    assert (await door.delete(machine, place)).status == 404
    rest = await (await door.get(machine, f"{ROOT}collections/{machine.own}/objects/")).json(content_type=MEDIA)
    assert [one["id"] for one in rest["objects"]] == [indicator(2)["id"]]


async def test_each_object_has_its_own_fate(door):
    machine = await door.machine()
    right, changed = indicator(1), indicator(1, name="another text")
    old = indicator(2, spec_version="2.0")
    stranger = {"type": "indicator", "spec_version": "2.1", "id": f"malware--{uuid4()}"}
    sco = {"type": "ipv4-addr", "spec_version": "2.1", "id": f"ipv4-addr--{uuid4()}", "value": "198.51.100.1"}
    sent = [right, right, changed, old, stranger, {"no": "object"}, 7, sco, sco]
    status = await (await door.post(machine, machine.own, json.dumps({"objects": sent}).encode())).json(
        content_type=MEDIA
    )
    assert (status["total_count"], status["success_count"], status["failure_count"]) == (9, 4, 5)
    assert all(one["message"] for one in status["failures"])
    held = await (await door.get(machine, f"{ROOT}collections/{machine.own}/objects/")).json(content_type=MEDIA)
    assert held["objects"] == [right, sco]


REFUSED = [
    ("GET", f"{ALL}/objects/", {"limit": "-1"}, 400),
    ("GET", f"{ALL}/objects/", {"limit": "x"}, 400),
    ("GET", f"{ALL}/objects/", {"added_after": "yesterday"}, 400),
    ("GET", f"{ALL}/objects/", {"added_after": "2026-01-01T00:00:00"}, 400),
    ("GET", f"{ALL}/objects/", {"next": "abc.def"}, 400),
    ("GET", f"{ALL}/objects/", {"next": "é"}, 400),
    ("GET", f"{ALL}/objects/", {"match[version]": "newest"}, 400),
    ("GET", f"{ALL}/objects/", {"match[id]": ",".join("x" * 9 + str(one) for one in range(101))}, 400),
    ("GET", f"{ALL}/objects/", {"match[name]": "x"}, 400),
    ("GET", f"{ALL}/objects/indicator--1/", {"match[type]": "indicator"}, 400),
    ("GET", f"{ALL}/objects/indicator--1/", {}, 404),
    ("GET", f"{ROOT}collections/00000000-0000-4000-8000-000000000168/objects/", {}, 404),
    ("GET", f"{ROOT}collections/none/", {}, 404),
    ("GET", f"{ROOT}status/00000000-0000-4000-8000-000000000170/", {}, 404),
    ("GET", f"{ROOT}status/none/", {}, 404),
    ("GET", "/taxii2/other/", {}, 404),
    ("POST", f"{ALL}/objects/", {}, 403),
    ("DELETE", f"{ALL}/objects/indicator--1/", {}, 403),
    ("POST", f"{ALL}/manifest/", {}, 405),
    ("PUT", f"{ALL}/objects/", {}, 405),
]


@pytest.mark.parametrize(("method", "path", "query", "status"), REFUSED)
async def test_every_no_is_an_error_message_of_the_protocol(door, method, path, query, status):
    machine = await door.machine()
    await door.publish([indicator(1)])
    headers = {**machine.headers, "Content-Type": MEDIA}
    data = b'{"objects":[]}' if method in ("POST", "PUT") else None
    answer = await door.http.request(method, path, params=query, headers=headers, data=data)
    assert answer.status == status
    said = await answer.json(content_type=MEDIA)
    assert said["http_status"] == str(status)
    assert said["title"]
    assert said["details"]["words"]["kk"]["remedy"]


async def test_types_of_media_are_kept(door):
    machine = await door.machine()
    for accept, status in [
        ("application/taxii+json", 200),
        ("text/html, application/taxii+json; version=2.1", 200),
        ("*/*", 200),
        ("application/taxii+json;version=2.0", 406),
        ("application/json", 406),
    ]:
        answer = await door.http.get("/taxii2/", headers={**machine.headers, "Accept": accept})
        assert (accept, answer.status) == (accept, status)
        assert answer.headers["Content-Type"] == MEDIA
    refused = await door.post(machine, machine.own, b'{"objects":[]}', "application/json")
    assert refused.status == 415
    for body in (b"", b"[]", b'{"objects":7}', b'{"objects":[' + b"[" * 5_000 + b"]" * 5_000 + b"]}"):
        status = (await door.post(machine, machine.own, body)).status
        assert status in (202, 422), body[:20]


async def test_an_envelope_beyond_its_size_is_refused_before_it_is_read(door):
    machine = await door.machine()
    reader, writer = await asyncio.open_connection("127.0.0.1", int(door.address.rsplit(":", 1)[1]))
    headers = {**machine.headers, "Host": "x", "Content-Type": MEDIA, "Content-Length": str(10 * 1024 * 1024 + 1)}
    head = f"POST {ROOT}collections/{machine.own}/objects/ HTTP/1.1\r\n"
    head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"{head}\r\n".encode())
    assert b" 413 " in await reader.readline()
    writer.close()


async def test_nobody_unknown_blocked_or_run_out_is_let_in(door):
    machine = await door.machine()
    gone = await door.machine(expires_at=now() - timedelta(seconds=1))
    wrong = type(machine)(machine.number, "guess", BANK)
    named = type(machine)(uuid4(), machine.token, BANK)
    for one in (None, gone, wrong, named):
        answer = await door.get(one, "/taxii2/")
        assert answer.status == 401
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")
    assert (await door.get(machine, "/taxii2/")).status == 200
    await door.block(machine)
    for path in ("/taxii2/", f"{ALL}/objects/", f"{ROOT}collections/"):
        assert (await door.get(machine, path)).status == 401


async def test_what_is_given_out_is_told_by_leaves_and_an_empty_page_by_none(door):
    machine = await door.machine()
    await door.get(machine, f"{ALL}/objects/")
    assert await door.leaves() == []
    await door.publish([indicator(number) for number in range(1, 4)])
    await door.get(machine, f"{ALL}/objects/", limit="2")
    await door.post(machine, machine.own, json.dumps({"objects": [indicator(1), {}]}).encode())
    await door.delete(machine, f"{ROOT}collections/{machine.own}/objects/{indicator(1)['id']}/")
    told = await door.leaves()
    assert [one["kind"] for one in told] == ["objects_given", "objects_added", "objects_deleted"]
    assert {one["actor"] for one in told} == {f"machine:{machine.number}"}
    given, added, deleted = (one["says"] for one in told)
    assert (given["page"], given["objects"]) == ("objects", 2)
    assert (added["objects"], added["refused"]) == (2, 1)
    assert deleted["versions"] == 1
    assert machine.token not in json.dumps(told)


async def test_a_clock_set_back_changes_no_order(door):
    machine = await door.machine()
    await door.publish([indicator(1)])
    await door.publish([indicator(2)], now() - timedelta(hours=1))
    records = (await (await door.get(machine, f"{ALL}/manifest/")).json(content_type=MEDIA))["objects"]
    assert [one["id"] for one in records] == [indicator(1)["id"], indicator(2)["id"]]
    first, second = (datetime.fromisoformat(one["date_added"]) for one in records)
    assert second - first == timedelta(microseconds=1)


async def test_a_machine_of_another_organisation_sees_only_what_is_common(door):
    machine, other = await door.machine(), await door.machine(OTHER_BANK, narrowest=Degree.GREEN)
    await door.post(machine, machine.own, json.dumps({"objects": [indicator(1)]}).encode())
    told = await (await door.get(other, f"{ROOT}collections/")).json(content_type=MEDIA)
    assert [one["alias"] for one in told["collections"]] == [f"own-{OTHER_BANK}", "alerts", "vulnerabilities"]
    vulnerabilities = await door.get(other, f"{ROOT}collections/{VULNERABILITIES.id}/objects/")
    assert await vulnerabilities.json(content_type=MEDIA) == {}
